//! Random scripts of edits: after each step, what a command makes with everything that it remembers is, byte for byte, what it
//! makes of the same site without a memory.
//!
//! `FIELDBOOK_EDIT_SCRIPTS` sets the number of scripts, `FIELDBOOK_EDIT_SEED` the first seed.

mod caches;
mod edits;
mod history;
mod random;
mod run;
mod site;

use edits::{Edit, Versions, World};
use random::Random;
use run::{Built, Next, Options, build, differing};
use site::write_site;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// How many scripts are run on one site, one after the other.
const SCRIPTS_PER_SITE: u64 = 5;

/// Of how many sites one is in a repository; Git takes longer than the rest of a build.
const SITES_PER_REPOSITORY: u64 = 3;

/// Makes a folder, in memory where the system has such a file system: a script is nothing but small files, and no disk is waited for.
fn new_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder")
}

/// Copies what authors write, and nothing that the program made, to a new folder.
fn clean_copy(folder: &Path) -> tempfile::TempDir {
    let copy = new_folder();
    let is_made = |name: &str| [".fieldbook", "public", ".public.fieldbook"].contains(&name);
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() > 1 || !is_made(&entry.file_name().to_string_lossy()));
    for entry in walk.map(|entry| entry.expect("listed")) {
        let to = copy.path().join(entry.path().strip_prefix(folder).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("made");
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
    copy
}

/// Returns what a build without a memory makes.
fn clean(folder: &Path, options: &Options, next: Next) -> Built {
    let copy = clean_copy(folder);
    build(copy.path(), options, next)
}

/// Runs scripts on a new site, each of one to four edits, and returns the number of builds that published it.
fn run_scripts(seed: u64) -> usize {
    let folder = new_folder();
    write_site(folder.path());
    let versions = if seed.is_multiple_of(SITES_PER_REPOSITORY) { Versions::InGit } else { Versions::None };
    let mut world = World::new(folder.path(), versions);
    let mut random = Random(seed);
    let mut published = 0;
    build(folder.path(), &world.options, Next::Check);
    let mut done: Vec<Vec<Edit>> = Vec::new();
    for script in 0..SCRIPTS_PER_SITE {
        done.push((0..=random.below(3)).map(|_| world.edit(&mut random)).collect());
        if random.below(4) == 0 {
            // What it makes is recalled by the build below, which has nothing to do.
            build(folder.path(), &world.options, Next::Nothing);
        }
        let next = random.pick(&[Next::Nothing, Next::Search, Next::Check]);
        if random.below(8) == 0 {
            // What it prints is recalled by the same command below.
            build(folder.path(), &world.options, next);
        }
        let kept = build(folder.path(), &world.options, next);
        let clean = clean(folder.path(), &world.options, next);
        let differing = differing(&kept, &clean);
        assert!(differing.is_empty(), "site {seed}, script {script}, after {done:?}: {differing:?}\n{}", kept.said);
        published += usize::from(kept.is_published);
    }
    published
}

#[test]
fn after_any_edits_a_build_is_a_clean_build() {
    let number = |variable: &str, usual: u64| {
        std::env::var(variable).map_or(usual, |text| text.parse().expect("a number of scripts"))
    };
    let sites = number("FIELDBOOK_EDIT_SCRIPTS", 50).div_ceil(SCRIPTS_PER_SITE);
    let first = number("FIELDBOOK_EDIT_SEED", 0);
    let next = AtomicU64::new(first);
    let published = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= first + sites {
                        break;
                    }
                    published.fetch_add(run_scripts(seed), Ordering::SeqCst);
                }
            });
        }
    });
    let (published, scripts) = (published.into_inner() as u64, sites * SCRIPTS_PER_SITE);
    assert!(published * 2 > scripts, "a control: {published} of {scripts} builds published a site");
}

#[test]
fn a_difference_is_noticed() {
    let folder = new_folder();
    write_site(folder.path());
    let options = Options::default();
    let kept = build(folder.path(), &options, Next::Check);
    assert!(kept.is_published && kept.files.len() > 60, "{}: {}", kept.files.len(), kept.said);
    assert_eq!(differing(&kept, &clean(folder.path(), &options, Next::Check)), Vec::<String>::new());
    fs::write(folder.path().join("content/pages/p0.md"), "---\ntitle: Other\n---\n[[nowhere]]\n").expect("written");
    let clean = clean(folder.path(), &options, Next::Check);
    let found = differing(&kept, &clean);
    assert!(found.iter().any(|path| path == "pages/p0/index.html"), "{found:?}");
    assert!(!found.iter().any(|path| path == "pages/p3/index.html"), "{found:?}");
    assert!(found.iter().any(|path| path.starts_with("next:")), "the report has another finding: {found:?}");
}
