//! Sections of the navigation stay as a reader left them.

use crate::browser::with_browser;
use crate::built::{Built, DOORS};
use serde_json::json;
use std::fs;
use std::path::Path;

const OPEN: &str = "[...document.querySelectorAll('.folders details')].map((one) => [one.dataset.folder, one.open])";

fn site() -> Built {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("folders");
    let page = |title: &str| format!("---\ntitle: {title}\nowner: ann\n---\nText.\n");
    for (path, text) in [
        ("site.toml", "[site]\ntitle = \"Manual\"\n".to_owned()),
        ("content/pages/setup/one.md", page("One")),
        ("content/pages/guides/two.md", page("Two")),
        ("content/pages/old/three.md", page("Three")),
        ("content/pages/old/_section.yaml", "collapsed: true\n".to_owned()),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    Built::at_noon(&folder, "folders", &["--portable"])
}

#[test]
fn sections_stay_open_or_closed_but_the_way_to_the_page_is_open() {
    let site = site();
    with_browser(async |browser| {
        for door in DOORS {
            let (one, two) =
                (site.address(door, "pages/setup/one/index.html"), site.address(door, "pages/guides/two/index.html"));
            browser.open(&one).await;
            browser.eval("localStorage.clear()").await;
            browser.open(&one).await;
            assert_eq!(browser.eval(OPEN).await, json!([["/Guides", true], ["/Old", false], ["/Setup", true]]));
            browser.eval("document.querySelectorAll('.folders summary').forEach((one) => one.click())").await;
            assert_eq!(browser.eval(OPEN).await, json!([["/Guides", false], ["/Old", true], ["/Setup", false]]));
            browser.open(&one).await;
            assert_eq!(browser.eval(OPEN).await, json!([["/Guides", false], ["/Old", true], ["/Setup", true]]));
            browser.open(&two).await;
            assert_eq!(browser.eval(OPEN).await, json!([["/Guides", true], ["/Old", true], ["/Setup", false]]));
            browser.assert_quiet(site.origin(door)).await;
        }
    });
}
