//! The titles of related pages: few requests, the same result, and a database that is not shared is named.

use super::stand_in::{Faults, Plan};
use super::*;
use fieldbook::notion::{Diagnostic, TitleCache};
use std::collections::BTreeMap;

/// What earlier fetches left.
#[derive(Default)]
struct Kept {
    snapshot: Option<Snapshot>,
    titles: TitleCache,
}

impl Kept {
    fn after(fetched: &Fetched) -> Self {
        Self { snapshot: Some(fetched.snapshot.clone()), titles: fetched.titles.clone() }
    }
}

fn fetch_with(scene: &Scene, kept: &Kept) -> Result<Fetched, Failure> {
    let previous = Previous { snapshot: kept.snapshot.as_ref(), titles: Some(&kept.titles) };
    fetch(&scene.settings, &session(&scene.direct(), &scene.clock), previous)
}

/// Returns the customers and the competitors of every opportunity.
fn names(fetched: &Fetched) -> BTreeMap<&str, (Option<&str>, Vec<&str>)> {
    let rows = fetched.snapshot.opportunities.iter();
    rows.map(|one| {
        let competitors = one.competitors.iter().map(String::as_str).collect();
        (one.id.as_str(), (one.customer.as_deref(), competitors))
    })
    .collect()
}

/// By how much smaller than 12,000 rows an ordinary run is: `FIELDBOOK_SCALE=1 cargo test --release` builds the whole run.
const SCALE: usize = 10;

#[test]
fn rows_and_accounts_keep_to_their_budget_of_requests() {
    let scale = option_env!("FIELDBOOK_SCALE").and_then(|text| text.parse().ok()).unwrap_or(SCALE);
    let (rows, accounts, cap) = (12_000 / scale, 5_000 / scale, 10_000 / scale);
    let references = vec![24];
    let scene = Scene::new(Plan { rows, accounts, cap, references, is_limited: true, ..Plan::default() }, 100);
    let first = fetch_with(&scene, &Kept::default()).unwrap();
    let elapsed = scene.clock.elapsed();
    // The database, the data source, the rows with one more page at the end of the window, the accounts, the competitors.
    let budget = |pages: usize| u64::try_from(pages).unwrap();
    assert!(first.calls <= budget(rows / 100 + accounts / 100 + 10).min(180), "{} calls", first.calls);
    let bound = Duration::from_secs(first.calls - 1) / 3;
    assert!(elapsed <= bound.mul_f64(1.02), "{elapsed:?} for {} calls", first.calls);
    let customers: BTreeSet<_> = names(&first).values().map(|(customer, _)| customer.unwrap().to_owned()).collect();
    assert!(customers.len() * 100 > accounts * 98 && customers.contains("Account 17"), "{} customers", customers.len());
    let kept = Kept::after(&first);
    let titles = TitleCache::parse(&kept.titles.to_json().unwrap());
    assert_eq!(titles, kept.titles);
    let again = fetch_with(&scene, &kept).unwrap();
    assert!(again.calls <= budget(rows / 100 + 5), "{} calls", again.calls);
    assert_eq!(again.snapshot, first.snapshot);
    assert_eq!(scene.truth().limited, 0);
}

#[test]
fn a_renamed_page_is_read_again_and_the_others_are_not() {
    let plan = Plan { rows: 60, references: vec![24], ..Plan::default() };
    let scene = Scene::new(plan, 100);
    let moment = |text| Timestamp::parse(text).unwrap();
    let fetch_at = |as_of, kept: &Kept| {
        let previous = Previous { snapshot: None, titles: Some(&kept.titles) };
        let transport = scene.direct();
        let session = Session { as_of, ..session(&transport, &scene.clock) };
        fetch(&scene.settings, &session, previous).unwrap()
    };
    let as_of = moment("2025-01-06T08:30:00Z");
    let first = fetch_at(as_of, &Kept::default());
    let kept = Kept::after(&first);
    let same = fetch_at(as_of, &kept);
    assert_eq!((&same.snapshot, same.titles), (&first.snapshot, kept.titles.clone()));
    let rename = Request {
        method: "GET".to_owned(),
        target: "/__rename/0/Hooli".to_owned(),
        token: String::new(),
        version: String::new(),
        body: Vec::new(),
    };
    assert_eq!(scene.stand_in.answer(&rename).status, 200);
    let renamed = fetch_at(as_of, &kept).snapshot.to_json().unwrap();
    assert!(renamed.contains("\"Hooli\""));
    assert_eq!(first.snapshot.to_json().unwrap().replace("\"Company 0\"", "\"Hooli\""), renamed);
    // A control: a year later the change counts as known, until all titles are read again.
    let late = TitleCache::parse(&kept.titles.to_json().unwrap().replace("2025-01-06T08", "2026-03-01T08"));
    let late = Kept { titles: late, ..Kept::default() };
    assert_eq!(fetch_at(moment("2026-03-05T08:30:00Z"), &late).snapshot.opportunities, first.snapshot.opportunities);
    let expired = fetch_at(moment("2026-03-08T08:30:00Z"), &late).snapshot.opportunities;
    assert_ne!(expired, first.snapshot.opportunities);
}

#[test]
fn a_related_database_that_is_not_shared_is_named() {
    let plan = |unshared| {
        let faults = Faults::parse(&format!("unshared_accounts={unshared}")).unwrap();
        Plan { rows: 30, accounts: 5, references: vec![1], faults, ..Plan::default() }
    };
    let (shared, unshared) = (Scene::new(plan(0), 100), Scene::new(plan(1), 100));
    let first = fetch_with(&unshared, &Kept::default()).unwrap();
    assert!(names(&first).values().all(|(customer, _)| customer.is_none()));
    let wanted = Diagnostic::UnsharedSource { role: "customer", property: "Customer".to_owned() };
    assert!(first.diagnostics.contains(&wanted) && first.calls < 10, "{} calls", first.calls);
    let values: Vec<_> = first.snapshot.left_out_values.iter().filter(|value| value.id.is_empty()).collect();
    assert_eq!(values.len(), 1);
    assert_eq!(values[0].reason, "the database behind `Customer` is not shared with the connection");
    assert_eq!(fetch_with(&unshared, &Kept::after(&first)).map(|_| ()), Ok(()), "as before");

    let first = fetch_with(&shared, &Kept::default()).unwrap();
    assert!(names(&first).values().all(|(customer, _)| customer.is_some_and(|name| name.starts_with("Account "))));
    let lost = fetch_with(&unshared, &Kept::after(&first));
    assert_eq!(lost.map(|_| ()), Err(Failure::LostRelation { role: "customer", property: "Customer".to_owned() }));
}
