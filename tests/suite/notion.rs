//! Opportunities from Notion, against a stand-in: every row or an explicit failure, no write, no leak.
#![cfg(test)]

#[path = "../../examples/notion-stand-in/stand_in/mod.rs"]
pub(crate) mod stand_in;

mod activity;
mod clock;
mod enumeration;
mod secrecy;
mod snapshot;
mod titles;

use clock::VirtualClock;
use fieldbook::notion::{
    Address, Call, Clock, Failure, Fetched, Http, IncompleteResponse, Limits, Previous, Reply, Session, Settings,
    Token, Transport, fetch, parse_retry_after,
};
use fieldbook::opportunity::{Snapshot, Timestamp};
use serde_json::Value;
use stand_in::{Delivery, Plan, Request, StandIn, TOKEN};
use std::collections::BTreeSet;
use std::time::Duration;

/// Asks a stand-in without a socket; each answer takes some time of the virtual clock.
struct Direct<'a> {
    stand_in: &'a StandIn,
}

impl Transport for Direct<'_> {
    fn send(&self, call: &Call, clock: &dyn Clock, _: Duration) -> Result<Reply, IncompleteResponse> {
        clock.sleep(Duration::from_millis(60));
        let (method, body) = match call {
            Call::Get(_) => ("GET", Vec::new()),
            Call::Query { body, .. } => ("POST", body.to_string().into_bytes()),
        };
        let (token, version) = (TOKEN.to_owned(), "2026-03-11".to_owned());
        let answer =
            self.stand_in.answer(&Request { method: method.to_owned(), target: call.path(), token, version, body });
        let retry_after = answer.header.as_ref().filter(|(name, _)| *name == "Retry-After");
        let retry_after = retry_after.and_then(|(_, text)| parse_retry_after(text, Some(DATE)));
        match answer.delivery {
            Delivery::Whole => Ok(Reply { status: answer.status, retry_after, body: answer.body }),
            Delivery::Flood => Err(IncompleteResponse::Oversize(1)),
            Delivery::Truncated | Delivery::Reset => {
                Err(IncompleteResponse::Connection("the answer broke off".to_owned()))
            }
        }
    }
}

/// A stand-in with a clock of its own.
struct Scene {
    stand_in: StandIn,
    clock: VirtualClock,
    settings: Settings,
}

impl Scene {
    /// A workspace that is asked for `page_size` rows at once.
    fn new(plan: Plan, page_size: u64) -> Self {
        let clock = VirtualClock::default();
        let limits = Limits { window: plan.cap, page_size, ..Limits::default() };
        let stand_in = StandIn::new(plan, clock.reader());
        let settings = Settings { source: stand_in.database_id(), limits, ..Settings::default() };
        Self { stand_in, clock, settings }
    }

    fn direct(&self) -> Direct<'_> {
        Direct { stand_in: &self.stand_in }
    }

    fn fetch(&self, previous: Option<&Snapshot>) -> Result<Fetched, Failure> {
        self.fetch_over(&self.direct(), previous)
    }

    fn fetch_over(&self, transport: &dyn Transport, previous: Option<&Snapshot>) -> Result<Fetched, Failure> {
        let previous = Previous { snapshot: previous, titles: None };
        fetch(&self.settings, &session(transport, &self.clock), previous)
    }

    fn truth(&self) -> Truth {
        Truth::new(&self.stand_in.report())
    }
}

/// What the stand-in says there is.
struct Truth {
    live: BTreeSet<String>,
    trash: BTreeSet<String>,
    deleted: BTreeSet<String>,
    /// Deleted rows that no answer showed.
    unseen: BTreeSet<String>,
    stages: Value,
    writes: u64,
    limited: u64,
}

impl Truth {
    fn new(report: &Value) -> Self {
        let ids = |key: &str| {
            let ids = report["truth"][key].as_array().unwrap();
            ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
        };
        let count = |key: &str| report[key].as_u64().unwrap();
        let (writes, limited) = (count("writes_attempted"), count("rate_limited"));
        let (live, trash, deleted, unseen) = (ids("ids"), ids("trash"), ids("deleted"), ids("unseen"));
        Self { live, trash, deleted, unseen, stages: report["truth"]["stages"].clone(), writes, limited }
    }
}

/// The date of every response.
const DATE: &str = "Wed, 21 Oct 2026 07:27:55 GMT";

fn session<'a>(transport: &'a dyn Transport, clock: &'a dyn Clock) -> Session<'a> {
    Session { transport, clock, as_of: as_of(), progress: &|_| {} }
}

fn as_of() -> Timestamp {
    Timestamp::parse("2026-03-01T09:12:00Z").unwrap()
}

fn live_ids(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot.opportunities.iter().map(|opportunity| opportunity.id.clone()).collect()
}

fn left_out_ids(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot.left_out.iter().map(|row| row.id.clone()).collect()
}
