//! A card before a call: the glance, the age of each statement, and the comparison.

use crate::browser::{Browser, with_browser};
use crate::built::{Built, DOORS, Door, built};
use crate::kinds::open;
use crate::server::serve;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

const CARD: &str = "battlecards/cadrella/index.html";

async fn window(browser: &Browser, (width, height): (u32, u32)) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
}

/// Where on the page, in pixels from its top, the glance, the findings and the evidence begin.
const PLACES: &str = "['.glance', '.findings', '.evidences'].map((name) => {
    const one = document.querySelector(name);
    return one ? Math.round(one.getBoundingClientRect().top + scrollY) : -1;
  })";

#[test]
fn every_card_fits_on_two_screens_before_its_evidence_and_no_check_is_above_the_glance() {
    with_browser(async |browser| {
        window(browser, (1280, 800)).await;
        let cards = built().below("battlecards");
        assert!(cards.len() >= 6, "{cards:?}");
        for card in cards {
            open(browser, built(), (Door::Served, &format!("{card}?review"))).await;
            let places = browser.eval(PLACES).await;
            let [glance, findings, evidence] = [0, 1, 2].map(|index| places[index].as_i64().expect("a number"));
            assert!(glance > 0 && glance < 500, "{card}: {places}");
            assert!(findings == -1 || findings > glance, "{card}: {places}");
            assert!(evidence > 0 && evidence < 1600, "{card}: {places}");
            // With the sections open it takes more, so the limit can fail.
            browser.eval("document.querySelectorAll('.fold-section').forEach((one) => { one.open = true; })").await;
            let open = browser.eval(PLACES).await;
            assert!(open[2].as_i64() > places[2].as_i64().map(|top| top + 300), "{card}: {open}");
        }
    });
}

#[test]
fn a_folded_section_opens_for_an_address_within_it() {
    with_browser(async |browser| {
        for door in DOORS {
            let state =
                "[...document.querySelectorAll('.fold-section')].map((one) => [one.querySelector('h2').id, one.open])";
            open(browser, built(), (door, CARD)).await;
            let closed = browser.eval(state).await;
            assert!(
                closed.as_array().is_some_and(|all| all.len() >= 5 && all.iter().all(|one| one[1] == json!(false)))
            );
            browser.eval("location.hash = '#landmines'").await;
            browser.until("document.getElementById('landmines').closest('details').open").await;
            browser.eval("location.hash = '#~claim-mailbox-cap'").await;
            browser.until("document.getElementById('~claim-mailbox-cap').checkVisibility()").await;
        }
    });
}

#[test]
fn on_a_wide_screen_evidence_opens_in_its_column_and_elsewhere_beside_its_sentence() {
    with_browser(async |browser| {
        let chip = "document.querySelector('.glance .chip[href=\"#~claim-mailbox-cap\"]').click()";
        let shown = "[document.getElementById('~claim-mailbox-cap').closest('details').open, document.querySelector('.claim-card').matches(':popover-open')]";
        for (width, expected) in [(1535, json!([false, true])), (1536, json!([true, false]))] {
            window(browser, (width, 900)).await;
            open(browser, built(), (Door::Served, CARD)).await;
            browser.eval(chip).await;
            assert_eq!(browser.eval(shown).await, expected, "{width}");
        }
        let column = "document.querySelector('.evidences').getBoundingClientRect().left > document.querySelector('.glance').getBoundingClientRect().right";
        assert!(browser.holds(column).await);
        // The next statement takes its place.
        browser.eval("document.querySelector('.glance .chip[href=\"#~claim-sync-interval\"]').click()").await;
        let open = "[...document.querySelectorAll('details.evidence[open] .evidence-body')].map((one) => one.id)";
        assert_eq!(browser.eval(open).await, json!(["~claim-sync-interval"]));
    });
}

