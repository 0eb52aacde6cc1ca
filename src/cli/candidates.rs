//! The values that shells propose: words of the program, and names of the site around the current folder.
//!
//! A site that cannot be read has no proposals; nothing is ever written to standard error, which would tear the prompt.

use super::folder::site_folder;
use crate::finding::Family;
use crate::inputs::read_inputs;
use crate::kinds::Kind;
use crate::library::Library;
use crate::report::FORMATS;
use crate::rules::{reference, registry};
use crate::secrets::holds_secret;
use crate::session::settings_of;
use crate::values::Choice;
use clap_complete::CompletionCandidate;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Proposes every rule, with its summary.
fn rules() -> Vec<CompletionCandidate> {
    registry().iter().map(|rule| with_help(rule.id, rule.summary)).collect()
}

/// Proposes every rule that has a page, every entry and every claim.
pub(super) fn rules_and_targets() -> Vec<CompletionCandidate> {
    reference().iter().map(|rule| with_help(rule.id, rule.summary)).chain(targets()).collect()
}

/// Proposes every rule and every family of rules.
pub(super) fn rules_and_families() -> Vec<CompletionCandidate> {
    let families: BTreeMap<&str, Family> = registry().iter().map(|rule| (rule.family.word(), rule.family)).collect();
    let families = families.into_keys().map(|word| with_help(word, "every rule of this family"));
    rules().into_iter().chain(families).collect()
}

/// Proposes every word of `C`.
pub(super) fn words<C: Choice>() -> Vec<CompletionCandidate> {
    C::WORDS.iter().map(|(word, _)| CompletionCandidate::new(*word)).collect()
}

/// Proposes every kind of entry.
pub(super) fn kinds() -> Vec<CompletionCandidate> {
    words::<Kind>()
}

/// Proposes every format of a report, with the `=` that goes before its file.
pub(super) fn report_formats() -> Vec<CompletionCandidate> {
    FORMATS.iter().map(|format| with_help(format!("{}=", format.name), format.description)).collect()
}

/// Proposes every entry, and every claim of one.
pub(super) fn targets() -> Vec<CompletionCandidate> {
    let Some(library) = library() else { return Vec::new() };
    let targets = library.entries().iter().flat_map(|entry| {
        let claims = entry
            .claims
            .iter()
            .map(|claim| with_help(format!("{}#{}", entry.id, claim.id.value), claim.text.value.clone()));
        std::iter::once(with_help(entry.id.clone(), entry.title.value.clone())).chain(claims).collect::<Vec<_>>()
    });
    without_secrets(targets)
}

/// Proposes every audience of the site.
pub(super) fn audiences() -> Vec<CompletionCandidate> {
    let settings = folder().and_then(|folder| settings_of(&folder).ok());
    let names = settings.iter().flat_map(|settings| settings.audiences.names());
    without_secrets(names.map(|name| CompletionCandidate::new(name.to_owned())))
}

/// Proposes every customer by its key.
pub(super) fn customers() -> Vec<CompletionCandidate> {
    let library = library();
    let customers = library.iter().flat_map(|library| &library.lists.customers);
    without_secrets(customers.map(|customer| CompletionCandidate::new(customer.key.value.clone())))
}

/// Proposes every person of `people.yaml`.
pub(super) fn people() -> Vec<CompletionCandidate> {
    let library = library();
    let people = library.iter().flat_map(|library| &library.lists.people);
    without_secrets(people.map(|person| with_help(person.id.value.clone(), person.name.clone())))
}

/// Proposes every person, and `me`.
pub(super) fn owners() -> Vec<CompletionCandidate> {
    std::iter::once(CompletionCandidate::new("me")).chain(people()).collect()
}

/// Leaves out the proposals with a credential: shells print them without passing through the console.
fn without_secrets(candidates: impl Iterator<Item = CompletionCandidate>) -> Vec<CompletionCandidate> {
    let is_fine = |candidate: &CompletionCandidate| {
        let help = candidate.get_help().map_or(String::new(), ToString::to_string);
        !holds_secret(&candidate.get_value().to_string_lossy()) && !holds_secret(&help)
    };
    candidates.filter(is_fine).collect()
}

fn with_help(value: impl Into<std::ffi::OsString>, help: impl Into<String>) -> CompletionCandidate {
    // A shell shows a help of several lines as several proposals.
    let help = help.into().split_whitespace().collect::<Vec<_>>().join(" ");
    let help: String = help.chars().filter(|symbol| !symbol.is_control()).collect();
    CompletionCandidate::new(value).help(Some(help.into()))
}

fn library() -> Option<Library> {
    let inputs = read_inputs(&folder()?).ok()?;
    Some(Library::new(inputs.files, inputs.lists).0)
}

/// Returns the site's folder: that of `--site` on the line that is completed, else the one around the current folder.
fn folder() -> Option<PathBuf> {
    let mut words = std::env::args().skip_while(|word| word != "--site");
    let given = words.nth(1).map(PathBuf::from);
    site_folder(given.as_ref()).ok()
}
