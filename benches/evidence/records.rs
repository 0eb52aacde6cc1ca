//! What the records of looks cost when a library is checked.

use super::meter::{Cost, run};
use super::table;
use fieldbook::evidence::quote_key;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The number of quotes of a page, and of claims of an entry.
const QUOTES: usize = 4;
/// The number of hosts; the file of each is below the limit of 4 MiB.
const HOSTS: usize = 50;

/// Checks a library with four quotes of each of `count` pages, with and without what looks at them found.
///
/// # Errors
/// The library cannot be written, or the check does not find it in order.
pub(crate) fn measure(count: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (with, without) = (folder.path().join("with"), folder.path().join("without"));
    for site in [&with, &without] {
        write_library(site, count)?;
    }
    fs::create_dir_all(with.join("evidence"))?;
    for host in 0..HOSTS {
        fs::write(with.join(format!("evidence/{}.jsonl", name(host))), records(host, count))?;
    }
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    for turn in 0..=runs {
        for (site, costs) in [&with, &without].into_iter().zip(&mut costs) {
            let cost = check(site)?;
            // The first run fills the page cache.
            costs.extend((turn > 0).then_some(cost));
        }
    }
    println!("\n{} claims, a quote each; {runs} runs in turn\n{}", count * QUOTES, table::head());
    for (name, costs) in ["check, with the records", "check, without"].iter().zip(&costs) {
        println!("{}", table::row(name, costs));
    }
    Ok(())
}

fn quote(page: usize, number: usize) -> String {
    format!("Ingestion of the {number}th kind is limited to {page} TB per day")
}

fn write_library(site: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(site.join("content/competitors"))?;
    fs::write(site.join("site.toml"), "[site]\ntitle = \"Quotes\"\n")?;
    for page in 0..count {
        let mut text = format!("---\ntitle: Limits {page}\nkind: battlecard\nclaims:\n");
        for number in 0..QUOTES {
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "  - id: limit-{number}\n    text: Globex stops at {page} TB of kind {number}.\n    source: {}\n    quote: {}\n    verified: 2026-11-20\n",
                url(page),
                quote(page, number)
            );
        }
        text.push_str("---\nText.\n");
        fs::write(site.join(format!("content/limits-{page}.md")), text)?;
    }
    Ok(())
}

fn name(host: usize) -> String {
    format!("docs-{host}.globex.example")
}

fn url(page: usize) -> String {
    format!("https://{}/{page}", name(page % HOSTS))
}

/// Returns the file that records a match of each quote of the pages of `host`.
fn records(host: usize, count: usize) -> String {
    let mut pages: Vec<(String, usize)> =
        (0..count).filter(|page| page % HOSTS == host).map(|page| (url(page), page)).collect();
    pages.sort();
    let mut text = format!(
        "{{\"schema\":\"fieldbook/evidence/1\",\"host\":\"{}\",\"checked\":\"2026-11-20\",\"reader\":\"n3\"}}\n",
        name(host)
    );
    for (url, page) in pages {
        let anchors = (0..16).map(|anchor| format!("\"{anchor:08x}\"")).collect::<Vec<_>>().join(",");
        let _ = writeln!(text, "{{\"page\":\"{url}\",\"language\":\"en\",\"words\":900,\"anchors\":[{anchors}]}}");
        let mut quotes: Vec<String> = (0..QUOTES).map(|number| quote(page, number)).collect();
        quotes.sort_by_key(|quote| quote_key(quote));
        for quote in quotes {
            let _ = writeln!(
                text,
                "{{\"url\":\"{url}\",\"quote\":\"{}\",\"verdict\":\"match\",\"since\":\"2026-11-13\",\"sentence\":\"{quote}.\",\"content\":\"sha256:{}\"}}",
                quote_key(&quote),
                "0".repeat(64)
            );
        }
    }
    text
}

fn check(site: &Path) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command
        .args(["check", "--no-cache", "--rule", "evidence", "--today", "2026-11-21", "--format", "concise", "--site"])
        .arg(site);
    let (output, cost) = run(&mut command)?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if printed.contains("evidence/") || !output.status.success() {
        let first: Vec<&str> = printed.lines().take(3).collect();
        return Err(format!("{}{}", first.join("\n"), String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(cost)
}
