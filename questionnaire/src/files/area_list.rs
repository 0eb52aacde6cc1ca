//! What covers areas of a sheet, found by cell without looking at every area.

use super::cell::{Area, Cell};

/// The height from which an area is kept apart, in rows: a list over a whole column would make every search long.
const TALL: u32 = 64;

/// Something that covers areas of a sheet.
pub trait Covers {
    /// Returns the areas.
    fn areas(&self) -> &[Area];
}

impl Covers for Area {
    fn areas(&self) -> &[Area] {
        std::slice::from_ref(self)
    }
}

/// Items in their order, and an index by row of what they cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaList<T> {
    items: Vec<T>,
    /// Areas of less than [`TALL`] rows with their item, by first row.
    short: Vec<(Area, usize)>,
    /// All other areas with their item.
    tall: Vec<(Area, usize)>,
}

impl<T> Default for AreaList<T> {
    fn default() -> Self {
        Self { items: Vec::new(), short: Vec::new(), tall: Vec::new() }
    }
}

impl<T: Covers> AreaList<T> {
    /// Adds an item.
    pub fn push(&mut self, item: T) {
        let index = self.items.len();
        for area in item.areas() {
            if area.height() >= TALL {
                self.tall.push((*area, index));
            } else {
                // Files list areas from top to bottom, so that this is nearly always the end.
                let at = self.short.partition_point(|(other, _)| other.first.row <= area.first.row);
                self.short.insert(at, (*area, index));
            }
        }
        self.items.push(item);
    }

    /// Returns the items in their order.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Returns the items that cover a cell.
    pub fn at(&self, cell: Cell) -> impl Iterator<Item = &T> {
        let first = cell.row.saturating_sub(TALL - 1);
        let from = self.short.partition_point(|(area, _)| area.first.row < first);
        let to = self.short.partition_point(|(area, _)| area.first.row <= cell.row);
        let near = self.short.get(from..to).unwrap_or_default().iter();
        let mut found: Vec<usize> =
            near.chain(&self.tall).filter(|(area, _)| area.has(cell)).map(|(_, index)| *index).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|index| self.items.get(index))
    }
}

impl<T: Covers> Extend<T> for AreaList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T: Covers> FromIterator<T> for AreaList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        list.extend(items);
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_cell_in_their_order() {
        let names = ["C1:C1048576", "A5:B6", "A1:A64", "A1:A63", "A6", "B2:B2"];
        let list: AreaList<Area> = names.iter().filter_map(|name| Area::parse(name)).collect();
        let at = |cell: &str| list.at(Cell::parse(cell).unwrap()).map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(at("A6"), ["A5:B6", "A1:A64", "A1:A63", "A6"]);
        assert_eq!(at("A63"), ["A1:A64", "A1:A63"]);
        assert_eq!(at("A64"), ["A1:A64"]);
        assert_eq!(at("C900000"), ["C1:C1048576"]);
        assert_eq!(at("B2"), ["B2"]);
        assert_eq!(at("D1"), [""; 0]);
    }
}
