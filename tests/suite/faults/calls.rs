//! Every call to the file system that publishing and reading make fails in turn.

use super::folder::Folder;
use super::rounds;
use fieldbook::inputs::{
    Asset, DiskFiles, Files, HiddenFiles, InputError, Inputs, Listing, ReadFault, Stamp, read_site,
};
use fieldbook::publish::{
    Call, Content, Disk, DiskHook, FaultHook, File, MARKER, Placement, PublishError, Published, Staging,
};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const EIO: i32 = 5;
const EBUSY: i32 = 16;
const EXDEV: i32 = 18;
const EINVAL: i32 = 22;

/// What the file system of the output can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileSystem {
    Exchanges,
    /// Two renames take the place of an exchange.
    ExchangesNothing,
    /// The output is a mount point, and nothing beside it is on the same volume.
    Mounted,
    /// The output is in a lower layer; its files can be renamed, the folder cannot.
    Overlay,
}

const FILE_SYSTEMS: [FileSystem; 4] =
    [FileSystem::Exchanges, FileSystem::ExchangesNothing, FileSystem::Mounted, FileSystem::Overlay];

/// Which calls end with an I/O error; the first call is number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failing {
    None,
    Only(usize),
    /// The disk is gone.
    From(usize),
}

impl Failing {
    fn strikes(self, call: usize) -> bool {
        match self {
            Self::None => false,
            Self::Only(number) => call == number,
            Self::From(number) => call >= number,
        }
    }
}

#[derive(Debug)]
struct Faults {
    file_system: FileSystem,
    failing: Failing,
    calls: AtomicUsize,
}

impl FaultHook for Faults {
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        if self.failing.strikes(self.calls.fetch_add(1, Ordering::SeqCst)) {
            return Err(io::Error::from_raw_os_error(EIO));
        }
        let is_whole_site = path.ends_with("public") || path.ends_with(".public.fieldbook/stage");
        let code = match (self.file_system, call) {
            (FileSystem::ExchangesNothing, Call::Exchange) => EINVAL,
            (FileSystem::Mounted, Call::Exchange) => EBUSY,
            (FileSystem::Overlay, Call::Exchange) | (FileSystem::Mounted, Call::Link) => EXDEV,
            (FileSystem::Mounted, Call::Rename) if is_whole_site => EXDEV,
            _ => return Ok(()),
        };
        Err(io::Error::from_raw_os_error(code))
    }
}

type Site = BTreeMap<&'static str, &'static str>;

fn old() -> Site {
    let listed =
        [("index.html", "old"), ("same/a.html", "a"), ("gone/deep/b.html", "b"), ("was-file", "f"), ("app.js", "1")];
    listed.into_iter().chain([("was-folder/c.html", "c")]).collect()
}

fn new() -> Site {
    let listed =
        [("index.html", "new"), ("same/a.html", "a"), ("more/d.html", "d"), ("was-file/e.html", "e"), ("app.js", "2")];
    listed.into_iter().chain([("was-folder", "g")]).collect()
}

fn publish_on(disk: Disk, output: &Path, site: &Site) -> Result<Published, PublishError> {
    let staging = Staging::begin_on(disk, output)?;
    for (path, text) in site {
        let content = Content::Bytes(text.as_bytes().to_vec());
        staging.put(&File { path: (*path).to_owned(), content })?;
    }
    staging.exchange()
}

/// Returns the files of the site at `output` as far as it has one.
fn read(output: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| !entry.file_type().is_dir() && entry.file_name() != MARKER);
    let named = files.map(|entry| {
        let name = entry.path().strip_prefix(output).expect("below").to_string_lossy().into_owned();
        (name, fs::read_to_string(entry.path()).expect("a text"))
    });
    named.collect()
}

