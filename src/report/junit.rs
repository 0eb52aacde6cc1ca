//! `JUnit` XML, as Jenkins, GitLab, Azure and others read it.
//!
//! The form is that of the Apache Ant `JUnit` schema of Windy Road Technology (`JUnit.xsd`, 2011), the strictest in use:
//! one suite; a test case per finding, named after its rule, its class the file. Errors are failures; warnings and
//! information are skipped tests, which are listed and do not fail. Without findings there is one test that passed,
//! since some readers take an empty suite for a fault. Each reason why a build would publish nothing is a test that
//! failed, or was skipped if the report is about a part of the site.

use super::contents::{Extent, Report};
use super::shown::{Shown, place};
use crate::finding::Severity;
use crate::settled::HoldCause;

/// Renders one suite.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let held = held_cases(report);
    let failing_holds = if report.extent == Extent::Whole { held.len() } else { 0 };
    let failures = shown.iter().filter(|shown| shown.severity == Severity::Error).count() + failing_holds;
    let skipped = shown.len() + held.len() - failures;
    let tests = (shown.len() + held.len()).max(1);
    let passed = "    <testcase name=\"check\" classname=\"fieldbook\" time=\"0\"/>\n".to_owned();
    let cases: String = shown.iter().map(case).chain(held).collect();
    let cases = if cases.is_empty() { passed } else { cases };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite package="fieldbook" id="0" name="fieldbook" timestamp="{}T00:00:00" hostname="localhost" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}" time="0">
    <properties>
      <property name="version" value="{}"/>
      <property name="publish" value="{}"/>
    </properties>
{cases}    <system-out>{}</system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
"#,
        report.today.format("%Y-%m-%d"),
        escape(report.tool_version),
        report.publish.word(),
        escape(&format!("{}; {}", report.summary(), report.verdict())),
    )
}

/// Returns a test case for each reason why a build would publish nothing.
fn held_cases(report: &Report<'_>) -> Vec<String> {
    let case = |(cause, reason): (&HoldCause, String)| {
        let (cause, reason) = (escape(&cause.cause), escape(&reason));
        let outcome = match report.extent {
            Extent::Whole => format!("<failure message=\"{reason}\" type=\"{cause}\">{reason}</failure>"),
            Extent::Part => format!("<skipped message=\"{reason}\">{reason}</skipped>"),
        };
        format!(
            "    <testcase name=\"publish: {cause}\" classname=\"fieldbook\" time=\"0\">\n      {outcome}\n    </testcase>\n"
        )
    };
    report.publish.causes().iter().zip(report.reasons()).map(case).collect()
}

fn case(shown: &Shown<'_>) -> String {
    let name = escape(&format!("{} at {}:{}", shown.rule.id, shown.place.start.line, shown.place.start.column));
    let (class, rule, message) = (escape(&shown.place.path), escape(shown.rule.id), escape(&shown.message));
    let owner = shown.owner.as_ref().map_or(String::new(), |owner| format!("\nowner: {owner}"));
    let detail = format!("{}: {}[{}]\nhelp: {}{owner}", place(shown), shown.severity, shown.rule.id, shown.help);
    let detail = escape(&detail);
    let outcome = match shown.severity {
        Severity::Error => format!("<failure message=\"{message}\" type=\"{rule}\">{detail}</failure>"),
        _ => format!("<skipped message=\"{message}\">{detail}</skipped>"),
    };
    format!("    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">\n      {outcome}\n    </testcase>\n")
}

/// Escapes `text` for content and attributes, where line ends would otherwise turn into spaces, and drops the
/// characters that XML 1.0 cannot hold (Fifth Edition, 26 November 2008, production 2 `Char`).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn illegal_characters_go_and_markup_is_inert() {
        assert_eq!(
            escape("a\u{0}\u{1b}[1m\u{b}\u{fffe}<b x='1' y=\"2\">&\n"),
            "a[1m&lt;b x='1' y=&quot;2&quot;&gt;&amp;&#10;"
        );
    }

    proptest! {
        #[test]
        fn legal_text_round_trips(text in "[\t\n\r -\u{D7FF}\u{E000}-\u{FFFD}]{0,40}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\n', '\r', '\t']));
            prop_assert_eq!(quick_xml::escape::unescape(&escaped).map(std::borrow::Cow::into_owned).ok(), Some(text));
        }
    }
}
