//! What the settings name and the site does not have.

use super::files::Files;
use super::inventory::{Inventory, is_theme_name};
use crate::config::{OpportunitySource, ResponsesFolder, Settings};
use crate::finding::{Finding, Place};
use crate::source::{Span, Spanned};
use crate::values::MISSING_PATH;

/// Returns the private roots that are not in this copy of the site, which is normal in the clone of a colleague.
pub(super) fn missing_private_roots(files: &dyn Files, settings: &Settings) -> Vec<String> {
    let private = settings.roots.iter().filter(|root| root.private).map(|root| &root.path.value);
    private.filter(|path| !files.has_folder(path)).cloned().collect()
}

/// Reports shared roots, the theme, the folder of responses and the list of synonyms that are named and do not exist.
pub(super) fn missing_paths(files: &dyn Files, settings: &Settings, inventory: &Inventory) -> Vec<Finding> {
    let shared = settings.roots.iter().filter(|root| !root.private).map(|root| &root.path);
    let roots = shared.filter(|path| is_named(path) && !files.has_folder(&path.value));
    let mut findings: Vec<Finding> = roots
        .map(|path| missing(settings, path.span, "roots.path", format!("the root `{}` does not exist", path.value)))
        .collect();
    let theme = &settings.site.theme;
    if is_named(theme) && !is_theme_name(&theme.value) {
        let message = "a theme is the name of a folder in `themes`, not a path".to_owned();
        findings.push(missing(settings, theme.span, "site.theme", message));
    } else if is_named(theme) && theme.value != "default" && inventory.theme.files.is_empty() {
        let message = format!("the theme `{}` has no file in `{}`", theme.value, inventory.theme_folder);
        findings.push(missing(settings, theme.span, "site.theme", message));
    }
    findings.extend(missing_responses(files, settings));
    let synonyms = &settings.synonyms;
    if is_named(synonyms) && !files.contains(&synonyms.value) {
        let message = format!("the list of synonyms `{}` does not exist", synonyms.value);
        findings.push(missing(settings, synonyms.span, "search.synonyms", message));
    }
    findings
}

/// Reports the folder of responses that the settings name and that does not exist. In a private root that is not in this copy of
/// the site it may be missing.
fn missing_responses(files: &dyn Files, settings: &Settings) -> Option<Finding> {
    let ResponsesFolder::Folder(path) = &settings.questionnaires.responses else { return None };
    let is_in = |root: &String| path.value == *root || path.value.starts_with(&format!("{root}/"));
    if missing_private_roots(files, settings).iter().any(is_in) || files.has_folder(&path.value) {
        return None;
    }
    let message = format!("the folder of responses `{}` does not exist; create it, or correct the path", path.value);
    Some(missing(settings, path.span, "rfp.responses", message))
}

/// Reports the file of opportunities that the settings name and that does not exist. In a private root that is not in
/// this copy of the site it may be missing.
pub fn missing_opportunities(files: &dyn Files, settings: &Settings) -> Option<Finding> {
    let own = &settings.opportunities;
    let path = &own.file.value;
    let is_below = |root: &String| path.strip_prefix(root.as_str()).is_some_and(|rest| rest.starts_with('/'));
    let is_private = missing_private_roots(files, settings).iter().any(is_below);
    if own.source != OpportunitySource::File || is_private || files.contains(path) {
        return None;
    }
    let message = format!("the file of opportunities `{path}` does not exist");
    Some(missing(settings, own.file.span, "opportunities.file", message))
}

/// Returns for each folder that the settings name whether it exists, which an empty one does too.
pub(super) fn named_folders(files: &dyn Files, settings: &Settings) -> Vec<bool> {
    let responses = match &settings.questionnaires.responses {
        ResponsesFolder::Folder(path) => Some(&path.value),
        _ => None,
    };
    settings.roots.iter().map(|root| &root.path.value).chain(responses).map(|path| files.has_folder(path)).collect()
}

/// Returns whether the settings name `path`; a default may be missing.
fn is_named(path: &Spanned<String>) -> bool {
    path.span != Span::default()
}

fn missing(settings: &Settings, span: Span, subject: &str, message: String) -> Finding {
    Finding::new(&MISSING_PATH, Place::new(&settings.file, span), message).subject(subject)
}
