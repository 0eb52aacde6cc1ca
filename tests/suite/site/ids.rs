//! Names of elements: no page gives one twice, whatever authors call their headings.

use super::site_under_test::{Site, TestSite, has_end, pages};
use super::{sample, sample_for};
use std::collections::{BTreeMap, BTreeSet};

/// Headings that are called like parts of pages, a footnote, and ids that authors chose.
const HEADINGS: &str = "
## Requirements
## Related
## Evidence
## About
## About this entry {#~about}
## Deals
## Objections
## Main
## Main
## Main 1
## Note 1
## Claim no scim
## Cell provisioning
## Say {#evidence}
## !!!
## ???

Text.[^own]

[^own]: A note.

[^own]: A note.
";

/// Two lengths of an answer, each with a footnote of its own.
const NOTES: &str = "---
owner: ann
question: Do you?
---
## Short

Yes.[^b]

[^b]: One.

## Standard

Yes.[^a] Yes.[^b]

[^a]: Two.
";

/// Returns every id that a page gives more than once, or that is empty, as `path#id`.
fn twice(pages: &BTreeMap<&str, String>) -> Vec<String> {
    let ids = regex::Regex::new(r#"\sid="([^"]*)""#).expect("a pattern");
    let mut found = Vec::new();
    for (path, page) in pages {
        let mut seen = BTreeSet::new();
        for id in ids.captures_iter(page).filter_map(|found| found.get(1)) {
            if id.is_empty() || !seen.insert(id.as_str()) {
                found.push(format!("{path}#{}", id.as_str()));
            }
        }
    }
    found
}

/// Returns every name that a label, a button or a part refers to and its page does not have.
fn unnamed(pages: &BTreeMap<&str, String>) -> Vec<String> {
    let names = regex::Regex::new(r#"\s(?:aria-labelledby|data-copy|for)="([^"]*)""#).expect("a pattern");
    let mut found = Vec::new();
    for (path, page) in pages {
        let missing = |name: &&str| !page.contains(&format!(" id=\"{name}\""));
        let names = names.captures_iter(page).filter_map(|found| found.get(1)).map(|name| name.as_str());
        found.extend(names.filter(missing).map(|name| format!("{path}#{name}")));
    }
    found
}

fn hostile() -> TestSite {
    TestSite::read("", |path, text| {
        let has_headings = has_end(path, "md") && !path.ends_with("answers.md");
        format!("{}{}", text.replace('§', ""), if has_headings { HEADINGS } else { "" })
    })
}

#[test]
fn no_page_gives_an_id_twice() {
    let none = Vec::<String>::new();
    let sites: [Site; 4] = [
        sample(Some("ostermill")),
        sample_for("customer", None),
        TestSite::new("", "").build("internal", Some("acme")),
        hostile().build("internal", Some("acme")),
    ];
    for site in &sites {
        let pages = pages(site);
        assert_eq!((twice(&pages), unnamed(&pages)), (none.clone(), none.clone()));
    }
    let plan = sites[3].pages.iter().find(|page| page.path.starts_with("winplans/")).expect("a win plan");
    let plan = String::from_utf8_lossy(&plan.bytes);
    let both = ["<h2 id=\"requirements\">", "<h2 id=\"~requirements\">", "<h2 id=\"main-1\">", "<h2 id=\"main-1-1\">"];
    assert_eq!(both.map(|id| plan.contains(id)), [true; 4], "{plan}");
}

#[test]
fn footnotes_are_counted_once_for_all_lengths_of_an_answer() {
    let mut site_under_test = TestSite::new("", "");
    site_under_test.add(&[("content/answers/notes.md".to_owned(), NOTES.to_owned())]);
    let site = site_under_test.build("internal", None);
    let pages = pages(&site);
    assert_eq!(twice(&pages), Vec::<String>::new());
    let page = &pages["answers/notes/index.html"];
    let part =
        |name: &str| page.split_once(name).and_then(|(_, rest)| rest.split_once("</section>")).map(|part| part.0);
    let one = "<div class=\"footnote\" id=\"~note-1\"><span>1</span><p>One.</p>";
    assert!(part("length-text-short").is_some_and(|part| part.contains("#~note-1") && part.contains(one)), "{page}");
    let two =
        "<sup><a class=\"note\" href=\"#~note-2\">2</a></sup> Yes.<sup><a class=\"note\" href=\"#~note-1\">1</a></sup>";
    assert!(part("length-text-standard").is_some_and(|part| part.contains(two)), "{page}");
}

#[test]
fn a_theme_without_the_mark_clashes() {
    let page = "{% extends \"entry.html\" %}{% block after %}<h2 id=\"related\">R</h2><p aria-labelledby=\"gone\">{% endblock %}";
    let theme = BTreeMap::from([("templates/page.html".to_owned(), page.as_bytes().to_vec())]);
    let site = hostile().build_with("internal", Some("acme"), &theme);
    let found = (twice(&pages(&site)), unnamed(&pages(&site)));
    let own = |name: &str| vec![format!("pages/markdown/index.html#{name}")];
    assert_eq!(found, (own("related"), own("gone")));
}
