//! Folders as sections of the navigation, with breadcrumbs and the pages before and after.

use super::site_under_test::{TestSite, pages};
use regex::Regex;
use std::collections::BTreeMap;

fn built(files: &[(String, String)], audience: &str) -> BTreeMap<String, String> {
    let deals =
        "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T08:00:00Z\", \"opportunities\": []}";
    let files = files.iter().cloned().chain([("opportunities.json".to_owned(), deals.to_owned())]).collect();
    let site = TestSite::of(files).build(audience, None);
    pages(&site).into_iter().map(|(path, text)| (path.to_owned(), text.clone())).collect()
}

fn page(path: &str, fields: &str) -> (String, String) {
    let file = format!("content/pages/{path}.md");
    (file, format!("---\nowner: ann\n{fields}\n---\nText.\n"))
}

/// Returns the tree in the navigation of the page at `path`, a line for each part: `>` opens a section, `+` an open one, `<` closes.
fn tree(pages: &BTreeMap<String, String>, path: &str) -> Vec<String> {
    let page = pages.get(path).unwrap_or_else(|| panic!("{path} is made: {:?}", pages.keys()));
    let Some((_, rest)) = page.split_once("<ul class=\"folders\"") else { return Vec::new() };
    let (tree, _) = rest.split_once("</ul></li>\n  ").or_else(|| rest.split_once("</ul></li>\n")).expect("an end");
    let part = Regex::new(
        r#"<details data-folder="[^"]*"(?<way> data-holds-page)?(?<open> open)?><summary dir="auto">(?<title>[^<]*)</summary>|(?<end></ul></details>)|<a(?<more> class="more")? href="(?<href>[^"]*)"(?: dir="auto")?(?<own> aria-current="page")?>(?<page>[^<]*)(?:<span class="count">(?<count>\d+)</span>)?</a>"#,
    );
    let parts = part.expect("a pattern");
    let lines = parts.captures_iter(tree).map(|part| {
        let text = |name| part.name(name).map_or("", |found| found.as_str());
        let has = |name| part.name(name).is_some();
        if has("end") {
            "<".to_owned()
        } else if has("title") {
            format!("{} {}{}", if has("open") { "+" } else { ">" }, text("title"), if has("way") { " *" } else { "" })
        } else {
            let mark = if has("own") { " *" } else { "" };
            let count = if has("count") { format!(" ({})", text("count")) } else { String::new() };
            format!("{}{}{count}: {}", text("page"), mark, text("href"))
        }
    });
    lines.collect()
}

/// Returns what is between `start` and `end` of the page, without tags.
fn words(pages: &BTreeMap<String, String>, path: &str, (start, end): (&str, &str)) -> String {
    let (_, rest) = pages[path].split_once(start).unwrap_or_else(|| panic!("{start} is in {path}"));
    let tags = Regex::new("<[^>]*>").expect("a pattern");
    let text = tags.replace_all(rest.split_once(end).expect("an end").0, "|").into_owned();
    text.split('|').map(str::trim).filter(|word| !word.is_empty() && *word != "/").collect::<Vec<_>>().join(" / ")
}

const CRUMBS: (&str, &str) = ("aria-label=\"Breadcrumbs\">", "</nav>");
const PAGER: (&str, &str) = ("<nav class=\"pager\"", "</nav>");

fn manual() -> Vec<(String, String)> {
    vec![
        page("start/index", "title: Start here\norder: 1"),
        page("start/second", "title: B second\norder: 2"),
        page("start/other", "title: A without a place"),
        page("guides/sso", "title: Single sign-on"),
        page("guides/network/proxies", "title: Behind a proxy"),
        page("faq", "title: Questions\norder: 9"),
        page("elsewhere", "title: By its field\nsection: [Guides, Networks]"),
        (
            "content/pages/guides/network/_section.yaml".to_owned(),
            "title: Networks\norder: 1\ncollapsed: true\n".to_owned(),
        ),
    ]
}

