//! Words that bind the company.

use super::commitment::{Commitment, PlacedCommitment};
use super::statement::{Statement, Statements, has_word};
use crate::prose::List;
use regex::Regex;
use std::sync::LazyLock;

/// Returns the guarantees of an entry, one per sentence. What Legal has approved is the caller's matter.
pub(crate) fn guarantees(statements: Statements<'_>) -> Vec<PlacedCommitment> {
    let mut found: Vec<Statement<'_>> = statements.ours(List::Guarantee).filter(binds).collect();
    found.dedup_by_key(|statement| statement.sentence.range.start);
    let placed = |statement: Statement<'_>| PlacedCommitment {
        commitment: Commitment::Guarantee(statement.written().to_owned()),
        span: statement.prose.span(&statement.hit.range),
    };
    found.into_iter().map(placed).collect()
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

/// An agreement that is only mentioned is not a commitment: its sentence says how much, or that it is offered.
fn binds(statement: &Statement<'_>) -> bool {
    let (text, before, after) = (statement.text(), statement.before(), statement.after());
    let written = statement.written().to_lowercase();
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
