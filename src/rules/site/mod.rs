//! What can be wrong with a site as a whole. Found while its pages are made, by stages that stand higher.

use super::unit::Unit;
use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// Two pages have the same address.
pub static TAKEN_ADDRESS: Rule = Rule {
    id: "site/taken-address",
    family: Family::Site,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "Two pages have the same address.",
    help: "Give the entry another id.",
    page: include_str!("taken_address.md"),
};

/// A template of the theme fails.
pub static TEMPLATE_FAULT: Rule = Rule {
    id: "site/template-fault",
    family: Family::Site,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "A template of the theme cannot be compiled, fails while a page is made, or never ends.",
    help: "Correct the template at the line that is named, or remove it to get the default back.",
    page: include_str!("template_fault.md"),
};

/// A picture holds what a browser runs or loads.
pub static UNSAFE_PICTURE: Rule = Rule {
    id: "site/unsafe-picture",
    family: Family::Site,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An SVG file holds what a browser runs or loads, and is published without it or not at all.",
    help: "Export the picture as plain SVG, without scripts, links and references to other files, or as PNG.",
    page: include_str!("unsafe_picture.md"),
};

/// The family's rules.
pub(super) static UNITS: [Unit; 3] =
    [Unit::elsewhere(&TAKEN_ADDRESS), Unit::elsewhere(&TEMPLATE_FAULT), Unit::elsewhere(&UNSAFE_PICTURE)];
