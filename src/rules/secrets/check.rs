//! The check of both rules: the findings of a file and of its path.

use super::leaked_credential::LEAKED_CREDENTIAL;
use super::placeholder::PLACEHOLDER;
use crate::finding::{Finding, Place};
use crate::secrets::{CredentialKind, Hit, scan_text};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// Finds the credentials in the whole text of `file`, front matter and body alike.
pub fn check_file(file: &Arc<SourceFile>) -> Vec<Finding> {
    scan_text(file.text()).iter().map(|hit| finding(file, hit, hit.span, "")).collect()
}

/// Finds the credentials in the path of `file`; the place of such a finding is the beginning of the file.
pub fn check_path(file: &Arc<SourceFile>) -> Vec<Finding> {
    let start = Span::new(0..0);
    scan_text(file.path()).iter().map(|hit| finding(file, hit, start, " in the file's name")).collect()
}

/// Makes the finding of `hit`, at `span`. The subject is a digest, made unlike others' by path and family, so that a
/// changed secret is a new finding.
fn finding(file: &Arc<SourceFile>, hit: &Hit, span: Span, where_: &str) -> Finding {
    let text = if where_.is_empty() { file.text() } else { file.path() };
    let secret = text.get(hit.span.range()).unwrap_or_default();
    let described = hit.description(text);
    let rule = if hit.is_placeholder { &PLACEHOLDER } else { &LEAKED_CREDENTIAL };
    let message = if hit.is_placeholder {
        format!("{described}{where_} is a placeholder, written like a real one")
    } else {
        format!("{described}{where_}")
    };
    let digest = blake3::keyed_hash(blake3::hash(file.path().as_bytes()).as_bytes(), secret.as_bytes());
    let subject = format!("{} {}", hit.family.id, digest.to_hex().get(..16).unwrap_or_default());
    let made = Finding {
        rule,
        severity: rule.severity,
        place: Place::new(file, span),
        message,
        help: rule.help.to_owned(),
        owner: None,
        related: Vec::new(),
        subject,
        fix: None,
        count: None,
        commit: None,
        is_decision: false,
        unless_unread: None,
    };
    if hit.is_placeholder { made } else { made.help(help(hit.family)) }
}

fn help(family: &CredentialKind) -> String {
    format!(
        "Revoke it {}, then take it out: Git history keeps every version, so taking it out alone does not help.",
        family.revoke
    )
}
