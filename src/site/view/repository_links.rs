//! Links from an entry into its repository.

use crate::entry::Entry;
use crate::site::address::encode;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Returns the link that opens the entry's file for editing.
pub(super) fn edit_link(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<String> {
    let template = catalogue.input.settings.site.edit_url.as_ref()?;
    safe_url(&template.replace("{path}", &encode(entry.file.path()))).filter(|url| url.contains("://"))
}

/// Returns the link that opens a new issue about the entry.
pub(super) fn challenge_link(catalogue: &Catalogue<'_>, entry: &Entry) -> Option<String> {
    let template = catalogue.input.settings.site.issue_url.as_ref()?;
    let title = format!("Challenge: {} ({})", entry.title.value, entry.id);
    let title = utf8_percent_encode(&title, NON_ALPHANUMERIC).to_string();
    safe_url(&template.replace("{title}", &title)).filter(|url| url.contains("://"))
}
