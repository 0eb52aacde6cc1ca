//! The site without a mouse: everything can be reached with Tab and used with Enter, Space, arrows and Escape.

use crate::browser::{Browser, with_browser};
use crate::built::{DOORS, Door, built};
use crate::kinds::open;
use fantoccini::key::Key;
use serde_json::json;

/// The pages that people work in.
const PAGES: [&str; 7] = [
    "index.html",
    "search/index.html?q=sso",
    "battlecards/cadrella/index.html?review",
    "answers/index.html",
    "claims/index.html",
    "compare/index.html",
    "answers/tray/index.html",
];

fn keys(keys: &[Key]) -> String {
    keys.iter().map(|key| char::from(*key)).collect()
}

/// Remembers what gets the focus, and whether it shows it.
const WATCH: &str = "(() => {
    window.reached = new Set(); window.unseen = [];
    document.addEventListener('focusin', ({ target }) => {
      window.reached.add(target);
      const style = [target, target.closest('.search-field') ?? target].map((one) => getComputedStyle(one));
      const shows = style.some((one) => one.boxShadow !== 'none' || (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2));
      const box = target.getClientRects()[0];
      const seen = box && box.bottom > 0 && box.top < innerHeight;
      if (target.id !== '~main' && (!shows || !seen)) window.unseen.push(target.outerHTML.slice(0, 100));
    });
    return true;
  })()";

/// What can be used but was not reached, and what acts on a click without being a control.
const LEFT: &str = "(() => {
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex=\"0\"]';
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0;
    const left = [...document.querySelectorAll(controls)].filter((one) => shown(one) && !window.reached.has(one));
    const posing = [...document.querySelectorAll('main *')].filter((one) => one.checkVisibility({ visibilityProperty: true })
      && getComputedStyle(one).cursor === 'pointer' && !one.closest(`${controls}, label, a[tabindex=\"-1\"]`));
    return [window.reached.size, [...left, ...posing].map((one) => one.outerHTML.slice(0, 100)), window.unseen];
  })()";

#[test]
fn tab_reaches_everything_that_can_be_used_and_shows_where_it_is() {
    with_browser(async |browser| {
        for page in PAGES {
            open(browser, built(), (Door::Served, page)).await;
            browser.until("!document.querySelector('main input[type=search]') || !location.search.includes('q=') || document.querySelector('main a.search-hit')").await;
            browser.eval("document.activeElement.blur()").await;
            browser.eval(WATCH).await;
            let count = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter((one) => one.checkVisibility({ visibilityProperty: true })).length";
            let count = browser.eval(count).await.as_u64().expect("a count");
            // The first page has the focus at its search already, so what is before that comes last.
            for _ in 0..=count / 20 + 1 {
                browser.press(&keys(&[Key::Tab; 20])).await;
            }
            let left = browser.eval(LEFT).await;
            assert!(left[0].as_u64() > Some(10), "{page}: {left}");
            assert_eq!((&left[1], &left[2]), (&json!([]), &json!([])), "{page}: left out, and without a visible focus");
        }
        // Both checks can fail.
        browser.eval("document.querySelector('h1').append(Object.assign(document.createElement('span'), { textContent: 'x', style: 'cursor: pointer' }), Object.assign(document.createElement('a'), { textContent: 'y', href: '#' }))").await;
        let left = browser.eval(LEFT).await;
        assert_eq!(left[1].as_array().map(Vec::len), Some(2), "{left}");
    });
}

async fn focus(browser: &Browser, selector: &str) {
    browser.eval(&format!("document.querySelector('{selector}').focus()")).await;
}

#[test]
fn folds_lists_columns_and_the_tray_are_used_with_keys() {
    with_browser(async |browser| {
        for door in DOORS {
            // Home: another person's day, with the arrows.
            open(browser, built(), (door, "index.html")).await;
            focus(browser, "[data-person] select").await;
            browser.press(&keys(&[Key::Down])).await;
            browser.until("document.querySelector('[data-person] select').selectedIndex === 1").await;
            browser.eval("localStorage.clear()").await;

            // A card: a section, and a statement's evidence, which gives the focus back.
            open(browser, built(), (door, "battlecards/cadrella/index.html")).await;
            focus(browser, ".fold-section > summary").await;
            browser.press(&keys(&[Key::Enter])).await;
            browser.until("document.querySelector('.fold-section').open").await;
            focus(browser, ".glance .chip").await;
            browser.press(&keys(&[Key::Enter])).await;
            browser.until("document.querySelector('.claim-card:popover-open')").await;
            browser.press(&keys(&[Key::Tab])).await;
            browser.until("document.activeElement.closest('.claim-card')").await;
            browser.press(&keys(&[Key::Escape])).await;
            browser.until("!document.querySelector('.claim-card:popover-open') && document.activeElement.matches('.glance .chip')").await;

            // Compare: a competitor comes and goes.
            open(browser, built(), (door, "compare/index.html")).await;
            let shown = "[...document.querySelectorAll('thead th')].filter((one) => !one.hidden).length";
            focus(browser, "[data-column]").await;
            browser.press(" ").await;
            browser.until(&format!("{shown} !== 6")).await;
            browser.press(" ").await;
            browser.until(&format!("{shown} === 6 || {shown} === 1")).await;

            // The tray: questions are typed, matched, and one is decided.
            open(browser, built(), (door, "answers/tray/index.html")).await;
            browser.until("!document.querySelector('[data-tray-ask]').hidden").await;
            focus(browser, "[data-tray-questions]").await;
            browser.press("Do you support SSO and MFA?").await;
            browser.press(&keys(&[Key::Tab, Key::Enter])).await;
            browser.until("document.querySelector('.tray-item')").await;
            focus(browser, "[data-tray-next]").await;
            browser.press(&keys(&[Key::Enter])).await;
            browser.until("document.activeElement.dataset.use === '1'").await;
            browser.press("1").await;
            browser.until("document.querySelector('[data-tray-progress]').textContent.startsWith('1 of 1')").await;
            browser.eval("localStorage.clear()").await;
            browser.assert_quiet(built().origin(door)).await;
        }
    });
}
