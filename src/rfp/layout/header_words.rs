//! What a header cell says about its column.

use super::sheet_header::Role;

/// Words that decide a header's role, with their worth. The last one in the header counts.
const WORDS: &[(&str, Role, u32)] = &[
    ("question", Role::Question, 10),
    ("questions", Role::Question, 10),
    ("requirement", Role::Question, 9),
    ("requirements", Role::Question, 9),
    ("query", Role::Question, 8),
    ("control", Role::Question, 7),
    ("criteria", Role::Question, 6),
    ("criterion", Role::Question, 6),
    ("statement", Role::Question, 5),
    ("description", Role::Question, 5),
    ("specification", Role::Question, 5),
    ("item", Role::Question, 3),
    ("response", Role::Response, 10),
    ("responses", Role::Response, 10),
    ("answer", Role::Response, 10),
    ("answers", Role::Response, 10),
    ("reply", Role::Response, 9),
    ("compliance", Role::Response, 8),
    ("compliant", Role::Response, 8),
    ("conformance", Role::Response, 7),
    ("y/n", Role::Response, 8),
    ("yes/no", Role::Response, 8),
    ("fulfilled", Role::Response, 7),
    ("status", Role::Response, 4),
    ("comment", Role::Comment, 10),
    ("comments", Role::Comment, 10),
    ("explanation", Role::Comment, 9),
    ("explanations", Role::Comment, 9),
    ("remark", Role::Comment, 9),
    ("remarks", Role::Comment, 9),
    ("justification", Role::Comment, 8),
    ("elaboration", Role::Comment, 8),
    ("clarification", Role::Comment, 8),
    ("note", Role::Comment, 7),
    ("notes", Role::Comment, 7),
    ("details", Role::Comment, 6),
    ("information", Role::Comment, 5),
    ("evidence", Role::Evidence, 10),
    ("attachment", Role::Evidence, 8),
    ("attachments", Role::Evidence, 8),
    ("documentation", Role::Evidence, 7),
    ("documents", Role::Evidence, 7),
    ("proof", Role::Evidence, 7),
    ("artifacts", Role::Evidence, 7),
    ("link", Role::Evidence, 4),
    ("links", Role::Evidence, 4),
    ("id", Role::Id, 10),
    ("no", Role::Id, 10),
    ("nr", Role::Id, 10),
    ("#", Role::Id, 10),
    ("number", Role::Id, 9),
    ("ref", Role::Id, 9),
    ("reference", Role::Id, 7),
    ("domain", Role::Section, 10),
    ("section", Role::Section, 10),
    ("category", Role::Section, 10),
    ("area", Role::Section, 8),
    ("topic", Role::Section, 8),
    ("theme", Role::Section, 7),
    ("title", Role::Section, 4),
];

/// Words that exclude a column: it is not for us, or about the question rather than for its answer.
const NOT_OURS: &[&str] = &[
    "expected",
    "previous",
    "prior",
    "last",
    "internal",
    "reviewer",
    "assessor",
    "auditor",
    "example",
    "sample",
    "type",
    "score",
    "weight",
    "weighting",
    "guidance",
    "priority",
    "risk",
    "rating",
    "date",
    "points",
    "max",
    "scoring",
];

/// Reads a header cell: `own` decides, `whole` may take it out.
pub(super) fn role_of(own: &str, whole: &str) -> Option<(Role, u32)> {
    if own.chars().count() > 80 || own.ends_with('?') || own.ends_with('.') && own.split_whitespace().count() > 2 {
        return None;
    }
    let words = |text: &str| -> Vec<String> {
        let bare = without_brackets(text).to_lowercase();
        bare.split(|character: char| !(character.is_alphanumeric() || character == '#' || character == '/'))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (own, whole) = (words(own), words(whole));
    if own.len() > 8 || whole.iter().any(|word| NOT_OURS.contains(&word.as_str())) {
        return None;
    }
    let known_word = |words: &[String]| {
        let known = words.iter().rev().find_map(|word| WORDS.iter().find(|(known, _, _)| known == word));
        known.map(|(_, role, worth)| (*role, *worth))
    };
    let (role, worth) = known_word(&own).or_else(|| known_word(&whole))?;
    // A header of this one word is the most certain.
    Some((role, worth * 2 + u32::from(own.len() == 1)))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let keep = |character: &char| match character {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    };
    let bare: String = text.chars().filter(keep).collect();
    if bare.trim().is_empty() { text.to_owned() } else { bare }
}
