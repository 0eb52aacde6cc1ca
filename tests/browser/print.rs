//! What comes out of the printer.

use crate::browser::with_browser;
use crate::built::{Door, built};
use crate::kinds::open;
use crate::paper::{A4, LETTER, print};
use serde_json::json;

#[test]
fn every_battlecard_is_one_sheet() {
    with_browser(async |browser| {
        let cards = built().below("battlecards");
        assert!(cards.len() >= 6, "{cards:?}");
        for card in cards {
            open(browser, built(), (Door::Served, card)).await;
            for paper in [A4, LETTER] {
                assert_eq!(print(browser, paper).await.sheets, 1, "{card} on {}", paper.name);
            }
        }
        // A long list takes more, so the count can fail.
        open(browser, built(), (Door::Served, "claims/index.html")).await;
        for paper in [A4, LETTER] {
            assert!(print(browser, paper).await.sheets > 1, "claims on {}", paper.name);
        }
    });
}

#[test]
fn every_opportunity_is_one_sheet() {
    with_browser(async |browser| {
        let pages: Vec<&str> =
            built().below("opportunities").into_iter().filter(|page| page.contains("/opp-")).collect();
        assert!(pages.len() >= 20, "{pages:?}");
        for page in pages {
            open(browser, built(), (Door::Served, page)).await;
            for paper in [A4, LETTER] {
                assert_eq!(print(browser, paper).await.sheets, 1, "{page} on {}", paper.name);
            }
        }
    });
}

#[test]
fn a_printed_card_says_its_day_and_its_readers() {
    with_browser(async |browser| {
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        open(browser, built(), (Door::Served, "battlecards/cadrella/index.html")).await;
        let note = browser.eval("document.querySelector('.print-note').innerText").await;
        let note = note.as_str().unwrap_or_default();
        assert!(note.contains("2026-11-21") && note.contains("restricted"), "{note}");
        // Its commit comes from a file of its own.
        let commit = browser.eval("window.fieldbookBuild.commit").await;
        let commit = commit.as_str().unwrap_or_default();
        assert!(
            commit.len() == 10 && note.contains(&format!(" · {commit} · battlecards/cadrella")),
            "{commit}: {note}"
        );
        assert!(browser.holds("!document.querySelector('.side').checkVisibility()").await);
    });
}
