//! The workspace: one database of opportunities, and the companies they refer to.

use super::{Faults, below, mix};
use serde_json::{Map, Value, json};

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
    seed: u64,
    customer: Option<String>,
    references: Vec<usize>,
    /// Ids of the companies that rows refer to.
    companies: Vec<String>,
    pub(super) database: String,
    /// The page that holds the database.
    pub(super) page: String,
    pub(super) sources: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The last minute in which a row was created.
    minute: i64,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: String,
    /// In whole minutes, as Notion shows it; seconds since 1970.
    pub(super) created: i64,
    pub(super) stage: Option<&'static str>,
    in_trash: bool,
    number: u64,
    references: usize,
    /// The whole page as JSON.
    pub(super) text: String,
}

impl Workspace {
    pub(super) fn new(plan: &Plan) -> Self {
        let sources = (0..plan.sources as u64).map(|index| id(plan.seed, 10 + index)).collect();
        let (database, page) = (id(plan.seed, 1), id(plan.seed, 2));
        let companies = plan.references.iter().copied().max().unwrap_or_default().max(3);
        let companies = (0..companies).map(|index| company_id(plan.seed, index)).collect();
        let mut workspace = Self {
            seed: plan.seed,
            companies,
            customer: plan.customer.clone(),
            references: plan.references.clone(),
            database,
            page,
            sources,
            rows: Vec::new(),
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
        let mut row = Row { id, created, stage, in_trash, number, references, text: String::new() };
        if let Some(references) = usize::try_from(number).ok().and_then(|number| self.references.get(number)) {
            row.references = *references;
        }
        row.text = self.row_json(&row).to_string();
        self.rows.push(row);
    }

    pub(super) fn truth(&self) -> Value {
        let (trash, live): (Vec<&Row>, Vec<&Row>) = self.rows.iter().partition(|row| row.in_trash);
        let stages: Map<String, Value> = live.iter().map(|row| (row.id.clone(), row.stage.into())).collect();
        let ids = |rows: &[&Row]| {
            let mut ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
            ids.sort();
            ids
        };
        json!({"ids": ids(&live), "trash": ids(&trash), "stages": stages})
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

    pub(super) fn data_source_json(&self, id: &str) -> Option<Value> {
        let options: Vec<Value> = STAGES.iter().map(|name| json!({"name": name, "id": name})).collect();
        self.sources.iter().any(|source| source == id).then(|| {
            json!({"object": "data_source", "id": dashed(id), "title": [{"plain_text": "Deals"}],
            "parent": {"type": "database_id", "database_id": dashed(&self.database)},
            "properties": {
                "Name": {"id": "title", "name": "Name", "type": "title", "title": {}},
                "Customer": {"id": "cu%3A", "name": "Customer", "type": "rich_text", "rich_text": {}},
                "Stage": {"id": "st%3D", "name": "Stage", "type": "status", "status": {"options": options}},
                "Amount": {"id": "am", "name": "Amount", "type": "number", "number": {"format": "dollar"}},
                "Close date": {"id": "cl", "name": "Close date", "type": "date", "date": {}},
                "Owner": {"id": "ow", "name": "Owner", "type": "people", "people": {}},
                "Competitors": {"id": "co", "name": "Competitors", "type": "relation", "relation": {}},
                "Products": {"id": "pr", "name": "Products", "type": "multi_select", "multi_select": {}},
                "Gaps": {"id": "ga", "name": "Gaps", "type": "rich_text", "rich_text": {}},
                "Next step": {"id": "ne", "name": "Next step", "type": "rich_text", "rich_text": {}},
                "Contract": {"id": "fi", "name": "Contract", "type": "files", "files": {}},
            }})
        })
    }

    /// The blocks of a page: some text and the database.
    pub(super) fn children_json(&self, id: &str) -> Option<Value> {
        (id == self.page).then(|| {
            json!({"object": "list", "has_more": false, "next_cursor": null, "results": [
                {"object": "block", "id": dashed(&self::id(self.seed, 3)), "type": "paragraph", "paragraph": {}},
                {"object": "block", "id": dashed(&self.database), "type": "child_database", "child_database": {"title": "Deals"}},
            ]})
        })
    }

    /// A row or a company.
    pub(super) fn any_page_json(&self, id: &str) -> Option<Value> {
        let row = self.rows.iter().find(|row| row.id == id).and_then(|row| serde_json::from_str(&row.text).ok());
        let company = || self.companies.iter().position(|company| company == id).map(|index| company_json(id, index));
        row.or_else(company)
    }

    /// One page of a row's competitors.
    pub(super) fn property_json(&self, id: &str, property: &str, cursor: Option<&str>) -> Option<Value> {
        let row = self.rows.iter().find(|row| row.id == id).filter(|_| property == "co")?;
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
        self.companies.get(index).map_or("", String::as_str)
    }

    /// A row without its properties.
    pub(super) fn partial_text(row: &Row) -> String {
        json!({"object": "page", "id": dashed(&row.id)}).to_string()
    }

    fn row_json(&self, row: &Row) -> Value {
        let roll = |kind: u64, bound| below(self.seed ^ (kind << 16), row.number, bound);
        let payload =
            usize::try_from(roll(1, 30)).ok().and_then(|index| PAYLOADS.get(index)).copied().unwrap_or_default();
        let rich = |text: &str| if text.is_empty() { json!([]) } else { json!([{"type": "text", "plain_text": text}]) };
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
        let signed = "https://files.example/secret.pdf?X-Amz-Signature=0f0f0f";
        json!({
            "object": "page", "id": dashed(&row.id), "in_trash": row.in_trash,
            "created_time": time(row.created), "last_edited_time": time(row.created + 60 * i64::try_from(roll(3, 90)).unwrap_or(0)),
            "url": format!("https://www.notion.so/Deal-{}?signed={}", row.id, mix(self.seed, row.number)),
            "properties": {
                "Name": {"id": "title", "type": "title", "title": rich(&format!("Deal {} {payload}", row.number))},
                "Customer": {"id": "cu%3A", "type": "rich_text", "rich_text": rich(&customer)},
                "Stage": {"id": "st%3D", "type": "status", "status": row.stage.map(|name| json!({"name": name}))},
                "Amount": {"id": "am", "type": "number", "number": 1_000 * roll(4, 900)},
                "Close date": {"id": "cl", "type": "date", "date": {"start": format!("2026-{:02}-15", 1 + roll(6, 12)), "end": null}},
                "Owner": {"id": "ow", "type": "people", "people": [{"object": "user", "id": "u1", "name": "Ann Ex"}]},
                "Competitors": {"id": "co", "type": "relation", "relation": references, "has_more": row.references > 25},
                "Products": {"id": "pr", "type": "multi_select", "multi_select": products},
                "Gaps": gaps,
                "Next step": {"id": "ne", "type": "rich_text", "rich_text": rich(payload)},
                "Contract": {"id": "fi", "type": "files", "files": [{"name": "c.pdf", "type": "file", "file": {"url": signed}}]},
            }
        })
    }
}

fn company_json(id: &str, index: usize) -> Value {
    let name = format!("Company {index}");
    json!({"object": "page", "id": dashed(id), "in_trash": false, "created_time": time(START), "last_edited_time": time(START),
        "url": format!("https://www.notion.so/{id}"),
        "properties": {"Name": {"id": "title", "type": "title", "title": [{"plain_text": name}]}}})
}

fn company_id(seed: u64, index: usize) -> String {
    id(seed, 1_000_000_000 + index as u64)
}

/// 32 hexadecimal digits.
fn id(seed: u64, index: u64) -> String {
    format!("{:016x}{:016x}", mix(seed ^ 0x1D, index), mix(seed ^ 0x2D, index))
}

/// The form in which Notion shows ids.
fn dashed(id: &str) -> String {
    let part = |range| id.get(range).unwrap_or_default();
    [part(0..8), part(8..12), part(12..16), part(16..20), part(20..32)].join("-")
}

/// A time as Notion shows it.
fn time(seconds: i64) -> String {
    let moment = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    moment.format("%Y-%m-%dT%H:%M:00.000Z").to_string()
}
