//! What readers see where there is little, nothing, or more than a page was drawn for.

use super::site_under_test::{TestSite, pages};
use std::collections::BTreeMap;

const DEALS: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T08:00:00Z\", \"opportunities\": [{\"id\": \"one\", \"name\": \"Acme: press line\", \"stage\": \"Demo\", \"competitors\": [\"Globex\"]}]}";
const NO_DEALS: &str =
    "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T08:00:00Z\", \"opportunities\": []}";

fn built(files: &[(&str, &str)], deals: &str) -> BTreeMap<String, String> {
    let own = files.iter().copied().chain([("opportunities.json", deals)]);
    let own = own.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let site = TestSite::of(own).build("internal", None);
    pages(&site).into_iter().map(|(path, text)| (path.to_owned(), text.clone())).collect()
}

/// Returns the part of the page at `path` between `start` and `end`, both without.
fn part<'p>(pages: &'p BTreeMap<String, String>, path: &str, start: &str, end: &str) -> &'p str {
    let page = pages.get(path).unwrap_or_else(|| panic!("{path} is made"));
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("{start}: {page}"));
    rest.split_once(end).unwrap_or_else(|| panic!("{end}: {rest}")).0
}

const COMPETITOR: (&str, &str) =
    ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\nstatus: approved\n---\nThey sell presses.\n");

#[test]
fn a_competitor_without_a_card_says_so_whom_to_ask_and_what_there_is() {
    let shown = |files: &[(&str, &str)], deals: &str| {
        part(&built(files, deals), "competitors/globex/index.html", "<h2 id=\"~cards\">", "</section>").to_owned()
    };
    let command = "\n<p class=\"muted for-owners\">To begin one: <code class=\"command\">fieldbook new battlecard \"Globex\"</code></p>";
    assert_eq!(
        shown(&[COMPETITOR], DEALS),
        format!(
            "No battlecard yet</h2>\n<p>Ask <a href=\"../../people/ann/index.html\">ann</a>. There are 0 capabilities with a claim, 0 objections, and \
             <a href=\"#~deals\">1 open opportunity</a>.</p>{command}"
        )
    );
    let no_owner = (COMPETITOR.0, "---\nname: Globex\n---\nText.\n");
    let objection = ("content/objections/price.md", "---\ntitle: Price\ncompetitors: [Globex]\n---\nText.\n");
    assert_eq!(
        shown(&[no_owner, objection], NO_DEALS),
        format!(
            "No battlecard yet</h2>\n<p>This competitor has no owner to ask. There are 0 capabilities with a claim, 1 objection.</p>{command}"
        )
    );
    let card = ("content/battlecards/globex.md", "---\ntitle: Globex\ncompetitor: Globex\n---\nText.\n");
    assert!(shown(&[COMPETITOR, card], DEALS).starts_with("Battlecards "));
}

#[test]
fn a_site_without_entries_says_what_to_do_first() {
    let empty = built(&[], NO_DEALS);
    let steps = part(&empty, "index.html", "<h2 id=\"~first\">", "</section>");
    for expected in ["This site has no entry yet</h2>", "fieldbook new competitor NAME", "fieldbook import folder OLD"]
    {
        assert!(steps.contains(expected), "{steps}");
    }
    assert!(!empty["index.html"].contains("class=\"day\""));
    let one = built(&[COMPETITOR], NO_DEALS);
    assert!(one["index.html"].contains("class=\"day\"") && !one["index.html"].contains("~first"));
}

#[test]
fn a_picture_that_is_missing_is_a_frame_with_its_words() {
    let page = |body: &str| {
        let text = format!("---\ntitle: T\n---\n{body}\n");
        part(
            &built(&[("content/pages/a.md", &text)], NO_DEALS),
            "pages/a/index.html",
            "<div class=\"prose\" dir=\"auto\">",
            "</div>",
        )
        .to_owned()
    };
    let frame = |words: &str| {
        format!(
            "<p><span class=\"missing-picture\">{words} <span class=\"muted\">(picture not in this build)</span></span></p>\n"
        )
    };
    assert_eq!(page("![The press &amp; its line](gone.png)"), frame("The press &amp; its line"));
    assert_eq!(page("![](gone.png)"), frame("Picture without a description"));
}

#[test]
fn the_page_for_unknown_addresses_leads_to_the_search_and_to_every_list() {
    let found = part(&built(&[COMPETITOR], NO_DEALS), "404.html", "<h1>Page not found</h1>", "</main>").to_owned();
    for expected in [
        "in this build for internal readers.",
        "<div class=\"nearest\" data-nearest><a class=\"button\" href=\"/base/search/index.html\">",
        "<li><a href=\"/base/competitors/index.html\">Competitors</a></li>",
    ] {
        assert!(found.contains(expected) || found.contains(&expected.replace("/base", "")), "{expected}: {found}");
    }
}

#[test]
fn texts_of_any_script_begin_where_their_words_begin() {
    let (title, long) = ("אבטחת מידע 安全", "x".repeat(300));
    let entry = |title: &str| format!("---\ntitle: {title}\nsummary: {title}\n---\n{title}\n");
    let files = [("content/guides/a.md", entry(title)), ("content/guides/b.md", entry(&long))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let pages = built(&files, NO_DEALS);
    for (id, title) in [("a", title), ("b", long.as_str())] {
        let page = &pages[&format!("guides/{id}/index.html")];
        for expected in
            [format!("<h1 dir=\"auto\">{title}"), format!("<div class=\"prose\" dir=\"auto\"><p>{title}</p>")]
        {
            assert!(page.contains(&expected), "{expected}: {page}");
        }
        let row = part(
            &pages,
            "guides/index.html",
            &format!("<a class=\"row-title\" dir=\"auto\" href=\"{id}/index.html\">"),
            "</a>",
        );
        assert_eq!(row, title);
    }
}
