//! The site that the scripts begin with: entries of many kinds that refer to each other, lists, opportunities, a theme of its
//! own and files beside the content.

use fieldbook::wording::{Vocabulary, text_hash};
use std::fs;
use std::path::Path;

/// Writes one file of a site.
pub(super) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

/// The settings, with a title and one severity.
pub(super) fn settings(title: &str, severity: &str) -> String {
    format!(
        "[site]\ntitle = \"{title}\"\ntheme = \"own\"\n[opportunities]\nsource = \"file\"\nfile = \"deals.json\"\n\
         [rules]\n\"links/broken-internal\" = \"{severity}\"\n"
    )
}

/// Opportunities of which the first is at `stage` and has `amount`.
pub(super) fn opportunities(stage: &str, amount: usize) -> String {
    format!(
        "{{\"schema\": \"fieldbook/opportunities/1\", \"complete\": true, \"opportunities\": [\
         {{\"id\": \"o1\", \"name\": \"First\", \"customer\": \"Initech\", \"stage\": \"{stage}\", \"amount\": {amount}, \
         \"currency\": \"EUR\", \"close_date\": \"2027-01-31\", \"owner\": \"ann\", \"competitors\": [\"globex\"]}}]}}"
    )
}

/// A page with links and a title.
pub(super) fn page(title: &str, other: usize, text: &str) -> String {
    format!(
        "---\ntitle: {title}\nowner: ann\naudience: public\nstatus: approved\nrelated: [pages/p{other}]\n---\n## One\n\n\
         See [[pages/p{other}]] and [two](p{other}.md#one). {text}\n"
    )
}

/// A card with a claim that was checked on `day`.
pub(super) fn card(title: &str, day: &str, audience: &str) -> String {
    format!(
        "---\ntitle: {title}\ncompetitor: globex\nowner: ann\naudience: {audience}\nstatus: approved\nverified: {day}\n\
         claims:\n  - id: price\n    text: Their list price rose this year.\n    source: https://globex.example/prices\n    \
         verified: {day}\n    review_every: 60d\n---\n## Where we win\n\nTheir price rose.[^n] See [[pages/p1]].\n\n\
         [^n]: A note of our own.\n"
    )
}

/// What a claim says, and what it said when its hash was written.
pub(super) const SAID: [&str; 4] = [
    "Their list price rose by 5 percent.",
    "Their list price rose by 8 percent.",
    "Their list price did not rise.",
    "Their list price rose by five percent.",
];

/// The same card, with a claim about `capability` that says `text` and has the hash of `hashed`.
pub(super) fn hashed_card(text: &str, hashed: &str, capability: &str) -> String {
    let (said, checked) = ("Their list price rose this year.", "    verified: 2026-11-01\n");
    let card = card("Against Globex", "2026-11-01", "internal");
    assert!(card.contains(said) && card.contains(checked), "a control: {card}");
    let verified = format!("{{on: 2026-11-01, hash: \"{}\"}}", hash_of(hashed));
    card.replace(said, text).replace(checked, &format!("    verified: {verified}\n    capability: {capability}\n"))
}

/// Returns the hash that `fieldbook verify` writes of `text`; of no text, one that no version of the program wrote.
pub(super) fn hash_of(text: &str) -> String {
    if text.is_empty() { "v9:0123456789abcdef".to_owned() } else { text_hash(text, &Vocabulary::default()) }
}

/// The list of capabilities, of which the first is called `name` and has `availability`.
pub(super) fn capabilities(name: &str, availability: &str) -> String {
    format!(
        "- {{id: sso, name: {name}, synonyms: [SAML], availability: {availability}}}\n- id: audit\n  name: Audit log\n"
    )
}

/// An answer.
pub(super) fn answer(question: &str, day: &str) -> String {
    format!(
        "---\nquestion: {question}\nowner: ann\nshort_answer: yes\ncompliance: full\nstatus: approved\naudience: customer\n\
         verified: {day}\ntopics: [security]\nsme: ann\napprovals:\n  - {{role: security, by: ann, on: {day}}}\n---\n\
         ## Short\nYes.\n\n## Standard\nYes, every backup is encrypted with a key per customer.\n"
    )
}

/// A diagram, which equal pages share.
pub(super) const DRAWING: &str = "\n```mermaid\nflowchart LR\n  A --> B\n```";

/// A file of two answers, of which the first says `text`, below `lines` empty lines.
pub(super) fn several(text: &str, lines: usize) -> String {
    format!(
        "---\ntitle: Logs\nowner: ann\nstatus: approved\naudience: customer\nverified: 2026-11-01\n---\n\
         {}## Do you log?\n\n{text} See [[answers/backup]].\n\n## Do you keep logs?\n\nFor a year.\n",
        "\n".repeat(lines)
    )
}

/// Writes the whole site.
pub(super) fn write_site(folder: &Path) {
    let files = [
        ("site.toml", settings("Ours", "warning")),
        ("people.yaml", "- id: ann\n  name: Ann\n  email: ann@example.com\n- id: ben\n  name: Ben\n".to_owned()),
        ("capabilities.yaml", "- id: sso\n  name: Single sign-on\n- id: audit\n  name: Audit log\n".to_owned()),
        ("deals.json", opportunities("Discovery", 1000)),
        ("themes/own/styles/90-own.css", "a { color: red }".to_owned()),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\n---\nThey sell.\n".to_owned()),
        ("content/battlecards/globex.md", card("Against Globex", "2026-11-01", "internal")),
        ("content/answers/backup.md", answer("Are backups encrypted?", "2026-11-01")),
        ("content/answers/keys.md", answer("Who holds the keys?", "2026-09-01")),
        (
            "content/gaps/audit.md",
            "---\ntitle: No audit log\nowner: ben\nstatus: approved\ncapability: audit\nimpact: Auditors wait.\nseverity: major\n\
             workaround: none\n---\nPlanned.\n".to_owned(),
        ),
        (
            "content/pages/hub.md",
            "---\ntitle: All of it\nowner: ben\naudience: internal\nstatus: approved\n\
             related: [answers/backup, answers/keys, battlecards/globex, gaps/audit]\n---\n\
             See [[answers/several]], [[answers/backup]] and [[battlecards/globex#price]].\n".to_owned(),
        ),
        ("content/answers/several.md", several("Yes.", 0)),
        ("content/pages/p5.md", page("A drawing", 1, DRAWING)),
        ("content/pages/p6.md", page("The same drawing", 2, DRAWING)),
        ("content/pages/plan.txt", "The plan.".to_owned()),
        (
            "content/pages/line.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>".to_owned(),
        ),
    ];
    for (path, text) in files {
        write(folder, path, &text);
    }
    for index in 0..5 {
        let text = match index {
            0 => "[The plan](plan.txt)",
            1 => "![A line](line.svg)",
            2 => "\n```rust\nfn main() {}\n```",
            _ => "Words.",
        };
        write(folder, &format!("content/pages/p{index}.md"), &page(&format!("Page {index}"), (index + 1) % 7, text));
    }
}
