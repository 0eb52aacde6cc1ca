//! What the last look at a source found, for the person who checks the claim.

use crate::entry::{Claim, Entry, Source};
use crate::freshness::source_looks;
use crate::library::Library;
use crate::session::for_terminal;

/// Returns what is recorded of the page of `source`, as lines.
pub(super) fn look_lines(source: &Source, claim: &Claim, entry: &Entry, library: &Library) -> Vec<String> {
    let mut looks = source_looks(claim, entry, library);
    let Some(look) = looks.find(|look| std::ptr::eq(look.source, source)) else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some((record, _)) = look.recorded {
        let checked = claim.verified.as_ref().map(|verified| verified.on.value);
        let is_as_then = record.verdict.is_found() && checked.is_some_and(|checked| record.since <= checked);
        let since =
            if is_as_then { "unchanged since your last check".to_owned() } else { format!("since {}", record.since) };
        lines.push(format!("  last look {}: {}, {since}", record.looked, record.words()));
        lines.extend(record.now.as_ref().map(|now| format!("  now “{}”", for_terminal(now))));
        lines.extend(record.to.as_ref().map(|to| format!("  now at {}", for_terminal(to))));
    }
    let reach = look.page.and_then(|(page, _)| page.reach);
    lines.extend(reach.map(|reach| format!("  no look since {}: {}", reach.since, reach.why.words())));
    lines
}
