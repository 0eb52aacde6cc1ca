//! The check of all three rules, so that one place counts once.

use super::admin_url::ADMIN_URL;
use super::internal_host::INTERNAL_HOST;
use super::private_address::PRIVATE_ADDRESS;
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Rule, Severity};
use crate::hold::{Exposed, ExposedKind, ExposedPlace, exposed_addresses, exposed_in, prose_in_markdown};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// The ends of the names of files that are code as a whole.
const CODE: [&str; 8] = [".yaml", ".yml", ".json", ".toml", ".sh", ".conf", ".ini", ".xml"];

/// Finds internal hosts, private addresses and administration pages in the front matter and body of `entry`.
pub fn check_entry(entry: &Entry, settings: &Settings) -> Vec<Finding> {
    let is_outside = settings.audiences.is_outside(entry.audience.value);
    let found = exposed_addresses(entry, settings).into_iter();
    let severity = if is_outside { Severity::Error } else { Severity::Warning };
    let findings = found.map(|(exposed, span)| {
        let made = finding(&exposed, settings, Place::new(&entry.file, span), "");
        Finding { severity, ..made }
    });
    findings.collect()
}

/// Finds the same in `text`, the text of `file` or of a part of it, which outsiders read; `part` says in which, as words
/// that follow what was found, and is empty for the text of the file itself.
pub fn check_text(settings: &Settings, file: &Arc<SourceFile>, text: &str, part: &str) -> Vec<Finding> {
    let is_code = CODE.iter().any(|end| file.path().to_ascii_lowercase().ends_with(end));
    let found = exposed_in(text, &settings.internal_hosts);
    let found = if part.is_empty() { prose_in_markdown(text, found) } else { found };
    let found = found.into_iter().filter(|exposed| !is_code || exposed.place == ExposedPlace::Anywhere);
    let findings = found.map(|exposed| {
        let span = if part.is_empty() { Span::new(exposed.range.clone()) } else { Span::default() };
        let subject = format!("{}{part}", text.get(exposed.range.clone()).unwrap_or_default());
        finding(&exposed, settings, Place::new(file, span), part).subject(subject)
    });
    findings.collect()
}

fn finding(exposed: &Exposed, settings: &Settings, place: Place, part: &str) -> Finding {
    let made = Finding::new(rule_of(exposed.kind), place, format!("{exposed}{part}"));
    match exposed.pattern {
        Some(span) => made.see(Place::new(&settings.file, span), "this pattern decided"),
        None => made,
    }
}

fn rule_of(kind: ExposedKind) -> &'static Rule {
    match kind {
        ExposedKind::InternalHost => &INTERNAL_HOST,
        ExposedKind::PrivateAddress => &PRIVATE_ADDRESS,
        ExposedKind::AdminUrl => &ADMIN_URL,
    }
}