fn owned(site: &Site) -> BTreeMap<String, String> {
    site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// A folder with the old site, in memory where the machine has such a folder, since each run flushes its file system.
struct Place {
    _folder: tempfile::TempDir,
    output: PathBuf,
    side: PathBuf,
}

impl Place {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.or_else(|_| tempfile::tempdir()).expect("a folder");
        let output = folder.path().join("public");
        for (path, text) in old() {
            fs::create_dir_all(output.join(path).parent().expect("a parent")).expect("made");
            fs::write(output.join(path), text).expect("written");
        }
        fs::write(output.join(MARKER), "").expect("written");
        Self { side: folder.path().join(".public.fieldbook"), output, _folder: folder }
    }

    /// Publishes the new site with faults; returns what came of it and how many calls were made.
    fn run(&self, file_system: FileSystem, failing: Failing) -> (Result<Published, PublishError>, usize) {
        let faults = Arc::new(Faults { file_system, failing, calls: AtomicUsize::new(0) });
        let done =
            publish_on(Disk::new(DiskHook::new(Arc::clone(&faults) as Arc<dyn FaultHook>)), &self.output, &new());
        (done, faults.calls.load(Ordering::SeqCst))
    }

    /// Fails unless the output has what `done` promises.
    fn check(&self, done: &Result<Published, PublishError>, what: &str) {
        let found = read(&self.output);
        let staged = |path: &str| path.starts_with(".fieldbook-stage/");
        match done {
            Ok(_) => assert_eq!(found, owned(&new()), "{what}"),
            Err(PublishError::Aside { saved, .. }) => {
                assert!(!self.output.exists() && saved.starts_with(&self.side), "{what}");
                assert_eq!(read(saved), owned(&old()), "{what}: the saved copy is whole");
            }
            Err(PublishError::Partly { .. }) => {
                let (old, new) = (owned(&old()), owned(&new()));
                for (path, text) in found.iter().filter(|(path, _)| !staged(path)) {
                    let is_whole = old.get(path) == Some(text) || new.get(path) == Some(text);
                    assert!(is_whole, "{what}: {path} is of neither site: {text:?}");
                }
                assert!(found.contains_key("index.html") && found.contains_key("same/a.html"), "{what}: {found:?}");
            }
            Err(_) => {
                let found: BTreeMap<_, _> = found.into_iter().filter(|(path, _)| !staged(path)).collect();
                assert_eq!(found, owned(&old()), "{what}: the old site is unchanged");
            }
        }
    }
}

#[test]
fn any_call_of_publishing_may_fail_and_the_next_run_succeeds() {
    let (mut runs, mut failed) = (0, 0);
    // Each call in turn is the full dose; a change steps through every third one of a dead disk.
    let step = rounds("FIELDBOOK_CALLS_STEP", 3);
    for file_system in FILE_SYSTEMS {
        let place = Place::new();
        let (done, calls) = place.run(file_system, Failing::None);
        place.check(&done, "without a fault");
        let placement = done.expect("published").placement;
        let is_whole = matches!(file_system, FileSystem::Exchanges | FileSystem::ExchangesNothing);
        assert_eq!(placement, if is_whole { Placement::Exchanged } else { Placement::InPlace }, "{file_system:?}");
        let once = (0..calls).map(Failing::Only);
        for failing in once.chain((0..calls).step_by(step).map(Failing::From)) {
            let what = format!("{file_system:?}, {failing:?} of {calls} calls");
            let place = Place::new();
            let (done, _) = place.run(file_system, failing);
            place.check(&done, &what);
            runs += 1;
            failed += usize::from(done.is_err());
            publish_on(Disk::default(), &place.output, &new()).unwrap_or_else(|error| panic!("{what}: next: {error}"));
            assert_eq!(read(&place.output), owned(&new()), "{what}: the next run");
            assert_eq!(
                read(&place.side).into_keys().collect::<Vec<_>>(),
                ["lock"],
                "{what}: nothing is left beside it"
            );
        }
        super::note(&format!("{file_system:?}: {calls} calls"));
    }
    super::note(&format!("{runs} runs with a fault, {failed} of them published nothing"));
    assert!(failed > runs / 2, "a control: faults are met");
}

#[test]
fn the_old_site_comes_back_if_the_second_rename_fails() {
    #[derive(Debug)]
    struct SecondRename(AtomicUsize, usize);
    impl FaultHook for SecondRename {
        fn before(&self, call: Call, _: &Path) -> io::Result<()> {
            let code = match call {
                Call::Exchange => EINVAL,
                Call::Rename if (1..=self.1).contains(&self.0.fetch_add(1, Ordering::SeqCst)) => EIO,
                _ => return Ok(()),
            };
            Err(io::Error::from_raw_os_error(code))
        }
    }
    let place = Place::new();
    let error =
        publish_on(Disk::new(DiskHook::new(Arc::new(SecondRename(AtomicUsize::new(0), 1)))), &place.output, &new());
    let error = error.expect_err("the second rename fails").to_string();
    assert!(error.starts_with("cannot rename ") && error.contains(".public.fieldbook/stage"), "{error}");
    assert_eq!(read(&place.output), owned(&old()), "the old site is back");
    assert!(!place.side.join("old").exists() && !place.side.join("stage").exists());
    // The way back fails too: the saved copy stays, and the next run finds it.
    let error =
        publish_on(Disk::new(DiskHook::new(Arc::new(SecondRename(AtomicUsize::new(0), 2)))), &place.output, &new());
    let error = error.expect_err("the way back fails");
    assert!(matches!(error, PublishError::Aside { .. }) && error.to_string().contains("fieldbook/old"), "{error}");
    assert!(!place.output.exists());
    assert_eq!(read(&place.side.join("old")), owned(&old()), "the saved copy is kept while the output is missing");
    let done = publish_on(Disk::default(), &place.output, &old()).expect("the next run");
    assert_eq!((done.written, done.removed, done.placement), (0, 0, Placement::Unchanged), "restored as it was");
    assert_eq!(read(&place.output), owned(&old()));
}

