//! Which addresses may be asked.

use super::address_table::refused_range;
use super::allowances::Allowances;
use super::name_lookup::NameLookup;
use reqwest::Url;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

/// Ends of names that are not of the public internet (RFC 2606, 6761, 6762, 7686, 8375, and names in common use).
const PRIVATE_ENDS: [&str; 10] =
    ["localhost", "local", "localdomain", "internal", "lan", "home.arpa", "onion", "test", "invalid", "example"];

/// Why an address is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read, or is not `https` or `http`.
    Form,
    /// It has a user name or password.
    UserInfo,
    /// Its port is neither 80 nor 443.
    Port,
    /// Its host is a number, not a name.
    Literal,
    /// Its host is not a name of the public internet.
    Name,
    /// Its host has no address.
    NoAddress,
    /// An address of its host is not public.
    NotPublic,
}

/// An address that may be asked, and how.
#[derive(Debug, Clone)]
pub struct Approved {
    /// The address, without fragment.
    pub url: Url,
    /// Its host, in small letters.
    pub host: String,
    /// Where the request goes.
    pub route: Route,
}

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// To these addresses only.
    Addresses(Vec<IpAddr>),
    /// To a stand-in on this machine, without encryption.
    StandIn(SocketAddr),
    /// To a proxy, which finds the addresses itself.
    Proxy,
}

/// Whether a proxy sends the requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProxyUse {
    /// None does.
    #[default]
    Never,
    /// The environment's does; it finds the addresses itself, and decides about them.
    Environment,
}

/// Decides which addresses may be asked. A host is looked up once, so that a second answer cannot lead elsewhere.
pub struct Gate<'a> {
    lookup: &'a dyn NameLookup,
    allowances: Allowances,
    proxy: ProxyUse,
    known: Mutex<BTreeMap<String, Result<Route, Refusal>>>,
}

impl<'a> Gate<'a> {
    /// Makes a gate. With a proxy, only `https` at its usual port is asked.
    pub fn new(lookup: &'a dyn NameLookup, allowances: Allowances, proxy: ProxyUse) -> Self {
        Self { lookup, allowances, proxy, known: Mutex::default() }
    }

    /// Approves an address.
    ///
    /// # Errors
    /// It may not be asked.
    pub fn approve(&self, address: &str) -> Result<Approved, Refusal> {
        let mut url = Url::parse(address).map_err(|_| Refusal::Form)?;
        url.set_fragment(None);
        if !matches!(url.scheme(), "https" | "http") {
            return Err(Refusal::Form);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::UserInfo);
        }
        let host = url.domain().ok_or(Refusal::Literal)?.trim_end_matches('.').to_ascii_lowercase();
        if let Some(stand_in) = self.allowances.stand_in(&host) {
            return Ok(Approved { url, host, route: Route::StandIn(stand_in) });
        }
        let is_allowed = self.allowances.allows(&host);
        if !is_allowed && !matches!(url.port_or_known_default(), Some(80 | 443)) {
            return Err(Refusal::Port);
        }
        if self.proxy == ProxyUse::Environment && (url.scheme() != "https" || url.port_or_known_default() != Some(443))
        {
            return Err(Refusal::Port);
        }
        if !is_allowed && !is_public_name(&host) {
            return Err(Refusal::Name);
        }
        let route = self.route(&host)?;
        Ok(Approved { url, host, route })
    }

    fn route(&self, host: &str) -> Result<Route, Refusal> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(route) = known.get(host) {
            return route.clone();
        }
        let route = if self.proxy == ProxyUse::Environment { Ok(Route::Proxy) } else { self.look_up(host) };
        known.insert(host.to_owned(), route.clone());
        route
    }

    fn look_up(&self, host: &str) -> Result<Route, Refusal> {
        let addresses = self.lookup.addresses(host).ok_or(Refusal::NoAddress)?;
        if !self.allowances.allows(host) && addresses.iter().any(|address| refused_range(*address).is_some()) {
            return Err(Refusal::NotPublic);
        }
        Ok(Route::Addresses(addresses))
    }
}

fn is_public_name(host: &str) -> bool {
    let ends = |end: &&str| host == *end || host.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
    host.contains('.') && host.len() <= 253 && !PRIVATE_ENDS.iter().any(ends)
}
