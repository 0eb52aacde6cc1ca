//! The rule about pictures that run or load something.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

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
