//! Credentials in what authors write.
//!
//! In goes the text of a file or its path, out come findings that say what was found, how long it is and where to
//! revoke it. No finding contains the value itself, so every finding may be printed.

use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::secrets::{CredentialKind, Hit, scan_text};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// `secrets/leaked-credential`.
pub static LEAKED_CREDENTIAL: Rule = Rule {
    id: "secrets/leaked-credential",
    family: Family::Secrets,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "A file contains a password, key or token.",
    help: "Revoke the credential first, then take it out of the file; Git history keeps it.",
    page: include_str!("leaked_credential.md"),
};

/// `secrets/placeholder`.
pub static PLACEHOLDER: Rule = Rule {
    id: "secrets/placeholder",
    family: Family::Secrets,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A placeholder has the shape of a credential.",
    help: "Write the placeholder in angle brackets, so that it is not taken for a credential.",
    page: include_str!("placeholder.md"),
};

/// The rules about credentials.
pub static RULES: [&Rule; 2] = [&LEAKED_CREDENTIAL, &PLACEHOLDER];

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
    };
    if hit.is_placeholder { made } else { made.help(help(hit.family)) }
}

fn help(family: &CredentialKind) -> String {
    format!(
        "Revoke it {}, then take it out: Git history keeps every version, so taking it out alone does not help.",
        family.revoke
    )
}
