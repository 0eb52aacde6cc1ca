//! What the making of a site finds; the rules themselves are in the catalogue.

use super::theme::{Theme, ThemeFault};
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::{Finding, Place};
use crate::rules::links::REDIRECT_CONFLICT;
use crate::rules::site::{TAKEN_ADDRESS, TEMPLATE_FAULT};
use crate::source::{SourceFile, Span, Spanned};
use std::collections::BTreeMap;

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

/// Reports that `old`, where `entry` was before, is the address of a page that the build makes itself.
pub(super) fn redirect_conflict(entry: &Entry, old: &Spanned<String>) -> Finding {
    let message = format!("`{}` is the address of another page; no redirect is written", old.value);
    Finding::new(&REDIRECT_CONFLICT, Place::new(&entry.file, old.span), message).subject(old.value.clone())
}

/// Reports that a build makes a second page at `path`.
pub(super) fn made_twice(settings: &Settings, path: &str) -> Finding {
    let message = format!("the build makes two different pages with the address {path}");
    Finding::new(&TAKEN_ADDRESS, Place::new(&settings.file, Span::default()), message)
        .help("Rename what one of the pages is about.")
        .subject(path.to_owned())
}

/// Compiles the theme with `overrides`, and reports the first fault of a template.
pub fn theme_fault(overrides: &BTreeMap<String, Vec<u8>>) -> Option<Finding> {
    Theme::load(overrides).err().map(|fault| template_fault(&fault))
}
