//! Pages for those who keep the library: rules, and what the checks found.

use super::answers::assert_main;
use super::site_under_test::{TestSite, pages};
use super::unhashed;
use crate::literal_site::LiteralSite;
use fieldbook::finding::{Finding, Place};
use fieldbook::rules::{registry, site};
use fieldbook::settled::settle_findings;
use fieldbook::source::Span;
use snapbox::{assert_data_eq, str};
use std::collections::BTreeMap;

/// The fixture with two findings in the gap: one that names what it found, one whose words hold a credential.
fn site_under_test() -> TestSite {
    let mut site_under_test = TestSite::new("", "");
    let gap = site_under_test.library.find("gaps/scim").expect("the gap").clone();
    let rule = |id: &str| *registry().iter().find(|rule| rule.id == id).expect("the rule");
    let text = gap.file.text().to_owned();
    let at = |words: &str| {
        let start = u32::try_from(text.find(words).expect("the words")).expect("a small file");
        Place::new(&gap.file, Span { start, end: start + 5 })
    };
    let key = format!("AKIA{}", "Q7RZ2JX4WVN5TB3M");
    let findings = vec![
        Finding::new(rule("style/filler"), at("Text"), "the word `<b>seamless</b>` says nothing"),
        Finding::new(rule("links/broken-internal"), at("tracker"), format!("`a.md?key={key}` leads nowhere")),
    ];
    site_under_test.findings = settle_findings(findings, &[]);
    site_under_test
}

/// Returns the part of `page` between `start` and `end`.
fn part<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(part, _)| part)
}

