//! The check of all three rules, so that one place counts once.

use super::admin_url::ADMIN_URL;
use super::internal_host::INTERNAL_HOST;
use super::private_address::PRIVATE_ADDRESS;
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Finding, Place, Rule, Severity};
use crate::hold::{ExposedKind, exposed_addresses};

/// Finds internal hosts, private addresses and administration pages in the front matter and body of `entry`.
pub fn check_entry(entry: &Entry, settings: &Settings) -> Vec<Finding> {
    let is_outside = settings.audiences.is_outside(entry.audience.value);
    let found = exposed_addresses(entry, settings).into_iter();
    let findings = found.map(|(exposed, span)| {
        let place = Place::new(&entry.file, span);
        let mut finding = Finding::new(rule_of(exposed.kind), place, exposed.to_string());
        finding.severity = if is_outside { Severity::Error } else { Severity::Warning };
        match exposed.pattern {
            Some(span) => finding.see(Place::new(&settings.file, span), "this pattern decided"),
            None => finding,
        }
    });
    findings.collect()
}

fn rule_of(kind: ExposedKind) -> &'static Rule {
    match kind {
        ExposedKind::InternalHost => &INTERNAL_HOST,
        ExposedKind::PrivateAddress => &PRIVATE_ADDRESS,
        ExposedKind::AdminUrl => &ADMIN_URL,
    }
}