/// The drawing of the claim `mailbox-cap`: checked on 2026-09-04, due on 2026-11-03.
const BAR: &str = "(() => {
    const age = document.querySelector('.glance .chip[href=\"#~claim-mailbox-cap\"] .age');
    return [age.querySelector('.today').getAttribute('cx'), Boolean(age.querySelector('.over')), age.parentElement.title];
  })()";

#[test]
fn the_bar_runs_from_the_check_to_the_due_day_and_beyond() {
    with_browser(async |browser| {
        let dates = "Checked 2026-09-04, due 2026-11-03";
        for (day, expected) in [
            ("2026-09-03", json!(["3.0", false, dates])),
            ("2026-09-04", json!(["3.0", false, dates])),
            ("2026-10-04", json!(["17.0", false, dates])),
            ("2026-11-03", json!(["31.0", false, dates])),
            ("2026-11-04", json!(["31.5", true, dates])),
            ("2026-12-03", json!(["45.0", true, dates])),
            ("2027-06-01", json!(["45.0", true, dates])),
        ] {
            browser.set_clock(day).await;
            open(browser, built(), (Door::Served, CARD)).await;
            assert_eq!(browser.eval(BAR).await, expected, "{day}");
        }
        // A statement that was never checked has neither a day nor a dot.
        let never = "[...document.querySelectorAll('.state[data-steps=\"not-proven\"] .age')].map((age) => [...age.children].map((one) => one.getAttribute('class')).join())";
        open(browser, built(), (Door::Served, "claims/index.html")).await;
        let never = browser.eval(never).await;
        assert!(
            never.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| *one == json!("never"))),
            "{never}"
        );
    });
}

/// The names of the visible columns, the heading, and how many cells show what a claim says.
const COLUMNS: &str = "[[...document.querySelectorAll('thead th')].filter((one) => !one.hidden).map((one) => one.querySelector('a').textContent),
    document.querySelector('h1').textContent, document.querySelectorAll('.cell-claim').length > 0]";

#[test]
fn any_competitors_can_be_compared_and_the_address_keeps_them() {
    with_browser(async |browser| {
        for door in DOORS {
            open(browser, built(), (door, "compare/index.html?with=competitors/pipwright,cadrella")).await;
            let two = json!([["Cadrella", "Pipwright"], "Compare: Cadrella, Pipwright", true]);
            assert_eq!(browser.eval(COLUMNS).await, two, "{door:?}");
            for other in ["siftonary", "dialbourne"] {
                browser.eval(&format!("document.querySelector('[data-column={other}]').click()")).await;
            }
            let four = json!([
                ["Cadrella", "Dialbourne", "Pipwright", "Siftonary"],
                "Compare: Cadrella, Dialbourne, Pipwright, Siftonary",
                false
            ]);
            assert_eq!(browser.eval(COLUMNS).await, four, "{door:?}");
            if door == Door::Served {
                assert_eq!(
                    browser.eval("location.search").await,
                    json!("?with=cadrella,dialbourne,pipwright,siftonary")
                );
            }
        }
        open(browser, built(), (Door::Served, "compare/index.html")).await;
        assert_eq!(browser.eval(&format!("{COLUMNS}[0].length")).await, json!(6));
    });
}

/// Writes a site with `count` competitors of one claim each.
fn many_competitors(folder: &Path, count: usize) {
    let write = |path: &str, text: String| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("site.toml", "[site]\ntitle = \"Many\"\n".to_owned());
    for index in 0..count {
        write(
            &format!("content/competitors/rival-{index}.md"),
            format!("---\nname: Rival {index}\nowner: ann\nstatus: approved\nverified: 2026-11-01\n---\nText.\n"),
        );
        write(
            &format!("content/battlecards/rival-{index}.md"),
            format!(
                "---\ntitle: Rival {index}\ncompetitor: rival-{index}\nowner: ann\nstatus: approved\nverified: 2026-11-01\nclaims:\n  - id: sso\n    text: Rival {index} has no SSO.\n    stance: we-win\n    capability: sso\n    topic: capability\n    sources:\n      - url: https://rival.example/{index}\n        captured: 2026-11-01\n    verified: 2026-11-01\n---\n## Why we win\n\n- SSO. [^sso]\n"
            ),
        );
    }
}

