//! Calls over HTTP: to one host, without redirects, with limits.

use super::{Call, Clock, Failure, IncompleteResponse, Reply, Token, Transport, parse_retry_after};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ACCEPT, AUTHORIZATION, DATE, HeaderValue, RETRY_AFTER};
use std::error::Error;
use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

/// The version of Notion's API that this module uses.
const NOTION_VERSION: &str = "2026-03-11";
/// A page of 100 rows with long texts stays below 10 MiB.
const BODY_LIMIT: u64 = 32 << 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The address of calls: Notion, or a loopback address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    base: String,
    is_loopback: bool,
}

impl Address {
    /// Notion itself.
    pub fn notion() -> Self {
        Self { base: "https://api.notion.com".to_owned(), is_loopback: false }
    }

    /// Parses a loopback address, such as `http://127.0.0.1:8080`.
    ///
    /// # Errors
    ///
    /// [`Failure::Address`] if it is not `http` or `https`, or its host is not a loopback address.
    pub fn loopback(text: &str) -> Result<Self, Failure> {
        let url = reqwest::Url::parse(text.trim()).map_err(|_| Failure::Address(text.to_owned()))?;
        let host = url.host_str().unwrap_or_default();
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        let is_here = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        let is_plain = url.username().is_empty() && url.password().is_none() && matches!(url.path(), "" | "/");
        if !(is_here && is_plain && matches!(url.scheme(), "http" | "https")) {
            return Err(Failure::Address(text.to_owned()));
        }
        Ok(Self { base: url.origin().ascii_serialization(), is_loopback: true })
    }
}

/// A client that sends the token to one address only.
pub struct Http {
    client: Client,
    address: Address,
    token: Token,
}

impl Http {
    /// Creates a client.
    ///
    /// # Errors
    ///
    /// [`Failure::Setup`] if the certificates of the system cannot be read.
    pub fn new(address: Address, token: Token) -> Result<Self, Failure> {
        // An error means that a provider is already installed.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .https_only(!address.is_loopback)
            .connect_timeout(CONNECT_TIMEOUT)
            .referer(false)
            .user_agent(concat!("fieldbook/", env!("CARGO_PKG_VERSION")));
        if address.is_loopback {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| Failure::Setup(describe(&error)))?;
        Ok(Self { client, address, token })
    }

    fn request(&self, call: &Call) -> Result<RequestBuilder, IncompleteResponse> {
        let url = format!("{}{}", self.address.base, call.path());
        let mut bearer = HeaderValue::from_str(&self.token.bearer()).map_err(|_| {
            IncompleteResponse::Connection("the token contains characters that are invalid in a header".to_owned())
        })?;
        bearer.set_sensitive(true);
        let builder = match call {
            Call::Get(_) => self.client.get(url),
            Call::Query { body, .. } => self.client.post(url).json(body),
        };
        Ok(builder
            .header(AUTHORIZATION, bearer)
            .header(ACCEPT, "application/json")
            .header("Notion-Version", NOTION_VERSION))
    }
}

impl Transport for Http {
    fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse> {
        let until = clock.elapsed() + timeout;
        let mut response = self.request(call)?.timeout(timeout).send().map_err(|error| broken(&self.token, &error))?;
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let retry_after = header(RETRY_AFTER).and_then(|text| parse_retry_after(text, header(DATE)));
        let body = read_body(&mut response, until, clock)?;
        Ok(Reply { status, retry_after, body: self.token.redact_body(body) })
    }
}

/// Reads the complete body within the limits of size and time.
fn read_body(response: &mut Response, until: Duration, clock: &dyn Clock) -> Result<Vec<u8>, IncompleteResponse> {
    let mut body = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        let length = response
            .read(&mut chunk)
            .map_err(|error| IncompleteResponse::Connection(format!("the response ended early: {error}")))?;
        body.extend_from_slice(chunk.get(..length).unwrap_or_default());
        if body.len() as u64 > BODY_LIMIT {
            return Err(IncompleteResponse::Oversize(BODY_LIMIT));
        }
        if length == 0 {
            return Ok(body);
        }
        if clock.elapsed() > until {
            return Err(IncompleteResponse::Connection("the response takes too long".to_owned()));
        }
    }
}

fn broken(token: &Token, error: &reqwest::Error) -> IncompleteResponse {
    IncompleteResponse::Connection(token.redact(&describe(error)))
}

/// Joins an error with its causes, without the address, which the call already contains.
fn describe(error: &reqwest::Error) -> String {
    let mut text = if error.is_timeout() { "timed out".to_owned() } else { "the connection failed".to_owned() };
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_to_notion_or_stays_on_this_machine() {
        for here in ["http://127.0.0.1:8080", "http://localhost", "https://[::1]:1/", " http://127.9.9.9:1 "] {
            assert!(Address::loopback(here).is_ok(), "{here}");
        }
        for elsewhere in [
            "http://10.0.0.1",
            "https://api.notion.com",
            "http://127.0.0.1.evil.example",
            "http://0.0.0.0:1",
            "ftp://127.0.0.1",
            "http://127.0.0.1@evil.example",
            "http://user@127.0.0.1",
            "http://127.0.0.1/v1",
            "",
            "127.0.0.1:80",
        ] {
            assert!(Address::loopback(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
