//! Every kind of page on paper: how many sheets, all that the screen shows, and nothing cut.

use crate::browser::{Browser, with_browser};
use crate::built::{DOORS, Door, built, every_kind};
use crate::kinds::{OVERHANG, open};
use crate::paper::{A4, print};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// How many sheets of A4 the largest page of each kind takes, and a text on them, some at the right edge, at the end or in a
/// drawing. A kind that is not here fails the test, as does one that is here and on no page.
const KINDS: [(&str, usize, &str); 50] = [
    ("404.html", 1, ""),
    ("about/*", 1, "complete"),
    ("opportunities/* digests", 5, "Things to know"),
    ("opportunities/*/* digests", 3, "Things to know"),
    ("answers/*/* entry answer", 2, "Also asked as"),
    ("answers/* entry answers", 1, ""),
    ("architectures/* entry architecture", 2, "Sequence engine"),
    ("battlecards/* entry battlecard", 1, "Do not say"),
    ("briefs/* entry brief", 1, ""),
    ("claims/*/*/* entry claim-page", 1, "How we compare"),
    ("competitors/* entry competitor", 3, "Claims"),
    ("demos/* entry demo", 2, ""),
    ("gaps/* entry gap", 1, ""),
    ("guides/* entry guide", 2, ""),
    ("objections/* entry objection", 1, ""),
    ("opportunities/* entry opportunity", 1, "Check before you say it"),
    ("pages/* entry page", 1, ""),
    ("index.html home", 1, ""),
    ("architectures list", 1, ""),
    ("battlecards list", 1, ""),
    ("briefs list", 1, "Broker outreach before renewal dates"),
    ("claims list", 6, "Not proven"),
    ("competitors list", 1, ""),
    ("demos list", 1, ""),
    ("guides list", 1, ""),
    ("objections list", 1, ""),
    ("opportunities list", 2, "Tidewarren Bank"),
    ("opportunities/* list", 1, ""),
    ("opportunities/*/* list", 2, ""),
    ("pages list", 1, ""),
    ("changes list changes", 5, ""),
    ("compare list compare", 7, "Siftonary"),
    ("answers/*/* list coverage", 2, ""),
    ("freshness list freshness", 3, "Not proven"),
    ("gaps list gaps", 2, "tracker"),
    ("answers list library", 9, "By file"),
    ("answers/*/* list library", 5, ""),
    ("people list people", 1, "Teodor Vashlin"),
    ("people/* list queue", 2, "fieldbook verify battlecards/cadrella#mailbox-cap"),
    ("recurring-objections list recurring", 2, ""),
    ("rules list rules", 10, "winplans/not-agreed"),
    ("rules/*/* rule", 5, ""),
    ("search search-page", 1, "Search"),
    ("answers/* tray", 1, "Tray"),
    ("winplans/* entry winplan", 2, ""),
    ("winplans list", 1, ""),
    ("pocs/* entry poc", 1, ""),
    ("pocs list", 1, ""),
    ("qualifications/* entry qualification", 1, ""),
    ("qualifications list", 1, ""),
];

/// The texts that the screen shows, and the texts of its drawings. Left out are controls, what leads elsewhere, and what does
/// not fit on one sheet: evidence, relations and origin of a card, products and more than the titles of what a deal needs, of
/// claims that need a check those of the first four.
const SHOWN: &str = r#"(async () => {
    const controls = 'button, select, textarea, input, label, nav, kbd, .actions, .filters, .list-tools, .for-owners, .keys, .keys-note, .hero-search, .correct-note, .source-note:has([download]), .ask, .still a, .diagram details, .diagram .full, .fold-marks, .list-none, .search-field, .search-foot, .nearest';
    const spared = '.battlecard :is(.evidences, .meta, .beside, section:has(> [id="~related"])), .opportunity :is(.rows .row-summary, .rows .row-facts, .columns, [id="~weak"] ~ .rows > :nth-child(n + 5))';
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const one = node.parentElement;
      const box = one.getBoundingClientRect();
      if (!node.data.trim() || !one.checkVisibility() || box.width < 2 || one.closest(`${controls}, ${spared}`)) continue;
      texts.push(node.data.trim().replace(/\s+/g, ' '));
    }
    for (const image of document.querySelectorAll('main .drawing img')) {
      const drawing = new DOMParser().parseFromString(await (await fetch(image.src)).text(), 'image/svg+xml');
      for (const text of drawing.querySelectorAll('text, foreignObject')) {
        if (text.textContent.trim()) texts.push(text.textContent.trim().replace(/\s+/g, ' '));
      }
    }
    return texts;
  })()"#;

/// What is cut at the side of a part of the page once it is as wide as the paper.
const CLIPPED: &str = "[...document.querySelectorAll('main, main *')].filter((one) => {
    const style = getComputedStyle(one);
    const isCut = style.overflowX !== 'visible' && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
    return isCut && one.checkVisibility() && !one.matches('.unseen, .visually-hidden');
  }).map((one) => `cut: ${one.outerHTML.slice(0, 120)}`)";

/// The width of what is printed on A4 between the margins of the theme, in CSS pixels: upright, and for pages that ask for it
/// in landscape.
const PRINTED_WIDTHS: (u32, u32) = (703, 1031);
const IS_WIDE: &str = "getComputedStyle(document.querySelector('main')).page === 'wide'";

