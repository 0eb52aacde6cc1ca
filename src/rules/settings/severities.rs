//! The severities that a site sets.

use crate::config::{Level, RuleSetting, Settings};
use crate::finding::{Family, Finding, Place, Rule, Severity};
use crate::rules::freshness::BROUGHT_BY_TIME;
use crate::rules::quotable::quoted;
use crate::rules::registry::registry;
use crate::rules::selection::{Selection, selects};
use crate::rules::selectors::{is_selector, nearest_selector};
use crate::source::Spanned;
use crate::values::{UNKNOWN_KEY, WRONG_TYPE};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// The severities of `[rules]`, prepared for look-ups.
#[derive(Debug)]
pub(super) struct Levels<'a> {
    settings: &'a Settings,
    by_path: Vec<(GlobSet, &'a [RuleSetting])>,
}

impl<'a> Levels<'a> {
    /// Prepares the settings; names of rules that do not exist and patterns that cannot be read are findings.
    pub(super) fn new(settings: &'a Settings) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let rules = &settings.rules;
        let all = rules.everywhere.iter().chain(rules.by_path.iter().flat_map(|(_, levels)| levels));
        findings.extend(all.filter_map(|setting| mistake(settings, setting)));
        let mut by_path = Vec::new();
        for (paths, levels) in &rules.by_path {
            by_path.push((globs(settings, paths, &mut findings), levels.as_slice()));
        }
        (Self { settings, by_path }, findings)
    }

    /// Gives `finding` its severity; `None` if its rule is off for its file.
    pub(super) fn apply_settings(&self, mut finding: Finding) -> Option<Finding> {
        let is_of_time = BROUGHT_BY_TIME.contains(&finding.rule);
        if is_of_time && !self.settings.freshness.fail {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        if finding.rule.family == Family::Schema && finding.place.file.path() == self.settings.file.path() {
            // Settings do not lower what is wrong with themselves.
            return Some(finding);
        }
        let Some(setting) = self.find(finding.rule, finding.place.file.path()) else { return Some(finding) };
        let severity = match setting.level.value {
            Level::Error => Severity::Error,
            _ if !finding.rule.is_settable(finding.severity) => return Some(finding),
            Level::Off => return None,
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
        };
        finding.severity = severity;
        let place = Place::new(&self.settings.file, setting.level.span);
        Some(finding.see(place, "this setting decides the severity"))
    }

    /// Returns whether a rule that `selector` names ran on the file at `path`, so that a suppression could be used.
    pub(super) fn runs(&self, selector: &str, path: &str, selection: &Selection) -> bool {
        let is_off = |rule: &Rule| {
            !rule.has_floor() && self.find(rule, path).is_some_and(|setting| setting.level.value == Level::Off)
        };
        let mut rules = registry().iter().filter(|rule| selects(selector, rule));
        rules.any(|rule| selection.runs(rule, self.settings) && !is_off(rule))
    }

    /// Returns the setting that decides: of the last group whose patterns fit, else of those for every file; within a
    /// group an id before its family, and the last line of equals.
    fn find(&self, rule: &Rule, path: &str) -> Option<&'a RuleSetting> {
        let fitting = self.by_path.iter().rev().filter(|(globs, _)| globs.is_match(path));
        let mut groups = fitting.map(|(_, levels)| *levels).chain([self.settings.rules.everywhere.as_slice()]);
        groups.find_map(|levels| deciding(levels, rule))
    }
}

/// Returns the line of `levels` that decides about `rule`: its id before its family, and the last line of equals.
fn deciding<'a>(levels: &'a [RuleSetting], rule: &Rule) -> Option<&'a RuleSetting> {
    let by = |name: &str| levels.iter().rev().find(|setting| setting.selector.value == name);
    by(rule.id).or_else(|| by(rule.family.word()))
}

/// Returns the severity that findings of `rule` have in a file that no `[[rules.for]]` names, `None` if the rule is off;
/// and the line that decided it, if one did.
pub(in crate::rules) fn severity_everywhere<'a>(
    rule: &Rule,
    settings: &'a Settings,
) -> (Option<Severity>, Option<&'a RuleSetting>) {
    let setting = deciding(&settings.rules.everywhere, rule);
    let severity = match setting.map(|setting| setting.level.value) {
        Some(Level::Error) => Some(Severity::Error),
        _ if rule.has_floor() => Some(rule.severity),
        Some(Level::Off) => None,
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        None if !Selection::default().runs(rule, settings) => None,
        None if BROUGHT_BY_TIME.contains(&rule) && !settings.freshness.fail => {
            Some(rule.severity.min(Severity::Warning))
        }
        None => Some(rule.severity),
    };
    (severity, setting)
}

fn mistake(settings: &Settings, setting: &RuleSetting) -> Option<Finding> {
    let selector = setting.selector.value.as_str();
    if !is_selector(selector) {
        let hint = nearest_selector(selector);
        let place = Place::new(&settings.file, setting.selector.span);
        let words = hint.map_or(String::new(), |word| format!("; did you mean `{word}`?"));
        let message = format!("unknown rule or family {}{words}", quoted(selector));
        let help = hint.map_or("Remove the line.".to_owned(), |word| format!("Write `{word}`, or remove the line."));
        return Some(Finding::new(&UNKNOWN_KEY, place, message).help(help).subject(format!("rules.{selector}")));
    }
    let is_floored = registry().iter().any(|rule| selects(selector, rule) && !rule.is_settable(Severity::Info));
    if !is_floored || setting.level.value == Level::Error {
        return None;
    }
    let place = Place::new(&settings.file, setting.level.span);
    let message = format!("the severity of `{selector}` cannot be lowered: its findings must never be published");
    let finding = Finding::new(&WRONG_TYPE, place, message).subject(format!("rules.{selector}"));
    Some(finding.help("Remove the line; allow a single place with a comment and a reason."))
}

fn globs(settings: &Settings, paths: &[Spanned<String>], findings: &mut Vec<Finding>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for path in paths {
        match Glob::new(&path.value) {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => {
                let place = Place::new(&settings.file, path.span);
                let message = format!("this pattern cannot be read: {}", error.kind());
                findings.push(Finding::new(&WRONG_TYPE, place, message).subject("rules.for.paths"));
            }
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}
