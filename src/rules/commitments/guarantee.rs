//! Words that bind the company.

use super::statement::{has_word, is_ours, said, severity};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::prose::{Hit, List, Prose, Sentence};
use crate::rules::subject::Subject;
use regex::Regex;
use std::sync::LazyLock;

/// A text guarantees something, and Legal has not approved it.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/guarantee",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A text that customers get guarantees or warrants something, and Legal has not approved it.",
    help: "Point to the contract instead, or have Legal approve the entry (`approvals`, role `legal`).",
    page: include_str!("guarantee.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let is_legal = |role: &str| role.eq_ignore_ascii_case("legal");
    if subject.entry.approvals.iter().any(|approval| approval.role.as_ref().is_some_and(|role| is_legal(role))) {
        return Vec::new();
    }
    let Some(prose) = said(subject) else { return Vec::new() };
    let mut found = Vec::new();
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Guarantee) {
        let is_new = sentence.range.start != last;
        if !is_new || !binds(prose, hit, sentence) || !is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let message = format!("“{}” binds the company, and Legal has not approved it", hit.phrase);
        let mut finding = subject.finding(&RULE, prose.span(&hit.range), message).owner(Some("Legal"));
        finding.severity = severity(subject);
        found.push(finding);
    }
    found
}

/// Words for those between whom something binds.
const PARTIES: [&str; 11] =
    ["we", "our", "us", "you", "your", "customer", "customers", "plan", "plans", "service", "contract"];

/// Words of pay: what a sales plan guarantees its own people binds no customer's supplier.
const PAY: [&str; 7] = ["salary", "earnings", "payroll", "commission", "quota", "attainment", "variable"];

/// Nouns for an agreement, which bind only where one is offered.
const AGREEMENTS: [&str; 11] = [
    "sla",
    "slas",
    "service level agreement",
    "service level agreements",
    "service credit",
    "service credits",
    "warranty",
    "warranties",
    "indemnity",
    "indemnities",
    "indemnification",
];

/// A length of time or a share: what an agreement promises.
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\d\s?(?:%|percent\b)|\d\d\.\d|24/7|\b(?:\d+|one|two|three|four|five|six|eight|ten|twelve)\)?[ -]?(?:(?:business|working|calendar) )?(?:minute|min|hour|hr|day|week|month|year)s?\b",
    )
    .ok()
});

/// “To guarantee separation” is a purpose, “it is guaranteed that” a conclusion, “what is guaranteed” a restriction.
const LEADS: [&str; 8] = ["to", "it's", "it’s", "it is", "that is", "that are", "which is", "which are"];

/// An agreement that is only mentioned binds no person: its sentence says how much, or that a person offers it.
fn binds(prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    let text = prose.text_of(sentence);
    let from = hit.range.start.saturating_sub(sentence.range.start);
    let to = hit.range.end.saturating_sub(sentence.range.start);
    let (before, after) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let written = text.get(from..to).unwrap_or_default().to_lowercase();
    if has_word(text, &PAY) {
        return false;
    }
    if AGREEMENTS.contains(&written.as_str()) {
        return is_offered(before, after);
    }
    // What neither we nor a customer nor a figure is beside guarantees something between machines.
    let names_party = has_word(text, &PARTIES) || text.bytes().any(|byte| byte.is_ascii_digit());
    let lead = before.trim_end().to_lowercase();
    let lead = lead.strip_suffix("contractually").unwrap_or(&lead).trim_end();
    names_party && !LEADS.iter().any(|words| lead.ends_with(words)) && written != "guaranteeing"
}

/// Returns whether an agreement between the words `before` and `after` is offered, not only spoken of.
fn is_offered(before: &str, after: &str) -> bool {
    const OFFERS: [&str; 14] = [
        "commit",
        "commits",
        "committed",
        "offer",
        "offers",
        "give",
        "gives",
        "include",
        "includes",
        "included",
        "promise",
        "provide",
        "provides",
        "comes",
    ];
    // The person who meets, measures or bought an agreement speaks of one that exists.
    const SPEAKS_OF: [&str; 11] = [
        "meet",
        "meets",
        "adhere",
        "adheres",
        "adherence",
        "adhering",
        "within",
        "prevent",
        "per",
        "under",
        "purchased",
    ];
    // An agreement's clock is no agreement.
    const PARTS: [&str; 13] = [
        "clock", "timer", "timers", "hours", "policy", "policies", "breach", "breaches", "status", "tracking",
        "report", "page", "field",
    ];
    let next = after.split_whitespace().next().unwrap_or_default();
    if has_word(before, &SPEAKS_OF) || has_word(next, &PARTS) {
        return false;
    }
    let near: String = after.chars().take(40).collect();
    let words: Vec<&str> = before.split_whitespace().collect();
    let close = words.get(words.len().saturating_sub(6)..).unwrap_or_default().join(" ");
    let is_measured = MEASURE.as_ref().is_some_and(|measure| measure.is_match(&near) || measure.is_match(&close));
    is_measured || has_word(&close, &OFFERS)
}
