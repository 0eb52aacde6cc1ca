//! What a build is for.

use crate::config::Audience;

/// What a build is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The strictest audience whose entries it holds.
    pub audience: Audience,
    /// The customer whose entries it holds beyond those of no customer.
    pub customer: Option<String>,
}
