//! A whole build in which one call to the file system fails: reading, caches, publishing and the record of the build.

use super::folder::{Tree, tree};
use super::rounds;
use fieldbook::notion::Clock;
use fieldbook::publish::{Call, DiskHook, FaultHook};
use fieldbook::session::site_files::Medium;
use fieldbook::session::{
    BuildOptions, CacheHistory, Environment, Failure, Notes, OpportunityAccess, Outcome, ScopeOptions, Session, build,
};
use fieldbook::source::parse_date;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const EIO: i32 = 5;

/// Lets the call with this number fail, or all from it on; the first call is number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failing {
    None,
    Only(usize),
    From(usize),
}

#[derive(Debug)]
struct Faults {
    failing: Failing,
    calls: AtomicUsize,
    /// The calls that failed.
    failed: Mutex<Vec<String>>,
}

impl FaultHook for Faults {
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let fails = match self.failing {
            Failing::None => false,
            Failing::Only(failing) => number == failing,
            Failing::From(first) => number >= first,
        };
        if !fails {
            return Ok(());
        }
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{call:?} {name}"));
        Err(io::Error::from_raw_os_error(EIO))
    }
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

struct NoClock;

impl Clock for NoClock {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) {}
}

/// What one build did.
struct Run {
    outcome: Result<Outcome, Failure>,
    said: String,
    calls: usize,
    failed: Vec<String>,
}

/// Builds the site in `folder` for the public on one thread, so that calls have the same order each time.
fn run(folder: &Path, failing: Failing) -> Run {
    let faults = Arc::new(Faults { failing, calls: AtomicUsize::new(0), failed: Mutex::default() });
    let said = Said::default();
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let outcome =
        one_thread.install(|| build_on(&DiskHook::new(Arc::clone(&faults) as Arc<dyn FaultHook>), folder, &said));
    let said = said.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let failed = faults.failed.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Run { outcome, said, calls: faults.calls.load(Ordering::SeqCst), failed }
}

fn build_on(disk: &DiskHook, folder: &Path, said: &Said) -> Result<Outcome, Failure> {
    let environment = Environment {
        program: Some("test".to_owned()),
        notion_token: None,
        notion_address: None,
        now: None,
        clock: Box::new(NoClock),
        disk: disk.clone(),
        cache_history: CacheHistory::default(),
    };
    let today = parse_date(super::TODAY).expect("a day");
    let session = Session { folder, today, pinned: None, environment: &environment, notes: said };
    let scope =
        ScopeOptions { audience: Some("public".to_owned()), customer: None, opportunities: OpportunityAccess::Offline };
    let options = BuildOptions {
        output: PathBuf::from("public"),
        scope,
        strict: false,
        medium: Medium::Server,
        gzip: false,
        reports: Vec::new(),
    };
    build(&session, &options)
}

/// Writes a site with data files, pictures, a theme of its own and a diagram, all pages of which say `word`.
fn write_site(folder: &Path, word: &str) {
    let page = |title: &str, text: &str| {
        format!("---\ntitle: {title}\nowner: ann\naudience: public\nstatus: approved\n---\nThis says {word}. {text}\n")
    };
    let diagram = "\n```mermaid\nflowchart LR\n  accTitle: Two steps\n  a[One] --> b[Two]\n```";
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0"[..], &[0; 16]].concat();
    let settings = "[site]\ntheme = \"own\"\n[opportunities]\nsource = \"file\"\n";
    let files: [(&str, Vec<u8>); 10] = [
        ("site.toml", settings.into()),
        ("people.yaml", b"- id: ann\n  name: Ann\n".to_vec()),
        ("opportunities.json", b"{\"schema\": \"fieldbook/opportunities/1\", \"opportunities\": []}".to_vec()),
        (
            "fieldbook-baseline.json",
            b"{\"schema\": \"fieldbook/baseline/1\", \"salt\": \"00\", \"entries\": []}".to_vec(),
        ),
        ("themes/own/styles/90-own.css", format!("/* {word} */").into_bytes()),
        ("content/pages/a.md", page("A", &format!("![Two by three](dot.png) ![Line](line.svg)\n{diagram}")).into()),
        ("content/pages/b.md", page("B", "[A](a.md) [plan](plan.txt)").into()),
        ("content/pages/dot.png", png),
        ("content/pages/line.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>".to_vec()),
        ("content/pages/plan.txt", format!("The {word} plan.").into_bytes()),
    ];
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

/// Makes a folder with the site as it was published before a change, and with the change.
fn changed_site(old: &[(PathBuf, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in old {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    write_site(folder.path(), "new");
    folder
}

fn public(folder: &Path) -> Tree {
    tree(&folder.join("public"))
}

#[test]
fn any_call_of_a_build_may_fail_and_the_site_is_the_old_one_or_the_new_one() {
    let before = tempfile::tempdir().expect("a folder");
    // The second build leaves everything that builds remember, the spare of the site included.
    for word in ["older", "old"] {
        write_site(before.path(), word);
        let built = run(before.path(), Failing::None);
        assert!(matches!(built.outcome, Ok(Outcome::Passed)), "{:?}: {}", built.outcome, built.said);
    }
    assert!(before.path().join(".public.fieldbook/spare/index.html").is_file(), "a control: there is a spare");
    let files = walkdir::WalkDir::new(before.path()).into_iter().map(|entry| entry.expect("listed"));
    let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let named = files.map(|path| (path.strip_prefix(before.path()).expect("below").to_owned(), fs::read(&path)));
    let old: Vec<_> = named.map(|(path, bytes)| (path, bytes.expect("read"))).collect();
    let whole = changed_site(&old);
    let Run { outcome, said, calls, .. } = run(whole.path(), Failing::None);
    assert!(matches!(outcome, Ok(Outcome::Passed)), "{outcome:?}: {said}");
    let sites = [public(before.path()), public(whole.path())];
    assert!(sites[0] != sites[1] && calls > 150, "a control: {calls} calls");
    // Each call in turn is the full dose, alone and with all later ones.
    let step = rounds("FIELDBOOK_BUILD_CALLS_STEP", 27);
    let numbers = || (0..calls).step_by(step);
    let (mut runs, mut stopped) = (0, 0);
    for failing in numbers().map(Failing::Only).chain(numbers().step_by(2).map(Failing::From)) {
        let folder = changed_site(&old);
        let Run { outcome, said, failed, .. } = run(folder.path(), failing);
        let found = public(folder.path());
        let what = format!("{failing:?} of {calls} calls, {:?}: {outcome:?}: {said}", failed.first());
        assert!(sites.contains(&found), "{what}: neither the old site nor the new one");
        match &outcome {
            Ok(Outcome::Passed) => assert!(found == sites[1], "{what}: the old site, and no word"),
            Ok(Outcome::Failed) => assert!(said.contains("held by"), "{what}"),
            Err(Failure(text)) => assert!(text.contains("cannot "), "{what}"),
        }
        runs += 1;
        stopped += usize::from(!matches!(outcome, Ok(Outcome::Passed)));
        let next = run(folder.path(), Failing::None);
        assert!(matches!(next.outcome, Ok(Outcome::Passed)), "{what}: next: {:?} {}", next.outcome, next.said);
        assert!(public(folder.path()) == sites[1], "{what}: the next run");
    }
    super::note(&format!("{calls} calls of a build: {runs} runs, {stopped} of them ended with an error"));
    assert!(stopped > 0 && stopped < runs, "a control: {stopped} of {runs} failed");
}
