//! What pages say of opportunities: sums in one currency with their rates, and how deals against a competitor ended.

use super::site_under_test::{TestSite, has_end, pages};
use std::fmt::Write as _;

const GLOBEX: &str = "---\nname: Globex\nowner: ann\n---\n";

/// A site with `settings` in `[opportunities]`, and one row for each of `rows`: the cells after the id.
fn site(settings: &str, header: &str, rows: &[String]) -> TestSite {
    let mut table = format!("id,{header}\n");
    for (index, row) in rows.iter().enumerate() {
        writeln!(table, "o{index:04},{row}").expect("a text");
    }
    TestSite::of(vec![
        (
            "site.toml".to_owned(),
            format!("[opportunities]\nsource = \"file\"\nfile = \"opportunities.csv\"\n{settings}"),
        ),
        ("content/competitors/globex.md".to_owned(), GLOBEX.to_owned()),
        ("opportunities.csv".to_owned(), table),
    ])
}

/// Returns the text of the page at `path`, without tags.
fn text(site: &TestSite, path: &str, audience: &str, customer: Option<&str>) -> String {
    let built = site.build(audience, customer);
    let pages = pages(&built);
    let page = pages.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", pages.keys()));
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part");
    let words = main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn how_deals_against_a_competitor_ended_needs_five_decided_ones() {
    let rows = |stages: &[&str]| stages.iter().map(|stage| format!("Acme,{stage},Globex")).collect::<Vec<_>>();
    let of = |settings: &str, stages: &[&str]| site(settings, "customer,stage,competitors", &rows(stages));
    let said = |site: &TestSite| {
        let page = text(site, "competitors/globex/index.html", "internal", None);
        let record = page
            .split_once("Won ")
            .map(|(_, rest)| rest.split(" No battlecard ").next().unwrap_or_default().to_owned());
        let built = site.build("internal", None);
        let list = built.pages.iter().find(|page| page.path == "api/entries.json").expect("a list");
        let list: serde_json::Value = serde_json::from_slice(&list.bytes).expect("JSON");
        (record, list["entries"][0]["win_loss"].clone())
    };
    let four = ["Closed Won", "Closed Lost", "Closed Lost", "Won", "Demo", "Transferred"];
    assert_eq!(said(&of("", &four)), (None, serde_json::Value::Null), "four are too few");
    let five = [&four[..], &["WIN"]].concat();
    let (record, json) = said(&of("", &five));
    assert_eq!(
        record.as_deref(),
        Some("3 of 5 decided deals against it, 60&nbsp;%. Closed without being won or lost: 1.")
    );
    assert_eq!(json, serde_json::json!({"won": 3, "lost": 2, "decided": 5}));
    // What the stages mean can be set.
    let set = "won_stages = [\"Transferred\"]\nlost_stages = [\"Closed Lost\", \"Won\", \"Demo\"]\n";
    let (record, _) = said(&of(set, &five));
    assert!(record.is_some_and(|record| record.starts_with("1 of 5 decided deals")));
    // The team of one customer learns nothing of the deals of others.
    let site = of("", &five);
    assert!(!text(&site, "competitors/globex/index.html", "internal", Some("initech")).contains("decided deals"));
    assert!(text(&site, "competitors/globex/index.html", "internal", None).contains("decided deals"), "the control");
}

#[test]
fn pages_show_sums_in_the_reporting_currency_with_the_rates() {
    let rows = ["Acme,Demo,100000,EUR,Globex", "Initech,Demo,50000,USD,Globex", "Hooli,Demo,7000,CHF,Globex"];
    let rows = rows.map(str::to_owned);
    let of = |settings: &str| site(settings, "customer,stage,amount,currency,competitors", &rows);
    let page = |site: &TestSite, audience| text(site, "opportunities/index.html", audience, None);
    let rates =
        "reporting_currency = \"USD\"\nrates = [\"1 EUR = 1.08 USD, 2026-11-01\"]\namounts_for = \"restricted\"\n";
    let converted = page(&of(rates), "restricted");
    assert!(converted.contains("Together $158k + CHF 7k."), "{converted}");
    let note = "Sums in USD: 1 EUR = 1.08 USD, 2026-11-01. Kept apart, without a rate: CHF.";
    assert!(converted.contains(note), "{converted}");
    assert!(converted.contains("€100k"), "a single amount stays as it is: {converted}");
    let hidden = page(&of(rates), "internal");
    assert!(!hidden.contains("Together") && !hidden.contains("Sums in"), "{hidden}");
    let apart = page(&of(""), "internal");
    assert!(apart.contains("Together €100k + $50k + CHF 7k.") && !apart.contains("Sums in"), "{apart}");
}

/// Returns each page below `folder` with its size and the number of its rows.
fn list_pages(site: &TestSite, folder: &str) -> Vec<(String, usize, usize)> {
    let built = site.build("internal", None);
    let html = built.pages.iter().filter(|page| page.path.starts_with(folder) && has_end(&page.path, "html"));
    let size = |page: &fieldbook::site::Page| {
        let text = String::from_utf8_lossy(&page.bytes).into_owned();
        (page.path.clone(), page.bytes.len(), text.matches("<th scope=\"row\" ").count())
    };
    html.map(size).collect()
}

#[test]
fn a_list_has_pages_of_bounded_size_and_parts_with_true_counts() {
    let rows: Vec<String> = (0..250)
        .map(|index| {
            let (stage, owner) = (["Demo", "demo", "Proposal"][index % 3], ["ann", "bo", ""][index % 3]);
            let stage = if index >= 201 { "Lost" } else { stage };
            format!("Customer {},{stage},{owner},{},USD,Globex", 999 - index, index + 1)
        })
        .collect();
    let site = site("", "customer,stage,owner,amount,currency,competitors", &rows);
    let pages = list_pages(&site, "opportunities/");
    let lists: Vec<_> =
        pages.iter().filter(|(path, ..)| !path.starts_with("opportunities/o0") && !path.contains("digest")).collect();
    let counts: Vec<String> =
        lists.iter().map(|(path, _, rows)| format!("{} {rows}", path.trim_end_matches("index.html"))).collect();
    let expected = [
        "opportunities/by/amount/ 100",
        "opportunities/by/amount/page/2/ 100",
        "opportunities/by/amount/page/3/ 1",
        "opportunities/by/customer/ 100",
        "opportunities/by/customer/page/2/ 100",
        "opportunities/by/customer/page/3/ 1",
        "opportunities/closed/ 49",
        "opportunities/ 100",
        "opportunities/owner/ann/ 67",
        "opportunities/owner/bo/ 67",
        "opportunities/owner/no-owner/ 67",
        "opportunities/page/2/ 100",
        "opportunities/page/3/ 1",
        "opportunities/stage/demo/ 100",
        "opportunities/stage/demo/page/2/ 34",
        "opportunities/stage/proposal/ 67",
    ];
    assert_eq!(
        counts, expected,
        "100 rows at most, each opportunity once in each order, and upper case is no other stage"
    );
    assert!(lists.iter().all(|(_, bytes, _)| *bytes < 100 * 1024), "{lists:?}");
    let first = text(&site, "opportunities/index.html", "internal", None);
    let facets = ["Owner ann 67bo 67No owner 67 Stage Demo 134Proposal 67 ", "Closed opportunities 49"];
    assert!(first.contains("Opportunities 201") && facets.iter().all(|facet| first.contains(facet)), "{first}");
    let second = text(&site, "opportunities/stage/demo/page/2/index.html", "internal", None);
    assert!(
        second.contains("Opportunities: Demo 134") && second.contains("Stage all 201Demo 134Proposal 67 "),
        "{second}"
    );
    let by_amount = text(&site, "opportunities/by/amount/index.html", "internal", None);
    assert!(by_amount.contains("Owner Customer 799 "), "the largest amount is first: {by_amount}");
    let competitor = text(&site, "competitors/globex/index.html", "internal", None);
    assert!(competitor.contains("Open opportunities 201") && competitor.contains("and 101 more that close later"));
}

const DEAL_SETTINGS: &str = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n\
                             [opportunities]\nsource = \"file\"\n[rfp]\nresponses = \"deals/responses\"\n";

#[test]
fn the_page_of_an_opportunity_maps_what_is_asked_for_to_what_there_is() {
    let row = |question: &str, entry: &str| {
        format!(
            "{{\"sheet\": \"Q\", \"row\": 1, \"number\": \"\", \"question\": \"{question}\", \"cells\": [], \"entry\": \"{entry}\", \
             \"band\": \"exact\", \"p\": 1.0, \"reasons\": []}}"
        )
    };
    let manifest = format!(
        "{{\"schema\": \"fieldbook/rfp-manifest/1\", \"day\": \"2026-10-01\", \"customer\": \"acme\", \"file\": \"acme.xlsx\", \
         \"received\": \"\", \"written\": \"\", \"questions\": 3, \"filled\": 2, \"rows\": [{}, {}]}}",
        row("Is it near?", "answers/near"),
        row("Is it far?", "answers/far")
    );
    let deal = |id: &str, customer: &str| {
        format!(
            "{{\"id\": \"{id}\", \"name\": \"Deal {id}\", \"customer\": \"{customer}\", \"stage\": \"Demo\", \"features\": [\"sso\", \"teleport\"]}}"
        )
    };
    let files = [
        ("site.toml", DEAL_SETTINGS.to_owned()),
        (
            "opportunities.json",
            format!(
                "{{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T09:00:00Z\", \"opportunities\": [{}, {}]}}",
                deal("one", "Acme Mills"),
                deal("two", "Initech")
            ),
        ),
        ("deals/customers.yaml", "- {key: acme, names: [Acme Mills]}\n- {key: initech, names: [Initech]}\n".to_owned()),
        (
            "content/answers/near.md",
            "---\nquestion: Is it near?\nstatus: approved\ntags: [SSO]\nverified: 2025-01-01\nreview_every: 30d\n---\nYes.\n".to_owned(),
        ),
        (
            "content/gaps/sso.md",
            "---\ntitle: No single sign-on\nseverity: major\nworkaround: none\nimpact: Some.\ncapability: sso\n---\nText.\n".to_owned(),
        ),
        (
            "deals/winplans/acme.md",
            "---\ntitle: Plan\ncustomer: acme\nwin_criteria: [a]\nrisks: [{risk: Price, mitigation: Show value}]\nrequirements:\n  \
             - {text: It is near, fit: native, answered_by: answers/near}\n  - {text: It flies, answered_by: answers/flies}\n  \
             - {text: It swims}\n---\nText.\n"
                .to_owned(),
        ),
        ("deals/responses/acme-manifest.json", manifest),
    ];
    let site = TestSite::of(files.map(|(path, text)| (path.to_owned(), text)).into());
    let page =
        |id: &str, customer: Option<&str>| text(&site, &format!("opportunities/{id}/index.html"), "internal", customer);
    let acme = page("one", Some("acme"));
    for expected in [
        "What they ask for 5 Without an answer, gap or claim: 3.",
        "It is nearnativeanswer Is it near? Current until 2025-01-31, then Stale",
        "It fliesnot in this build answers/flies",
        "It swimsNothing yet",
        "ssogap No single sign-onanswer",
        "answer Is it near? Current until 2025-01-31, then StaleteleportNothing yet",
        "Top risks PriceShow value",
        "Answers submitted 1",
        "2026-10-01 acme.xlsx2 of 3 questions answered from 2 entries; not in this build: 1.Is it near? Current until 2025-01-31, then Stale",
    ] {
        assert!(acme.contains(expected), "{expected}: {acme}");
    }
    let initech = page("two", None);
    assert!(initech.contains("What they ask for 2") && !initech.contains("Answers submitted"), "{initech}");
    assert!(
        page("one", None).contains("acme.xlsx") && !page("one", None).contains("It swims"),
        "papers are for the team"
    );
}
