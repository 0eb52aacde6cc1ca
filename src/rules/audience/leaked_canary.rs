//! Hidden content in the output of a build, as the final sweep finds it.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::secrets::{Encoding, Trace};
use crate::source::{SourceFile, Span};

/// The output of a build contains what its readers must not see.
pub static LEAKED_CANARY: Rule = Rule {
    id: "audience/leaked-canary",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "The output contains content of a stricter entry, another customer's name or a planted sentinel.",
    help: "Remove the text from the page that is named, or give that page the stricter audience.",
    page: include_str!("leaked_canary.md"),
};

/// Reports `trace`, which the final sweep found in the file at `path` below the site or in that path.
pub fn leaked(path: &str, trace: &Trace) -> Finding {
    let encoded = if trace.encoding == Encoding::Plain { "" } else { ", encoded" };
    let message = format!("found {} at byte {} of the page{encoded}", trace.label, trace.offset);
    let file = SourceFile::new(path, String::new());
    Finding::new(&LEAKED_CANARY, Place::new(&file, Span::default()), message).subject(trace.label.clone())
}
