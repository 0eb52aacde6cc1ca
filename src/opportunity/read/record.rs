//! From the fields of one record to an opportunity.

use super::activity;
use super::fields::Fields;
use super::json::Object;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::record::Opportunity;
use crate::opportunity::stages::Stages;
use crate::source::{SourceFile, Span, Spanned};
use std::sync::Arc;

/// A record lacks what it is of no use without.
pub static MISSING_PROPERTY: Rule = Rule {
    id: "opportunities/missing-property",
    family: Family::Opportunities,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An opportunity lacks its id, its stage, or both name and customer.",
    help: "Add the property to the record, or map the role to the right property in site.toml.",
    page: include_str!("missing-property.md"),
};

/// A stage that is not listed.
pub static UNKNOWN_STAGE: Rule = Rule {
    id: "opportunities/unknown-stage",
    family: Family::Opportunities,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The stage of an opportunity is empty or not among those known, so it counts as open.",
    help: "Set the stage at the source, or add it to the stages in site.toml.",
    page: include_str!("unknown-stage.md"),
};

const TEXTS: [&str; 13] = [
    "id",
    "name",
    "customer",
    "stage",
    "amount",
    "currency",
    "close_date",
    "owner",
    "next_step",
    "url",
    "created",
    "last_edited",
    "first_seen",
];
/// What only snapshots of Notion have.
const RECORDED: [&str; 2] = ["stage_changes", "activity"];
const LISTS: [&str; 4] = ["competitors", "products", "gaps", "features"];

/// Returns whether `role` holds several values.
pub(super) fn is_list(role: &str) -> bool {
    LISTS.contains(&role)
}

/// Reads one record; `None` if it has no id. The span is that of the id.
pub(super) fn opportunity(
    file: &Arc<SourceFile>,
    record: Object,
    stages: &Stages,
    findings: &mut Vec<Finding>,
) -> Option<(Opportunity, Span)> {
    let mut fields = Fields::new(file, record, findings);
    let roles = [TEXTS.as_slice(), &LISTS, &RECORDED].concat();
    fields.check_keys(&roles);
    let Some(id) = fields.text("id").filter(|id| !id.value.is_empty()) else {
        let message = "the record has no `id`, so it is left out".to_owned();
        fields.report(&MISSING_PROPERTY, fields.start(), message);
        return None;
    };
    let customer = fields.text("customer").filter(|customer| !customer.value.is_empty());
    let name = fields.text("name").filter(|name| !name.value.is_empty()).or_else(|| customer.clone());
    if name.is_none() {
        fields.report(&MISSING_PROPERTY, id.span, format!("`{}` has neither `name` nor `customer`", id.value));
    }
    let stage = stage(&mut fields, &id, stages);
    let opportunity = Opportunity {
        name: name.map_or_else(|| id.value.clone(), |name| name.value),
        customer: customer.map(|customer| customer.value),
        stage,
        amount: fields.whole_number("amount").map(|amount| amount.value),
        currency: fields.plain("currency"),
        close_date: fields.date("close_date"),
        owner: fields.plain("owner"),
        competitors: fields.list("competitors"),
        products: fields.list("products"),
        gaps: fields.list("gaps"),
        features: fields.list("features"),
        next_step: fields.plain("next_step"),
        url: fields.url("url"),
        created: fields.timestamp("created"),
        last_edited: fields.timestamp("last_edited"),
        first_seen: fields.timestamp("first_seen"),
        stage_changes: activity::stage_changes(&mut fields),
        activity: activity::activity(&mut fields),
        id: id.value,
    };
    Some((opportunity, id.span))
}

fn stage(fields: &mut Fields<'_>, id: &Spanned<String>, stages: &Stages) -> String {
    let Some(stage) = fields.text("stage") else {
        let message = format!("`{}` has no `stage`, so it counts as open", id.value);
        fields.report(&MISSING_PROPERTY, id.span, message);
        return String::new();
    };
    if stage.value.is_empty() {
        let message = format!("the stage of `{}` is empty, so it counts as open", id.value);
        fields.report(&UNKNOWN_STAGE, stage.span, message);
    } else if !stages.is_known(&stage.value) {
        let message = format!("the stage `{}` of `{}` is not listed, so it counts as open", stage.value, id.value);
        fields.report(&UNKNOWN_STAGE, stage.span, message);
    }
    stage.value
}
