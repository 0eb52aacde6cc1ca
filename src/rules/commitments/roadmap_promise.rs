//! Promises of what does not exist yet.

use super::statement::{has_word, is_ours, said, severity};
use crate::entry::{GapState, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::{Hit, List, Prose, Sentence};
use crate::rules::subject::Subject;
use regex::Regex;
use std::sync::LazyLock;

/// A text promises something that does not exist yet.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/roadmap-promise",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A text that customers get promises something that does not exist yet.",
    help: "Say what exists today, and send the question about plans to Product Management.",
    page: include_str!("roadmap_promise.md"),
};

/// A quarter, a half, a year, or “by” one of them.
const TIMES: &str = r"(?i)\b(?:q[1-4]|h[12]|20[2-9][0-9]|next|later|soon|upcoming|by (?:the )?(?:end|mid|early|late|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b";

/// What makes a phrase such as “planned for” a promise.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TIMES).ok());

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = planned_gap(subject).into_iter().collect();
    let Some(prose) = said(subject) else { return found };
    let mut last = usize::MAX;
    for (hit, sentence) in prose.hits(List::Roadmap) {
        let is_new = sentence.range.start != last;
        let is_about_page = is_stand_in(subject.entry.kind, prose, hit, sentence) || is_news(prose, hit, sentence);
        if !is_new || is_about_page || !is_promise(prose, hit, sentence) || !is_ours(subject, prose, hit, sentence) {
            continue;
        }
        last = sentence.range.start;
        let message = format!("“{}” promises what does not exist yet", hit.phrase);
        let mut finding = subject.finding(&RULE, prose.span(&hit.range), message).owner(Some("Product Management"));
        finding.severity = severity(subject);
        found.push(finding);
    }
    found
}

/// Words before a phrase that make it a condition, or a word about the roadmap itself.
const ABOUT_ROADMAP: [&str; 9] =
    ["if", "when", "items", "after", "efforts", "initiatives", "issues", "projects", "investments"];

/// Returns whether “coming soon” speaks of the page and not of the product: it is alone on a plain page, or beside
/// the word for something to read or to look at.
fn is_stand_in(kind: Kind, prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
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
    if !hit.phrase.starts_with("coming ") {
        return false;
    }
    let text = prose.text_of(sentence);
    let from = hit.range.start.saturating_sub(sentence.range.start);
    let to = hit.range.end.saturating_sub(sentence.range.start);
    let (before, after) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let is_alone = !before.chars().chain(after.chars()).any(char::is_alphanumeric);
    let last = before.split(|symbol: char| !symbol.is_alphanumeric()).rfind(|word| !word.is_empty());
    let near: String = after.chars().take(60).collect();
    (is_alone && kind == Kind::Page) || has_word(&near, &MATTER) || last.is_some_and(|word| has_word(word, &MATTER))
}

/// Returns whether “will soon” says what the reader learns or what a team does, not what a product does.
fn is_news(prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    const LEARNS: [&str; 9] = ["find", "see", "learn", "notice", "discover", "realise", "realize", "hear", "meet"];
    let text = prose.text_of(sentence);
    let from = hit.range.start.saturating_sub(sentence.range.start);
    let to = hit.range.end.saturating_sub(sentence.range.start);
    let next = text.get(to..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    let who = text.get(..from).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    hit.phrase == "will soon" && (has_word(next, &LEARNS) || has_word(who, &["team", "teams"]))
}

/// Weak phrases want a time beside them, and “GA” its capitals.
fn is_promise(prose: &Prose, hit: &Hit, sentence: &Sentence) -> bool {
    const COMES: [&str; 10] =
        ["will", "ll", "comes", "coming", "ships", "planned", "expected", "arrives", "available", "adds"];
    let text = prose.text_of(sentence);
    let from = hit.range.start.saturating_sub(sentence.range.start);
    let to = hit.range.end.saturating_sub(sentence.range.start);
    let written = text.get(from..to).unwrap_or_default();
    if hit.phrase.starts_with("ga ") && !written.starts_with("GA") {
        return false;
    }
    let before = text.get(..from).unwrap_or_default();
    if has_word(before, &ABOUT_ROADMAP) {
        // A condition, or a word about the roadmap itself.
        return false;
    }
    if hit.phrase.starts_with("in ") && !has_word(text, &COMES) {
        return false;
    }
    let after = text.get(to..).unwrap_or_default().trim_start();
    if hit.phrase.ends_with(" support") && (after.starts_with("you") || after.starts_with("the customer")) {
        return false;
    }
    let wants_time = [
        "will ",
        "we will add",
        "we will be adding",
        "we will introduce",
        "ga ",
        "planned for",
        "generally available",
        "available in q",
    ];
    if !wants_time.iter().any(|weak| hit.phrase.starts_with(weak)) || hit.phrase.contains("soon") {
        return true;
    }
    let nearby: String = format!("{written} {}", after.chars().take(40).collect::<String>());
    TIME.as_ref().is_some_and(|time| time.is_match(&nearby))
}

/// The text of a planned gap is a plan from its first to its last word.
fn planned_gap(subject: &Subject<'_>) -> Option<Finding> {
    let KindFields::Gap(gap) = &subject.entry.kind_fields else { return None };
    let state = gap.state.as_ref().filter(|state| state.value == GapState::Planned)?;
    if !subject.is_outside() || subject.entry.kind != Kind::Gap {
        return None;
    }
    let finding = subject.finding(&RULE, state.span, "a planned gap is a plan, and outsiders may read this one");
    Some(finding.owner(Some("Product Management")).help("Give the gap an audience inside the company."))
}
