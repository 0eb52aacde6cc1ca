//! To-dos and comments: within the budget, what closes first, nothing twice, and what is not read is named.

use super::stand_in::{Faults, Plan};
use super::*;
use fieldbook::opportunity::{FileForm, Opportunity, Stages, read};
use fieldbook::source::SourceFile;
use serde_json::Value;

const ROWS: usize = 12;

fn scene(requests: u64, faults: &str) -> Scene {
    let faults = Faults::parse(faults).unwrap();
    // With this seed the first row, which has many comments, is open.
    let plan = Plan { rows: ROWS, seed: 3, references: Vec::new(), faults, ..Plan::default() };
    let mut scene = Scene::new(plan, 100);
    scene.settings.page_requests = requests;
    scene
}

/// The requests so far for bodies and comments.
fn page_requests(scene: &Scene) -> (u64, u64) {
    let report = scene.stand_in.report();
    let count = |route: &str| report["requests"][route].as_u64().unwrap_or_default();
    (count("GET /v1/pages/{id}/markdown"), count("GET /v1/comments"))
}

fn open(snapshot: &Snapshot) -> Vec<&Opportunity> {
    let stages = Stages::default().with_source(&snapshot.stages, &snapshot.terminal_stages);
    snapshot.opportunities.iter().filter(|one| stages.is_open(&one.stage)).collect()
}

#[test]
fn every_open_opportunity_has_its_open_to_dos_and_unanswered_comments() {
    let scene = scene(60, "");
    let snapshot = scene.fetch(None).unwrap().snapshot;
    let open = open(&snapshot);
    assert!((3..ROWS).contains(&open.len()), "a control: some are closed");
    let comments = |one: &&Opportunity| one.activity.as_ref().unwrap().comments.len();
    assert!(open.iter().all(|one| one.activity.as_ref().unwrap().todos == ["Send the plan"]));
    assert!(snapshot.opportunities.iter().filter(|one| one.activity.is_some()).count() == open.len());
    // The first row has 130 comments in 65 discussions, of which the last ones have no answer.
    let first = open.iter().max_by_key(|one| comments(one)).unwrap();
    assert_eq!(comments(first), 65);
    let texts: Vec<&str> =
        first.activity.iter().flat_map(|known| &known.comments).map(|one| one.text.as_str()).collect();
    assert_eq!((texts[0], texts[64]), ("Comment 1: who signs?", "Comment 129: who signs?"));
    assert_eq!(snapshot.unread_pages, []);
    assert_eq!(scene.truth().writes, 0);
    let json = snapshot.to_json().unwrap();
    let (again, _) = read(&SourceFile::new("snapshot.json", json), &FileForm::default());
    assert_eq!(again, Some(snapshot));
}

#[test]
fn nothing_is_read_twice_unless_it_changed() {
    let scene = scene(60, "");
    let first = scene.fetch(None).unwrap().snapshot;
    let (bodies, comments) = page_requests(&scene);
    let second = scene.fetch(Some(&first)).unwrap().snapshot;
    assert_eq!((page_requests(&scene), &second), ((bodies, comments), &first));
    let number = open(&first)[0].name.split(' ').nth(1).unwrap().to_owned();
    let target = format!("/__edit/{number}/{}", as_of().unix() - 30);
    let method = "GET".to_owned();
    scene.stand_in.answer(&Request { method, target, token: String::new(), version: String::new(), body: Vec::new() });
    scene.fetch(Some(&first)).unwrap();
    assert_eq!(page_requests(&scene).0, bodies + 1, "one page changed");
}

#[test]
fn the_budget_is_kept_and_what_closes_first_is_read_first() {
    let scene = scene(7, "");
    let fetched = scene.fetch(None).unwrap();
    let (bodies, comments) = page_requests(&scene);
    assert!((6..=7).contains(&(bodies + comments)), "{bodies} + {comments}");
    let mut by_close = open(&fetched.snapshot);
    by_close.sort_by_key(|one| one.close_date);
    let is_read: Vec<bool> = by_close.iter().map(|one| one.activity.is_some()).collect();
    assert!(is_read.is_sorted_by(|one, next| one >= next) && is_read[0] && !is_read[is_read.len() - 1], "{is_read:?}");
    let unread: BTreeSet<&str> = fetched.snapshot.unread_pages.iter().map(|page| page.id.as_str()).collect();
    let wanted = by_close.iter().filter(|one| one.activity.is_none()).map(|one| one.id.as_str()).collect();
    assert_eq!(unread, wanted);
    assert_eq!(fetched.snapshot.unread_pages[0].reason, "the budget of 7 requests was used up");
    // The next read continues where this one stopped.
    let mut last = fetched.snapshot;
    for _ in 0..6 {
        last = scene.fetch(Some(&last)).unwrap().snapshot;
    }
    assert_eq!(last.unread_pages, []);
    assert!(open(&last).iter().all(|one| one.activity.is_some()));
}

#[test]
fn a_budget_of_nothing_reads_no_page() {
    let scene = scene(0, "");
    let snapshot = scene.fetch(None).unwrap().snapshot;
    assert_eq!((page_requests(&scene), snapshot.unread_pages.len()), ((0, 0), 0));
}

#[test]
fn without_the_capability_bodies_are_read_and_each_page_says_what_it_lacks() {
    let scene = scene(60, "no_comments=1");
    let snapshot = scene.fetch(None).unwrap().snapshot;
    assert_eq!(page_requests(&scene).1, 1, "one refusal is enough");
    for one in open(&snapshot) {
        let activity = one.activity.as_ref().unwrap();
        assert_eq!((activity.todos.len(), activity.comments_as_of), (1, None));
        assert_eq!(activity.missing, ["comments: the connection may not read comments"]);
    }
    scene.fetch(Some(&snapshot)).unwrap();
    assert_eq!(page_requests(&scene).1, 2, "the next read finds out whether it may now");
}

/// Breaks off after so many calls.
struct Ending<'a>(Direct<'a>, std::cell::Cell<u64>, u16);

impl Transport for Ending<'_> {
    fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
        self.1.set(self.1.get().saturating_sub(1));
        match self.1.get() {
            0 => Ok(Reply { status: self.2, retry_after: None, body: Vec::new() }),
            _ => self.0.send(call, clock, timeout),
        }
    }
}

#[test]
fn an_outage_among_the_pages_keeps_the_rows_and_a_revoked_token_does_not() {
    let scene = scene(60, "");
    let calls = scene.fetch(None).unwrap().calls;
    let end = |status| scene.fetch_over(&Ending(scene.direct(), (calls - 3).into(), status), None);
    let snapshot = end(503).unwrap().snapshot;
    assert_eq!(live_ids(&snapshot), scene.truth().live);
    assert!(snapshot.unread_pages.iter().all(|page| page.reason == "Notion stopped to answer"));
    assert!(!snapshot.unread_pages.is_empty());
    assert_eq!(end(401).map(|_| ()), Err(Failure::Unauthorized));
}

#[test]
fn comments_by_people_whose_name_is_known_have_it() {
    let snapshot = scene(60, "").fetch(None).unwrap().snapshot;
    let authors: BTreeSet<&str> = open(&snapshot)
        .into_iter()
        .flat_map(|one| one.activity.iter().flat_map(|known| &known.comments))
        .map(|comment| comment.author.as_str())
        .collect();
    assert_eq!(authors, BTreeSet::from(["Ann Ex"]));
    assert!(!Value::String(snapshot.to_json().unwrap()).to_string().contains("Signature"));
}
