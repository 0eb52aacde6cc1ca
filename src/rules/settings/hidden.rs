//! Credentials that other findings quote: taken out of their texts, whether or not somebody allows or asks for them.

use crate::finding::{Family, Finding};
use crate::secrets::redact;
use crate::source::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeSet;

/// Shorter ones would blot out ordinary words.
const SHORTEST: usize = 6;

/// The texts of all credentials that were found.
pub(super) struct Hidden(Option<AhoCorasick>);

impl Hidden {
    /// Takes them from `findings`, which are neither selected nor suppressed yet.
    pub(super) fn of(findings: &[Finding]) -> Self {
        let secrets = findings.iter().filter(|finding| finding.rule.family == Family::Secrets);
        let texts = secrets.flat_map(|finding| {
            let text = finding.place.file.slice(finding.place.span);
            std::iter::once(text).chain(text.lines()).map(str::trim)
        });
        let texts: BTreeSet<&str> = texts.filter(|text| text.len() >= SHORTEST).collect();
        let is_any = !texts.is_empty();
        let automaton = is_any.then(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts));
        Self(automaton.and_then(Result::ok))
    }

    /// Takes them out of what `finding` says.
    pub(super) fn mask(&self, finding: &mut Finding) {
        let Some(automaton) = &self.0 else { return };
        let related = finding.related.iter_mut().map(|(_, words)| words);
        for text in [&mut finding.message, &mut finding.help].into_iter().chain(related).chain(&mut finding.owner) {
            let spans: Vec<Span> = automaton.find_iter(text.as_str()).map(|found| Span::new(found.range())).collect();
            if !spans.is_empty() {
                *text = redact(text, &spans);
            }
        }
    }
}
