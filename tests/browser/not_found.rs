//! The page for unknown addresses.

use crate::browser::with_browser;
use crate::built::{Door, built};

#[test]
fn an_unknown_address_finds_the_pages_that_it_may_have_meant() {
    let first = "document.querySelector('main a.search-hit')?.getAttribute('href')";
    with_browser(async |browser| {
        for (address, words, found) in [
            ("battlecards/cadrella-2023/index.html", "cadrella 2023", "battlecards/cadrella/"),
            ("old-portal/pages/cadrella.html", "cadrella", "battlecards/cadrella/"),
        ] {
            browser.open(&built().address(Door::Served, address)).await;
            browser.until(first).await;
            let shown = browser.eval("document.querySelector('main input[type=search]').value").await;
            assert_eq!(shown, words, "{address}");
            let href = browser.eval(first).await;
            assert!(href.as_str().is_some_and(|href| href.contains(found)), "{address}: {href}");
        }
        // Nothing of the address is found: the field has its words, and says so.
        browser.open(&built().address(Door::Served, "qqqq/zzzzz/")).await;
        browser.until("document.querySelector('main .search-note')?.textContent.includes('Nothing found')").await;
        assert_eq!(browser.eval("document.querySelector('main input[type=search]').value").await, "qqqq zzzzz");
    });
}
