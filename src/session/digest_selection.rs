//! Which opportunities `fieldbook digest` is about.

use super::digest_options::DigestOptions;
use super::due::find_owner;
use super::environment::Session;
use super::failure::Failure;
use super::verify_target::hint;
use crate::digest::Period;
use crate::library::Library;
use crate::opportunity::{Opportunity, Snapshot};
use crate::values::nearest;
use std::collections::BTreeSet;

/// Chooses by customer and owner.
pub(super) struct Selection {
    /// Names of customers in small letters; `None` for all.
    customers: Option<BTreeSet<String>>,
    /// Names of the owner in small letters; `None` for all.
    owner: Option<BTreeSet<String>>,
}

/// The opportunities with a digest.
pub(super) struct Selected<'a> {
    /// The open ones, the first to close first, then those that were closed in the period.
    pub(super) opportunities: Vec<&'a Opportunity>,
    /// How many open ones have no activity in the period.
    pub(super) unchanged: usize,
}

impl Selection {
    /// Finds what the options name.
    ///
    /// # Errors
    /// There is no such customer or owner.
    pub(super) fn new(
        session: &Session<'_>,
        library: &Library,
        snapshot: &Snapshot,
        options: &DigestOptions,
    ) -> Result<Self, Failure> {
        let mut customers = BTreeSet::new();
        for name in &options.customers {
            customers.extend(customer_names(library, snapshot, name)?);
        }
        let owner = options.owner.as_ref().map(|name| owner_names(session, library, snapshot, name)).transpose()?;
        Ok(Self { customers: (!options.customers.is_empty()).then_some(customers), owner })
    }

    /// Chooses from the `open` opportunities; in a period only those with activity, and also those that were closed in it.
    pub(super) fn of<'a>(
        &self,
        open: &[&'a Opportunity],
        snapshot: &'a Snapshot,
        period: Option<Period>,
    ) -> Selected<'a> {
        let is_chosen = |one: &&Opportunity| self.includes(one);
        let chosen: Vec<&Opportunity> = open.iter().copied().filter(is_chosen).collect();
        let Some(period) = period else { return Selected { opportunities: chosen, unchanged: 0 } };
        let (mut opportunities, unchanged): (Vec<_>, Vec<_>) =
            chosen.into_iter().partition(|one| period.has_activity(one));
        let was_moved = |one: &&Opportunity| one.stage_changes.last().is_some_and(|change| period.contains(change.at));
        let is_open = |one: &Opportunity| open.iter().any(|open| open.id == one.id);
        let moved = snapshot.opportunities.iter().filter(was_moved).filter(is_chosen);
        opportunities.extend(moved.filter(|one| !is_open(one)));
        Selected { opportunities, unchanged: unchanged.len() }
    }

    fn includes(&self, one: &Opportunity) -> bool {
        let owner = || one.owner.as_ref().map(|owner| owner.to_lowercase()).unwrap_or_default();
        self.includes_customer(one.customer_or_name())
            && self.owner.as_ref().is_none_or(|names| names.contains(&owner()))
    }

    /// Returns whether the customer with this name is chosen.
    fn includes_customer(&self, name: &str) -> bool {
        self.customers.as_ref().is_none_or(|names| names.contains(&name.to_lowercase()))
    }

    /// Returns whether a customer without an opportunity is chosen; it has no owner.
    pub(super) fn includes_without_opportunity(&self, name: &str) -> bool {
        self.owner.is_none() && self.includes_customer(name)
    }
}

/// Returns the keys of the customers that are called so.
pub(super) fn customer_keys(library: &Library, names: &[String]) -> impl Iterator<Item = String> {
    let wanted: BTreeSet<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
    let listed = library.lists.customers.iter().filter(move |customer| {
        let mut all = customer.names.iter().chain(&customer.aliases).chain([&customer.key.value]);
        all.any(|name| wanted.contains(&name.to_lowercase()))
    });
    listed.map(|customer| customer.key.value.clone()).collect::<BTreeSet<String>>().into_iter()
}

/// Returns all names of the customer that is called `name`, in small letters.
fn customer_names(library: &Library, snapshot: &Snapshot, name: &str) -> Result<BTreeSet<String>, Failure> {
    let wanted = name.trim().to_lowercase();
    let listed = library.lists.customers.iter().map(|customer| {
        let names = customer.names.iter().chain(&customer.aliases).chain([&customer.key.value]);
        names.map(|name| name.to_lowercase()).collect::<BTreeSet<String>>()
    });
    let names: BTreeSet<String> = listed.filter(|names| names.contains(&wanted)).flatten().collect();
    let known = || snapshot.opportunities.iter().map(Opportunity::customer_or_name);
    if names.is_empty() && !known().any(|own| own.to_lowercase() == wanted) {
        let near = hint(nearest(name, known()));
        return Err(Failure(format!("--customer: no opportunity is with a customer called {name}{near}")));
    }
    Ok(names.into_iter().chain([wanted]).collect())
}

/// Returns all names of the person that is called `name`, in small letters.
fn owner_names(
    session: &Session<'_>,
    library: &Library,
    snapshot: &Snapshot,
    name: &str,
) -> Result<BTreeSet<String>, Failure> {
    let owners = || snapshot.opportunities.iter().filter_map(|one| one.owner.as_deref());
    let wanted = name.trim().to_lowercase();
    if name != "me" && owners().any(|owner| owner.to_lowercase() == wanted) {
        return Ok(BTreeSet::from([wanted]));
    }
    match find_owner(session.folder, library, name) {
        Ok(id) => {
            let person = library.lists.people.iter().find(|person| person.id.value == id);
            let names = person.map(|person| [Some(person.name.clone()), person.email.clone()]);
            let names = names.into_iter().flatten().flatten().chain([id]);
            Ok(names.map(|name| name.to_lowercase()).collect())
        }
        Err(failure) if name == "me" => Err(failure),
        Err(_) => {
            let near = hint(nearest(name, owners()));
            Err(Failure(format!("--owner: no opportunity has the owner {name}{near}")))
        }
    }
}
