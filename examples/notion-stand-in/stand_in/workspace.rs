//! The workspace: one database of opportunities, and the companies they refer to.

use super::{Faults, below, mix};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Settings of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) rows: usize,
    pub(crate) seed: u64,
    /// Rows after which a query ends.
    pub(crate) cap: usize,
    /// How many rows, from the middle on, were created in one minute.
    pub(crate) dense: usize,
    /// Lengths of the first rows' lists of competitors.
    pub(crate) references: Vec<usize>,
    /// Data sources of the database.
    pub(crate) sources: usize,
    /// Whether requests beyond 3 a second get 429.
    pub(crate) is_limited: bool,
    pub(crate) faults: Faults,
    /// Where redirects lead.
    pub(crate) elsewhere: String,
    /// The customer of the first row.
    pub(crate) customer: Option<String>,
    /// How many accounts there are; if there are any, customers are relations to them.
    pub(crate) accounts: usize,
}

impl Default for Plan {
    fn default() -> Self {
        let references = vec![25, 26, 300];
        let faults = Faults::default();
        Self {
            rows: 100,
            seed: 1,
            cap: 10_000,
            dense: 0,
            references,
            sources: 1,
            is_limited: false,
            faults,
            elsewhere: "http://127.0.0.2:9/".to_owned(),
            customer: None,
            accounts: 0,
        }
    }
}

const STAGES: [&str; 7] = ["Discovery", "Demo", "POC", "Negotiation", "WIN", "Lost", "Transferred"];
const PAYLOADS: [&str; 6] = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\")",
    "\u{202E}gpj.exe\u{0}",
    "[a](javascript:alert(1))",
];
/// 2025-01-06T08:00:00Z.
const START: i64 = 1_736_150_400;
const PAGE: usize = 100;

/// Everything there is.
pub(super) struct Workspace {
    pub(super) seed: u64,
    customer: Option<String>,
    references: Vec<usize>,
    /// The companies and the accounts that rows refer to.
    companies: Related,
    accounts: Related,
    pub(super) database: String,
    /// The page that holds the database.
    pub(super) page: String,
    pub(super) sources: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The ids of rows that are deleted.
    pub(super) deleted: BTreeSet<String>,
    /// Those that the present answer deletes.
    pub(super) deleting: BTreeSet<String>,
    /// Deleted rows that no answer showed, since the one that deleted them was lost: no client can know of them.
    pub(super) unseen: BTreeSet<String>,
    /// The last minute in which a row was created.
    minute: i64,
}

/// A data source to which rows relate.
struct Related {
    source: String,
    rows: Vec<Row>,
    is_shared: bool,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: String,
    /// In whole minutes, as Notion shows it; seconds since 1970.
    pub(super) created: i64,
    pub(super) edited: i64,
    pub(super) stage: Option<&'static str>,
    pub(super) in_trash: bool,
    pub(super) number: u64,
    references: usize,
    /// The whole page as JSON.
    pub(super) text: String,
}

impl Workspace {
    pub(super) fn new(plan: &Plan) -> Self {
        let sources = (0..plan.sources as u64).map(|index| id(plan.seed, 10 + index)).collect();
        let (database, page) = (id(plan.seed, 1), id(plan.seed, 2));
        let companies = plan.references.iter().copied().max().unwrap_or_default().max(3);
        let companies = Related::new(plan.seed, &Names { word: "Company", count: companies, first: 1_000_000_000 });
        let accounts = Related::new(plan.seed, &Names { word: "Account", count: plan.accounts, first: 2_000_000_000 });
        let mut workspace = Self {
            seed: plan.seed,
            companies,
            accounts: Related { is_shared: plan.faults.unshared_accounts == 0, ..accounts },
            customer: plan.customer.clone(),
            references: plan.references.clone(),
            database,
            page,
            sources,
            rows: Vec::new(),
            deleted: BTreeSet::new(),
            deleting: BTreeSet::new(),
            unseen: BTreeSet::new(),
            minute: START,
        };
        for index in 0..plan.rows {
            let middle = plan.rows / 2;
            let is_dense = plan.dense > 0 && (middle + 1..middle + plan.dense).contains(&index);
            workspace.create(if is_dense { 0 } else { below(plan.seed ^ 3, index as u64, 4) });
        }
        workspace
    }

