//! What decides about the findings of a site after the rules.

use crate::config::Settings;
use crate::library::{Library, Scope};
use crate::rules::selection::Selection;
use crate::source::PastTextsByPath;
use chrono::NaiveDate;

/// What decides about the findings of a site after the rules.
#[derive(Debug, Clone, Copy)]
pub struct SettingsUse<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// Every entry, with its suppressions.
    pub library: &'a Library,
    /// Earlier versions of the files with a suppression that has no end.
    pub past: &'a PastTextsByPath,
    /// The readers for whom the site is checked.
    pub scope: &'a Scope,
    /// The day.
    pub today: NaiveDate,
    /// The rules that were requested.
    pub selection: &'a Selection,
}

impl SettingsUse<'_> {
    /// Returns whether readers outside the company, or one customer's, get the site.
    pub(super) fn is_for_outsiders(&self) -> bool {
        self.settings.audiences.is_outside(self.scope.audience) || self.scope.customer.is_some()
    }
}
