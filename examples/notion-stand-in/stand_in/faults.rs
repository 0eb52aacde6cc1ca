//! What goes wrong, and when.

use super::{Answer, Delivery, below, error};

/// A fault plan. Rates are per thousand; `_after` counts requests and holds from then on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults {
    /// Any request: 409, 429, 5xx, 529, a login page with 200, a body cut off, a reset.
    pub(crate) transient: u64,
    /// A page of rows is shorter than asked.
    pub(crate) short: u64,
    /// A page of rows is empty, with more to come.
    pub(crate) empty: u64,
    /// A cursor is dead when it is used.
    pub(crate) dying: u64,
    /// A row comes without its properties.
    pub(crate) partial: u64,
    /// A row is deleted when a query returns it, and comes without its properties.
    pub(crate) deleting: u64,
    /// The accounts are not shared.
    pub(crate) unshared_accounts: u64,
    /// The connection cannot read comments.
    pub(crate) no_comments: u64,
    /// A query creates a row.
    pub(crate) growing: u64,
    /// A query larger than this many rows gets 503.
    pub(crate) heavy: u64,
    /// 401 from this request on.
    pub(crate) unauthorized_after: u64,
    /// 403 from this request on.
    pub(crate) restricted_after: u64,
    /// 404 from this request on.
    pub(crate) unshared_after: u64,
    /// 503 from this request on.
    pub(crate) outage_after: u64,
    /// A redirect to another host from this request on.
    pub(crate) redirect_after: u64,
    /// A body without end from this request on.
    pub(crate) flood_after: u64,
    /// An end to every query, as though all rows had been given, but with a status that is not known.
    pub(crate) odd_status: u64,
    /// Sorts are not heeded.
    pub(crate) unsorted: u64,
}

/// One fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Status(u16),
    /// 429 with this `Retry-After`.
    Limited(&'static str),
    LoginPage,
    Truncated,
    Reset,
    Redirect,
    Flood,
}

const TRANSIENT: [Fault; 17] = [
    Fault::Status(409),
    Fault::Status(500),
    Fault::Status(502),
    Fault::Status(503),
    Fault::Status(504),
    Fault::Status(529),
    Fault::Limited("1"),
    Fault::Limited("7"),
    Fault::Limited("1.5"),
    Fault::Limited("0"),
    Fault::Limited("-3"),
    Fault::Limited("Wed, 21 Oct 2026 07:28:00 GMT"),
    Fault::Limited("99999999"),
    Fault::LoginPage,
    Fault::Truncated,
    Fault::Truncated,
    Fault::Reset,
];

impl Faults {
    /// Reads `key=number` pairs with commas between them.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut faults = Self::default();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (key, number) = pair.split_once('=').ok_or_else(|| format!("{pair} is not key=number"))?;
            let number = number.trim().parse().map_err(|_| format!("{pair} is not key=number"))?;
            *faults.field(key.trim()).ok_or_else(|| format!("unknown fault {key}"))? = number;
        }
        Ok(faults)
    }

    fn field(&mut self, key: &str) -> Option<&mut u64> {
        Some(match key {
            "transient" => &mut self.transient,
            "short" => &mut self.short,
            "empty" => &mut self.empty,
            "dying" => &mut self.dying,
            "partial" => &mut self.partial,
            "deleting" => &mut self.deleting,
            "unshared_accounts" => &mut self.unshared_accounts,
            "no_comments" => &mut self.no_comments,
            "growing" => &mut self.growing,
            "heavy" => &mut self.heavy,
            "unauthorized_after" => &mut self.unauthorized_after,
            "restricted_after" => &mut self.restricted_after,
            "unshared_after" => &mut self.unshared_after,
            "outage_after" => &mut self.outage_after,
            "redirect_after" => &mut self.redirect_after,
            "flood_after" => &mut self.flood_after,
            "unsorted" => &mut self.unsorted,
            "odd_status" => &mut self.odd_status,
            _ => return None,
        })
    }

    /// The fault that meets request number `asked`, if any.
    pub(super) fn at(&self, seed: u64, asked: u64) -> Option<Fault> {
        let lasting = [
            (self.unauthorized_after, Fault::Status(401)),
            (self.restricted_after, Fault::Status(403)),
            (self.unshared_after, Fault::Status(404)),
            (self.outage_after, Fault::Status(503)),
            (self.redirect_after, Fault::Redirect),
            (self.flood_after, Fault::Flood),
        ];
        let lasting = lasting.iter().find(|(after, _)| *after > 0 && asked >= *after).map(|(_, fault)| *fault);
        let passing = || {
            let strikes = below(seed ^ 0xFA, asked, 1_000) < self.transient;
            let kind = usize::try_from(below(seed ^ 0xFB, asked, TRANSIENT.len() as u64)).unwrap_or(0);
            TRANSIENT.get(kind).copied().filter(|_| strikes)
        };
        lasting.or_else(passing)
    }
}

impl Fault {
    pub(super) fn answer(self, elsewhere: &str) -> Answer {
        let html = b"<!doctype html><title>Sign in</title>".to_vec();
        match self {
            Self::Status(401) => error(401, "unauthorized", "API token is invalid."),
            Self::Status(403) => error(403, "restricted_resource", "Insufficient permissions for this endpoint."),
            Self::Status(404) => error(404, "object_not_found", "Could not find it."),
            Self::Status(409) => error(409, "conflict_error", "Conflict occurred while saving."),
            Self::Status(status) => error(status, "service_unavailable", "Try again."),
            Self::Limited(asked) => {
                let header = Some(("Retry-After", asked.to_owned()));
                Answer { header, ..error(429, "rate_limited", "You have been rate limited.") }
            }
            Self::LoginPage | Self::Truncated => {
                Answer { status: 200, header: None, body: html, delivery: Delivery::Whole }
            }
            Self::Reset => Answer { status: 200, header: None, body: Vec::new(), delivery: Delivery::Reset },
            Self::Redirect => {
                let header = Some(("Location", elsewhere.to_owned()));
                Answer { status: 302, header, body: Vec::new(), delivery: Delivery::Whole }
            }
            Self::Flood => Answer { status: 200, header: None, body: Vec::new(), delivery: Delivery::Flood },
        }
    }
}
