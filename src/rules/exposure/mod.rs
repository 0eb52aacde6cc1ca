//! Addresses that only the company reaches, in what others read.
//!
//! In go an entry and the settings, out come findings: errors where outsiders read the entry, warnings inside. Looks at
//! text alone; no name is resolved and no address is opened.

use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::hold::{ExposedKind, exposed_addresses};

/// `exposure/internal-host`.
pub static INTERNAL_HOST: Rule = Rule {
    id: "exposure/internal-host",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An entry contains an internal host or file share.",
    help: "Name the public address, or describe the system without its address.",
    page: include_str!("internal_host.md"),
};

/// `exposure/private-address`.
pub static PRIVATE_ADDRESS: Rule = Rule {
    id: "exposure/private-address",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An entry contains an address of a private network.",
    help: "Leave the address out, or use one that is reserved for documents, such as 192.0.2.10.",
    page: include_str!("private_address.md"),
};

/// `exposure/admin-url`.
pub static ADMIN_URL: Rule = Rule {
    id: "exposure/admin-url",
    family: Family::Exposure,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An entry contains the address of an administration page or a staging system.",
    help: "Link the page that customers use, or say where an administrator finds it.",
    page: include_str!("admin_url.md"),
};

/// The rules about addresses.
pub static RULES: [&Rule; 3] = [&ADMIN_URL, &INTERNAL_HOST, &PRIVATE_ADDRESS];

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
