//! What comes out of the printer.

use crate::browser::{Browser, with_browser};
use crate::built::{Door, built};
use crate::kinds::open;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Sheets by name, width and height in inches (ISO 216; ANSI/ASME Y14.1).
const SHEETS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

/// Prints the present page and returns how many sheets that takes.
async fn sheets(browser: &Browser, (width, height): (f64, f64)) -> usize {
    let wanted = json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false });
    let printed = browser.devtools("Page.printToPDF", wanted).await;
    let pdf = STANDARD.decode(printed.get("data").and_then(Value::as_str).expect("a PDF")).expect("base64");
    let text = String::from_utf8_lossy(&pdf);
    // `/Type /Page` is a page, `/Type /Pages` a node above some (ISO 32000-1, 7.7.3).
    let count = text.split("/Type /Page").skip(1).filter(|rest| !rest.starts_with('s')).count();
    assert!(count > 0, "pages can be counted in what Chromium writes");
    count
}

#[test]
fn every_battlecard_is_one_sheet() {
    with_browser(async |browser| {
        let cards = built().below("battlecards");
        assert!(cards.len() >= 6, "{cards:?}");
        for card in cards {
            open(browser, built(), (Door::Served, card)).await;
            for (name, width, height) in SHEETS {
                assert_eq!(sheets(browser, (width, height)).await, 1, "{card} on {name}");
            }
        }
        // A long list takes more, so the count can fail.
        open(browser, built(), (Door::Served, "claims/index.html")).await;
        for (name, width, height) in SHEETS {
            assert!(sheets(browser, (width, height)).await > 1, "claims on {name}");
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
            for (name, width, height) in SHEETS {
                assert_eq!(sheets(browser, (width, height)).await, 1, "{page} on {name}");
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
        assert!(browser.holds("!document.querySelector('.side').checkVisibility()").await);
    });
}
