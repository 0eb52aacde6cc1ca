//! Latency of typing into the search of a built site, in Chromium over http.
//!
//! ```text
//! cargo bench --features browser-tests --bench typing -- FOLDER [--titles N]
//! ```
//!
//! `FOLDER` is the output of `fieldbook build`. Titles are taken evenly from `api/entries.json` and typed letter by letter
//! on the home page; each letter runs a query, as in the search field. Bytes include headers and compressed bodies.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]
#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot continue ends")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads its corpus and starts a browser")]

#[path = "../tests/browser/browser.rs"]
#[expect(dead_code, reason = "the suite asks a browser for more")]
mod browser;
#[path = "../tests/browser/server.rs"]
mod server;
#[path = "../tests/browser/traffic.rs"]
#[expect(dead_code, reason = "the suite asks for the addresses too")]
mod traffic;

use browser::{Browser, with_browser};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use traffic::Traffic;

/// Types one title; returns the time of each letter in milliseconds.
const TYPING: &str = "const [title, done] = arguments;
    (async () => {
      const times = [];
      for (let length = 1; length <= title.length; length += 1) {
        const begun = performance.now();
        await fieldbookSearch.search({ text: title.slice(0, length), limit: 12 });
        times.push(performance.now() - begun);
      }
      done(times);
    })();";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (folder, count) = match arguments.as_slice() {
        [folder] => (folder, 40),
        [folder, option, count] if option == "--titles" => (folder, count.parse().unwrap_or(40)),
        _ => {
            eprintln!("name the folder of a built site: -- FOLDER [--titles N]");
            return ExitCode::from(2);
        }
    };
    let titles = titles(Path::new(folder), count);
    let url = server::serve(Path::new(folder));
    with_browser(async |browser| measure(browser, &url, titles).await);
    ExitCode::SUCCESS
}

/// Returns `count` titles, evenly from the whole site.
fn titles(folder: &Path, count: usize) -> Vec<String> {
    let bytes = fs::read(folder.join("api/entries.json")).expect("the site has its list of entries");
    let list: Value = serde_json::from_slice(&bytes).expect("JSON");
    let entries = list.get("entries").and_then(Value::as_array).expect("entries");
    println!("{} entries", entries.len());
    let step = (entries.len() / count.max(1)).max(1);
    let chosen = entries.iter().step_by(step).take(count);
    chosen.filter_map(|entry| entry.get("title")?.as_str().map(str::to_owned)).collect()
}

async fn measure(browser: &Browser, url: &str, titles: Vec<String>) {
    browser.open(url).await;
    browser.until("document.readyState === 'complete'").await;
    let page = Traffic::take(browser).await;
    browser.press("/").await;
    browser.until("window.fieldbookSearch").await;
    browser.client.execute_async("fieldbookSearch.warm().then(arguments[0])", Vec::new()).await.expect("an engine");
    let focus = Traffic::take(browser).await;
    println!("{:>9} bytes for the first page", page.bytes);
    println!("{:>9} bytes when the search gets the focus", focus.bytes);
    for turn in ["cold", "warm"] {
        let mut times = Vec::new();
        for title in &titles {
            let typed = browser.client.execute_async(TYPING, vec![Value::from(title.as_str())]).await.expect("times");
            times.extend(typed.as_array().into_iter().flatten().filter_map(Value::as_f64));
        }
        let bytes = Traffic::take(browser).await.bytes;
        println!("{turn}: {} letters of {} titles, {bytes} bytes; {}", times.len(), titles.len(), spread(times));
    }
}

/// Returns the distribution of the times.
fn spread(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let share = |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1)).copied().unwrap_or(0.0);
    let [median, most_of, nearly_all, most] = [50, 95, 99, 100].map(share);
    format!("ms per letter: median {median:.1}, p95 {most_of:.1}, p99 {nearly_all:.1}, most {most:.1}")
}
