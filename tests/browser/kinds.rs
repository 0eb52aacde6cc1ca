//! What holds for every kind of page.

use crate::browser::{Browser, with_browser};
use crate::built::{Built, DOORS, Door, built, every_kind};
use crate::server::serve;
use serde_json::{Value, json};
use std::fs;

/// Opens a page at `door` and waits until it is whole.
pub(crate) async fn open(browser: &Browser, built: &Built, (door, page): (Door, &str)) {
    browser.open(&built.address(door, page)).await;
    browser.until("document.readyState === 'complete' && document.querySelector('h1')").await;
}

#[test]
fn every_kind_of_page_is_silent_and_stays_at_home() {
    with_browser(async |browser| {
        for door in DOORS {
            for (built, page) in every_kind() {
                // Only a server shows the page about missing pages, and then at any address.
                if (door, page) == (Door::Disk, "404.html") {
                    continue;
                }
                open(browser, built, (door, page)).await;
                assert_eq!(browser.noise(built.origin(door)).await, Vec::<String>::new(), "{door:?}: {page}");
            }
        }
    });
}

#[test]
fn noise_is_heard() {
    let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let elsewhere = serve(elsewhere.path());
    let page = format!("<h1>Loud</h1><script>console.log('planted')</script><img src='{elsewhere}planted.png'>");
    fs::write(folder.path().join("index.html"), page).expect("written");
    let origins = [serve(folder.path()), format!("file://{}/", folder.path().display())];
    with_browser(async |browser| {
        for origin in origins {
            browser.open(&format!("{origin}index.html")).await;
            browser.until("document.readyState === 'complete'").await;
            let noise = browser.noise(&origin).await;
            let heard = |begin: &str| noise.iter().any(|line| line.starts_with(begin) && line.contains("planted"));
            assert!(heard("console: ") && heard("request: "), "{noise:?}");
        }
    });
}

/// How many icons the page shows, and how many of them nothing is drawn for: a class that the style sheet does not know, or a
/// drawing that the browser cannot read.
const ICONS: &str = "(async () => {
    const drawings = new Map();
    const isDrawn = (mask) => {
      const address = /^url\\(\"(data:.*)\"\\)$/.exec(mask)?.[1];
      if (!address) return false;
      if (!drawings.has(mask)) {
        const image = new Image();
        image.src = address;
        drawings.set(mask, image.decode().then(() => image.naturalWidth > 0, () => false));
      }
      return drawings.get(mask);
    };
    const shown = [...document.querySelectorAll('.icon')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0);
    const drawn = await Promise.all(shown.map((one) => isDrawn(getComputedStyle(one).maskImage)));
    return [shown.length, drawn.filter((one) => !one).length];
  })()";

async fn icons(browser: &Browser) -> [u64; 2] {
    let counts = browser.eval(ICONS).await;
    serde_json::from_value(counts.clone()).unwrap_or_else(|error| panic!("no counts: {counts}: {error}"))
}

#[test]
fn icons_are_drawn_at_both_doors() {
    with_browser(async |browser| {
        for door in DOORS {
            open(browser, built(), (door, "battlecards/cadrella/index.html")).await;
            let [shown, blank] = icons(browser).await;
            assert!(shown > 15 && blank == 0, "{door:?}: {blank} of {shown}");
            let unknown = "document.querySelector('.brand .icon').className = 'icon icon-none'";
            browser.client.execute(unknown, Vec::new()).await.expect("planted");
            assert_eq!(icons(browser).await, [shown, 1], "{door:?}");
            let torn = "document.querySelector('.side .icon').style.setProperty('--icon', 'url(\"data:image/svg+xml,%3Csvg\")')";
            browser.client.execute(torn, Vec::new()).await.expect("planted");
            assert_eq!(icons(browser).await, [shown, 2], "{door:?}");
        }
    });
}

