//! A library of any size in an invented language, the same for the same seed.
//!
//! From a seed and a number of entries it writes a site: settings, data files, and content with the mix of a library
//! that is several years old. Per 10,000 entries it has about 53 MB: 6,800 answers of ~200 words, 1,500
//! battlecards of ~1,350 words with tables, twenty links and five cited claims, 1,000 architectures of ~1,770 words
//! with two to four fences, 500 gaps and 200 competitors. Everything in it is valid, every link has a target, and
//! on 2026-11-21 nearly everything is fresh, so that reporting does not affect the measurement.

mod answer;
mod architecture;
mod battlecard;
mod fences;
mod language;
mod lists;
mod plan;
mod random;
mod small;

use language::{Author, Language};
use plan::{Kind, Plan};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The picture in architectures without a Mermaid diagram.
const OVERVIEW: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 20\"><rect width=\"20\" height=\"20\" fill=\"#456\"/><rect x=\"40\" width=\"20\" height=\"20\" fill=\"#654\"/></svg>\n";

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// Entries.
    pub(crate) entries: usize,
    /// Bytes of their files.
    pub(crate) bytes: usize,
}

/// Writes the site of `count` entries that `seed` gives into the empty folder `site`.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn write_corpus(site: &Path, seed: u64, count: usize) -> io::Result<Written> {
    let language = Language::new(seed);
    let plan = Plan::new(&language, seed, count);
    write_lists(site, Author::new(&language, seed, u64::MAX - 2), &plan)?;
    let content = site.join("content");
    let entries =
        Kind::ALL.iter().flat_map(|kind| plan.ids(*kind).iter().enumerate().map(|(index, id)| (*kind, index, id)));
    let entries: Vec<_> = entries.collect();
    let folders: BTreeSet<_> =
        entries.iter().filter_map(|(_, _, id)| content.join(id).parent().map(Path::to_owned)).collect();
    for folder in &folders {
        fs::create_dir_all(folder)?;
        if folder.starts_with(content.join(Kind::Architecture.folder())) {
            fs::write(folder.join("overview.svg"), OVERVIEW)?;
        }
    }
    let sizes = entries.par_iter().enumerate().map(|(stream, (kind, index, id))| {
        let mut author = Author::new(&language, seed, stream as u64);
        let text = write_entry(&mut author, &plan, *kind, *index);
        fs::write(content.join(format!("{id}.md")), &text).map(|()| text.len())
    });
    let bytes = sizes.try_reduce(|| 0, |one, other| Ok(one + other))?;
    Ok(Written { entries: entries.len(), bytes })
}

fn write_entry(author: &mut Author<'_>, plan: &Plan, kind: Kind, index: usize) -> String {
    match kind {
        Kind::Answer => answer::write(author, plan, index),
        Kind::Battlecard => battlecard::write(author, plan, index),
        Kind::Architecture => architecture::write(author, plan, index),
        Kind::Gap => small::write_gap(author, plan, index),
        Kind::Competitor => small::write_competitor(author, plan, index),
    }
}

fn write_lists(site: &Path, mut author: Author<'_>, plan: &Plan) -> io::Result<()> {
    fs::write(site.join("site.toml"), lists::settings(plan))?;
    fs::write(site.join("people.yaml"), lists::people(plan))?;
    fs::write(site.join("capabilities.yaml"), lists::capabilities(&mut author, plan))?;
    fs::write(site.join("synonyms.yaml"), lists::synonyms(&mut author))
}
