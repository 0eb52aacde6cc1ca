//! Measures what the design promises: `cargo run --release -p fieldbook-search --example measure -- 10000`.
//!
//! With `claims` as a last argument there are 2,000 claims too, the most for which a site has a page each; with
//! `all-claims` each document has two.
//!
//! CPU time and memory are those of the process: run it under `/usr/bin/time -v` with `build` as a second argument to
//! build the index and do nothing else.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement reads the clock and prints")]

use std::collections::BTreeMap;
use std::time::Instant;

use fieldbook_search::{Document, Engine, Query, Shard, analyse, build_from, packed};

mod corpus;

use corpus::{Dice, Vocabulary, claims, library, mistyped, queries, synonyms};

const TODAY: i32 = 20_200;

fn main() -> Result<(), fieldbook_search::LoadError> {
    let documents: usize = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(10_000);
    let vocabulary = Vocabulary::new();
    let is_given = |name: &str| std::env::args().any(|argument| argument == name);
    let claimed =
        if is_given("all-claims") { documents } else { usize::from(is_given("claims")) * documents.min(1_000) };
    let all = library(&vocabulary, documents).chain(claims(&vocabulary, claimed));
    let shards = built(&vocabulary, all);
    if std::env::args().nth(2).is_some_and(|only| only == "build") {
        return Ok(());
    }
    files(&shards);
    let mut engine = Engine::of(shards.clone())?;
    let queries = queries(&vocabulary, documents, 600);
    times(&engine, &queries);
    first_bytes(&shards, &queries)?;
    typos(&mut engine, &vocabulary, documents);
    Ok(())
}

/// Builds the index, telling how long each step took apart from making the library up.
fn built(vocabulary: &Vocabulary, library: impl Iterator<Item = Document>) -> Vec<Shard> {
    let mut bytes = 0;
    let mut analysing = std::time::Duration::ZERO;
    let mut analysed = Vec::new();
    for document in library {
        bytes += document.body.len();
        let start = Instant::now();
        analysed.push(analyse(document));
        analysing += start.elapsed();
    }
    println!("{} documents, {:.1} MB of text", analysed.len(), megabytes(bytes));
    let start = Instant::now();
    let shards = build_from(analysed, &synonyms(vocabulary));
    println!("analysed in {analysing:.2?}, built in {:.2?}", start.elapsed());
    shards
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}

fn files(shards: &[Shard]) {
    let mut families: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for shard in shards {
        families.entry(shard.name.chars().next().unwrap_or('?')).or_default().push(shard.bytes.len());
    }
    let all: usize = shards.iter().map(|shard| shard.bytes.len()).sum();
    println!("{} files, {:.1} MB", shards.len(), megabytes(all));
    for (family, sizes) in families {
        let (sum, most) = (sizes.iter().sum::<usize>(), sizes.iter().max().copied().unwrap_or(0));
        println!("  {family}: {} files, mean {}, most {most}", sizes.len(), sum / sizes.len());
    }
}

fn times(engine: &Engine, queries: &[String]) {
    let mut times: Vec<_> = queries
        .iter()
        .map(|text| {
            let start = Instant::now();
            let results = engine.search(&Query { counts: true, ..Query::new(text, TODAY) });
            (start.elapsed(), results.total)
        })
        .collect();
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map(|(time, _)| *time).unwrap_or_default();
    let found = times.iter().filter(|(_, total)| *total > 0).count();
    println!(
        "queries: p50 {:.2?}, p95 {:.2?}, p99 {:.2?}; {found} of {} found something",
        at(50),
        at(95),
        at(99),
        times.len()
    );
}

/// What a first query fetches: `meta`, and all that it misses.
fn first_bytes(shards: &[Shard], queries: &[String]) -> Result<(), fieldbook_search::LoadError> {
    let start = Instant::now();
    let lengths: BTreeMap<&str, usize> =
        shards.iter().map(|shard| (shard.name.as_str(), packed(&shard.bytes).len())).collect();
    println!("packed in {:.2?}: {:.1} MB", start.elapsed(), megabytes(lengths.values().sum()));
    let length = |name: &str| lengths.get(name).copied().unwrap_or(0);
    let by_name: BTreeMap<&str, &Shard> = shards.iter().map(|shard| (shard.name.as_str(), shard)).collect();
    let meta = by_name.get(Shard::META).copied();
    let mut sums: Vec<[usize; 4]> = Vec::new();
    for text in queries.iter().take(200) {
        let query = Query::new(text, TODAY);
        let mut engine = Engine::new(meta.map_or(&[], |meta| &meta.bytes))?;
        let mut sum = [length(Shard::META), 0, 0, 0];
        loop {
            let missing = engine.missing(&query);
            if missing.is_empty() {
                break;
            }
            for shard in missing.iter().filter_map(|name| by_name.get(name.as_str())) {
                engine.load(&shard.name, shard.bytes.clone())?;
                let [all, terms, spelling, blocks] = &mut sum;
                *all += length(&shard.name);
                match shard.name.chars().next() {
                    Some('t') => *terms += length(&shard.name),
                    Some('r') => *blocks += length(&shard.name),
                    _ => *spelling += length(&shard.name),
                }
            }
        }
        sums.push(sum);
    }
    sums.sort_unstable();
    for share in [50, 95, 99] {
        println!(
            "first query, packed, p{share}: all, terms, spelling, blocks = {:?}",
            sums.get(sums.len() * share / 100)
        );
    }
    Ok(())
}

/// How often the document is among the first three when one word of its title is mistyped.
fn typos(engine: &mut Engine, vocabulary: &Vocabulary, documents: usize) {
    let mut dice = Dice::new(5);
    let all: Vec<Document> = library(vocabulary, documents).collect();
    let (mut tried, mut right, mut right_clean) = (0, 0, 0);
    while tried < 300 {
        let Some(document) = all.get(dice.below(all.len())) else { break };
        let title = document.title.trim_end_matches('?');
        let words: Vec<&str> = title.split(' ').skip(2).take(3).collect();
        let at = dice.below(words.len());
        let Some(word) = words.get(at).filter(|word| word.len() >= 4) else { continue };
        let mut typed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        typed.splice(at..=at, [mistyped(word, &mut dice)]);
        let is_found = |text: &str| {
            let hits = engine.search(&Query { limit: 3, ..Query::new(text, TODAY) }).hits;
            usize::from(hits.iter().any(|hit| hit.id == document.id))
        };
        tried += 1;
        right += is_found(&typed.join(" "));
        right_clean += is_found(&words.join(" "));
    }
    println!(
        "one slip in up to three words of a title: {right} of {tried} in the first three; without it {right_clean}"
    );
}