#[test]
fn an_entry_shows_what_the_checks_found_in_it() {
    let site = site_under_test().build("internal", None);
    assert!(site.findings.is_empty(), "{:?}", site.findings);
    let pages = pages(&site);
    assert_data_eq!(
        unhashed(part(&pages["gaps/scim/index.html"], "<details class=\"findings", "</details>")),
        str![[r#"
 error for-owners">
<summary><b>1 error, 1 warning</b> <span class="muted">found by the checks on 2026-11-21</span></summary>
<ul><li><p><span class="mark severity error">error</span> <code>a.md?key=[redacted]</code> leads nowhere</p><p class="muted">Correct it, or take it out.</p><p class="muted"><a href="../../rules/links/broken-internal/index.html"><code>links/broken-internal</code></a> · line 9</p></li><li><p><span class="mark severity warning">warning</span> the word <code>&lt;b&gt;seamless&lt;/b&gt;</code> says nothing</p><p class="muted">Leave it out, or write the figure that is meant.</p><p class="muted"><a href="../../rules/style/filler/index.html"><code>style/filler</code></a> · line 14</p></li></ul>


"#]]
    );
    assert!(!pages["competitors/globex/index.html"].contains("class=\"findings"), "none there");
}

#[test]
fn the_digest_of_an_open_deal() {
    let site = TestSite::new("", "").build("internal", Some("acme"));
    let pages = pages(&site);
    let text = part(&pages["opportunities/digest/index.html"], "<pre id=\"~digest-text-1\">", "</pre>");
    assert_data_eq!(
        text,
        str![[r"
Acme Works : Proposal

TLDR :
- You owe 1 promise and 1 decision
- Closes on 2026-12-01, for $410k
- All 3 claims against Globex need a check

Todo :
- Decide on the proof of concept by 2026-12-01
- Call
- By Friday
- Check before you say it: Globex offers SCIM on its Enterprise plan only
- Check before you say it: Globex starts at 50 seats
- Check before you say it: Globex stops at 5 TB a day.

Things to know :
- There is no card about Unknown
- Gap: No SCIM groups
- Qualification: Requirements
- Risk: Late
- Workaround for “No SCIM groups”: Assign by hand
"]]
    );
    assert!(
        !super::site_under_test::pages(&TestSite::new("", "").build("customer", None))
            .contains_key("opportunities/digest/index.html")
    );
}

#[test]
fn builds_for_others_show_no_findings_and_no_rules() {
    for (audience, customer) in [("customer", None), ("internal", Some("acme"))] {
        let site = site_under_test().build(audience, customer);
        for (path, page) in pages(&site) {
            assert!(!page.contains("class=\"findings") && !page.contains("says nothing"), "{path}");
            assert!(!path.starts_with("rules/") && !page.contains("rules/index.html"), "{path}");
        }
    }
}

#[test]
fn every_rule_has_its_page() {
    let site = site_under_test().build("internal", None);
    let pages = pages(&site);
    let missing: Vec<&str> = registry()
        .iter()
        .filter(|rule| !pages.contains_key(format!("rules/{}/index.html", rule.id).as_str()))
        .map(|rule| rule.id)
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    let page = &pages["rules/links/broken-internal/index.html"];
    let main = unhashed(part(page, "<main", "</main>"));
    assert_data_eq!(main, snapbox::Data::read_from(&super::golden().join("rule.html"), None).raw());
    assert!(registry().iter().any(|rule| rule.id == site::TAKEN_ADDRESS.id), "the site's own rules are in it");
}

#[test]
fn what_stands_at_a_taken_address_is_left_out_and_reported() {
    let mut site_under_test = TestSite::new("", "");
    let file = ("content/claims.md", "---\ntitle: Claims\nkind: page\n---\nText.\n");
    site_under_test.library = LiteralSite::read(&[file]).library;
    let found = site_under_test.build("internal", None).findings;
    assert_eq!(found.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["site/taken-address"]);
}

#[test]
fn a_page_that_never_ends_is_left_out_and_reported() {
    let endless = "{% for n in range(end=9999) %}{{ frame.title }}".to_owned() + &"x".repeat(4096) + "{% endfor %}";
    let theme = BTreeMap::from([("templates/gap.html".to_owned(), endless.into_bytes())]);
    let site = TestSite::new("", "").build_with("internal", None, &theme);
    let found: Vec<&str> = site.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(found, ["site/template-fault"]);
    let pages = pages(&site);
    assert!(!pages.contains_key("gaps/scim/index.html") && pages.contains_key("gaps/index.html"));
}

#[test]
fn programs_are_told_what_their_audience_may_read() {
    let text = |audience: &str| {
        let site = TestSite::new("", "").build(audience, None);
        let page = site.pages.iter().find(|page| page.path == "llms.txt").expect("the file");
        String::from_utf8(page.bytes.clone()).expect("a text")
    };
    assert_data_eq!(
        text("customer"),
        str![[r"
# Field knowledge

> Collateral for readers of the audience customer, as of 2026-11-21. Quote an entry with its id and check its state in https://kb.example.com/base/api/entries.json before relying on it.

## Answer library

- [Backups](https://kb.example.com/base/answers/backup/index.html)
- [Is single sign-on supported ?](https://kb.example.com/base/answers/security/is-single-sign-on-supported/index.html)

## Solution briefs

- [Fleet](https://kb.example.com/base/briefs/fleet/index.html): Not proven: do not rely on it

"]]
    );
    assert!(text("internal").contains("Globex"), "control");
}

#[test]
fn gaps_and_freshness_say_what_depends_on_them() {
    let site = TestSite::new("", "").build("internal", None);
    let pages = pages(&site);
    assert_main(&pages["gaps/index.html"], "gaps.html");
    assert_main(&pages["freshness/index.html"], "freshness.html");
}

#[test]
fn outsiders_see_gaps_without_amounts_trackers_and_deals() {
    let site = TestSite::new("", "").build("customer", None);
    for (path, page) in pages(&site).iter().filter(|(path, _)| path.starts_with("gaps")) {
        for word in ["tracker", "attributed", "opportunit", "open deal"] {
            assert!(!page.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn the_first_page_asks_first_for_what_most_deals_rest_on() {
    let site = super::sample(None);
    let home = &super::site_under_test::pages(&site)["index.html"];
    let needs = part(home, "<section class=\"panel needs\"", "</section>");
    let titles =
        regex::Regex::new(r#"<a class="row-title"(?: dir="auto")? href="([^"]*)/index.html""#).expect("a pattern");
    let shown: Vec<&str> =
        titles.captures_iter(needs).filter_map(|found| found.get(1)).map(|href| href.as_str()).collect();
    // Six, four and three open opportunities; what is without any comes last.
    assert_eq!(
        shown.first_chunk(),
        Some(&["battlecards/cadrella", "battlecards/mailthorne", "battlecards/dialbourne"])
    );
    assert_eq!(shown.last(), Some(&"answers/reliability/business-continuity-plan"));
    assert!(shown.contains(&"guides/enrichment-partners"), "{shown:?}");
}
