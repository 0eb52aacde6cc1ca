//! Lists of several pages: narrowed, sorted, addressed, and read without scripts.

use crate::browser::{Browser, DAY, with_browser};
use crate::built::{Built, DOORS, Door};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const COUNT: usize = 230;
const OWNERS: [&str; 3] = ["ann", "bo", "cy"];
const TAGS: [&str; 4] = ["red", "blue", "green", "grey"];

fn owner(index: usize) -> &'static str {
    OWNERS.get(index % OWNERS.len()).expect("an owner")
}

fn tag(index: usize) -> &'static str {
    TAGS.get(index % TAGS.len()).expect("a tag")
}

/// How many guides `fit`.
fn count(fit: impl Fn(usize) -> bool) -> usize {
    (0..COUNT).filter(|index| fit(*index)).count()
}

/// A site with a list of three pages, whose rows grow old on different days.
fn long() -> &'static Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long lists");
        let guides = folder.join("content/guides");
        fs::create_dir_all(&guides).expect("a folder");
        fs::write(folder.join("site.toml"), "[site]\ntitle = \"Long\"\n[[roots]]\npath = \"content\"\n")
            .expect("written");
        let person = |id: &str| format!("- {{id: {id}, name: \"Person {id}\", email: {id}@example.com}}\n");
        fs::write(folder.join("people.yaml"), OWNERS.map(person).concat()).expect("written");
        for index in 0..COUNT {
            let (month, day) = (index % 9 + 1, index % 28 + 1);
            let text = format!(
                "---\ntitle: Guide {index:03}\nsystem: crm\nowner: {}\naudience: internal\nstatus: approved\ntags: [{}]\n\
                 verified: 2026-{month:02}-{day:02}\n---\nText.\n",
                owner(index),
                tag(index)
            );
            fs::write(guides.join(format!("g{index:03}.md")), text).expect("written");
        }
        Built::at_noon(&folder, "long", &["--portable", "--audience", "internal"])
    });
    &BUILT
}

/// What the list says and how many rows it has.
const SHOWN: &str = "[document.querySelector('[data-list-range]').textContent, document.querySelectorAll('[data-list-rows] > .row').length]";
const TITLES: &str =
    "[...document.querySelectorAll('[data-list-rows] .row-title')].slice(0, 3).map((title) => title.textContent)";

async fn press_value(browser: &Browser, (group, value): (&str, &str)) {
    browser.eval(&format!("document.querySelector('[data-group={group}] [data-value={value}]').click()")).await;
}

/// Waits until the list says `range` and has `rows` rows.
async fn until_shown(browser: &Browser, (range, rows): (&str, usize)) {
    let shown = json!([range, rows]).to_string();
    browser.until(&format!("JSON.stringify({SHOWN}) === JSON.stringify({shown})")).await;
}

/// Returns the count beside a value.
async fn counted(browser: &Browser, (group, value): (&str, &str)) -> Value {
    let count = format!("[data-group={group}] [data-value={value}] .count");
    browser.eval(&format!("Number(document.querySelector('{count}').textContent)")).await
}

#[test]
fn facets_filter_and_count_every_page() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&long().address(door, "guides/index.html")).await;
            until_shown(browser, ("1–100 of 230 integration guides", 100)).await;
            press_value(browser, ("owner", "ann")).await;
            until_shown(browser, ("77 of 230 integration guides", 77)).await;
            // Values of one facet widen the list, facets narrow it, and counts say how many there would be.
            press_value(browser, ("owner", "bo")).await;
            let two = count(|index| owner(index) != "cy");
            until_shown(browser, (&format!("1–100 of {two} that match, of 230 integration guides"), 100)).await;
            let blue = count(|index| owner(index) != "cy" && tag(index) == "blue");
            assert_eq!(counted(browser, ("tag", "blue")).await, json!(blue));
            press_value(browser, ("tag", "blue")).await;
            until_shown(browser, (&format!("{blue} of 230 integration guides"), blue)).await;
            let with_cy = count(|index| owner(index) == "cy" && tag(index) == "blue");
            assert_eq!(counted(browser, ("owner", "cy")).await, json!(with_cy));
            assert_eq!(browser.eval("location.search").await, "?owner=ann&owner=bo&tag=blue", "{door:?}");
            browser.assert_quiet(long().origin(door)).await;
        }
    });
}

