//! The kind that a document reads like, for a person to confirm.

use crate::kinds::Kind;
use crate::markdown::slug;
use crate::values::{Choice as _, nearest};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Headings that battlecards have, as anchors.
const BATTLECARD: [&str; 9] = [
    "why-we-win",
    "why-we-lose",
    "landmines",
    "questions-to-ask",
    "objections",
    "objection-handling",
    "how-to-win",
    "strengths",
    "weaknesses",
];

/// Words of headings that descriptions of an architecture have.
const ARCHITECTURE: [&str; 7] =
    ["architecture", "components", "data-flow", "deployment", "topology", "integration-points", "network"];

/// A kind that a document could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The path of the document.
    pub source: String,
    /// The kind.
    pub kind: Kind,
    /// What in the document reads like it.
    pub reason: String,
}

/// What decides the kinds of the documents of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum KindChoice {
    /// Every document becomes a page; kinds are only proposed.
    #[default]
    Pages,
    /// Every proposed kind is taken.
    Proposed,
    /// The kinds that a person listed, by the path of the document.
    Listed(BTreeMap<String, Kind>),
}

impl KindChoice {
    /// Returns the kind that was confirmed for a document; `None` if it becomes a page.
    pub fn confirmed(&self, source: &str, proposal: Option<&Proposal>) -> Option<Kind> {
        match self {
            Self::Pages => None,
            Self::Proposed => proposal.map(|proposal| proposal.kind),
            Self::Listed(kinds) => kinds.get(source).copied(),
        }
    }

    /// Adds the kinds that were confirmed before, where this choice names none.
    #[must_use]
    pub fn with_recorded(&self, recorded: &BTreeMap<String, String>) -> Self {
        let find = |word: &String| Kind::WORDS.iter().find(|(known, _)| known == word).map(|(_, kind)| *kind);
        let recorded = recorded.iter().filter_map(|(source, word)| Some((source.clone(), find(word)?)));
        match self {
            Self::Proposed => Self::Proposed,
            Self::Pages => Self::Listed(recorded.collect()),
            Self::Listed(kinds) => Self::Listed(recorded.chain(kinds.clone()).collect()),
        }
    }

    /// Reads a list as [`proposals_as_text`] writes it: on each line a kind and a path, behind `#` a comment.
    ///
    /// # Errors
    /// A line names no kind or no path; a phrase with the number of the line.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut kinds = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.split("  # ").next().unwrap_or(line).trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, path) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let kind = Kind::WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
            let Some(kind) = kind else {
                let hint = nearest(word, Kind::WORDS.iter().map(|(known, _)| *known));
                let hint = hint.map_or(String::new(), |known| format!("; did you mean {known}?"));
                return Err(format!("line {}: {word:?} is not a kind{hint}", index + 1));
            };
            if path.trim().is_empty() {
                return Err(format!("line {}: the path of a document is missing after {word}", index + 1));
            }
            kinds.insert(path.trim().to_owned(), kind);
        }
        Ok(Self::Listed(kinds))
    }
}

/// Returns the kind that a text with these headings reads like; `competitors` are those that it names.
pub fn propose(source: &str, headings: &[String], competitors: &[String]) -> Option<Proposal> {
    let anchors: Vec<String> = headings.iter().map(|heading| slug(heading)).collect();
    let new = |kind, reason| Some(Proposal { source: source.to_owned(), kind, reason });
    let path = slug(&source.replace(['/', '.', '_'], " "));
    let asking = headings.iter().filter(|heading| heading.trim_end().ends_with('?')).count();
    if asking >= 2 && asking * 2 >= headings.len() {
        return new(Kind::Answers, format!("{asking} of {} headings are questions", headings.len()));
    }
    let known = anchors.iter().filter(|anchor| BATTLECARD.contains(&anchor.as_str())).count();
    let in_title =
        |name: &&String| path.contains(&slug(name)) || anchors.first().is_some_and(|first| first.contains(&slug(name)));
    let about = competitors.iter().find(in_title);
    let is_card = path.contains("battlecard") || path.contains("battle-card") || path.contains("competit");
    if let Some(name) = about.filter(|_| known > 0 || is_card) {
        return new(Kind::Battlecard, format!("about {name}, {known} headings of a battlecard"));
    }
    if known >= 2 && (is_card || !competitors.is_empty()) {
        let names = competitors.join(", ");
        return new(Kind::Battlecard, format!("{known} headings of a battlecard; names {names}").trim_end().to_owned());
    }
    let parts = anchors.iter().filter(|anchor| ARCHITECTURE.iter().any(|word| anchor.contains(word))).count();
    if parts >= 2 || parts == 1 && path.contains("architecture") {
        return new(Kind::Architecture, format!("{parts} headings of an architecture"));
    }
    None
}

/// Renders the proposals as a list to edit and to give back.
pub fn proposals_as_text(proposals: &[Proposal]) -> String {
    let mut text =
        "# Kinds to confirm: change a kind, or remove a line to keep a page. Then import with --kinds and this file.\n"
            .to_owned();
    for Proposal { source, kind, reason } in proposals {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {source}  # {reason}", kind.word());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(source: &str, headings: &[&str], competitors: &[&str]) -> Option<Kind> {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        propose(source, &own(headings), &own(competitors)).map(|proposal| proposal.kind)
    }

    #[test]
    fn kinds_are_proposed_by_headings_and_names() {
        assert_eq!(kind("a.docx", &["Why we win", "Pricing"], &["Globex"]), None);
        assert_eq!(kind("globex.docx", &["Why we win", "Pricing"], &["Globex"]), Some(Kind::Battlecard));
        assert_eq!(kind("a.docx", &["Why we win", "Why we lose"], &["Globex"]), Some(Kind::Battlecard));
        assert_eq!(kind("a.docx", &["Why we win", "Why we lose"], &[]), None);
        assert_eq!(kind("a.docx", &["Is it safe?", "Where is it?"], &[]), Some(Kind::Answers));
        assert_eq!(kind("a.docx", &["Is it safe?", "Where is it?", "A", "B", "C"], &[]), None);
        assert_eq!(kind("a.docx", &["Components", "Data flow"], &[]), Some(Kind::Architecture));
        assert_eq!(kind("a.docx", &["Components"], &[]), None);
    }

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let source = "my sales/globex card.docx".to_owned();
        let proposals =
            [Proposal { source: source.clone(), kind: Kind::Battlecard, reason: "about Globex".to_owned() }];
        let expected = KindChoice::Listed([(source, Kind::Battlecard)].into());
        assert_eq!(KindChoice::read(&proposals_as_text(&proposals)), Ok(expected));
        let fault = KindChoice::read("# note\n\nbatlecard a.docx\n").unwrap_err();
        assert_eq!(fault, "line 3: \"batlecard\" is not a kind; did you mean battlecard?");
        assert_eq!(KindChoice::read("page\n").unwrap_err(), "line 1: the path of a document is missing after page");
    }
}
