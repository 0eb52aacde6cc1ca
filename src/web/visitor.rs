//! One visit of a page: through the gate, as `robots.txt` allows, hop by hop.

use super::clock::Clock;
use super::gate::{Approved, Gate, Refusal};
use super::lanes::{Lanes, Pace};
use super::retry_after::parse_retry_after;
use super::robots::Robots;
use super::transport::{Fault, Request, Response, Transport};
use crate::evidence::{Answer, Obstacle, Outcome, Redirects};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// The most redirects that are followed (RFC 9309, 2.3.1.2, asks for five).
const MOST_REDIRECTS: usize = 5;
/// The most bytes of a `robots.txt` that are read.
const ROBOTS_LIMIT: usize = 512 << 10;
/// The longest wait that a server may ask for without ending the visits to it.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// How much one run may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most requests.
    pub requests: usize,
    /// When no further request begins, as the clock measures it.
    pub until: Duration,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The name for which `robots.txt` has rules, in small letters.
    pub agent: String,
    /// For which hosts `robots.txt` is heeded.
    pub robots: RobotsUse,
}

/// For which hosts `robots.txt` is heeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RobotsUse {
    /// For all but these.
    HeededBut(BTreeSet<String>),
    /// For these only.
    IgnoredBut(BTreeSet<String>),
}

impl RobotsUse {
    fn is_heeded(&self, host: &str) -> bool {
        match self {
            Self::HeededBut(hosts) => !hosts.contains(host),
            Self::IgnoredBut(hosts) => hosts.contains(host),
        }
    }
}

/// What an earlier answer said by which a page is recognised as unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The value of `ETag`, byte for byte.
    pub etag: Option<String>,
    /// The value of `Last-Modified`, byte for byte.
    pub modified: Option<String>,
}

/// Why a visit ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// The page cannot be looked at.
    Obstacle(Obstacle),
    /// The limits of the run are reached.
    Limits,
}

impl From<Obstacle> for Stop {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        let is_missing = refusal == Refusal::NoAddress;
        Self::Obstacle(if is_missing { Obstacle::NameLookup } else { Obstacle::Address })
    }
}

/// What asking for `robots.txt` came to, once it has been asked.
type Asked = Arc<OnceLock<Result<Robots, Stop>>>;

/// Visits pages.
pub struct Visitor<'a> {
    gate: Gate<'a>,
    transport: &'a dyn Transport,
    clock: &'a dyn Clock,
    lanes: Lanes<'a>,
    contact: Contact,
    limits: Limits,
    sent: AtomicUsize,
    /// By origin; who comes first asks, and the others wait.
    robots: Mutex<BTreeMap<String, Asked>>,
}

impl<'a> Visitor<'a> {
    /// Makes a visitor.
    pub fn new(
        gate: Gate<'a>,
        transport: &'a dyn Transport,
        clock: &'a dyn Clock,
        pace: Pace,
        contact: Contact,
        limits: Limits,
    ) -> Self {
        let lanes = Lanes::new(clock, pace);
        Self { gate, transport, clock, lanes, contact, limits, sent: AtomicUsize::new(0), robots: Mutex::default() }
    }

    /// Returns how many requests were sent.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    /// Asks for the page at `address`, and reads at most `limit` bytes of it.
    pub fn visit(&self, address: &str, validators: &Validators, limit: usize) -> Outcome {
        match self.follow(address, validators, limit) {
            Ok(outcome) => outcome,
            Err(Stop::Obstacle(obstacle)) => Outcome::Failed(obstacle),
            Err(Stop::Limits) => Outcome::NotAsked,
        }
    }

    fn follow(&self, address: &str, validators: &Validators, limit: usize) -> Result<Outcome, Stop> {
        let (mut address, mut redirects, mut is_secure) = (address.to_owned(), Redirects::None, false);
        for _ in 0..=MOST_REDIRECTS {
            let approved = self.gate.approve(&address)?;
            let scheme = approved.url.scheme();
            if is_secure && scheme == "http" {
                return Err(Obstacle::Redirects.into());
            }
            is_secure |= scheme == "https";
            self.heed_robots(&approved)?;
            let headers = if redirects == Redirects::None { conditions(validators) } else { Vec::new() };
            let response = self.send(&approved, &headers, limit)?;
            let url = approved.url.to_string();
            match (response.status, location(&response, &approved)) {
                (304, _) if !headers.is_empty() => return Ok(Outcome::Unchanged),
                (301 | 308, Some(next)) => {
                    redirects = if redirects == Redirects::Temporary { redirects } else { Redirects::Permanent };
                    address = next;
                }
                (302 | 303 | 307, Some(next)) => {
                    redirects = Redirects::Temporary;
                    address = next;
                }
                _ => {
                    let Response { status, headers, body, is_cut } = response;
                    return Ok(Outcome::Answered(Answer { url, redirects, status, headers, body, is_cut }));
                }
            }
        }
        Err(Obstacle::Redirects.into())
    }

