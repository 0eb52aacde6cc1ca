//! Names of customers in what others read.

use super::in_opportunities::in_opportunities;
use crate::customers::{Certainty, CustomerNames, Mention};
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;
use crate::source::{SourceFile, Span};
use crate::visibility::Readers;
use rayon::prelude::*;
use std::sync::Arc;

/// What others read names a customer.
pub(crate) static RULE: Rule = Rule {
    id: "audience/other-customer",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Sharing,
    profile: Profile::Essential,
    summary: "Readers outside the company, or of another customer's build, would read a customer's name.",
    help: "Describe the customer without its name, give the entry its `customer`, or set `reference: true` in customers.yaml.",
    page: include_str!("other_customer.md"),
};

/// Finds the names of customers in every entry that others read, and in the opportunities of a build for one customer.
pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let names = CustomerNames::new(check.library.lists.all_customers());
    if names.is_empty() {
        return Vec::new();
    }
    let readers = Readers::new(check.scope, check.settings);
    let is_read = |entry: &&Arc<Entry>| {
        let is_outside = check.settings.audiences.is_outside(entry.audience.value);
        entry.is_published() && (is_outside || (!readers.is_company_wide() && readers.includes(entry)))
    };
    let entries: Vec<&Arc<Entry>> = check.library.entries().iter().filter(is_read).collect();
    let found: Vec<Vec<Finding>> = entries.par_iter().map(|entry| in_entry(entry, &names)).collect();
    let (file, source) = (&check.settings.file, check.settings.opportunities.file.span);
    let in_opportunities = in_opportunities(shared, &readers, &names);
    let in_opportunities = in_opportunities.iter().map(|found| finding(&found.mention, file, source, &found.part));
    found.into_iter().flatten().chain(in_opportunities).collect()
}

fn in_entry(entry: &Entry, names: &CustomerNames) -> Vec<Finding> {
    let own = entry.customer.as_ref().map(|key| key.value.as_str());
    let part = Span { start: entry.head.start.min(entry.body.span.start), end: entry.body.span.end };
    let text = entry.file.slice(part);
    let mentions = names.others_in(text, own);
    let inside = if mentions.is_empty() { Vec::new() } else { entry.inside_parts() };
    let spans = mentions.iter().map(|mention| (mention, Span::new(mention.range.clone()).shifted(part.start)));
    let shown = spans.filter(|(_, span)| !inside.iter().any(|part| part.start <= span.start && span.end <= part.end));
    let mut findings: Vec<Finding> = shown.map(|(mention, span)| finding(mention, &entry.file, span, "")).collect();
    let of_id = names.others_in(&entry.id, own);
    findings.extend(of_id.iter().map(|mention| {
        finding(mention, &entry.file, Span { start: entry.head.start, end: entry.head.start }, " in the entry's id")
    }));
    findings
}

/// Finds the names of customers other than `own` in `text`, the text of `file` or of a part of it; `part` says in which, as
/// words that follow what was found, and is empty for the text of the file itself.
pub fn in_text(
    names: &CustomerNames,
    own: Option<&str>,
    file: &Arc<SourceFile>,
    text: &str,
    part: &str,
) -> Vec<Finding> {
    let mentions = names.others_in(text, own);
    let span = |mention: &Mention<'_>| if part.is_empty() { Span::new(mention.range.clone()) } else { Span::default() };
    mentions.iter().map(|mention| finding(mention, file, span(mention), part)).collect()
}

fn finding(mention: &Mention<'_>, file: &Arc<SourceFile>, span: Span, part: &str) -> Finding {
    let Mention { key, name, certainty, .. } = mention;
    let of = if key == name { String::new() } else { format!(", a name of the customer `{key}`") };
    let (severity, doubt) = match certainty {
        Certainty::Likely | Certainty::Certain => (Severity::Error, ""),
        Certainty::Doubtful => (Severity::Info, "; it can be the ordinary word here"),
    };
    let message = format!("names `{name}`{of}{part}{doubt}");
    let made = Finding::new(&RULE, Place::new(file, span), message);
    Finding { severity, ..made.subject(format!("{key}: {name}{part}")) }
}
