//! Gaps and competitors.

use super::language::Author;
use super::plan::{Kind, Plan, day};
use std::fmt::Write as _;

/// Writes gap number `index`.
pub(crate) fn write_gap(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let severity = author.random.pick(&["blocker", "major", "minor", "minor"]);
    let workaround = if author.random.chance(30) { "none".to_owned() } else { author.sentence(12) };
    let checked = author.random.within(1..50);
    format!(
        "---\ntitle: No {}\nsummary: {}\nseverity: {severity}\nstate: open\ncapability: {}\nworkaround: {workaround}\nimpact: >-\n  {}\n  {}\nstatus: approved\nverified: {}\ntracker: https://tracker.example/issues/{index}\ntags: [{}]\nrelated: [{}, {}]\n---\n{}\n\n{} See {}.\n\n{}\n",
        author.phrase(3),
        author.sentence(12),
        plan.capability(author),
        author.paragraph(20),
        author.paragraph(20),
        day(checked),
        author.word(),
        plan.next_id(Kind::Gap, index),
        plan.any_id(author, &[Kind::Answer]),
        author.paragraph(90),
        author.paragraph(60),
        plan.link(author, &[Kind::Answer, Kind::Gap]),
        author.paragraph(90),
    )
}

/// Writes competitor number `index`, whose releases are older than any verification.
pub(crate) fn write_competitor(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let name = plan.competitors.get(index).map_or("", String::as_str);
    let host = name.to_lowercase();
    let checked = author.random.within(1..20);
    let mut text = format!(
        "---\nname: {name}\ntitle: {name}\nsummary: {}\naliases: [{name} Cloud]\nwebsite: https://www.{host}.example\nfeeds:\n  - https://www.{host}.example/changelog.json\nreleases:\n",
        author.sentence(14),
    );
    for number in 1..=4 {
        let _ = write!(
            text,
            "  - id: {host}-{number}\n    date: {}\n    title: Release {number} with {}\n    url: https://www.{host}.example/changelog/{number}\n    capabilities: [{}]\n",
            day(600 - 100 * number),
            author.phrase(3),
            plan.capability(author),
        );
    }
    let _ = write!(
        text,
        "threat: {}\nstatus: approved\naudience: internal\nverified: {}\ntags: [{}]\nrelated: [{}]\n---\n{}\n\n{} See {}.\n",
        author.random.pick(&["low", "medium", "high"]),
        day(checked),
        author.word(),
        plan.next_id(Kind::Competitor, index),
        author.paragraph(60),
        author.paragraph(60),
        plan.link(author, &[Kind::Battlecard]),
    );
    text
}
