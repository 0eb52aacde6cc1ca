//! Words that bind the company.

use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::prose::{Prose, Sentence};
use crate::rules::subject::Subject;
use crate::rules::words::{Hit, List};

/// A text guarantees something, and Legal has not approved it.
pub(super) static RULE: Rule = Rule {
    id: "commitments/guarantee",
    severity: Severity::Error,
    profile: Profile::Essential,
    summary: "A text that customers get guarantees or warrants something, and Legal has not approved it.",
    mend: "Point to the contract instead, or have Legal approve the entry (`approvals`, role `legal`).",
    page: include_str!("guarantee.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let is_legal = |role: &str| role.eq_ignore_ascii_case("legal");
    if subject.entry.approvals.iter().any(|approval| approval.role.as_ref().is_some_and(|role| is_legal(role))) {
        return Vec::new();
    }
    let Some(prose) = super::said(subject) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Guarantee) {
        let is_new = sentence.range.start != last;
        if !is_new || !binds(prose, hit, sentence) || !super::is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let message = format!("“{}” binds the company, and Legal has not approved it", hit.phrase);
        let mut finding = subject.finding(&RULE, prose.span(&hit.range), message).owner(Some("Legal"));
        finding.severity = super::severity(subject);
        found.push(finding);
    }
    found
}

/// An agreement that is only mentioned binds nobody: its sentence names a figure, or says that somebody offers it.
fn binds(prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    const OFFERS: [&str; 12] = [
        "commit",
        "commits",
        "committed",
        "offer",
        "offers",
        "include",
        "includes",
        "included",
        "promise",
        "provide",
        "provides",
        "comes",
    ];
    // Whoever meets or measures an agreement speaks of one that exists.
    const SPEAKS_OF: [&str; 9] =
        ["meet", "meets", "adhere", "adheres", "adherence", "adhering", "within", "prevent", "per"];
    let is_agreement = ["sla", "slas", "service level agreement", "service credit"].contains(&hit.phrase);
    let text = prose.text_of(sentence);
    let (before, rest) =
        text.split_at_checked(hit.range.start.saturating_sub(sentence.range.start)).unwrap_or((text, ""));
    if !is_agreement {
        // “To guarantee separation” is a purpose, “it is guaranteed that” a conclusion.
        let lead = before.trim_end().to_lowercase();
        return !["to", "it's", "it’s", "it is"].iter().any(|word| lead.ends_with(word))
            && !rest.starts_with("guaranteeing");
    }
    if super::has_word(before, &SPEAKS_OF) {
        return false;
    }
    let near: String = rest.chars().take(40).collect();
    near.bytes().any(|byte| byte.is_ascii_digit()) || super::has_word(before, &OFFERS)
}
