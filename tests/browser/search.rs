//! Searching as readers do it: with the keyboard, over http and from a disk.

use crate::browser::{Browser, DAY, with_browser};
use crate::built::{AUDIENCE, Built, DOORS, Door, ageing_sample, built};
use crate::traffic::Traffic;
use fantoccini::Locator;
use fantoccini::key::Key;
use fieldbook::entry::KindFields;
use fieldbook::index::{build_index, day_number};
use fieldbook::inputs::read_inputs;
use fieldbook::library::{Library, Scope};
use fieldbook::opportunity::{FileForm, read};
use fieldbook::session::pipeline::load;
use fieldbook::source::{SourceFile, parse_date};
use fieldbook_search::{Engine, Query};
use serde_json::Value;

const FIELD: &str = "document.querySelector('dialog[open] input[type=search]')";
const CHOSEN: &str = "document.querySelector('dialog[open] [aria-selected=true]')";

fn key(key: Key) -> String {
    char::from(key).to_string()
}

/// The most that may go over the wire up to the results of the first query.
const MOST_BYTES: u64 = 200 << 10;

/// Returns the chosen result's place among the results.
fn chosen_is(place: usize) -> String {
    format!("[...document.querySelectorAll('dialog[open] .search-hit')].indexOf({CHOSEN}) === {place}")
}

#[test]
fn results_come_as_typed_and_the_keyboard_opens_one() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "index.html")).await;
            browser.press("/").await;
            browser.until(&format!("document.activeElement === {FIELD}")).await;
            // Three letters show the card; the rest, with a slip, keeps it.
            browser.press("cad").await;
            browser.until("document.querySelector('dialog[open] a.search-hit b')?.textContent === 'Cadrella'").await;
            browser.press("rela").await;
            browser.until("document.querySelector('dialog[open] .search-foot').textContent.includes('read as')").await;
            let hits = browser.eval("document.querySelectorAll('dialog[open] .search-hit').length").await;
            assert!(hits.as_u64() > Some(1), "{hits}");
            browser.until(&chosen_is(0)).await;
            browser.press(&key(Key::Down)).await;
            browser.until(&chosen_is(1)).await;
            browser.press(&key(Key::Up)).await;
            browser.until(&chosen_is(0)).await;
            browser.press(&key(Key::Enter)).await;
            browser.until("location.pathname.includes('/battlecards/cadrella/') && document.querySelector('h1')").await;
            let title = browser.eval("document.querySelector('h1').textContent").await;
            assert!(title.as_str().is_some_and(|title| title.contains("Cadrella")), "{title}");
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn control_k_and_the_question_mark_open_and_escape_closes() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "battlecards/cadrella/index.html")).await;
            let chord: String = [char::from(Key::Control), 'k'].into_iter().collect();
            browser.press(&chord).await;
            browser.until(&format!("document.activeElement === {FIELD}")).await;
            browser.press(&key(Key::Escape)).await;
            browser.until("!document.querySelector('dialog[open]')").await;
            browser.press("?").await;
            browser
                .until("document.querySelector('dialog[open].help')?.innerText.includes('Search from anywhere')")
                .await;
            browser.press(&key(Key::Escape)).await;
            browser.until("!document.querySelector('dialog[open]')").await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn one_escape_closes_the_dialog_and_all_results_are_a_page() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "battlecards/cadrella/index.html")).await;
            browser.press("/").await;
            browser.until(&format!("document.activeElement === {FIELD}")).await;
            browser.press("mailbox").await;
            browser.until("document.querySelector('dialog[open] .search-foot a.all')").await;
            browser.press(&key(Key::Escape)).await;
            browser.until("!document.querySelector('dialog[open]')").await;
            browser.press("/").await;
            browser.until("document.querySelector('dialog[open] .search-foot a.all')").await;
            let found =
                browser.eval("document.querySelector('dialog[open] .search-foot').firstChild.textContent").await;
            browser.eval("document.querySelector('dialog[open] .search-foot a.all').click()").await;
            browser
                .until("location.pathname.includes('/search/') && document.querySelector('main a.search-hit')")
                .await;
            assert_eq!(browser.eval("document.querySelector('main input[type=search]').value").await, "mailbox");
            assert_eq!(browser.eval("document.querySelector('main .search-foot').firstChild.textContent").await, found);
            // The text of the answer is read after the results are shown.
            browser.until("document.querySelector('main .preview-title')").await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn the_search_page_keeps_its_query_in_the_address() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html?q=sso")).await;
            browser.until("document.querySelector('main a.search-hit')").await;
            browser.press(" scim").await;
            browser.until("new URLSearchParams(location.search).get('q') === 'sso scim'").await;
            browser.until("document.querySelector('main .preview-title')").await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn a_copy_that_wants_a_server_says_so() {
    let served = Built::new("served", &[]);
    with_browser(async |browser| {
        browser.open(&served.address(Door::Disk, "search/index.html?q=sso")).await;
        browser.until("document.querySelector('main .search-note')?.textContent.includes('build --portable')").await;
        browser.open(&served.address(Door::Served, "search/index.html?q=sso")).await;
        browser.until("document.querySelector('main a.search-hit')").await;
    });
}

