//! Reference architectures of about 1,770 words with two to four fences, among them Mermaid.

use super::fences::{LANGUAGES, diagram, fence};
use super::language::Author;
use super::plan::{Kind, Plan, day};
use std::fmt::Write as _;

/// The kinds that customers may read, and that these entries may link to.
const OPEN: [Kind; 2] = [Kind::Answer, Kind::Architecture];
const HEADINGS: [&str; 6] =
    ["Data flow", "Security", "Deployment", "Configuration", "Failure and recovery", "Measured"];

/// Writes architecture number `index`.
pub(crate) fn write(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let mut text = front(author, plan, index);
    let _ = writeln!(text, "{}\n", author.paragraph(70));
    let mut fences = author.random.within(2..5);
    if author.random.chance(40) {
        text.push_str(&diagram(author));
        fences -= 1;
    } else {
        let _ = writeln!(text, "![{} and the systems around it](overview.svg)", author.title(3));
    }
    text.push_str("\n## Components\n");
    for _ in 0..6 {
        let _ = writeln!(text, "- **{}**: {}", author.title(2), author.sentence(16));
    }
    for (number, heading) in HEADINGS.iter().enumerate() {
        let _ = writeln!(text, "\n## {heading}\n{}", author.paragraph(95));
        if number < fences {
            let language = author.random.pick(&LANGUAGES);
            let _ = write!(text, "\n{}", fence(author, language));
        }
        let _ = writeln!(text, "\n### {}\n{} See {}.", author.title(3), author.paragraph(90), plan.link(author, &OPEN));
        let _ = writeln!(text, "\n{}", author.paragraph(65));
    }
    text
}

fn front(author: &mut Author<'_>, plan: &Plan, index: usize) -> String {
    let mut text = format!(
        "---\ntitle: {}\nsummary: {}\nstatus: approved\nenvironment: {} cloud\ncomponents:\n",
        author.title(5),
        author.sentence(16),
        author.title(1),
    );
    for _ in 0..5 {
        let _ = writeln!(text, "  - {} ({})", author.title(2), author.phrase(3));
    }
    text.push_str("integration_points:\n");
    for direction in ["outbound", "inbound"] {
        let _ = writeln!(
            text,
            "  - {{system: {}, protocol: REST over HTTPS, direction: {direction}, auth: OAuth 2.0}}",
            author.title(2)
        );
    }
    text.push_str("assumptions:\n");
    for _ in 0..3 {
        let _ = writeln!(text, "  - {}", author.sentence(10));
    }
    let (checked, approved) = (author.random.within(1..140), author.random.within(1..140));
    let _ = write!(
        text,
        "not_suitable_when:\n  - {}\napprovals:\n  - {{role: architect, by: {}, on: {}}}\n  - {{role: security, by: {}, on: {}}}\nverified: {{on: {}, by: {}, with: \"{} 2026.{}\"}}\ntags: [{}, {}]\nrelated: [{}]\n---\n",
        author.sentence(9),
        plan.person(author, "architect"),
        day(approved),
        plan.person(author, "security"),
        day(approved),
        day(checked),
        plan.person(author, "sales-engineer"),
        author.title(1),
        author.random.within(1..12),
        author.word(),
        author.word(),
        plan.next_id(Kind::Architecture, index),
    );
    text
}
