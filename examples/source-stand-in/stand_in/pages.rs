//! A page for every address that a site quotes, with the quotes in it.

use super::Script;
use fieldbook::inputs::read_inputs;
use fieldbook::library::Library;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The quotes by the address of their page, without scheme, query and fragment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    quotes: BTreeMap<String, Vec<String>>,
}

/// Reads what the site in `folder` quotes.
pub(crate) fn quoted_pages(folder: &Path) -> Result<Pages, String> {
    let inputs = read_inputs(folder).map_err(|error| error.to_string())?;
    let (library, _) = Library::new(inputs.files, inputs.lists);
    let mut pages = Pages::default();
    let claims = library.entries().iter().flat_map(|entry| &entry.claims);
    for source in claims.flat_map(|claim| &claim.sources) {
        let Some(quote) = &source.quote else { continue };
        pages.add(&source.url.value, &quote.value);
    }
    Ok(pages)
}

/// Returns an address without scheme, query and fragment.
pub(crate) fn place(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split(['?', '#']).next()
}

impl Pages {
    /// Adds a quote of a page.
    pub(crate) fn add(&mut self, url: &str, quote: &str) {
        let Some(place) = place(url) else { return };
        self.quotes.entry(place.to_owned()).or_default().push(quote.to_owned());
    }

    /// Returns every host that is quoted or in the script.
    pub(crate) fn hosts(&self, script: &Script) -> Vec<String> {
        let scripted = script.change.iter().flat_map(|change| [Some(&change.url), change.redirect.as_ref()]);
        let scripted = scripted.flatten().filter_map(|url| place(url));
        let all = self.quotes.keys().map(String::as_str).chain(scripted);
        let mut hosts: Vec<String> = all.filter_map(|place| place.split('/').next()).map(str::to_owned).collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }

    /// Returns the page at `place`, with a paragraph for each quote among others; `None` if nothing quotes it.
    pub(crate) fn html(&self, place: &str) -> Option<String> {
        let quotes = self.quotes.get(place)?;
        let (host, path) = place.split_once('/').unwrap_or((place, ""));
        let title = path.rsplit('/').next().unwrap_or_default().replace('-', " ");
        let mut html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><title>{title} | {host}</title></head><body>\n<nav><a href=\"/\">Home</a></nav>\n<main><h1>{title}</h1>\n"
        );
        // Writing to a string cannot fail.
        for part in 1..=6 {
            let _ = writeln!(
                html,
                "<p>Part {part} of what {host} writes about {title} says in some detail how the product works for its users.</p>"
            );
        }
        for quote in quotes {
            let _ = writeln!(html, "<p>{}.</p>", escaped(quote.trim_end_matches('.')));
        }
        Some(html + "</main><footer>All rights reserved.</footer></body></html>\n")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
