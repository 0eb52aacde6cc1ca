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
