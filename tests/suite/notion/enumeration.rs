//! The property: the full set of ids, or an explicit failure; never success with fewer.

use super::stand_in::{Faults, Plan};
use super::{Direct, Scene, Truth, left_out_ids, live_ids};
use fieldbook::notion::{Call, Clock, Failure, IncompleteResponse, Limits, Reply, RequestedWaits, Transport};
use fieldbook::opportunity::Snapshot;
use serde_json::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::time::Duration;

/// Schedules in each half of an ordinary run.
const SCHEDULES: u64 = 110;
/// Small pages and windows meet the same faults as large ones, sooner.
const PAGE_SIZE: u64 = 20;

/// How many schedules to run: `FIELDBOOK_SCHEDULES=5000 cargo test --release` builds a longer run.
fn schedules() -> u64 {
    option_env!("FIELDBOOK_SCHEDULES").and_then(|text| text.parse().ok()).unwrap_or(SCHEDULES)
}

/// The next number below `bound`.
fn draw(state: &mut u64, bound: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % bound
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

/// A workspace and what goes wrong in it.
fn plan(seed: u64) -> (Plan, bool) {
    let mut state = seed ^ 0x5EED;
    let mut roll = |bound| draw(&mut state, bound);
    let cap = 25 + size(roll(30));
    let mut rates = |bound| if roll(2) == 0 { 0 } else { roll(bound) };
    let mut faults = Faults {
        transient: rates(250),
        short: rates(500),
        empty: rates(200),
        dying: rates(250),
        partial: rates(20),
        growing: rates(300),
        deleting: rates(10),
        ..Faults::default()
    };
    faults.heavy = if roll(8) == 0 { 2 + roll(12) } else { 0 };
    let after = 1 + roll(20);
    let lasting = roll(14);
    match lasting {
        0 => faults.unauthorized_after = after,
        1 => faults.restricted_after = after,
        2 => faults.unshared_after = after,
        3 => faults.outage_after = after,
        4 => faults.redirect_after = after,
        5 => faults.flood_after = after,
        6 => faults.odd_status = 1,
        _ => {}
    }
    let dense = if roll(6) == 0 { size(roll(3 * cap as u64)) } else { 0 };
    let references = vec![size(roll(24)), 25, 26];
    let rows = size(roll(130)).max(dense);
    (Plan { rows, seed, cap, dense, references, faults, ..Plan::default() }, lasting <= 6)
}

/// Holds a snapshot against what there was before the fetch and after it.
fn check(snapshot: &Snapshot, before: &Truth, after: &Truth) -> Result<(), &'static str> {
    let (live, left_out) = (live_ids(snapshot), left_out_ids(snapshot));
    let all: BTreeSet<String> = live.union(&left_out).cloned().collect();
    let stage_of = |id: &str| after.stages[id].as_str().unwrap_or_default();
    let stays = |id: &String| !after.deleted.contains(id);
    let mut staying = snapshot.opportunities.iter().filter(|opportunity| stays(&opportunity.id));
    let are_right = staying.all(|opportunity| opportunity.stage == stage_of(&opportunity.id));
    let checks = [
        (after.writes == 0, "a write was attempted"),
        (snapshot.complete, "the snapshot is not complete"),
        // No client can know of a row that was deleted by an answer that was lost.
        (before.live.iter().all(|id| all.contains(id) || after.unseen.contains(id)), "a row is lost"),
        (live.iter().all(|id| after.live.contains(id) || after.deleted.contains(id)), "a row is invented"),
        (
            left_out.is_superset(&before.trash.difference(&after.unseen).cloned().collect()),
            "a row in the trash is lost",
        ),
        (left_out.iter().all(|id| after.trash.contains(id) || after.deleted.contains(id)), "a row is left out"),
        (snapshot.opportunities.len() == live.len(), "an id stands twice"),
        (are_right, "a stage is wrong"),
    ];
    checks.iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, what)| Err(what))
}

/// Runs schedules and checks that those without a lasting fault mostly succeed.
fn run(seeds: Range<u64>) {
    let mut succeeded = 0;
    let mut failures = BTreeMap::<_, u64>::new();
    for seed in seeds {
        let (plan, is_lasting) = plan(seed);
        let scene = Scene::new(plan, PAGE_SIZE);
        let before = scene.truth();
        match scene.fetch(None) {
            Ok(fetched) => {
                assert_eq!(check(&fetched.snapshot, &before, &scene.truth()), Ok(()), "seed {seed}");
                succeeded += 1;
            }
            Err(failure) if !is_lasting => *failures.entry(failure.to_string()).or_default() += 1,
            Err(_) => assert_eq!(scene.truth().writes, 0, "seed {seed}"),
        }
    }
    let failed: u64 = failures.values().sum();
    assert!(succeeded * 100 >= 90 * (succeeded + failed), "{succeeded} succeeded, passing faults broke {failures:#?}");
}