/// What stands out of the page at the side, as seen by whoever must fix it.
pub(crate) const OVERHANG: &str = "(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const clips = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== 'visible' || clips(one.parentElement));
    const out = [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > most && !clips(one.parentElement));
    return [`${document.documentElement.scrollWidth} px`, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  })()";

async fn narrow(browser: &Browser) {
    let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", phone).await;
}

/// Puts a word without a place to break it, such as an address or a commit, wherever authors write.
pub(crate) const LONG_WORDS: &str = "const places = 'main h1, .lead, main dd, .row-title, .row-summary, .prose p, .prose li, .prose h2, .crumbs a, .alert p, .glance li';
    for (const place of document.querySelectorAll(places)) place.textContent = 'x'.repeat(90);";

#[test]
fn no_kind_of_page_scrolls_sideways_on_a_phone() {
    with_browser(async |browser| {
        narrow(browser).await;
        let mut out = Vec::new();
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            assert_eq!(browser.eval("innerWidth").await, json!(390));
            out.push((page, "as it is", browser.eval(OVERHANG).await));
            browser.client.execute(LONG_WORDS, Vec::new()).await.expect("planted");
            out.push((page, "with long words", browser.eval(OVERHANG).await));
        }
        out.retain(|(_, _, found)| *found != json!([]));
        assert!(out.is_empty(), "{} pages: {out:#?}", out.len());
        open(browser, built(), (Door::Served, "search/index.html?q=sso")).await;
        browser.until("document.querySelector('main a.search-hit')").await;
        assert_eq!(browser.eval(OVERHANG).await, json!([]), "results");
        // The check can fail.
        browser
            .client
            .execute("document.querySelector('h1').style.width = '700px'", Vec::new())
            .await
            .expect("planted");
        assert_ne!(browser.eval(OVERHANG).await, json!([]));
    });
}

/// Colours of the paper and of the ink, as sums of red, green and blue.
const PAPER_AND_INK: &str = "(() => {
    const sum = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((all, part) => all + Number(part), 0);
    const style = getComputedStyle(document.body);
    return [sum(style.backgroundColor), sum(style.color)];
  })()";

#[test]
fn both_schemes_are_drawn_and_the_choice_is_kept() {
    let is_dark = |seen: &Value| seen[0].as_f64() < seen[1].as_f64();
    with_browser(async |browser| {
        for door in DOORS {
            for (scheme, expected) in [("light", false), ("dark", true)] {
                browser.prefer(&[("prefers-color-scheme", scheme)]).await;
                open(browser, built(), (door, "index.html")).await;
                let seen = browser.eval(PAPER_AND_INK).await;
                assert_eq!(is_dark(&seen), expected, "{door:?} {scheme}: {seen}");
            }
            // The reader of a dark system wants it light, here and on the next page.
            browser
                .client
                .execute("document.querySelector('button.scheme').click()", Vec::new())
                .await
                .expect("pressed");
            assert!(!is_dark(&browser.eval(PAPER_AND_INK).await));
            open(browser, built(), (door, "battlecards/index.html")).await;
            assert!(!is_dark(&browser.eval(PAPER_AND_INK).await), "{door:?}: the choice holds on the next page");
            browser.eval("localStorage.clear()").await;
        }
    });
}

/// How many elements move: transitions and animations that take time, and smooth scrolling.
const MOVING: &str = "[...document.querySelectorAll('*')].filter((one) => {
    const style = getComputedStyle(one);
    const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
    return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration))
      || style.scrollBehavior === 'smooth';
  }).length";

#[test]
fn nothing_moves_for_readers_who_want_it_still() {
    with_browser(async |browser| {
        browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            assert_eq!(browser.eval(MOVING).await, json!(0), "{page}");
        }
        // The check can fail.
        browser.eval("document.querySelector('h1').style.transition = 'color 1s'").await;
        assert_ne!(browser.eval(MOVING).await, json!(0), "planted");
    });
}
