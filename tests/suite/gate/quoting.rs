//! No finding repeats a credential, wherever it stands: every value of every failing example is replaced by one.

use super::{key, leaks};
use crate::rules::{Files, examples, run};
use fieldbook::freshness::ClaimCounts;
use fieldbook::inputs::{LiteralFiles, read_site};
use fieldbook::report::{Color, Format, Report};
use fieldbook::rules::{Selection, registry};
use fieldbook::settled::{SettledFinding, fingerprints};
use fieldbook::source::parse_date;

/// Returns the places in a text where a value, a word, a target or a label stands, at most `most` of them.
fn values(text: &str, most: usize) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let is_part = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.' | '/' | '@' | '#');
    let mut start = None;
    for (at, symbol) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(symbol)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let is_mark =
        |range: &std::ops::Range<usize>| text[range.clone()].chars().all(|symbol| matches!(symbol, '-' | '#' | '.'));
    found.retain(|range| !is_mark(range));
    if text.contains("[[roots]]") {
        // Settings that cannot be read would leave the example without content.
        found.clear();
    }
    let step = found.len().div_ceil(most).max(1);
    found.into_iter().step_by(step).collect()
}

/// Returns what findings say themselves, and every report of them.
fn said(findings: &[SettledFinding]) -> String {
    let own = findings.iter().map(|finding| {
        let related: String = finding.related.iter().map(|(_, words)| words.as_str()).collect();
        format!("{}\n{}\n{related}\n{:?}\n", finding.message, finding.help, finding.owner)
    });
    own.collect()
}

fn reported(findings: &[SettledFinding], format: Format) -> String {
    let report = Report {
        findings,
        publish: &fieldbook::settled::PublishVerdict::Publish,
        extent: fieldbook::report::Extent::Whole,
        fingerprints: &fingerprints(findings),
        rules: registry(),
        tool_version: "1",
        today: parse_date(super::TODAY).expect("a day"),
        demonstration: None,
        color: Color::Never,
        read: fieldbook::report::Read::Entries(1),
        reported: Some(1),
        claims: Some(ClaimCounts::default()),
        claims_change: None,
        prefix: "",
    };
    format.render(&report)
}

#[test]
fn no_rule_quotes_a_credential() {
    assert!(leaks(&format!("x {} y", key())), "the search for leaks can find one");
    let everything_else: Vec<String> = registry()
        .iter()
        .map(|rule| rule.family.word().to_owned())
        .filter(|family| family != "secrets")
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let selection = Selection::of(&everything_else).expect("families");
    let mut planted = 0;
    for rule in registry() {
        for files in examples(rule.page, "Fails").into_iter().take(2) {
            for (index, (path, text)) in files.iter().enumerate() {
                for range in values(text, 60) {
                    let mut changed: Files = files.clone();
                    changed[index].1 = format!("{}{}{}", &text[..range.start], key(), &text[range.end..]);
                    let literal = changed.iter().map(|(path, text)| (path.as_str(), text.as_str()));
                    if let Err(error) = read_site(&literal.collect::<LiteralFiles>()) {
                        // The text replaced what made the settings TOML.
                        assert!(error.is_of_settings() && !leaks(&error.to_string()), "{} {path}", rule.id);
                        planted += 1;
                        continue;
                    }
                    let findings = run(&changed, &selection);
                    let where_ = format!("{} {path}: {}", rule.id, &text[range]);
                    assert!(!leaks(&said(&findings)), "{where_}: {}", said(&findings).replace(&key(), "KEY"));
                    assert!(!leaks(&reported(&findings, Format::FULL)), "{where_}");
                    planted += 1;
                }
            }
        }
    }
    assert!(planted > 2000, "{planted}");
}
