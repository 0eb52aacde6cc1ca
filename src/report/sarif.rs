//! SARIF as GitHub code scanning reads it.
//!
//! The format is OASIS SARIF 2.1.0 with Errata 01 (28 August 2023); the choices among its optional parts are those of
//! "SARIF support for code scanning" in GitHub's documentation (as of November 2026): rules with help, tags,
//! `precision`, `problem.severity` and `security-severity`; one location per result, relative to the repository;
//! `partialFingerprints.primaryLocationLineHash`; at most 5,000 results a run are kept.
//!
//! Regions carry no `snippet`, so the file contains no source text. Braces in messages are left as they are, although
//! section 3.11.5 of the standard doubles them: code scanning shows the doubled ones.

use super::contents::Report;
use super::json;
use super::shown::{Shown, worst_first};
use super::verdict::Verdict;
use crate::finding::{Family, Rule, Severity};
use crate::settled::SettledPlace;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::collections::BTreeMap;

/// The address of the schema, from its `id`.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Most results that code scanning keeps of a run ("SARIF support for code scanning", limits, November 2026).
const RESULT_LIMIT: usize = 5000;

/// What a URI path keeps unencoded: the unreserved characters of RFC 3986, section 2.3, and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Renders one run; past the limit the gravest findings stay, and a notification says so.
pub(super) fn render(report: &Report<'_>, shown: &[Shown<'_>]) -> String {
    let indices: BTreeMap<_, _> = report.rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect();
    let results = worst_first(shown).into_iter().take(RESULT_LIMIT);
    let results: Vec<_> =
        results.map(|shown| Outcome::new(shown, indices.get(shown.rule.id).copied(), report.prefix)).collect();
    let rules = report.rules.iter().map(|rule| Descriptor::new(rule)).collect();
    let driver = Driver { name: "fieldbook", version: report.tool_version, rules };
    json::write_indented(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            invocations: [Invocation::new(report, results.len())],
            column_kind: "unicodeCodePoints",
            results,
            properties: RunProperties { publish: Verdict::new(report.publish) },
        }],
    })
}

#[derive(Serialize)]
struct Log<'s> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'s>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'s> {
    tool: Tool<'s>,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<Outcome<'s>>,
    properties: RunProperties<'s>,
}

/// What SARIF has no place for (section 3.8, property bags).
#[derive(Serialize)]
struct RunProperties<'s> {
    publish: Verdict<'s>,
}

#[derive(Serialize)]
struct Tool<'s> {
    driver: Driver<'s>,
}

#[derive(Serialize)]
struct Driver<'s> {
    name: &'static str,
    version: &'s str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<&'static str>,
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    security_severity: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'s> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'s>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints<'s> {
    primary_location_line_hash: &'s str,
}

#[derive(Serialize)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl Descriptor {
    fn new(rule: &Rule) -> Self {
        let help = format!("{} {}\n\n{}", rule.summary, rule.help, rule.readable_page());
        let security = security_severity(rule);
        let tags = std::iter::once(rule.family.word()).chain(security.map(|_| "security")).collect();
        Self {
            id: rule.id,
            short_description: Text { text: rule.summary.to_owned() },
            full_description: Text { text: format!("{} {}", rule.summary, rule.help) },
            help: Help { text: help.clone(), markdown: help },
            default_configuration: Configuration { level: level(rule.severity) },
            properties: Properties {
                tags,
                precision: "high",
                problem_severity: problem_severity(rule.severity),
                security_severity: security,
            },
        }
    }
}

impl Invocation {
    /// Notes why a build would publish nothing, and that only `kept` of the findings are listed, if so.
    fn new(report: &Report<'_>, kept: usize) -> Self {
        let all = report.findings.len();
        let text = format!("{kept} of {all} findings are listed, the worst first; `--format json` lists all");
        let cut = (kept < all).then_some(Notification { level: "warning", message: Text { text } });
        let held = report.reasons().into_iter().map(|reason| {
            let text = format!("{}, {reason}", report.verdict());
            Notification { level: "error", message: Text { text } }
        });
        Self { execution_successful: true, tool_execution_notifications: held.chain(cut).collect() }
    }
}

impl<'s> Outcome<'s> {
    fn new(shown: &'s Shown<'_>, rule_index: Option<usize>, prefix: &str) -> Self {
        let related = shown.related.iter().enumerate();
        let related = related.map(|(index, (place, words))| Location {
            id: Some(index),
            physical: Physical::new(place, prefix),
            message: Some(Text { text: words.clone() }),
        });
        Self {
            rule_id: shown.rule.id,
            rule_index,
            level: level(shown.severity),
            message: Text { text: sentences(shown) },
            locations: [Location { id: None, physical: Physical::new(shown.place, prefix), message: None }],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { primary_location_line_hash: shown.fingerprint },
        }
    }
}

impl Physical {
    fn new(place: &SettledPlace, prefix: &str) -> Self {
        let uri = utf8_percent_encode(&format!("{prefix}{}", place.path), PATH).to_string();
        Self {
            artifact_location: Artifact { uri, uri_base_id: "%SRCROOT%" },
            region: Region {
                start_line: place.start.line,
                start_column: place.start.column,
                end_line: place.end.line,
                end_column: place.end.column,
            },
        }
    }
}

/// Joins message, fix and owner; code scanning shows the first sentence where there is little room.
fn sentences(shown: &Shown<'_>) -> String {
    let stop = if shown.message.ends_with(['.', '?', '!']) { "" } else { "." };
    let owner = shown.owner.as_ref().map_or(String::new(), |owner| format!(" Owner: {owner}."));
    format!("{}{stop} {}{owner}", shown.message, shown.help)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// Returns the score of a rule about secrets, on the scale of CVSS from 0.1 to 10.0: over 9.0 is shown as critical,
/// from 4.0 as medium, below as low. A published credential is critical, a placeholder low.
fn security_severity(rule: &Rule) -> Option<&'static str> {
    (rule.family == Family::Secrets).then_some(match rule.severity {
        Severity::Error => "9.5",
        Severity::Warning => "5.0",
        Severity::Info => "2.0",
    })
}
