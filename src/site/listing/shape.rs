//! What differs between lists.

use super::facet::Facet;

/// A list as such, whatever is in it.
#[derive(Debug, Clone)]
pub(crate) struct ListShape {
    /// The folder of its first page.
    pub(crate) folder: &'static str,
    /// What one of its rows is called.
    pub(crate) noun: String,
    /// What several of its rows are called.
    pub(crate) nouns: String,
    /// By what it can be narrowed, in the order in which readers see it.
    pub(crate) facets: &'static [Facet],
    /// Those of the facets whose values have pages however short the list is; others have them if the list has several.
    pub(crate) always_paged: &'static [Facet],
    /// The order of its rows on pages.
    pub(crate) order: &'static str,
    /// Its other orders.
    pub(crate) sorts: &'static [Sort],
}

/// An order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// By title.
    Title,
    /// The worst state first.
    State,
    /// What was checked last, or never, first.
    Checked,
    /// What affects the largest amount first; the most opportunities where amounts are hidden.
    Exposure,
    /// The largest amount first.
    Amount,
    /// The first to close first.
    Closes,
    /// By owner.
    Owner,
}

impl Sort {
    /// Returns its name in addresses.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::State => "state",
            Self::Checked => "checked",
            Self::Exposure => "exposure",
            Self::Amount => "amount",
            Self::Closes => "closes",
            Self::Owner => "owner",
        }
    }

    /// Returns what readers call it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::State => "Worst state first",
            Self::Checked => "Oldest check first",
            Self::Exposure => "Most exposed first",
            Self::Amount => "Largest amount first",
            Self::Closes => "Closes first",
            Self::Owner => "Owner",
        }
    }
}
