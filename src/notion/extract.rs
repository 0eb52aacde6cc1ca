//! Converts Notion's rows to opportunities.

use super::client::Client;
use super::locate::{cursor_query, next_cursor};
use super::schema::{Schema, is_same_id};
use super::source::parse_id;
use super::value::{self, Held, Property, read_property, text};
use super::{Diagnostic, Failure};
use crate::opportunity::{LeftOut, Opportunity, Role, Timestamp, round_amount};
use crate::source::parse_date;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How often a list of references may be restarted.
const RESTARTS: usize = 8;
/// Pages of one list of references, each of up to 100.
const REFERENCE_PAGES: usize = 1_000;

/// A row's envelope, typed, and the values of the mapped properties.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) created: Timestamp,
    pub(super) last_edited: Option<Timestamp>,
    kind: String,
    in_trash: bool,
    url: Option<String>,
    held: Vec<(Role, String, Property)>,
}

impl Row {
    /// Reads one result of a query; a row without properties is fetched by its id.
    pub(super) fn read(client: &mut Client<'_>, schema: &Schema, result: &Value) -> Result<Self, Failure> {
        let lacks = |why: &str| Failure::Incomplete(format!("a row has no {why}"));
        let id = parse_id(&text(result.get("id"))).ok_or_else(|| lacks("id"))?;
        let kind = text(result.get("object"));
        let fetched;
        let page = if kind == "page" && !result.get("properties").is_some_and(Value::is_object) {
            fetched = client.get(format!("/v1/pages/{id}"))?;
            &fetched
        } else {
            result
        };
        let time = |key| Timestamp::parse(&text(page.get(key)));
        let flag = |key| page.get(key).and_then(Value::as_bool) == Some(true);
        let properties = page.get("properties").and_then(Value::as_object);
        let property = |id: &str| {
            properties
                .into_iter()
                .flatten()
                .find(|(_, value)| is_same_id(&text(value.get("id")), id))
                .map(|(_, value)| value)
        };
        let held = schema.bindings.iter().filter_map(|binding| {
            property(&binding.property).map(|value| (binding.role, binding.property.clone(), read_property(value)))
        });
        Ok(Self {
            created: time("created_time").ok_or_else(|| lacks("creation time"))?,
            last_edited: time("last_edited_time"),
            in_trash: flag("in_trash") || flag("archived"),
            url: page_url(&text(page.get("url"))),
            held: held.collect(),
            kind,
            id,
        })
    }
}

/// The address of a page without its query: page addresses need none, and the query of a signed address is a secret.
fn page_url(url: &str) -> Option<String> {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    plain.starts_with("https://").then(|| plain.to_owned())
}

/// Converts rows to opportunities, and fetches values that the rows do not contain.
pub(super) struct Extractor<'e, 'a> {
    client: &'e mut Client<'a>,
    schema: &'e Schema,
    /// Names of related pages, `None` for those that are not shared.
    names: BTreeMap<String, Option<String>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'e, 'a> Extractor<'e, 'a> {
    pub(super) fn new(client: &'e mut Client<'a>, schema: &'e Schema) -> Self {
        Self { client, schema, names: BTreeMap::new(), diagnostics: Vec::new() }
    }

    pub(super) fn extract(&mut self, row: Row) -> Result<Result<Opportunity, LeftOut>, Failure> {
        let mut opportunity =
            Opportunity { url: row.url.clone(), created: Some(row.created), ..Opportunity::default() };
        opportunity.last_edited = row.last_edited;
        let reason = if row.in_trash { Some("in the trash") } else { (row.kind != "page").then_some("not a page") };
        for (role, property_id, property) in row.held {
            // A row that is left out needs only its name.
            if reason.is_some() && role != Role::Name {
                continue;
            }
            let held = self.whole(&row.id, &property_id, property)?;
            if let Held::Unknown(kind) = held {
                self.diagnostics.push(Diagnostic::UnknownType { row: row.id.clone(), role: role.name(), kind });
                continue;
            }
            self.assign(&mut opportunity, &row.id, role, held)?;
        }
        let is_blank = opportunity.name.is_empty() && opportunity.customer.is_none() && opportunity.stage.is_empty();
        if let Some(reason) = reason.or_else(|| is_blank.then_some("neither name, customer nor stage")) {
            return Ok(Err(LeftOut { id: row.id, name: opportunity.name, reason: reason.to_owned(), url: row.url }));
        }
        if opportunity.name.is_empty() {
            opportunity.name = opportunity.customer.clone().unwrap_or_else(|| row.id.clone());
        }
        if opportunity.amount.is_some() && opportunity.currency.is_none() {
            opportunity.currency.clone_from(&self.schema.currency);
        }
        opportunity.id = row.id;
        Ok(Ok(opportunity))
    }

    fn assign(&mut self, to: &mut Opportunity, row: &str, role: Role, held: Held) -> Result<(), Failure> {
        if held == Held::Nothing {
            return Ok(());
        }
        match role {
            Role::Amount => to.amount = self.fit(row, role, "a number, 0 or greater", amount(&held)),
            Role::CloseDate => to.close_date = self.fit(row, role, "a date", day(&held)),
            Role::Competitors => to.competitors = self.texts(row, role, held)?,
            Role::Products => to.products = self.texts(row, role, held)?,
            Role::Gaps => to.gaps = self.texts(row, role, held)?,
            Role::Features => to.features = self.texts(row, role, held)?,
            Role::Name => to.name = self.texts(row, role, held)?.join(", "),
            Role::Stage => to.stage = self.texts(row, role, held)?.join(", "),
            Role::Customer => to.customer = some(&self.texts(row, role, held)?),
            Role::Currency => to.currency = some(&self.texts(row, role, held)?),
            Role::Owner => to.owner = some(&self.texts(row, role, held)?),
            Role::NextStep => to.next_step = some(&self.texts(row, role, held)?),
        }
        Ok(())
    }

    fn fit<T>(&mut self, row: &str, role: Role, expected: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.diagnostics.push(Diagnostic::UnfitValue { row: row.to_owned(), role: role.name(), expected });
        }
        value
    }

