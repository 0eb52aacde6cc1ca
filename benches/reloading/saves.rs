//! An entry that is saved while its page is open.

use super::browser::{Browser, LOOK_EVERY, LOOKS};
use super::events::{Events, now_ms};
use super::preview::Preview;
use super::times::Times;
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The greatest difference between the clocks of the browser and of this process, in milliseconds.
const CLOCKS: f64 = 1.0;

/// An entry and its page.
#[derive(Debug)]
pub(crate) struct Saved {
    path: PathBuf,
    text: String,
    address: String,
}

impl Saved {
    /// Returns the first entry, by path, in a folder of content.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub(crate) fn first_of(site: &Path, folder: &str) -> Result<Self, Box<dyn Error>> {
        let content = site.join("content");
        let files = walkdir::WalkDir::new(content.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
        let path = files.map(walkdir::DirEntry::into_path).find(|path| path.extension().is_some_and(|end| end == "md"));
        let path = path.ok_or_else(|| format!("{folder} has no entry"))?;
        let id = path.strip_prefix(content)?.with_extension("");
        let address = format!("/{}/", id.to_str().ok_or("the entry has an odd name")?);
        let text = fs::read_to_string(&path)?;
        Ok(Self { path, text, address })
    }

    /// Opens the page, saves the entry with other words, and returns when each step was.
    ///
    /// # Errors
    /// The entry cannot be saved, or its page does not follow.
    pub(crate) async fn time(
        &self,
        browser: &Browser,
        preview: &Preview,
        turn: usize,
    ) -> Result<Times, Box<dyn Error>> {
        browser.open(&format!("http://127.0.0.1:{}{}", preview.port, self.address)).await;
        browser.eval("sessionStorage.clear()").await;
        browser.client.refresh().await?;
        browser.until("globalThis.fieldbookListens").await;
        compare_clocks(browser).await?;
        let events = Events::of(preview.port, &self.address)?;
        preview.until_quiet(Instant::now())?;
        let text = format!("{}\nSaved in turn {turn} of the measurement.\n", self.text);
        let begin = now_ms();
        fs::write(&self.path, text)?;
        let event = events.next()?;
        preview.until_quiet(Instant::now())?;
        for _ in 0..LOOKS {
            let kept = browser.eval("JSON.parse(sessionStorage.getItem('fieldbook-documents') || '[]')").await;
            let documents = kept.as_array().map_or(&[] as &[Value], Vec::as_slice);
            if let Some(times) = Times::of(documents, turn, begin, event) {
                return Ok(times);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Err(format!("{} does not show what was saved", self.address).into())
    }
}

/// Fails if the page's points in time cannot be compared with those of this process.
async fn compare_clocks(browser: &Browser) -> Result<(), Box<dyn Error>> {
    let before = now_ms();
    let there =
        browser.eval("performance.timeOrigin + performance.now()").await.as_f64().ok_or("a page has a clock")?;
    let after = now_ms();
    if before - CLOCKS < there && there < after + CLOCKS {
        return Ok(());
    }
    Err(format!("the browser's clock says {there:.1} between {before:.1} and {after:.1}").into())
}
