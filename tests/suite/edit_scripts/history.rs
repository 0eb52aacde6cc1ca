//! Sites in a repository: enough dated pages for what Git says of them to be remembered, and edits with and without a commit.

use super::edits::Edit;
use super::random::Random;
use super::site::{hash_of, write};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The number of dated pages; of fewer, nothing is remembered.
const PAGES: usize = 36;
const TEXTS: [&str; 4] = ["It holds 5 TB.", "It holds 8 TB.", "It holds five TB.", "It held 5 TB."];
const DAYS: [&str; 2] = ["2026-11-01", "2026-11-10"];

/// Commits the site in `folder`, with dated pages.
pub(super) fn begin(folder: &Path) {
    (0..PAGES).for_each(|number| write(folder, &path(number), &dated(number, TEXTS[0], DAYS[0])));
    write(folder, ".gitignore", "/public/\n/.public.fieldbook/\n/.fieldbook/\n");
    git(folder, &["init", "-q", "-b", "main"]);
    commit(folder);
}

/// Makes one edit of the pages or of the history.
pub(super) fn edit(folder: &Path, random: &mut Random) -> Edit {
    let (one, other) = (random.below(6), random.below(6));
    let page = path(one);
    match random.below(10) {
        0..=2 => {
            write(folder, &page, &dated(one, random.pick(&TEXTS), random.pick(&DAYS)));
            Edit::Wrote(page)
        }
        3 => {
            let (text, hashed) = (random.pick(&TEXTS), random.pick(&TEXTS));
            write(folder, &page, &hashed_page(one, text, hashed));
            Edit::Wrote(page)
        }
        4 if folder.join(&page).is_file() => {
            let text = fs::read_to_string(folder.join(&page)).expect("a text") + "\nOne sentence more.\n";
            write(folder, &page, &text);
            Edit::Wrote(page)
        }
        5 if folder.join(&page).is_file() => {
            fs::rename(folder.join(&page), folder.join(path(other))).expect("renamed");
            Edit::Renamed(page, path(other))
        }
        6 => {
            git(folder, &["reset", "-q", "--hard", "HEAD"]);
            Edit::Committed
        }
        _ => {
            commit(folder);
            Edit::Committed
        }
    }
}

fn path(number: usize) -> String {
    format!("content/pages/dated-{number}.md")
}

fn dated(number: usize, text: &str, day: &str) -> String {
    format!("---\ntitle: Dated {number}\nverified: {day}\n---\n{text} It is {number}.\n")
}

/// A dated page with the hash of what it said when it was checked.
fn hashed_page(number: usize, text: &str, hashed: &str) -> String {
    let hash = hash_of(&format!("{hashed} It is {number}."));
    dated(number, text, &format!("{{on: {}, hash: \"{hash}\"}}", DAYS[0]))
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--no-verify", "--allow-empty", "-m", "edits"]);
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}
