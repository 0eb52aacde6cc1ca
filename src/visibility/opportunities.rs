//! The opportunities that the readers of a build may see.

use super::readers::Readers;
use crate::library::Library;
use crate::opportunity::{Opportunity, Snapshot};

/// Returns the part of `snapshot` that `readers` may see. Opportunities name customers, so outsiders get `None`, and a
/// build for one customer gets the opportunities of that customer. `library` is the visible one, whose list of customers
/// gives the customer's other names.
pub(super) fn visible_opportunities(snapshot: &Snapshot, library: &Library, readers: &Readers) -> Option<Snapshot> {
    if readers.is_outside() {
        return None;
    }
    let mut visible = match readers.customer() {
        Some(key) => of_customer(snapshot, key, library),
        None => snapshot.clone(),
    };
    if !readers.sees_amounts() {
        for opportunity in &mut visible.opportunities {
            opportunity.amount = None;
        }
    }
    Some(visible)
}

fn of_customer(snapshot: &Snapshot, key: &str, library: &Library) -> Snapshot {
    let known = library.lists.customers.iter().find(|customer| customer.key.value == key);
    let other_names = known.into_iter().flat_map(|customer| customer.names.iter().chain(&customer.aliases));
    let names: Vec<&str> = other_names.map(String::as_str).chain([key]).collect();
    let is_own = |opportunity: &&Opportunity| {
        opportunity.customer.as_ref().is_some_and(|own| names.iter().any(|name| name.eq_ignore_ascii_case(own)))
    };
    let opportunities = snapshot.opportunities.iter().filter(is_own).cloned().collect();
    Snapshot { opportunities, left_out: Vec::new(), ..snapshot.clone() }
}
