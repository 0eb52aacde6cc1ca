//! The site's search, over what the readers of a scope may see.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::index::build_index;
use crate::library::Library;
use crate::secrets::KnownValues;
use fieldbook_search::{Engine, Hit, Marked, Query, Results};

/// Searches what the readers of the scope of `site` may see; credentials in what is found are masked.
///
/// # Errors
/// The index cannot be loaded.
pub fn search(site: &PreparedSite, query: &Query) -> Result<Results, Failure> {
    let (visible, _) = site.loaded.visible_to(&site.scope, &[]);
    let engine = Engine::of(build_index(&visible, &site.loaded.settings))?;
    let results = engine.search(query);
    let hits = results.hits.into_iter().map(|hit| without_secrets(hit, &site.loaded.library)).collect();
    Ok(Results { hits, ..results })
}

/// Returns `hit` without the credentials of its file, also where its text gives away less than the file. A text that is
/// masked has no marks, since they would be at other places.
fn without_secrets(hit: Hit, library: &Library) -> Hit {
    let id = hit.id.split('#').next().unwrap_or(&hit.id);
    let entry = library.find(id);
    let known = KnownValues::in_texts(entry.map(|entry| entry.file.text()));
    let masked = |marked: Marked| {
        let text = known.mask(&marked.text);
        if text == marked.text { marked } else { Marked { text, marks: Vec::new() } }
    };
    Hit { title: masked(hit.title), summary: masked(hit.summary), excerpt: masked(hit.excerpt), ..hit }
}
