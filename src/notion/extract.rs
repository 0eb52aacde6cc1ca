//! Converts Notion's rows to opportunities.

use super::Diagnostic;
use super::row::Row;
use super::schema::Schema;
use super::titles::Titles;
use super::value::Held;
use crate::opportunity::{LeftOut, Opportunity, Role, round_amount};
use crate::source::parse_date;
use chrono::NaiveDate;

/// A row with all of its values.
pub(super) struct WholeRow {
    pub(super) row: Row,
    pub(super) values: Vec<(Role, Held)>,
}

impl WholeRow {
    /// Returns why the row is not an opportunity; `None` if its values decide.
    pub(super) fn reason(row: &Row) -> Option<&'static str> {
        if row.in_trash { Some("in the trash") } else { (row.kind != "page").then_some("not a page") }
    }
}

/// Converts rows to opportunities.
pub(super) struct Extractor<'e> {
    pub(super) schema: &'e Schema,
    pub(super) titles: &'e Titles,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Extractor<'_> {
    pub(super) fn extract(&mut self, WholeRow { row, values }: WholeRow) -> Result<Opportunity, LeftOut> {
        let mut opportunity =
            Opportunity { url: row.url.clone(), created: Some(row.created), ..Opportunity::default() };
        opportunity.last_edited = row.last_edited;
        for (role, held) in values {
            if let Held::Unknown(kind) = held {
                self.diagnostics.push(Diagnostic::UnknownType { row: row.id.clone(), role: role.name(), kind });
                continue;
            }
            self.assign(&mut opportunity, &row.id, role, held);
        }
        let is_blank = opportunity.name.is_empty() && opportunity.customer.is_none() && opportunity.stage.is_empty();
        let reason = WholeRow::reason(&row);
        if let Some(reason) = reason.or_else(|| is_blank.then_some("neither name, customer nor stage")) {
            return Err(LeftOut { id: row.id, name: opportunity.name, reason: reason.to_owned(), url: row.url });
        }
        if opportunity.name.is_empty() {
            opportunity.name = opportunity.customer.clone().unwrap_or_else(|| row.id.clone());
        }
        if opportunity.amount.is_some() && opportunity.currency.is_none() {
            opportunity.currency.clone_from(&self.schema.currency);
        }
        opportunity.id = row.id;
        Ok(opportunity)
    }

    fn assign(&mut self, to: &mut Opportunity, row: &str, role: Role, held: Held) {
        if held == Held::Nothing {
            return;
        }
        match role {
            Role::Amount => to.amount = self.fit(row, role, "a number, 0 or greater", amount(&held)),
            Role::CloseDate => to.close_date = self.fit(row, role, "a date", day(&held)),
            Role::Competitors => to.competitors = self.texts(row, role, held),
            Role::Products => to.products = self.texts(row, role, held),
            Role::Gaps => to.gaps = self.texts(row, role, held),
            Role::Features => to.features = self.texts(row, role, held),
            Role::Name => to.name = self.texts(row, role, held).join(", "),
            Role::Stage => to.stage = self.texts(row, role, held).join(", "),
            Role::Customer => to.customer = some(&self.texts(row, role, held)),
            Role::Currency => to.currency = some(&self.texts(row, role, held)),
            Role::Owner => to.owner = some(&self.texts(row, role, held)),
            Role::NextStep => to.next_step = some(&self.texts(row, role, held)),
        }
    }

    fn fit<T>(&mut self, row: &str, role: Role, expected: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.diagnostics.push(Diagnostic::UnfitValue { row: row.to_owned(), role: role.name(), expected });
        }
        value
    }

    fn texts(&mut self, row: &str, role: Role, held: Held) -> Vec<String> {
        match held {
            Held::Nothing | Held::Unknown(_) => Vec::new(),
            Held::Text(text) => vec![text],
            Held::Number(number) => vec![number.to_string()],
            Held::Date(date) => vec![date.to_string()],
            Held::List(texts) => texts,
            Held::Pages(ids) => ids.into_iter().filter_map(|id| self.title(row, role, id)).collect(),
        }
    }

    fn title(&mut self, row: &str, role: Role, page: String) -> Option<String> {
        let title = self.titles.of(&page).map(str::to_owned);
        if title.is_none() && !self.titles.unshared.contains(&role) {
            self.diagnostics.push(Diagnostic::UnreadablePage { row: row.to_owned(), role: role.name(), page });
        }
        title
    }
}

fn some(texts: &[String]) -> Option<String> {
    Some(texts.join(", ")).filter(|text| !text.is_empty())
}

fn amount(held: &Held) -> Option<u64> {
    match held {
        Held::Number(number) => round_amount(*number),
        Held::Text(text) => text.parse().ok().and_then(round_amount),
        // A rollup that shows the original is a list of one.
        Held::List(texts) => texts.first().filter(|_| texts.len() == 1)?.parse().ok().and_then(round_amount),
        _ => None,
    }
}

fn day(held: &Held) -> Option<NaiveDate> {
    let parse = |text: &str| parse_date(&text.chars().take(10).collect::<String>());
    match held {
        Held::Date(date) => Some(*date),
        Held::Text(text) => parse(text),
        Held::List(texts) => texts.first().filter(|_| texts.len() == 1).and_then(|text| parse(text)),
        _ => None,
    }
}
