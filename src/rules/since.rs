//! What a change makes worse.

use super::weakening::EvidenceRecord;
use crate::settled::{FormerNames, SettledFinding, fingerprints, former_fingerprints};
use std::collections::BTreeSet;

/// How the line of a fingerprint begins that the baseline left out.
const LEFT_OUT: &str = "baseline ";

/// What is known of the findings that a change is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// The fingerprints.
    known: BTreeSet<String>,
    /// The fingerprints of those that the baseline left out.
    left_out: BTreeSet<String>,
    /// How many claims were stale, where that was over the budget.
    most: Option<u64>,
    /// What the site held as evidence.
    evidence: EvidenceRecord,
}

impl Before {
    /// Returns what the site held as evidence.
    pub fn evidence(&self) -> &EvidenceRecord {
        &self.evidence
    }

    /// Returns whether the site had the finding with this fingerprint, whatever the baseline said.
    pub(super) fn had(&self, fingerprint: &str) -> bool {
        self.known.contains(fingerprint) || self.left_out.contains(fingerprint)
    }

    /// Returns whether the baseline had an entry with this fingerprint.
    pub(super) fn had_in_baseline(&self, fingerprint: &str) -> bool {
        self.evidence.had_in_baseline(fingerprint)
    }

    /// Takes what is needed of `findings`, which are sorted and of the day of the change, of those that the baseline
    /// `left_out`, by fingerprint, and of the site's `evidence`.
    pub fn of(findings: &[SettledFinding], left_out: BTreeSet<String>, evidence: EvidenceRecord) -> Self {
        Self {
            known: fingerprints(findings).into_iter().collect(),
            left_out,
            most: findings.iter().filter_map(|finding| finding.count).max(),
            evidence,
        }
    }

    /// Writes it as lines, to be read by [`Before::read`].
    pub fn to_text(&self) -> String {
        let most = self.most.map_or("-".to_owned(), |most| most.to_string());
        // A record of texts and days can always be written; without it, the text is not read back.
        let evidence = serde_json::to_string(&self.evidence).unwrap_or_default();
        let left_out = self.left_out.iter().map(|print| format!("{LEFT_OUT}{print}"));
        let known = self.known.iter().cloned().chain(left_out);
        [most, evidence].into_iter().chain(known).collect::<Vec<_>>().join("\n")
    }

    /// Reads what [`Before::to_text`] wrote; `None` if the text has another form.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let most = lines.next()?;
        let most = if most == "-" { None } else { Some(most.parse().ok()?) };
        let evidence = serde_json::from_str(lines.next()?).ok()?;
        let (left_out, known): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with(LEFT_OUT));
        let left_out: Vec<&str> = left_out.iter().filter_map(|line| line.strip_prefix(LEFT_OUT)).collect();
        let is_print = |line: &&str| line.len() == 32 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        let of = |prints: Vec<&str>| prints.into_iter().map(str::to_owned).collect();
        (known.iter().all(is_print) && left_out.iter().all(is_print)).then(|| Self {
            known: of(known),
            left_out: of(left_out),
            most,
            evidence,
        })
    }
}

