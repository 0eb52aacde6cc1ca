//! Names of findings that stay the same when other lines of a file change.
//!
//! There are two. [`fingerprints`] are compared on this machine and never shown, since they depend on the digest of a
//! secret, which can be guessed by trying words. [`shown_fingerprints`] are for reports and other files: keyed with the
//! site's salt, or without the secret where the site has none.

use super::former_names::FormerNames;
use super::settled_finding::SettledFinding;
use crate::finding::Salt;
use std::collections::BTreeMap;

/// The number of hexadecimal digits of a fingerprint.
const DIGITS: usize = 32;

/// Numbers the findings that share rule, path, subject and value, in their order, and returns one stable fingerprint each,
/// for comparisons that are not shown.
///
/// A fingerprint is 32 hexadecimal digits: BLAKE3 over rule, path, subject, value and occurrence. Lines and columns do not
/// enter, so that edits elsewhere in a file leave it as it is.
pub fn fingerprints(findings: &[SettledFinding]) -> Vec<String> {
    fingerprints_of(findings.iter().map(|finding| (finding, finding.source_path(), finding.subject())), Value::Included)
}

/// Returns the fingerprints that `findings` had under the former names of files and entries.
pub fn former_fingerprints(findings: &[SettledFinding], former: &FormerNames) -> Vec<String> {
    let subjects: Vec<_> = findings.iter().map(|finding| former.subject(finding.subject())).collect();
    let named = findings.iter().zip(&subjects);
    let named = named.map(|(finding, subject)| (finding, former.path(finding.source_path()), subject.as_ref()));
    fingerprints_of(named, Value::Included)
}

/// Returns the fingerprints of `findings` as reports show them: keyed with the site's `salt`. Without one, a secret does not
/// enter its fingerprint, so that it cannot be found by trying words.
pub fn shown_fingerprints(findings: &[SettledFinding], salt: Option<&Salt>) -> Vec<String> {
    let value = if salt.is_some() { Value::Included } else { Value::LeftOut };
    let named = findings.iter().map(|finding| (finding, finding.source_path(), finding.subject()));
    let prints = fingerprints_of(named, value).into_iter();
    prints.map(|print| salt.map_or(print.clone(), |salt| salt.keyed(print.as_bytes(), DIGITS))).collect()
}

/// Whether the digest of a secret enters its fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Included,
    LeftOut,
}

fn fingerprints_of<'a>(
    findings: impl Iterator<Item = (&'a SettledFinding, &'a str, &'a str)>,
    value: Value,
) -> Vec<String> {
    let mut seen = BTreeMap::<_, u32>::new();
    findings
        .map(|(finding, path, subject)| {
            let digest = finding.value().filter(|_| value == Value::Included);
            let occurrence = seen.entry((finding.rule.id, path, subject, digest)).or_default();
            *occurrence += 1;
            let text = format!("v1\0{}\0{path}\0{subject}\0{occurrence}", finding.rule.id);
            let mut hasher = blake3::Hasher::new();
            hasher.update(text.as_bytes());
            if let Some(digest) = digest {
                hasher.update(digest.bytes());
            }
            let mut hex = hasher.finalize().to_hex().to_string();
            hex.truncate(DIGITS);
            hex
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Family, Finding, Place, Rule};
    use crate::settled::settle_findings;
    use crate::settled::test_rules::rule;
    use crate::source::{SourceFile, Span};

    static RULE: Rule = rule("site/test", Family::Site);

    fn settled(findings: &[(&str, &str)]) -> Vec<SettledFinding> {
        let finding = |(path, subject): &(&str, &str)| {
            let place = Place::new(&SourceFile::new(path, String::new()), Span::default());
            Finding::new(&RULE, place, "Text.").subject(*subject)
        };
        settle_findings(findings.iter().map(finding).collect(), &[])
    }

    #[test]
    fn a_fingerprint_is_of_rule_path_subject_and_occurrence() {
        let prints =
            fingerprints(&settled(&[("content/a.md", "one"), ("content/a.md", "one"), ("content/b.md", "one")]));
        assert_eq!(
            prints,
            [
                "d941b44a882c4ca2bdaecd807d6f97dd",
                "018754f28d8afe51718765485e209bbe",
                "b78ae2d60e061eef74e1f57766a449d3"
            ]
        );
    }

    #[test]
    fn under_former_names_a_moved_finding_has_its_former_fingerprint() {
        let names = FormerNames::new(
            BTreeMap::from([("content/pages/new.md".to_owned(), "content/pages/old.md".to_owned())]),
            BTreeMap::from([("pages/new".to_owned(), "pages/old".to_owned())]),
        );
        let before = settled(&[("content/pages/old.md", "pages/old"), ("content/b.md", "pages/old")]);
        let now = settled(&[("content/pages/new.md", "pages/new"), ("content/b.md", "pages/new")]);
        let (mut before, mut former) = (fingerprints(&before), former_fingerprints(&now, &names));
        before.sort();
        former.sort();
        assert_eq!(former, before);
        assert_ne!(fingerprints(&now), former);
    }
}
