//! Words that the site's own lists do not hold.

use crate::entry::{Entry, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity, respelt};
use crate::kinds::Kind;
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;
use crate::source::Spanned;
use crate::values::nearest;

/// A value is not in the site's own list.
pub(crate) static RULE: Rule = Rule {
    id: "schema/unknown-value",
    family: Family::Schema,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A capability, competitor, control, customer, framework, person or rule is not in the list that the site keeps of them.",
    help: "Correct it, or add it to the list.",
    page: include_str!("unknown_value.md"),
};

/// The word for a competitor in messages.
const COMPETITOR: &str = "competitor";

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, library) = (subject.entry, subject.check().library);
    let lists = &library.lists;
    let mut found = Vec::new();
    if !lists.capabilities.is_empty() {
        let known = || lists.capabilities.iter().map(|capability| capability.id.value.as_str());
        let unknown = capabilities(entry).into_iter().filter(|name| lists.capability(name).is_none());
        found.extend(unknown.map(|name| finding(subject, "capability", name, known())));
    }
    if !subject.shared.competitors().is_empty() {
        let known = || library.of_kind(Kind::Competitor).map(|competitor| competitor.id.as_str());
        let unknown = competitors(entry).into_iter();
        let unknown = unknown.filter(|name| library.competitor(name).is_none() && !library.is_unreadable(name));
        found.extend(unknown.map(|name| finding(subject, COMPETITOR, name, known())));
    }
    if !lists.people.is_empty() {
        let known = || lists.people.iter().map(|person| person.id.value.as_str());
        let unknown = people(entry).into_iter().filter(|name| lists.person(name).is_none());
        found.extend(unknown.map(|name| finding(subject, "person", name, known())));
    }
    if !lists.customers.is_empty() {
        let known = || lists.customers.iter().map(|customer| customer.key.value.as_str());
        let unknown = entry.customer.iter().filter(|key| !known().any(|name| name == key.value));
        // The nearest key would name another customer.
        found.extend(unknown.map(|name| finding(subject, "customer", name, std::iter::empty())));
    }
    found.extend(of_frameworks(subject));
    found
}

/// Frameworks that are not listed, and controls that a framework with a list of them does not have.
fn of_frameworks(subject: &Subject<'_>) -> Vec<Finding> {
    let listed = &subject.check().library.lists.frameworks;
    let KindFields::Answer(answer) = &subject.entry.kind_fields else { return Vec::new() };
    let mut found = Vec::new();
    for (id, controls) in answer.frameworks.iter().filter(|_| !listed.is_empty()) {
        let Some(framework) = listed.iter().find(|framework| framework.id.value == id.value) else {
            found.push(finding(subject, "framework", id, listed.iter().map(|framework| framework.id.value.as_str())));
            continue;
        };
        let known = || framework.controls.iter().map(|control| control.id.value.as_str());
        let unknown =
            controls.iter().filter(|control| known().next().is_some() && !known().any(|id| id == control.value));
        found.extend(unknown.map(|control| finding(subject, "control", control, known())));
    }
    found
}

fn capabilities(entry: &Entry) -> Vec<&Spanned<String>> {
    let claims = entry.claims.iter().filter_map(|claim| claim.capability.as_ref());
    match &entry.kind_fields {
        KindFields::Gap(gap) => claims.chain(&gap.capability).collect(),
        KindFields::Competitor(own) => {
            claims.chain(own.releases.iter().flat_map(|release| &release.capabilities)).collect()
        }
        _ => claims.collect(),
    }
}

fn competitors(entry: &Entry) -> Vec<&Spanned<String>> {
    let own = if let KindFields::Battlecard(card) = &entry.kind_fields { card.competitor.as_ref() } else { None };
    entry.competitors.iter().chain(own).collect()
}

fn people(entry: &Entry) -> Vec<&Spanned<String>> {
    let verified = entry.claims.iter().filter_map(|claim| claim.verified.as_ref()).chain(&entry.verified);
    let checked = verified.filter_map(|verified| verified.by.as_ref());
    checked.chain(entry.approvals.iter().filter_map(|approval| approval.by.as_ref())).collect()
}

/// Returns the command that begins the entry of the competitor called `name`; `None` if a shell would read it otherwise.
fn new_competitor(name: &str) -> Option<String> {
    let name = name.strip_prefix("competitors/").unwrap_or(name);
    let is_word = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.');
    let is_readable = |symbol: char| is_word(symbol) || matches!(symbol, ' ' | '&' | '+' | ',' | '(' | ')');
    let is_name = name.starts_with(char::is_alphanumeric) && name.chars().all(is_readable);
    let words = if name.chars().all(is_word) { name.to_owned() } else { format!("\"{name}\"") };
    is_name.then(|| format!("fieldbook new competitor {words}"))
}

fn finding<'w>(
    subject: &Subject<'_>,
    what: &str,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'w str>,
) -> Finding {
    let known: Vec<&str> = known.collect();
    let hint =
        nearest(&name.value, known.iter().copied()).map_or(String::new(), |word| format!("; did you mean `{word}`?"));
    let message = format!("there is no {what} called {}{hint}", quoted(&name.value));
    let mut finding = subject.finding(&RULE, name.span, message).subject(format!("{what}: {}", name.value));
    if let Some(command) = new_competitor(&name.value).filter(|_| what == COMPETITOR) {
        finding = finding.help(format!("Correct the name, or add the competitor: `{command}`."));
    }
    let is_plain = subject.entry.file.slice(name.span) == name.value;
    match respelt(&name.value, known.into_iter()).filter(|_| is_plain) {
        Some(meant) => finding.fix(name.span, meant),
        None => finding,
    }
}
