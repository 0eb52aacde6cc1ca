//! Texts that were edited after their check.

use super::part::{AgingPart, aging_parts};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Edit, has_unknown_hash, text_change};
use crate::rules::subject::Subject;
use crate::wording::Difference;

/// A text was edited after it was verified.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/text-changed-since-verified",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A text was edited after it was verified.",
    help: "Re-check the new text, then run `fieldbook verify`.",
    page: include_str!("text_changed_since_verified.md"),
};

/// The most characters of a text that a message quotes.
const LONGEST: usize = 60;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    aging_parts(subject)
        .flat_map(|part| changed(subject, part).into_iter().chain(unknown_hash(subject, part)))
        .collect()
}

fn changed(subject: &Subject<'_>, part: AgingPart<'_>) -> Option<Finding> {
    let change = text_change(part.entry, part.claim, subject.check().library)?;
    let is_wording = matches!(change.edit, Edit::Words(class) if !class.is_material());
    // Another wording is mentioned where everything is.
    if is_wording && !subject.check().settings.site.strict {
        return None;
    }
    let name = part.name();
    let words = change.words.as_ref().map_or(String::new(), words);
    let message = format!("{name} was checked on {}, and {} since{words}", change.verified_on, change.edit);
    let help = format!("Re-check the new text, then run `{}`.", part.verify_command());
    let mut finding = subject.finding(&RULE, change.place, message).help(help).subject(name);
    if !change.edit.is_material() {
        finding.severity = Severity::Warning;
    }
    let text = part.claim.map(|claim| subject.place(claim.text.span));
    Some(text.into_iter().fold(finding, |finding, text| finding.see(text, "what it says now")))
}

/// Writes ` (“5 TB”, now “8 TB”)`.
fn words(difference: &Difference) -> String {
    let shown = |text: &str| {
        let cut: String = text.chars().take(LONGEST).collect();
        if cut == text { format!("“{text}”") } else { format!("“{cut}…”") }
    };
    match (difference.before.as_str(), difference.after.as_str()) {
        ("", after) => format!(" ({} is new)", shown(after)),
        (before, "") => format!(" ({} is gone)", shown(before)),
        (before, after) => format!(" ({}, now {})", shown(before), shown(after)),
    }
}

/// Returns the finding of a hash that cannot be read, so that it shows no change.
fn unknown_hash(subject: &Subject<'_>, part: AgingPart<'_>) -> Option<Finding> {
    let verified = part.verification().filter(|verified| has_unknown_hash(verified))?;
    let name = part.name();
    let message =
        format!("the hash of the check of {name} is not one that `fieldbook verify` writes, and shows no change");
    let place = verified.hash.as_ref().map_or(verified.on.span, |hash| hash.span);
    let mut finding = subject.finding(&RULE, place, message).subject(format!("{name} hash"));
    finding.severity = Severity::Warning;
    Some(finding.help(format!("Run `{}`, or remove the hash.", part.verify_command())))
}
