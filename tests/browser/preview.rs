//! A running `fieldbook serve`, and what it shows while somebody writes.

use crate::browser::with_browser;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A preview of the site in a folder; it ends with the value.
pub(crate) struct Preview {
    /// Its address, with a slash at the end.
    pub(crate) url: String,
    process: Child,
}

impl Preview {
    /// Serves the site in `folder` on a free port.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .arg("--site")
            .arg(folder)
            .args(["serve", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("fieldbook starts");
        let output = process.stdout.take().expect("its output is piped");
        let line = BufReader::new(output).lines().next().expect("a line").expect("text");
        let url = line.strip_prefix("serving ").expect("the address").to_owned();
        Self { url, process }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_page_follows_the_file_and_survives_a_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("content/pages/plan.md");
    fs::create_dir_all(page.parent().expect("a parent")).expect("made");
    fs::write(&page, "---\ntitle: The plan\n---\nFirst wording.\n").expect("written");
    let preview = Preview::start(folder.path(), &[]);
    with_browser(async |browser| {
        browser.open(&format!("{}pages/plan/", preview.url)).await;
        browser.until("document.body.innerText.includes('First wording')").await;
        fs::write(&page, "---\ntitle: The plan\n---\nSecond wording.\n").expect("written");
        browser.until("document.body.innerText.includes('Second wording')").await;
        fs::write(&page, "---\ntitle: \"The plan\n---\nThird wording.\n").expect("written");
        browser.until("document.querySelector('.fb-live-blocking')").await;
        let overlay = browser.eval("document.querySelector('.fb-live-blocking').innerText").await;
        let overlay = overlay.as_str().unwrap_or_default().to_owned();
        assert!(overlay.contains("content/pages/plan.md:") && overlay.contains("a quote is opened"), "{overlay}");
        browser.open(&format!("{}pages/plan/", preview.url)).await;
        browser.until("document.body.innerText.includes('Second wording')").await;
        fs::write(&page, "---\ntitle: The plan\n---\nFourth wording.\n").expect("written");
        browser.until("document.body.innerText.includes('Fourth wording')").await;
        browser.until("!document.querySelector('.fb-live-blocking')").await;
        browser.assert_quiet(&preview.url).await;
    });
}
