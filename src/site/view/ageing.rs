//! What a page says on each day, for the script that lets pages age: a text or numbers with the days from which others
//! hold, and the rows of a list with their places on each day.
//!
//! Without scripts a reader sees what holds on the day of the build, and the page names that day beside it.

use crate::site::input::SiteInput;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Days for which a page carries what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The day of the build, or the pinned one.
    pub(crate) first: NaiveDate,
    /// The last day that lists are carried for; the first one where the day is pinned.
    pub(crate) last: NaiveDate,
}

/// How many days after the build its pages carry what they list.
const AHEAD_DAYS: u64 = 180;

impl Span {
    /// Returns the days for which the pages of a build carry what they list.
    pub(crate) fn new(input: &SiteInput<'_>) -> Self {
        let first = input.as_of.unwrap_or(input.built.day);
        let ahead = if input.as_of.is_some() { 0 } else { AHEAD_DAYS };
        Self { first, last: first.checked_add_days(Days::new(ahead)).unwrap_or(first) }
    }
}

/// A text that changes from day to day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct TurnsView {
    /// The text on the first day.
    pub(crate) now: String,
    /// The text and those that follow, each after its first day: `5;2026-12-01 4`.
    pub(crate) steps: String,
}

impl TurnsView {
    /// Makes the text from what it is from each day on; equal neighbours become one.
    pub(crate) fn new(texts: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        let mut texts = texts.into_iter();
        let Some((_, now)) = texts.next() else { return Self::default() };
        let (mut steps, mut last) = (now.clone(), now.clone());
        for (from, text) in texts.filter(|(_, text)| !text.contains(';')) {
            if text != last {
                // Writing to a string cannot fail.
                let _ = write!(steps, ";{from} {text}");
                last = text;
            }
        }
        Self { now, steps }
    }
}

/// How many things are in each of `N` groups, from day to day.
#[derive(Debug, Clone)]
pub(crate) struct Tally<const N: usize> {
    first: NaiveDate,
    changes: BTreeMap<NaiveDate, [isize; N]>,
}

impl<const N: usize> Tally<N> {
    /// Begins with nothing on `first`.
    pub(crate) fn new(first: NaiveDate) -> Self {
        Self { first, changes: BTreeMap::from([(first, [0; N])]) }
    }

    /// Adds one thing, which is in `group` from each of these days on, in order of days; what begins before the first day
    /// counts from it.
    pub(crate) fn add(&mut self, course: impl IntoIterator<Item = (NaiveDate, Option<usize>)>) {
        let mut course: Vec<(NaiveDate, Option<usize>)> = course.into_iter().collect();
        let begun = course.iter().filter(|(from, _)| *from <= self.first).count();
        course.drain(..begun.saturating_sub(1));
        let mut last = None;
        for (from, group) in course.into_iter().map(|(from, group)| (from.max(self.first), group)) {
            let change = self.changes.entry(from).or_insert([0; N]);
            if let Some(count) = last.and_then(|last: usize| change.get_mut(last)) {
                *count -= 1;
            }
            if let Some(count) = group.and_then(|group| change.get_mut(group)) {
                *count += 1;
            }
            last = group;
        }
    }

    /// Returns the counts from each day on which one of them changes, the first day first.
    pub(crate) fn turns(&self) -> Vec<(NaiveDate, [usize; N])> {
        let mut counts = [0_isize; N];
        let turn = |(day, change): (&NaiveDate, &[isize; N])| {
            counts.iter_mut().zip(change).for_each(|(count, change)| *count += change);
            (*day, counts.map(|count| usize::try_from(count).unwrap_or_default()))
        };
        self.changes.iter().map(turn).collect()
    }
}

/// Writes numbers the way the script reads them.
pub(crate) fn numbers(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// A row of a list, with its place from each day on; an empty place while it is not listed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlacedRow<R> {
    /// The places: `;2026-12-01 17`.
    pub(crate) places: String,
    /// The row.
    pub(crate) row: R,
}

