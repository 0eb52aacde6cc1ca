//! The engine: one pass for all keywords, then each family's pattern in a window around its hits.
//!
//! In goes text, out come hits in the order of the text. Two things keep it fast: a pattern sees only the bytes around
//! a keyword, and it is compiled when its keyword is first met. Knows neither files nor rules.

use super::candidate::{Candidate, is_only_named};
use super::clean_texts::{TextHash, hash_of, unless_clean};
use super::confidence::Confidence;
use super::decoded::with_decoded_hits;
use super::families::families;
use super::family::{CredentialKind, Shape};
use super::fences::Fences;
use super::found::Found;
use super::hit::Hit;
use super::keywords::Keywords;
use super::own_patterns::with_own_hits;
use super::value_form::ValueForm;
use super::vendor_value::values_near;
use crate::source::SourceFile;
use regex::bytes::{Regex, RegexBuilder};
use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// Finds every credential in `text`, in order and without overlaps.
pub fn scan_text(text: &str) -> Vec<Hit> {
    scan_hashed(text, || hash_of(text))
}

/// Finds every credential in the text of `file`, as [`scan_text`] does.
pub fn scan_file(file: &SourceFile) -> Vec<Hit> {
    scan_hashed(file.text(), || *file.hash())
}

fn scan_hashed(text: &str, hash: impl FnOnce() -> TextHash) -> Vec<Hit> {
    let scan = |text: &str| ENGINE.scan(text);
    with_own_hits(text, unless_clean(text, hash, || with_decoded_hits(text, scan(text), &scan)))
}

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

struct Engine {
    /// Nothing if they are too many, which a test would show.
    keywords: Option<Keywords>,
    /// By keyword: the families that it announces, as places in `families`.
    announced: Vec<Vec<usize>>,
    families: Vec<Compiled>,
}

struct Compiled {
    family: &'static CredentialKind,
    regex: OnceLock<Option<Regex>>,
}

impl Engine {
    fn new() -> Self {
        let families: Vec<_> = families().map(|family| Compiled { family, regex: OnceLock::new() }).collect();
        let mut by_word = BTreeMap::<String, Vec<usize>>::new();
        for (index, compiled) in families.iter().enumerate() {
            for keyword in compiled.family.keywords {
                by_word.entry(keyword.to_ascii_lowercase()).or_default().push(index);
            }
        }
        let keywords = Keywords::new(by_word.keys().map(String::as_str));
        Self { keywords, announced: by_word.into_values().collect(), families }
    }

    fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut candidates = Vec::new();
        let mut windows = BTreeMap::<usize, Vec<Range<usize>>>::new();
        let mut announce = |keyword: usize, place: Range<usize>| {
            for index in self.announced.get(keyword).into_iter().flatten() {
                let Some(compiled) = self.families.get(*index) else { continue };
                match compiled.family.shape {
                    Shape::Near(_) => {
                        widen(windows.entry(*index).or_default(), compiled.window(place.clone(), bytes.len()));
                    }
                    Shape::OfVendor(forms) => {
                        candidates.extend(compiled.of_vendor(bytes, &place, forms, *index));
                    }
                    _ => candidates.extend(compiled.at(bytes, place.clone(), *index)),
                }
            }
        };
        if let Some(keywords) = &self.keywords {
            keywords.find(bytes, &mut announce);
        }
        for (index, ranges) in windows {
            let Some(compiled) = self.families.get(index) else { continue };
            candidates.extend(ranges.into_iter().flat_map(|range| compiled.within(bytes, range, index)));
        }
        of_two_overlapping(text, candidates)
    }
}

/// Adds `window` to sorted windows, joining it with the last where they touch, so that no byte is searched twice.
fn widen(windows: &mut Vec<Range<usize>>, window: Range<usize>) {
    match windows.last_mut() {
        Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
        _ => windows.push(window),
    }
}

impl Compiled {
    fn regex(&self) -> Option<&Regex> {
        let compile = || RegexBuilder::new(&self.family.shape.pattern()).unicode(false).build().ok();
        self.regex.get_or_init(compile).as_ref()
    }

    fn window(&self, keyword: Range<usize>, length: usize) -> Range<usize> {
        let (before, after) = self.family.shape.reach();
        keyword.start.saturating_sub(before)..keyword.start.saturating_add(after).min(length)
    }

