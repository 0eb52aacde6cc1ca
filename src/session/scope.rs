//! The part of the library that a command covers.

use super::failure::Failure;
use crate::config::Settings;
use crate::library::Scope;
use crate::values::nearest;

/// Which part of the library a command covers, and whether it may contact Notion.
#[derive(Debug, Clone)]
pub struct ScopeOptions {
    /// The audience by name; by default the one of the settings.
    pub audience: Option<String>,
    /// The customer whose entries are included.
    pub customer: Option<String>,
    /// Where opportunities come from.
    pub opportunities: OpportunityAccess,
}

/// Where opportunities may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpportunityAccess {
    /// The snapshot is refreshed first if the settings name Notion and a token is set.
    Refresh,
    /// The file or the last snapshot; Notion is not contacted.
    Offline,
}

impl ScopeOptions {
    /// Returns the part of the library that is meant.
    ///
    /// # Errors
    /// The site has no audience of this name.
    pub fn resolve(&self, settings: &Settings) -> Result<Scope, Failure> {
        let audiences = &settings.audiences;
        let audience = match &self.audience {
            None => audiences.build,
            Some(name) => audiences.find(name).ok_or_else(|| {
                let hint =
                    nearest(name, audiences.names()).map_or(String::new(), |word| format!("; did you mean {word}?"));
                let names = audiences.names().collect::<Vec<_>>().join(", ");
                Failure(format!("there is no audience {name}{hint}; this site has {names}"))
            })?,
        };
        Ok(Scope { audience, customer: self.customer.clone() })
    }
}
