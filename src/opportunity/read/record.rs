//! From the fields of one record to an opportunity.

use super::activity;
use super::fields::{Fields, Unfit};
use super::form::FileForm;
use super::json::Object;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::opportunity::left_out::LeftOutValue;
use crate::opportunity::money::{join_currency, parse_currency};
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
const LISTS: [&str; 5] = ["domains", "competitors", "products", "gaps", "features"];

/// Returns what a column can be.
pub(super) fn roles() -> Vec<&'static str> {
    [TEXTS.as_slice(), &LISTS].concat()
}

/// Returns whether a column can have this role.
pub(super) fn is_role(role: &str) -> bool {
    roles().contains(&role)
}

/// Returns whether `role` holds several values.
pub(super) fn is_list(role: &str) -> bool {
    LISTS.contains(&role)
}

/// A record, read.
pub(super) struct Record {
    pub(super) opportunity: Opportunity,
    /// The place of its id.
    pub(super) id: Span,
    /// Its values that are not read.
    pub(super) left_out: Vec<LeftOutValue>,
}

/// Reads one record; `None` if it has no id.
pub(super) fn opportunity(
    file: &Arc<SourceFile>,
    record: Object,
    form: &FileForm,
    findings: &mut Vec<Finding>,
) -> Option<Record> {
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
    let stage = stage(&mut fields, &id, &form.stages);
    let money = money(&mut fields, form);
    let written = &form.written;
    let opportunity = Opportunity {
        name: name.map_or_else(|| id.value.clone(), |name| name.value),
        customer: customer.map(|customer| customer.value),
        domains: fields.list("domains"),
        stage,
        amount: money.amount,
        currency: money.currency,
        close_date: fields.day("close_date", written),
        owner: fields.plain("owner"),
        competitors: fields.list("competitors"),
        products: fields.list("products"),
        gaps: fields.list("gaps"),
        features: fields.list("features"),
        next_step: fields.plain("next_step"),
        url: fields.url("url"),
        created: fields.moment("created", written),
        last_edited: fields.moment("last_edited", written),
        first_seen: fields.timestamp("first_seen"),
        stage_changes: activity::stage_changes(&mut fields),
        activity: activity::activity(&mut fields),
        id: id.value,
    };
    let values = fields.unfit().into_iter().map(|Unfit { role, reason }| LeftOutValue {
        id: opportunity.id.clone(),
        role: role.to_owned(),
        reason,
    });
    let left_out = values.collect();
    Some(Record { opportunity, id: id.span, left_out })
}

/// An amount with its currency.
#[derive(Default)]
struct Money {
    amount: Option<u64>,
    currency: Option<String>,
}

/// Reads the amount and its currency: an amount in a currency that is not known is left out, since it would be added to
/// others.
fn money(fields: &mut Fields<'_>, form: &FileForm) -> Money {
    let amount = fields.amount("amount", form.written.numbers);
    let named = fields.text("currency").filter(|text| !text.value.is_empty());
    let code = match named.as_ref().map(|named| parse_currency(&named.value)).transpose() {
        Ok(code) => code,
        Err(unreadable) => {
            let span = named.map_or(fields.start(), |named| named.span);
            if amount.is_some() {
                fields.unreadable_with_amount(span, &unreadable);
            } else {
                fields.unreadable("currency", span, &unreadable);
            }
            return Money::default();
        }
    };
    let Some(amount) = amount else { return Money { amount: None, currency: code.map(str::to_owned) } };
    match join_currency(amount.value.currency.as_ref(), code, form.written.currency.as_deref()) {
        Ok(currency) => Money { amount: Some(amount.value.amount), currency },
        Err(unreadable) => {
            fields.unreadable("amount", amount.span, &unreadable);
            Money { amount: None, currency: code.map(str::to_owned) }
        }
    }
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
