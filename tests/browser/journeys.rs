//! What people come for, from the first page to the end, with the keyboard: in Chromium and in Firefox, over http and from a
//! disk, without a word on the console and without a request to elsewhere.

use crate::browser::{DAY, with_browser};
use crate::built::{DOORS, Door, built};
use crate::firefox::with_firefox;
use crate::paper;
use crate::reader::Reader;
use fantoccini::key::Key;
use serde_json::json;

const CARD: &str = "battlecards/cadrella/index.html";

fn key(key: Key) -> String {
    char::from(key).to_string()
}

async fn assert_quiet(reader: &impl Reader, door: Door) {
    let origin = built().origin(door);
    assert_eq!(reader.noise(origin).await, Vec::<String>::new(), "silence, and no request that leaves {origin}");
}

/// Ten minutes before a call: three letters, the card, one statement's evidence, one sheet to take along.
async fn call(reader: &impl Reader) {
    for door in DOORS {
        reader.open(&built().address(door, "index.html")).await;
        reader.press("/").await;
        reader.until("document.activeElement.matches('dialog[open] input')").await;
        reader.press("cad").await;
        reader.until("document.querySelector('dialog[open] a.search-hit b')?.textContent === 'Cadrella'").await;
        reader.press(&key(Key::Enter)).await;
        reader.until(&format!("location.pathname.endsWith('/{CARD}') && document.readyState === 'complete'")).await;
        let glance = "[document.querySelector('.glance').getBoundingClientRect().top < innerHeight / 2, scrollY,
            [...document.querySelectorAll('.glance h2')].map((one) => one.textContent.trim())]";
        let parts = json!([true, 0, ["We win", "We lose", "Ask", "Do not say"]]);
        assert_eq!(reader.eval(glance).await, parts, "{door:?}");
        let chip = "document.querySelector('.glance .chip')";
        assert!(reader.holds(&format!("{chip}.querySelector('.age') && {chip}.textContent.trim()")).await, "its age");
        reader.eval(&format!("{chip}.focus()")).await;
        reader.press(&key(Key::Enter)).await;
        reader.until("document.querySelector('.claim-card:popover-open')").await;
        let evidence = "['.quote', 'a[href^=\"https://\"]', '.steps'].map((part) => document.querySelectorAll(`.claim-card ${part}`).length > 0)";
        assert_eq!(reader.eval(evidence).await, json!([true, true, true]), "{door:?}: quote, source, states");
        reader.press(&key(Key::Escape)).await;
        reader.until("!document.querySelector('.claim-card:popover-open')").await;
        assert!(reader.holds(&format!("document.activeElement === {chip}")).await, "the focus is where it was");
        let printed = paper::read(&reader.print().await);
        assert_eq!(printed.sheets, 1, "{door:?}");
        for text in ["We win", "We lose", "Ask", "Do not say", &format!("states as of {DAY}")] {
            assert!(printed.has(text), "{door:?}: {text} is on the sheet");
        }
        assert_quiet(reader, door).await;
    }
}

/// An owner's round: what is stale, whose it is, and how to say that it is still true.
async fn review(reader: &impl Reader) {
    for door in DOORS {
        reader.open(&format!("{}?review", built().address(door, "freshness/index.html"))).await;
        reader.eval("document.querySelector('main a[href*=\"people/\"]').focus()").await;
        reader.press(&key(Key::Enter)).await;
        reader.until("document.readyState === 'complete' && document.querySelector('.queue-rows li .still')").await;
        let row =
            "[...document.querySelectorAll('.queue-rows li')].find((row) => row.querySelector('[data-reader-day]'))";
        let said = format!(
            "[{row}.querySelector('.command').textContent.split(' ').slice(0, 2).join(' '),
              {row}.querySelector('[data-reader-day]').textContent,
              {row}.querySelector('a[href*=\"/edit/main/content/\"]').checkVisibility()]"
        );
        assert_eq!(reader.eval(&said).await, json!(["fieldbook verify", DAY, true]), "{door:?}");
        // What is copied and what would be filed have the day too.
        reader
            .eval("addEventListener('copy', (event) => { window.copied = event.clipboardData.getData('text/plain'); })")
            .await;
        reader.eval(&format!("[...{row}.querySelectorAll('[data-copy-text]')].at(-1).focus()")).await;
        reader.press(&key(Key::Enter)).await;
        reader.until(&format!("window.copied?.includes('verified: {DAY}')")).await;
        let issue = format!("{row}.querySelector('a[data-day-link]')");
        reader.eval(&format!("{issue}.addEventListener('click', (event) => event.preventDefault())")).await;
        reader.eval(&format!("{issue}.focus()")).await;
        reader.press(&key(Key::Enter)).await;
        reader.until(&format!("{issue}.href.includes('{DAY}') && !{issue}.href.includes('YYYY')")).await;
        assert_quiet(reader, door).await;
    }
}

