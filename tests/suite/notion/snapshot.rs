//! From a small database to the whole snapshot, and the ways to name a database.

use super::stand_in::Plan;
use super::*;
use fieldbook::notion::{Diagnostic, Found, Mapping};
use fieldbook::opportunity::{FileForm, read};
use fieldbook::source::SourceFile;
use serde_json::json;
use std::collections::BTreeMap;

/// Answers each path with one value; whatever else is asked is not shared.
struct Script(BTreeMap<String, Value>);

impl Transport for Script {
    fn send(&self, call: &Call, _: &dyn Clock, _: Duration) -> Result<Reply, IncompleteResponse> {
        let found = self.0.get(&call.path());
        let missing = json!({"object": "error", "status": 404, "code": "object_not_found", "message": "not shared"});
        let body = found.unwrap_or(&missing).to_string().into_bytes();
        Ok(Reply { status: if found.is_some() { 200 } else { 404 }, retry_after: None, body })
    }
}

const DATABASE: &str = "d0000000000000000000000000000000";
const SOURCE: &str = "50000000000000000000000000000000";

fn page(number: u32, properties: &Value) -> Value {
    json!({
        "object": "page", "id": format!("{number:08}-0000-0000-0000-000000000000"), "in_trash": number == 4,
        "created_time": "2026-01-02T10:00:00.000Z", "last_edited_time": "2026-02-03T11:30:00.000Z",
        "url": format!("https://www.notion.so/Deal-{number:08}000000000000000000000000?pvs=4"), "properties": properties,
        "icon": {"type": "file", "file": {"url": "https://files.example/i.png?X-Amz-Signature=0f0f"}},
    })
}

fn title(text: &str) -> Value {
    json!({"id": "title", "type": "title", "title": [{"plain_text": text}]})
}

/// Three deals, one in the trash, and one without anything.
fn script() -> Script {
    let schema = json!({"object": "data_source", "id": SOURCE, "properties": {
        "Deal": {"id": "title", "type": "title", "title": {}},
        "Account": {"id": "ac", "type": "relation", "relation": {}},
        "Phase": {"id": "%3Aph", "type": "select", "select": {"options": [{"name": "Discovery"}, {"name": "WIN"}]}},
        "Amount": {"id": "am", "type": "number", "number": {"format": "euro"}},
        "Close date": {"id": "cl", "type": "date", "date": {}},
        "Owner": {"id": "ow", "type": "people", "people": {}},
        "Competitors": {"id": "co", "type": "multi_select", "multi_select": {}},
        "Products": {"id": "pr", "type": "hologram", "hologram": {}},
    }});
    let initech = json!({"id": "co", "type": "multi_select", "multi_select": [{"name": "Initech"}, {"name": "Hooli"}]});
    let rows = [
        page(
            2,
            &json!({"Deal": title("<script>alert(1)</script>"), "Phase": {"id": "%3Aph", "type": "select", "select": null},
            "Amount": {"id": "am", "type": "number", "number": -5}, "Competitors": initech}),
        ),
        page(
            1,
            &json!({"Deal": title("Globex core"),
            "Account": {"id": "ac", "type": "relation", "relation": [{"id": "aa000000-0000-0000-0000-000000000000"}], "has_more": false},
            "Phase (renamed meanwhile)": {"id": "%3Aph", "type": "select", "select": {"name": "WIN"}},
            "Amount": {"id": "am", "type": "number", "number": 410_000},
            "Close date": {"id": "cl", "type": "date", "date": {"start": "2026-04-30T23:00:00.000-08:00", "time_zone": null}},
            "Owner": {"id": "ow", "type": "people", "people": [{"object": "user", "id": "u", "name": "Ann Ex"}, {"object": "user", "id": "v"}]},
            "Products": {"id": "pr", "type": "hologram", "hologram": {"lightness": 3}}}),
        ),
        page(
            3,
            &json!({"Deal": title(""), "Phase": {"id": "%3Aph", "type": "select", "select": {"name": "Discovery"}},
            "Account": {"id": "ac", "type": "relation", "relation": [{"id": "bb000000-0000-0000-0000-000000000000"}]}}),
        ),
        page(4, &json!({"Deal": title("Thrown away"), "Amount": {"id": "am", "type": "number", "number": 7}})),
        page(5, &json!({})),
    ];
    let list = json!({"object": "list", "results": rows, "has_more": false, "next_cursor": null, "request_status": {"type": "complete"}});
    let pairs = [
        (
            format!("/v1/databases/{DATABASE}"),
            json!({"object": "database", "data_sources": [{"id": SOURCE, "name": "Deals"}]}),
        ),
        (format!("/v1/data_sources/{SOURCE}"), schema),
        (format!("/v1/data_sources/{SOURCE}/query"), list),
        ("/v1/pages/aa000000000000000000000000000000".to_owned(), page(9, &json!({"Company": title("Globex")}))),
    ];
    Script(pairs.into())
}

