//! What vendors issue, by family: the vendor's name, what it calls the value, and the value's documented form.
//!
//! Random parts are written `«class length»`, as in the samples of the tests.

use super::{vendors, whole};

/// One kind of value.
pub(crate) struct Credential {
    /// The family as the table calls it.
    pub(crate) family: &'static str,
    /// The vendor's name in lower case; empty for a text that is a credential as a whole.
    pub(crate) stem: &'static str,
    /// What the vendor calls the value.
    pub(crate) words: &'static str,
    /// The value.
    pub(crate) template: &'static str,
}

/// Describes the value that `stem` calls `words`.
pub(crate) const fn issued(
    family: &'static str,
    stem: &'static str,
    words: &'static str,
    template: &'static str,
) -> Credential {
    Credential { family, stem, words, template }
}

/// Describes a text that is a credential as a whole.
pub(crate) const fn text(family: &'static str, template: &'static str) -> Credential {
    Credential { family, stem: "", words: "", template }
}

/// Returns every credential.
pub(crate) fn credentials() -> impl Iterator<Item = &'static Credential> {
    [vendors::CLOUD, vendors::WORK, vendors::SERVICES, whole::TEXTS].into_iter().flatten()
}