    /// Adds a row, `minutes` after the last.
    pub(super) fn create(&mut self, minutes: u64) {
        let number = self.rows.len() as u64;
        self.minute += 60 * i64::try_from(minutes).unwrap_or(0);
        let roll = |kind: u64, bound| below(self.seed ^ (kind << 8), number, bound);
        let stage = usize::try_from(roll(1, 8)).ok().and_then(|index| STAGES.get(index)).copied();
        let references = usize::try_from(roll(2, 3)).unwrap_or(0);
        let in_trash = roll(4, 40) == 0;
        let (id, created) = (id(self.seed, 1_000 + number), self.minute);
        let edited = created + 60 * i64::try_from(below(self.seed ^ (3 << 16), number, 90)).unwrap_or(0);
        let mut row = Row { id, created, edited, stage, in_trash, number, references, text: String::new() };
        if let Some(references) = usize::try_from(number).ok().and_then(|number| self.references.get(number)) {
            row.references = *references;
        }
        row.text = self.row_json(&row).to_string();
        self.rows.push(row);
    }

    pub(super) fn truth(&self) -> Value {
        let rows = self.rows.iter().filter(|row| !self.deleted.contains(&row.id));
        let (trash, live): (Vec<&Row>, Vec<&Row>) = rows.partition(|row| row.in_trash);
        let stages: Map<String, Value> = live.iter().map(|row| (row.id.clone(), row.stage.into())).collect();
        let ids = |rows: &[&Row]| {
            let mut ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
            ids.sort();
            ids
        };
        json!({"ids": ids(&live), "trash": ids(&trash), "deleted": self.deleted, "unseen": self.unseen, "stages": stages})
    }

    pub(super) fn database_json(&self, id: &str) -> Option<Value> {
        let sources = self.sources.iter().enumerate();
        let sources: Vec<Value> =
            sources.map(|(index, id)| json!({"id": dashed(id), "name": format!("Deals {index}")})).collect();
        (id == self.database).then(|| {
            json!({"object": "database", "id": dashed(id), "in_trash": false, "title": [{"plain_text": "Deals"}],
                "data_sources": sources})
        })
    }

    /// The rows of a data source; `None` if there is none that is shared.
    pub(super) fn table(&self, id: &str) -> Option<&[Row]> {
        let own = self.sources.iter().any(|source| source == id).then_some(self.rows.as_slice());
        own.or_else(|| Some(self.related(id)?.rows.as_slice()))
    }

    fn related(&self, id: &str) -> Option<&Related> {
        let shared = |related: &&Related| related.source == id && related.is_shared;
        [&self.companies, &self.accounts].into_iter().find(shared)
    }

    /// Renames a company, at the last minute in which something happened.
    pub(super) fn rename_company(&mut self, index: usize, name: &str) {
        let edited = self.minute;
        if let Some(row) = self.companies.rows.get_mut(index) {
            row.edited = edited;
            row.text = related_json(row, name).to_string();
        }
    }

    /// Records an edit of a row, `seconds` after 1970.
    pub(super) fn edit_row(&mut self, index: usize, seconds: i64) {
        let Some(mut row) = self.rows.get(index).cloned() else { return };
        row.edited = seconds - seconds.rem_euclid(60);
        row.text = self.row_json(&row).to_string();
        if let Some(old) = self.rows.get_mut(index) {
            *old = row;
        }
    }

