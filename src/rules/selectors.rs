//! Names of rules and families, checked against the registry.

use super::registry::registry;
use super::selection::{Selection, selects};
use crate::finding::{Family, Rule};
use crate::values::nearest;

impl Selection {
    /// Makes a selection of rule ids and families.
    ///
    /// # Errors
    ///
    /// Names the first selector that is neither, and the nearest one that is.
    pub fn of(selectors: &[String]) -> Result<Self, String> {
        for selector in selectors {
            if !is_selector(selector) {
                let hint = nearest_selector(selector).map_or(String::new(), |word| format!("; did you mean `{word}`?"));
                return Err(format!("unknown rule or family `{selector}`{hint}"));
            }
        }
        Ok(Self::of_known(selectors.to_vec()))
    }

    /// Returns whether a rule of `family` was requested, or none, so that the profile of the site decides.
    pub fn includes(&self, family: Family) -> bool {
        let is_requested = |rule: &&&Rule| rule.family == family && self.requests(rule);
        self.is_profile() || registry().iter().any(|rule| is_requested(&rule))
    }

    /// Returns whether rules were requested, and all of them are of `family`.
    pub fn is_only(&self, family: Family) -> bool {
        let is_other = |rule: &&&Rule| rule.family != family && self.requests(rule);
        !self.is_profile() && !registry().iter().any(|rule| is_other(&rule))
    }
}

/// Returns whether a rule or a family is called `name`.
pub(crate) fn is_selector(name: &str) -> bool {
    registry().iter().any(|rule| selects(name, rule))
}

/// Returns the rule or family whose name is nearest to `name`.
pub(crate) fn nearest_selector(name: &str) -> Option<&'static str> {
    let ids = registry().iter().map(|rule| rule.id);
    nearest(name, ids.chain(Family::ALL.map(Family::word)))
}
