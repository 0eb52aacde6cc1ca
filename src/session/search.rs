//! The site's search, over what the readers of a scope may see.

use super::environment::Session;
use super::failure::Failure;
use super::heard::Heard;
use super::kept_index::KeptIndex;
use super::prepare::prepare;
use super::scope::ScopeOptions;
use crate::index::build_index_for;
use crate::library::Library;
use crate::secrets::KnownValues;
use crate::site::Destinations;
use fieldbook_search::{Engine, Hit, Marked, Query, Results};

/// Searches what the readers of `scope` may see; credentials in what is found are masked. The index is that of the last search
/// if nothing changed since.
///
/// # Errors
/// The site has no such audience or customer, a file cannot be read, or the index cannot be loaded.
pub fn search(session: &Session<'_>, scope: &ScopeOptions, query: &Query) -> Result<Results, Failure> {
    let kept = KeptIndex::of(session, scope);
    let recalled = kept.as_ref().and_then(|kept| kept.recall(session)).and_then(|shards| Engine::of(shards).ok());
    if let Some(engine) = recalled {
        // An index is kept only of texts without credentials.
        return Ok(masked(engine.search(query), &|_| KnownValues::in_texts(None)));
    }
    let notes = Heard::new(session.notes);
    let site = prepare(&Session { notes: &notes, ..*session }, scope)?;
    let (visible, _) = site.loaded.visible_to(&site.scope, &[]);
    let settings = &site.loaded.settings;
    let shards = build_index_for(&visible, settings, &Destinations::new(&visible, settings), &site.loaded.artefacts);
    // What was noted has to be noted the next time too.
    if let Some(kept) = kept.filter(|_| notes.into_said().is_empty()) {
        kept.keep(session, &site, &shards);
    }
    let library = &site.loaded.library;
    Ok(masked(Engine::of(shards)?.search(query), &|hit| known_values(hit, library)))
}

fn masked(results: Results, known: &dyn Fn(&Hit) -> KnownValues) -> Results {
    let hits = results.hits.into_iter().map(|hit| {
        let known = known(&hit);
        without_secrets(hit, &known)
    });
    Results { hits: hits.collect(), ..results }
}

/// Returns the credentials of the file of `hit`.
fn known_values(hit: &Hit, library: &Library) -> KnownValues {
    let id = hit.id.split('#').next().unwrap_or(&hit.id);
    KnownValues::in_texts(library.find(id).map(|entry| entry.file.text()))
}

/// Returns `hit` without the credentials of its file, which are `known`, also where its text gives away less than the file. A text that is
/// masked has no marks, since they would be at other places.
fn without_secrets(hit: Hit, known: &KnownValues) -> Hit {
    let masked = |marked: Marked| {
        let text = known.mask(&marked.text);
        if text == marked.text { marked } else { Marked { text, marks: Vec::new() } }
    };
    Hit { title: masked(hit.title), summary: masked(hit.summary), excerpt: masked(hit.excerpt), ..hit }
}