#[test]
fn even_schedules_end_with_all_rows_or_a_failure() {
    run(0..schedules());
}

#[test]
fn odd_schedules_end_with_all_rows_or_a_failure() {
    run(1_000_000..1_000_000 + schedules());
}

/// Says that every query came to its end.
struct Liar<'a>(Direct<'a>);

impl Transport for Liar<'_> {
    fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
        let mut reply = self.0.send(call, clock, timeout)?;
        let text = String::from_utf8(reply.body).unwrap();
        reply.body = text.replace("\"incomplete\"", "\"complete\"").into_bytes();
        Ok(reply)
    }
}

#[test]
fn the_check_can_fail() {
    let scene = Scene::new(Plan { rows: 60, cap: 50, references: Vec::new(), ..Plan::default() }, PAGE_SIZE);
    let fetched = scene.fetch_over(&Liar(scene.direct()), None).unwrap();
    assert_eq!(check(&fetched.snapshot, &scene.truth(), &scene.truth()), Err("a row is lost"));
}

#[test]
fn ten_thousand_rows_are_no_end_and_the_pace_is_kept() {
    let plan = Plan { rows: 10_120, references: vec![300], is_limited: true, ..Plan::default() };
    let scene = Scene::new(plan, Limits::default().page_size);
    let fetched = scene.fetch(None).unwrap();
    let truth = scene.truth();
    assert_eq!((check(&fetched.snapshot, &truth, &truth), truth.limited), (Ok(()), 0));
    let longest = fetched.snapshot.opportunities.iter().map(|opportunity| opportunity.competitors.len()).max();
    assert_eq!(longest, Some(300));
    // Three requests a second are the bound; what is above it is ours.
    let bound = Duration::from_secs(fetched.calls - 1) / 3;
    assert!(scene.clock.elapsed() <= bound.mul_f64(1.02), "{:?} for {} calls", scene.clock.elapsed(), fetched.calls);
}

#[test]
fn a_minute_with_more_rows_than_a_window_is_split_by_stage_or_refused() {
    let plan = |dense| Plan { rows: 300, cap: 50, dense, references: Vec::new(), ..Plan::default() };
    let scene = Scene::new(plan(200), PAGE_SIZE);
    let truth = scene.truth();
    assert_eq!(check(&scene.fetch(None).unwrap().snapshot, &truth, &truth), Ok(()));
    let crowded = Scene::new(Plan { rows: 1_000, ..plan(490) }, PAGE_SIZE);
    assert!(matches!(crowded.fetch(None), Err(Failure::TooDense { window: 50, .. })));
}

#[test]
fn without_a_status_a_full_window_is_not_trusted() {
    struct Silent<'a>(Direct<'a>);
    impl Transport for Silent<'_> {
        fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
            let mut reply = self.0.send(call, clock, timeout)?;
            let mut value: Value = serde_json::from_slice(&reply.body).unwrap();
            drop(value.as_object_mut().unwrap().remove("request_status"));
            reply.body = value.to_string().into_bytes();
            Ok(reply)
        }
    }
    let scene = Scene::new(Plan { rows: 120, cap: 50, ..Plan::default() }, PAGE_SIZE);
    let fetched = scene.fetch_over(&Silent(scene.direct()), None).unwrap();
    assert_eq!(check(&fetched.snapshot, &scene.truth(), &scene.truth()), Ok(()));
}

#[test]
fn far_fewer_rows_than_before_are_refused() {
    let full = Scene::new(Plan { rows: 100, ..Plan::default() }, 100).fetch(None).unwrap().snapshot;
    let now = |rows| Scene::new(Plan { rows, ..Plan::default() }, 100).fetch(Some(&full)).map(|_| ());
    assert_eq!((now(81), now(100), now(120)), (Ok(()), Ok(()), Ok(())));
    assert_eq!(now(80), Err(Failure::Shrunk { before: 100, now: 80 }));
    assert_eq!(now(0), Err(Failure::Shrunk { before: 100, now: 0 }));
}

