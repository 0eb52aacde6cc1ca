//! Short names for what a row of the tables of prefixes is made of.

use crate::secrets::family::{Check, CredentialKind, Shape};

/// The lowest entropy of what follows a prefix, in hundredths of a bit per byte.
const ENTROPY: u16 = 290;

/// Returns the family of the values that begin with one of `keywords` and match `pattern`.
pub(super) const fn token(
    id: &'static str,
    name: &'static str,
    keywords: &'static [&'static str],
    pattern: &'static str,
    document: &'static str,
) -> CredentialKind {
    CredentialKind { id, name, keywords, document, shape: Shape::Token(pattern), ..ROW }
}

/// Returns the family of the values that match `pattern` around one of `keywords`.
pub(super) const fn near(
    id: &'static str,
    name: &'static str,
    keywords: &'static [&'static str],
    pattern: &'static str,
    document: &'static str,
) -> CredentialKind {
    CredentialKind { id, name, keywords, document, shape: Shape::Near(pattern), ..ROW }
}

/// What the families of these tables have in common.
const ROW: CredentialKind = CredentialKind { entropy: ENTROPY, checks: &[Check::Random], ..CredentialKind::TOKEN };
