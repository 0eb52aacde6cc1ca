//! Rate limit, retries and final failures of calls.

use super::session::Session;
use super::{Call, Failure, IncompleteResponse, Limits, Progress, Reply, RequestedWaits};
use serde_json::Value;
use std::time::Duration;

const BACKOFF: Duration = Duration::from_millis(500);
const BACKOFF_LIMIT: Duration = Duration::from_secs(30);
/// The slowest pace that 429 responses can cause.
const INTERVAL_LIMIT: Duration = Duration::from_secs(2);
/// The shortest time that a response gets.
const RESPONSE_LEAST: Duration = Duration::from_secs(1);

/// Sends calls one at a time, at most at the given pace.
pub(super) struct Client<'a> {
    session: &'a Session<'a>,
    limits: Limits,
    started: Duration,
    /// Nothing is sent before this time, which includes the pace and requested pauses.
    next_at: Duration,
    /// When something new was received last.
    progressed_at: Duration,
    interval: Duration,
    page_size: u64,
    calls: u64,
    rows: usize,
}

/// How a response is handled.
enum ResponseAction {
    Done(Value),
    Final(Failure),
    Retry(Retry),
}

/// Why to retry, and the wait that the server requested.
struct Retry {
    status: u16,
    requested_wait: Option<Duration>,
    why: String,
}

impl<'a> Client<'a> {
    pub(super) fn new(session: &'a Session<'a>, limits: Limits) -> Self {
        let started = session.clock.elapsed();
        let (interval, page_size) = (limits.interval, limits.page_size);
        let (next_at, progressed_at) = (started, started);
        Self { session, limits, started, next_at, progressed_at, interval, page_size, calls: 0, rows: 0 }
    }

    /// Returns how many requests were sent.
    pub(super) fn calls(&self) -> u64 {
        self.calls
    }

    /// Records that `rows` new rows were received.
    pub(super) fn progressed(&mut self, rows: usize) {
        self.rows += rows;
        if rows > 0 {
            self.progressed_at = self.session.clock.elapsed();
        }
    }

    /// Requests something else than rows; a response is progress.
    pub(super) fn get(&mut self, path: String) -> Result<Value, Failure> {
        let value = self.send(Call::Get(path))?;
        self.progressed_at = self.session.clock.elapsed();
        Ok(value)
    }

    /// Requests one page of rows; the page size is added to `body`.
    pub(super) fn query(&mut self, data_source: &str, body: Value) -> Result<Value, Failure> {
        self.send(Call::Query { data_source: data_source.to_owned(), body })
    }

    fn send(&mut self, mut call: Call) -> Result<Value, Failure> {
        let mut last = String::new();
        let mut unavailable = 0;
        for attempt in 0..self.limits.attempts {
            self.size_page(&mut call);
            match self.wait_turn() {
                // The deadline came while the call was repeated: the cause is what it failed of.
                Err(Failure::Stalled { .. }) if attempt > 0 => {
                    return Err(Failure::Unavailable { call: call.to_string(), attempts: attempt, last });
                }
                turn => turn?,
            }
            self.calls += 1;
            let timeout = self.response_timeout();
            let again = match verdict(&call, self.session.transport.send(&call, self.session.clock, timeout)) {
                ResponseAction::Done(value) => {
                    self.quicken();
                    self.report(None);
                    return Ok(value);
                }
                ResponseAction::Final(failure) => return Err(failure),
                ResponseAction::Retry(again) => again,
            };
            unavailable += u32::from(again.status == 503);
            if unavailable >= 2 && matches!(call, Call::Query { .. }) {
                self.page_size = (self.page_size / 2).max(self.limits.page_size / 10).max(1);
            }
            if again.status == 429 {
                self.interval = (self.interval * 3 / 2).min(INTERVAL_LIMIT);
            }
            self.pause(attempt, again.requested_wait);
            self.report(Some(&again.why));
            last = again.why;
        }
        Err(Failure::Unavailable { call: call.to_string(), attempts: self.limits.attempts, last })
    }