fn fetch_script(script: &Script) -> Result<Fetched, Failure> {
    fetch_again(script, None)
}

fn mapping() -> Mapping {
    Mapping { stage: vec!["Stage".to_owned(), "id::ph".to_owned()], ..Mapping::default() }
}

fn fetch_again(script: &Script, previous: Option<&Snapshot>) -> Result<Fetched, Failure> {
    let settings = Settings { source: DATABASE.to_owned(), mapping: mapping(), ..Settings::default() };
    fetch(&settings, &session(script, &VirtualClock::default()), Previous { snapshot: previous, titles: None })
}

#[test]
fn a_renamed_property_fails_and_names_the_new_name() {
    let first = fetch_script(&script()).unwrap();
    let unbound: Vec<&str> = first.unbound.iter().map(|unbound| unbound.role.name()).collect();
    assert_eq!(unbound, ["domains", "currency", "gaps", "next_step", "features"], "a first sync only lists them");
    let mut renamed = script();
    let schema = renamed.0.get_mut(&format!("/v1/data_sources/{SOURCE}")).unwrap();
    let properties = schema["properties"].as_object_mut().unwrap();
    let amount = properties.remove("Amount").unwrap();
    properties.insert("Annual value".to_owned(), amount);
    assert_eq!(fetch_script(&renamed).map(|_| ()), Ok(()), "without a snapshot the role may be absent");
    let failure = fetch_again(&renamed, Some(&first.snapshot)).unwrap_err();
    let wanted = "`amount` was read from the property `Amount`, which is now called `Annual value`. Set the property in \
                  `properties` of [opportunities.notion], or set the role to `[]` if there is none.";
    assert_eq!(failure.to_string(), wanted);
}

#[test]
fn a_property_whose_type_does_not_fit_its_role_fails_and_names_what_fits() {
    let mut script = script();
    let schema = script.0.get_mut(&format!("/v1/data_sources/{SOURCE}")).unwrap();
    let properties = schema["properties"].as_object_mut().unwrap();
    properties.insert("Amount".to_owned(), json!({"id": "am", "type": "checkbox", "checkbox": {}}));
    properties.insert("Deal size".to_owned(), json!({"id": "ds", "type": "number", "number": {"format": "euro"}}));
    let wanted = "`amount` cannot be read from the property `Amount` of the type checkbox; types that fit: number, formula, \
                  rollup, rich_text; properties that fit: `Deal size`. Set another property in `properties` of \
                  [opportunities.notion], set the role to `[]` if there is none, or change the type of the property in Notion.";
    assert_eq!(fetch_script(&script).unwrap_err().to_string(), wanted);
    // An alternative whose type fits is taken.
    let properties = script.0.get_mut(&format!("/v1/data_sources/{SOURCE}")).unwrap()["properties"].as_object_mut();
    properties.unwrap().insert("ARR".to_owned(), json!({"id": "ar", "type": "number", "number": {"format": "euro"}}));
    let bindings = fetch_script(&script).unwrap().snapshot.bindings;
    let amount = bindings.iter().find(|binding| binding.role.name() == "amount").unwrap();
    assert_eq!(amount.name, "ARR");
}

#[test]
fn a_small_database_makes_this_snapshot() {
    let fetched = fetch_script(&script()).unwrap();
    let json = fetched.snapshot.to_json().unwrap();
    snapbox::assert_data_eq!(&json, snapbox::file!["small.json": Text].raw());
    let row = |number: u32| format!("{number:08}000000000000000000000000");
    let wanted = [
        Diagnostic::UnknownType { row: row(1), role: "products", kind: "hologram".to_owned() },
        Diagnostic::Unreadable { row: row(2), role: "amount", reason: "it is below 0".to_owned() },
        Diagnostic::UnreadablePage {
            row: row(3),
            role: "customer",
            page: "bb000000000000000000000000000000".to_owned(),
        },
    ];
    assert_eq!(fetched.diagnostics, wanted);

    let (again, findings) = read(&SourceFile::new("snapshot.json", json.clone()), &FileForm::default());
    assert_eq!(again.as_ref(), Some(&fetched.snapshot));
    assert_eq!(again.and_then(|again| again.to_json().ok()), Some(json));
    let rules: Vec<_> = findings.iter().map(|finding| finding.rule.id).collect();
    let wanted = ["skipped-row", "skipped-row", "left-out-value", "left-out-money", "left-out-value", "unknown-stage"];
    assert_eq!(rules, wanted.map(|name| format!("opportunities/{name}")));
}

