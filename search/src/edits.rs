//! The number of typing errors between two words.

/// The longest word that is compared, in letters.
const LONGEST: usize = 48;

/// The optimal-string-alignment distance (Damerau 1964): insertions, deletions, substitutions, and transpositions of
/// neighbours, each counting one. `None` if it is above `most`.
pub fn edit_distance(left: &str, right: &str, most: usize) -> Option<usize> {
    let mut table = EditTable::new(left);
    table.distances(right, most).whole
}

/// Compares one word with many.
pub(crate) struct EditTable {
    word: Vec<char>,
    other: Vec<char>,
    /// The two rows before, and the current one.
    rows: [Vec<usize>; 3],
}

/// Distances up to the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distances {
    /// To the whole other word.
    pub(crate) whole: Option<usize>,
    /// To some beginning of the other word.
    pub(crate) beginning: Option<usize>,
}

impl EditTable {
    pub(crate) fn new(word: &str) -> Self {
        Self { word: word.chars().take(LONGEST).collect(), other: Vec::new(), rows: <[Vec<usize>; 3]>::default() }
    }

    /// Distances to `other`, up to `most`.
    pub(crate) fn distances(&mut self, other: &str, most: usize) -> Distances {
        self.other.clear();
        self.other.extend(other.chars().take(LONGEST));
        let width = self.word.len();
        let [two_before, before, current] = &mut self.rows;
        before.clear();
        before.extend(0..=width);
        two_before.clear();
        two_before.resize(width + 1, usize::MAX / 2);
        let mut beginning = before.last().copied();
        let mut last_letter = None;
        for (row, &letter) in self.other.iter().enumerate() {
            fill_row(&self.word, Letters { letter, last_letter }, row + 1, [two_before, before, current]);
            if current.iter().min().is_none_or(|least| *least > most) {
                before.clear();
                break;
            }
            beginning = beginning.min(current.last().copied());
            std::mem::swap(two_before, before);
            std::mem::swap(before, current);
            last_letter = Some(letter);
        }
        let within = |distance: Option<usize>| distance.filter(|distance| *distance <= most);
        Distances { whole: within(before.last().copied()), beginning: within(beginning) }
    }
}

/// A letter of the other word, and the one before it.
#[derive(Clone, Copy)]
struct Letters {
    letter: char,
    last_letter: Option<char>,
}

/// Fills `current` from the two rows before it.
fn fill_row(word: &[char], letters: Letters, row: usize, rows: [&mut Vec<usize>; 3]) {
    let Letters { letter, last_letter } = letters;
    let [two_before, before, current] = rows;
    current.clear();
    current.push(row);
    let mut left = row;
    let mut previous = None;
    let mut swapped: Option<usize> = None;
    let cells = word.iter().zip(before.iter().zip(before.iter().skip(1)));
    for ((&own, (&diagonal, &above)), &two_above) in cells.zip(two_before.iter()) {
        let mut cell = (diagonal + usize::from(own != letter)).min(above + 1).min(left + 1);
        if let Some(corner) = swapped
            && previous == Some(letter)
            && last_letter == Some(own)
        {
            cell = cell.min(corner + 1);
        }
        current.push(cell);
        (left, previous, swapped) = (cell, Some(own), Some(two_above));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let cases = [
            ("vault", "vault", Some(0)),
            ("vualt", "vault", Some(1)),
            ("avult", "vault", Some(1)),
            ("vaul", "vault", Some(1)),
            ("vvault", "vault", Some(1)),
            ("encrpytoin", "encryption", Some(2)),
            ("key", "vault", None),
            ("", "ab", Some(2)),
        ];
        for (left, right, expected) in cases {
            assert_eq!(edit_distance(left, right, 2), expected, "{left} {right}");
            assert_eq!(edit_distance(right, left, 2), expected, "{right} {left}");
        }
    }

    #[test]
    fn beginnings_are_compared_too() {
        let distances = EditTable::new("encrpy").distances("encryption", 1);
        assert_eq!(distances, Distances { whole: None, beginning: Some(1) });
    }
}
