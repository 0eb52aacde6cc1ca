//! The open opportunities that a finding affects.

use crate::opportunity::Sum;

/// How many open opportunities a finding affects, and their amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// Number of open opportunities, at least 1.
    pub opportunities: usize,
    /// The sum of their amounts per currency, the largest first; empty if no amount is known.
    pub sums: Vec<Sum>,
}
