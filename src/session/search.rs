//! The site's search, over what the readers of a scope may see.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::index::build_index;
use fieldbook_search::{Engine, Query, Results};

/// Searches what the readers of the scope of `site` may see.
///
/// # Errors
/// The index cannot be loaded.
pub fn search(site: &PreparedSite, query: &Query) -> Result<Results, Failure> {
    let (visible, _) = site.loaded.visible_to(&site.scope, &[]);
    let engine = Engine::of(build_index(&visible, &site.loaded.settings))?;
    Ok(engine.search(query))
}
