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
