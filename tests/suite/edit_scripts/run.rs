//! Builds within this process, and what they leave.

use fieldbook::notion::Clock;
use fieldbook::publish::DiskHook;
use fieldbook::report::{Color, Format};
use fieldbook::session::site_files::Medium;
use fieldbook::session::{
    BuildOptions, CacheHistory, CacheUse, CheckOptions, CheckSource, Checked, Environment, Notes, OpportunityAccess,
    Outcome, PrintedCheck, ReportStyle, ScopeOptions, Session, build as run_build, check_or_recall, render_report,
    search,
};
use fieldbook::source::parse_date;
use fieldbook_search::Query;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What a build is asked for.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) day: &'static str,
    pub(super) audience: Option<&'static str>,
    pub(super) is_portable: bool,
    pub(super) gzip: bool,
    /// The program that the build says it is.
    pub(super) program: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self { day: "2026-11-21", audience: None, is_portable: false, gzip: false, program: "one" }
    }
}

/// Which command follows a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    Search,
    Check,
}

/// What a build left.
pub(super) struct Built {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) said: String,
    pub(super) is_published: bool,
    /// What the next command printed.
    pub(super) next: String,
}

struct NoClock;

impl Clock for NoClock {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) {}
}

/// Keeps what a build says.
#[derive(Default)]
struct Said(Mutex<String>);

impl Notes for Said {
    fn note(&self, text: &str) {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.push_str(text);
        said.push('\n');
    }

    fn error(&self, text: &str) {
        self.note(text);
    }
}

/// Builds the site in `folder` and runs the next command. A site that is not published leaves no files.
pub(super) fn build(folder: &Path, options: &Options, next: Next) -> Built {
    let environment = Environment {
        program: Some(options.program.to_owned()),
        notion_token: None,
        notion_address: None,
        now: None,
        clock: Box::new(NoClock),
        disk: DiskHook::default(),
        cache_history: CacheHistory::default(),
    };
    let today = parse_date(options.day).expect("a day");
    let notes = Said::default();
    let session = Session { folder, today, pinned: None, environment: &environment, notes: &notes };
    let scope = ScopeOptions {
        audience: options.audience.map(str::to_owned),
        customer: None,
        opportunities: OpportunityAccess::Offline,
    };
    let request = BuildOptions {
        output: PathBuf::from("public"),
        scope,
        strict: false,
        medium: if options.is_portable { Medium::Disk } else { Medium::Server },
        gzip: options.gzip,
        reports: Vec::new(),
    };
    let outcome = run_build(&session, &request);
    let built_said = notes.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let next = match next {
        Next::Nothing => String::new(),
        Next::Search => find(&session, &request.scope),
        Next::Check => checked(&session, &request.scope),
    };
    let all_said = notes.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let next = format!("{}{next}", all_said.strip_prefix(&built_said).unwrap_or_default());
    let said = built_said;
    let is_published = matches!(outcome, Ok(Outcome::Passed));
    let said = format!("{outcome:?}\n{said}");
    let files = if is_published { files(&folder.join("public")) } else { BTreeMap::new() };
    Built { files, said, is_published, next }
}

/// Returns what a check reports, or reported the last time.
fn checked(session: &Session<'_>, scope: &ScopeOptions) -> String {
    let options = CheckOptions {
        scope: scope.clone(),
        rules: Vec::new(),
        baseline: "fieldbook-baseline.json".to_owned(),
        paths: Vec::new(),
        since: None,
        source: CheckSource::Folder,
        amounts: false,
        cache: CacheUse::ReadWrite,
    };
    let print = |checked: &Checked| {
        let style = ReportStyle { format: Format::FULL, color: Color::Never };
        let text = render_report(checked.content(), style);
        Ok(PrintedCheck { notes: Vec::new(), text, outcome: Outcome::of_check(checked, None) })
    };
    match check_or_recall(session, &options, Some(&[]), &print) {
        Ok(Some(PrintedCheck { notes, text, outcome })) => {
            let notes: Vec<&str> = notes.iter().flat_map(|note| [note.as_str(), "\n"]).collect();
            format!("{}{text}{outcome:?}", notes.concat())
        }
        Ok(None) => String::new(),
        Err(failure) => format!("{failure:?}"),
    }
}

/// Returns what a search finds.
fn find(session: &Session<'_>, scope: &ScopeOptions) -> String {
    match search(session, scope, &Query::new("page price backup", 0)) {
        Ok(results) => results.to_json(),
        Err(failure) => format!("{failure:?}"),
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("listed"));
    let read = |entry: walkdir::DirEntry| {
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        (name, fs::read(entry.path()).expect("read"))
    };
    walk.filter(|entry| entry.file_type().is_file()).map(read).collect()
}

/// Returns the paths that only one build has or that differ in their bytes, and `said` if what they said differs; the number
/// of files that were written may differ.
pub(super) fn differing(one: &Built, other: &Built) -> Vec<String> {
    let paths: BTreeSet<&String> = one.files.keys().chain(other.files.keys()).collect();
    let mut differing: Vec<String> =
        paths.into_iter().filter(|path| one.files.get(*path) != other.files.get(*path)).cloned().collect();
    if one.next != other.next {
        differing.push(format!("next:\n{}\nclean:\n{}", one.next, other.next));
    }
    if findings(&one.said) != findings(&other.said) {
        differing.push(format!("said:\n{}\nclean:\n{}", one.said, other.said));
    }
    differing
}

fn findings(said: &str) -> Vec<&str> {
    said.lines().filter(|line| !line.contains(" files: ")).collect()
}
