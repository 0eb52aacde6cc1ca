//! The page of recurring objections.

use super::site_under_test::{TestSite, pages};

const CARD: &str = "---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\n---\n## Objections\n\
    - *\"You cost more per seat.\"* Yes. [[objections/price]]\n- \"They have a mobile app.\" So do we.\n";
const OTHER: &str = "---\ntitle: Initech\nstatus: approved\n---\n## Objections\n- \"They have a mobile app.\" Yes.\n";
const PRICE: &str =
    "---\ntitle: You are too expensive per seat\nstatus: approved\nresponse: Compare the whole.\n---\nText.\n";
const DEALS: &str = r#"{"schema": "fieldbook/opportunities/1", "as_of": "2026-11-20", "opportunities": [
    {"id": "1", "name": "Acme core", "stage": "Proposal", "amount": 100, "currency": "USD", "competitors": ["Globex"],
     "next_step": "You are too expensive per seat"},
    {"id": "2", "name": "Umbra", "stage": "Proposal", "amount": 50, "currency": "USD",
     "next_step": "You are too expensive per seat"},
    {"id": "3", "name": "Vance", "stage": "Proposal", "amount": 9, "currency": "USD", "next_step": "Call on Friday"}]}"#;

fn words(page: &str) -> String {
    let main = page.split_once("<main").and_then(|(_, main)| main.split_once("</main>")).map_or("", |(main, _)| main);
    let tags = regex::Regex::new("<[^>]*>").expect("a pattern");
    tags.replace_all(main, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_objection_of_cards_and_deals_is_one_and_each_deal_counts_once() {
    let files = [
        ("content/competitors/globex.md", "---\nname: Globex\n---\n"),
        ("content/battlecards/globex.md", CARD),
        ("content/battlecards/other.md", OTHER),
        ("content/objections/price.md", PRICE),
        ("opportunities.json", DEALS),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let site = TestSite::of(files);
    let internal = site.build("internal", None);
    let built = pages(&internal);
    let page = words(built.get("recurring-objections/index.html").expect("the page"));
    for expected in [
        "Recurring objections 2",
        "1 without an entry.",
        "They have a mobile app. No entry answers it 2 places 1 open opportunity $100",
        "4 places 2 open opportunities $150",
        "Globex You cost more per seat.",
        "Acme core You are too expensive per seat",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("Vance") && !page.contains("Friday"), "{page}");
    let outside = site.build("customer", None);
    assert!(!pages(&outside).contains_key("recurring-objections/index.html"));
}

#[test]
fn a_site_without_objections_says_where_they_come_from() {
    let none = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": []}";
    let files = [("content/pages/a.md", "---\ntitle: A\n---\nText.\n"), ("opportunities.json", none)];
    let site = TestSite::of(files.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    let built = site.build("internal", None);
    let page = pages(&built).remove("recurring-objections/index.html").expect("the page");
    assert!(words(&page).contains("No objections yet"), "{page}");
}
