//! Lists of any size: pages, parts, true counts, and the file with all rows.

use super::site_under_test::{Site, TestSite, pages};
use regex::Regex;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A guide: of each owner every second one, none of every fifth.
fn guide(index: usize) -> (String, String) {
    let owner = if index.is_multiple_of(2) { "ann" } else { "bo" };
    let owner = if index.is_multiple_of(5) { String::new() } else { format!("owner: {owner}\n") };
    let tag = match index % 3 {
        0 => "red",
        1 => "blue",
        _ => "green",
    };
    let text = format!(
        "---\ntitle: Guide {index:03}\nsystem: crm\n{owner}audience: internal\nstatus: approved\ntags: [{tag}]\nproducts: [Core]\n\
         verified: 2026-10-{:02}\n---\nText.\n",
        index % 28 + 1
    );
    (format!("content/guides/g{index}.md"), text)
}

fn site(count: usize) -> Site {
    let mut site = TestSite::new("", "");
    site.add(&(0..count).map(guide).collect::<Vec<_>>());
    site.build("internal", None)
}

/// Returns the text between the first `start` and the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(inside, _)| inside)
}

/// Returns each page of the list of guides with what it says of its rows, and how many it has.
fn ranges(site: &Site) -> BTreeMap<String, String> {
    let pages = pages(site);
    let lists =
        pages.into_iter().filter(|(path, page)| path.starts_with("guides/") && page.contains("data-list-range"));
    lists
        .map(|(path, page)| {
            let rows = page.matches("<li class=\"row\"").count();
            let range = between(&page, "data-list-range>", "<").to_owned();
            (path.trim_end_matches("index.html").to_owned(), format!("{rows}: {range}"))
        })
        .collect()
}

#[test]
fn a_list_of_several_pages_has_parts_with_pages_and_each_says_which_rows_it_shows() {
    let expected = [
        ("guides/", "100: 1–100 of 205 integration guides"),
        ("guides/by/owner/ann-example/", "82: 82 integration guides"),
        ("guides/by/owner/bo/", "82: 82 integration guides"),
        ("guides/by/owner/no-owner/", "41: 41 integration guides"),
        ("guides/page/2/", "100: 101–200 of 205 integration guides"),
        ("guides/page/3/", "5: 201–205 of 205 integration guides"),
    ];
    let expected: BTreeMap<String, String> =
        expected.map(|(path, said)| (path.to_owned(), said.to_owned())).into_iter().collect();
    assert_eq!(ranges(&site(204)), expected);
}

#[test]
fn a_list_of_one_page_has_no_parts() {
    let one = |range: &str| BTreeMap::from([("guides/".to_owned(), range.to_owned())]);
    assert_eq!(ranges(&site(99)), one("100: 100 integration guides"));
    let next = ranges(&site(100));
    assert_eq!(next["guides/page/2/"], "1: 101–101 of 101 integration guides");
    assert_eq!(next.len(), 5, "{next:?}");
}

#[test]
fn facets_count_the_whole_list_and_pages_beside_the_current_one_are_linked() {
    let site = site(704);
    let pages = pages(&site);
    let page = &pages["guides/page/4/index.html"];
    let value =
        Regex::new(r#"data-value="([^"]*)".*?<bdi>([^<]*)</bdi> <span class="count">([^<]*)<"#).expect("a pattern");
    let found: Vec<String> =
        value.captures_iter(page).map(|found| format!("{} {} {}", &found[1], &found[2], &found[3])).collect();
    let states = ["stale Stale ", "not-proven Not proven ", "check-soon Check soon ", "current Current "];
    assert_eq!(found[..4], states, "no state is counted: it depends on the day");
    assert!(found.iter().any(|one| one == "bo bo 282"), "{found:#?}");
    assert!(found.iter().any(|one| one == "green green 234"), "{found:#?}");
    let nav = between(page, "data-list-pages>", "</nav>");
    let links = Regex::new(r#"href="([^"]*)"[^>]*>(?:<span[^>]*>Page </span>)?([^<]*)<|(…)"#).expect("a pattern");
    let links: Vec<String> = links
        .captures_iter(nav)
        .map(|link| link.get(3).map_or_else(|| format!("{} {}", &link[2], &link[1]), |gap| gap.as_str().to_owned()))
        .collect();
    let expected = [
        "Previous ../3/index.html",
        "1 ../../index.html",
        "2 ../2/index.html",
        "3 ../3/index.html",
        "4 index.html",
        "5 ../5/index.html",
        "6 ../6/index.html",
        "…",
        "8 ../8/index.html",
        "Next ../5/index.html",
    ];
    assert_eq!(links, expected);
    // Rows are rendered once, and their links lead from every page to the same entry.
    assert!(page.contains("href=\"../../g300/index.html\""), "{page}");
    assert!(pages["guides/by/owner/bo/index.html"].contains("href=\"../../../g1/index.html\""));
    assert!(pages["guides/index.html"].contains("href=\"g1/index.html\""));
}

#[test]
fn the_file_with_all_rows_has_each_row_with_its_values() {
    let site = site(2);
    let file = site.pages.iter().find(|page| page.path == "guides/rows.js").expect("the file");
    let text = std::str::from_utf8(&file.bytes).expect("a script");
    assert!(text.starts_with("fieldbook.rows(\"eA") || text.starts_with("fieldbook.rows(\"eJ"), "{text}");
    let plain: Value = serde_json::from_slice(file.plain.as_ref().expect("what it says")).expect("JSON");
    assert_eq!(plain["schema"], "fieldbook/rows/1");
    let rows = plain["rows"].as_array().expect("rows");
    let titles: Vec<&Value> = rows.iter().map(|row| &row[1]).collect();
    assert_eq!(titles[1..], [&json!("Guide 000"), &json!("Guide 001")], "{titles:?}");
    let owners = plain["groups"].as_array().and_then(|groups| groups.iter().position(|group| group[0] == "owner"));
    let owners = owners.expect("owners");
    assert_eq!(plain["groups"][owners][1], json!([["ann", "Ann Example "], ["bo", "bo"], ["no-owner", "No owner"]]));
    assert_eq!(rows[2][3][owners], json!([1]), "of `bo`");
    assert_eq!(rows[2][5], json!(20_728), "2026-10-02 in days since 1970");
    assert!(
        rows[2][0].as_str().is_some_and(|html| html.contains("href=\"g1/index.html\"") && html.contains("data-steps="))
    );
    let page = &pages(&site)["guides/index.html"];
    assert_eq!(between(page, "data-rows-file=\"", "\""), "rows.js");
}
