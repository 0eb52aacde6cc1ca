//! One request and its answer.

use super::gate::Approved;

/// One request. There is only `GET`, and it carries no cookies and no referrer.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The address, approved.
    pub approved: &'a Approved,
    /// Headers beyond the usual ones, with names in small letters.
    pub headers: &'a [(&'static str, String)],
    /// The most bytes of the body that are read, decompressed.
    pub limit: usize,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that are text, with names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed, as far as the limit.
    pub body: Vec<u8>,
    /// Whether the body goes on beyond the limit.
    pub is_cut: bool,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection was refused or broken off, or its certificate does not hold.
    Connection,
    /// No complete answer came in time.
    Timeout,
    /// The answer is not complete.
    Broken,
}

/// Sends requests.
pub trait Transport: Send + Sync {
    /// Sends `request` once, to an approved address only, and follows no redirect.
    ///
    /// # Errors
    /// There is no complete answer.
    fn send(&self, request: &Request<'_>) -> Result<Response, Fault>;
}
