//! The first stages of every command, timed within one process.

use super::meter::{Cost, own_peak_mib, own_s};
use fieldbook::freshness::entry_timeline;
use fieldbook::index::build_index;
use fieldbook::inputs::read_inputs;
use fieldbook::library::{Library, Scope};
use fieldbook::visibility::{Unfiltered, VisibleLibrary};
use rayon::prelude::*;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The stages, in their order.
pub(crate) const NAMES: [&str; 5] =
    ["stage: read and type", "stage: link", "stage: both", "stage: freshness", "stage: index"];

/// Runs the stages over `site` and returns one line for each.
///
/// # Errors
/// The site or `/proc` cannot be read.
pub(crate) fn measure(site: &Path) -> Result<String, Box<dyn Error>> {
    let [read, link, both, freshness, index] = NAMES;
    let (inputs, reading) = cost(|| read_inputs(site))?;
    let inputs = inputs?;
    let settings = inputs.settings;
    let ((library, found), linking) = cost(|| Library::new(inputs.files, inputs.lists))?;
    let joined = Cost {
        processor_s: reading.processor_s + linking.processor_s,
        wall_s: reading.wall_s + linking.wall_s,
        peak_mib: linking.peak_mib,
    };
    let timeline = |entry: &std::sync::Arc<_>| entry_timeline(entry, &library, &settings);
    let (timelines, aging) = cost(|| library.entries().par_iter().map(timeline).collect::<Vec<_>>())?;
    let all = Unfiltered { library: &library, opportunities: None, responses: &[], findings: &[], settings: &settings };
    let scope = Scope { audience: settings.audiences.build, customer: None };
    let (visible, _) = VisibleLibrary::new(&all, &scope);
    let (shards, indexing) = cost(|| build_index(&visible, &settings))?;
    black_box((found, timelines, shards, inputs.sources));
    let lines = [(read, reading), (link, linking), (both, joined), (freshness, aging), (index, indexing)];
    Ok(lines.map(|(name, cost)| line(name, &cost)).concat())
}

fn cost<T>(stage: impl FnOnce() -> T) -> Result<(T, Cost), Box<dyn Error>> {
    let (before, begin) = (own_s()?, Instant::now());
    let value = stage();
    let wall_s = begin.elapsed().as_secs_f64();
    Ok((value, Cost { processor_s: own_s()? - before, wall_s, peak_mib: own_peak_mib() }))
}

fn line(name: &str, cost: &Cost) -> String {
    format!("{name}\t{}\t{}\t{}\n", cost.processor_s, cost.wall_s, cost.peak_mib)
}

/// Parses the lines.
pub(crate) fn parse(text: &str) -> Vec<(String, Cost)> {
    let costs = text.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse().ok();
        Some((name, Cost { processor_s: number()?, wall_s: number()?, peak_mib: number()? }))
    });
    costs.collect()
}
