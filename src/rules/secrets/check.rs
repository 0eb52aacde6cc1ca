//! The check of both rules: the findings of a file and of its path.

use super::credential_in_repository::CREDENTIAL_IN_REPOSITORY;
use super::leaked_credential::LEAKED_CREDENTIAL;
use super::placeholder::PLACEHOLDER;
use super::possible_credential::POSSIBLE_CREDENTIAL;
use super::unsearched_file::UNSEARCHED_FILE;
use crate::file_text::{FileText, TextPart, Unread, file_text};
use crate::finding::{Finding, Place, Severity, ValueDigest};
use crate::secrets::{Confidence, CredentialKind, Hit, mask, scan_file, scan_text};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// What a finding is about: a text, and where in its file it is.
struct Searched<'a> {
    file: &'a Arc<SourceFile>,
    text: &'a str,
    /// Where in the file the text is, to follow what was found; empty for the text of the file itself.
    place: &'a str,
}

/// Finds the credentials in the whole text of `file`, front matter and body alike.
pub fn check_file(file: &Arc<SourceFile>) -> Vec<Finding> {
    let searched = Searched { file, text: file.text(), place: "" };
    scan_file(file).iter().map(|hit| searched.finding(hit)).collect()
}

/// Finds the credentials in the path of `file`; the place of such a finding is the beginning of the file.
pub fn check_path(file: &Arc<SourceFile>) -> Vec<Finding> {
    Searched { file, text: file.path(), place: " in the file's name" }.findings()
}

/// Finds the credentials in the file at `path` with `bytes`, whatever its kind, and in its path, and reports what of it could
/// not be searched. In documents and archives the place is the beginning of the file, and the message names the part.
pub fn check_bytes(path: &str, bytes: &[u8]) -> Vec<Finding> {
    let FileText { parts, unread } = file_text(bytes);
    let start = SourceFile::new(path, String::new());
    let mut findings = check_path(&start);
    for TextPart { name, text } in parts {
        if name.is_empty() {
            findings.extend(check_file(&SourceFile::new(path, text)));
        } else {
            let place = format!(" in its part {}", mask(&name));
            findings.extend(Searched { file: &start, text: &text, place: &place }.findings());
        }
    }
    let mut left: Vec<(String, Unread)> = unread;
    left.sort_by_key(|(_, why)| *why == Unread::Media);
    findings.extend(left.iter().map(|(part, why)| {
        let part = if part.is_empty() { String::new() } else { format!(" in its part {}", mask(part)) };
        let finding = unsearched(path, &format!("this file was not searched for credentials{part}: {why}"));
        let severity = if *why == Unread::Media { Severity::Info } else { finding.severity };
        Finding { severity, ..finding }.subject(format!("unsearched{part}"))
    }));
    findings
}

/// Reports that the file at `path` was not searched, as `message` says.
pub fn unsearched(path: &str, message: &str) -> Finding {
    let start = SourceFile::new(path, String::new());
    Finding::new(&UNSEARCHED_FILE, Place::new(&start, Span::default()), message).subject("unsearched")
}

/// Finds the credentials in the file at `path` with `bytes` and in its path, of a file that the site does not publish.
/// Placeholders are left out, and what could not be searched is information: such a file has no reader but its authors.
pub fn check_unpublished(path: &str, bytes: &[u8]) -> Vec<Finding> {
    let of_repository = |finding: Finding| {
        if finding.rule == &LEAKED_CREDENTIAL {
            let severity = CREDENTIAL_IN_REPOSITORY.severity;
            return Some(Finding { rule: &CREDENTIAL_IN_REPOSITORY, severity, ..finding });
        }
        let is_kept = finding.rule != &PLACEHOLDER;
        is_kept.then_some(Finding { severity: Severity::Info, ..finding })
    };
    check_bytes(path, bytes).into_iter().filter_map(of_repository).collect()
}

/// Reports that the file at `path`, which the site does not publish, was not searched, as `message` says.
pub fn unsearched_unpublished(path: &str, message: &str) -> Finding {
    Finding { severity: Severity::Info, ..unsearched(path, message) }
}

impl Searched<'_> {
    fn findings(&self) -> Vec<Finding> {
        scan_text(self.text).iter().map(|hit| self.finding(hit)).collect()
    }

    /// Makes the finding of `hit`. It names the value by its digest, so that a changed secret is a new finding.
    fn finding(&self, hit: &Hit) -> Finding {
        let Self { file, text, place } = self;
        let secret = text.get(hit.span.range()).unwrap_or_default();
        let described = hit.description(text);
        let (rule, message) = match hit.confidence {
            Confidence::Placeholder => {
                (&PLACEHOLDER, format!("{described}{place} is a placeholder, written like a real one"))
            }
            Confidence::Weak => (&POSSIBLE_CREDENTIAL, format!("possibly {described}{place}")),
            Confidence::Likely | Confidence::Certain => (&LEAKED_CREDENTIAL, format!("{described}{place}")),
        };
        let span = if place.is_empty() { hit.span } else { Span::default() };
        let made =
            Finding::new(rule, Place::new(file, span), message).subject(hit.family.id).value(ValueDigest::of(secret));
        if hit.is_credential() { made.help(help(hit.family)) } else { made }
    }
}

fn help(family: &CredentialKind) -> String {
    format!(
        "Revoke it {}, then take it out: Git history keeps every version, so taking it out alone does not help.",
        family.revoke
    )
}
