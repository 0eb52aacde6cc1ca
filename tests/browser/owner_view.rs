//! What sellers see, what owners see, and what everybody prints.

use crate::browser::with_browser;
use crate::built::{DOORS, Door, built, outside};
use serde_json::json;

const CARD: &str = "battlecards/cadrella/index.html";
/// Whether the page has parts for owners, and whether they are drawn: those of its head, or none.
const PARTS: &str = "(() => { const all = [...document.querySelectorAll('.for-owners')]; \
                     const drawn = all.filter((one) => one.checkVisibility()).length; \
                     return [all.length > 3, drawn > 2 ? true : drawn === 0 ? false : drawn]; })()";

#[test]
fn a_switch_shows_the_parts_for_owners_and_is_kept() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, CARD)).await;
            browser.eval("localStorage.clear(), sessionStorage.clear()").await;
            browser.open(&built().address(door, CARD)).await;
            assert_eq!(browser.eval(PARTS).await, json!([true, false]), "{door:?}: sellers");
            let pressed = "document.querySelector('[data-mode-switch]').getAttribute('aria-pressed')";
            assert_eq!(browser.eval(pressed).await, json!("false"));
            browser.eval("document.querySelector('[data-mode-switch]').click()").await;
            assert_eq!(browser.eval(PARTS).await, json!([true, true]), "{door:?}: owners");
            browser.open(&built().address(door, CARD)).await;
            assert_eq!(browser.eval(PARTS).await, json!([true, true]), "{door:?}: owners, on the next page");
            assert_eq!(browser.eval(pressed).await, json!("true"));
            browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            assert_eq!(browser.eval(PARTS).await, json!([true, false]), "{door:?}: on paper");
            browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
            browser.eval("document.querySelector('[data-mode-switch]').click()").await;
            assert_eq!(browser.eval(PARTS).await, json!([true, false]), "{door:?}: sellers again");
        }
    });
}

#[test]
fn an_address_shows_the_parts_for_owners_in_its_tab() {
    with_browser(async |browser| {
        let card = built().address(Door::Served, CARD);
        browser.open(&format!("{card}?reviewer")).await;
        assert_eq!(browser.eval(PARTS).await, json!([true, false]));
        browser.open(&format!("{card}?review")).await;
        assert_eq!(browser.eval(PARTS).await, json!([true, true]));
        browser.open(&card).await;
        assert_eq!(browser.eval(PARTS).await, json!([true, true]), "the next page");
        assert_eq!(browser.eval("localStorage.getItem('fieldbook-mode')").await, json!(null), "this tab only");
    });
}

#[test]
fn without_scripts_the_parts_for_owners_are_there_folded() {
    with_browser(async |browser| {
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        browser.open(&built().address(Door::Served, CARD)).await;
        assert_eq!(browser.eval(PARTS).await, json!([true, true]));
        assert!(browser.holds("!document.querySelector('details.for-owners[open]')").await);
        assert!(browser.holds("!document.querySelector('[data-mode-switch]').checkVisibility()").await);
    });
}

#[test]
fn outsiders_have_no_switch_and_no_parts_for_owners() {
    with_browser(async |browser| {
        let page = outside().below("answers").into_iter().next().expect("an answer");
        browser.open(&outside().address(Door::Served, page)).await;
        assert_eq!(browser.eval("document.querySelectorAll('[data-mode-switch], .for-owners').length").await, json!(0));
    });
}