#[test]
fn a_lasting_fault_is_named_and_not_asked_again() {
    let outcome = |key: &str| {
        let faults = Faults::parse(&format!("{key}=6")).unwrap();
        let scene = Scene::new(Plan { rows: 900, faults, ..Plan::default() }, 100);
        let failure = scene.fetch(None).unwrap_err();
        (
            failure,
            scene.stand_in.report()["requests"].as_object().unwrap().values().filter_map(Value::as_u64).sum::<u64>(),
        )
    };
    assert_eq!(outcome("unauthorized_after"), (Failure::Unauthorized, 6));
    assert_eq!(outcome("restricted_after"), (Failure::Restricted, 6));
    assert!(matches!(outcome("unshared_after"), (Failure::NotFound { .. }, 6)));
    assert!(matches!(outcome("redirect_after"), (Failure::Redirected { .. }, 6)));
    assert!(matches!(outcome("flood_after"), (Failure::Oversize { .. }, 6)));
    assert!(matches!(outcome("outage_after"), (Failure::Unavailable { attempts: 6, .. }, 11)));
}

/// Answers nothing, each time after the whole time that a response may take or at once.
struct Unreachable {
    is_slow: bool,
}

impl Transport for Unreachable {
    fn send(&self, _: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
        if self.is_slow {
            clock.sleep(timeout);
        }
        Err(IncompleteResponse::Connection("the connection failed".to_owned()))
    }
}

#[test]
fn a_notion_that_does_not_answer_costs_at_most_twenty_seconds() {
    for is_slow in [false, true] {
        let scene = Scene::new(Plan::default(), 100);
        let failure = scene.fetch_over(&Unreachable { is_slow }, None).unwrap_err();
        let elapsed = scene.clock.elapsed();
        assert!((Duration::from_secs(10)..=Duration::from_secs(20)).contains(&elapsed), "{elapsed:?}");
        assert!(failure.to_string().contains("last failure: the connection failed"), "{failure}");
        assert!(!failure.is_for_a_person(), "the next build waits");
    }
}

/// Requests a wait of a minute before the fourth answer.
struct Busy<'a> {
    direct: Direct<'a>,
    calls: Cell<u32>,
}

impl Transport for Busy<'_> {
    fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
        self.calls.set(self.calls.get() + 1);
        match self.calls.get() {
            4 => Ok(Reply { status: 429, retry_after: Some(Duration::from_mins(1)), body: Vec::new() }),
            _ => self.direct.send(call, clock, timeout),
        }
    }
}

#[test]
fn a_build_does_not_wait_for_what_a_sync_waits_for() {
    let outcome = |requested_waits| {
        let mut scene = Scene::new(Plan { rows: 60, references: Vec::new(), ..Plan::default() }, PAGE_SIZE);
        scene.settings.limits.requested_waits = requested_waits;
        let busy = Busy { direct: scene.direct(), calls: Cell::new(0) };
        (scene.fetch_over(&busy, None).map(|_| ()), scene.clock.elapsed().as_secs())
    };
    let (counted, granted) = (outcome(RequestedWaits::Counted), outcome(RequestedWaits::Granted));
    assert!(matches!(counted, (Err(Failure::Unavailable { attempts: 1, .. }), 0..=2)), "{counted:?}");
    assert!(matches!(granted, (Ok(()), 60..=65)), "{granted:?}");
}

#[test]
fn rows_that_are_deleted_while_they_are_read_are_listed_and_the_rest_stays() {
    let faults = Faults::parse("deleting=100").unwrap();
    let scene = Scene::new(Plan { rows: 300, references: Vec::new(), faults, ..Plan::default() }, PAGE_SIZE);
    let before = scene.truth();
    let fetched = scene.fetch(None).unwrap();
    let after = scene.truth();
    assert!(after.deleted.len() > 5, "a control: {} deleted", after.deleted.len());
    assert_eq!(live_ids(&fetched.snapshot), before.live.difference(&after.deleted).cloned().collect());
    assert_eq!(left_out_ids(&fetched.snapshot), after.trash.union(&after.deleted).cloned().collect());
    let reasons: BTreeSet<&str> = fetched.snapshot.left_out.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, BTreeSet::from(["deleted while the database was read", "in the trash"]));
}

#[test]
fn a_query_without_order_or_end_is_refused() {
    let scene = |rows, faults: &str| {
        let faults = Faults::parse(faults).unwrap();
        Scene::new(Plan { rows, cap: 50, references: Vec::new(), faults, ..Plan::default() }, PAGE_SIZE)
    };
    // Below the cap the order does not matter; above it there is no way on.
    assert!(scene(50, "unsorted=1").fetch(None).is_ok());
    assert!(matches!(scene(60, "unsorted=1").fetch(None), Err(Failure::Incomplete(_))));
    assert!(matches!(scene(60, "empty=1000").fetch(None), Err(Failure::Incomplete(_))));
    assert!(matches!(scene(60, "dying=1000,short=1000").fetch(None), Ok(_) | Err(Failure::Incomplete(_))));
    assert!(matches!(scene(60, "odd_status=1").fetch(None), Err(Failure::Incomplete(_))));
}
