//! Whether a prepared site may be published.

use super::prepare::PreparedSite;
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
    let facts = PublishFacts {
        settings: loaded.settings.file.path(),
        missing_pages: loaded.library.clashing(),
        reach: readers.reach(),
        nothing_visible: nothing_visible.as_deref().filter(|_| is_whole),
        has_unreadable: loaded.library.has_unreadable(),
        missing_roots,
    };
    PublishVerdict::new(findings, &facts)
}

/// Returns for whom a build of `site` is.
pub(super) fn build_reach(site: &PreparedSite) -> Reach {
    Readers::new(&site.scope, &site.loaded.settings).reach()
}
