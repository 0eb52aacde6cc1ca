//! The matrix: what is unknown stays unknown, what is stale shows it, and the file is no program.

use super::site_under_test::{TestSite, pages};

fn csv(site_under_test: &TestSite, audience: &str) -> Option<String> {
    let site = site_under_test.build(audience, None);
    let file = site.pages.into_iter().find(|page| page.path == "compare/matrix.csv")?;
    Some(String::from_utf8(file.bytes).expect("a text"))
}

#[test]
fn the_file_says_what_the_page_says() {
    let expected = "Capability,Group,Globex,Globex: state on 2026-11-21,Globex: claims\r\n\
        provisioning,Other,We win,Not proven,battlecards/globex#no-scim\r\n";
    assert_eq!(csv(&TestSite::new("", ""), "internal").as_deref(), Some(expected));
    assert_eq!(csv(&TestSite::new("", ""), "customer"), None);
}

#[test]
fn no_capability_becomes_a_formula() {
    let site_under_test =
        TestSite::with("content/battlecards/globex.md", "capability: provisioning", "capability: \"=HYPERLINK(1)\"");
    let text = csv(&site_under_test, "internal").expect("a file");
    assert!(text.contains("\r\n\"'=HYPERLINK(1)\",Other,We win,"), "{text}");
}

#[test]
fn a_capability_that_nobody_compared_is_unknown() {
    let other = "---\nname: Initech\nowner: ann\nstatus: approved\n---\nText.\n";
    let mut site_under_test = TestSite::new("", "");
    site_under_test.add(&[("content/competitors/initech.md".to_owned(), other.to_owned())]);
    let site = site_under_test.build("internal", None);
    let page = &pages(&site)["compare/index.html"];
    let row = page.split("<tr class=\"row\"").nth(1).expect("a row");
    assert!(row.contains("verdict we-win") && row.contains("verdict unknown"), "{row}");
    assert!(row.matches("Unknown").count() == 1 && !row.contains(">No<"), "{row}");
    // The release of 2026-11-02 speaks against the claim: the cell says from when.
    assert!(row.contains("data-steps=\"2026-10-02 current;2026-11-02 not-proven\""), "{row}");
    assert!(page.contains("id=\"~provisioning--globex\""), "{page}");
}
