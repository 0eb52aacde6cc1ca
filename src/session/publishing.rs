//! Whether a prepared site may be published.

use super::prepare::PreparedSite;
use crate::config::StalePolicy;
use crate::finding::Reach;
use crate::settled::{PublishFacts, PublishVerdict, SettledFinding};
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
    let facts = PublishFacts {
        settings: loaded.settings.file.path(),
        missing_pages: loaded.library.clashing(),
        reach: readers.reach(),
        nothing_visible: nothing_visible.as_deref().filter(|_| is_whole),
        has_unreadable: loaded.library.has_unreadable(),
        missing_roots,
        stale_opportunities: stale_opportunities.as_deref(),
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

/// Returns for whom a build of `site` is.
pub(super) fn build_reach(site: &PreparedSite) -> Reach {
    Readers::new(&site.scope, &site.loaded.settings).reach()
}
