//! What the making of a site finds; the rules themselves are in the catalogue.

use super::address::Address;
use super::pages::PageKind;
use super::theme::{Theme, ThemeFault};
use crate::entry::Entry;
use crate::finding::{Finding, Place};
use crate::library::Library;
use crate::rules::site::{TAKEN_ADDRESS, TEMPLATE_FAULT};
use crate::source::{SourceFile, Span};
use crate::visibility::Readers;
use std::collections::{BTreeMap, BTreeSet};

/// Reports a fault of a template.
pub(super) fn template_fault(fault: &ThemeFault) -> Finding {
    let file = SourceFile::new(&fault.file, String::new());
    let at = if fault.line == 0 { String::new() } else { format!(" (line {}, column {})", fault.line, fault.column) };
    let message = format!("the template {} fails{at}: {}", fault.file, fault.message);
    Finding::new(&TEMPLATE_FAULT, Place::new(&file, Span::default()), message).subject(fault.file.clone())
}

/// Reports that the page of `entry` would be at `path`, where another page is.
pub(super) fn taken(entry: &Entry, path: &str) -> Finding {
    let message = format!("the page of `{}` has the address {path} of another page", entry.id);
    Finding::new(&TAKEN_ADDRESS, Place::new(&entry.file, entry.head), message).subject(entry.id.clone())
}

/// Reports entries for `readers` whose page would have the address of one of the pages that are the same in every site.
/// Addresses that depend on the library, such as the page of a topic, are only known when the site is made.
pub fn taken_addresses(library: &Library, readers: &Readers) -> Vec<Finding> {
    let pages = PageKind::ALL.iter().filter(|page| page.facts().readers.include(readers));
    let taken: BTreeSet<String> = pages.map(|page| page.address().file()).collect();
    let visible = library.entries().iter().filter(|entry| readers.sees(entry));
    let with_path = visible.map(|entry| (entry, Address::of_id(&entry.id).file()));
    with_path.filter(|(_, path)| taken.contains(path)).map(|(entry, path)| self::taken(entry, &path)).collect()
}

/// Compiles the theme with `overrides`, and reports the first fault of a template.
pub fn theme_fault(overrides: &BTreeMap<String, Vec<u8>>) -> Option<Finding> {
    Theme::load(overrides).err().map(|fault| template_fault(&fault))
}
