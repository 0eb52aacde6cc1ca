//! Promises of what does not exist yet.

use super::commitment::{Commitment, PlacedCommitment};
use super::statement::{Statement, Statements, has_word};
use crate::kinds::Kind;
use crate::prose::List;
use regex::Regex;
use std::sync::LazyLock;

/// A quarter, a half, a year, or “by” one of them.
const TIMES: &str = r"(?i)\b(?:q[1-4]|h[12]|20[2-9][0-9]|next|later|soon|upcoming|by (?:the )?(?:end|mid|early|late|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b";

/// What makes a phrase such as “planned for” a promise.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TIMES).ok());

/// Returns the promises of what does not exist yet, one per sentence.
pub(crate) fn roadmap_promises(statements: Statements<'_>) -> Vec<PlacedCommitment> {
    let promises = statements.ours(List::Roadmap).filter(|own| !is_stand_in(own) && !is_news(own) && is_promise(own));
    let mut found: Vec<Statement<'_>> = promises.collect();
    found.dedup_by_key(|statement| statement.sentence.range.start);
    let placed = |statement: Statement<'_>| PlacedCommitment {
        commitment: Commitment::RoadmapPromise(statement.written().to_owned()),
        span: statement.prose.span(&statement.hit.range),
    };
    found.into_iter().map(placed).collect()
}

/// Words before a phrase that make it a condition, or a word about the roadmap itself.
const ABOUT_ROADMAP: [&str; 9] =
    ["if", "when", "items", "after", "efforts", "initiatives", "issues", "projects", "investments"];

/// Returns whether “coming soon” speaks of the page and not of the product: it is alone on a plain page, or beside
/// the word for something to read or to look at.
fn is_stand_in(statement: &Statement<'_>) -> bool {
    const MATTER: [&str; 24] = [
        "documentation",
        "docs",
        "page",
        "pages",
        "image",
        "images",
        "picture",
        "screenshot",
        "screenshots",
        "video",
        "videos",
        "recording",
        "playbook",
        "playbooks",
        "template",
        "templates",
        "guide",
        "guides",
        "article",
        "section",
        "link",
        "posters",
        "postings",
        "wip",
    ];
    if !statement.hit.phrase.starts_with("coming ") {
        return false;
    }
    let (before, after) = (statement.before(), statement.after());
    let is_alone = !before.chars().chain(after.chars()).any(char::is_alphanumeric);
    let last = before.split(|symbol: char| !symbol.is_alphanumeric()).rfind(|word| !word.is_empty());
    let near: String = after.chars().take(60).collect();
    (is_alone && statement.entry.kind == Kind::Page)
        || has_word(&near, &MATTER)
        || last.is_some_and(|word| has_word(word, &MATTER))
}

/// Returns whether “will soon” says what the reader learns or what a team does, not what a product does.
fn is_news(statement: &Statement<'_>) -> bool {
    const LEARNS: [&str; 9] = ["find", "see", "learn", "notice", "discover", "realise", "realize", "hear", "meet"];
    let next = statement.after().split_whitespace().next().unwrap_or_default();
    let who = statement.before().split_whitespace().next_back().unwrap_or_default();
    statement.hit.phrase == "will soon" && (has_word(next, &LEARNS) || has_word(who, &["team", "teams"]))
}

/// Returns whether a phrase promises something: a weak one only with a time beside it, “GA” only in capitals.
fn is_promise(statement: &Statement<'_>) -> bool {
    const COMES: [&str; 10] =
        ["will", "ll", "comes", "coming", "ships", "planned", "expected", "arrives", "available", "adds"];
    let (text, hit) = (statement.text(), statement.hit);
    let (before, written) = (statement.before(), statement.written());
    if hit.phrase.starts_with("ga ") && !written.starts_with("GA") {
        return false;
    }
    if has_word(before, &ABOUT_ROADMAP) {
        // A condition, or a word about the roadmap itself.
        return false;
    }
    if hit.phrase.starts_with("in ") && !has_word(text, &COMES) {
        return false;
    }
    let after = statement.after().trim_start();
    if hit.phrase.ends_with(" support") && (after.starts_with("you") || after.starts_with("the customer")) {
        return false;
    }
    let needs_time = [
        "will ",
        "we will add",
        "we will be adding",
        "we will introduce",
        "ga ",
        "planned for",
        "generally available",
        "available in q",
    ];
    if !needs_time.iter().any(|weak| hit.phrase.starts_with(weak)) || hit.phrase.contains("soon") {
        return true;
    }
    let nearby: String = format!("{written} {}", after.chars().take(40).collect::<String>());
    TIME.as_ref().is_some_and(|time| time.is_match(&nearby))
}
