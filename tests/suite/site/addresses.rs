//! Entries at the address of another page: a check finds those that a build would leave out.

use super::site_under_test::{TestSite, has_end};
use fieldbook::finding::Finding;
use fieldbook::library::Scope;
use fieldbook::site::taken_addresses;
use fieldbook::source::parse_date;
use std::collections::BTreeSet;

/// Returns each finding with its rule and place, in order.
fn places(findings: &[Finding]) -> BTreeSet<String> {
    let taken = findings.iter().filter(|finding| finding.rule.id == "site/taken-address");
    let show = |finding: &Finding| {
        let (path, at) = (finding.place.file.path(), finding.place.start());
        format!("{path}:{}:{} {}", at.line, at.column, finding.message)
    };
    taken.map(show).collect()
}

#[test]
fn a_check_finds_the_entries_at_the_addresses_of_all_pages_that_a_build_makes() {
    for (audience, fewest) in [("internal", 100), ("public", 6)] {
        let mut site = TestSite::new("", "");
        let made = site.build(audience, None).pages;
        let folders = made.iter().filter(|page| has_end(&page.path, "html"));
        let folders = folders.filter_map(|page| page.path.strip_suffix("/index.html"));
        let own: BTreeSet<String> = site.library.entries().iter().map(|entry| entry.id.clone()).collect();
        let front = "---\nkind: page\nowner: ann\naudience: public\nstatus: approved\ntitle: Other\n---\nOther.\n";
        let more = folders.filter(|folder| !own.contains(*folder));
        let more: Vec<_> = more.map(|folder| (format!("content/{folder}.md"), front.to_owned())).collect();
        site.add(&more);
        let built = places(&site.build(audience, None).findings);
        let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
        let checked = taken_addresses(&site.unfiltered(), &scope, parse_date("2026-11-21").expect("a day"));
        assert_eq!(places(&checked), built, "{audience}");
        assert!(built.len() >= fewest, "{audience}: {} of {}: {built:?}", built.len(), more.len());
    }
}

#[test]
fn names_that_addresses_write_alike_have_a_page_each() {
    let answer = |name: &str, framework: &str| {
        let text = format!(
            "---\nkind: answer\ntitle: {name}\nquestion: Is {name} so?\naudience: public\nstatus: approved\nowner: \
             {name}\nframeworks: {{ \"{framework}\": [A.1] }}\n---\nYes.\n"
        );
        (format!("content/answers/{name}.md"), text)
    };
    let mut site = TestSite::new("", "");
    site.add(&[answer("x-y", "C5"), answer("x/y", "C5?")]);
    site.snapshot.opportunities.truncate(1);
    for opportunity in &mut site.snapshot.opportunities {
        opportunity.id = "Digest".to_owned();
    }
    let made = site.build("internal", None);
    let below = |folder: &str| {
        let pages = made.pages.iter().filter_map(|page| page.path.strip_prefix(folder)?.strip_suffix("/index.html"));
        pages.filter(|page| !page.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let hash = |id: &str| blake3::hash(id.as_bytes()).to_hex()[..16].to_owned();
    let is_in = |folder: &str, names: [String; 2]| {
        let found = below(folder);
        assert!(names.iter().all(|name| found.contains(name)), "{folder}: {found:?}");
    };
    is_in("answers/frameworks/", ["c5".to_owned(), hash("C5?")]);
    is_in("people/", ["x-y".to_owned(), hash("x/y")]);
    is_in("opportunities/", ["digest".to_owned(), hash("Digest")]);
    assert_eq!(places(&made.findings), BTreeSet::new());
}

#[test]
fn a_second_page_that_the_build_makes_at_one_address_is_reported() {
    let mut site = TestSite::new("", "");
    let twice = site.snapshot.opportunities[0].clone();
    let id = twice.id.clone();
    site.snapshot.opportunities.push(twice);
    let found = places(&site.build("internal", None).findings);
    let hash = &blake3::hash(id.as_bytes()).to_hex()[..16];
    let expected =
        format!("site.toml:1:1 the build makes two different pages with the address opportunities/{hash}/index.html");
    assert_eq!(found, BTreeSet::from([expected]));
}
