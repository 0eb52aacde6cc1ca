//! The sample site as its readers use it.

use crate::browser::with_browser;
use crate::preview::Preview;
use fantoccini::Locator;
use fantoccini::key::Key;
use fieldbook::entry::Own;
use fieldbook::index::{build_index, day_number};
use fieldbook::inputs::read_inputs;
use fieldbook::library::{Library, Scope};
use fieldbook::source::parse_date;
use fieldbook_search::{Engine, Query};
use serde_json::Value;
use std::path::Path;

/// The day on which the sample shows every state.
const DAY: &str = "2026-11-21";

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn typing_finds_a_card_in_spite_of_a_slip() {
    let preview = Preview::start(sample(), &[]);
    with_browser(async |browser| {
        browser.open(&preview.url).await;
        let body = browser.client.find(Locator::Css("body")).await.expect("a body");
        body.send_keys("/").await.expect("a key");
        browser.until("document.querySelector('dialog[open] input[type=search]')").await;
        let input = browser.client.find(Locator::Css("dialog[open] input[type=search]")).await.expect("a field");
        input.send_keys("cadrela").await.expect("keys");
        browser.until("document.querySelector('dialog[open] a.search-hit b')?.textContent === 'Cadrella'").await;
        let hit = browser.eval("document.querySelector('dialog[open] a.search-hit').getAttribute('href')").await;
        assert_eq!(hit.as_str().map(|href| href.ends_with("battlecards/cadrella/index.html")), Some(true), "{hit}");
        input.send_keys(&String::from(char::from(Key::Enter))).await.expect("a key");
        browser.until("location.pathname.includes('/battlecards/cadrella/')").await;
        browser.until("document.querySelector('h1').textContent.includes('Cadrella')").await;
        browser.assert_quiet(&preview.url).await;
    });
}

#[test]
fn control_and_k_opens_the_search_from_a_card() {
    let preview = Preview::start(sample(), &[]);
    with_browser(async |browser| {
        browser.open(&format!("{}battlecards/cadrella/", preview.url)).await;
        let body = browser.client.find(Locator::Css("body")).await.expect("a body");
        let chord: String = [char::from(Key::Control), 'k', char::from(Key::Null)].into_iter().collect();
        body.send_keys(&chord).await.expect("keys");
        browser.until("document.querySelector('dialog[open] input[type=search]')").await;
        browser.assert_quiet(&preview.url).await;
    });
}

/// Returns the words of a claim's chip on its card.
const CHIP: &str = "document.querySelector('.chip[href=\"#claim-sync-interval\"] .state').textContent.trim()";

#[test]
fn a_claim_ages_when_the_clock_moves() {
    let preview = Preview::start(sample(), &[]);
    let card = format!("{}battlecards/cadrella/", preview.url);
    for (day, words) in [("2026-11-01", "Current"), (DAY, "Check soon"), ("2026-11-29", "Stale")] {
        with_browser(async |browser| {
            browser.set_clock(day).await;
            browser.open(&card).await;
            assert_eq!(browser.eval(CHIP).await, Value::String(words.to_owned()), "{day}");
            browser.assert_quiet(&preview.url).await;
        });
    }
}

#[test]
fn every_kind_of_page_is_silent_and_stays_at_home() {
    let preview = Preview::start(sample(), &[]);
    with_browser(async |browser| {
        for page in [
            "",
            "battlecards/",
            "battlecards/pipwright/",
            "competitors/",
            "competitors/dialbourne/",
            "answers/",
            "answers/security/penetration-testing/",
            "architectures/",
            "architectures/identity-and-provisioning/",
            "gaps/",
            "objections/",
            "demos/",
            "guides/",
            "briefs/",
            "pages/",
            "claims/",
            "claims/battlecards/dialbourne/email-steps/",
            "compare/",
            "changes/",
            "people/",
            "people/lucja-wendrow/",
            "opportunities/",
            "opportunities/opp-001/",
            "freshness/",
            "about/build/",
            "search/?q=sso",
            "no/such/page/",
        ] {
            browser.open(&format!("{}{page}", preview.url)).await;
            browser.until("document.readyState === 'complete' && document.querySelector('h1')").await;
            let is_missing = page == "no/such/page/";
            if is_missing {
                // The browser itself reports the 404 that was asked for.
                assert_eq!(browser.console().await.len(), 1, "only the 404");
            }
            browser.assert_quiet(&preview.url).await;
        }
    });
}

#[test]
fn the_console_check_can_fail() {
    let preview = Preview::start(sample(), &[]);
    with_browser(async |browser| {
        browser.open(&preview.url).await;
        browser.eval("console.error('planted')").await;
        let said = browser.console().await;
        assert!(said.iter().any(|line| line.contains("planted")), "{said:?}");
        // A data address stands in for another host, so that nothing leaves this machine.
        browser.open("data:text/html,elsewhere").await;
        let requests = browser.requests().await;
        assert!(requests.iter().any(|url| !url.starts_with(&preview.url)), "{requests:?}");
    });
}

#[test]
fn the_browser_ranks_as_the_binary_does() {
    let inputs = read_inputs(sample()).expect("the sample can be read");
    let (library, _) = Library::new(inputs.files, inputs.lists);
    let scope = Scope { audience: inputs.settings.audiences.build, customer: None };
    let library = library.visible_to(&scope, &inputs.settings);
    let engine = Engine::of(build_index(&library, &inputs.settings)).expect("an index");
    let today = day_number(parse_date(DAY).expect("a day"));
    let queries = queries(&library);
    assert!(queries.len() >= 300, "{}", queries.len());
    let preview = Preview::start(sample(), &[]);
    with_browser(async |browser| {
        browser.open(&format!("{}search/", preview.url)).await;
        browser.until("document.querySelector('input[type=search]')").await;
        let input = browser.client.find(Locator::Css("main input[type=search]")).await.expect("a field");
        input.send_keys("sso").await.expect("keys");
        browser.until("window.fieldbookSearch").await;
        let script = "const [queries, today, done] = arguments;
            (async () => {
              const found = [];
              for (const text of queries) {
                const results = await fieldbookSearch.search({ text, facets: {}, limit: 10, today, counts: true });
                found.push(JSON.stringify(results));
              }
              done(found);
            })();";
        let arguments = vec![Value::from(queries.clone()), Value::from(today)];
        let found = browser.client.execute_async(script, arguments).await.expect("results");
        for (text, found) in queries.iter().zip(found.as_array().expect("a list")) {
            let mut query = Query::new(text, today);
            query.counts = true;
            let native: Value = serde_json::from_str(&engine.search(&query).to_json()).expect("JSON");
            let found: Value = serde_json::from_str(found.as_str().expect("text")).expect("JSON");
            assert_eq!(found, native, "{text}");
        }
        browser.assert_quiet(&preview.url).await;
    });
}

/// Titles, alternates, beginnings and slips: a few hundred queries that the sample itself suggests.
fn queries(library: &Library) -> Vec<String> {
    let mut queries = Vec::new();
    for entry in library.entries() {
        let title = &entry.title.value;
        queries.push(title.clone());
        let half: String = title.chars().take(title.chars().count() / 2).collect();
        queries.push(half);
        // One letter left out of the longest word.
        if let Some(word) = title.split_whitespace().max_by_key(|word| word.len()) {
            queries.push(word.chars().enumerate().filter(|(index, _)| *index != 2).map(|(_, letter)| letter).collect());
        }
        if let Own::Answer(answer) = &entry.own {
            queries.extend(answer.alternates.iter().map(|alternate| alternate.value.clone()));
        }
    }
    queries
}
