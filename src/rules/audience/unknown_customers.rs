//! Customers whose names are not known.

use crate::config::OpportunitySource;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::opportunity::Reading;
use crate::rules::shared::Shared;
use crate::visibility::Readers;

/// A build for others cannot look for all names of customers.
pub(crate) static RULE: Rule = Rule {
    id: "audience/unknown-customers",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Sharing,
    profile: Profile::Essential,
    summary: "The opportunities could not be read, so a build for others cannot look for the names of their customers.",
    help: "Make the opportunities readable, or set `source = \"none\"` and list the customers in customers.yaml.",
    page: include_str!("unknown_customers.md"),
};

/// Reports which opportunities are missing if the build is for others than the whole company.
pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let check = &shared.check;
    let own = &check.settings.opportunities;
    if own.source == OpportunitySource::None || Readers::new(check.scope, check.settings).is_company_wide() {
        return Vec::new();
    }
    let span = own.notion_url.as_ref().map_or(own.file.span, |url| url.span);
    let found = |severity, subject: &str, message: String| {
        let made = Finding::new(&RULE, Place::new(&check.settings.file, span), message).subject(subject);
        vec![Finding { severity, ..made }]
    };
    let path = own.path().unwrap_or_default();
    let Some(snapshot) = check.snapshot.filter(|snapshot| snapshot.status.reading != Reading::Never) else {
        let message =
            format!("`{path}` does not exist, so this build is not searched for the customers of opportunities");
        return found(Severity::Error, "missing", message);
    };
    let rows = snapshot.omitted.as_deref().unwrap_or(snapshot);
    if snapshot.status.reading == Reading::Failed {
        let message =
            format!("`{path}` could not be read, so this build is not searched for the customers of opportunities");
        return found(Severity::Error, "unreadable", message);
    }
    let values = rows.left_out_values.iter().filter(|value| ["customer", "domains"].contains(&value.role.as_str()));
    let missing = rows.left_out.len() + values.count();
    if rows.complete && missing == 0 {
        return Vec::new();
    }
    let how_many = if missing == 0 { "rows".to_owned() } else { format!("{missing} rows or names of customers") };
    let message = format!(
        "{how_many} of the opportunities were left out, so this build is searched for their customers only as far as the \
         names of the rows give them"
    );
    found(Severity::Warning, "incomplete", message)
}
