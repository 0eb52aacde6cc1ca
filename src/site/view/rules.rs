//! The rule reference: all rules by family, and a page for each.

use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::severity::severity_word;
use crate::config::{Level, Settings};
use crate::finding::{Family, Profile, Rule};
use crate::rules::{Selection, reference};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::{Part, parts, sentence};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use chrono::Days;
use serde::Serialize;

/// All rules.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RulesView {
    frame: Frame,
    total: usize,
    /// How many of them run on this site.
    running: usize,
    families: Vec<FamilyView>,
}

#[derive(Debug, Clone, Serialize)]
struct FamilyView {
    name: &'static str,
    rules: Vec<RuleRow>,
}

#[derive(Debug, Clone, Serialize)]
struct RuleRow {
    id: &'static str,
    href: String,
    summary_html: String,
    level: LevelView,
    /// How often this build finds it.
    found: usize,
}

/// How much a rule matters, in general and on this site.
#[derive(Debug, Clone, Copy, Serialize)]
struct LevelView {
    severity: &'static str,
    /// `essential` or `strict`.
    profile: &'static str,
    /// Whether it is about filled questionnaires: `rfp check` runs it, and no setting of the site changes it.
    is_of_questionnaires: bool,
    runs: bool,
    /// What the site makes of it, where it says something else: another severity, or `off`.
    here: Option<&'static str>,
    has_floor: bool,
}

/// One rule.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RuleView {
    frame: Frame,
    id: &'static str,
    family: &'static str,
    summary_html: String,
    help_html: String,
    level: LevelView,
    why_html: String,
    fails: Vec<ExampleView>,
    passes: Vec<ExampleView>,
    /// What this build finds.
    found: Vec<FoundView>,
    total: usize,
    /// A day ninety days after the build, for an allowance to end on.
    until: String,
}

/// An example of a rule: the files of a tiny site.
#[derive(Debug, Clone, Default, Serialize)]
struct ExampleView {
    title: Option<String>,
    files: Vec<FileView>,
}

#[derive(Debug, Clone, Serialize)]
struct FileView {
    path: Option<String>,
    text: String,
}

#[derive(Debug, Clone, Serialize)]
struct FoundView {
    entry: LinkView,
    line: u32,
    message_html: String,
}

/// How many places a rule's page names.
const FOUND: usize = 30;

/// Returns the address of the page of `rule`.
pub(crate) fn rule_address(rule: &Rule) -> Address {
    PageKind::Rule.address_of(rule.id)
}

impl RulesView {
    /// Lists all rules.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Rules.address();
        let place = Place::of(PageKind::Rules, address.clone());
        let heading = Heading::of(PageKind::Rules, "What the checks look for, why, and how to fix it.");
        let mut families: Vec<FamilyView> = Vec::new();
        for rule in reference() {
            let row = rule_row(catalogue, &address, rule);
            match families.last_mut().filter(|family| family.name == rule.family.word()) {
                Some(family) => family.rules.push(row),
                None => families.push(FamilyView { name: rule.family.word(), rules: vec![row] }),
            }
        }
        let rows = families.iter().flat_map(|family| &family.rules);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            total: reference().len(),
            running: rows.filter(|row| row.level.runs).count(),
            families,
        };
        (address, view)
    }
}

fn rule_row(catalogue: &Catalogue<'_>, from: &Address, rule: &'static Rule) -> RuleRow {
    RuleRow {
        id: rule.id,
        href: from.link(&rule_address(rule)),
        summary_html: sentence(rule.summary),
        level: level(rule, catalogue.input.settings),
        found: catalogue.findings.of_rule(rule.id).len(),
    }
}

fn level(rule: &Rule, settings: &Settings) -> LevelView {
    let find = |name: &str| settings.rules.everywhere.iter().find(|setting| setting.selector.value == name);
    let set = find(rule.id).or_else(|| find(rule.family.word())).filter(|_| !rule.has_floor());
    let here = set.map(|setting| match setting.level.value {
        Level::Off => "off",
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    });
    let severity = severity_word(rule.severity);
    LevelView {
        severity,
        profile: match rule.profile {
            Profile::Essential => "essential",
            Profile::Strict => "strict",
        },
        is_of_questionnaires: rule.family == Family::Questionnaire,
        runs: rule.family != Family::Questionnaire && here != Some("off") && Selection::default().runs(rule, settings),
        here: here.filter(|word| *word != severity),
        has_floor: rule.has_floor(),
    }
}

