//! Answers of about 200 words, one per file.

use super::language::Author;
use super::plan::{Kind, Plan, day};

const TOPICS: [&str; 3] = ["security", "legal", "privacy"];
const DOMAINS: [&str; 17] = [
    "A&A", "AIS", "BCR", "CCC", "CEK", "DCS", "DSP", "GRC", "HRS", "IAM", "IPY", "IVS", "LOG", "SEF", "STA", "TVM",
    "UEM",
];

/// Writes answer number `index`.
pub(crate) fn write(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let subject = author.phrase(2);
    let (word, compliance, opening) = match author.random.below(100) {
        0..80 => ("yes", "full", "Yes"),
        80..92 => ("partial", "partial", "Partly"),
        _ => ("no", "none", "No"),
    };
    let topic = author.random.pick(&TOPICS);
    let question = format!("Do you have {subject} {}?", author.clause(6));
    let summary = format!("{opening}, {}", author.clause(14));
    let alternates: Vec<_> =
        (0..author.random.within(2..4)).map(|_| format!("  - Is {subject} part of {}?\n", author.clause(6))).collect();
    let alternates = alternates.concat();
    let gap = match word {
        "yes" => String::new(),
        _ => format!("gap: {}\nworkaround: {}\n", plan.any_id(author, &[Kind::Gap]), author.sentence(9)),
    };
    let sme = plan.person(author, topic);
    let (checked, approved) = (author.random.within(1..90), author.random.within(1..90));
    let domain = DOMAINS.get(index % DOMAINS.len()).copied().unwrap_or("IAM");
    format!(
        "---\nquestion: {question}\nsummary: {summary}.\nalternates:\n{alternates}short_answer: {word}\ncompliance: {compliance}\n{gap}status: approved\nverified: {}\nsme: {sme}\ntopics: [{topic}]\napprovals:\n  - {{role: {topic}, by: {sme}, on: {}}}\nevidence: [{} 2026-{:02}, Policy {}]\nframeworks: {{caiq-4: [\"{domain}-{:02}.{}\"]}}\ntags: [{}, {}]\nrelated: [{}]\n---\n{}",
        day(checked),
        day(approved),
        author.title(2),
        author.random.within(1..12),
        author.random.within(10..99),
        index / DOMAINS.len() / 10,
        index / DOMAINS.len() % 10,
        author.word(),
        author.word(),
        plan.next_id(Kind::Answer, index),
        body(author, plan, opening, &subject),
    )
}

fn body(author: &mut Author<'_>, plan: &Plan, opening: &str, subject: &str) -> String {
    let link = match author.random.below(2) {
        0 => format!(" See {}.", plan.link(author, &[Kind::Answer, Kind::Architecture])),
        _ => String::new(),
    };
    format!(
        "## Short\n{opening}. The {subject} {}.\n\n## Standard\n{opening}. The {subject} {}. {}\n\n## Detailed\n{opening}. The {subject} {}. {}\n\n{}{link}\n",
        author.clause(14),
        author.clause(9),
        author.paragraph(48),
        author.clause(9),
        author.paragraph(46),
        author.paragraph(44),
    )
}
