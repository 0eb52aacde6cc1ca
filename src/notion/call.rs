//! Requests to Notion and their responses.

use super::Clock;
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// A request. There are only read requests, so nothing in Notion can be changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// `GET` of a path with its query.
    Get(String),
    /// `POST /v1/data_sources/{id}/query`, the only read request with a body.
    Query {
        /// The id of the data source.
        data_source: String,
        /// Filter, sorts, cursor and page size.
        body: Value,
    },
}

impl Call {
    /// Returns the path and query, beginning with `/v1/`.
    pub fn path(&self) -> String {
        match self {
            Self::Get(path) => path.clone(),
            Self::Query { data_source, .. } => format!("/v1/data_sources/{data_source}/query"),
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = if matches!(self, Self::Get(_)) { "GET" } else { "POST" };
        write!(formatter, "{method} {}", self.path())
    }
}

/// A complete response.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The wait that `Retry-After` requests.
    pub retry_after: Option<Duration>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

/// Why there is no complete response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncompleteResponse {
    /// Refused, reset, timed out or cut off; the text says which.
    Connection(String),
    /// The body is larger than the limit, in bytes.
    Oversize(u64),
}

/// Sends calls to Notion.
pub trait Transport {
    /// Sends `call` once and waits for the complete response, at most for `timeout` as `clock` measures it.
    ///
    /// # Errors
    ///
    /// [`IncompleteResponse::Connection`] if no complete response arrives, [`IncompleteResponse::Oversize`] if it is too large.
    fn send(&self, call: &Call, clock: &dyn Clock, timeout: Duration) -> Result<Reply, IncompleteResponse>;
}