/// A list that is another one on other days.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AgeingList<R> {
    /// What is listed on the day of the build, in order.
    pub(crate) rows: Vec<PlacedRow<R>>,
    /// What is listed from a later day on.
    pub(crate) later: Vec<PlacedRow<R>>,
    /// How many rows are listed, whether the page carries them or not.
    pub(crate) total: TurnsView,
    /// How many of them the page does not carry on the day of the build.
    pub(crate) more: usize,
    /// How many of them are shown at once.
    pub(crate) shown: usize,
    /// The first and the last day for which the page has the rows.
    pub(crate) built: String,
    pub(crate) carried: String,
}

/// Something that may be in a list: its place from each day on, `None` while it is not listed; in order of days.
#[derive(Debug, Clone)]
pub(crate) struct Course<T> {
    /// The thing.
    pub(crate) thing: T,
    /// Its places.
    pub(crate) places: Vec<(NaiveDate, Option<usize>)>,
}

impl<T> Course<T> {
    /// Makes the courses of things that are ordered by a key from each day on; `None` while a thing is not listed.
    pub(crate) fn ordered<K: Ord>(things: impl IntoIterator<Item = (T, Vec<(NaiveDate, Option<K>)>)>) -> Vec<Self> {
        let (mut courses, mut keys) = (Vec::new(), Vec::new());
        for (thing, places) in things {
            let mut own = Vec::new();
            for (from, key) in places {
                own.push((from, key.is_some().then_some(0)));
                keys.extend(key.map(|key| (key, courses.len(), own.len() - 1)));
            }
            courses.push(Self { thing, places: own });
        }
        keys.sort();
        for (index, (_, course, place)) in keys.into_iter().enumerate() {
            let place = courses.get_mut(course).and_then(|course: &mut Self| course.places.get_mut(place));
            if let Some((_, place)) = place {
                *place = Some(index + 1);
            }
        }
        courses
    }

    /// Returns its place on `day`.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<usize> {
        self.places.iter().rev().find(|(from, _)| *from <= day).and_then(|(_, place)| *place)
    }

    /// Returns the first day from `first` on which it is listed.
    fn first_day(&self, first: NaiveDate) -> Option<NaiveDate> {
        if self.on(first).is_some() {
            return Some(first);
        }
        self.places.iter().find(|(from, place)| *from > first && place.is_some()).map(|(from, _)| *from)
    }

    fn turns(&self, span: Span) -> TurnsView {
        let text = |place: Option<usize>| place.map_or(String::new(), |place| place.to_string());
        let now = std::iter::once((span.first, text(self.on(span.first))));
        let later = self.places.iter().filter(|(from, _)| *from > span.first && *from <= span.last);
        TurnsView::new(now.chain(later.map(|(from, place)| (*from, text(*place)))))
    }
}

impl<R> AgeingList<R> {
    /// Makes the list of `courses` for the days of `span`, of which `shown` rows show at once and about as many of later
    /// days are carried; `row` makes a row.
    pub(crate) fn new<T>(courses: Vec<Course<T>>, span: Span, shown: usize, row: impl Fn(&T) -> R) -> Self {
        let mut tally = Tally::<1>::new(span.first);
        for course in &courses {
            tally.add(
                course
                    .places
                    .iter()
                    .filter(|(from, _)| *from <= span.last)
                    .map(|(from, place)| (*from, place.map(|_| 0))),
            );
        }
        let total = TurnsView::new(tally.turns().into_iter().map(|(day, [count])| (day, count.to_string())));
        let (mut now, mut later) = (Vec::new(), Vec::new());
        for course in courses {
            match course.first_day(span.first) {
                Some(day) if day == span.first => now.push(course),
                Some(day) if day <= span.last => later.push((day, course)),
                _ => {}
            }
        }
        now.sort_by_key(|course| course.on(span.first));
        later.sort_by_key(|(day, course)| (*day, course.places.iter().find_map(|(_, place)| *place)));
        // A cut list is complete for its first day alone: a row that was cut can move up on the next.
        let is_cut = now.len() > shown;
        let more = now.len().saturating_sub(shown);
        now.truncate(shown);
        let most = if is_cut { 0 } else { shown.max(LATER_ROWS) };
        let carried = match later.get(most) {
            _ if is_cut => span.first,
            Some((day, _)) => day.pred_opt().unwrap_or(*day),
            None => span.last,
        };
        later.retain(|(day, _)| *day <= carried);
        let placed = |course: &Course<T>| PlacedRow { places: course.turns(span).steps, row: row(&course.thing) };
        Self {
            rows: now.iter().map(placed).collect(),
            later: later.iter().map(|(_, course)| placed(course)).collect(),
            total,
            more,
            shown,
            built: span.first.to_string(),
            carried: carried.to_string(),
        }
    }