#[test]
fn the_address_keeps_words_order_and_page_and_the_back_button_undoes_them() {
    with_browser(async |browser| {
        for door in DOORS {
            browser.open(&long().address(door, "guides/index.html?sort=checked&page=2")).await;
            until_shown(browser, ("101–200 of 230 integration guides", 100)).await;
            browser.open(&long().address(door, "guides/page/2/index.html")).await;
            until_shown(browser, ("101–200 of 230 integration guides", 100)).await;
            browser.eval("(() => { const sort = document.querySelector('[data-list-sort]'); sort.value = 'checked'; sort.dispatchEvent(new Event('change')); })()").await;
            // January comes first, and in it the first day.
            browser.until(&format!("{TITLES}[0] === 'Guide 000'")).await;
            browser.eval("document.querySelector('[data-list-text]').focus()").await;
            browser.press("guide 11").await;
            until_shown(browser, ("12 of 230 integration guides", 12)).await;
            assert_eq!(browser.eval("location.search").await, "?q=guide+11&sort=checked");
            browser.client.refresh().await.expect("loaded again");
            until_shown(browser, ("12 of 230 integration guides", 12)).await;
            let link = "new URL(document.querySelector('[data-list-rows] .row-title').href).pathname.split('/').slice(-3).join('/')";
            assert_eq!(browser.eval(&format!("/^guides.g\\d*11\\d*.index.html$/.test({link})")).await, true);
            browser.client.back().await.expect("back");
            browser.until(&format!("location.search === '?sort=checked' && {TITLES}[0] === 'Guide 000'")).await;
            browser.client.back().await.expect("back");
            until_shown(browser, ("101–200 of 230 integration guides", 100)).await;
            assert_eq!(browser.eval(&format!("{TITLES}[0]")).await, "Guide 100", "{door:?}");
        }
    });
}

#[test]
fn states_are_those_of_the_reader_s_day() {
    with_browser(async |browser| {
        let mut seen = Vec::new();
        for day in ["2026-01-02", DAY, "2028-01-01"] {
            browser.set_clock(day).await;
            browser.open(&long().address(Door::Served, "guides/index.html?state=stale")).await;
            browser.until("!document.querySelector('[data-picked]').hidden").await;
            let badges = "[...document.querySelectorAll('[data-list-rows] .state')].every((badge) => badge.classList.contains('stale'))";
            assert_eq!(browser.eval(badges).await, true, "{day}");
            let stale = counted(browser, ("state", "stale")).await.as_u64().expect("a number");
            let others = ["not-proven", "check-soon", "current"];
            let mut all = stale;
            for other in others {
                all += counted(browser, ("state", other)).await.as_u64().expect("a number");
            }
            assert_eq!(all, 230, "{day}");
            seen.push(stale);
        }
        assert!(seen[0] == 0 && seen[1] > 0 && seen[1] < 230 && seen[2] == 230, "{seen:?}");
    });
}

#[test]
fn an_empty_result_says_what_to_remove() {
    with_browser(async |browser| {
        browser.open(&long().address(Door::Served, "guides/index.html?q=guide+001&owner=ann")).await;
        browser.until("!document.querySelector('[data-list-none]').hidden").await;
        let said =
            browser.eval("document.querySelector('[data-list-none]').innerText.replace(/\\s+/g, ' ').trim()").await;
        assert_eq!(
            said,
            "No integration guide matches “guide 001”, Owner: Person ann. Without “guide 001”: 77 Without Owner: Person ann: 1 Clear filters"
        );
        assert_eq!(
            browser.eval("document.querySelector('[data-list-range]').textContent").await,
            "0 of 230 integration guides"
        );
        browser.eval("[...document.querySelectorAll('[data-list-none] button')][1].click()").await;
        until_shown(browser, ("1 of 230 integration guides", 1)).await;
        assert_eq!(browser.eval("document.querySelector('[data-list-none]').hidden").await, true);
    });
}

