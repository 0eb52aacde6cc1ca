//! The gaps that are in the way of an opportunity.

use super::phrase::fitted;
use crate::entry::{Entry, KindFields};
use crate::library::Library;
use crate::opportunity::Facts;
use std::sync::Arc;

/// Adds the gaps with these ids to `facts`, each with its workaround.
pub(super) fn add_gaps(library: &Library, ids: &[&str], facts: &mut Facts) {
    let gaps: Vec<Arc<Entry>> = ids.iter().filter_map(|id| library.find(id).cloned()).collect();
    if let Some(first) = gaps.first() {
        let others = if gaps.len() > 1 { format!("and {} more", gaps.len() - 1) } else { String::new() };
        facts.tldr.push(fitted("Gap:", &first.title.value, &others));
    }
    for gap in gaps {
        let KindFields::Gap(own) = &gap.kind_fields else { continue };
        let title = &gap.title.value;
        facts.know.push(match own.usable_workaround() {
            Some(workaround) => format!("Workaround for “{title}”: {workaround}"),
            None => format!("There is no workaround for “{title}”"),
        });
    }
}
