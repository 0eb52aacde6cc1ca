//! Notion as far as opportunities need it, with its oddities on demand.
//!
//! A [`StandIn`] answers requests as values, so that tests can ask it without a socket; a [`Listener`] puts it on a
//! port of this machine. Everything follows from the seed.

mod faults;
mod listener;
mod query;
mod workspace;

pub(crate) use faults::Faults;
pub(crate) use listener::Listener;
pub(crate) use workspace::Plan;

use faults::Fault;
use query::Cursors;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use workspace::{Workspace, dashed};

/// The one token that is accepted.
pub(crate) const TOKEN: &str = "ntn_57AQ0q8Zr4Wc2LxVb9T1mKeJ3Hd6";
/// The one version that is spoken.
const VERSION: &str = "2026-03-11";
/// Requests that may come at once, and how many milliseconds earn one more: 3 a second.
const BURST: u64 = 10;
const EARN_MILLIS: u64 = 333;

/// A request as it came.
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) token: String,
    pub(crate) version: String,
    pub(crate) body: Vec<u8>,
}

/// An answer and how it travels.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// A header beside the usual ones.
    pub(crate) header: Option<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delivery: Delivery,
}

/// How an answer travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Whole,
    /// The connection ends in the middle of the body.
    Truncated,
    /// The connection ends before anything is sent.
    Reset,
    /// The body goes on and on.
    Flood,
}

/// A workspace that can be asked.
pub(crate) struct StandIn {
    plan: Plan,
    now: Box<dyn Fn() -> Duration + Send + Sync>,
    state: Mutex<State>,
}

struct State {
    workspace: Workspace,
    cursors: Cursors,
    /// Requests by route.
    requests: BTreeMap<String, u64>,
    asked: u64,
    writes: u64,
    limited: u64,
    /// Milliseconds at which the allowance is full again.
    full_at: u64,
}

impl StandIn {
    /// Makes the workspace that `plan` describes; `now` is the time that the rate limit goes by.
    pub(crate) fn new(plan: Plan, now: Box<dyn Fn() -> Duration + Send + Sync>) -> Self {
        let workspace = Workspace::new(&plan);
        let (cursors, requests) = (Cursors::default(), BTreeMap::new());
        let state = State { workspace, cursors, requests, asked: 0, writes: 0, limited: 0, full_at: 0 };
        Self { plan, now, state: Mutex::new(state) }
    }

    pub(crate) fn database_id(&self) -> String {
        self.lock().workspace.database.clone()
    }

    /// The page that holds the database.
    pub(crate) fn page_id(&self) -> String {
        self.lock().workspace.page.clone()
    }

    pub(crate) fn data_source_ids(&self) -> Vec<String> {
        self.lock().workspace.sources.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request.
    pub(crate) fn answer(&self, request: &Request) -> Answer {
        if request.target == "/__report" {
            return ok(&self.report());
        }
        if let Some((index, name)) = request.target.strip_prefix("/__rename/").and_then(|rest| rest.split_once('/')) {
            self.lock().workspace.rename_company(index.parse().unwrap_or(0), name);
            return ok(&self.report());
        }
        let mut state = self.lock();
        let path = request.target.split('?').next().unwrap_or_default().to_owned();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        *state.requests.entry(format!("{} {}", request.method, route(&parts))).or_default() += 1;
        state.asked += 1;
        let is_query = matches!(parts.as_slice(), ["v1", "data_sources", _, "query"]);
        let is_read = request.method == "GET" || (request.method == "POST" && is_query);
        if !is_read {
            state.writes += 1;
            return error(405, "restricted_resource", "this server is read-only");
        }
        if state.is_too_fast((self.now)(), self.plan.is_limited) {
            state.limited += 1;
            let mut answer = error(429, "rate_limited", "slow down");
            answer.header = Some(("Retry-After", "1".to_owned()));
            return answer;
        }
        let fault = self.plan.faults.at(self.plan.seed, state.asked);
        if let Some(fault) = fault.filter(|fault| *fault != Fault::Truncated) {
            return fault.answer(&self.plan.elsewhere);
        }
        if request.token != TOKEN {
            return error(401, "unauthorized", "API token is invalid.");
        }
        if request.version != VERSION {
            return error(400, "missing_version", "Notion-Version is not supported");
        }
        let mut answer = state.route(&self.plan, request, &parts);
        if fault == Some(Fault::Truncated) {
            answer.delivery = Delivery::Truncated;
        }
        answer
    }

    /// What was asked, and what the truth is.
    pub(crate) fn report(&self) -> Value {
        self.lock().report()
    }
}

impl State {
    fn report(&self) -> Value {
        json!({
            "requests": self.requests,
            "writes_attempted": self.writes,
            "rate_limited": self.limited,
            "truth": self.workspace.truth(),
        })
    }

