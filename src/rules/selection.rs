//! Which rules run.

use crate::config::{Level, Settings};
use crate::finding::{Profile, Rule};
use crate::values::UNREADABLE_FILE;

/// The rules that were requested by id or family; an empty one means the site's profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    selectors: Vec<String>,
}

impl Selection {
    /// Makes a selection of `selectors`, each of which is known.
    pub(super) fn of_known(selectors: Vec<String>) -> Self {
        Self { selectors }
    }

    /// Returns whether nothing was requested.
    pub(super) fn is_profile(&self) -> bool {
        self.selectors.is_empty()
    }

    /// Returns whether `rule` was requested, by its id or its family.
    pub(super) fn requests(&self, rule: &Rule) -> bool {
        self.selectors.iter().any(|selector| selects(selector, rule))
    }

    /// Returns whether `rule` runs on a site with `settings`: it was requested, or is about files that could not be read; or
    /// nothing was requested, and the profile holds it or a setting names it.
    pub fn runs(&self, rule: &Rule, settings: &Settings) -> bool {
        if !self.is_profile() {
            // What a rule says of a site is not the whole of it if a file could not be read.
            return self.requests(rule) || rule == &UNREADABLE_FILE;
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
