//! What stands around the results: filters and order in the address, recent searches, a preview, and a way on when
//! nothing is found.

use crate::browser::{Browser, with_browser};
use crate::built::{DOORS, Door, built, outside};
use crate::shape::{PHONE, show_on};
use fantoccini::key::Key;
use serde_json::json;

#[test]
fn a_customer_opens_its_opportunity_and_no_outsider_finds_one() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html?q=ostermill")).await;
            browser.until("document.querySelector('main a.search-hit')").await;
            let first = browser.eval("document.querySelector('main a.search-hit').getAttribute('href')").await;
            assert!(first.as_str().is_some_and(|url| url.contains("opportunities/opp-0")), "{first}");
            browser.press(char::from(Key::Enter).to_string().as_str()).await;
            browser.until("location.pathname.includes('/opportunities/opp-0') && document.querySelector('h1')").await;
            browser.assert_quiet(built().origin(door)).await;
            browser.open(&outside().address(door, "search/index.html?kind=opportunity")).await;
            browser.until("document.querySelector('main .search-note')?.textContent.includes('Nothing found')").await;
            browser.assert_quiet(outside().origin(door)).await;
        }
    });
}

#[test]
fn filters_and_order_stay_in_the_address() {
    let titles = "[...document.querySelectorAll('main a.search-hit b')].map((title) => title.textContent)";
    let set = |name: &str, value: &str| {
        format!(
            "(() => {{ const list = document.querySelector('main select[name={name}]'); list.value = '{value}';
            list.dispatchEvent(new Event('change')); return list.value === '{value}'; }})()"
        )
    };
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html?q=data")).await;
            browser.until("document.querySelectorAll('main .search-group').length > 1").await;
            assert!(browser.holds(&set("kind", "answer")).await, "answers can be chosen");
            browser.until("[...document.querySelectorAll('main .search-group')].map((group) => group.textContent).join() === 'Answers'").await;
            assert!(browser.holds(&set("sort", "title")).await, "titles can be chosen");
            let address = "new URLSearchParams(location.search).toString() === 'q=data&kind=answer&sort=title'";
            browser.until(address).await;
            let sorted = format!(
                "{titles}.length > 2 && {titles}.every((title, index, all) => !index || all[index - 1].localeCompare(title) <= 0)"
            );
            browser.until(&sorted).await;
            let shown = browser.eval(titles).await;
            // The address alone shows the same again.
            browser.open(&built().address(door, "search/index.html?q=data&kind=answer&sort=title")).await;
            browser.until(&format!("{titles}.join() === {shown}.join()")).await;
            browser.until("document.querySelector('main select[name=kind]').value === 'answer'").await;
            browser.open(&built().address(door, "search/index.html?q=data&sort=fresh")).await;
            browser.until("document.querySelector('main .search-group')?.textContent === 'Freshest first'").await;
            let states = browser
                .eval("[...document.querySelectorAll('main a.search-hit')].map((hit) => ['Current', 'Check soon', 'Not proven', 'Stale'].indexOf(hit.querySelector('.state .word')?.textContent)).map((place) => place < 0 ? 4 : place)")
                .await;
            let states: Vec<u64> =
                states.as_array().expect("a list").iter().filter_map(serde_json::Value::as_u64).collect();
            assert!(states.is_sorted() && states.first() < states.last(), "{states:?}");
            let is_read = "document.querySelector('main .preview-kind').textContent.startsWith('Answers') === Boolean(document.querySelector('main .preview-copy'))";
            browser.until(is_read).await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn searches_that_led_somewhere_are_offered_again_and_forgotten_on_demand() {
    let recent =
        "[...document.querySelectorAll('dialog[open] .search-choices button')].map((one) => one.textContent).join()";
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "index.html")).await;
            browser.eval("localStorage.removeItem('fieldbook-recent')").await;
            browser.press("/").await;
            browser.press("cadrella").await;
            browser.until("document.querySelector('dialog[open] a.search-hit')").await;
            browser.press(char::from(Key::Enter).to_string().as_str()).await;
            browser.until("location.pathname.includes('/battlecards/cadrella/') && document.querySelector('h1')").await;
            browser.press("/").await;
            browser.until(&format!("{recent} === 'cadrella,Clear recent searches'")).await;
            browser.eval("document.querySelector('dialog[open] .search-choices button').click()").await;
            browser.until("document.querySelector('dialog[open] a.search-hit b')?.textContent === 'Cadrella'").await;
            browser.until("document.querySelector('dialog[open] input').value === 'cadrella'").await;
            let empty = "(() => { const input = document.querySelector('dialog[open] input'); input.value = '';
                input.dispatchEvent(new Event('input')); })()";
            browser.eval(empty).await;
            browser.until("document.querySelector('dialog[open] .quiet')").await;
            browser.eval("document.querySelector('dialog[open] .quiet').click()").await;
            browser.until(&format!("{recent} === '' && localStorage.getItem('fieldbook-recent') === '[]'")).await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn the_preview_follows_the_choice() {
    let preview = "document.querySelector('main .search-preview')";
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html")).await;
            browser.until(&format!("{preview}?.hidden")).await;
            browser.open(&built().address(door, "search/index.html?q=cadrella")).await;
            browser.until(&format!("{preview}?.querySelector('.preview-title')?.textContent === 'Cadrella'")).await;
            let text = browser.eval(&format!("{preview}.innerText")).await;
            for word in ["Battlecards", "Stale", "Owner"] {
                assert!(text.as_str().is_some_and(|text| text.contains(word)), "{word}: {text}");
            }
            browser.press(char::from(Key::Down).to_string().as_str()).await;
            browser.until(&format!("{preview}.innerText.includes('Competitors')")).await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn a_phone_shows_the_preview_below_the_results_and_every_result_its_age() {
    with_browser(async |browser| {
        show_on(browser, PHONE).await;
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html?q=cadrella")).await;
            browser.until("document.querySelector('main .preview-title')?.textContent === 'Cadrella'").await;
            let places = "(() => {
                const place = (one) => document.querySelector(one).getBoundingClientRect();
                const [preview, hit] = [place('main .search-preview'), place('main a.search-hit')];
                return [Math.round(preview.bottom - innerHeight) <= 0, preview.height > 60, hit.bottom <= preview.top];
              })()";
            assert_eq!(browser.eval(places).await, json!([true, true, true]), "{door:?}");
            let all = "[...document.querySelectorAll('main a.search-hit .state')].every((state) => state.querySelector('svg.age'))";
            assert!(browser.holds(all).await, "{door:?}: each state has its bar");
            // The bar of the card is the one that the card itself has.
            let bar = "document.querySelector('main a.search-hit .state svg.age').outerHTML";
            let found = browser.eval(bar).await;
            browser.open(&built().address(door, "battlecards/cadrella/index.html")).await;
            assert_eq!(
                browser.eval("document.querySelector('.trust .state svg.age').outerHTML").await,
                found,
                "{door:?}"
            );
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

/// Focuses `element`, presses `keys` as a person does, since browsers copy for nobody else, and returns what was copied.
async fn copied(browser: &Browser, element: &str, keys: &str) -> String {
    let listen = "window.copied = ''; addEventListener('copy', (event) => { window.copied = event.clipboardData.getData('text/plain'); }, { once: true })";
    browser.eval(&format!("(() => {{ {listen}; {element}.focus(); }})()")).await;
    browser.press(keys).await;
    browser.until("window.copied").await;
    browser.eval("window.copied").await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_preview_of_an_answer_copies_its_text() {
    let button = |name: &str| {
        format!(
            "[...document.querySelectorAll('main .preview-copy button')].find((one) => one.textContent === '{name}')"
        )
    };
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "search/index.html?q=is+data+encrypted+in+transit")).await;
            browser.eval("localStorage.removeItem('fieldbook-length')").await;
            browser.until(&button("Short")).await;
            let shown = browser.eval("document.querySelector('main .preview-text').innerText").await;
            let short = copied(browser, &button("Copy"), char::from(Key::Enter).to_string().as_str()).await;
            assert_eq!(shown.as_str(), Some(short.as_str()));
            assert!(short.starts_with("Yes."), "{short}");
            browser.until(&button("Copied")).await;
            browser.eval(&format!("{}.click()", button("Standard"))).await;
            browser
                .until("document.querySelector('main .preview-copy [aria-pressed=true]')?.textContent === 'Standard'")
                .await;
            let keys = format!("{}c{}", char::from(Key::Control), char::from(Key::Control));
            let standard = copied(browser, "document.querySelector('main input')", &keys).await;
            assert!(standard.len() > short.len(), "{standard}");
            browser.eval("localStorage.removeItem('fieldbook-length')").await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}

#[test]
fn nothing_found_leads_on() {
    let page = "search/index.html?q=deliverabxxxty";
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, page)).await;
            browser.until("document.querySelector('main .search-note')?.textContent.includes('Nothing found for “deliverabxxxty”')").await;
            let link = browser.eval("document.querySelector('main .search-gap a').href").await;
            assert_eq!(link, "https://git.example.com/field/kb/issues/new?title=Gap%3A%20deliverabxxxty");
            let nearest = browser.eval("document.querySelector('main .search-choices button').textContent").await;
            assert_eq!(nearest, "deliverability");
            browser.eval("document.querySelector('main .search-choices button').click()").await;
            browser.until("document.querySelector('main a.search-hit') && new URLSearchParams(location.search).get('q') === 'deliverability'").await;
            browser.assert_quiet(built().origin(door)).await;
        }
        // Outsiders get no way into the repository.
        browser.open(&outside().address(Door::Served, page)).await;
        browser.until("document.querySelector('main .search-note')?.textContent.includes('Nothing found for')").await;
        assert!(browser.holds("!document.querySelector('main .search-gap') && !document.body.dataset.gap").await);
    });
}
