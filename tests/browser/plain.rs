//! The site without scripts.

use crate::browser::with_browser;
use crate::built::{DOORS, built, every_kind};
use fantoccini::Locator;
use serde_json::json;

/// Texts that only a script would show: what is hidden and is neither a control, its label or its keys, nor said in its
/// place. A
/// further length of an answer is said on the answer's own page, to which its title leads.
const WITHHELD: &str = "[...document.querySelectorAll('main [hidden]')].filter((one) => {
    const rest = one.cloneNode(true);
    rest.querySelectorAll('button, label, select, input, textarea').forEach((control) => control.remove());
    const isElsewhere = one.matches('[data-length]') && one.closest('article, li').querySelector('h2 a, h3 a, a.row-title');
    return !one.matches('button, label, [data-empty], [data-keys], [role=status]') && !isElsewhere && rest.textContent.trim();
  }).map((one) => one.outerHTML.slice(0, 160))";
/// Badges whose words are not there to be read, and those that name no day although they change.
const MUTE: &str = "[...document.querySelectorAll('main .state[data-steps]')]
    .filter((one) => !one.textContent.trim() || (one.dataset.steps.includes(';') && !/\\d{4}-\\d\\d-\\d\\d/.test(one.textContent)))
    .map((one) => one.outerHTML.slice(0, 160))";

#[test]
fn every_kind_of_page_says_everything() {
    with_browser(async |browser| {
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        for door in DOORS {
            for (built, page) in every_kind() {
                browser.open(&built.address(door, page)).await;
                assert!(browser.holds("!window.fieldbook").await, "{page}: no script has run");
                assert!(browser.holds("document.querySelector('h1').innerText.trim()").await, "{page}");
                assert_eq!(browser.eval(WITHHELD).await, json!([]), "{page}");
                assert_eq!(browser.eval(MUTE).await, json!([]), "{page}");
                assert_eq!(browser.eval("document.querySelectorAll('.relative').length").await, json!(0), "{page}");
            }
        }
    });
}

#[test]
fn lists_lead_from_the_first_page_to_a_sentence_s_evidence() {
    with_browser(async |browser| {
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        for door in DOORS {
            browser.open(&built().address(door, "index.html")).await;
            for (link, place) in [
                (".side a[href$='battlecards/index.html']", "/battlecards/index.html"),
                ("main a[href$='cadrella/index.html']", "/battlecards/cadrella/index.html"),
                (".chip[href='#~claim-sync-interval']", "#~claim-sync-interval"),
            ] {
                let found = browser.client.find(Locator::Css(link)).await;
                found.unwrap_or_else(|error| panic!("{link}: {error}")).click().await.expect("clicked");
                browser.until(&format!("location.href.endsWith('{place}')")).await;
            }
            assert!(browser.holds("document.getElementById('~claim-sync-interval').innerText.includes('20')").await);
        }
    });
}
