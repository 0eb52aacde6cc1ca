//! Which rules run.

use super::registry::registry;
use crate::config::{Level, Settings};
use crate::finding::{Family, Profile, Rule};
use crate::values::nearest;

/// The rules that a person requested by id or family; an empty one asks for the site's profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    selectors: Vec<String>,
}

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
                return Err(format!("there is no rule and no family called `{selector}`{hint}"));
            }
        }
        Ok(Self { selectors: selectors.to_vec() })
    }

    /// Returns whether `rule` runs on a site with `settings`: it was requested; or nothing was, and the profile holds
    /// it or a setting names it.
    pub fn runs(&self, rule: &Rule, settings: &Settings) -> bool {
        if !self.selectors.is_empty() {
            return self.selectors.iter().any(|selector| selects(selector, rule));
        }
        if rule.has_floor() || settings.site.strict || rule.profile == Profile::Essential {
            return true;
        }
        let by_path = settings.rules.by_path.iter().flat_map(|(_, levels)| levels);
        let mut levels = settings.rules.everywhere.iter().chain(by_path);
        levels.any(|setting| selects(&setting.selector, rule) && setting.level.value != Level::Off)
    }
}

/// Returns whether `selector` is the id of `rule` or its family.
pub(crate) fn selects(selector: &str, rule: &Rule) -> bool {
    selector == rule.id || selector == rule.family.word()
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
