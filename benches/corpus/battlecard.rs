//! Battlecards of about 1,350 words: five claims, two tables, twenty links, one fence.

use super::fences::{LANGUAGES, fence};
use super::language::Author;
use super::plan::{Kind, Plan, day};
use std::fmt::Write as _;

/// Stance, topic and the greatest age in days at which a verification of that topic is still fresh.
const CLAIMS: [(&str, &str, usize); 5] = [
    ("we-win", "capability", 46),
    ("we-win", "limit", 46),
    ("we-lose", "capability", 46),
    ("parity", "compliance", 140),
    ("context", "pricing", 21),
];
/// One in this number of claims is stale.
const STALE: usize = 400;

/// Writes battlecard number `index`.
pub(crate) fn write(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let rivals = plan.ids(Kind::Competitor);
    let rival = index % rivals.len().max(1);
    let id = rivals.get(rival).map_or("", String::as_str);
    let name = plan.competitors.get(rival).map_or("", String::as_str);
    let labels: Vec<_> = (1..=CLAIMS.len()).map(|number| format!("{}-{number}", author.word())).collect();
    let checked = author.random.within(1..21);
    let mut text = format!(
        "---\ntitle: {name} for {}\ncompetitor: {id}\nsummary: We win on {}, and lose on {}.\nstatus: approved\nverified: {{on: {}, by: {}, method: source pages read}}\nproducts: [{}]\nregions: [europe, north-america]\ntags: [{}, {}]\nrelated: [{}, {}]\nclaims:\n",
        author.phrase(2),
        author.phrase(2),
        author.phrase(2),
        day(checked),
        plan.person(author, "enablement"),
        author.title(2),
        author.word(),
        author.word(),
        plan.next_id(Kind::Battlecard, index),
        plan.any_id(author, &[Kind::Gap]),
    );
    for (label, claim) in labels.iter().zip(CLAIMS) {
        write_claim(&mut text, author, plan, (label, name, claim));
    }
    text.push_str("---\n");
    write_front(&mut text, author, plan, &labels);
    write_rest(&mut text, author, plan, &labels);
    text
}

fn write_claim(
    text: &mut String,
    author: &mut Author<'_>,
    plan: &Plan,
    (label, name, (stance, topic, age_days)): (&str, &str, (&str, &str, usize)),
) {
    let host = name.to_lowercase();
    let age_days = if author.random.below(STALE) == 0 { 500 } else { author.random.within(1..age_days) };
    let checked = day(age_days);
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "  - id: {label}\n    text: {name} stops at {} {}.\n    stance: {stance}\n    capability: {}\n    topic: {topic}\n    sources:\n      - url: https://docs.{host}.example/{}/{}\n        quote: \"{}\"\n        captured: {checked}\n    verified: {checked}\n",
        author.random.within(2..900),
        author.clause(10),
        plan.capability(author),
        author.word(),
        author.word(),
        author.sentence(9),
    );
}

const ANY: [Kind; 4] = [Kind::Answer, Kind::Battlecard, Kind::Architecture, Kind::Gap];

fn cite(labels: &[String], index: usize) -> &str {
    labels.get(index % labels.len().max(1)).map_or("", String::as_str)
}

/// Writes the sections that are printed.
fn write_front(text: &mut String, author: &mut Author<'_>, plan: &Plan, labels: &[String]) {
    let _ = writeln!(text, "{}\n\n## Why we win", author.paragraph(24));
    for index in 0..4 {
        let (title, words, link) = (author.title(2), author.paragraph(18), plan.link(author, &ANY));
        let _ = writeln!(text, "- **{title}.** {words}[^{}] See {link}.", cite(labels, index % 2));
    }
    text.push_str("\n## Why we lose\n");
    for _ in 0..2 {
        let (title, words, link) = (author.title(2), author.paragraph(18), plan.link(author, &[Kind::Gap]));
        let _ = writeln!(text, "- **{title}.** {words}[^{}] See {link}.", cite(labels, 2));
    }
    text.push_str("\n## Landmines\n");
    for index in 0..3 {
        let (words, link) = (author.paragraph(16), plan.link(author, &ANY));
        let _ = writeln!(text, "- {words}[^{}] See {link}.", cite(labels, index));
    }
    text.push_str("\n## Questions to ask\n");
    for number in 1..=5 {
        let _ = writeln!(text, "{number}. How do you {}?", author.clause(9));
    }
    text.push_str("\n## Objections\n");
    for index in 0..3 {
        let (said, words, link) = (author.sentence(6), author.paragraph(22), plan.link(author, &ANY));
        let _ = writeln!(text, "- *\"{said}\"* {words}[^{}] See {link}.", cite(labels, index + 1));
    }
    let _ = writeln!(text, "\n## Pricing\n{}[^{}]\n", author.sentence(14), cite(labels, 4));
    write_table(text, author, (4, 1));
    let _ =
        writeln!(text, "\n## Proof\n{}[^{}] See {}.", author.paragraph(30), cite(labels, 3), plan.link(author, &ANY));
}

/// Writes the sections that are only on the screen.
fn write_rest(text: &mut String, author: &mut Author<'_>, plan: &Plan, labels: &[String]) {
    text.push_str("\n## Comparison\n");
    write_table(text, author, (10, 4));
    text.push_str("\n## Configuration\n");
    let _ = writeln!(text, "{}\n", author.paragraph(25));
    let language = author.random.pick(&LANGUAGES);
    text.push_str(&fence(author, language));
    for part in 0..3 {
        let _ = writeln!(text, "\n## {}", author.title(3));
        for _ in 0..2 {
            let (words, link) = (author.paragraph(78), plan.link(author, &ANY));
            let _ = writeln!(text, "{words} See {link}.\n");
        }
        let _ = writeln!(text, "{}[^{}] See {}.", author.paragraph(20), cite(labels, part), plan.link(author, &ANY));
    }
}

/// Writes a table of three columns with the given number of rows and of words per cell.
fn write_table(text: &mut String, author: &mut Author<'_>, (rows, words): (usize, usize)) {
    text.push_str("| Subject | Ours | Theirs |\n|---|---|---|\n");
    for _ in 0..rows {
        let (subject, ours, theirs) = (author.title(2), author.clause(words), author.clause(words));
        let _ = writeln!(text, "| {subject} | {ours} | {theirs} |");
    }
}
