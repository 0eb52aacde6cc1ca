//! The changes as a feed: Atom, RFC 4287.

use super::catalogue::Catalogue;
use super::changes::Changes;
use super::html::escaped;
use super::view::{ChangeRow, change_row};
use crate::site::pages::PageKind;
use std::fmt::Write as _;

/// How many changes the feed holds.
const ENTRIES: usize = 100;

/// Writes the feed; `None` if the site has no public address, since an entry needs an absolute one.
pub(super) fn changes_feed(catalogue: &Catalogue<'_>, changes: &Changes<'_>) -> Option<Vec<u8>> {
    let site = &catalogue.input.settings.site;
    let base = &site.base_url;
    if base.is_empty() {
        return None;
    }
    let address = PageKind::Changes.address();
    let page = format!("{base}{}", address.clean());
    let built = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let updated = changes.past.first().map_or(built, |change| change.day);
    let title = text(&format!("{}: changes", site.title));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{page}</id>\n<title>{title}</title>\n<updated>{updated}T00:00:00Z</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{page}feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<generator version=\"{}\">fieldbook</generator>\n",
        text(&site.language),
        text(&site.title),
        text(&catalogue.input.built.version),
        page = text(&page),
    );
    for change in changes.past.iter().take(ENTRIES) {
        let row = change_row(catalogue, &address, change);
        let href = format!("{base}{}", catalogue.address(change.entry).clean());
        push_entry(&mut xml, &row, &page, &href);
    }
    xml.push_str("</feed>\n");
    Some(xml.into_bytes())
}

fn push_entry(xml: &mut String, row: &ChangeRow, page: &str, href: &str) {
    let source = row.source.as_ref().map(|source| format!(": {}", source.text)).unwrap_or_default();
    let mut summary: Vec<String> = row.note.iter().cloned().collect();
    summary.extend(row.claims.iter().map(|claim| claim.text.clone()));
    summary.extend(row.exposure.as_ref().map(|exposure| format!("Touches {}.", exposure.words)));
    // Writing to a string cannot fail.
    let _ = write!(
        xml,
        "<entry>\n<id>{}#{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<category term=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        text(page),
        row.anchor,
        text(&format!("{}: {}{source}", row.words, row.title.text)),
        row.day,
        text(href),
        row.event,
        text(&summary.join(" ")),
    );
}

/// Escapes `words`, without what no XML document may hold (XML 1.0, `Char`).
fn text(words: &str) -> String {
    let is_allowed = |symbol: &char| !matches!(*symbol, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    escaped(&words.chars().filter(is_allowed).collect::<String>())
}