/// Returns how many sheets the present page takes, and what of it is not on them as it must be: texts that are missing, words
/// at the edge, parts that are cut.
async fn faults(browser: &Browser, text: &str) -> (usize, Vec<String>) {
    let shown = browser.eval(SHOWN).await;
    let shown: Vec<&str> = shown.as_array().into_iter().flatten().filter_map(Value::as_str).chain([text]).collect();
    assert!(shown.len() > 1, "the page shows something");
    let printed = print(browser, A4).await;
    let missing = shown.iter().filter(|text| !printed.has(text)).map(|text| format!("missing: {text}"));
    let edge = printed.cut.iter().map(|word| format!("at the edge: {word}"));
    let mut faults: Vec<String> = missing.chain(edge).collect();
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let width = if browser.holds(IS_WIDE).await { PRINTED_WIDTHS.1 } else { PRINTED_WIDTHS.0 };
    let size = json!({ "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
    browser.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    let clipped = browser.eval(CLIPPED).await;
    faults.extend(clipped.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    // Browsers print a page that is too wide in smaller letters.
    let wide = browser.eval(OVERHANG).await;
    faults.extend(wide.as_array().into_iter().flatten().filter_map(Value::as_str).map(|part| format!("wide: {part}")));
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    (printed.sheets, faults)
}

/// Returns whether a page that takes `expected` sheets with one machine's fonts may take `sheets` with those of another: up to
/// three exactly, beyond that a quarter more or less.
fn is_near(sheets: usize, expected: usize) -> bool {
    sheets.abs_diff(expected) <= expected / 4
}

#[test]
fn what_the_screen_shows_of_every_kind_of_page_is_on_paper() {
    with_browser(async |browser| {
        let (mut found, mut unseen) = (Vec::new(), KINDS.map(|(kind, ..)| kind).to_vec());
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            let kind = built.kind_of(page);
            let row = KINDS.iter().find(|row| row.0 == kind);
            let (sheets, faults) = faults(browser, row.map_or("", |row| row.2)).await;
            if !row.is_some_and(|row| is_near(sheets, row.1)) {
                found.push(format!("the table has {row:?} for (\"{kind}\", {sheets}, \"\")"));
            }
            unseen.retain(|one| *one != kind);
            found.extend(faults.into_iter().map(|fault| format!("{page}: {fault}")));
        }
        found.extend(unseen.into_iter().map(|kind| format!("no page is of the kind {kind}")));
        assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    });
}

#[test]
fn what_is_missing_or_cut_on_paper_is_found() {
    with_browser(async |browser| {
        let plant = "const plant = (text, style, parent = document.querySelector('main')) =>
              parent.appendChild(Object.assign(document.createElement('p'), { textContent: text, style }));
            plant('On the screen alone', '', plant('', '')).className = 'filters-of-nothing';
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('@page { margin: 2mm } @media print { .filters-of-nothing { display: none } }');
            document.adoptedStyleSheets.push(sheet);
            plant('A line that goes on', 'inline-size: 12rem; overflow: auto; white-space: nowrap;').append(' and on and on and on and on');
            plant('Wide', 'inline-size: 2000px');";
        open(browser, built(), (Door::Served, "briefs/index.html")).await;
        browser.client.execute(plant, Vec::new()).await.expect("planted");
        let (_, faults) = faults(browser, "Nowhere at all").await;
        for begin in ["missing: On the screen alone", "missing: Nowhere at all", "at the edge: ", "cut: <p", "wide: 2"]
        {
            assert!(faults.iter().any(|fault| fault.starts_with(begin)), "{begin}: {faults:?}");
        }
        assert!([(3, 3), (3, 4), (5, 4)].into_iter().all(|(sheets, expected)| is_near(sheets, expected)));
        assert!([(0, 1), (2, 1), (2, 3), (6, 4)].into_iter().all(|(sheets, expected)| !is_near(sheets, expected)));
    });
}

#[test]
fn a_wide_diagram_fits_the_screen_and_opens_at_full_size() {
    const DIAGRAM: &str = "architectures/crm-sync-near-real-time/index.html";
    with_browser(async |browser| {
        for door in DOORS {
            for width in [1024, 1280] {
                let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
                browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
                open(browser, built(), (door, DIAGRAM)).await;
                browser.eval("document.querySelector('.drawing').scrollIntoView()").await;
                browser.until("document.querySelector('.drawing img').complete").await;
                let fits = "(() => {
                    const drawing = document.querySelector('.drawing');
                    const image = drawing.querySelector('img');
                    return [image.naturalWidth > image.width, drawing.scrollWidth <= drawing.clientWidth,
                      image.getBoundingClientRect().right <= innerWidth, image.width > 640];
                  })()";
                assert_eq!(browser.eval(fits).await, json!([true, true, true, true]), "{door:?} at {width}");
            }
            // With the keyboard: the link of the caption.
            browser.eval("document.querySelector('.diagram .full').focus()").await;
            browser.press(&char::from(Key::Enter).to_string()).await;
            browser.until("location.pathname.endsWith('.svg')").await;
            let size = "document.documentElement.getBoundingClientRect().width";
            assert!(browser.eval(size).await.as_f64() > Some(1000.0), "{door:?}");
            browser.client.back().await.expect("back");
            // With a pointer: the drawing.
            browser.until("document.querySelector('.drawing img')").await;
            browser.eval("document.querySelector('.drawing img').click()").await;
            browser.until("location.pathname.endsWith('.svg')").await;
            browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
        }
    });
}
