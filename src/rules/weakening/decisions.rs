//! What a person may decide and a reviewer must see: checks that a change makes rarer, milder or silent.

use super::decision_record::{Decisions, days, levels_by_path, rank, strictness, suppression_key};
use super::record::{EntryRecord, EvidenceRecord};
use super::warning::warning;
use crate::config::{RuleSetting, Settings, Status};
use crate::entry::Entry;
use crate::finding::{Finding, Place};
use crate::freshness::claim_interval;
use crate::library::{Library, Target};
use crate::rules::baseline::Baseline;
use crate::rules::registry::registry;
use crate::rules::selection::selects;
use crate::rules::settings::suppression_places;
use crate::settled::FormerNames;
use crate::source::{SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Returns what the change decided for the whole site: an interval lengthened, a rule lowered, a budget raised, a root
/// removed, a suppression or a baseline entry added.
pub(super) fn decided(
    before: &EvidenceRecord,
    library: &Library,
    settings: &Settings,
    baseline: Option<&(Arc<SourceFile>, Baseline)>,
    former: &FormerNames,
) -> Vec<Finding> {
    let mut findings = in_settings(&before.decisions, settings);
    findings.extend(without_root(before, library, settings, former));
    findings.extend(suppressed(&before.decisions, library, settings, former));
    findings.extend(baseline.into_iter().filter_map(|(file, now)| baselined(&before.decisions, file, now)));
    findings
}

/// Returns the warning that `entry`, which was approved, is withdrawn while other entries link to it.
pub(super) fn withdrawn(record: &EntryRecord, entry: &Entry, library: &Library) -> Option<Finding> {
    if !record.is_approved || entry.status.value == Status::Approved {
        return None;
    }
    let is_here = |target: Target| matches!(target, Target::Entry(target, _) if target.id == entry.id);
    let leads_here = |other: &Entry| {
        other.body.links.iter().any(|link| is_here(library.resolve(other, link)))
            || other.named_ids().iter().any(|named| is_here(library.resolve_id(&named.id.value)))
    };
    let citing: Vec<&str> = library
        .entries()
        .iter()
        .filter(|other| other.id != entry.id && other.is_published() && leads_here(other))
        .map(|other| other.id.as_str())
        .collect();
    let first = citing.first()?;
    let more = if citing.len() > 1 { format!(" and {} more", citing.len() - 1) } else { String::new() };
    let message =
        format!("this entry was approved and is `{}` now; `{first}`{more} links to it", entry.status.value.word());
    let place = Place::new(&entry.file, entry.status.span);
    Some(warning(place, message, "withdrawn", "Approve it again, or change the entries that link to it."))
}

/// Returns the warning that `entry` has another kind than before, whose rules no longer apply to it.
pub(super) fn of_another_kind(record: &EntryRecord, entry: &Entry) -> Option<Finding> {
    let now = entry.kind.word();
    if record.kind == now {
        return None;
    }
    let message = format!("this entry was of the kind `{}` and is of the kind `{now}` now", record.kind);
    let place = Place::new(&entry.file, entry.title.span);
    Some(warning(place, message, "kind", "Keep the kind, or review which of its rules no longer apply."))
}

/// Returns a warning for each claim that is checked less often than before, where the entry says so.
pub(super) fn lengthened(record: &EntryRecord, entry: &Entry, settings: &Settings) -> Vec<Finding> {
    let mut found = BTreeMap::new();
    for claim in &entry.claims {
        let Some(known) = record.claims.iter().find(|known| known.id == claim.id.value) else { continue };
        let now = claim_interval(claim, entry, settings);
        if days(now.interval) <= known.interval_days {
            continue;
        }
        let own = now.decided_at.filter(|place| place.file.path() == entry.file.path());
        let by_topic = || claim.topic.as_ref().filter(|topic| known.topic.as_deref() != Some(topic.value.word()));
        let span = own.map(|place| place.span).or_else(|| by_topic().map(|topic| topic.span));
        if let Some(span) = span {
            let message = longer("a check of this holds", known.interval_days, days(now.interval));
            found.entry(span).or_insert_with(|| {
                let subject = format!("interval of {}", claim.id.value);
                warning(
                    Place::new(&entry.file, span),
                    message,
                    &subject,
                    "Keep the interval, or say in the change why.",
                )
            });
        }
    }
    found.into_values().collect()
}

fn in_settings(before: &Decisions, settings: &Settings) -> Vec<Finding> {
    let mut findings = lowered(before, settings);
    let mut report =
        |span: Span, message: String, subject: &str| findings.push(setting(settings, span, message, subject));
    for (key, line) in levels_by_path(settings) {
        let now = rank(line.level.value);
        let strictest = || registry().iter().filter(|rule| selects(&line.selector.value, rule));
        let everywhere = || strictest().map(|rule| strictness(rule, settings).0).max().unwrap_or_default();
        if now < before.by_path.get(&key).copied().unwrap_or_else(everywhere) {
            report(line.level.span, set_to(line), &key);
        }
    }
    for (name, interval) in &settings.freshness.intervals {
        if let Some(known) = before.intervals.get(name).filter(|known| days(interval.value) > **known) {
            let message = longer(&format!("a check of `{name}` holds"), *known, days(interval.value));
            report(interval.span, message, &format!("intervals.{name}"));
        }
    }
    let budget = &settings.freshness.budget;
    match (before.stale_budget, &budget.stale) {
        (Some(known), Some(now)) if now.value > known => {
            report(now.span, format!("the budget of stale claims grows from {known} to {}", now.value), "budget.stale");
        }
        (Some(known), None) => {
            report(Span::default(), format!("this change removes the budget of {known} stale claims"), "budget.stale");
        }
        _ => {}
    }
    let now = budget.stale_exposed_within.as_ref();
    if let Some(known) = before.exposed_within.filter(|known| now.is_none_or(|now| days(now.value) < *known)) {
        let message = match now {
            Some(now) => format!("`stale_exposed_within` shrinks from {known} to {} days", days(now.value)),
            None => format!("this change removes `stale_exposed_within`, {known} days"),
        };
        report(now.map_or(Span::default(), |now| now.span), message, "budget.stale_exposed_within");
    }
    findings.extend(pinned(before, settings));
    findings
}

/// Returns the warning that states are computed as of a fixed day from now on, or as of an earlier one than before: nothing
/// ages after it.
fn pinned(before: &Decisions, settings: &Settings) -> Option<Finding> {
    let as_of = &settings.site.demonstration.as_ref()?.as_of;
    let day = as_of.value;
    let message = match before.demonstration {
        None => format!("this change makes the site a demonstration: states are computed as of {day} on every day"),
        Some(known) if day < known => format!("`as_of` of the demonstration moves back from {known} to {day}"),
        Some(_) => return None,
    };
    let help = "Remove `demo` and `as_of`, or say in the change why no reader relies on this site.";
    Some(warning(Place::new(&settings.file, as_of.span), message, "demonstration", help))
}

/// Returns a warning for each line that lowers rules, and one for all rules that are lowered otherwise: by a removed line,
/// by the profile, or by `freshness.fail`.
fn lowered(before: &Decisions, settings: &Settings) -> Vec<Finding> {
    let mut lines = BTreeMap::new();
    let mut others = Vec::new();
    for rule in registry() {
        let (now, line) = strictness(rule, settings);
        let Some(known) = before.rules.get(rule.id).copied().filter(|known| now < *known) else { continue };
        match line {
            Some(line) => drop(lines.insert(line.level.span, line)),
            None => others.push(format!("`{}` from {} to {}", rule.id, word(known), word(now))),
        }
    }
    let lines = lines.into_iter().map(|(span, line)| setting(settings, span, set_to(line), &line.selector.value));
    let others = others.split_first().map(|(first, more)| {
        let count = if more.is_empty() { String::new() } else { format!(" and {} more rules", more.len()) };
        setting(settings, Span::default(), format!("this change lowers {first}{count}"), "rules")
    });
    lines.chain(others).collect()
}

fn set_to(line: &RuleSetting) -> String {
    format!("this change sets `{}` to `{}`", line.selector.value, word(rank(line.level.value)))
}

fn setting(settings: &Settings, span: Span, message: String, subject: &str) -> Finding {
    warning(Place::new(&settings.file, span), message, subject, "Keep the setting, or say in the change why.")
}

/// Returns a warning for each root that was removed and had entries that are not read any more.
fn without_root(before: &EvidenceRecord, library: &Library, settings: &Settings, former: &FormerNames) -> Vec<Finding> {
    let roots = before.decisions.roots.iter();
    let removed = roots.filter(|root| settings.roots.iter().all(|now| now.path.value != **root));
    let is_below = |path: &str, root: &str| path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'));
    let is_read = |path: &str| library.entries().iter().any(|entry| former.path(entry.file.path()) == path);
    let warn = |root: &String| {
        let unread = before.entries.iter().filter(|record| is_below(&record.path, root) && !is_read(&record.path));
        let message = match unread.count() {
            0 => return None,
            1 => format!("this change removes the root `{root}`; 1 entry below it is not read any more"),
            count => format!("this change removes the root `{root}`; {count} entries below it are not read any more"),
        };
        Some(setting(settings, Span::default(), message, &format!("root {root}")))
    };
    removed.filter_map(warn).collect()
}

fn suppressed(before: &Decisions, library: &Library, settings: &Settings, former: &FormerNames) -> Vec<Finding> {
    let mut left = before.suppressions.clone();
    let mut findings = Vec::new();
    for (place, rule) in suppression_places(library, settings) {
        let known = left.get_mut(&suppression_key(former.path(place.file.path()), &rule)).filter(|left| **left > 0);
        if let Some(known) = known {
            *known -= 1;
            continue;
        }
        let message = format!("this change suppresses `{rule}` here");
        findings.push(warning(place, message, &format!("suppress: {rule}"), "Fix the finding, or review the reason."));
    }
    findings
}

fn baselined(before: &Decisions, file: &Arc<SourceFile>, now: &Baseline) -> Option<Finding> {
    let added: Vec<_> = now.entries().iter().filter(|known| !before.baseline.contains(&known.fingerprint)).collect();
    let first = added.first()?;
    let start = file.text().find(&first.fingerprint).unwrap_or(0);
    let place = Place::new(file, Span::new(start..start + first.fingerprint.len()));
    let message = match added.len() {
        1 => format!("this change adds a finding to the baseline: {} in {}", first.rule, first.path),
        count => {
            format!("this change adds {count} findings to the baseline; the first is {} in {}", first.rule, first.path)
        }
    };
    Some(warning(place, message, "baseline", "Fix the findings, or review why they stay."))
}

/// Returns the word for a strictness from 0 to 3.
fn word(strictness: u8) -> &'static str {
    match strictness {
        0 => "off",
        1 => "info",
        2 => "warning",
        _ => "error",
    }
}

fn longer(what: &str, before: u32, now: u32) -> String {
    format!("{what} {now} days after this change, {before} before it")
}
