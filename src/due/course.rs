//! The list as it is on later days: pages are read for weeks, and each day has its own list.
//!
//! What is due, and how urgent it is, changes on few days, which follow from the timelines. So a page can carry every row
//! with the days on which it is listed, and with its place among all others, and a script shows the list of the day.

use super::item::DueItem;
use super::order::{Order, order_of};
use super::selection::DueSelection;
use crate::entry::{Claim, Entry};
use crate::freshness::{EntryAges, Timeline};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A claim, or an entry as a whole, that is on the list on some day from the first to the last day of a selection.
#[derive(Debug, Clone)]
pub struct DueCourse<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim; `None` for the entry as a whole.
    pub claim: Option<&'a Claim>,
    /// How it is listed, in order of days; the first phase begins on the first day of the selection.
    pub phases: Vec<DuePhase<'a>>,
}

/// How something is listed from a day on.
#[derive(Debug, Clone)]
pub struct DuePhase<'a> {
    /// The first day.
    pub from: NaiveDate,
    /// What the list says about it; `None` while it is not on the list.
    pub item: Option<DueItem<'a>>,
    /// Its place among all courses; 0 until [`place_courses`] has given the places.
    pub place: usize,
    order: Option<Order>,
}

impl<'a> DueCourse<'a> {
    /// Returns its place among all courses on `day`; `None` if it is not listed.
    pub fn place_on(&self, day: NaiveDate) -> Option<usize> {
        self.phase_on(day).filter(|phase| phase.item.is_some()).map(|phase| phase.place)
    }

    fn phase_on(&self, day: NaiveDate) -> Option<&DuePhase<'a>> {
        self.phases.iter().rev().find(|phase| phase.from <= day)
    }
}

impl<'a> DueSelection<'_, 'a> {
    /// Returns what of `entry` is listed on a day from the day of the selection to `until`, the claims before the entry.
    pub fn courses(&self, entry: &'a Arc<Entry>, ages: &EntryAges, until: NaiveDate) -> Vec<DueCourse<'a>> {
        let timelines = ages.claims.iter().chain(&ages.own);
        let days: BTreeSet<NaiveDate> = timelines.flat_map(|timeline| self.days(timeline, until)).collect();
        let mut courses: Vec<DueCourse<'a>> = Vec::new();
        for from in days {
            for item in (Self { today: from, ..*self }).of_entry(entry, ages).items {
                let is_same = |course: &&mut DueCourse<'_>| {
                    course.claim.map(|claim| &claim.id.value) == item.claim.map(|claim| &claim.id.value)
                };
                let phase = DuePhase { from, order: None, item: Some(item.clone()), place: 0 };
                if let Some(course) = courses.iter_mut().find(is_same) {
                    course.phases.push(phase);
                    continue;
                }
                let not_yet = DuePhase { from: self.today, item: None, order: None, place: 0 };
                let phases = if from > self.today { vec![not_yet, phase] } else { vec![phase] };
                courses.push(DueCourse { entry, claim: item.claim, phases });
            }
        }
        courses.sort_by_key(|course| course.claim.is_none());
        for course in &mut courses {
            course.phases.dedup_by(|later, earlier| is_same_row(later, earlier));
        }
        set_orders(&mut courses);
        courses
    }

    /// Returns the days on which what has this `timeline` can come onto the list or change on it.
    fn days(&self, timeline: &Timeline, until: NaiveDate) -> Vec<NaiveDate> {
        let mut days = vec![self.today];
        for step in timeline.steps().filter(|step| step.from > self.today) {
            days.push(step.from);
            days.extend(step.from.pred_opt().and_then(|last_day| self.first_near_day(last_day, until)));
        }
        days.retain(|day| *day <= until);
        days
    }

    /// Returns the first day up to `until` from which `last_day` is within the horizon.
    fn first_near_day(&self, last_day: NaiveDate, until: NaiveDate) -> Option<NaiveDate> {
        let is_near = |day: NaiveDate| last_day <= self.horizon.last_day(day);
        let (mut far, mut near) = (self.today, until.min(last_day));
        if is_near(far) || !is_near(near) {
            return None;
        }
        while (near - far).num_days() > 1 {
            let middle = far.checked_add_days(Days::new((near - far).num_days().unsigned_abs() / 2))?;
            if is_near(middle) { near = middle } else { far = middle }
        }
        Some(near)
    }
}

fn is_same_row(one: &DuePhase<'_>, other: &DuePhase<'_>) -> bool {
    let facts = |item: &DueItem<'_>| (item.end, item.need, item.reason.clone());
    one.item.as_ref().map(facts) == other.item.as_ref().map(facts)
}