    fn size_page(&self, call: &mut Call) {
        if let Call::Query { body: Value::Object(body), .. } = call {
            body.insert("page_size".to_owned(), self.page_size.into());
        }
    }

    fn wait_turn(&mut self) -> Result<(), Failure> {
        let now = self.session.clock.elapsed();
        let start = now.max(self.next_at);
        if start.saturating_sub(self.started) > self.limits.total {
            return Err(Failure::OutOfTime { seconds: self.limits.total.as_secs() });
        }
        if start.saturating_sub(self.progressed_at) >= self.limits.stall {
            return Err(Failure::Stalled { seconds: self.limits.stall.as_secs() });
        }
        if start > now {
            self.session.clock.sleep(start.saturating_sub(now));
        }
        self.next_at = start + self.interval;
        Ok(())
    }

    /// Returns how long the next response may take: not longer than the time that is left without progress.
    fn response_timeout(&self) -> Duration {
        let deadline = self.progressed_at + self.limits.stall;
        let left = deadline.saturating_sub(self.session.clock.elapsed());
        left.min(self.limits.response).max(RESPONSE_LEAST)
    }

    /// Delays the next call: for the time the server requested, up to the limit, else twice as long at each attempt.
    fn pause(&mut self, attempt: u32, retry_after: Option<Duration>) {
        let backoff = BACKOFF.saturating_mul(2_u32.saturating_pow(attempt)).min(BACKOFF_LIMIT);
        let requested = retry_after.map(|wait| wait.min(self.limits.retry_after));
        self.next_at = self.next_at.max(self.session.clock.elapsed() + requested.unwrap_or(backoff));
        if self.limits.requested_waits == RequestedWaits::Granted {
            self.progressed_at += requested.unwrap_or_default();
        }
    }

    /// Returns to the normal pace, by a twentieth at each response.
    fn quicken(&mut self) {
        self.interval = (self.interval * 19 / 20).max(self.limits.interval);
    }

    fn report(&self, trouble: Option<&str>) {
        let elapsed = self.session.clock.elapsed().saturating_sub(self.started);
        let trouble = trouble.map(str::to_owned);
        (self.session.progress)(&Progress { rows: self.rows, calls: self.calls, elapsed, trouble });
    }
}

fn verdict(call: &Call, outcome: Result<Reply, IncompleteResponse>) -> ResponseAction {
    let again = |status, retry_after, why| ResponseAction::Retry(Retry { status, requested_wait: retry_after, why });
    let reply = match outcome {
        Ok(reply) => reply,
        Err(IncompleteResponse::Connection(why)) => return again(0, None, why),
        Err(IncompleteResponse::Oversize(limit)) => {
            return ResponseAction::Final(Failure::Oversize { call: call.to_string(), limit });
        }
    };
    let value = serde_json::from_slice::<Value>(&reply.body).ok();
    match reply.status {
        200 => match value.filter(|value| value.get("object").is_some_and(|object| object != "error")) {
            Some(value) => ResponseAction::Done(value),
            None => again(200, None, "200, but the body is not a Notion object (a login page?)".to_owned()),
        },
        300..=399 => ResponseAction::Final(Failure::Redirected { call: call.to_string() }),
        status @ (408 | 409 | 429 | 500..=599) => {
            let why = format!("{status} {}", text_of(value.as_ref(), "code"));
            again(status, reply.retry_after, why.trim_end().to_owned())
        }
        401 => ResponseAction::Final(Failure::Unauthorized),
        403 => ResponseAction::Final(Failure::Restricted),
        404 => ResponseAction::Final(Failure::NotFound { call: call.to_string() }),
        status => {
            let (code, message) = (text_of(value.as_ref(), "code"), text_of(value.as_ref(), "message"));
            ResponseAction::Final(Failure::Rejected { call: call.to_string(), status, code, message })
        }
    }
}

/// A text of Notion's error object, shortened and without control characters.
fn text_of(value: Option<&Value>, key: &str) -> String {
    let text = value.and_then(|value| value.get(key)).and_then(Value::as_str).unwrap_or_default();
    text.chars().filter(|letter| !letter.is_control()).take(300).collect()
}