/// Notes what is removed and renamed, in order.
#[derive(Debug, Default)]
struct Order(std::sync::Mutex<Vec<String>>);

impl FaultHook for Order {
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        if matches!(call, Call::Exchange) || call == Call::Rename && path.ends_with("stage") {
            return Err(io::Error::from_raw_os_error(EBUSY));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_file = name.contains('.') && !name.starts_with('.');
        if is_file && matches!(call, Call::Rename | Call::Remove) {
            self.0.lock().expect("no panic").push(format!("{call:?} {name}"));
        }
        Ok(())
    }
}

#[test]
fn in_place_new_files_come_first_then_pages_and_removals_last() {
    let place = Place::new();
    let order = Arc::new(Order::default());
    let site =
        Site::from([("z.css", "z"), ("app.js", "2"), ("index.html", "new"), ("more.html", "m"), ("same/a.html", "a")]);
    let done = publish_on(Disk::new(DiskHook::new(Arc::clone(&order) as Arc<dyn FaultHook>)), &place.output, &site);
    assert_eq!(done.expect("published").placement, Placement::InPlace);
    let noted = order.0.lock().expect("no panic").clone();
    let expected =
        ["Rename z.css", "Rename more.html", "Rename app.js", "Rename index.html", "Remove b.html", "Remove c.html"];
    assert_eq!(noted, expected);
    assert_eq!(read(&place.output), owned(&site));
    assert!(!place.output.join("gone").exists(), "folders that are empty then are removed");
}

/// The files of a site, of which one listing or reading fails.
#[derive(Debug)]
struct FaultyFiles {
    disk: DiskFiles,
    failing: Failing,
    calls: AtomicUsize,
}

impl FaultyFiles {
    fn fails(&self) -> bool {
        self.failing.strikes(self.calls.fetch_add(1, Ordering::SeqCst))
    }
}

impl Files for FaultyFiles {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        // A listing of a file fails.
        if self.fails() { self.disk.list("site.toml", hidden) } else { self.disk.list(folder, hidden) }
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        if self.fails() {
            return Err(ReadFault::Unreadable(io::Error::from_raw_os_error(EIO)));
        }
        self.disk.read(path, limit)
    }

    fn contains(&self, path: &str) -> bool {
        self.disk.contains(path)
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        self.disk.measure(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.disk.stamp(path)
    }
}

#[test]
fn no_call_of_reading_fails_in_silence() {
    let site = Folder::new("hello", 5);
    fs::write(site.path().join("people.yaml"), "- id: ann\n  name: Ann\n").expect("written");
    fs::create_dir_all(site.path().join("theme")).expect("made");
    let read = |failing| -> (Result<Inputs, InputError>, usize) {
        let files = FaultyFiles { disk: DiskFiles::new(site.path()), failing, calls: AtomicUsize::new(0) };
        let read = read_site(&files);
        (read, files.calls.load(Ordering::SeqCst))
    };
    let (whole, calls) = read(Failing::None);
    let whole = whole.expect("read").findings.len();
    assert!(calls > 8, "a control: {calls} calls");
    let mut stopped = 0;
    for failing in (0..calls).map(Failing::Only).chain((0..calls).map(Failing::From)) {
        match read(failing).0 {
            Err(error) => {
                stopped += 1;
                assert!(error.to_string().starts_with("cannot "), "{failing:?}: {error}");
            }
            Ok(inputs) => {
                let more: Vec<_> =
                    inputs.findings.iter().filter(|finding| finding.message.contains("cannot be read")).collect();
                assert!(inputs.findings.len() > whole && !more.is_empty(), "{failing:?}: a file is missing in silence");
            }
        }
    }
    super::note(&format!("{calls} calls of reading: {} runs, {stopped} stopped, the others have a finding", 2 * calls));
}