/// From the dialog to the page of all results, which keeps the words, and on from there.
async fn search(reader: &impl Reader) {
    for door in DOORS {
        reader.open(&built().address(door, CARD)).await;
        reader.press("/").await;
        reader.until("document.activeElement.matches('dialog[open] input')").await;
        reader.press("mailbox").await;
        reader.until("document.querySelector('dialog[open] .search-foot a.all')").await;
        reader.press(&key(Key::Escape)).await;
        reader.until("!document.querySelector('dialog[open]')").await;
        reader.press("/").await;
        reader.until("document.querySelector('dialog[open] .search-foot a.all')").await;
        reader.eval("document.querySelector('dialog[open] .search-foot a.all').focus()").await;
        reader.press(&key(Key::Enter)).await;
        reader.until("location.pathname.includes('/search/') && document.querySelector('main a.search-hit')").await;
        assert_eq!(reader.eval("document.querySelector('main input[type=search]').value").await, "mailbox");
        reader.eval("document.querySelector('main input[type=search]').focus()").await;
        reader.press(" cap").await;
        reader.until("new URLSearchParams(location.search).get('q') === 'mailbox cap'").await;
        // The text of the answer is read after the results are shown.
        reader.until("document.querySelector('main .preview-title')").await;
        assert_quiet(reader, door).await;
    }
}

/// The register of claims, narrowed to what is stale and back again.
async fn list(reader: &impl Reader) {
    for door in DOORS {
        reader.open(&built().address(door, "claims/index.html")).await;
        let range = "document.querySelector('[data-list-range]').textContent";
        let before = reader.eval(range).await;
        reader.eval("document.querySelector('[data-group=state] > summary').focus()").await;
        reader.press(&key(Key::Enter)).await;
        reader.until("document.querySelector('[data-group=state]').open").await;
        reader.eval("document.querySelector('[data-group=state] [data-value=stale]').focus()").await;
        reader.press(&key(Key::Enter)).await;
        let stale = "[...document.querySelectorAll('[data-list-rows] > .row')].every((row) => row.querySelector('.state.stale'))";
        reader.until(&format!("location.search === '?state=stale' && {stale} && {range}.includes(' of ')")).await;
        reader.eval("document.querySelector('[data-list-text]').focus()").await;
        reader.press("zzz").await;
        reader.until("!document.querySelector('[data-list-none]').hidden").await;
        reader.eval("history.go(0)").await;
        reader
            .until("document.readyState === 'complete' && document.querySelector('[data-list-none]:not([hidden])')")
            .await;
        reader.open(&built().address(door, "claims/index.html")).await;
        assert_eq!(reader.eval(range).await, before);
        assert_quiet(reader, door).await;
    }
}

#[test]
fn the_call_journey_in_chromium() {
    with_browser(async |browser| call(browser).await);
}

#[test]
fn the_review_journey_in_chromium() {
    with_browser(async |browser| review(browser).await);
}

#[test]
fn the_search_and_a_list_in_chromium() {
    with_browser(async |browser| {
        search(browser).await;
        list(browser).await;
    });
}

#[test]
fn every_journey_in_firefox() {
    with_firefox(async |firefox| {
        call(firefox).await;
        review(firefox).await;
        search(firefox).await;
        list(firefox).await;
    });
}
