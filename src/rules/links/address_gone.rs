//! Addresses that a change takes away.

use crate::config::Settings;
use crate::editing::{FieldValue, with_field};
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::library::{Library, old_page_path, page_path};
use crate::rules::weakening::EvidenceRecord;
use crate::settled::FormerNames;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A change takes away an address that was published.
pub(crate) static RULE: Rule = Rule {
    id: "links/address-gone",
    family: Family::Links,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A change takes away the address of a page, and nothing leads from there to another page.",
    help: "Name the address in `moved_from` of the page that readers should get instead.",
    page: include_str!("address_gone.md"),
};

/// Returns the addresses of `before` that no page and no redirect of `library` has. Where Git says which entry moved, the
/// finding is there and its fix writes the redirect.
pub fn gone_addresses(
    before: &EvidenceRecord,
    library: &Library,
    settings: &Settings,
    former: &FormerNames,
) -> Vec<Finding> {
    let kept = addresses(library);
    let moved: BTreeMap<&str, &Entry> = library
        .entries()
        .iter()
        .filter(|entry| entry.is_published() && former.id(&entry.id) != entry.id)
        .map(|entry| (former.id(&entry.id), entry.as_ref()))
        .collect();
    let mut found = BTreeSet::new();
    let gone = before.ids().filter(|id| !kept.contains(&page_path(id)) && found.insert(*id));
    gone.map(|id| moved.get(id).map_or_else(|| removed(id, library, settings), |entry| moved_to(id, entry))).collect()
}

/// Returns the paths of every page and redirect of entries.
fn addresses(library: &Library) -> BTreeSet<String> {
    let of = |entry: &Entry| {
        let old = entry.moved_from.iter().map(|old| old_page_path(&old.value));
        let superseded = entry.supersedes.iter().map(|old| page_path(old.value.trim_matches('/')));
        old.chain(superseded).chain([page_path(&entry.id)]).collect::<Vec<_>>()
    };
    library.entries().iter().filter(|entry| entry.is_published()).flat_map(|entry| of(entry)).collect()
}

fn removed(id: &str, library: &Library, settings: &Settings) -> Finding {
    let message = format!("the page `{id}` was published and is gone; nothing leads from its address to another page");
    let place = match library.find(id) {
        Some(archived) => Place::new(&archived.file, archived.status.span),
        None => Place::new(&settings.file, Span::default()),
    };
    Finding::new(&RULE, place, message).subject(id.to_owned())
}

fn moved_to(id: &str, entry: &Entry) -> Finding {
    let message = format!("the page was published as `{id}`; nothing leads from there to its new address");
    let place = Place::new(&entry.file, entry.title.span);
    let finding = Finding::new(&RULE, place, message).subject(id.to_owned());
    let finding = finding.help(format!("Add `{id}` to `moved_from`."));
    match with_redirect(id, entry) {
        Some((span, text)) => finding.fix(span, text),
        None => finding,
    }
}

/// Returns the bytes of the file that change so that `entry` has the address `id` among its former ones.
fn with_redirect(id: &str, entry: &Entry) -> Option<(Span, String)> {
    let mut old: Vec<&str> = entry.moved_from.iter().map(|old| old.value.as_str()).collect();
    old.push(id);
    let yaml = format!("[{}]", old.join(", "));
    let after = with_field(entry, FieldValue { claim: None, key: "moved_from", yaml: &yaml })?;
    let before = entry.file.text();
    let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let start = (0..=same).rev().find(|at| before.is_char_boundary(*at) && after.is_char_boundary(*at))?;
    let rest = before.len().min(after.len()) - start;
    let tail = before.bytes().rev().zip(after.bytes().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let ends =
        |tail: &usize| before.is_char_boundary(before.len() - tail) && after.is_char_boundary(after.len() - tail);
    let tail = (0..=tail).rev().find(ends)?;
    Some((Span::new(start..before.len() - tail), after.get(start..after.len() - tail)?.to_owned()))
}