#[test]
fn the_page_of_a_value_is_narrowed_further_and_left_for_other_values() {
    with_browser(async |browser| {
        browser.open(&long().address(Door::Served, "guides/by/owner/person-ann/index.html")).await;
        until_shown(browser, ("77 integration guides", 77)).await;
        press_value(browser, ("tag", "red")).await;
        let red = count(|index| owner(index) == "ann" && tag(index) == "red");
        until_shown(browser, (&format!("{red} of 230 integration guides"), red)).await;
        let link = "document.querySelector('[data-list-rows] .row-title').pathname";
        assert_eq!(browser.eval(link).await, "/guides/g000/index.html");
        press_value(browser, ("owner", "bo")).await;
        browser
            .until(
                "location.pathname.endsWith('/guides/index.html') && location.search === '?owner=ann&owner=bo&tag=red'",
            )
            .await;
        let red = count(|index| owner(index) != "cy" && tag(index) == "red");
        until_shown(browser, (&format!("{red} of 230 integration guides"), red)).await;
    });
}

#[test]
fn without_scripts_values_and_pages_are_links() {
    with_browser(async |browser| {
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        for door in DOORS {
            browser.open(&long().address(door, "guides/index.html")).await;
            let shown = "[...document.querySelectorAll('.list-tools > *')].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim().slice(0, 5))";
            assert_eq!(browser.eval(shown).await, json!(["Owner"]), "only what works is shown");
            for (link, end) in [
                ("[data-group=owner] > summary", "/guides/index.html"),
                ("[data-group=owner] [data-value=bo]", "/guides/by/owner/person-bo/index.html"),
                (".crumbs a[href$='guides/index.html'], .crumbs a[href$='../index.html']", "index.html"),
            ] {
                browser.client.find(Locator::Css(link)).await.expect(link).click().await.expect("clicked");
                browser.until(&format!("location.pathname.endsWith('{end}')")).await;
            }
            browser.open(&long().address(door, "guides/index.html")).await;
            for page in ["/guides/page/2/index.html", "/guides/page/3/index.html"] {
                browser.client.find(Locator::Css("a[rel=next]")).await.expect("a link").click().await.expect("clicked");
                browser.until(&format!("location.pathname.endsWith('{page}')")).await;
            }
            assert_eq!(browser.eval(SHOWN).await, json!(["201–230 of 230 integration guides", 30]));
        }
    });
}

/// Writes a site of guides whose titles begin with `word`, and builds it; always at the same place.
fn titled(word: &str) -> Built {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("titled lists");
    let guides = folder.join("content/guides");
    fs::create_dir_all(&guides).expect("a folder");
    fs::write(folder.join("site.toml"), "[site]\ntitle = \"Titled\"\n").expect("written");
    for index in 0..8 {
        let (tag, title) = (tag(index), format!("{word} {index}"));
        let text = format!("---\ntitle: {title}\nsystem: crm\nstatus: approved\ntags: [{tag}]\n---\nText.\n");
        fs::write(guides.join(format!("g{index}.md")), text).expect("written");
    }
    Built::at_noon(&folder, "titled", &[])
}

#[test]
fn rows_that_a_browser_stored_are_those_of_the_last_build() {
    with_browser(async |browser| {
        let first = titled("One");
        let address = first.address(Door::Served, "guides/index.html");
        for word in ["One", "Other"] {
            titled(word);
            browser.open(&address).await;
            let stored = "fetch('rows.js').then((answer) => answer.text()).then((text) => { window.stored = text; })";
            browser.eval(stored).await;
            press_value(browser, ("tag", "blue")).await;
            until_shown(browser, ("2 of 8 integration guides", 2)).await;
            assert_eq!(browser.eval(&format!("{TITLES}[0]")).await, format!("{word} 1"));
            browser.eval("fetch('rows.js', { cache: 'reload' }).then((answer) => answer.text()).then((text) => { window.last = text; })").await;
            browser.until("Boolean(window.last)").await;
            assert_eq!(browser.eval("window.stored === window.last").await, word == "One", "a control: it was stored");
            browser.assert_quiet(first.origin(Door::Served)).await;
        }
    });
}
