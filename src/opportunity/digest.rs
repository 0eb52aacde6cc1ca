//! What to know of one deal in half a minute, in a fixed form that people paste into chat and mail.
//!
//! ```text
//! <customer> : <stage, or New>
//!
//! TLDR :
//! - at most 3 bullets of at most 10 words
//!
//! Todo :
//! - at most 7 bullets
//!
//! Things to know :
//! - at most 7 bullets
//! ```
//!
//! Empty parts are left out. The person who makes one chooses the facts; the form and its limits are here.

use std::fmt::Write as _;

/// The most bullets of the first part.
pub const TLDR_BULLETS: usize = 3;
/// The most words of a bullet of the first part.
pub const TLDR_WORDS: usize = 10;
/// The most bullets of each other part.
pub const PART_BULLETS: usize = 7;

/// A digest within its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    head: String,
    parts: [(&'static str, Vec<String>); 3],
}

/// Facts about a deal, the weightiest first; a digest takes as many as it may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What matters most.
    pub tldr: Vec<String>,
    /// What a person has to do.
    pub todo: Vec<String>,
    /// What to bear in mind.
    pub know: Vec<String>,
}

impl Digest {
    /// Puts facts into the form: one line each, the first part's words counted. `stage` is `None` for what is new.
    pub fn new(customer: &str, stage: Option<&str>, facts: Facts) -> Self {
        let stage = stage.map(str::trim).filter(|stage| !stage.is_empty()).unwrap_or("New");
        let part = |facts: Vec<String>, bullets: usize| -> Vec<String> {
            let lines = facts.into_iter().map(|fact| one_line(&fact, usize::MAX));
            lines.filter(|line| !line.is_empty()).take(bullets).collect()
        };
        let tldr = facts.tldr.into_iter().map(|fact| one_line(&fact, TLDR_WORDS)).collect();
        Self {
            head: format!("{} : {}", one_line(customer, usize::MAX), one_line(stage, usize::MAX)),
            parts: [
                ("TLDR", part(tldr, TLDR_BULLETS)),
                ("Todo", part(facts.todo, PART_BULLETS)),
                ("Things to know", part(facts.know, PART_BULLETS)),
            ],
        }
    }

    /// Writes the digest as text, without a line end at its end.
    pub fn to_text(&self) -> String {
        let mut text = self.head.clone();
        for (title, bullets) in self.parts.iter().filter(|(_, bullets)| !bullets.is_empty()) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n\n{title} :");
            for bullet in bullets {
                let _ = write!(text, "\n- {bullet}");
            }
        }
        text
    }
}

/// Joins the words of `text` on one line; beyond `words` an ellipsis represents the rest.
fn one_line(text: &str, words: usize) -> String {
    let mut all = text.split_whitespace();
    let line: Vec<&str> = all.by_ref().take(words).collect();
    let rest = if all.next().is_some() { "…" } else { "" };
    format!("{}{rest}", line.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_keeps_its_form_and_its_limits() {
        let many = |word: &str| (1..=9).map(|number| format!("{word} {number}")).collect::<Vec<_>>();
        let facts = Facts {
            tldr: many("a b c d e f g h i j"),
            todo: vec!["call\nthem".to_owned(), String::new()],
            know: many("k"),
        };
        let text = Digest::new("Acme", Some("Evaluation"), facts).to_text();
        let expected = "Acme : Evaluation\n\nTLDR :\n- a b c d e f g h i j…\n- a b c d e f g h i j…\n- a b c d e f g h i j…\n\nTodo :\n- call them\n\nThings to know :\n- k 1\n- k 2\n- k 3\n- k 4\n- k 5\n- k 6\n- k 7";
        assert_eq!(text, expected);
        assert_eq!(Digest::new("Acme", Some(" "), Facts::default()).to_text(), "Acme : New");
    }
}
