//! Findings that authors suppress, in front matter and in comments.

use super::ages::ages;
use super::comments::comments;
use super::removal::removal;
use crate::entry::SuppressionEnd;
use crate::finding::{Finding, Fix, Place};
use crate::library::Library;
use crate::rules::first_seen::{FirstSeen, LONGEST_DAYS};
use crate::rules::quotable::quoted;
use crate::rules::schema::UNKNOWN_VALUE;
use crate::rules::selection::selects;
use crate::rules::selectors::{is_selector, nearest_selector};
use crate::rules::suppression::{EXPIRED, LONGER_THAN_180_DAYS, UNUSED, WITHOUT_REASON};
use crate::source::{PastTextsByPath, SourceFile, Span, Spanned, UnknownPast};
use crate::values::WRONG_TYPE;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All suppressions, by file.
#[derive(Debug)]
pub(super) struct Suppressions {
    all: Vec<ActiveSuppression>,
    by_path: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct ActiveSuppression {
    file: Arc<SourceFile>,
    /// The part of the file that it reaches.
    scope: Span,
    rule: Spanned<String>,
    has_reason: bool,
    until: SuppressionEnd,
    /// When it came in; looked up only where no end is written.
    first_seen: FirstSeen,
    /// Whether it is a comment in the text.
    is_comment: bool,
    /// How it is taken out, where that touches nothing else.
    removal: Option<Fix>,
}

impl Suppressions {
    /// Collects the suppressions of every entry, and the comments of every file; `past` are earlier versions of files
    /// with a suppression that has no end.
    pub(super) fn of(library: &Library, past: &PastTextsByPath) -> Self {
        let mut files = BTreeMap::<&str, (Arc<SourceFile>, u32, usize)>::new();
        for entry in library.entries() {
            let start = entry.body.span.start;
            let file = files.entry(entry.file.path()).or_insert_with(|| (Arc::clone(&entry.file), start, 0));
            file.1 = file.1.min(start);
            file.2 += 1;
        }
        let mut all: Vec<ActiveSuppression> = Vec::new();
        for entry in library.entries() {
            let shares_file = files.get(entry.file.path()).is_some_and(|(_, _, count)| *count > 1);
            let part = Span { start: entry.head.start, end: entry.body.span.end };
            let is_part = shares_file && entry.kind == crate::kinds::Kind::Answer;
            let scope = if is_part { part } else { Span { start: 0, end: u32::MAX } };
            all.extend(entry.suppressions.iter().map(|written| ActiveSuppression {
                file: Arc::clone(&entry.file),
                scope,
                rule: written.rule.clone(),
                has_reason: written.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty()),
                until: written.until.clone(),
                first_seen: FirstSeen::Unknown(UnknownPast::NoRepository),
                is_comment: false,
                removal: None,
            }));
        }
        let files: Vec<_> = files.into_values().collect();
        let in_text: Vec<Vec<ActiveSuppression>> =
            files.par_iter().map(|(file, start, _)| in_file(file, *start)).collect();
        all.extend(in_text.into_iter().flatten());
        set_ages(&mut all, past);
        let mut by_path = BTreeMap::<String, Vec<usize>>::new();
        for (index, suppression) in all.iter().enumerate() {
            by_path.entry(suppression.file.path().to_owned()).or_default().push(index);
        }
        Self { all, by_path }
    }

    /// Removes suppressed findings; returns the rest, and the indices of the used suppressions.
    pub(super) fn apply(&self, findings: Vec<Finding>, today: NaiveDate) -> (Vec<Finding>, BTreeSet<usize>) {
        let mut used = BTreeSet::new();
        let mut kept = Vec::with_capacity(findings.len());
        for finding in findings {
            let indices = self.by_path.get(finding.place.file.path()).map_or(&[][..], Vec::as_slice);
            let fits =
                |index: &usize| self.all.get(*index).is_some_and(|suppression| suppression.fits(&finding, today));
            let matching: Vec<usize> = indices.iter().copied().filter(|index| fits(index)).collect();
            if matching.is_empty() {
                kept.push(finding);
            }
            used.extend(matching);
        }
        (kept, used)
    }

