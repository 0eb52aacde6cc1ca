//! Names of findings that stay the same when other lines of a file change.

use super::settled_finding::SettledFinding;
use std::collections::BTreeMap;

/// Numbers the findings that share rule, path and subject, in their order, and returns one stable fingerprint each.
///
/// A fingerprint is 32 hexadecimal digits: BLAKE3 over rule, path, subject and occurrence. Lines and columns do not
/// enter, so that edits elsewhere in a file leave it as it is.
pub fn fingerprints(findings: &[SettledFinding]) -> Vec<String> {
    let mut seen = BTreeMap::<(&str, &str, &str), u32>::new();
    findings
        .iter()
        .map(|finding| {
            let key = (finding.rule.id, finding.source_path(), finding.subject());
            let occurrence = seen.entry(key).or_default();
            *occurrence += 1;
            let text = format!("v1\0{}\0{}\0{}\0{occurrence}", key.0, key.1, key.2);
            let mut hex = blake3::hash(text.as_bytes()).to_hex().to_string();
            hex.truncate(32);
            hex
        })
        .collect()
}
