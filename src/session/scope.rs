//! The part of the library that a command covers.

use super::failure::Failure;
use crate::inputs::Inputs;
use crate::library::Scope;
use crate::values::nearest;
use std::collections::BTreeSet;

/// Which part of the library a command covers, and whether a build or preview may contact Notion.
#[derive(Debug, Clone)]
pub struct ScopeOptions {
    /// The audience by name; by default the one of the settings.
    pub audience: Option<String>,
    /// The customer whose entries are included.
    pub customer: Option<String>,
    /// Where opportunities come from.
    pub opportunities: OpportunityAccess,
}

/// Whether a build or a preview reads Notion at its start; other commands never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpportunityAccess {
    /// The snapshot is refreshed if the settings name Notion, a token is set and the last attempt is long enough ago.
    Refresh,
    /// The file or the last snapshot; Notion is not contacted.
    Offline,
}

impl ScopeOptions {
    /// Returns the part of the library that is meant.
    ///
    /// # Errors
    /// The site has no audience or no customer of this name.
    pub fn resolve(&self, inputs: &Inputs) -> Result<Scope, Failure> {
        let audiences = &inputs.settings.audiences;
        let audience = match &self.audience {
            None => audiences.build,
            Some(name) => {
                audiences.find(name).ok_or_else(|| unknown("audience", name, &audiences.names().collect::<Vec<_>>()))?
            }
        };
        if let Some(key) = &self.customer {
            let known = customer_keys(inputs);
            if !known.contains(key.as_str()) {
                return Err(unknown("customer", key, &known.into_iter().collect::<Vec<_>>()));
            }
        }
        Ok(Scope { audience, customer: self.customer.clone() })
    }
}

/// Returns the keys of the customers that the site knows: those of its lists, or, if it has no list, those that entries
/// name.
pub(super) fn customer_keys(inputs: &Inputs) -> BTreeSet<&str> {
    let listed = inputs.lists.customers.iter().map(|customer| customer.key.value.as_str());
    let entries = inputs.files.iter().flat_map(|file| &file.entries);
    let named = entries.filter_map(|entry| entry.customer.as_ref()).map(|key| key.value.as_str());
    if inputs.lists.customers.is_empty() { named.collect() } else { listed.collect() }
}

/// Reports that the site has no `what` with this name, and names those that it has.
fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    let hint = nearest(name, known.iter().copied()).map_or(String::new(), |word| format!("; did you mean {word}?"));
    let names = if known.is_empty() { format!("no {what}") } else { known.join(", ") };
    Failure(format!("there is no {what} {name}{hint}; this site has {names}"))
}
