//! Notion as far as opportunities need it, with its oddities on demand.
//!
//! A [`StandIn`] answers requests as values, so that tests can ask it without a socket; a [`Listener`] puts it on a
//! port of this machine. Everything follows from the seed.

mod faults;
mod filter;
mod listener;
mod query;
mod reads;
mod version;
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
use version::Version;
use workspace::Workspace;

/// The one token that is accepted.
pub(crate) const TOKEN: &str = "ntn_57AQ0q8Zr4Wc2LxVb9T1mKeJ3Hd6";
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
        if let Some((index, minute)) = request.target.strip_prefix("/__edit/").and_then(|rest| rest.split_once('/')) {
            self.lock().workspace.edit_row(index.parse().unwrap_or(0), minute.parse().unwrap_or(0));
            return ok(&self.report());
        }
        let mut state = self.lock();
        let path = request.target.split('?').next().unwrap_or_default().to_owned();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        *state.requests.entry(format!("{} {}", request.method, route(&parts))).or_default() += 1;
        state.asked += 1;
        let is_query = matches!(parts.as_slice(), ["v1", "data_sources" | "databases", _, "query"] | ["v1", "search"]);
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
        let Some(version) = Version::parse(&request.version) else {
            return error(400, "validation_error", "Notion-Version is not supported");
        };
        let mut answer = state.route(&self.plan, (request, version), &parts);
        // The present version has the form in which rows are kept.
        if version != Version::Trash
            && let Ok(mut value) = serde_json::from_slice(&answer.body)
        {
            version.adapt(&mut value);
            answer.body = value.to_string().into_bytes();
        }
        let deleting = std::mem::take(&mut state.workspace.deleting);
        if fault == Some(Fault::Truncated) {
            answer.delivery = Delivery::Truncated;
            state.workspace.unseen.extend(deleting);
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

    fn route(&mut self, plan: &Plan, (request, version): (&Request, Version), parts: &[&str]) -> Answer {
        let is_old = version == Version::Databases;
        let source = match parts {
            ["v1", "databases", id, "query"] if is_old && bare(id) == self.workspace.database => {
                self.workspace.sources.first().cloned()
            }
            ["v1", "data_sources", ..] if is_old => {
                return error(400, "invalid_request_url", "Invalid request URL.");
            }
            ["v1", "data_sources", id, "query"] => Some(bare(id)),
            ["v1", "comments", ..] if plan.faults.no_comments > 0 => {
                return error(403, "restricted_resource", "Insufficient permissions for this endpoint.");
            }
            _ => None,
        };
        if let Some(source) = source {
            let state = (&mut self.workspace, &mut self.cursors);
            return query::answer(plan, state, self.asked, (&source, &request.body));
        }
        let parameters = Parameters::of(&request.target);
        if let Some((kind, items)) = self.list(request, parts, &parameters) {
            return items.map_or_else(not_found, |items| reads::list(kind, &items, &parameters));
        }
        let found = match parts {
            ["v1", "databases", id] if is_old => self.workspace.old_database_json(&bare(id)),
            _ => self.one(parts, &parameters),
        };
        found.map_or_else(not_found, |mut value| {
            reads::keep_properties(&mut value, &parameters.all("filter_properties"));
            ok(&value)
        })
    }

    /// The items of a list and what they are; `None` for the items if their parent is not shared, and for other paths.
    fn list(
        &self,
        request: &Request,
        parts: &[&str],
        parameters: &Parameters,
    ) -> Option<(&'static str, Option<Vec<Value>>)> {
        let workspace = &self.workspace;
        Some(match parts {
            ["v1", "users"] => ("user", Some(workspace.user_list())),
            ["v1", "comments"] => {
                let page = parameters.get("block_id").unwrap_or_default();
                ("comment", workspace.comment_list(&bare(&page)))
            }
            ["v1", "blocks", id, "children"] => ("block", workspace.block_list(&bare(id))),
            ["v1", "search"] => {
                let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
                ("page_or_data_source", Some(workspace.search(&body)))
            }
            ["v1", "custom_emojis" | "file_uploads" | "views"] => ("object", Some(Vec::new())),
            ["v1", "data_sources", _, "templates"] => ("template", Some(Vec::new())),
            _ => return None,
        })
    }

    /// The object of a path; `None` if there is none that is shared.
    fn one(&self, parts: &[&str], parameters: &Parameters) -> Option<Value> {
        let workspace = &self.workspace;
        match parts {
            ["v1", "databases", id] => workspace.database_json(&bare(id)),
            ["v1", "data_sources", id] => workspace.data_source_json(&bare(id)),
            ["v1", "users", "me"] => Some(workspace.bot()),
            ["v1", "users", id] => workspace.user_json(&bare(id)),
            ["v1", "comments", id] => workspace.comment_json(&bare(id)),
            ["v1", "blocks", id] => workspace.block_json(&bare(id)),
            ["v1", "pages", id] => workspace.any_page_json(&bare(id)),
            ["v1", "pages", id, "markdown"] => workspace.markdown_json(&bare(id)),
            ["v1", "pages", id, "properties", "co"] => {
                workspace.property_json(&bare(id), "co", parameters.get("start_cursor").as_deref())
            }
            ["v1", "pages", id, "properties", property] => workspace.property_items(&bare(id), &decoded(property)),
            _ => None,
        }
    }
}

/// An id without dashes.
fn bare(id: &str) -> String {
    id.replace('-', "").to_lowercase()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The parameters of a query.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(target: &str) -> Self {
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
    }

    fn get(&self, wanted: &str) -> Option<String> {
        self.0.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    }

    fn all(&self, wanted: &str) -> Vec<String> {
        self.0.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.clone()).collect()
    }
}

fn not_found() -> Answer {
    error(404, "object_not_found", "Could not find it. Make sure it is shared with your connection.")
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