#[test]
fn nothing_of_the_search_is_fetched_before_it_is_asked_for() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "index.html")).await;
            browser.until("document.readyState === 'complete'").await;
            let page = Traffic::take(browser).await;
            assert!(page.of_search().is_empty(), "{:?}", page.of_search());
            browser.press("/").await;
            browser.press("sso").await;
            browser.until("document.querySelector('dialog[open] a.search-hit')").await;
            let query = Traffic::take(browser).await;
            assert!(!query.of_search().is_empty(), "the first query fetches the engine");
            // Compressed, as servers send it; from a disk nothing is.
            let bytes = page.bytes + query.bytes;
            assert!(door == Door::Disk || (bytes > 0 && bytes <= MOST_BYTES), "{bytes}");
        }
    });
}

#[test]
fn the_browser_ranks_as_the_binary_does() {
    let inputs = read_inputs(ageing_sample()).expect("the sample can be read");
    let text = std::fs::read_to_string(ageing_sample().join("opportunities.json")).expect("opportunities");
    let (snapshot, _) = read(&SourceFile::new("opportunities.json", text), &FileForm::default());
    let loaded = load(inputs, snapshot, Vec::new());
    let audience = loaded.settings.audiences.find(AUDIENCE).expect("an audience");
    let scope = Scope { audience, customer: None };
    let (library, _) = loaded.visible_to(&scope, &[]);
    let engine = Engine::of(build_index(&library, &loaded.settings)).expect("an index");
    let today = day_number(parse_date(DAY).expect("a day"));
    let queries = queries(&library);
    assert!(queries.len() >= 300, "{}", queries.len());
    with_browser(async |browser| {
        for door in DOORS {
            let found = ranked(browser, door, (&queries, today)).await;
            for (text, found) in queries.iter().zip(found) {
                let mut query = Query::new(text, today);
                query.counts = true;
                let native: Value = serde_json::from_str(&engine.search(&query).to_json()).expect("JSON");
                assert_eq!(found, native, "{door:?}: {text}");
            }
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

/// Asks the page's own engine.
async fn ranked(browser: &Browser, door: Door, (queries, today): (&[String], i32)) -> Vec<Value> {
    browser.open(&built().address(door, "search/index.html")).await;
    let input = browser.client.find(Locator::Css("main input[type=search]")).await.expect("a field");
    input.send_keys("sso").await.expect("keys");
    browser.until("window.fieldbookSearch && document.querySelector('main a.search-hit')").await;
    let script = "const [queries, today, done] = arguments;
        (async () => {
          const found = [];
          for (const text of queries) {
            found.push(await fieldbookSearch.search({ text, facets: {}, limit: 10, today, counts: true }));
          }
          done(found);
        })();";
    let arguments = vec![Value::from(queries.to_vec()), Value::from(today)];
    let answer = browser.client.execute_async(script, arguments).await.expect("results");
    answer.as_array().expect("a list").clone()
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
        if let KindFields::Answer(answer) = &entry.kind_fields {
            queries.extend(answer.alternates.iter().map(|alternate| alternate.value.clone()));
        }
    }
    queries
}