impl RuleView {
    /// Shows `rule`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets, rule: &'static Rule) -> (Address, Self) {
        let address = rule_address(rule);
        let place = Place::of(PageKind::Rule, address.clone());
        let heading = Heading { title: rule.id.to_owned(), description: rule.summary.to_owned() };
        let found = catalogue.findings.of_rule(rule.id);
        let page = page(rule.page);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            id: rule.id,
            family: rule.family.word(),
            summary_html: sentence(rule.summary),
            help_html: sentence(rule.help),
            level: level(rule, catalogue.input.settings),
            why_html: page.why,
            fails: page.fails,
            passes: page.passes,
            total: found.len(),
            until: until(catalogue),
            found: found
                .iter()
                .take(FOUND)
                .map(|(finding, entry)| FoundView {
                    entry: LinkView {
                        text: entry.title.value.clone(),
                        href: Some(address.link(&catalogue.address(entry))),
                    },
                    line: finding.place.start.line,
                    message_html: sentence(&finding.message),
                })
                .collect(),
        };
        (address, view)
    }
}

fn until(catalogue: &Catalogue<'_>) -> String {
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    day.checked_add_days(Days::new(90)).unwrap_or(day).to_string()
}

/// A rule's page, taken apart.
#[derive(Debug, Default)]
struct RulePage {
    why: String,
    fails: Vec<ExampleView>,
    passes: Vec<ExampleView>,
}

/// Splits a rule's page: what comes before `## Fails`, and the examples below each of the two headings, which `###`
/// divides.
fn page(text: &str) -> RulePage {
    let mut page = RulePage::default();
    let mut side: Option<bool> = None;
    for part in parts(text) {
        let examples = match side {
            Some(true) => &mut page.passes,
            _ => &mut page.fails,
        };
        match part {
            Part::Heading(2, title) => side = Some(title == "Passes"),
            Part::Heading(_, title) => examples.push(ExampleView { title: Some(title), files: Vec::new() }),
            Part::Prose(html) if side.is_none() => page.why.push_str(&html),
            Part::Prose(_) => {}
            Part::Fence(words, text) => {
                let file = file(&words, &text);
                match examples.last_mut() {
                    Some(example) if side.is_some() => example.files.push(file),
                    _ => examples.push(ExampleView { title: None, files: vec![file] }),
                }
            }
        }
    }
    page
}

fn file(words: &str, text: &str) -> FileView {
    FileView { path: words.strip_prefix("fieldbook ").map(str::to_owned), text: shown(text) }
}

/// Replaces an example's `{{planted:…}}` by its name, so that no page contains a text that looks like a credential.
fn shown(text: &str) -> String {
    text.replace("{{planted:", "<a real ").replace("}}", ">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_why_and_most_show_examples() {
        let mut bare = Vec::new();
        for rule in reference() {
            let page = page(rule.page);
            assert!(page.why.starts_with("<p>"), "{}", rule.id);
            assert!(page.fails.iter().chain(&page.passes).all(|example| !example.files.is_empty()), "{}", rule.id);
            bare.extend((page.fails.is_empty() || page.passes.is_empty()).then_some(rule.id));
        }
        // What only output, bytes, a repository, a baseline or a change can show has no example.
        let expected = [
            "audience/leaked-canary",
            "evidence/weakened",
            "links/address-gone",
            "questionnaire/changed-answer",
            "questionnaire/credential",
            "questionnaire/held-answer",
            "questionnaire/other-customer",
            "schema/unreadable-file",
            "secrets/credential-in-repository",
            "suppression/gone",
            "suppression/other-salt",
        ];
        assert_eq!(bare, expected);
    }
}
