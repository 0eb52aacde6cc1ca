//! The patterns by which the final sweep looks for what a build leaves out.

use super::hidden::HiddenPart;
use super::visible_library::VisibleLibrary;
use crate::customers::CustomerNames;
use crate::entry::Entry;
use crate::markdown::plain_text;
use crate::secrets::Pattern;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The fewest characters of a line that is looked for; shorter lines may occur in other texts by chance.
const DISTINCTIVE_CHARS: usize = 32;
/// What every planted sentinel begins with; a line with one is looked for however short it is.
const SENTINEL: &str = "fieldbook-canary-";

impl HiddenPart {
    /// Returns the names of hidden customers.
    pub fn customer_names(&self) -> CustomerNames {
        CustomerNames::new(self.customers())
    }

    /// Returns what must not occur in a build of `visible`: every distinctive line of every hidden entry that no visible
    /// entry has too, and the names, aliases and domains of hidden customers, except names that are ordinary words.
    pub fn patterns(&self, visible: &VisibleLibrary) -> Vec<Pattern> {
        let visible_entries = if self.entries().is_empty() { &[][..] } else { visible.entries() };
        let visible_lines: BTreeSet<String> =
            visible_entries.iter().flat_map(|entry| distinctive_lines(entry)).collect();
        let mut patterns = Vec::new();
        for entry in self.entries() {
            let label = format!("a line of `{}`", entry.id);
            let lines = distinctive_lines(entry).into_iter();
            let hidden = lines.filter(|line| line.contains(SENTINEL) || !visible_lines.contains(line));
            patterns.extend(hidden.map(|line| Pattern::token(label.as_str(), line)));
        }
        let names = self.customer_names();
        patterns.extend(names.distinctive().map(|name| Pattern::name("another customer's name", name)));
        patterns
    }
}

/// Returns the lines of an entry, as readers see them, that are too long to occur in another text by chance.
fn distinctive_lines(entry: &Entry) -> Vec<String> {
    let mut text = plain_text(entry.text());
    for claim in &entry.claims {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}", claim.text.value);
    }
    if let Some(summary) = &entry.summary {
        let _ = write!(text, "\n{}", summary.value);
    }
    let folded = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|line| line.chars().count() >= DISTINCTIVE_CHARS || line.contains(SENTINEL)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, default_settings};
    use crate::entry::{Context, read_entries};
    use crate::library::{Library, Lists, Scope};
    use crate::secrets::Sweep;
    use crate::source::SourceFile;
    use crate::visibility::Unfiltered;

    const OPEN: &str =
        "---\naudience: customer\nstatus: approved\n---\nWe encrypt every backup with a key per customer.\n";

    fn library(settings: &Settings, hidden: &str) -> Library {
        let root = settings.roots.first().unwrap();
        let read = |(path, text): (&str, &str)| {
            read_entries(&SourceFile::new(path, text.to_owned()), Context { settings, root })
        };
        let files = [("content/pages/open.md", OPEN), ("content/pages/hidden.md", hidden)];
        Library::new(files.map(read).into(), Lists::default()).0
    }

    /// Returns whether the sweep of a build for customers, from which `hidden` is left out, finds each of `texts`.
    fn found<const N: usize>(hidden: &str, texts: [&str; N]) -> [bool; N] {
        let settings = default_settings();
        let library = library(&settings, hidden);
        let all =
            Unfiltered { library: &library, opportunities: None, responses: &[], findings: &[], settings: &settings };
        let audience = settings.audiences.find("customer").unwrap();
        let (visible, hidden) = VisibleLibrary::new(&all, &Scope { audience, customer: None });
        assert_eq!(visible.entries().len(), 1);
        let sweep = Sweep::new(hidden.patterns(&visible));
        texts.map(|text| !sweep.traces(format!("<p>{text}</p>").as_bytes()).is_empty())
    }

    fn hidden_entry(body: &str) -> String {
        format!("---\naudience: internal\nstatus: approved\n---\n{body}\n")
    }

    #[test]
    fn every_distinctive_line_of_a_hidden_entry_is_looked_for() {
        let line = |number: usize| format!("Line {number:03} of the margins that we keep to ourselves.");
        let body: Vec<String> = (1..=90).map(line).collect();
        let lines = [1, 2, 40, 41, 90].map(line);
        assert_eq!(found(&hidden_entry(&body.join("\n\n")), lines.each_ref().map(String::as_str)), [true; 5]);
    }

    #[test]
    fn a_line_is_distinctive_from_32_characters_and_if_no_visible_entry_has_it() {
        let (at, below) = ("abcdefghijklmnopqrstuvwxyz012345", "bcdefghijklmnopqrstuvwxyz012345");
        assert_eq!((at.len(), below.len()), (32, 31));
        let shared = "We encrypt every backup with a key per customer.";
        let body = hidden_entry(&format!("{at}\n\n{below}\n\n{shared}\n\nfieldbook-canary-1"));
        let other = "A line that no entry of the site has at all.";
        assert_eq!(
            found(&body, [at, below, shared, "fieldbook-canary-1", other]),
            [true, false, false, true, false],
            "{body}"
        );
    }

    #[test]
    fn a_claim_and_a_summary_are_looked_for_too() {
        let claim = "Their largest customer leaves in the spring.";
        let summary = "We would go down to half of the list price.";
        let hidden = format!(
            "---\naudience: internal\nsummary: {summary}\nclaims:\n  - {{id: one, text: '{claim}'}}\n---\nShort.\n"
        );
        assert_eq!(found(&hidden, [claim, summary, "Short."]), [true, true, false]);
    }
}