    /// Reports invalid suppressions; `runs` returns whether a named rule ran on a file.
    pub(super) fn findings(
        &self,
        used: &BTreeSet<usize>,
        today: NaiveDate,
        runs: impl Fn(&str, &str) -> bool,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, suppression) in self.all.iter().enumerate() {
            let selector = suppression.rule.value.as_str();
            if !is_selector(selector) {
                findings.push(unknown(suppression));
                continue;
            }
            if !suppression.has_reason {
                let message = format!("this suppresses `{selector}` and gives no reason");
                findings.push(suppression.finding(&WITHOUT_REASON, suppression.rule.span, message));
            }
            findings.extend(suppression.end_finding(today));
            let is_over = !suppression.has_effect(today);
            if !used.contains(&index) && !is_over && runs(selector, suppression.file.path()) {
                let message = format!("`{selector}` has no finding here");
                let unused = suppression.finding(&UNUSED, suppression.rule.span, message);
                findings.push(Finding { fix: suppression.removal.clone(), ..unused });
            }
        }
        findings
    }
}

/// Returns the place and the rule or family of every suppression in `library`, by file and place.
pub(in crate::rules) fn suppression_places(library: &Library) -> Vec<(Place, String)> {
    let all = Suppressions::of(library, &PastTextsByPath::new()).all.into_iter();
    let mut places: Vec<_> =
        all.map(|written| (Place::new(&written.file, written.rule.span), written.rule.value)).collect();
    places.sort_by(|one, other| (one.0.file.path(), one.0.span).cmp(&(other.0.file.path(), other.0.span)));
    places
}

/// The last day on which a suppression has an effect.
#[derive(Debug, Clone)]
pub struct SuppressionLastDay {
    /// Where the day is written, or the rule if none is.
    pub place: Place,
    /// The rule or family that is suppressed.
    pub rule: String,
    /// The last day.
    pub last_day: NaiveDate,
}

/// Returns the last day of every suppression in `library` that has an effect or had one, by file and place.
pub fn suppression_last_days(library: &Library, past: &PastTextsByPath, today: NaiveDate) -> Vec<SuppressionLastDay> {
    let last_day = |written: ActiveSuppression| {
        let (span, last_day) = match &written.until {
            SuppressionEnd::Unwritten => (written.rule.span, written.first_seen.last_day(today).ok()?),
            SuppressionEnd::On(until) => (until.span, until.value),
            SuppressionEnd::Unreadable(_) => return None,
        };
        Some(SuppressionLastDay { place: Place::new(&written.file, span), rule: written.rule.value, last_day })
    };
    let all = Suppressions::of(library, past).all.into_iter();
    let mut days: Vec<SuppressionLastDay> = all.filter_map(last_day).collect();
    days.sort_by(|one, other| {
        (one.place.file.path(), one.place.span).cmp(&(other.place.file.path(), other.place.span))
    });
    days
}

/// Returns the rules of suppressions without an end, by the path of their file.
pub fn undated_suppressions(library: &Library) -> BTreeMap<String, BTreeSet<String>> {
    let mut undated = BTreeMap::<String, BTreeSet<String>>::new();
    for suppression in Suppressions::of(library, &PastTextsByPath::new()).all {
        if suppression.is_undated() {
            undated.entry(suppression.file.path().to_owned()).or_default().insert(suppression.rule.value);
        }
    }
    undated
}

/// Looks up when the suppressions without an end came in.
fn set_ages(all: &mut [ActiveSuppression], past: &PastTextsByPath) {
    let mut known = BTreeMap::new();
    for suppression in all.iter_mut().filter(|suppression| suppression.is_undated()) {
        let key = (suppression.file.path().to_owned(), suppression.rule.value.clone());
        let ages = known.entry(key).or_insert_with_key(|(path, rule)| ages(&suppression.file, rule, past.get(path)));
        let seen = ages.get(&suppression.rule.span.range().start);
        suppression.first_seen = seen.copied().unwrap_or(FirstSeen::Unknown(UnknownPast::NoOrigin));
    }
}

impl ActiveSuppression {
    /// Returns whether it has no end of its own and could have an effect.
    fn is_undated(&self) -> bool {
        self.until == SuppressionEnd::Unwritten && is_selector(&self.rule.value)
    }

