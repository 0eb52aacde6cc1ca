//! What must not come into a library through a change: credentials, and names of other customers.

use super::change::Change;
use super::fault::ChangeFault;
use crate::customers::{Certainty, CustomerNames};
use crate::secrets::holds_secret;
use std::collections::BTreeSet;

/// What a change is screened against.
#[derive(Debug, Clone, Copy)]
pub struct Screening<'a> {
    /// The customers that must not be named.
    pub customers: &'a CustomerNames,
    /// The customer whose entry it is, who may be named.
    pub own: Option<&'a str>,
}

/// Returns what in the texts of `change` must not come into the library; no message contains any of it.
pub fn screen(change: &Change, screening: Screening<'_>) -> Vec<ChangeFault> {
    let mut faults = Vec::new();
    for (name, text) in texts(change) {
        if holds_secret(text) {
            faults.push(ChangeFault::new(
                format!("`{name}` contains a credential"),
                "Delete the change file, revoke the credential, and have its author make the change again without it.",
            ));
        }
        let named = screening.customers.others_in(text, screening.own);
        let keys: BTreeSet<&str> =
            named.iter().filter(|mention| mention.certainty > Certainty::Doubtful).map(|mention| mention.key).collect();
        for key in keys {
            faults.push(ChangeFault::new(
                format!("`{name}` names another customer (`{key}` in customers.yaml)"),
                "Have its author write the change without the name.",
            ));
        }
    }
    faults
}

fn texts(change: &Change) -> Vec<(&'static str, &str)> {
    let optional = [
        ("question", &change.question),
        ("source", &change.source),
        ("author", &change.author),
        ("entry", &change.entry),
    ];
    let given = optional.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
    [("text", change.text.as_str()), ("comment", change.comment.as_str())].into_iter().chain(given).collect()
}