    /// Counts a request against the allowance (a leaky bucket).
    fn is_too_fast(&mut self, now: Duration, is_limited: bool) -> bool {
        let now = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let full_at = self.full_at.max(now) + EARN_MILLIS;
        let is_over = is_limited && full_at > now + BURST * EARN_MILLIS;
        if !is_over {
            self.full_at = full_at;
        }
        is_over
    }

    fn route(&mut self, plan: &Plan, request: &Request, parts: &[&str]) -> Answer {
        let bare = |id: &str| id.replace('-', "").to_lowercase();
        let parameters: BTreeMap<&str, &str> = request
            .target
            .split_once('?')
            .into_iter()
            .flat_map(|(_, query)| query.split('&'))
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let found = match parts {
            ["v1", "databases", id] => self.workspace.database_json(&bare(id)),
            ["v1", "data_sources", id] => self.workspace.data_source_json(&bare(id)),
            ["v1", "data_sources", id, "query"] => {
                let asked = self.asked;
                let state = (&mut self.workspace, &mut self.cursors);
                return query::answer(plan, state, asked, (&bare(id), &request.body));
            }
            ["v1", "users", "me"] => Some(json!({"object": "user", "id": dashed(&"0".repeat(32)), "type": "bot",
                "name": "Stand-in", "bot": {"owner": {"type": "workspace", "workspace": true}, "workspace_name": "Example"}})),
            ["v1", "comments"] if plan.faults.no_comments > 0 => {
                return error(403, "restricted_resource", "Insufficient permissions for this endpoint.");
            }
            ["v1", "comments"] => {
                Some(json!({"object": "list", "results": [], "has_more": false, "next_cursor": null}))
            }
            ["v1", "blocks", id, "children"] => self.workspace.children_json(&bare(id)),
            ["v1", "pages", id] => self.workspace.any_page_json(&bare(id)),
            ["v1", "pages", id, "properties", property] => {
                self.workspace.property_json(&bare(id), property, parameters.get("start_cursor").copied())
            }
            _ => None,
        };
        match found {
            Some(value) => ok(&value),
            None => error(404, "object_not_found", "Could not find it. Make sure it is shared with your connection."),
        }
    }
}

/// A path with its ids taken out.
fn route(parts: &[&str]) -> String {
    let is_id = |part: &str| part.replace('-', "").len() == 32;
    let plain = parts.iter().map(|part| if is_id(part) { "{id}" } else { *part });
    plain.fold(String::new(), |route, part| route + "/" + part)
}

fn ok(value: &Value) -> Answer {
    Answer { status: 200, header: None, body: value.to_string().into_bytes(), delivery: Delivery::Whole }
}

fn error(status: u16, code: &str, message: &str) -> Answer {
    let body = json!({"object": "error", "status": status, "code": code, "message": message});
    Answer { status, ..ok(&body) }
}

/// The next number of a series that is as good as random (`SplitMix64`, Steele et al. 2014).
fn mix(seed: u64, index: u64) -> u64 {
    let mut number = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// A number below `bound`.
fn below(seed: u64, index: u64, bound: u64) -> u64 {
    mix(seed, index) % bound.max(1)
}