#[test]
fn folders_are_sections_in_the_order_that_they_say() {
    let pages = built(&manual(), "internal");
    assert_eq!(
        tree(&pages, "pages/start/second/index.html"),
        [
            "+ Start here *",
            "Overview: ../index.html",
            "B second *: index.html",
            "A without a place: ../other/index.html",
            "<",
            "Questions: ../../faq/index.html",
            "+ Guides",
            "> Networks",
            "Behind a proxy: ../../guides/network/proxies/index.html",
            "By its field: ../../elsewhere/index.html",
            "<",
            "Single sign-on: ../../guides/sso/index.html",
            "<",
        ]
    );
    // The way to a page is open, also through a section that is closed elsewhere.
    let inside = tree(&pages, "pages/guides/network/proxies/index.html");
    assert!(inside.contains(&"+ Networks *".to_owned()) && inside.contains(&"+ Guides *".to_owned()), "{inside:?}");
    // A list has the sections, too, and another kind has none.
    assert_eq!(tree(&pages, "pages/index.html").first().map(String::as_str), Some("+ Start here"));
    assert_eq!(tree(&pages, "freshness/index.html"), [""; 0]);
}

#[test]
fn breadcrumbs_follow_the_folders_and_pages_lead_on() {
    let pages = built(&manual(), "internal");
    let crumbs = |path| words(&pages, path, CRUMBS);
    assert_eq!(crumbs("pages/guides/network/proxies/index.html"), "Home / Pages / Guides / Networks");
    assert_eq!(crumbs("pages/start/second/index.html"), "Home / Pages / Start here");
    assert_eq!(crumbs("pages/start/index.html"), "Home / Pages", "a section is not above its own page");
    let around = |path| words(&pages, path, PAGER).replace("aria-label=\"Pages before and after\"> / ", "");
    assert_eq!(around("pages/start/index.html"), "After / B second");
    assert_eq!(around("pages/faq/index.html"), "Before / A without a place / After / Behind a proxy");
    assert_eq!(around("pages/guides/sso/index.html"), "Before / By its field");
}

#[test]
fn kinds_without_sections_and_places_have_neither() {
    let pages = built(&[page("a", "title: A"), page("b", "title: B")], "internal");
    assert_eq!(tree(&pages, "pages/a/index.html"), [""; 0]);
    assert!(!pages["pages/a/index.html"].contains("class=\"pager\""));
    let ordered = built(&[page("a", "title: A\norder: 2"), page("b", "title: B")], "internal");
    assert_eq!(tree(&ordered, "pages/b/index.html"), ["A: ../a/index.html", "B *: index.html"]);
}

#[test]
fn a_folder_that_its_readers_do_not_see_is_in_no_tree() {
    let open = "audience: customer\nstatus: approved";
    let mut files = vec![page("open/a", &format!("title: A\n{open}")), page("acquisition/plan", "title: Plan")];
    files.push(("content/pages/acquisition/_section.yaml".to_owned(), "title: Project Heron\n".to_owned()));
    let inside = built(&files, "internal");
    assert!(tree(&inside, "pages/open/a/index.html").contains(&"+ Project Heron".to_owned()));
    let outside = built(&files, "customer");
    assert_eq!(tree(&outside, "pages/open/a/index.html"), ["+ Open *", "A *: index.html", "<"]);
    assert!(outside.values().all(|page| !page.contains("Heron") && !page.contains("acquisition")));
}

#[test]
fn of_more_than_sixty_pages_each_carries_its_own_sections_and_thirty_neighbours() {
    let files = |count: usize| {
        let many = (0..count - 1).map(|place| page(&format!("many/{place:03}"), &format!("title: Page {place:03}")));
        many.chain([page("few/one", "title: One")]).collect::<Vec<_>>()
    };
    let whole = built(&files(60), "internal");
    assert_eq!(tree(&whole, "pages/few/one/index.html").len(), 60 + 2 * 2);
    let cut = built(&files(61), "internal");
    assert_eq!(
        tree(&cut, "pages/few/one/index.html"),
        ["+ Few *", "One *: index.html", "<", "Many (60): ../../many/000/index.html"]
    );
    let middle = tree(&cut, "pages/many/040/index.html");
    assert_eq!(middle.len(), 1 + 1 + 30 + 2, "{middle:?}");
    assert_eq!(middle.first().map(String::as_str), Some("Few (1): ../../few/one/index.html"));
    assert_eq!(middle.get(2).map(String::as_str), Some("Page 025: ../025/index.html"));
    assert_eq!(middle.get(31).map(String::as_str), Some("Page 054: ../054/index.html"));
    assert_eq!(middle.get(32).map(String::as_str), Some("All 60: ../../index.html"));
    let last = tree(&cut, "pages/many/059/index.html");
    assert_eq!(last.get(2).map(String::as_str), Some("Page 030: ../030/index.html"));
}
