//! A state as a page carries it: days, not colours.

use crate::freshness::{Badge, Step, Timeline};
use crate::library::Library;
use chrono::NaiveDate;
use serde::Serialize;

/// The badge of a claim or an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StateView {
    /// Every badge with the day from which it holds, for the scripts: `2026-10-01 current;2026-11-12 check-soon`. The first
    /// holds always; its day is that of the check, absent where nothing was checked.
    pub(crate) steps: String,
    /// What a reader without scripts sees: words and days, or the word alone where the day is pinned or nothing changes.
    pub(crate) words: String,
    /// The same in fewer words, for a chip within a sentence: `Stale from 2026-11-19`.
    pub(crate) brief: String,
    /// The badge's class where the day is pinned; empty otherwise, and the script sets it.
    pub(crate) badge: &'static str,
}

/// A state, with its reason, from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StepView {
    /// The first day; nothing for the state that always held.
    pub(crate) from: Option<String>,
    /// The last day; nothing for the state that stays.
    pub(crate) until: Option<String>,
    /// The badge's class.
    pub(crate) badge: &'static str,
    /// The badge's words.
    pub(crate) words: &'static str,
    /// Why, as one sentence.
    pub(crate) reason: String,
    /// Whether it is left out because the day is pinned and another holds.
    pub(crate) is_hidden: bool,
}

impl StateView {
    /// Makes the badge of `timeline`, at `as_of` where the day is pinned.
    pub(crate) fn new(timeline: &Timeline, as_of: Option<NaiveDate>) -> Self {
        let mut merged: Vec<(&Step, Badge)> = Vec::new();
        for step in timeline.steps() {
            let badge = step.state.badge();
            if merged.last().is_none_or(|(_, last)| *last != badge) {
                merged.push((step, badge));
            }
        }
        let steps = merged.iter().enumerate().map(|(index, (step, badge))| match index {
            0 => timeline.checked().map_or_else(|| badge.word().to_owned(), |day| format!("{day} {}", badge.word())),
            _ => format!("{} {}", step.from, badge.word()),
        });
        let pinned = as_of.map(|day| timeline.on(day).state.badge());
        Self {
            steps: steps.collect::<Vec<_>>().join(";"),
            words: pinned.map_or_else(|| undated(&merged), |badge| badge.words().to_owned()),
            brief: pinned.map_or_else(|| brief(&merged), |badge| badge.words().to_owned()),
            badge: pinned.map_or("", Badge::word),
        }
    }
}

/// Finds the step that matters to a reader without a clock: the first that ends trust, or the one that follows.
fn turn<'a>(steps: &'a [(&'a Step, Badge)]) -> Option<&'a (&'a Step, Badge)> {
    let (first, rest) = steps.split_first()?;
    let is_trusted = |badge: Badge| matches!(badge, Badge::Current | Badge::CheckSoon);
    if is_trusted(first.1) { rest.iter().find(|(_, badge)| !is_trusted(*badge)) } else { rest.first() }
}

fn brief(steps: &[(&Step, Badge)]) -> String {
    match turn(steps) {
        Some((step, badge)) => format!("{} from {}", badge.words(), step.from),
        None => steps.first().map_or("", |(_, badge)| badge.words()).to_owned(),
    }
}

/// Says without a clock what holds when: `Current until 2026-11-18, then Stale`.
fn undated(steps: &[(&Step, Badge)]) -> String {
    let Some(first) = steps.first() else { return String::new() };
    match turn(steps) {
        Some((step, badge)) => {
            let last = step.from.pred_opt().unwrap_or(step.from);
            format!("{} until {last}, then {}", first.1.words(), badge.words())
        }
        None => first.1.words().to_owned(),
    }
}

/// Returns every state with its reason; where the day is pinned, all but the one that holds are hidden.
pub(crate) fn step_views(timeline: &Timeline, library: &Library, as_of: Option<NaiveDate>) -> Vec<StepView> {
    let steps: Vec<&Step> = timeline.steps().collect();
    let holding = as_of.map(|day| timeline.on(day));
    let view = |(index, step): (usize, &&Step)| StepView {
        from: (index > 0).then(|| step.from.to_string()),
        until: steps.get(index + 1).and_then(|next| next.from.pred_opt()).map(|day| day.to_string()),
        badge: step.state.badge().word(),
        words: step.state.badge().words(),
        reason: step.reason(library),
        is_hidden: holding.is_some_and(|holding| holding.from != step.from),
    };
    steps.iter().enumerate().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::entry::read_content;
    use crate::freshness::own_timeline;
    use crate::library::Lists;

    #[test]
    fn a_page_carries_days_and_a_pinned_one_the_word() {
        let day = |text: &str| crate::source::parse_date(text).unwrap();
        let text = "---\ntitle: T\nverified: 2026-09-21\nreview_every: 50d\nexpires: 2026-11-30\n---\n";
        let settings = default_settings();
        let (library, _) = Library::new(read_content(&[("content/pages/a.md", text)]), Lists::default());
        let timeline = own_timeline(library.find("pages/a").unwrap(), &library, &settings).unwrap();
        let open = StateView::new(&timeline, None);
        assert_eq!(open.steps, "2026-09-21 current;2026-11-01 check-soon;2026-11-11 stale");
        assert_eq!((open.words.as_str(), open.badge), ("Current until 2026-11-10, then Stale", ""));
        assert_eq!(open.brief, "Stale from 2026-11-11");
        let pinned = StateView::new(&timeline, Some(day("2026-11-05")));
        assert_eq!((pinned.words.as_str(), pinned.badge), ("Check soon", "check-soon"));
        let steps = step_views(&timeline, &library, Some(day("2026-11-05")));
        assert_eq!(
            steps.iter().filter(|step| !step.is_hidden).map(|step| step.words).collect::<Vec<_>>(),
            ["Check soon"]
        );
        assert_eq!(steps[1].from.as_deref().zip(steps[1].until.as_deref()), Some(("2026-11-01", "2026-11-10")));
    }
}
