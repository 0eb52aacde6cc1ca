//! Pictures of every kind of page, for people: `FIELDBOOK_SCREENSHOTS=FOLDER` names their folder.

use crate::browser::{Browser, with_browser};
use crate::built::{Door, every_kind, outside};
use crate::kinds::open;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What each page is shown as: a name, the width in pixels, and the colour scheme.
const LOOKS: [(&str, u32, &str); 3] = [("light", 1280, "light"), ("dark", 1280, "dark"), ("phone", 390, "light")];

/// Takes a picture of the whole present page.
async fn picture(browser: &Browser) -> Vec<u8> {
    let wanted = json!({ "format": "png", "captureBeyondViewport": true });
    let taken = browser.devtools("Page.captureScreenshot", wanted).await;
    STANDARD.decode(taken.get("data").and_then(Value::as_str).expect("a picture")).expect("base64")
}

#[test]
fn every_kind_of_page_has_its_pictures() {
    let folder = std::env::var_os("FIELDBOOK_SCREENSHOTS").map(PathBuf::from);
    with_browser(async |browser| {
        let pages = every_kind();
        // Without a folder the first page alone shows that pictures can be taken.
        let count = if folder.is_some() { pages.len() } else { 1 };
        for (name, width, scheme) in LOOKS {
            browser.prefer(&[("prefers-color-scheme", scheme)]).await;
            let metrics = json!({ "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
            for (built, page) in pages.iter().take(count) {
                open(browser, built, (Door::Served, page)).await;
                let bytes = picture(browser).await;
                assert!(bytes.starts_with(b"\x89PNG"), "{page}");
                if let Some(folder) = &folder {
                    let whose = if std::ptr::eq(*built, outside()) { "outside-" } else { "" };
                    let page = page.trim_end_matches(".html").trim_end_matches("/index").replace('/', "-");
                    write(folder, &format!("{whose}{page}-{name}.png"), &bytes);
                }
            }
        }
    });
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    fs::create_dir_all(folder).expect("made");
    fs::write(folder.join(name), bytes).expect("written");
}