    pub(super) fn data_source_json(&self, id: &str) -> Option<Value> {
        if self.related(id).is_some() {
            return Some(json!({"object": "data_source", "id": dashed(id), "title": [{"plain_text": "Related"}],
                "properties": {"Name": {"id": "title", "name": "Name", "type": "title", "title": {}}}}));
        }
        let relation =
            |related: &Related| json!({"data_source_id": dashed(&related.source), "type": "single_property"});
        let customer = match self.accounts.rows.len() {
            0 => json!({"id": "cu%3A", "name": "Customer", "type": "rich_text", "rich_text": {}}),
            _ => json!({"id": "cu%3A", "name": "Customer", "type": "relation", "relation": relation(&self.accounts)}),
        };
        let options: Vec<Value> = STAGES.iter().map(|name| json!({"name": name, "id": name})).collect();
        let group =
            |name: &str, stages: &[&str]| json!({"id": name, "name": name, "color": "gray", "option_ids": stages});
        let (begin, rest) = STAGES.split_at(1);
        let (progress, complete) = rest.split_at(3);
        let groups = [group("To-do", begin), group("In progress", progress), group("Complete", complete)];
        self.sources.iter().any(|source| source == id).then(|| {
            json!({"object": "data_source", "id": dashed(id), "title": [{"plain_text": "Deals"}],
            "parent": {"type": "database_id", "database_id": dashed(&self.database)},
            "properties": {
                "Name": {"id": "title", "name": "Name", "type": "title", "title": {}},
                "Customer": customer,
                "Stage": {"id": "st%3D", "name": "Stage", "type": "status", "status": {"options": options, "groups": groups}},
                "Amount": {"id": "am", "name": "Amount", "type": "number", "number": {"format": "dollar"}},
                "Close date": {"id": "cl", "name": "Close date", "type": "date", "date": {}},
                "Owner": {"id": "ow", "name": "Owner", "type": "people", "people": {}},
                "Competitors": {"id": "co", "name": "Competitors", "type": "relation", "relation": relation(&self.companies)},
                "Products": {"id": "pr", "name": "Products", "type": "multi_select", "multi_select": {}},
                "Gaps": {"id": "ga", "name": "Gaps", "type": "rich_text", "rich_text": {}},
                "Next step": {"id": "ne", "name": "Next step", "type": "rich_text", "rich_text": {}},
                "Contract": {"id": "fi", "name": "Contract", "type": "files", "files": {}},
                "Weighted": {"id": "we", "name": "Weighted", "type": "formula", "formula": {"expression": "prop(\"Amount\") / 2"}},
                "Count": {"id": "rc", "name": "Count", "type": "rollup", "rollup": {"function": "count", "relation_property_id": "co"}},
            }})
        })
    }

    /// The database as versions before 2025-09-03 show it: with the properties of its data source.
    pub(super) fn old_database_json(&self, id: &str) -> Option<Value> {
        let mut database = self.database_json(id)?;
        let source = self.data_source_json(self.sources.first()?)?;
        let fields = database.as_object_mut()?;
        fields.remove("data_sources");
        fields.insert("properties".to_owned(), source.get("properties")?.clone());
        Some(database)
    }

    /// The row with this id, unless it is deleted.
    pub(super) fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id && !self.deleted.contains(id))
    }

    /// A row or a company.
    pub(super) fn any_page_json(&self, id: &str) -> Option<Value> {
        let related = [&self.companies, &self.accounts].into_iter().filter(|related| related.is_shared);
        let rows = self.rows.iter().filter(|row| !self.deleted.contains(&row.id));
        let mut rows = rows.chain(related.flat_map(|related| &related.rows));
        rows.find(|row| row.id == id).and_then(|row| serde_json::from_str(&row.text).ok())
    }

    /// One page of a row's competitors.
    pub(super) fn property_json(&self, id: &str, property: &str, cursor: Option<&str>) -> Option<Value> {
        let row = self.rows.iter().find(|row| row.id == id && !self.deleted.contains(id));
        let row = row.filter(|_| property == "co")?;
        let start: usize = cursor.and_then(|cursor| cursor.strip_prefix("r")?.parse().ok()).unwrap_or(0);
        let end = (start + PAGE).min(row.references);
        let results: Vec<Value> = (start..end)
            .map(|index| json!({"object": "property_item", "id": "co", "type": "relation", "relation": {"id": dashed(self.company(index))}}))
            .collect();
        let next = (end < row.references).then(|| format!("r{end}"));
        Some(json!({"object": "list", "results": results, "has_more": next.is_some(), "next_cursor": next,
            "type": "property_item", "property_item": {"id": "co", "type": "relation", "relation": {}}}))
    }

    fn company(&self, index: usize) -> &str {
        self.companies.rows.get(index).map_or("", |row| row.id.as_str())
    }

    /// A row without its properties.
    pub(super) fn partial_text(row: &Row) -> String {
        json!({"object": "page", "id": dashed(&row.id)}).to_string()
    }

    fn row_json(&self, row: &Row) -> Value {
        let roll = |kind: u64, bound| below(self.seed ^ (kind << 16), row.number, bound);
        let amount = 1_000 * roll(4, 900);
        let payload =
            usize::try_from(roll(1, 30)).ok().and_then(|index| PAYLOADS.get(index)).copied().unwrap_or_default();
        let rich = |text: &str| {
            if text.is_empty() {
                json!([])
            } else {
                json!([{"type": "text", "plain_text": text, "text": {"content": text, "link": null}, "annotations": {}, "href": null}])
            }
        };
        let shown = row.references.min(25);
        let references: Vec<Value> = (0..shown).map(|index| json!({"id": dashed(self.company(index))})).collect();
        let products = ["Core", "Edge"].iter().take(usize::try_from(roll(5, 3)).unwrap_or(0));
        let products: Vec<Value> = products.map(|name| json!({"name": name})).collect();
        // An unknown type.
        let gaps = match roll(2, 25) {
            0 => json!({"id": "ga", "type": "hologram", "hologram": {"lightness": 3}}),
            _ => json!({"id": "ga", "type": "rich_text", "rich_text": rich("single sign-on")}),
        };
        let planted = self.customer.clone().filter(|_| row.number == 0);
        let customer = planted.unwrap_or_else(|| format!("Customer {}", row.number % 90));
        let account = usize::try_from(row.number).ok().and_then(|number| number.checked_rem(self.accounts.rows.len()));
        let customer = match account.and_then(|account| self.accounts.rows.get(account)) {
            None => json!({"id": "cu%3A", "type": "rich_text", "rich_text": rich(&customer)}),
            Some(account) => {
                json!({"id": "cu%3A", "type": "relation", "relation": [{"id": dashed(&account.id)}], "has_more": false})
            }
        };
        let signed = "https://files.example/secret.pdf?X-Amz-Signature=0f0f0f";
        json!({
            "object": "page", "id": dashed(&row.id), "in_trash": row.in_trash,
            "created_time": time(row.created), "last_edited_time": time(row.edited),
            "url": format!("https://www.notion.so/Deal-{}?signed={}", row.id, mix(self.seed, row.number)),
            "properties": {
                "Name": {"id": "title", "type": "title", "title": rich(&format!("Deal {} {payload}", row.number))},
                "Customer": customer,
                "Stage": {"id": "st%3D", "type": "status", "status": row.stage.map(|name| json!({"name": name}))},
                "Amount": {"id": "am", "type": "number", "number": amount},
                "Close date": {"id": "cl", "type": "date", "date": {"start": format!("2026-{:02}-15", 1 + roll(6, 12)), "end": null}},
                "Owner": {"id": "ow", "type": "people", "people": [{"object": "user", "id": dashed(&id(self.seed, 20)), "type": "person", "name": "Ann Ex", "person": {}}]},
                "Competitors": {"id": "co", "type": "relation", "relation": references, "has_more": row.references > 25},
                "Products": {"id": "pr", "type": "multi_select", "multi_select": products},
                "Gaps": gaps,
                "Next step": {"id": "ne", "type": "rich_text", "rich_text": rich(payload)},
                "Contract": {"id": "fi", "type": "files", "files": [{"name": "c.pdf", "type": "file", "file": {"url": signed}}]},
                "Weighted": {"id": "we", "type": "formula", "formula": {"type": "number", "number": amount / 2}},
                "Count": {"id": "rc", "type": "rollup", "rollup": {"type": "number", "number": row.references, "function": "count"}},
            }
        })
    }
}

