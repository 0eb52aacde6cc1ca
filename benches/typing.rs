//! Latency of a built site in Chromium over http: of typing into its search, and of questions in the tray.
//!
//! ```text
//! cargo bench --features browser-tests --bench typing -- FOLDER [--titles N]
//! cargo bench --features browser-tests --bench typing -- FOLDER --questions N
//! ```
//!
//! `FOLDER` is the output of `fieldbook build`. Titles are taken evenly from `api/entries.json` and typed letter by letter
//! on the home page; each letter runs a query, as in the search field. Questions are taken evenly from `api/answers.json`, every
//! second one as an alternate words it, and pasted on the page of the tray. Bytes include headers and compressed bodies.

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

/// Pastes questions on the page of the tray; returns the time until all are matched, in milliseconds, and what the page says.
const ASKING: &str = "const [text, done] = arguments;
    const said = document.querySelector('[data-tray-said]');
    said.textContent = '';
    document.querySelector('[data-tray-questions]').value = text;
    const begun = performance.now();
    document.querySelector('[data-tray-match]').click();
    const wait = () => {
      if (/ added: |No questions|could not/.test(said.textContent)) done([performance.now() - begun, said.textContent]);
      else setTimeout(wait, 1);
    };
    wait();";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |text: &String| text.parse().ok().filter(|count: &usize| *count > 0);
    let (folder, titles, questions) = match arguments.as_slice() {
        [folder] => (folder, Some(40), None),
        [folder, option, count] if option == "--titles" => (folder, number(count), None),
        [folder, option, count] if option == "--questions" => (folder, None, number(count)),
        [folder, ..] => (folder, None, None),
        [] => (&String::new(), None, None),
    };
    let site = Path::new(folder);
    if let Some(count) = titles {
        let titles = self::titles(site, count);
        let url = server::serve(site);
        with_browser(async |browser| measure(browser, &url, titles).await);
    } else if let Some(count) = questions {
        let questions = self::questions(site, count);
        let url = server::serve(site);
        with_browser(async |browser| measure_questions(browser, &url, &questions).await);
    } else {
        eprintln!("name the folder of a built site: -- FOLDER [--titles N | --questions N]");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// Returns `count` questions, evenly from all answers; every second one as an alternate words it, where there is one.
fn questions(folder: &Path, count: usize) -> Vec<String> {
    let bytes = fs::read(folder.join("api/answers.json")).expect("the site has its list of answers");
    let list: Value = serde_json::from_slice(&bytes).expect("JSON");
    let answers = list.get("answers").and_then(Value::as_array).expect("answers");
    println!("{} answers", answers.len());
    let step = answers.len().div_ceil(count).max(1);
    let wording = |(index, answer): (usize, &Value)| {
        let alternate = answer.get("alternates").and_then(|all| all.get(0)).filter(|_| index % 2 == 1);
        alternate.or_else(|| answer.get("question"))?.as_str().map(str::to_owned)
    };
    answers.iter().step_by(step).enumerate().filter_map(wording).collect()
}

/// Matches one question, for which the engine and the answers are loaded, then all.
async fn measure_questions(browser: &Browser, url: &str, questions: &[String]) {
    browser.open(&format!("{url}answers/tray/index.html")).await;
    browser.until("document.readyState === 'complete'").await;
    let ask = async |questions: &[String]| {
        let asked = browser.client.execute_async(ASKING, vec![Value::from(questions.join("\n"))]).await.expect("times");
        let time = asked.get(0).and_then(Value::as_f64).expect("a time");
        let said = asked.get(1).and_then(Value::as_str).expect("a text").to_owned();
        assert!(said.starts_with(&format!("{} question", questions.len())), "{said}");
        (time, said)
    };
    let (first, others) = questions.split_first().expect("a question");
    println!(
        "{:.0} ms for the first question, with the engine and the answers",
        ask(std::slice::from_ref(first)).await.0
    );
    let (time, said) = ask(others).await;
    let count = f64::from(u32::try_from(others.len()).unwrap_or(u32::MAX));
    println!("{said}");
    println!("{:.1} ms a question: {time:.0} ms for {} questions", time / count, others.len());
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
