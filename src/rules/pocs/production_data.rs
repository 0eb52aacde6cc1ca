//! Proofs of concept on live data.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A proof of concept runs on production data.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/production-data",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A proof of concept runs on production data.",
    help: "Use synthetic data, or a part that the customer's privacy officer released.",
    page: include_str!("production_data.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    let contents = poc.environment.as_ref().and_then(|environment| environment.contents.as_ref());
    let Some(contents) = contents.filter(|text| is_live(text) && subject.is_live()) else { return Vec::new() };
    vec![subject.finding(&RULE, contents.span, "this runs on production data").subject("environment.data")]
}

/// Returns whether the words mean live data, and not the lack of it.
fn is_live(text: &str) -> bool {
    let lower = text.to_lowercase();
    let denied = ["no production", "not production", "never production", "without production", "non-production"];
    let names = ["production", "live data", "real customer data", "live system", "prod data", "prod copy"];
    !denied.iter().any(|words| lower.contains(words)) && names.iter().any(|words| lower.contains(words))
}
