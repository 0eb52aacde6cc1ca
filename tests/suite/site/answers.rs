//! The answer library, its topics, the tray and the coverage of frameworks.

use super::site_under_test::{TestSite, pages};
use super::{golden, unhashed};
use std::collections::BTreeSet;
use std::fs;

/// Compares the main part of a page with its snapshot.
pub(super) fn assert_main(page: &str, name: &str) {
    let text = unhashed(page);
    let main = text.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a main part").0;
    let file = golden().join(name);
    if std::env::var("SNAPSHOTS").is_ok_and(|how| how == "overwrite") {
        fs::write(&file, main).expect("the snapshot can be written");
    }
    assert_eq!(main, fs::read_to_string(&file).unwrap_or_default(), "{name}; SNAPSHOTS=overwrite accepts it");
}

#[test]
fn the_library_and_its_parts() {
    let site = TestSite::new("", "").build("internal", None);
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let pages = pages(&site);
    let own: BTreeSet<&str> = pages.keys().copied().filter(|path| path.starts_with("answers/")).collect();
    for path in ["answers/index.html", "answers/tray/index.html", "answers/frameworks/caiq-4/index.html"] {
        assert!(own.contains(path), "{own:?}");
        assert_main(&pages[path], &format!("{}.html", path.trim_end_matches("/index.html").replace('/', "-")));
    }
    assert!(own.iter().any(|path| path.starts_with("answers/topics/")), "{own:?}");
}

#[test]
fn outsiders_do_not_see_what_is_missing() {
    let page = |audience: &str| {
        let site = TestSite::new("", "").build(audience, None);
        pages(&site).remove("answers/frameworks/caiq-4/index.html").unwrap_or_default()
    };
    assert!(page("internal").contains("IAM-01.1") && page("internal").contains("Missing"), "control");
    assert!(!page("customer").contains("IAM-01.1") && !page("customer").contains("Missing"));
}
