//! Whether a prepared site may be published.

use super::prepare::PreparedSite;
use crate::settled::{PublishFacts, PublishVerdict, SettledFinding};
use crate::visibility::Readers;

/// Returns whether `site` may be published, by all of its `findings`.
pub(super) fn publish_verdict(site: &PreparedSite, findings: &[SettledFinding]) -> PublishVerdict {
    let loaded = &site.loaded;
    let readers = Readers::new(&site.scope, &loaded.settings);
    let visible_entries = loaded.library.entries().iter().filter(|entry| readers.sees(entry)).count();
    let missing_roots = if loaded.has_customers { &[][..] } else { loaded.missing_private_roots.as_slice() };
    let name = loaded.settings.audiences.name(readers.audience());
    let facts = PublishFacts {
        settings: loaded.settings.file.path(),
        missing_pages: loaded.library.clashing(),
        readers: &readers.customer().map_or_else(|| name.to_owned(), |customer| format!("{name}, {customer}")),
        is_shared: !readers.is_company_wide(),
        visible_entries,
        has_unreadable: loaded.library.has_unreadable(),
        missing_roots,
    };
    PublishVerdict::new(findings, &facts)
}
