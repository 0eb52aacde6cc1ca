//! Pages grow old by themselves.

use crate::browser::{DAY, with_browser};
use crate::built::{DOORS, built};
use serde_json::{Value, json};

/// The words of a claim's chip on its card, and those of the card itself.
const STATES: &str = "[document.querySelector('.chip[href=\"#~claim-sync-interval\"] .state').textContent.trim(),
    document.querySelector('.trust .state').textContent.trim()]";

#[test]
fn a_claim_and_its_card_age_when_the_clock_moves() {
    with_browser(async |browser| {
        for door in DOORS {
            let mut seen = Vec::new();
            for day in ["2026-09-20", "2026-11-01", DAY, "2026-11-29"] {
                browser.set_clock(day).await;
                browser.open(&built().address(door, "battlecards/cadrella/index.html")).await;
                seen.push(browser.eval(STATES).await);
                browser.assert_quiet(built().origin(door)).await;
            }
            let expected = json!([
                ["Current today", "Current 16 d"],
                ["Current 33 d", "Check soon 2 d left"],
                ["Check soon 7 d left", "Stale 18 d over"],
                ["Stale 1 d over", "Stale 26 d over"]
            ]);
            assert_eq!(Value::from(seen), expected, "{door:?}");
        }
    });
}
