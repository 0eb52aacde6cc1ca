//! Whether a prepared site may be published.

use super::notes::Notes;
use super::prepare::PreparedSite;
use super::reports::concise;
use crate::config::StalePolicy;
use crate::finding::Reach;
use crate::settled::{PublishFacts, PublishVerdict, SettledFinding, holds_build};
use crate::visibility::{Readers, nothing_visible};

/// Returns whether `site` may be published, by all of its `findings`.
pub(super) fn publish_verdict(site: &PreparedSite, findings: &[SettledFinding]) -> PublishVerdict {
    let loaded = &site.loaded;
    let readers = Readers::new(&site.scope, &loaded.settings);
    let missing_roots = if loaded.has_customers { &[][..] } else { loaded.missing_private_roots.as_slice() };
    // Of a library of which only a part was parsed it is not known.
    let is_whole = loaded.searched.is_none();
    let nothing_visible = nothing_visible(loaded.library.entries(), &readers, &loaded.settings.audiences);
    let stale_opportunities = stale_opportunities(site);
    let demonstration = demonstration(site, &readers);
    let facts = PublishFacts {
        settings: loaded.settings.file.path(),
        missing_pages: loaded.library.clashing(),
        reach: readers.reach(),
        nothing_visible: nothing_visible.as_deref().filter(|_| is_whole),
        has_unreadable: loaded.library.has_unreadable(),
        missing_roots,
        stale_opportunities: stale_opportunities.as_deref(),
        demonstration: demonstration.as_deref(),
    };
    PublishVerdict::new(findings, &facts)
}

/// Returns why the opportunities hold the build, if the settings want that.
fn stale_opportunities(site: &PreparedSite) -> Option<String> {
    let loaded = &site.loaded;
    let readers = Readers::new(&site.scope, &loaded.settings);
    let status = &loaded.snapshot.as_ref()?.status;
    let is_held = status.is_doubtful() && loaded.settings.opportunities.policy == StalePolicy::Fail;
    let reasons =
        || format!("`policy` is \"fail\" and the opportunities are not current: {}", status.reasons().join("; "));
    // Outsiders see no opportunities.
    (is_held && !readers.is_outside()).then(reasons)
}

/// Returns why a demonstration is not published for `readers`: those outside the company would take its states for
/// those of the present day.
fn demonstration(site: &PreparedSite, readers: &Readers) -> Option<String> {
    let settings = &site.loaded.settings;
    settings.site.demonstration.as_ref().filter(|_| readers.is_outside())?;
    let audience = settings.audiences.name(readers.audience());
    Some(format!(
        "the site is a demonstration (`demo` in site.toml), and readers of the audience `{audience}` are outside the \
         company; build it with --audience internal, or remove `demo` and `as_of`"
    ))
}

/// Returns for whom a build of `site` is.
pub(super) fn build_reach(site: &PreparedSite) -> Reach {
    Readers::new(&site.scope, &site.loaded.settings).reach()
}

/// Reports the findings that hold the build, and that nothing was published.
pub(super) fn note_held(notes: &dyn Notes, site: &PreparedSite, findings: &[SettledFinding], verdict: &PublishVerdict) {
    let settings = site.loaded.settings.file.path();
    let reach = build_reach(site);
    let holding: Vec<SettledFinding> =
        findings.iter().filter(|finding| holds_build(finding, settings, reach)).cloned().collect();
    let named = concise(site, &holding);
    if !named.is_empty() {
        notes.note(&named);
    }
    notes.note(&format!("nothing was published\n{verdict}"));
}