#[test]
fn of_many_competitors_some_are_shown_and_all_can_be_chosen() {
    with_browser(async |browser| {
        for (count, shown, note) in [
            (7, 7, ""),
            (8, 6, "6 of 8 shown, those with the most open opportunities"),
            (51, 6, "6 of 51 shown, those with the most open opportunities"),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            many_competitors(folder.path(), count);
            let output = folder.path().join("public");
            let built = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
                .arg("--site")
                .arg(folder.path())
                .args(["build", "--offline", "--output"])
                .arg(&output)
                .output()
                .expect("fieldbook starts");
            assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
            let origin = serve(&output);
            browser.open(&format!("{origin}compare/index.html")).await;
            browser.until("window.fieldbook && document.readyState === 'complete'").await;
            let seen = format!("[{COLUMNS}[0].length, document.querySelector('[data-shown]').textContent]");
            assert_eq!(browser.eval(&seen).await, json!([shown, note]), "{count}");
            browser.open(&format!("{origin}compare/index.html?with=rival-1,rival-{}", count - 1)).await;
            browser.until("window.fieldbook && document.readyState === 'complete'").await;
            assert_eq!(browser.eval(&format!("{COLUMNS}[0].length")).await, json!(2), "{count}");
        }
    });
}

/// Writes a site with one card of `count` claims, every fifth of which is stale, a point of the card for each.
fn many_claims(folder: &Path, count: usize) {
    let claim = |index: usize| {
        let day = if index.is_multiple_of(5) { "2026-07-01" } else { "2026-11-01" };
        format!(
            "  - id: c{index}\n    text: Globex limits part {index} to {count} units.\n    stance: {}\n    topic: capability\n    \
             source: https://docs.globex.example/{index}\n    captured: {day}\n    verified: {day}\n",
            if index.is_multiple_of(2) { "we-win" } else { "we-lose" }
        )
    };
    let points = |first: usize| {
        let point = |index| format!("- Part {index} has a limit.[^c{index}]\n");
        (first..count).step_by(2).map(point).collect::<String>()
    };
    let claims: String = (0..count).map(claim).collect();
    let text = format!(
        "---\ntitle: Globex\ncompetitor: globex\nowner: ann\nstatus: approved\nclaims:\n{claims}---\n## Why we win\n\n{}\n## Why we lose\n\n{}",
        points(0),
        points(1)
    );
    for (path, text) in [
        ("site.toml", "[site]\ntitle = \"Many\"\n".to_owned()),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\n---\nText.\n".to_owned()),
        ("content/battlecards/globex.md", text),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

#[test]
fn a_card_with_forty_claims_has_three_points_in_each_part_and_folds_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    many_claims(folder.path(), 40);
    let built = Built::at_noon(folder.path(), "forty", &["--portable"]);
    let seen = "[[...document.querySelectorAll('.glance-part')].slice(0, 2).map((part) => part.querySelectorAll('li').length),
        [...document.querySelectorAll('.fold-section')].map((fold) => [fold.open, fold.querySelector('summary').innerText.replace(/\\s+/g, ' ').trim()]),
        document.querySelectorAll('.evidences .evidence').length, document.querySelectorAll('.evidences .evidence[open]').length,
        document.querySelector('.glance').getBoundingClientRect().bottom < 2 * innerHeight]";
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&built.address(door, "battlecards/globex/index.html")).await;
            browser.until("document.querySelector('.fold-section')").await;
            assert_eq!(
                browser.eval(seen).await,
                json!([[3, 3], [[false, "Why we win 20 4 stale"], [false, "Why we lose 20 4 stale"]], 40, 0, true]),
                "{door:?}"
            );
            browser.assert_quiet(built.origin(door)).await;
        }
    });
}
