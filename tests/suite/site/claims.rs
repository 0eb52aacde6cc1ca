//! Pages of claims: one each in a library of ordinary size, in a large one where they show more.

use super::site_under_test::{TestSite, pages};
use std::fmt::Write as _;

/// Writes a card of so many claims.
fn card(claims: usize) -> String {
    let mut text = "---\ntitle: Many\ncompetitor: Globex\nowner: ann\nstatus: approved\nclaims:\n".to_owned();
    for index in 0..claims {
        let rest = "source: \"https://e.example/\", verified: 2026-11-01";
        writeln!(text, "  - {{id: c{index}, text: It is {index}., {rest}}}").expect("a text");
    }
    text + "---\nText.\n"
}

#[test]
fn a_large_library_has_pages_where_they_show_more() {
    let counts = |cards: usize| {
        let mut site_under_test = TestSite::new("", "");
        let files = (0..cards).map(|index| (format!("content/battlecards/many-{index}.md"), card(100)));
        site_under_test.add(&files.collect::<Vec<_>>());
        let site = site_under_test.build("internal", None);
        let pages = pages(&site);
        let count = |folder: &str| pages.keys().filter(|path| path.starts_with(folder)).count();
        let (many, fixture) = (count("claims/battlecards/many-"), count("claims/battlecards/globex/"));
        let link = if many > 0 { "href=\"battlecards/many-0/c0/" } else { "many-0/index.html#~claim-c0\"" };
        assert!(pages["claims/index.html"].contains(link), "the register leads to {link}");
        (many, fixture)
    };
    assert_eq!(counts(2), (200, 3));
    // Two of the three claims of the fixture's card are disputed or referred to.
    assert_eq!(counts(20), (0, 2));
}

#[test]
fn a_claim_page_lists_what_uses_the_claim() {
    let site = TestSite::new("", "").build("internal", None);
    let page = &pages(&site)["claims/battlecards/globex/no-scim/index.html"];
    let part =
        page.split_once("id=\"~used-by\"").and_then(|(_, rest)| rest.split_once("</section>")).expect("a part").0;
    for expected in [
        "battlecards/globex/index.html#~claim-no-scim",
        "answers/security/is-single-sign-on-supported/",
        "pages/markdown/",
    ] {
        assert!(part.contains(expected), "{expected} in {part}");
    }
    assert!(page.contains("<code class=\"command\">fieldbook verify battlecards/globex#no-scim</code>"), "{page}");
    assert!(page.contains("#:~:text=SCIM%20is%20available%20on%20Enterprise"), "{page}");
}