    fn has_effect(&self, today: NaiveDate) -> bool {
        match &self.until {
            SuppressionEnd::Unwritten => self.first_seen.last_day(today).is_ok_and(|last| last >= today),
            SuppressionEnd::On(until) => until.value >= today,
            SuppressionEnd::Unreadable(_) => false,
        }
    }

    /// Returns whether it suppresses `finding`. What must never be published is suppressed by its full id and with a
    /// reason only.
    fn fits(&self, finding: &Finding, today: NaiveDate) -> bool {
        let span = finding.place.span;
        selects(&self.rule.value, finding.rule)
            && self.scope.start <= span.start
            && span.start < self.scope.end.max(self.scope.start + 1)
            && self.has_effect(today)
            && (!finding.rule.has_floor() || (self.has_reason && self.rule.value == finding.rule.id))
    }

    fn end_finding(&self, today: NaiveDate) -> Option<Finding> {
        let selector = &self.rule.value;
        let until = match &self.until {
            SuppressionEnd::Unwritten => return self.undated_finding(today),
            // In front matter, reading the entry has reported it.
            SuppressionEnd::Unreadable(_) if !self.is_comment => return None,
            SuppressionEnd::Unreadable(span) => {
                let message = format!("`until` must be a valid date, as `YYYY-MM-DD`; `{selector}` is not suppressed");
                let help = "Write `until=` and the last day, for example `until=2027-01-31`.";
                return Some(self.finding(&WRONG_TYPE, *span, message).help(help));
            }
            SuppressionEnd::On(until) => until,
        };
        let days = until.value.signed_duration_since(today).num_days();
        let (rule, message) = if days < 0 {
            (&EXPIRED, format!("this suppressed `{selector}` until {}", until.value))
        } else if days > i64::from(LONGEST_DAYS) {
            (&LONGER_THAN_180_DAYS, format!("this suppresses `{selector}` for {days} days"))
        } else {
            return None;
        };
        Some(self.finding(rule, until.span, message))
    }

    /// Reports that a suppression without an end has none any more, or that this is not known.
    fn undated_finding(&self, today: NaiveDate) -> Option<Finding> {
        let selector = &self.rule.value;
        let message = match self.first_seen.last_day(today) {
            Ok(last) if last >= today => return None,
            Ok(last) => format!(
                "this suppressed `{selector}` until {last}: without `until`, it ends {LONGEST_DAYS} days after its first commit"
            ),
            Err(cause) => format!(
                "this does not suppress `{selector}`: it has no `until`, and its age is not known, since {}",
                cause.words()
            ),
        };
        let finding = self.finding(&EXPIRED, self.rule.span, message);
        Some(
            finding
                .help("Fix the finding and remove the suppression, or write `until` with the day of the next review."),
        )
    }

    fn finding(&self, rule: &'static crate::finding::Rule, span: Span, message: String) -> Finding {
        Finding::new(rule, Place::new(&self.file, span), message).subject(format!("suppress: {}", self.rule.value))
    }
}

fn unknown(suppression: &ActiveSuppression) -> Finding {
    let name = suppression.rule.value.as_str();
    let hint = nearest_selector(name);
    let words = hint.map_or(String::new(), |word| format!("; did you mean `{word}`?"));
    let message = format!("unknown rule or family {}{words}", quoted(name));
    let help = hint.map_or("Remove it.".to_owned(), |word| format!("Write `{word}`, or remove it."));
    suppression.finding(&UNKNOWN_VALUE, suppression.rule.span, message).help(help)
}

fn in_file(file: &Arc<SourceFile>, start: u32) -> Vec<ActiveSuppression> {
    let text = file.text().get(start as usize..).unwrap_or_default();
    let found = comments(text, start).into_iter();
    let suppressions = found.flat_map(|comment| {
        let file = Arc::clone(file);
        let rules = comment.rules.clone();
        rules.into_iter().map(move |rule| ActiveSuppression {
            removal: removal(file.text(), &comment, &rule),
            file: Arc::clone(&file),
            scope: comment.scope,
            rule,
            has_reason: comment.reason.is_some(),
            until: comment.until.clone(),
            first_seen: FirstSeen::Unknown(UnknownPast::NoRepository),
            is_comment: true,
        })
    });
    suppressions.collect()
}
