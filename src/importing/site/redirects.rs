//! Former addresses of pages: aliases of Hugo, `redirect_from`, and the redirects of settings.

use super::links::Destinations;
use super::log::Log;
use super::pages::Page;
use super::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the former addresses of pages below our site, by source; those that lead elsewhere are listed.
pub(super) fn redirects_of(
    plan: &Plan,
    pages: &[Page],
    destinations: &Destinations<'_>,
    id_prefix: &str,
    log: &mut Log,
) -> BTreeMap<String, Vec<String>> {
    let present: BTreeSet<String> = pages
        .iter()
        .map(|page| address(&page.target.replace("/index.md", "").replace(".md", ""), plan, id_prefix))
        .collect();
    let mut found = BTreeMap::<String, Vec<String>>::new();
    let mut taken = present;
    let mut add = |from: &str, page: &Page, log: &mut Log| {
        let from = if from.starts_with('/') || !is_relative(from) {
            from.to_owned()
        } else {
            format!("{}/{from}", super::repository::folder_of(&page.url))
        };
        let old = address(from.trim_end_matches(".html"), plan, id_prefix);
        let is_fine = old.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && part.chars().all(|symbol| symbol.is_alphanumeric() || "-_.".contains(symbol))
        });
        if !is_fine || old.len() > 200 {
            log.left_out("redirect", 0, format!("{from}: not an address that a page can have"));
        } else if taken.insert(old.clone()) {
            log.carried("redirect", 0);
            found.entry(page.source.clone()).or_default().push(old);
        } else {
            log.left_out("redirect", 0, format!("{from}: another page or redirect has this address"));
        }
    };
    for page in pages {
        for key in ["aliases", "redirect_from"] {
            for from in page.front.texts(key) {
                add(&from, page, log);
            }
        }
    }
    for (from, to) in &plan.redirects {
        match destinations.page(strip_prefix(to, plan)) {
            Some(page) => add(&format!("/{}", from.trim_matches('/')), page, log),
            None => log.left_out("redirect", 0, format!("{from}: it leads to {to}, which is not a page here")),
        }
    }
    found
}

fn is_relative(path: &str) -> bool {
    path.starts_with("../") || path.starts_with("./")
}

/// Returns the address below our site for one of the other site.
fn address(path: &str, plan: &Plan, id_prefix: &str) -> String {
    let bare = strip_prefix(path, plan).trim_matches('/').to_owned();
    let joined = super::repository::join(id_prefix, &bare).unwrap_or_default();
    joined.trim_matches('/').to_owned()
}

fn strip_prefix<'a>(path: &'a str, plan: &Plan) -> &'a str {
    let bare = path.trim_start_matches('/');
    let prefixes = plan.prefixes.iter().filter(|prefix| !prefix.is_empty());
    let mut rests =
        prefixes.filter_map(|prefix| bare.strip_prefix(prefix.as_str()).filter(|rest| rest.starts_with('/')));
    rests.next().map_or(bare, |rest| rest.trim_start_matches('/'))
}
