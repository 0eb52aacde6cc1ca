//! Formats of credentials that a site adds to the table.
//!
//! A process works on one site, and whatever it prints, indexes or publishes passes the same scan: the formats are set once,
//! when the settings are read, and every scan from then on knows them.

use super::confidence::Confidence;
use super::family::CredentialKind;
use super::hit::Hit;
use super::placeholder::is_placeholder;

use crate::config::CredentialPattern;
use crate::source::Span;
use regex::Regex;
use std::sync::{Arc, PoisonError, RwLock};

/// A format of the site.
struct OwnKind {
    kind: &'static CredentialKind,
    pattern: Regex,
}

static OWN: RwLock<Option<Arc<Vec<OwnKind>>>> = RwLock::new(None);

/// Makes `patterns` the formats of the site. What is the same as before is kept, so that a preview that reads its settings
/// again needs no more memory.
pub fn set_own_patterns(patterns: &[CredentialPattern]) {
    let mut own = OWN.write().unwrap_or_else(PoisonError::into_inner);
    let before = own.take().unwrap_or_default();
    let known = |pattern: &CredentialPattern| {
        before.iter().find(|known| {
            let revoke = pattern.revoke.as_deref().unwrap_or(REVOKE);
            (known.kind.name, known.kind.revoke, known.pattern.as_str())
                == (pattern.name.as_str(), revoke, pattern.pattern.as_str())
        })
    };
    let kinds = patterns.iter().map(|pattern| OwnKind {
        kind: known(pattern).map_or_else(|| kind(pattern), |known| known.kind),
        pattern: pattern.pattern.clone(),
    });
    let kinds: Vec<OwnKind> = kinds.collect();
    *own = (!kinds.is_empty()).then(|| Arc::new(kinds));
}

const REVOKE: &str = "at its issuer";

/// Makes the kind of `pattern`, which lives as long as the process, as those of the table do.
fn kind(pattern: &CredentialPattern) -> &'static CredentialKind {
    let text = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    Box::leak(Box::new(CredentialKind {
        id: text(&format!("own {}", pattern.name)),
        name: text(&pattern.name),
        revoke: pattern.revoke.as_deref().map_or(REVOKE, text),
        ..CredentialKind::TOKEN
    }))
}

/// Returns `hits` in `text`, in order and without overlaps, with what the formats of the site find. Where a credential is
/// known already, it stays what it is; a placeholder or a doubtful hit gives way.
pub(super) fn with_own_hits(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    let own = OWN.read().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(own) = own else { return hits };
    let mut added: Vec<Hit> = own.iter().flat_map(|own| own.hits(text)).collect();
    added.retain(|hit| !overlapped(&hits, hit).iter().any(Hit::is_credential));
    added.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
    let mut end = 0;
    added.retain(|hit| {
        let is_free = hit.span.start >= end;
        end = end.max(hit.span.end);
        is_free
    });
    let kept = hits.into_iter().filter(|hit| overlapped(&added, hit).is_empty());
    let mut all: Vec<Hit> = kept.chain(added.iter().copied()).collect();
    all.sort_by_key(|hit| hit.span.start);
    all
}

/// Returns those of `hits`, in order and without overlaps, that share a byte with `hit`.
fn overlapped<'h>(hits: &'h [Hit], hit: &Hit) -> &'h [Hit] {
    let first = hits.partition_point(|other| other.span.end <= hit.span.start);
    let last = hits.partition_point(|other| other.span.start < hit.span.end);
    hits.get(first..last).unwrap_or_default()
}

impl OwnKind {
    fn hits(&self, text: &str) -> Vec<Hit> {
        let secrets = self.pattern.captures_iter(text).filter_map(|groups| groups.get(1).or_else(|| groups.get(0)));
        let hit = |secret: regex::Match<'_>| {
            let is_placeholder = is_placeholder(secret.as_str().as_bytes());
            let confidence = if is_placeholder { Confidence::Placeholder } else { Confidence::Certain };
            Hit { family: self.kind, span: Span::new(secret.range()), confidence }
        };
        secrets.filter(|secret| !secret.is_empty()).map(hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::{mask, scan_text};

    // The formats are those of the process, so one test looks at all of them.
    #[test]
    fn formats_of_the_site_are_found_and_masked() {
        let pattern = |name: &str, pattern: &str| CredentialPattern {
            name: name.to_owned(),
            revoke: None,
            pattern: Regex::new(pattern).unwrap(),
        };
        set_own_patterns(&[pattern("Acme key", "(?:ownsk_)([0-9a-f]{8})"), pattern("Acme pin", r"ownpin (\d{6})")]);
        let token = ["AKIA", "Q3EGRVMD5KPT7XWN"].concat();
        let found = |text: &str| {
            let hits = scan_text(text);
            hits.iter().map(|hit| format!("{:?} {}", hit.confidence, hit.description(text))).collect::<Vec<_>>()
        };
        let text = format!("ownsk_19ac73fe, {token} and ownpin 482913");
        let aws = format!("Certain {}", "an AWS access key id of 20 characters, `AKI…`");
        let aws = found(&token).pop().unwrap_or(aws);
        assert_eq!(found(&text), ["Certain an Acme key of 8 characters", &aws, "Certain an Acme pin of 6 characters"]);
        assert_eq!(mask("ownsk_19ac73fe, ownpin 482913."), "ownsk_[redacted], ownpin [redacted].");
        assert_eq!(found("ownsk_00000000"), ["Placeholder an Acme key of 8 characters"]);
        // A credential of the table stays what it is.
        set_own_patterns(&[pattern("Acme token", "AKIA[0-9A-Z]{16}")]);
        assert_eq!(found(&token), [aws]);
        set_own_patterns(&[]);
        assert_eq!(found("ownsk_19ac73fe"), Vec::<String>::new());
    }
}