/// Gives each phase of an entry's courses what orders it; an entry comes after its claims that are listed with it.
fn set_orders(courses: &mut [DueCourse<'_>]) {
    for course in courses.iter_mut() {
        for phase in &mut course.phases {
            phase.order = phase.item.as_ref().map(order_of);
        }
    }
    let Some((whole, claims)) = courses.split_last_mut().filter(|(last, _)| last.claim.is_none()) else { return };
    let days: BTreeSet<NaiveDate> =
        claims.iter().chain([&*whole]).flat_map(|course| course.phases.iter().map(|phase| phase.from)).collect();
    let phase = |from: NaiveDate| {
        let own = whole.phase_on(from)?;
        let after = claims.iter().filter_map(|claim| claim.phase_on(from)?.order.clone());
        let after = after.map(Order::just_after).max();
        let order = own.order.clone().map(|own| after.map_or_else(|| own.clone(), |after| after.max(own.clone())));
        Some(DuePhase { from, order, ..own.clone() })
    };
    let mut phases: Vec<DuePhase<'_>> = days.into_iter().filter_map(phase).collect();
    phases.dedup_by(|later, earlier| later.order == earlier.order && is_same_row(later, earlier));
    whole.phases = phases;
}

/// Gives each phase its place, from 1: on each day, what is listed is in the order of the places.
pub fn place_courses(courses: &mut [DueCourse<'_>]) {
    let mut phases: Vec<&mut DuePhase<'_>> =
        courses.iter_mut().flat_map(|course| &mut course.phases).filter(|phase| phase.order.is_some()).collect();
    phases.sort_by(|one, other| one.order.cmp(&other.order));
    for (index, phase) in phases.into_iter().enumerate() {
        phase.place = index + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::due::{Horizon, sort};
    use crate::entry::read_content;
    use crate::library::{Library, Lists};
    use crate::opportunity::Exposures;
    use crate::source::{Interval, parse_date};

    const CARD: &str = "---\ntitle: A\nverified: 2026-10-01\nreview_every: 60d\nclaims:\n  \
        - {id: one, text: One, source: 'https://e.example/x', verified: 2026-10-20, review_every: 40d}\n  \
        - {id: two, text: Two, source: 'https://e.example/x', verified: 2026-11-01, review_every: 30d, challenged: {on: 2026-12-20, by: x, reason: y}}\n  \
        - {id: three, text: Three}\n---\n";
    const GUIDE: &str = "---\ntitle: B\nverified: 2026-11-19\nexpires: 2026-12-24\n---\n";

    #[test]
    fn on_each_day_the_courses_list_what_the_selection_of_that_day_lists() {
        let files = [("content/pages/a.md", CARD), ("content/pages/b.md", GUIDE)];
        let settings = default_settings();
        let library = Library::new(read_content(&files), Lists::default()).0;
        let exposures = Exposures::default();
        let today = parse_date("2026-11-21").unwrap();
        let until = parse_date("2027-02-19").unwrap();
        for horizon in [Horizon::CheckSoon, Horizon::Within(Interval::Days(30)), Horizon::Within(Interval::Months(1))] {
            let selection = DueSelection { library: &library, exposures: &exposures, today, horizon };
            let ages = |entry: &Entry| EntryAges::new(entry, &library, &settings);
            let courses = library.entries().iter().flat_map(|entry| selection.courses(entry, &ages(entry), until));
            let mut courses: Vec<DueCourse<'_>> = courses.collect();
            place_courses(&mut courses);
            let mut seen = BTreeSet::new();
            for day in today.iter_days().take_while(|day| *day <= until) {
                let selection = DueSelection { today: day, ..selection };
                let mut expected = selection.of_entries(library.entries().iter(), &settings).items;
                sort(&mut expected);
                let mut listed: Vec<&DuePhase<'_>> = courses.iter().filter_map(|one| one.phase_on(day)).collect();
                listed.retain(|phase| phase.item.is_some());
                listed.sort_by_key(|phase| phase.place);
                let row = |item: &DueItem<'_>| (item.name(), item.end, item.need, item.reason.clone());
                let listed: Vec<_> = listed.iter().filter_map(|phase| phase.item.as_ref()).map(row).collect();
                assert_eq!(listed, expected.iter().map(row).collect::<Vec<_>>(), "{day} {horizon:?}");
                seen.insert(format!("{listed:?}"));
            }
            assert!(seen.len() > 4, "the list changes: {horizon:?} {}", seen.len());
        }
    }
}
