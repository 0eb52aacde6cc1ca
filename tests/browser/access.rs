//! Whether everybody can read and use it: axe, focus, the way past the navigation.

use crate::browser::{Browser, with_browser};
use crate::built::{Door, built, every_kind};
use crate::files::{asked, drop_file, workbook};
use crate::kinds::open;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// The levels of WCAG 2.2 AA, and what axe calls good practice.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// Returns the script of axe, of the version that `package-lock.json` names; npm installs it once.
pub(crate) fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-axe");
        let lock = fs::read(own.join("package-lock.json")).expect("the lock");
        let script = folder.join("node_modules/axe-core/axe.min.js");
        let is_installed = script.is_file() && fs::read(folder.join("package-lock.json")).is_ok_and(|old| old == lock);
        if !is_installed {
            fs::create_dir_all(&folder).expect("a folder");
            for file in ["package.json", "package-lock.json"] {
                fs::copy(own.join(file), folder.join(file)).expect("copied");
            }
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
            let output = npm.output().expect("npm is installed (Debian: npm)");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        fs::read_to_string(script).expect("the script")
    })
}

/// Returns what axe finds in the present page: rule, and where.
async fn violations(browser: &Browser) -> Value {
    let script = format!(
        "const done = arguments[0];
         axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'], preload: false }}).then((found) =>
           done(found.violations.flatMap((rule) => rule.nodes.map((node) => `${{rule.id}}: ${{node.html.slice(0, 160)}} ${{node.failureSummary}}`))));"
    );
    browser.client.execute_async(&script, Vec::new()).await.expect("axe runs")
}

pub(crate) async fn assert_accessible(browser: &Browser, what: &str) {
    assert_eq!(violations(browser).await, json!([]), "{what}");
}

fn check_scheme(scheme: &'static str) {
    with_browser(async |browser| {
        browser.run_first(axe()).await;
        browser.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
        let mut found = Vec::new();
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            let faults = violations(browser).await;
            found.extend(faults.as_array().into_iter().flatten().map(|fault| format!("{page}: {fault}")));
        }
        assert!(found.is_empty(), "{} faults in {scheme}:\n{}", found.len(), found.join("\n"));
        open_parts(browser).await;
    });
}

/// What opens upon a page.
async fn open_parts(browser: &Browser) {
    open(browser, built(), (Door::Served, "battlecards/cadrella/index.html")).await;
    browser.client.execute("document.querySelector('.chip').click()", Vec::new()).await.expect("clicked");
    browser.until("document.querySelector('.claim-card:popover-open')").await;
    assert_accessible(browser, "evidence beside its sentence").await;
    browser.press(&char::from(Key::Escape).to_string()).await;
    browser.until("!document.querySelector('.claim-card:popover-open')").await;
    browser.press("?").await;
    browser.until("document.querySelector('dialog[open].help')").await;
    assert_accessible(browser, "the list of keys").await;
    browser.press(&char::from(Key::Escape).to_string()).await;
    // A browser closes a dialog after the key, and keys within it open nothing.
    browser.until("!document.querySelector('dialog[open]')").await;
    browser.press("/").await;
    browser.until("document.activeElement.matches('dialog[open] input')").await;
    browser.press("sso").await;
    browser.until("document.querySelector('dialog[open] .search-hit')").await;
    assert_accessible(browser, "the search with results").await;
    open(browser, built(), (Door::Served, "answers/tray/index.html")).await;
    drop_file(browser, "asked.xlsx", &asked()).await;
    assert_accessible(browser, "the tray with the questions of a file").await;
    let tied = workbook(&[&["Question", "Answer", "Answer"], &["Is customer data encrypted at rest?"]], "");
    drop_file(browser, "tied.xlsx", &tied).await;
    // The file is scrolled to, and the bar of the page covers a part of what is above it.
    browser.client.execute("scrollTo(0, 0)", Vec::new()).await.expect("scrolled");
    assert_accessible(browser, "the columns of a file to choose").await;
    open(browser, built(), (Door::Served, "search/index.html?q=sso")).await;
    browser.until("document.querySelector('main .search-hit')").await;
    assert_accessible(browser, "the search page with results").await;
    open(browser, built(), (Door::Served, "search/index.html?q=deliverabxxxty&kind=answer")).await;
    browser.until("document.querySelector('main .search-gap')").await;
    assert_accessible(browser, "the search page without results").await;
}

