//! What a build must not hold: the patterns of one build.

use super::{Encoding, Pattern, Sweep, Trace};
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::library::{Library, Scope};
use crate::markdown::plain_text;
use crate::source::{SourceFile, Span};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Something that a build's readers must not see stands in its output.
pub static LEAKED_CANARY: Rule = Rule {
    id: "audience/leaked-canary",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "Content of a stricter entry, another customer's name or a planted sentinel stands in the output.",
    help: "Take the text out of the page that is named, or give that page the stricter audience.",
    page: include_str!("leaked_canary.md"),
};

/// The fewest characters of a line that is looked for; shorter ones may stand anywhere.
const LINE: usize = 32;
/// The most lines of one entry that are looked for.
const LINES: usize = 40;
/// The words that mark a sentinel: whatever follows them up to a space must be in no build for outsiders.
const SENTINEL: &str = "fieldbook-canary-";

/// Returns the patterns of a build of `visible`, a part of `all`: every distinctive line of every entry that is left
/// out, and the names of customers that its readers must not see.
pub fn patterns(all: &Library, visible: &Library, (scope, settings): (&Scope, &Settings)) -> Vec<Pattern> {
    let shown: BTreeSet<&str> = visible.entries().iter().map(|entry| entry.id.as_str()).collect();
    let hidden: Vec<_> = all.entries().iter().filter(|entry| !shown.contains(entry.id.as_str())).collect();
    let told = if hidden.is_empty() { &[][..] } else { visible.entries() };
    let shown_text: BTreeSet<String> = told.iter().flat_map(|entry| lines(entry)).collect();
    let mut patterns = Vec::new();
    for entry in hidden {
        let own = lines(entry).into_iter().filter(|line| line.contains(SENTINEL) || !shown_text.contains(line));
        patterns.extend(own.take(LINES).map(|line| Pattern::token(format!("a line of `{}`", entry.id), line)));
    }
    let names_customers = scope.customer.is_none() && !settings.audiences.is_outside(scope.audience);
    if !names_customers {
        let others = all.lists.customers.iter().filter(|customer| scope.customer.as_ref() != Some(&customer.key.value));
        for customer in others {
            let names = customer.names.iter().chain(&customer.aliases).chain(&customer.domains);
            patterns.extend(names.map(|name| Pattern::name("another customer's name", name)));
        }
    }
    patterns
}

/// Returns the lines of an entry, as they read, that are long enough to be nobody else's by chance.
fn lines(entry: &Entry) -> Vec<String> {
    let mut text = plain_text(entry.text());
    for claim in &entry.claims {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{}", claim.text.value);
    }
    if let Some(summary) = &entry.summary {
        let _ = write!(text, "\n{}", summary.value);
    }
    let folded = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|line| line.chars().count() >= LINE || line.contains(SENTINEL)).collect()
}

/// Sweeps one file of a build; each trace is a finding at the file that holds it.
pub fn sweep_file(sweep: &Sweep, path: &str, bytes: &[u8]) -> Vec<Finding> {
    if sweep.is_empty() {
        return Vec::new();
    }
    sweep.traces(bytes).iter().chain(&sweep.traces(path.as_bytes())).map(|trace| found(path, trace)).collect()
}

fn found(path: &str, trace: &Trace) -> Finding {
    let encoded = if trace.encoding == Encoding::Plain { "" } else { ", encoded" };
    let message = format!("{} stands at byte {} of the page{encoded}", trace.label, trace.offset);
    let file = SourceFile::new(path, String::new());
    Finding::new(&LEAKED_CANARY, Place::new(&file, Span::default()), message).subject(trace.label.clone())
}
