//! The home page: the day of one person, and everybody's again.

use crate::browser::with_browser;
use crate::built::{DOORS, built};

/// The names in the list of calls, in order.
const CALLS: &str =
    "[...document.querySelectorAll('.calls li:not([hidden]) .row-title')].map((row) => row.textContent)";
/// Chooses the person at `place` of the list.
fn choose(place: &str) -> String {
    format!(
        "(() => {{ const choice = document.querySelector('[data-person] select'); choice.selectedIndex = {place}; \
         choice.dispatchEvent(new Event('change')); return choice.value; }})()"
    )
}

#[test]
fn everybody_has_the_soonest_calls_again_after_a_person_was_chosen() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built().address(door, "index.html")).await;
            let before = browser.eval(CALLS).await;
            assert_eq!(before.as_array().map(Vec::len), Some(5), "{before}");
            let people = browser.eval("document.querySelectorAll('[data-person] option').length").await;
            for place in 1..people.as_u64().expect("people") {
                let person = browser.eval(&choose(&place.to_string())).await;
                let own = "[...document.querySelectorAll('.calls li')].filter((row) => row.dataset.owner === \
                           document.querySelector('[data-person] select').value).length";
                let (own, shown) = (browser.eval(own).await, browser.eval(CALLS).await);
                let expected = own.as_u64().map(|own| usize::try_from(own.min(5)).expect("five at most"));
                assert_eq!(shown.as_array().map(Vec::len), expected, "{person}: {shown}");
            }
            browser.eval(&choose("0")).await;
            assert_eq!(browser.eval(CALLS).await, before);
        }
    });
}
