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

use std::collections::BTreeSet;
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

/// What the head of a digest says after the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestHead<'a> {
    /// The opportunity is new in the period of the digest, or there is none.
    New,
    /// The stage as the source spells it; may be empty.
    Stage(&'a str),
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
    /// Puts facts into the form: one line each and no line twice. What the first part has no room for begins the last one; where
    /// another part has no room, its last line counts the rest.
    pub fn new(customer: &str, head: DigestHead<'_>, facts: Facts) -> Self {
        let stage = match head {
            DigestHead::New => "New".to_owned(),
            DigestHead::Stage(stage) if stage.trim().is_empty() => "No stage".to_owned(),
            DigestHead::Stage(stage) => one_line(stage, usize::MAX),
        };
        let mut seen = BTreeSet::new();
        let mut tldr = distinct(facts.tldr, &mut seen);
        let rest = tldr.split_off(TLDR_BULLETS.min(tldr.len()));
        let todo = distinct(facts.todo, &mut seen);
        let know = distinct(facts.know, &mut seen);
        Self {
            head: format!("{} : {stage}", one_line(customer, usize::MAX)),
            parts: [
                ("TLDR", tldr.iter().map(|line| one_line(line, TLDR_WORDS)).collect()),
                ("Todo", limited(todo)),
                ("Things to know", limited(rest.into_iter().chain(know).collect())),
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

/// Returns each fact as one line, without empty lines and those that are in `seen`, which it adds.
fn distinct(facts: Vec<String>, seen: &mut BTreeSet<String>) -> Vec<String> {
    let lines = facts.into_iter().map(|fact| one_line(&fact, usize::MAX)).filter(|line| !line.is_empty());
    lines.filter(|line| seen.insert(line.trim_end_matches(['.', '!']).to_lowercase())).collect()
}

/// Returns at most as many lines as a part may have; the last one counts those that are left out.
fn limited(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > PART_BULLETS {
        let more = lines.split_off(PART_BULLETS - 1).len();
        lines.push(format!("and {more} more"));
    }
    lines
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

    fn lines(word: &str, count: usize) -> Vec<String> {
        (1..=count).map(|number| format!("{word} {number}")).collect()
    }

    #[test]
    fn a_digest_keeps_its_form_and_its_limits() {
        let facts = Facts {
            tldr: lines("a b c d e f g h i j", 4),
            todo: vec!["call\nthem".to_owned(), String::new()],
            know: lines("k", 6),
        };
        let text = Digest::new("Acme", DigestHead::Stage("Evaluation"), facts).to_text();
        let expected = "Acme : Evaluation\n\nTLDR :\n- a b c d e f g h i j…\n- a b c d e f g h i j…\n- a b c d e f g h i j…\n\n\
                        Todo :\n- call them\n\nThings to know :\n- a b c d e f g h i j 4\n- k 1\n- k 2\n- k 3\n- k 4\n- k 5\n- k 6";
        assert_eq!(text, expected);
    }

    #[test]
    fn the_stage_is_there_unless_the_opportunity_is_new() {
        let head = |head| Digest::new("Acme", head, Facts::default()).to_text();
        assert_eq!(head(DigestHead::Stage(" POC\n")), "Acme : POC");
        assert_eq!(head(DigestHead::Stage(" ")), "Acme : No stage");
        assert_eq!(head(DigestHead::New), "Acme : New");
    }

    #[test]
    fn a_part_with_too_many_lines_counts_the_rest() {
        let todo = |count| {
            let facts = Facts { todo: lines("t", count), ..Facts::default() };
            let text = Digest::new("Acme", DigestHead::New, facts).to_text();
            (text.matches("\n- ").count(), text.lines().last().unwrap().to_owned())
        };
        assert_eq!(todo(7), (7, "- t 7".to_owned()));
        assert_eq!(todo(8), (7, "- and 2 more".to_owned()));
    }

    #[test]
    fn no_line_is_there_twice() {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let facts = Facts { tldr: all(&["One"]), todo: all(&["two", "Two.", "one"]), know: all(&["TWO!", "three"]) };
        let text = Digest::new("Acme", DigestHead::New, facts).to_text();
        assert_eq!(text, "Acme : New\n\nTLDR :\n- One\n\nTodo :\n- two\n\nThings to know :\n- three");
    }
}