    /// Asks for `robots.txt` once per run and origin, and checks that it allows the page.
    fn heed_robots(&self, approved: &Approved) -> Result<(), Stop> {
        if !self.contact.robots.is_heeded(&approved.host) {
            return Ok(());
        }
        let origin = approved.url.origin().ascii_serialization();
        let place = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(origin.clone()).or_default())
        };
        let robots = place.get_or_init(|| {
            let robots = self.fetch_robots(&origin);
            if let Ok(Robots { crawl_delay: Some(delay), .. }) = &robots {
                self.lanes.slow(&approved.host, *delay);
            }
            robots
        });
        let query = approved.url.query().map_or(String::new(), |query| format!("?{query}"));
        if robots.clone()?.allows(&format!("{}{query}", approved.url.path())) {
            Ok(())
        } else {
            Err(Obstacle::Robots.into())
        }
    }

    /// A missing file excludes nothing; no answer, or a fault of the server, excludes everything (RFC 9309, 2.3.1).
    fn fetch_robots(&self, origin: &str) -> Result<Robots, Stop> {
        let mut address = format!("{origin}/robots.txt");
        for _ in 0..=MOST_REDIRECTS {
            let approved = self.gate.approve(&address)?;
            let response = self.send(&approved, &[], ROBOTS_LIMIT)?;
            if let (300..=399, Some(next)) = (response.status, location(&response, &approved)) {
                address = next;
                continue;
            }
            let start =
                String::from_utf8_lossy(response.body.get(..512).unwrap_or(&response.body)).to_ascii_lowercase();
            let is_html = start.trim_start().starts_with('<');
            return match response.status {
                200..=299 if is_html && response.headers.iter().any(|(name, _)| name == "cf-mitigated") => {
                    Err(Obstacle::BotWall.into())
                }
                200..=299 if is_html => Ok(Robots::default()),
                200..=299 => Ok(Robots::parse(&response.body, &self.contact.agent)),
                429 => Err(Obstacle::Waiting.into()),
                500..=599 => Err(Obstacle::ServerError.into()),
                _ => Ok(Robots::default()),
            };
        }
        Ok(Robots::default())
    }

    /// Sends one request, and one more after a fault that may pass.
    fn send(&self, approved: &Approved, headers: &[(&'static str, String)], limit: usize) -> Result<Response, Stop> {
        let mut last = Err(Stop::Limits);
        for is_second in [false, true] {
            let (answer, is_last) = self.lanes.alone(&approved.host, |lane| {
                if lane.is_closed {
                    return (Err(Obstacle::Waiting.into()), true);
                }
                let is_spent = self.sent.fetch_add(1, Ordering::Relaxed) >= self.limits.requests;
                if is_spent || self.clock.elapsed() >= self.limits.until {
                    self.sent.fetch_sub(1, Ordering::Relaxed);
                    return (Err(Stop::Limits), true);
                }
                let answer = self.transport.send(&Request { approved, headers, limit }).map_err(|fault| match fault {
                    Fault::Connection => Obstacle::Connection.into(),
                    Fault::Timeout => Obstacle::Timeout.into(),
                    Fault::Broken => Obstacle::BrokenBody.into(),
                });
                let Ok(response) = &answer else { return (answer, false) };
                let header = |name: &str| {
                    response.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
                };
                let wait = header("retry-after").and_then(|text| parse_retry_after(text, header("date")));
                let is_passing = matches!(response.status, 429 | 500..=599);
                if let Some(wait) = wait.filter(|_| is_passing) {
                    lane.is_closed = wait > LONGEST_WAIT;
                    lane.wait_until(self.clock.elapsed() + wait);
                }
                let is_refused = response.status == 429 && (wait.is_none() || is_second);
                lane.is_closed |= is_refused;
                let is_last = !is_passing || lane.is_closed;
                (answer, is_last)
            });
            last = answer;
            if is_last {
                break;
            }
        }
        last
    }
}

fn conditions(validators: &Validators) -> Vec<(&'static str, String)> {
    let etag = validators.etag.iter().map(|etag| ("if-none-match", etag.clone()));
    etag.chain(validators.modified.iter().map(|modified| ("if-modified-since", modified.clone()))).collect()
}

/// Returns where a response leads.
fn location(response: &Response, approved: &Approved) -> Option<String> {
    let (_, value) = response.headers.iter().find(|(name, _)| name == "location")?;
    approved.url.join(value).ok().map(|url| url.to_string())
}
