//! Pages grow old by themselves.

use crate::browser::{DAY, with_browser};
use crate::built::{DOORS, Door, LATER, built, every_kind_later};
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

/// Parts of pages that are of the build and name their day, with the reason why they may differ between two builds.
const OF_THE_BUILD: [(&str, &str); 9] = [
    (".foot, .pairs dd", "the day of the build"),
    ("[data-dated]", "a sentence that names its day"),
    (
        ".findings, [href$='rules/index.html'], .rule-row b, [href='#~found'], [aria-labelledby='~found']",
        "the checks of a named day",
    ),
    (".digest, .digests .lead", "the summary of a named day"),
    (".changes main > *", "a list from one named day to another"),
    ("[aria-labelledby='~changed'], [aria-labelledby='~checked']", "changes since a named day"),
    ("[aria-labelledby='~load']", "the load of weeks that begin on a named day"),
    (".rule pre", "an example of a suppression"),
    ("[aria-labelledby='~trend']", "weeks that name their last days"),
];
/// The list whose order is that of a named day.
const IN_ITS_OWN_ORDER: &str = "claims/index.html";

/// Every line that a reader sees, apart from what is of the build.
fn lines() -> String {
    let parts = OF_THE_BUILD.map(|(part, _)| part).join(", ");
    format!(
        "(() => {{ document.querySelectorAll(`{parts}`).forEach((part) => part.remove());
           document.querySelectorAll('details').forEach((one) => {{ one.open = true; }});
           return document.body.innerText.split('\\n').map((line) => line.trim()).filter(Boolean); }})()"
    )
}

#[test]
fn a_page_read_90_days_later_says_what_a_build_of_that_day_says() {
    with_browser(async |browser| {
        browser.set_clock(LATER).await;
        let mut wrong = Vec::new();
        for (built, later, page) in every_kind_later() {
            let mut read = Vec::new();
            for site in [built, later] {
                browser.open(&site.address(Door::Served, page)).await;
                let lines = browser.eval(&lines()).await;
                read.push(lines.as_array().expect("lines").iter().map(Value::to_string).collect::<Vec<_>>());
            }
            let [aged, fresh] = read.as_slice() else { panic!("two sites") };
            let gone = aged.iter().filter(|line| !fresh.contains(line)).map(|line| format!("- {line}"));
            let missing = fresh.iter().filter(|line| !aged.contains(line)).map(|line| format!("+ {line}"));
            let mut differences: Vec<String> = gone.chain(missing).collect();
            if differences.is_empty() && aged != fresh && page != IN_ITS_OWN_ORDER {
                differences.push("the same lines in another order".to_owned());
            }
            if !differences.is_empty() {
                wrong.push(format!("{page}\n{}", differences.join("\n")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    });
}
