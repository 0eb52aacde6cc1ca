//! The place of findings about the source of the opportunities.

use crate::config::Settings;
use crate::finding::Place;

/// Returns where the settings name the source.
pub(super) fn source_place(settings: &Settings) -> Place {
    let source = &settings.opportunities;
    Place::new(&settings.file, source.notion_url.as_ref().map_or(source.file.span, |url| url.span))
}
