//! The shape of every kind of page: on narrow screens with wide letters, enlarged, in forced colours, and while it loads.

use crate::browser::{Browser, with_browser};
use crate::built::{Door, built, every_kind};
use crate::kinds::{OVERHANG, open};
use serde_json::{Value, json};

/// A screen in CSS pixels, and how many pixels of the device each has.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    width: u32,
    height: u32,
    scale: f64,
}

pub(crate) const PHONE: Screen = Screen { width: 390, height: 844, scale: 2.0 };
const DESK: Screen = Screen { width: 1280, height: 800, scale: 1.0 };
/// The narrowest screen of WCAG 2.2, 1.4.10.
const NARROWEST: Screen = Screen { width: 320, height: 640, scale: 2.0 };
/// [`DESK`] enlarged to 200 %.
const ENLARGED: Screen = Screen { width: 640, height: 400, scale: 2.0 };

/// The most that a page may shift while it loads, a fifth of what Core Web Vitals call good (0.1).
const MOST_SHIFT: f64 = 0.02;

pub(crate) async fn show_on(browser: &Browser, screen: Screen) {
    let Screen { width, height, scale } = screen;
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

/// Makes every letter as wide as in Verdana, which Debian's `DejaVu Sans` is, where it is installed.
const WIDE_LETTERS: &str = "(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { font-family: Verdana, \"DejaVu Sans\", sans-serif !important; }');
    document.adoptedStyleSheets.push(sheet);
    return document.fonts.ready.then(() => true);
  })()";

#[test]
fn no_kind_of_page_scrolls_sideways_on_the_narrowest_screen_or_enlarged() {
    with_browser(async |browser| {
        let mut out = Vec::new();
        for (screen, name) in [(NARROWEST, "320 px"), (ENLARGED, "200 %")] {
            show_on(browser, screen).await;
            for (built, page) in every_kind() {
                open(browser, built, (Door::Served, page)).await;
                browser.eval(WIDE_LETTERS).await;
                out.push((page, name, browser.eval(OVERHANG).await));
            }
        }
        out.retain(|(_, _, found)| *found != json!([]));
        assert!(out.is_empty(), "{} pages: {out:#?}", out.len());
        // The check can fail.
        browser.eval("document.querySelector('h1').style.minWidth = '1400px'").await;
        assert_ne!(browser.eval(OVERHANG).await, json!([]));
    });
}

/// Records what shifts in a page that opens.
const WATCH_SHIFTS: &str = "window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const part = (source) => source.node && (source.node.outerHTML || source.node.textContent || '').slice(0, 90);
        window.shifts.push([entry.value, ...entry.sources.slice(0, 3).map(part)]);
      }
    }).observe({ type: 'layout-shift', buffered: true });";

/// Waits until the page is idle, and returns what shifted.
const SHIFTS: &str = "new Promise((done) => requestIdleCallback(() =>
    requestAnimationFrame(() => setTimeout(() => done(window.shifts))), { timeout: 3000 }))";

fn sum(shifts: &Value) -> f64 {
    let of = |shift: &Value| shift.get(0).and_then(Value::as_f64).unwrap_or_default();
    shifts.as_array().into_iter().flatten().map(of).sum()
}

#[test]
fn no_kind_of_page_shifts_while_it_loads() {
    with_browser(async |browser| {
        browser.run_first(WATCH_SHIFTS).await;
        let mut out = Vec::new();
        for (screen, name) in [(PHONE, "phone"), (DESK, "desk")] {
            show_on(browser, screen).await;
            for (built, page) in every_kind() {
                open(browser, built, (Door::Served, page)).await;
                let shifts = browser.eval(SHIFTS).await;
                if sum(&shifts) > MOST_SHIFT {
                    out.push((page, name, sum(&shifts), shifts));
                }
            }
        }
        assert!(out.is_empty(), "{} pages: {out:#?}", out.len());
        // The check can fail.
        browser.eval("document.querySelector('main').prepend(Object.assign(document.createElement('p'), { style: 'height: 300px' }))").await;
        browser.until("window.shifts.some(([value]) => value > 0.02)").await;
    });
}

/// Which pieces of information have nothing but a colour of their background in forced colours, where it is taken away: marks
/// and states without words, drawings without an outline.
const COLOUR_ALONE: &str = "(() => {
    const bare = (one) => !one.textContent.trim() && !one.querySelector('svg, img');
    return [...document.querySelectorAll('main .state, main .mark, main .verdict')]
      .filter((one) => one.checkVisibility() && bare(one)).map((one) => one.outerHTML.slice(0, 120));
  })()";

#[test]
fn forced_colours_leave_every_state_its_word() {
    with_browser(async |browser| {
        browser.prefer(&[("forced-colors", "active")]).await;
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            assert!(browser.holds("matchMedia('(forced-colors: active)').matches").await);
            assert_eq!(browser.eval(COLOUR_ALONE).await, json!([]), "{page}");
        }
        open(browser, built(), (Door::Served, "battlecards/cadrella/index.html")).await;
        browser.eval("document.querySelector('main .state').textContent = ''").await;
        assert_ne!(browser.eval(COLOUR_ALONE).await, json!([]), "the check can fail");
    });
}
