//! Commands that write users' files, killed at every step of their writes: each file is the old or the new one.

use super::{errors, fieldbook, succeed};
use crate::notion::stand_in::{Listener, Plan, StandIn, TOKEN};
use fieldbook::user_files::{Expected, write};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

/// The number of `SIGKILL` (POSIX).
const KILLED: i32 = 9;
/// The step at which the program ends itself.
const STEP: &str = "FIELDBOOK_KILL_AT_STEP";
/// More steps than any command here has.
pub(super) const MOST: usize = 60;

/// How a command ends that runs again after it was killed with its work done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    Succeeds,
    /// It refuses to replace the files that it created.
    MayRefuse,
}

const ENTRY: &str = "---\ntitle: T\nowner: ann\nstatus: Draft\nclaims:\n  - id: c\n    text: It is 6.\n    source: https://e.example/\n    quote: \"6\"\n    verified: 2025-01-01\n---\nIt is 6.[^c] It will be leveraged.\n";

/// An answer that may be sent.
const ANSWER: &str = "---\ntitle: So\nquestion: Is it so?\nowner: ann\nsme: ann\nstatus: approved\naudience: customer\nverified: 2026-11-01\nreview_every: 1y\napprovals:\n  - {role: security, by: bo, on: 2026-11-02}\nshort_answer: yes\n---\nYes. It is so.\n";

fn site(folder: &Path) {
    fs::create_dir_all(folder.join("content/answers")).expect("made");
    fs::write(folder.join("content/answers/so.md"), ANSWER).expect("written");
    fs::create_dir_all(folder.join("content/pages")).expect("made");
    fs::write(folder.join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    fs::write(folder.join("content/pages/a.md"), ENTRY).expect("written");
    fs::write(folder.join("questions.csv"), "Question,Answer\nIs it so?,\n").expect("written");
    fs::write(folder.join("more.md"), "## Is it so?\n\nYes.\n\n## Is it not?\n\nNo.\n").expect("written");
}

pub(super) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("listed"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("read"))
        })
        .collect()
}

fn is_temporary(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|name| name.strip_suffix(".tmp").is_some_and(|name| name.starts_with(".fieldbook-")))
}

pub(super) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = fieldbook();
    command.env("SOURCE_DATE_EPOCH", "1795219200").current_dir(folder).arg("--site").arg(folder).args(arguments);
    command
}

/// A command that is killed, and what is there before.
pub(super) struct Case<'a> {
    arguments: &'a [&'a str],
    environment: Vec<(&'a str, String)>,
    /// What the command leaves.
    ended: Output,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
    again: Again,
}

impl<'a> Case<'a> {
    /// Runs the command to its end in a copy of `site`.
    pub(super) fn new(
        site: &Path,
        arguments: &'a [&'a str],
        environment: Vec<(&'a str, String)>,
        again: Again,
    ) -> Self {
        let old = files(site);
        let ended = command(site, arguments).envs(environment.clone()).output().expect("it runs");
        assert!(ended.status.code().is_some_and(|code| code < 2), "{arguments:?}: {}", errors(&ended));
        let new = files(site);
        assert!(old != new, "{arguments:?} writes something");
        Self { arguments, environment, ended, old, new, again }
    }

    fn command(&self, folder: &Path) -> Command {
        let mut command = command(folder, self.arguments);
        command.envs(self.environment.clone());
        command
    }