    /// Tries the pattern at the keyword.
    fn at<'a>(&self, bytes: &'a [u8], keyword: Range<usize>, rank: usize) -> Option<Candidate<'a>> {
        let is_token = matches!(self.family.shape, Shape::Token(_));
        if is_token && !begins_word(bytes, keyword.start) {
            return None;
        }
        let start = if matches!(self.family.shape, Shape::Phrase(_)) { keyword.end } else { keyword.start };
        let mut window = bytes.get(self.window(start..keyword.end, bytes.len()))?;
        if matches!(self.family.shape, Shape::Block(_)) {
            // What a pattern sees must not overlap, or a text full of beginnings would take quadratic time.
            let words = bytes.get(keyword.clone())?;
            let next = window.windows(words.len()).skip(1).position(|part| part == words);
            window = window.get(..next.map_or(window.len(), |at| at + 1))?;
        }
        let regex = self.regex()?;
        let end = regex.find(window)?.end();
        let groups = regex.captures(window.get(..end)?)?;
        let whole = keyword.start..start + end;
        let group = groups.get(1).map(|group| start + group.start()..start + group.end());
        let prefix = if is_token && group.is_none() { keyword.len() } else { 0 };
        let secret = group.unwrap_or_else(|| whole.clone());
        let ends_freely = matches!(self.family.shape, Shape::Phrase(_) | Shape::Block(_));
        (ends_freely || ends_word(bytes, secret.end)).then_some(Candidate {
            family: self.family,
            rank,
            found: Found { text: bytes, whole, secret },
            prefix,
        })
    }

    /// Returns the values of `forms` near the vendor's name.
    fn of_vendor<'a>(
        &self,
        bytes: &'a [u8],
        name: &Range<usize>,
        forms: &[ValueForm],
        rank: usize,
    ) -> impl Iterator<Item = Candidate<'a>> + use<'a> {
        let family = self.family;
        let found = |secret: Range<usize>| Found { text: bytes, whole: secret.clone(), secret };
        values_near(bytes, name, forms).into_iter().map(move |secret| Candidate {
            family,
            rank,
            found: found(secret),
            prefix: 0,
        })
    }

    /// Searches one window for the pattern.
    fn within<'a>(&self, bytes: &'a [u8], window: Range<usize>, rank: usize) -> Vec<Candidate<'a>> {
        let (Some(regex), Some(text)) = (self.regex(), bytes.get(window.clone())) else { return Vec::new() };
        let shift = |range: Range<usize>| window.start + range.start..window.start + range.end;
        regex
            .captures_iter(text)
            .filter_map(|groups| {
                let whole = shift(groups.get(0)?.range());
                let secret = groups.get(1).map_or_else(|| whole.clone(), |group| shift(group.range()));
                Some(Candidate { family: self.family, rank, found: Found { text: bytes, whole, secret }, prefix: 0 })
            })
            .filter(|Candidate { found, .. }| {
                begins_word(bytes, found.secret.start) && ends_word(bytes, found.secret.end)
            })
            .collect()
    }
}

/// Returns whether a token may begin at `start`: after no letter or digit, save the end of `\n` or `%3D`.
fn begins_word(bytes: &[u8], start: usize) -> bool {
    let before = bytes.get(start.saturating_sub(3)..start).unwrap_or_default();
    match before {
        [.., b'\\', b'n' | b't' | b'r'] | [] => true,
        [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => true,
        [.., last] => !last.is_ascii_alphanumeric(),
    }
}

/// Returns whether a token may end before `end`: no letter, digit, `_` or `=` follows.
fn ends_word(bytes: &[u8], end: usize) -> bool {
    !bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Checks the candidates and keeps, of several that overlap, the surest, and of those the one that is first in the table.
fn of_two_overlapping(text: &str, mut candidates: Vec<Candidate<'_>>) -> Vec<Hit> {
    candidates.sort_by_key(|candidate| (candidate.found.secret.start, candidate.rank, candidate.found.secret.end));
    let fences = LazyCell::new(|| Fences::of(text));
    let mut kept: Vec<(usize, Hit)> = Vec::new();
    for candidate in candidates {
        let Some(mut hit) = candidate.hit(text) else { continue };
        if is_only_named(hit.family) && fences.contains(candidate.found.secret.start) {
            hit.confidence = hit.confidence.min(Confidence::Weak);
        }
        match kept.last_mut() {
            Some((rank, last)) if hit.span.start < last.span.end => {
                if (last.confidence, Reverse(*rank)) < (hit.confidence, Reverse(candidate.rank)) {
                    (*rank, *last) = (candidate.rank, hit);
                }
            }
            _ => kept.push((candidate.rank, hit)),
        }
    }
    kept.into_iter().map(|(_, hit)| hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_every_family_is_described() {
        let engine = Engine::new();
        assert!(engine.keywords.is_some());
        for compiled in &engine.families {
            let family = compiled.family;
            assert!(compiled.regex().is_some(), "{}: {}", family.id, family.shape.pattern());
            assert!(!family.keywords.is_empty() && family.keywords.iter().all(|word| word.len() >= 2), "{}", family.id);
            // An address, or the title of a document and of its part.
            let is_named = family.document.starts_with("https://") || family.document.contains(", ");
            assert!(is_named, "{}", family.id);
            assert!(!family.name.is_empty() && !family.revoke.is_empty(), "{}", family.id);
            assert!(family.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        }
    }
}