#[test]
fn every_way_to_name_a_database_leads_to_it() {
    let plan = Plan { rows: 5, references: Vec::new(), ..Plan::default() };
    let scene = Scene::new(plan.clone(), 100);
    let source = scene.stand_in.data_source_ids().remove(0);
    let forms = [
        format!("https://www.notion.so/acme/Deals-{}?v=ffffffffffffffffffffffffffffffff", scene.stand_in.database_id()),
        format!("https://www.notion.so/acme/Pipeline-{}", scene.stand_in.page_id()),
        format!("collection://{source}"),
        source,
    ];
    for form in forms {
        let mut scene = Scene::new(plan.clone(), 100);
        scene.settings.source.clone_from(&form);
        assert_eq!(scene.fetch(None).map(|fetched| live_ids(&fetched.snapshot)), Ok(scene.truth().live), "{form}");
    }
    let two = Scene::new(Plan { sources: 2, ..plan }, 100);
    let ids = two.stand_in.data_source_ids().into_iter().enumerate();
    let found = ids.map(|(index, id)| Found { id, name: format!("Deals {index}") }).collect();
    assert_eq!(two.fetch(None), Err(Failure::Several(found)));
}

#[test]
fn a_database_inside_columns_toggles_and_synced_blocks_is_found() {
    let id = |number: u32| format!("{number:08}000000000000000000000000");
    let block = |number: u32, kind: &str, inner: Value| json!({"object": "block", "id": id(number), "type": kind, "has_children": true, kind: inner});
    let list = |blocks: Value| json!({"object": "list", "results": blocks, "has_more": false, "next_cursor": null});
    let children = |number: u32| format!("/v1/blocks/{}/children?page_size=100", id(number));
    let copy = json!({"object": "block", "id": id(96), "type": "synced_block", "has_children": true,
        "synced_block": {"synced_from": {"block_id": id(94)}}});
    let database = json!({"object": "block", "id": DATABASE, "type": "child_database", "has_children": false,
        "child_database": {"title": "Deals"}});
    let page = json!([block(91, "column_list", json!({})), copy, block(97, "child_page", json!({"title": "Archive"}))]);
    let nested = [
        (children(90), list(page)),
        (children(91), list(json!([block(92, "column", json!({}))]))),
        (children(92), list(json!([block(93, "toggle", json!({}))]))),
        (children(93), list(json!([block(94, "synced_block", json!({"synced_from": null}))]))),
        (children(94), list(json!([database]))),
    ];
    let mut script = script();
    script.0.extend(nested);
    let settings = Settings { source: id(90), mapping: mapping(), ..Settings::default() };
    let fetch = |script: &Script| fetch(&settings, &session(script, &VirtualClock::default()), Previous::default());
    assert_eq!(fetch(&script).map(|fetched| fetched.snapshot.opportunities.len()), Ok(3));
    script.0.insert(children(94), list(json!([])));
    assert_eq!(fetch(&script).map(|_| ()), Err(Failure::NoDataSource), "a control");
}

#[test]
fn what_is_not_there_is_said_with_its_mend() {
    let mut unshared = script();
    unshared.0.clear();
    let text = fetch_script(&unshared).unwrap_err().to_string();
    let wanted = format!(
        "GET /v1/databases/{DATABASE}: nothing with this id is shared with the connection (404 object_not_found). Open \
         the database in Notion, then ••• at the top right, Connections, and add the connection; sharing a parent page \
         shares what is below it."
    );
    assert_eq!(text, wanted);

    let mut trashed = script();
    trashed.0.insert(
        format!("/v1/databases/{DATABASE}"),
        json!({"object": "database", "in_trash": true, "data_sources": []}),
    );
    assert_eq!(fetch_script(&trashed), Err(Failure::Trashed));

    let mut drifted = script();
    let schema = json!({"object": "data_source", "properties": {"Stages": {"id": "x", "type": "select"}}});
    drifted.0.insert(format!("/v1/data_sources/{SOURCE}"), schema);
    let wanted = vec!["Stage".to_owned(), "id::ph".to_owned()];
    assert_eq!(
        fetch_script(&drifted),
        Err(Failure::MissingProperty { role: "stage", wanted, near: vec!["Stages".to_owned()] })
    );
}