    /// Returns the rows of all days.
    pub(crate) fn all_rows(&self) -> impl Iterator<Item = &R> {
        self.rows.iter().chain(&self.later).map(|placed| &placed.row)
    }
}

/// How many rows of later days a page carries at least.
const LATER_ROWS: usize = 150;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        crate::source::parse_date(text).unwrap()
    }

    fn span() -> Span {
        Span { first: day("2026-11-21"), last: day("2027-02-19") }
    }

    #[test]
    fn a_tally_counts_what_is_in_each_group_from_day_to_day() {
        let mut tally = Tally::<2>::new(day("2026-11-21"));
        tally.add([(day("2026-01-01"), Some(1)), (day("2026-11-21"), Some(0)), (day("2026-12-01"), Some(1))]);
        tally.add([(day("2026-11-22"), Some(0)), (day("2026-12-01"), None)]);
        let expected = [("2026-11-21", [1, 0]), ("2026-11-22", [2, 0]), ("2026-12-01", [0, 1])];
        assert_eq!(tally.turns(), expected.map(|(on, counts)| (day(on), counts)));
        let texts = TurnsView::new(tally.turns().into_iter().map(|(day, counts)| (day, counts[1].to_string())));
        assert_eq!((texts.now.as_str(), texts.steps.as_str()), ("0", "0;2026-12-01 1"));
    }

    #[test]
    fn a_list_has_the_rows_of_later_days_with_their_places() {
        let course = |thing, places: &[(&str, Option<usize>)]| Course {
            thing,
            places: places.iter().map(|(from, place)| (day(from), *place)).collect(),
        };
        let courses = vec![
            course("b", &[("2026-11-21", Some(2))]),
            course("a", &[("2026-11-21", Some(3)), ("2026-12-01", Some(1)), ("2027-03-01", None)]),
            course("later", &[("2026-11-21", None), ("2026-12-05", Some(4))]),
            course("past", &[("2026-01-01", Some(5)), ("2026-11-20", None)]),
            course("beyond", &[("2027-02-20", Some(6))]),
        ];
        let list = AgeingList::new(courses.clone(), span(), 5, |name| *name);
        let rows = |rows: &[PlacedRow<&'static str>]| {
            rows.iter().map(|row| format!("{} {}", row.row, row.places)).collect::<Vec<_>>()
        };
        assert_eq!(rows(&list.rows), ["b 2", "a 3;2026-12-01 1"]);
        assert_eq!(rows(&list.later), ["later ;2026-12-05 4"]);
        assert_eq!((list.total.steps.as_str(), list.carried.as_str()), ("2;2026-12-05 3", "2027-02-19"));
        let cut = AgeingList::new(courses, span(), 1, |name| *name);
        assert_eq!((rows(&cut.rows), cut.later.len(), cut.carried.as_str()), (vec!["b 2".to_owned()], 0, "2026-11-21"));
    }
}
