//! Converts Notion's rows to opportunities.

use super::Diagnostic;
use super::row::Row;
use super::schema::Schema;
use super::titles::Titles;
use super::value::Held;
use crate::config::NumberFormat;
use crate::opportunity::{
    LeftOut, Opportunity, Role, Unreadable, WITHOUT_CURRENCY, Written, WrittenAmount, join_currency, parse_amount,
    parse_currency, round_amount,
};
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
    /// How texts write numbers and days.
    pub(super) written: &'e Written,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Extractor<'_> {
    pub(super) fn extract(&mut self, WholeRow { row, values }: WholeRow) -> Result<Opportunity, LeftOut> {
        let mut opportunity =
            Opportunity { url: row.url.clone(), created: Some(row.created), ..Opportunity::default() };
        opportunity.last_edited = row.last_edited;
        let mut money = Money::default();
        for (role, held) in values {
            if let Held::Unknown(kind) = held {
                self.diagnostics.push(Diagnostic::UnknownType { row: row.id.clone(), role: role.name(), kind });
                continue;
            }
            match role {
                Role::Amount if held != Held::Nothing => money.amount = Some(amount(&held, self.written.numbers)),
                Role::Currency => money.currency = some(&self.texts(&row.id, role, held)),
                _ => self.assign(&mut opportunity, &row.id, role, held),
            }
        }
        let is_blank = opportunity.name.is_empty() && opportunity.customer.is_none() && opportunity.stage.is_empty();
        let reason = WholeRow::reason(&row);
        if let Some(reason) = reason.or_else(|| is_blank.then_some("neither name, customer nor stage")) {
            return Err(LeftOut { id: row.id, name: opportunity.name, reason: reason.to_owned(), url: row.url });
        }
        if opportunity.name.is_empty() {
            opportunity.name = opportunity.customer.clone().unwrap_or_else(|| row.id.clone());
        }
        self.settle(&mut opportunity, &row.id, money);
        opportunity.id = row.id;
        Ok(opportunity)
    }

    fn assign(&mut self, to: &mut Opportunity, row: &str, role: Role, held: Held) {
        if held == Held::Nothing {
            return;
        }
        match role {
            // Both are settled together.
            Role::Amount | Role::Currency => {}
            Role::CloseDate => to.close_date = self.fit(row, role, "a date", day(&held, self.written)),
            Role::Domains => to.domains = self.texts(row, role, held),
            Role::Competitors => to.competitors = self.texts(row, role, held),
            Role::Products => to.products = self.texts(row, role, held),
            Role::Gaps => to.gaps = self.texts(row, role, held),
            Role::Features => to.features = self.texts(row, role, held),
            Role::Name => to.name = self.texts(row, role, held).join(", "),
            Role::Stage => to.stage = self.texts(row, role, held).join(", "),
            Role::Customer => to.customer = some(&self.texts(row, role, held)),
            Role::Owner => to.owner = some(&self.texts(row, role, held)),
            Role::NextStep => to.next_step = some(&self.texts(row, role, held)),
        }
    }

    /// Decides on amount and currency: an amount in a currency that is not known is left out, since it would be added to
    /// others.
    fn settle(&mut self, to: &mut Opportunity, row: &str, money: Money) {
        let code = match money.currency.as_deref().map(parse_currency).transpose() {
            Ok(code) => code,
            Err(unreadable) => {
                self.unreadable(row, Role::Currency, &unreadable.to_string());
                if money.amount.is_some() {
                    self.unreadable(row, Role::Amount, WITHOUT_CURRENCY);
                }
                return;
            }
        };
        let usual = self.schema.currency.as_deref().or(self.written.currency.as_deref());
        let joined = money.amount.map(|read| {
            let read = read?;
            Ok::<_, Unreadable>((read.amount, join_currency(read.currency.as_ref(), code, usual)?))
        });
        match joined {
            Some(Ok((amount, currency))) => (to.amount, to.currency) = (Some(amount), currency),
            Some(Err(unreadable)) => {
                self.unreadable(row, Role::Amount, &unreadable.to_string());
                to.currency = code.map(str::to_owned);
            }
            None => to.currency = code.map(str::to_owned),
        }
    }

    fn unreadable(&mut self, row: &str, role: Role, reason: &str) {
        let (row, role, reason) = (row.to_owned(), role.name(), reason.to_owned());
        self.diagnostics.push(Diagnostic::Unreadable { row, role, reason });
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

/// The values of a row that are decided together.
#[derive(Default)]
struct Money {
    amount: Option<Result<WrittenAmount, Unreadable>>,
    currency: Option<String>,
}

fn amount(held: &Held, format: NumberFormat) -> Result<WrittenAmount, Unreadable> {
    match held {
        Held::Number(number) if *number < 0.0 => Err(Unreadable::Negative),
        Held::Number(number) => {
            let amount = round_amount(*number).ok_or(Unreadable::TooLarge)?;
            Ok(WrittenAmount { amount, currency: None })
        }
        Held::Text(text) => parse_amount(text, format),
        // A rollup that shows the original is a list of one.
        Held::List(texts) => match texts.as_slice() {
            [text] => parse_amount(text, format),
            _ => Err(Unreadable::NoNumber),
        },
        _ => Err(Unreadable::NoNumber),
    }
}

fn day(held: &Held, written: &Written) -> Option<NaiveDate> {
    match held {
        Held::Date(date) => Some(*date),
        Held::Text(text) => written.day(text),
        Held::List(texts) => texts.first().filter(|_| texts.len() == 1).and_then(|text| written.day(text)),
        _ => None,
    }
}
