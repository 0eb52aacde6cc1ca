//! A digest that is too long to be read.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::{PART_BULLETS, TLDR_BULLETS, TLDR_WORDS};
use crate::rules::subject::Subject;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    id: "digest/too-long",
    family: Family::Digest,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A digest has too many bullets, or bullets that are too long.",
    help: "Keep what matters most: 3 bullets of 10 words, then 7 to do and 7 to know.",
    page: include_str!("too_long.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let text = entry.text();
    if !entry.is_private || !text.lines().any(|line| part(line).is_some()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let (mut current, mut bullets, mut offset) = (None, 0_usize, entry.body.span.start);
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset = offset.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
        if let Some(title) = part(line) {
            (current, bullets) = (Some(title), 0);
        }
        let (Some(title), Some(bullet)) = (current, bullet(line)) else { continue };
        bullets += 1;
        let span = Span { start, end: offset };
        let (most, words) =
            (if title == "TLDR" { TLDR_BULLETS } else { PART_BULLETS }, bullet.split_whitespace().count());
        if bullets == most + 1 {
            let message = format!("`{title} :` has more than {most} bullets");
            findings.push(subject.finding(&RULE, span, message));
        }
        if title == "TLDR" && words > TLDR_WORDS {
            let message = format!("this bullet of `TLDR :` has {words} words; the limit is {TLDR_WORDS}");
            findings.push(subject.finding(&RULE, span, message));
        }
    }
    findings
}

/// Returns the text of the bullet that `line` is, of any kind that Markdown knows.
fn bullet(line: &str) -> Option<&str> {
    let line = line.trim();
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered =
        number.strip_prefix(". ").or_else(|| number.strip_prefix(") ")).filter(|_| number.len() < line.len());
    ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).or(numbered)
}

/// Returns the part of a digest that `line` begins.
fn part(line: &str) -> Option<&'static str> {
    let title = line.trim().strip_suffix(':')?.trim_end();
    ["TLDR", "Todo", "Things to know"].into_iter().find(|known| known.eq_ignore_ascii_case(title))
}