/// How the pages of a related data source are called.
struct Names {
    word: &'static str,
    count: usize,
    /// The number from which their ids are made.
    first: u64,
}

impl Related {
    fn new(seed: u64, names: &Names) -> Self {
        let row = |index: usize| {
            let id = id(seed, names.first + index as u64);
            let created = START + 60 * i64::try_from(index / 40).unwrap_or(0);
            let mut row = Row {
                id,
                created,
                edited: created,
                stage: None,
                in_trash: false,
                number: index as u64,
                references: 0,
                text: String::new(),
            };
            row.text = related_json(&row, &format!("{} {index}", names.word)).to_string();
            row
        };
        let rows = (0..names.count).map(row).collect();
        Self { source: id(seed, names.first - 1), rows, is_shared: true }
    }
}

fn related_json(row: &Row, name: &str) -> Value {
    json!({"object": "page", "id": dashed(&row.id), "in_trash": false, "created_time": time(row.created),
        "last_edited_time": time(row.edited), "url": format!("https://www.notion.so/{}", row.id),
        "properties": {"Name": {"id": "title", "type": "title", "title": [{"plain_text": name}]}}})
}

/// 32 hexadecimal digits.
pub(super) fn id(seed: u64, index: u64) -> String {
    format!("{:016x}{:016x}", mix(seed ^ 0x1D, index), mix(seed ^ 0x2D, index))
}

/// The form in which Notion shows ids.
pub(super) fn dashed(id: &str) -> String {
    let part = |range| id.get(range).unwrap_or_default();
    [part(0..8), part(8..12), part(12..16), part(16..20), part(20..32)].join("-")
}

/// A time as Notion shows it.
pub(super) fn time(seconds: i64) -> String {
    let moment = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    moment.format("%Y-%m-%dT%H:%M:00.000Z").to_string()
}