#[test]
fn axe_finds_nothing_in_light() {
    check_scheme("light");
}

#[test]
fn axe_finds_nothing_in_dark() {
    check_scheme("dark");
}

#[test]
fn axe_finds_what_is_planted() {
    with_browser(async |browser| {
        browser.run_first(axe()).await;
        open(browser, built(), (Door::Served, "index.html")).await;
        let plant = "const mute = document.createElement('img');
            mute.src = 'favicon.svg';
            const pale = document.createElement('p');
            pale.textContent = 'pale';
            pale.style.color = 'rgb(200 200 200)';
            pale.style.background = 'white';
            document.querySelector('main').append(mute, pale);";
        browser.client.execute(plant, Vec::new()).await.expect("planted");
        let found = violations(browser).await.to_string();
        assert!(found.contains("image-alt:") && found.contains("color-contrast:"), "{found}");
    });
}

/// What takes the focus without showing it, or shows it where it cannot be seen.
const UNSEEN: &str = "(() => {
    const wanted = 'a[href], button, input, select, textarea, summary, [tabindex=\"0\"]';
    const all = [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
    const faults = [];
    for (const one of all) {
      one.focus();
      if (document.activeElement !== one) continue;
      const style = getComputedStyle(one);
      // The field of the search is marked by its frame.
      const marks = [one, one.closest('.search-field')].filter(Boolean);
      const shows = marks.some((mark) => getComputedStyle(mark).boxShadow !== 'none')
        || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor));
      const box = one.getClientRects()[0];
      const on = (x, y) => { const top = document.elementFromPoint(x, y); return top && (one.contains(top) || top.contains(one)); };
      const inside = (low, high, most) => Math.min(Math.max((low + high) / 2, 1), most - 2);
      const x = inside(box.left, box.right, innerWidth);
      const seen = box.bottom > 0 && box.top < innerHeight && (on(x, inside(box.top, box.bottom, innerHeight)) || on(x, box.bottom - 2));
      if (!one.matches(':focus-visible') || !shows || !seen) {
        faults.push(`${shows ? '' : 'no outline '}${seen ? '' : 'covered '}${one.outerHTML.slice(0, 120)}`);
      }
    }
    return { count: all.length, faults };
  })()";

#[test]
fn the_focus_shows_on_every_kind_of_page() {
    with_browser(async |browser| {
        for (built, page) in every_kind() {
            open(browser, built, (Door::Served, page)).await;
            // Only who comes with the keyboard sees the focus.
            browser.press(&char::from(Key::Tab).to_string()).await;
            let seen = browser.eval(UNSEEN).await;
            assert!(seen["count"].as_u64() > Some(8), "{page}: {seen}");
            assert_eq!(seen["faults"], json!([]), "{page}");
        }
        let hide = "document.querySelector('.brand').style.outline = 'none'";
        browser.client.execute(hide, Vec::new()).await.expect("planted");
        assert_ne!(browser.eval(UNSEEN).await["faults"], json!([]), "the check can fail");
    });
}

#[test]
fn the_first_key_leads_past_the_navigation() {
    with_browser(async |browser| {
        for page in ["index.html", "battlecards/cadrella/index.html"] {
            open(browser, built(), (Door::Served, page)).await;
            let skip = "document.querySelector('.skip')";
            assert!(
                browser.holds(&format!("{skip}.getBoundingClientRect().bottom <= 0")).await,
                "it is out of the way"
            );
            browser.press(&char::from(Key::Tab).to_string()).await;
            browser
                .until(&format!("document.activeElement === {skip} && {skip}.getBoundingClientRect().top >= 0"))
                .await;
            browser.press(&char::from(Key::Enter).to_string()).await;
            browser.until("location.hash === '#~main' && document.activeElement.id === '~main'").await;
            browser.press(&char::from(Key::Tab).to_string()).await;
            browser.until("document.activeElement.closest('main') && document.activeElement.id !== 'main'").await;
        }
    });
}
