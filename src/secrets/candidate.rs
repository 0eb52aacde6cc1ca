//! Whether a match of a family's pattern is a credential, and how surely.

use super::checksum::has_base62_crc;
use super::confidence::Confidence;
use super::digest::is_digest;
use super::dummy::dummy;
use super::encoded::printable_base64;
use super::entropy::{entropy, is_random};
use super::family::{Check, CredentialKind, Shape};
use super::found::Found;
use super::hit::Hit;
use super::json_web_token::is_token_without_claims;
use super::letters::word_likelihood;
use super::named::{rate, strict_end};
use super::placeholder::{is_cut_short, is_placeholder};
use crate::source::Span;

/// A match of a family's pattern that nothing has checked yet.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) family: &'static CredentialKind,
    /// The place of the family in the table.
    pub(super) rank: usize,
    pub(super) found: Found<'a>,
    /// How many bytes of the secret are the family's own prefix.
    pub(super) prefix: usize,
}

impl Candidate<'_> {
    /// Returns the hit that the candidate is in `text`; `None` if it is neither a credential nor a placeholder worth a remark.
    pub(super) fn hit(&self, text: &str) -> Option<Hit> {
        let Candidate { family, prefix, .. } = self;
        let found = &with_strict_end(self);
        let value = found.value();
        let random = value.get(*prefix..)?;
        let has = |wanted: fn(&Check) -> bool| family.checks.iter().any(wanted);
        // A checksum that fits cannot be chance: whatever words the token seems to hold, it was issued.
        let is_placeholder =
            (is_placeholder(random) || is_placeholder(value) || says_placeholder(value) || is_cut_short(found))
                && !has_base62_crc(random);
        if is_placeholder && has(|check| matches!(check, Check::SilentPlaceholder)) {
            return None;
        }
        let beside_holds = family
            .checks
            .iter()
            .filter(|check| matches!(check, Check::Beside(_)))
            .all(|check| holds(check, found, random));
        let holds_all = || {
            entropy(random) >= family.entropy
                && family.checks.iter().all(|check| holds(check, found, random))
                && !is_elsewhere(family, found)
        };
        if !beside_holds || !(is_placeholder || holds_all()) {
            return None;
        }
        let span = text.floor_char_boundary(found.secret.start)..text.ceil_char_boundary(found.secret.end);
        let confidence = if is_placeholder { Confidence::Placeholder } else { confidence(family, found)? };
        Some(Hit { family, span: Span::new(span), confidence })
    }
}

/// Returns the match of `candidate`, without what follows a value where only a name says where it begins.
fn with_strict_end<'a>(candidate: &Candidate<'a>) -> Found<'a> {
    let mut found = candidate.found.clone();
    if is_only_named(candidate.family) {
        found.secret = strict_end(&found);
    }
    found
}

fn holds(check: &Check, found: &Found<'_>, random: &[u8]) -> bool {
    match check {
        Check::Random => is_random(random),
        Check::Passes(test) => test(random),
        Check::Fits(test) => test(found),
        Check::Beside(words) => is_beside(found, words),
        Check::SilentPlaceholder | Check::OnlyNamed => true,
    }
}

/// Returns how surely a match of `family` is a credential: its format says so, or its place and name.
fn confidence(family: &CredentialKind, found: &Found<'_>) -> Option<Confidence> {
    let rated = match family.shape {
        Shape::Token(_) if is_token_without_claims(found.value()) => Confidence::Weak,
        Shape::Token(_) | Shape::Block(_) => Confidence::Certain,
        Shape::Labelled(_) | Shape::OfVendor(_) | Shape::Phrase(_) | Shape::Near(_)
            if is_low_quality(found.value()) =>
        {
            Confidence::Weak
        }
        Shape::Labelled(_) | Shape::OfVendor(_) | Shape::Phrase(_) | Shape::Near(_) => Confidence::Likely,
    };
    if is_only_named(family) { rate(found).map(|named| named.min(rated)) } else { Some(rated) }
}

/// Returns the password that `value` is in base 64: all of its text, or what follows the user in `user:password`.
fn encoded_password(value: &[u8]) -> Option<Vec<u8>> {
    let text = printable_base64(value)?;
    Some(text.splitn(2, |byte| *byte == b':').last().unwrap_or_default().to_vec())
}

fn says_placeholder(value: &[u8]) -> bool {
    encoded_password(value).is_some_and(|password| is_placeholder(&password))
}

fn is_low_quality(value: &[u8]) -> bool {
    dummy(value).is_some() || encoded_password(value).is_some_and(|password| dummy(&password).is_some())
}

/// Returns whether a value of `family` has no format, only a name.
pub(super) fn is_only_named(family: &CredentialKind) -> bool {
    family.checks.iter().any(|check| matches!(check, Check::OnlyNamed))
}

/// Returns whether the match is the hash of something, or a part of a long text in base 64.
fn is_elsewhere(family: &CredentialKind, found: &Found<'_>) -> bool {
    match family.shape {
        Shape::Token(_) => is_in_base64(found),
        Shape::Block(_) => false,
        Shape::Labelled(_) | Shape::OfVendor(_) | Shape::Phrase(_) | Shape::Near(_) => is_digest(found),
    }
}

/// Returns whether at least 40 random characters of base 64 end right before the secret, the last of them `+` or `/`.
fn is_in_base64(found: &Found<'_>) -> bool {
    let before = found.before(120);
    let is_of_it = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/".contains(byte);
    let run = before.iter().rev().take_while(is_of_it).count();
    let text = before.get(before.len() - run..).unwrap_or_default();
    matches!(before.last(), Some(b'+' | b'/')) && run >= 40 && word_likelihood(text) < 0
}

/// Returns whether one of `words`, case aside, is in the 256 bytes before the match, in it, or in those after.
fn is_beside(found: &Found<'_>, words: &[&str]) -> bool {
    let end = found.whole.end.saturating_add(256).min(found.text.len());
    let around = found.text.get(found.whole.start.saturating_sub(256)..end).unwrap_or_default();
    words.iter().any(|word| around.windows(word.len()).any(|text| text.eq_ignore_ascii_case(word.as_bytes())))
}