    fn texts(&mut self, row: &str, role: Role, held: Held) -> Result<Vec<String>, Failure> {
        Ok(match held {
            Held::Nothing | Held::Unknown(_) => Vec::new(),
            Held::Text(text) => vec![text],
            Held::Number(number) => vec![number.to_string()],
            Held::Date(date) => vec![date.to_string()],
            Held::List(texts) => texts,
            Held::Pages(ids) => {
                let names = ids.into_iter().map(|id| self.page_name(row, role, id));
                names.collect::<Result<_, _>>()?
            }
        })
    }

    /// Fetches a property that the page contains only in part.
    fn whole(&mut self, row: &str, property_id: &str, property: Property) -> Result<Held, Failure> {
        if property.is_whole {
            return Ok(property.held);
        }
        // The id comes from the schema and is encoded there; anything that could leave the path is rejected.
        let is_safe = property_id.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#\\".contains(&byte));
        let path = format!("/v1/pages/{row}/properties/{property_id}?page_size=100");
        for _ in 0..RESTARTS {
            match self.references(&path) {
                Err(failure) if failure.is_dead_cursor() => {}
                outcome if is_safe => return outcome,
                _ => break,
            }
        }
        Err(Failure::Incomplete(format!("the references of row {row} cannot be read completely")))
    }

    fn references(&mut self, path: &str) -> Result<Held, Failure> {
        let mut parts = Vec::new();
        let mut cursors = BTreeSet::new();
        let mut query = String::new();
        for _ in 0..REFERENCE_PAGES {
            let page = self.client.get(format!("{path}{query}"))?;
            let Some(results) = page.get("results").and_then(Value::as_array) else {
                return Ok(read_property(&page).held);
            };
            parts.extend(results.iter().map(|item| read_property(item).held));
            match next_cursor(&page) {
                Some(next) if cursors.insert(next.clone()) => query = cursor_query(&next),
                None if page.get("has_more").and_then(Value::as_bool) == Some(false) => return Ok(value::join(parts)),
                _ => break,
            }
        }
        Err(Failure::Incomplete(format!("GET {path} returned too many pages")))
    }

    fn page_name(&mut self, row: &str, role: Role, id: String) -> Result<String, Failure> {
        if !self.names.contains_key(&id) {
            let name = match self.client.get(format!("/v1/pages/{id}")) {
                Ok(page) => Some(title(&page)).filter(|name| !name.is_empty()),
                Err(Failure::NotFound { .. } | Failure::Restricted) => None,
                Err(failure) => return Err(failure),
            };
            self.names.insert(id.clone(), name);
        }
        if let Some(Some(name)) = self.names.get(&id) {
            return Ok(name.clone());
        }
        let diagnostic = Diagnostic::UnreadablePage { row: row.to_owned(), role: role.name(), page: id.clone() };
        self.diagnostics.push(diagnostic);
        Ok(id)
    }
}

fn title(page: &Value) -> String {
    let properties = page.get("properties").and_then(Value::as_object).into_iter().flatten();
    let title = properties.map(|(_, property)| property).find(|property| text(property.get("type")) == "title");
    title.and_then(|title| title.get("title")).map(value::rich_text).unwrap_or_default().trim().to_owned()
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