    /// Returns a folder with the old files.
    fn ready(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in &self.old {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        folder
    }

    /// Kills the command at one step, and checks the files; returns whether the command has such a step.
    pub(super) fn is_killed_at(&self, step: usize) -> bool {
        let Self { arguments, ended, old, new, .. } = self;
        let folder = self.ready();
        let killed = self.command(folder.path()).env(STEP, step.to_string()).output().expect("it runs");
        if killed.status.signal() != Some(KILLED) {
            assert_eq!(killed.status.code(), ended.status.code(), "{arguments:?}: {}", errors(&killed));
            return false;
        }
        for (name, bytes) in files(folder.path()).iter().filter(|(name, _)| !is_temporary(name)) {
            let is_whole = old.get(name) == Some(bytes) || new.get(name).is_some_and(|new| matches(name, bytes, new));
            assert!(is_whole, "{arguments:?}, step {step}: {name} is neither: {}", String::from_utf8_lossy(bytes));
        }
        for name in old.keys() {
            assert!(folder.path().join(name).exists(), "{arguments:?}, step {step}: {name} is gone");
        }
        let next = self.command(folder.path()).output().expect("it runs");
        let said = errors(&next);
        let is_refused = ["already exist", "would be written over"].iter().any(|words| said.contains(words));
        if !(is_refused && self.again == Again::MayRefuse) {
            assert_eq!(next.status.code(), ended.status.code(), "{arguments:?}, step {step}: {said}");
        }
        assert_cleaned(folder.path(), &format!("{arguments:?}, step {step}"));
        true
    }
}

/// Kills the command at each step in a site of its own; `prepare` is run before.
fn kill_at_every_step(arguments: &[&str], prepare: &[&[&str]], again: Again) {
    let whole = tempfile::tempdir().expect("a folder");
    site(whole.path());
    for arguments in prepare {
        succeed(&command(whole.path(), arguments).output().expect("it runs"), "what comes before");
    }
    let case = Case::new(whole.path(), arguments, Vec::new(), again);
    let steps = (1..MOST).take_while(|step| case.is_killed_at(*step)).count();
    assert!(steps >= 6, "{arguments:?}: {steps} steps");
}

/// Fails if a temporary file outlives the next write in its folder.
fn assert_cleaned(folder: &Path, what: &str) {
    for name in files(folder).keys().filter(|name| is_temporary(name)) {
        let probe = folder.join(name).with_file_name("probe");
        write(&probe, b"", Expected::Nothing).expect("written");
        assert!(!folder.join(name).exists(), "{what}: {name}");
    }
}

/// Returns whether two runs wrote the same; the salt of a baseline is random, and a snapshot and the record of an attempt
/// have the time of their run.
fn matches(name: &str, bytes: &[u8], other: &[u8]) -> bool {
    if name == TITLES {
        // Its times differ at several places; it is whole if it can be read.
        return serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
    }
    if !name.ends_with("baseline.json") && name != SNAPSHOT && name != ATTEMPT {
        return bytes == other;
    }
    let read = |bytes: &[u8]| {
        let mut json: serde_json::Value = serde_json::from_slice(bytes).expect("a whole file");
        let fields = json.as_object_mut().expect("an object");
        fields.remove("salt");
        fields.remove("as_of");
        fields.remove("at");
        let rows = fields.get_mut("opportunities").and_then(|rows| rows.as_array_mut());
        for row in rows.into_iter().flatten() {
            row["first_seen"] = serde_json::Value::Null;
            if let Some(activity) = row.get_mut("activity").and_then(|activity| activity.as_object_mut()) {
                activity.retain(|key, _| !key.ends_with("as_of"));
            }
        }
        json
    };
    read(bytes) == read(other)
}

/// The file of the last snapshot of Notion.
const SNAPSHOT: &str = ".fieldbook/opportunities.json";
/// The titles of related pages.
const TITLES: &str = ".fieldbook/cache/notion-titles.json";
/// The record of the last attempt.
const ATTEMPT: &str = ".fieldbook/opportunities.attempt.json";

#[test]
fn sync_killed_at_any_step_leaves_the_old_or_the_new_snapshot() {
    let plan = Plan { rows: 3, references: Vec::new(), ..Plan::default() };
    let stand_in = Arc::new(StandIn::new(plan, Box::new(|| Duration::ZERO)));
    let listener = Listener::start(&stand_in, 0).expect("a port");
    let whole = tempfile::tempdir().expect("a folder");
    site(whole.path());
    let settings = format!(
        "[opportunities]\nsource = \"notion\"\n[opportunities.notion]\nurl = \"https://www.notion.so/acme/Deals-{}\"\n",
        stand_in.database_id()
    );
    fs::write(whole.path().join("site.toml"), settings).expect("written");
    let old = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T09:12:00Z\", \"complete\": true, \
               \"opportunities\": []}\n";
    fs::create_dir(whole.path().join(".fieldbook")).expect("made");
    fs::write(whole.path().join(SNAPSHOT), old).expect("written");
    let environment = vec![("FIELDBOOK_NOTION_URL", listener.address()), ("FIELDBOOK_NOTION_TOKEN", TOKEN.to_owned())];
    let case = Case::new(whole.path(), &["sync"], environment, Again::Succeeds);
    let rows = serde_json::from_slice::<serde_json::Value>(&case.new[SNAPSHOT]).expect("JSON");
    assert!(rows["opportunities"].as_array().is_some_and(|rows| !rows.is_empty()), "a control: {rows}");
    let case = &case;
    // At once, since the client waits between its requests.
    let killed: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=30).map(|step| scope.spawn(move || case.is_killed_at(step))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no step fails")).collect()
    });
    let steps = killed.iter().take_while(|is_killed| **is_killed).count();
    assert!((6..30).contains(&steps) && !killed[steps..].contains(&true), "{killed:?}");
}

#[test]
fn verify_killed_at_any_step_leaves_the_old_or_the_new_file() {
    kill_at_every_step(&["verify", "pages/a#c", "--by", "ann"], &[], Again::Succeeds);
}

#[test]
fn baseline_killed_at_any_step_leaves_the_old_or_the_new_file() {
    kill_at_every_step(&["baseline", "write"], &[], Again::Succeeds);
    let before: [&[&str]; 2] = [&["baseline", "write"], &["verify", "pages/a#c", "--by", "ann"]];
    kill_at_every_step(&["baseline", "prune"], &before, Again::Succeeds);
}

#[test]
fn fix_killed_at_any_step_leaves_the_old_or_the_new_file() {
    kill_at_every_step(&["check", "--fix"], &[], Again::Succeeds);
}

#[test]
fn init_killed_at_any_step_leaves_whole_files() {
    kill_at_every_step(&["init", "fresh"], &[], Again::MayRefuse);
}

#[test]
fn new_killed_at_any_step_leaves_a_whole_file_or_none() {
    kill_at_every_step(&["new", "battlecard", "Globex"], &[], Again::MayRefuse);
}

#[test]
fn import_killed_at_any_step_leaves_whole_files() {
    kill_at_every_step(&["import", "headings", "more.md"], &[], Again::MayRefuse);
}

#[test]
fn rfp_fill_killed_at_any_step_leaves_the_old_or_the_new_files() {
    kill_at_every_step(&["rfp", "fill", "questions.csv"], &[], Again::Succeeds);
}

#[test]
fn a_report_killed_at_any_step_is_whole_or_absent() {
    kill_at_every_step(&["check", "--report", "json=out/findings.json"], &[], Again::Succeeds);
}
