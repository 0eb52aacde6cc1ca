//! Findings in the words of reports: on one line each, without control characters.

use super::contents::Report;
use crate::finding::{Rule, Severity};
use crate::opportunity::format_sums;
use crate::settled::{Settled, SettledFinding, SettledPlace};

/// A finding in the words of a report.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) finding: &'a Settled,
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) place: &'a SettledPlace,
    /// What is wrong, without commit and exposure.
    pub(super) fault: String,
    /// What is wrong, with commit and exposure.
    pub(super) message: String,
    pub(super) help: String,
    pub(super) owner: Option<String>,
    pub(super) fingerprint: &'a str,
    pub(super) related: Vec<(&'a SettledPlace, String)>,
}

/// Returns the findings of `report` in words, in their order.
pub(super) fn show<'a>(report: &'a Report<'_>) -> Vec<Shown<'a>> {
    let fingerprints = report.fingerprints.iter().map(String::as_str).chain(std::iter::repeat(""));
    report.findings.iter().zip(fingerprints).map(|(finding, fingerprint)| shown(finding, fingerprint)).collect()
}

fn shown<'a>(finding: &'a SettledFinding, fingerprint: &'a str) -> Shown<'a> {
    let fault = printable(&finding.message);
    Shown {
        finding,
        rule: finding.rule,
        severity: finding.severity,
        place: &finding.place,
        message: format!("{fault}{}", circumstances(finding)),
        fault,
        help: printable(&finding.help),
        owner: finding.owner.as_deref().map(printable),
        fingerprint,
        related: finding.related.iter().map(|(place, words)| (place, printable(words))).collect(),
    }
}

/// Words the commit and the exposure of a finding, to follow its message.
fn circumstances(finding: &Settled) -> String {
    let commit = finding.commit.as_ref().map_or(String::new(), |commit| format!(", in commit {commit}"));
    let Some(exposure) = &finding.exposure else { return commit };
    let verb = if exposure.opportunities == 1 { "opportunity is" } else { "opportunities are" };
    let sums = format_sums(&exposure.sums);
    let sums = if sums.is_empty() { sums } else { format!(" ({sums})") };
    format!("{commit}; {} open {verb} affected{sums}", exposure.opportunities)
}

/// Returns the findings with the gravest first, each severity in the order of places.
pub(super) fn worst_first<'s, 'a>(shown: &'s [Shown<'a>]) -> Vec<&'s Shown<'a>> {
    let mut worst: Vec<_> = shown.iter().collect();
    worst.sort_by_key(|shown| std::cmp::Reverse(shown.severity));
    worst
}

/// Makes `text` one line that cannot style or rearrange what surrounds it.
///
/// Line ends and tabs become spaces; other control characters and those that change the direction of writing (Unicode
/// Standard Annex 9, revision 50, section 2) become their escapes.
pub(super) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => printable.push(' '),
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                printable.extend(character.escape_unicode());
            }
            _ if character.is_control() => printable.extend(character.escape_unicode()),
            _ => printable.push(character),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printable_text_is_one_line_without_commands() {
        assert_eq!(printable(" a\r\nb\tc\nd\u{2028}e "), "a b c d e");
        assert_eq!(
            printable("\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"),
            r"\u{1b}[1m\u{7f}\u{9b}\u{202e}\u{2066}\u{61c}\u{200f}"
        );
        assert_eq!(printable("ä😀`<|\u{200d}"), "ä😀`<|\u{200d}");
    }
}
