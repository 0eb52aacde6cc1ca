//! What a browser fetches for a first query and its ten results: script and module of the engine, and the parts of the index.
//!
//! No browser is involved: the engine names the files that it needs, as in a browser, and their sizes are added. Script and
//! module count as compressed by a server; files of the index are published compressed. Not counted are heads of answers and
//! the page on which the query is entered; `cargo bench --bench typing` measures both in Chromium.

use super::cases::Bench;
use super::options::Options;
use super::percentiles::Percentiles;
use fieldbook_search::{Engine, Query, Shard, packed};
use flate2::read::ZlibDecoder;
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The number of queries; each is the first one of a browser.
const QUERIES: usize = 40;
/// More rounds of fetching than a query needs.
const MOST_ROUNDS: usize = 12;
/// 2026-11-21, in days since 1970-01-01.
const TODAY: i32 = 20_778;

/// How a query comes to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entered {
    /// All at once.
    Pasted,
    /// Letter by letter, each a query of its own.
    Typed,
}

/// Files, and their bytes as fetched.
#[derive(Debug, Clone, Copy, Default)]
struct Fetched {
    files: u32,
    bytes: u32,
}

/// Prints the sizes, if they are wanted.
///
/// # Errors
/// The site cannot be built or read, or a query has no result.
pub(crate) fn measure(bench: &Bench, options: &Options) -> Result<(), Box<dyn Error>> {
    for (name, entered) in [("first query, pasted", Entered::Pasted), ("first query, typed", Entered::Typed)] {
        if options.wants(name) {
            print_one(name, bench.build()?, entered)?;
        }
    }
    Ok(())
}

fn print_one(name: &str, site: &Path, entered: Entered) -> Result<(), Box<dyn Error>> {
    let engine = engine_files(&site.join("assets"))?;
    let (mut bytes, mut files) = (Vec::new(), Vec::new());
    for title in titles(site)? {
        let of_index = fetched(&site.join("search/index"), &title, entered)?;
        bytes.push(f64::from(engine.bytes + of_index.bytes));
        files.push(f64::from(engine.files + of_index.files));
    }
    let queries = bytes.len();
    let (bytes, files) =
        Percentiles::of(bytes, 0).zip(Percentiles::of(files, 0)).ok_or("the site has no title to search for")?;
    println!(
        "{name:<28} bytes {bytes}; files {files}; {queries} queries; of the bytes {} are the engine",
        engine.bytes
    );
    Ok(())
}

/// Returns the engine's script and module, compressed as by a server.
fn engine_files(assets: &Path) -> Result<Fetched, Box<dyn Error>> {
    let mut fetched = Fetched::default();
    for entry in fs::read_dir(assets)? {
        let path = entry?.path();
        let is_engine = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("engine-"));
        if is_engine && path.extension().is_some_and(|end| end == "js" || end == "wasm") {
            fetched.files += 1;
            fetched.bytes += u32::try_from(packed(&fs::read(path)?).len())?;
        }
    }
    if fetched.files == 2 { Ok(fetched) } else { Err(format!("the engine has {} files", fetched.files).into()) }
}

/// Returns titles, evenly from the whole site.
fn titles(site: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let list: Value = serde_json::from_slice(&fs::read(site.join("api/entries.json"))?)?;
    let entries = list.get("entries").and_then(Value::as_array).ok_or("the site has no list of entries")?;
    let step = entries.len().div_ceil(QUERIES).max(1);
    let chosen = entries.iter().step_by(step);
    Ok(chosen.filter_map(|entry| entry.get("title")?.as_str().map(str::to_owned)).collect())
}

/// Returns what a new engine fetches of the index in `folder` to find `title`.
fn fetched(folder: &Path, title: &str, entered: Entered) -> Result<Fetched, Box<dyn Error>> {
    let mut fetched = Fetched::default();
    let mut engine = Engine::new(&fetch(folder, Shard::META, &mut fetched)?)?;
    let ends = match entered {
        Entered::Pasted => vec![title.len()],
        Entered::Typed => title.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect(),
    };
    for text in ends.into_iter().filter_map(|end| title.get(..end)) {
        let query = Query::new(text, TODAY);
        load_missing(&mut engine, folder, &query, &mut fetched)?;
        if text == title && engine.search(&query).hits.is_empty() {
            return Err(format!("{title:?} is not found").into());
        }
    }
    Ok(fetched)
}

/// Loads what `query` needs and `engine` does not have.
fn load_missing(engine: &mut Engine, folder: &Path, query: &Query, all: &mut Fetched) -> Result<(), Box<dyn Error>> {
    for _ in 0..MOST_ROUNDS {
        let missing = engine.missing(query);
        if missing.is_empty() {
            return Ok(());
        }
        for name in missing {
            let bytes = fetch(folder, &name, all)?;
            engine.load(&name, bytes)?;
        }
    }
    Err(format!("the engine needs ever more files for {:?}", query.text).into())
}

/// Reads a file of the index as a browser does: compressed (RFC 1950, first byte 0x78) or as it is.
fn fetch(folder: &Path, name: &str, all: &mut Fetched) -> Result<Vec<u8>, Box<dyn Error>> {
    let path: PathBuf = folder.join(format!("{name}.bin"));
    let bytes = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    all.files += 1;
    all.bytes += u32::try_from(bytes.len())?;
    if bytes.first() != Some(&0x78) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    ZlibDecoder::new(bytes.as_slice()).read_to_end(&mut text)?;
    Ok(text)
}