/// Returns the findings of `now` that were not there `before`, by fingerprint; sorted and of the same day. What moved is
/// compared under its `former` names.
///
/// The staleness budget is a ratchet: it is reported only where more is stale now than before.
pub fn since(now: Vec<SettledFinding>, before: &Before, former: &FormerNames) -> Vec<SettledFinding> {
    let prints = former_fingerprints(&now, former);
    let fresh = now.into_iter().zip(prints).filter(|(finding, print)| match finding.count {
        Some(count) => before.most.is_none_or(|most| count > most),
        None => !before.known.contains(print),
    });
    fresh.map(|(finding, _)| finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
    use crate::settled::settle_findings;
    use crate::source::{SourceFile, Span};

    static RULE: Rule = Rule {
        id: "site/test",
        family: Family::Site,
        severity: Severity::Error,
        floor: Floor::Settable,
        profile: Profile::Essential,
        summary: "A test.",
        help: "None.",
        page: "",
    };

    fn settled(findings: &[(&str, Option<u64>)]) -> Vec<SettledFinding> {
        let file = SourceFile::new("content/a.md", String::new());
        let finding = |(subject, count): &(&str, Option<u64>)| {
            let finding = Finding::new(&RULE, Place::new(&file, Span::default()), *subject).subject(*subject);
            Finding { count: *count, ..finding }
        };
        settle_findings(findings.iter().map(finding).collect(), &[])
    }

    /// Returns the subjects of what is new in `now`.
    fn found(before: &[(&str, Option<u64>)], now: &[(&str, Option<u64>)]) -> Vec<String> {
        let before = Before::of(&settled(before), BTreeSet::new(), EvidenceRecord::default());
        let new = since(settled(now), &before, &FormerNames::default());
        new.iter().map(|finding| finding.subject().to_owned()).collect()
    }

    #[test]
    fn only_what_was_not_there_before_is_reported() {
        assert_eq!(found(&[("a", None)], &[("a", None), ("b", None)]), ["b"]);
        assert_eq!(found(&[("a", None), ("b", None)], &[("b", None)]), Vec::<String>::new());
        assert_eq!(found(&[("a", None)], &[("a", None), ("a", None)]), ["a"], "the second of its kind is new");
        assert_eq!(found(&[], &[("a", None)]), ["a"]);
    }

    #[test]
    fn a_count_is_reported_only_if_it_grows() {
        let at = |before: u64, now: u64| found(&[("few", Some(1)), ("b", Some(before))], &[("n", Some(now))]);
        assert_eq!([at(5, 4), at(5, 5)], [Vec::<String>::new(), Vec::new()]);
        assert_eq!(at(5, 6), ["n"]);
        assert_eq!(found(&[("a", None)], &[("n", Some(1))]), ["n"], "nothing was over the budget before");
    }

    #[test]
    fn what_is_written_is_read_again_and_another_form_is_not() {
        let none = serde_json::to_string(&EvidenceRecord::default()).unwrap();
        let (print, other) = ("0123456789abcdef0123456789ABCDEF", "f".repeat(32));
        let before = |most, known: &[&str]| Before {
            known: known.iter().map(|one| (*one).to_owned()).collect(),
            left_out: BTreeSet::new(),
            most,
            evidence: EvidenceRecord::default(),
        };
        let with_baseline = Before { left_out: BTreeSet::from([other.clone()]), ..before(None, &[print]) };
        for (one, text) in [
            (before(None, &[]), format!("-\n{none}")),
            (before(Some(7), &[]), format!("7\n{none}")),
            (before(Some(0), &[print]), format!("0\n{none}\n{print}")),
            (before(None, &[print, &other]), format!("-\n{none}\n{print}\n{other}")),
            (with_baseline, format!("-\n{none}\n{print}\nbaseline {other}")),
        ] {
            assert_eq!(one.to_text(), text);
            assert_eq!(Before::read(&text), Some(one), "{text}");
        }
        let (short, long, other) = ("0".repeat(31), "0".repeat(33), "g".repeat(32));
        let mixed = format!("{short}g");
        let mixed_baseline = format!("baseline {short}g");
        for line in [short.as_str(), &long, &other, &mixed, &mixed_baseline, "baseline ", ""] {
            for lines in [format!("{line}\n{print}"), format!("{print}\n{line}\n")] {
                assert_eq!(Before::read(&format!("-\n{none}\n{lines}")), None, "{lines}");
            }
        }
        for text in ["", "-", "-\nx", &format!("x\n{none}"), &format!("-1\n{none}"), &format!("1.5\n{none}")] {
            assert_eq!(Before::read(text), None, "{text}");
        }
    }
}
