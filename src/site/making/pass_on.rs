//! A page on its way to the sink of a build.

use crate::finding::Finding;
use crate::site::listing::RowsFile;
use crate::site::page::Page;
use crate::site::rules;
use crate::site::sink::{Origin, Sink};
use crate::site::theme::Theme;
use serde::Serialize;

/// Passes on the file with the rows of a list.
pub(super) fn pass_on_rows<E>(sink: &dyn Sink<Page, E>, file: RowsFile) -> Result<(), E> {
    let origin = Origin::of_bytes("rows", &file.plain);
    if sink.keep(&file.path, &origin)? {
        return Ok(());
    }
    let bytes = file.bytes();
    sink.put_made_from(Page { path: file.path, bytes, plain: Some(file.plain) }, origin)
}

/// What a page shows, and the template that shows it.
pub(super) struct Shown<'a, V> {
    pub(super) template: &'a str,
    pub(super) view: &'a V,
}

/// Passes on the page that a template makes of a view; one that was published before, made of the same, is not rendered.
/// Returns what is wrong with the template.
pub(super) fn pass_on<E>(
    theme: &Theme,
    sink: &dyn Sink<Page, E>,
    path: String,
    shown: &Shown<'_, impl Serialize>,
) -> Result<Option<Finding>, E> {
    let Shown { template, view } = *shown;
    let origin = if sink.keeps_files() { Origin::of_view(template, view) } else { None };
    if let Some(origin) = &origin
        && sink.keep(&path, origin)?
    {
        return Ok(None);
    }
    let html = match theme.render(template, view) {
        Ok(html) => html,
        Err(fault) => return Ok(Some(rules::template_fault(&fault))),
    };
    let page = Page::new(path, html.into_bytes());
    match origin {
        Some(origin) => sink.put_made_from(page, origin),
        None => sink.put(page),
    }
    .map(|()| None)
}
