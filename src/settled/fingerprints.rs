//! Names of findings that stay the same when other lines of a file change.

use super::former_names::FormerNames;
use super::settled_finding::SettledFinding;
use std::collections::BTreeMap;

/// Numbers the findings that share rule, path and subject, in their order, and returns one stable fingerprint each.
///
/// A fingerprint is 32 hexadecimal digits: BLAKE3 over rule, path, subject and occurrence. Lines and columns do not
/// enter, so that edits elsewhere in a file leave it as it is.
pub fn fingerprints(findings: &[SettledFinding]) -> Vec<String> {
    fingerprints_of(findings.iter().map(|finding| (finding, finding.source_path(), finding.subject())))
}

/// Returns the fingerprints that `findings` had under the former names of files and entries.
pub fn former_fingerprints(findings: &[SettledFinding], former: &FormerNames) -> Vec<String> {
    let subjects: Vec<_> = findings.iter().map(|finding| former.subject(finding.subject())).collect();
    let named = findings.iter().zip(&subjects);
    fingerprints_of(named.map(|(finding, subject)| (finding, former.path(finding.source_path()), subject.as_ref())))
}

fn fingerprints_of<'a>(findings: impl Iterator<Item = (&'a SettledFinding, &'a str, &'a str)>) -> Vec<String> {
    let mut seen = BTreeMap::<(&str, &str, &str), u32>::new();
    findings
        .map(|(finding, path, subject)| {
            let key = (finding.rule.id, path, subject);
            let occurrence = seen.entry(key).or_default();
            *occurrence += 1;
            let text = format!("v1\0{}\0{}\0{}\0{occurrence}", key.0, key.1, key.2);
            let mut hex = blake3::hash(text.as_bytes()).to_hex().to_string();
            hex.truncate(32);
            hex
        })
        .collect()
}
