//! Requests to pages of the public web, and nothing else: no request reaches an address that is not public.
//!
//! Inputs are the address of a page, a [`Transport`] (over HTTP: [`Http`]), a [`NameLookup`], a [`Clock`] and the
//! [`Allowances`] of the environment; output is an `evidence::Outcome`. Every request, also those for `robots.txt` and after
//! a redirect, takes the same way:
//!
//! ```text
//! address ─► Gate: parsed, looked up once, every address public ─► robots.txt ─► Lanes: one at a time per host, 3 s apart ─► Transport
//! ```

mod address_table;
mod allowances;
mod clock;
mod gate;
mod http;
mod lanes;
mod name_lookup;
mod retry_after;
mod robots;
mod transport;
mod visitor;

pub use address_table::{RANGES, Range, refused_range};
pub use allowances::Allowances;
pub use clock::Clock;
pub use gate::{Approved, Gate, ProxyUse, Refusal, Route};
pub use http::Http;
pub use lanes::Pace;
pub use name_lookup::{NameLookup, SystemLookup};
pub use retry_after::parse_retry_after;
pub use robots::Robots;
pub use transport::{Fault, Request, Response, Transport};
pub use visitor::{Contact, Limits, RobotsUse, Validators, Visitor};
