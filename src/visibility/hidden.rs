//! What a build leaves out.

use crate::entry::Entry;
use crate::library::Customer;
use std::sync::Arc;

/// The entries and customers that the readers of a build must not see. Nothing of them is
/// public but the patterns that the final sweep looks for.
#[derive(Debug)]
pub struct HiddenPart {
    entries: Vec<Arc<Entry>>,
    customers: Vec<Customer>,
}

impl HiddenPart {
    pub(super) fn new(entries: Vec<Arc<Entry>>, customers: Vec<Customer>) -> Self {
        Self { entries, customers }
    }

    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    pub(super) fn customers(&self) -> &[Customer] {
        &self.customers
    }
}
