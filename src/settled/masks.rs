//! What is masked in the texts and lines of findings.
//!
//! A credential is known by its place: that of a finding of the family `secrets`, and every one that a scan finds in a
//! file that a finding shows. Lines that hold one are not shown, and texts that repeat one have it replaced, as they
//! have whatever looks like a credential itself.

use super::excerpt::{Excerpt, cut, cut_first};
use super::settled_place::SettledPlace;
use crate::finding::{Family, Finding, Place};
use crate::secrets::{redact, scan_text};
use crate::source::{SourceFile, Span};
use aho_corasick::AhoCorasick;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Credentials shorter than this many bytes are hidden with their line but not searched in other texts, where they would
/// replace parts of ordinary words.
const SHORTEST_MASKED: usize = 6;

/// Where credentials are, and what they are.
pub(super) struct Masks {
    lines_by_path: BTreeMap<String, BTreeSet<u32>>,
    texts: Texts,
}

/// The texts of all known credentials.
enum Texts {
    None,
    Known(AhoCorasick),
    /// They could not be compiled, so that no text can be trusted.
    Unknown,
}

impl Masks {
    /// Collects the credentials among `secrets` and in every file that `findings` show.
    pub(super) fn new(secrets: &[Finding], findings: &[Finding]) -> Self {
        let mut masks = Self { lines_by_path: BTreeMap::new(), texts: Texts::None };
        let mut texts = BTreeSet::new();
        let is_secret = |finding: &&Finding| finding.rule.family == Family::Secrets;
        for finding in secrets.iter().chain(findings).filter(is_secret) {
            masks.add(&finding.place, &mut texts);
            for (place, _) in &finding.related {
                masks.hide_lines(place);
            }
        }
        let scanned: Vec<Vec<Place>> = shown_files(findings)
            .into_par_iter()
            .map(|file| scan_text(file.text()).iter().map(|hit| Place::new(file, hit.span)).collect())
            .collect();
        for place in scanned.iter().flatten() {
            masks.add(place, &mut texts);
        }
        texts.retain(|text| text.len() >= SHORTEST_MASKED);
        if !texts.is_empty() {
            masks.texts = AhoCorasick::new(texts).map_or(Texts::Unknown, Texts::Known);
        }
        masks
    }

    fn add(&mut self, place: &Place, texts: &mut BTreeSet<String>) {
        self.hide_lines(place);
        let text = place.file.slice(place.span);
        // Messages quote a key of many lines as one line or in part.
        texts.extend(std::iter::once(text).chain(text.lines()).map(|part| part.trim().to_owned()));
    }

    fn hide_lines(&mut self, place: &Place) {
        let lines = self.lines_by_path.entry(place.file.path().to_owned()).or_default();
        lines.extend(place.start().line..=place.end().line);
    }

    /// Returns `text` without credentials.
    pub(super) fn text(&self, text: &str) -> String {
        let mut spans = match &self.texts {
            Texts::Unknown => vec![Span::new(0..text.len())],
            Texts::None => Vec::new(),
            Texts::Known(known) => known.find_overlapping_iter(text).map(|found| Span::new(found.range())).collect(),
        };
        spans.extend(scan_text(text).iter().map(|hit| hit.span));
        redact(text, &spans)
    }

    /// Returns `place` as reports show it.
    pub(super) fn place(&self, place: &Place) -> SettledPlace {
        let (start, end) = (place.start(), place.end());
        let excerpt = match self.excerpt(place, start.line, end.line) {
            Excerpt::Lines(lines, _) if self.text(&lines) != lines => Excerpt::Secret,
            excerpt => excerpt,
        };
        SettledPlace { path: self.text(place.file.path()), span: place.span, start, end, excerpt }
    }

    /// Returns the lines of `place`, or only its first where the whole may not be shown.
    fn excerpt(&self, place: &Place, first_line: u32, last_line: u32) -> Excerpt {
        let lines = self.lines_by_path.get(place.file.path());
        let has_secret = |last| lines.is_some_and(|lines| lines.range(first_line..=last).next().is_some());
        if has_secret(first_line) {
            return Excerpt::Secret;
        }
        let text = place.file.text();
        let range = place.span.range();
        if !has_secret(last_line)
            && let Some(excerpt) = cut(text, range.clone())
        {
            return excerpt;
        }
        cut_first(text, range.start).unwrap_or(Excerpt::Long)
    }
}

/// Returns every file that `findings` show, once.
fn shown_files(findings: &[Finding]) -> Vec<&Arc<SourceFile>> {
    let related = findings.iter().flat_map(|finding| finding.related.iter().map(|(place, _)| &place.file));
    let mut files: Vec<_> = findings.iter().map(|finding| &finding.place.file).chain(related).collect();
    files.sort_by_key(|file| (file.path(), Arc::as_ptr(file).addr()));
    files.dedup_by_key(|file| Arc::as_ptr(file).addr());
    files
}
