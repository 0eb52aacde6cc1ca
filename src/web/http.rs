//! Requests over HTTP: to approved addresses only, without cookies and redirects, with limits.

use super::clock::Clock;
use super::gate::{ProxyUse, Route};
use super::transport::{Fault, Request, Response, Transport};
use reqwest::blocking::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HOST};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a connection is waited for.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a whole answer is waited for.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How much of a body is read at once, in bytes.
const CHUNK: usize = 64 << 10;

/// The addresses to which connections are made, by host.
type Table = Arc<Mutex<BTreeMap<String, Vec<IpAddr>>>>;

/// Sends requests over HTTP.
pub struct Http<'a> {
    client: Client,
    table: Table,
    language: String,
    clock: &'a dyn Clock,
    longest: Duration,
}

/// Gives the client only the addresses that were approved: it looks nothing up.
struct ApprovedOnly(Table);

impl Resolve for ApprovedOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = table.get(name.as_str().trim_end_matches('.')).cloned();
        Box::pin(async move {
            let addresses = found.ok_or("a host that was not approved")?;
            let addresses: Addrs = Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}

impl<'a> Http<'a> {
    /// Makes a client that calls itself `agent` and asks for pages in `language`.
    ///
    /// # Errors
    /// The certificates of the system cannot be read; the text says why.
    pub fn new(agent: &str, language: &str, proxy: ProxyUse, clock: &'a dyn Clock) -> Result<Self, String> {
        // An error means that a provider is already installed.
        drop(rustls::crypto::ring::default_provider().install_default());
        let table = Table::default();
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .dns_resolver(Arc::new(ApprovedOnly(Arc::clone(&table))))
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .pool_max_idle_per_host(1)
            .referer(false)
            .user_agent(agent);
        if proxy == ProxyUse::Never {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { client, table, language: language.to_owned(), clock, longest: TIMEOUT })
    }

    /// Waits for a whole answer for `longest` instead of 20 seconds.
    #[must_use]
    pub fn waiting(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }
}

impl Transport for Http<'_> {
    fn send(&self, request: &Request<'_>) -> Result<Response, Fault> {
        let approved = request.approved;
        let mut url = approved.url.clone();
        match &approved.route {
            Route::Addresses(addresses) => {
                let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
                table.insert(approved.host.clone(), addresses.clone());
            }
            Route::StandIn(address) => {
                let is_set = url.set_scheme("http").is_ok()
                    && url.set_ip_host(address.ip()).is_ok()
                    && url.set_port(Some(address.port())).is_ok();
                if !is_set {
                    return Err(Fault::Connection);
                }
            }
            Route::Proxy => {}
        }
        let until = self.clock.elapsed() + self.longest;
        let mut builder =
            self.client.get(url).timeout(self.longest).header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
        if !self.language.is_empty() {
            builder = builder.header(ACCEPT_LANGUAGE, &self.language);
        }
        if matches!(approved.route, Route::StandIn(_)) {
            builder = builder.header(HOST, &approved.host);
        }
        for (name, value) in request.headers {
            builder = builder.header(*name, value);
        }
        let mut response = builder.send().map_err(|error| fault(&error))?;
        let status = response.status().as_u16();
        let text = |value: &reqwest::header::HeaderValue| value.to_str().ok().map(str::to_owned);
        let headers = response.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect();
        let (mut body, mut chunk) = (Vec::new(), vec![0; CHUNK]);
        loop {
            let length = response.read(&mut chunk).map_err(|error| {
                if error.kind() == std::io::ErrorKind::TimedOut { Fault::Timeout } else { Fault::Broken }
            })?;
            body.extend_from_slice(chunk.get(..length).unwrap_or_default());
            let is_cut = body.len() > request.limit;
            if length == 0 || is_cut {
                body.truncate(request.limit);
                return Ok(Response { status, headers, body, is_cut });
            }
            if self.clock.elapsed() > until {
                return Err(Fault::Timeout);
            }
        }
    }
}

fn fault(error: &reqwest::Error) -> Fault {
    if error.is_timeout() {
        Fault::Timeout
    } else if error.is_decode() || error.is_body() {
        Fault::Broken
    } else {
        Fault::Connection
    }
}
