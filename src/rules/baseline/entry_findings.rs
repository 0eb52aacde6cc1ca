//! What is wrong with entries of the baseline.

use super::judged_entry::{Fate, JudgedEntry};
use super::known::BaselineEntry;
use super::terms_of_use::{BaselineUse, GoneEntries};
use crate::finding::{Finding, Place, Rule, Severity};
use crate::rules::first_seen::LONGEST_DAYS;
use crate::rules::suppression::{EXPIRED, GONE, LONGER_THAN_180_DAYS, OTHER_SALT, WITHOUT_REASON};
use crate::source::{SourceFile, Span};
use crate::values::WRONG_TYPE;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Returns the findings about the entries of a baseline.
pub(super) fn entry_findings(judged: &[JudgedEntry<'_>], used: &BaselineUse<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = judged.iter().flat_map(|entry| of_one(entry, used)).collect();
    findings.extend(of_ends(judged, used));
    findings
}

/// Reports, once, that entries are keyed with another salt than the site's.
pub(super) fn other_salt(entries: &[&BaselineEntry], used: &BaselineUse<'_>) -> Option<Finding> {
    let first = entries.first()?;
    let noun = if entries.len() == 1 { "secret" } else { "secrets" };
    let message = if used.salt.is_some() {
        format!("{} known {noun} cannot be compared: written with another salt than this site's", entries.len())
    } else {
        format!("{} known {noun} cannot be compared: the site has no `[fingerprints] salt`", entries.len())
    };
    Some(Finding::new(&OTHER_SALT, place(first, used.file), message).subject("salt"))
}

fn of_one(entry: &JudgedEntry<'_>, used: &BaselineUse<'_>) -> Vec<Finding> {
    let BaselineUse { file, .. } = used;
    let known = entry.known;
    let place = || place(known, file);
    let name = format!("{} in {}", known.rule, known.path);
    let mut findings = Vec::new();
    findings.extend(match entry.fate {
        Fate::Present => None,
        Fate::Gone => gone(known, used),
        Fate::Back => {
            let message = format!("the known fault of {name} was fixed before this change, and is back");
            let finding = Finding::new(&GONE, place(), message).subject(format!("back: {}", known.fingerprint));
            Some(finding.help("Fix it again, and run `fieldbook baseline prune`."))
        }
    });
    if known.reason.trim().is_empty() {
        findings.push(Finding::new(&WITHOUT_REASON, place(), format!("the known fault of {name} has no reason")));
    }
    if let Some(Err(_)) = known.end() {
        let message = format!("`until` of {name} must be a valid date, as `YYYY-MM-DD`; the entry has no effect");
        let finding = Finding::new(&WRONG_TYPE, end_place(known, file), message);
        findings.push(finding.subject(format!("until: {}", known.fingerprint)));
    }
    if let Some(cause) = entry.unknown_age {
        let message = format!(
            "the known fault of {name} is not left out: the entry has no `until`, and its age is not known, since {}",
            cause.words()
        );
        findings.push(Finding::new(&EXPIRED, place(), message).help("Write `until` with the day of the next review."));
    }
    findings
}

/// Reports that the fault of an entry is gone; in a root that is not here it may still be there.
fn gone(known: &BaselineEntry, used: &BaselineUse<'_>) -> Option<Finding> {
    let name = format!("{} in {}", known.rule, known.path);
    let place = place(known, used.file);
    let (message, severity) = match used.gone {
        GoneEntries::Fixed { missing_roots } => {
            if known.is_below(missing_roots) {
                return None;
            }
            (format!("the known fault of {name} is fixed"), GONE.severity)
        }
        GoneEntries::Uncertain => {
            (format!("the known fault of {name} is fixed, or cannot be found by this check"), Severity::Warning)
        }
    };
    Some(Finding { severity, ..Finding::new(&GONE, place, message) })
}

/// Reports once for each end that has passed how many faults are back, since they are reported themselves; and once for
/// each end that is far ahead how many are left until then.
fn of_ends(judged: &[JudgedEntry<'_>], used: &BaselineUse<'_>) -> Vec<Finding> {
    let mut by_end = BTreeMap::<_, Vec<&BaselineEntry>>::new();
    for entry in judged {
        let Some(end) = entry.end.filter(|_| entry.fate != Fate::Gone) else { continue };
        by_end.entry((end, entry.known.until.is_some())).or_default().push(entry.known);
    }
    let findings = by_end.into_iter().filter_map(|((end, is_written), known)| {
        let first = known.first()?;
        let days = end.signed_duration_since(used.today).num_days();
        let what = match known.len() {
            1 => format!("the known fault of {} in {} was", first.rule, first.path),
            several => format!("{several} known faults were"),
        };
        let why = if is_written { String::new() } else { format!(": without `until`, {LONGEST_DAYS} days") };
        let (rule, message): (&'static Rule, _) = if days < 0 {
            (&EXPIRED, format!("{what} left until {end}{why}"))
        } else if days > i64::from(LONGEST_DAYS) {
            let is = if known.len() == 1 { "is" } else { "are" };
            (
                &LONGER_THAN_180_DAYS,
                format!(
                    "{} {is} left for {days} days",
                    what.strip_suffix(" was").or(what.strip_suffix(" were")).unwrap_or(&what)
                ),
            )
        } else {
            return None;
        };
        Some(Finding::new(rule, place(first, used.file), message))
    });
    findings.collect()
}

fn place(known: &BaselineEntry, file: &Arc<SourceFile>) -> Place {
    let start = file.text().find(&known.fingerprint).unwrap_or(0);
    Place::new(file, Span::new(start..start + known.fingerprint.len()))
}

/// Returns the place of the entry's `until`; the place of the entry if that is not found.
fn end_place(known: &BaselineEntry, file: &Arc<SourceFile>) -> Place {
    let text = file.text();
    let found = || {
        let print = text.find(&known.fingerprint)?;
        let from = text.get(..print)?.rfind('{')?;
        let to = print + text.get(print..)?.find('}')?;
        let key = from + text.get(from..to)?.find("\"until\"")? + "\"until\"".len();
        let start = key + text.get(key..to)?.find('"')?;
        let end = start + 1 + text.get(start + 1..to)?.find('"')? + 1;
        Some(Place::new(file, Span::new(start..end)))
    };
    found().unwrap_or_else(|| place(known, file))
}
