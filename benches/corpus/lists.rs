//! The settings and the data files of the corpus.

use super::language::{Author, capital};
use super::plan::{Plan, ROLES};
use std::fmt::Write as _;

/// Returns `site.toml`, with an owner and an audience for each folder.
pub(crate) fn settings(plan: &Plan) -> String {
    let mut text = "[site]\ntitle = \"Measured library\"\nbase_url = \"https://kb.example/\"\nlanguage = \"en\"\n\n[[roots]]\npath = \"content\"\n".to_owned();
    let folders = [
        ("answers", 0, "customer"),
        ("battlecards", 7, "internal"),
        ("architectures", 4, "customer"),
        ("gaps", 3, "internal"),
        ("competitors", 7, "internal"),
    ];
    for (folder, number, audience) in folders {
        let owner = plan.people.get(number).map_or("", String::as_str);
        let _ = write!(text, "\n[defaults.\"{folder}\"]\nowner = \"{owner}\"\naudience = \"{audience}\"\n");
    }
    text
}

/// Returns `people.yaml`.
pub(crate) fn people(plan: &Plan) -> String {
    let mut text = String::new();
    for (id, role) in plan.people.iter().zip(ROLES.iter().cycle()) {
        let name = id.split('-').take(2).map(capital).collect::<Vec<_>>().join(" ");
        let _ = write!(text, "- id: {id}\n  name: {name}\n  email: {id}@example.com\n  roles: [{role}]\n");
    }
    text
}

/// Returns `capabilities.yaml`.
pub(crate) fn capabilities(author: &mut Author<'_>, plan: &Plan) -> String {
    let mut text = String::new();
    for id in &plan.capabilities {
        let name = capital(&id.replace('-', " "));
        let (group, synonym) = (author.title(1), author.phrase(2));
        let _ = writeln!(text, "- {{id: {id}, name: {name}, group: {group}, synonyms: [{synonym}], availability: ga}}");
    }
    text
}

/// Returns `synonyms.yaml`.
pub(crate) fn synonyms(author: &mut Author<'_>) -> String {
    let mut text = String::new();
    for _ in 0..40 {
        let _ = writeln!(text, "- [{}, {}, {}]", author.word(), author.word(), author.phrase(2));
    }
    text
}
