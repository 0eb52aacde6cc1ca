//! Files of users: what a write keeps, what it refuses, and what it leaves.

use fieldbook::user_files::{Change, Expected, WriteError, write, write_all};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("there")
}

#[test]
fn a_file_is_replaced_only_if_it_is_as_expected() {
    let folder = folder();
    let path = folder.path().join("a.md");
    write(&path, b"one", Expected::Nothing).expect("created");
    assert!(matches!(write(&path, b"two", Expected::Nothing), Err(WriteError::Exists(_))));
    assert!(matches!(write(&path, b"two", Expected::Content(b"On")), Err(WriteError::Changed(_))));
    assert!(matches!(write(&path, b"two", Expected::Content(b"one more")), Err(WriteError::Changed(_))));
    assert_eq!(text(&path), "one");
    write(&path, b"two", Expected::Content(b"one")).expect("replaced");
    assert_eq!(text(&path), "two");
    write(&path, b"", Expected::Anything).expect("replaced");
    assert_eq!((text(&path), names(folder.path())), (String::new(), vec!["a.md".to_owned()]));
    let gone = folder.path().join("gone.md");
    assert!(matches!(write(&gone, b"new", Expected::Content(b"old")), Err(WriteError::Changed(_))));
    assert!(!gone.exists());
    assert!(matches!(write(folder.path(), b"", Expected::Anything), Err(WriteError::Directory(_))));
}

#[test]
fn of_several_files_none_is_written_if_one_changed() {
    let folder = folder();
    let paths = ["a.md", "sub/b.md", "c.md"].map(|name| folder.path().join(name));
    let changes = |third: &'static [u8]| {
        let expected = [Expected::Nothing, Expected::Nothing, Expected::Content(third)];
        let change = |(path, expected)| Change { path, bytes: b"new", expected };
        paths.iter().map(std::path::PathBuf::as_path).zip(expected).map(change).collect::<Vec<_>>()
    };
    fs::write(&paths[2], "saved meanwhile").expect("written");
    assert!(matches!(write_all(&changes(b"old")), Err(WriteError::Changed(_))));
    assert_eq!(names(folder.path()), ["c.md", "sub"]);
    assert_eq!((text(&paths[2]), names(&folder.path().join("sub"))), ("saved meanwhile".to_owned(), Vec::new()));
    write_all(&changes(b"saved meanwhile")).expect("written");
    assert_eq!(paths.each_ref().map(|path| text(path)), ["new", "new", "new"]);
}

#[test]
fn mode_and_owner_are_kept() {
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "old").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let is_root = fs::metadata(&path).expect("there").uid() == 0;
    if is_root {
        std::os::unix::fs::chown(&path, Some(4321), Some(8765)).expect("given away");
    }
    let facts = || {
        let metadata = fs::metadata(&path).expect("there");
        (metadata.mode(), metadata.uid(), metadata.gid())
    };
    let before = facts();
    assert_eq!(before.0 & 0o777, 0o640);
    write(&path, b"new", Expected::Content(b"old")).expect("replaced");
    assert_eq!((facts(), text(&path)), (before, "new".to_owned()));
}

#[test]
fn links_are_followed_and_kept() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("real")).expect("made");
    fs::write(at("real/file"), "old").expect("written");
    symlink("real/file", at("link")).expect("linked");
    symlink("real/missing", at("dangling")).expect("linked");
    symlink("loop", at("loop")).expect("linked");
    write(&at("link"), b"new", Expected::Content(b"old")).expect("written");
    write(&at("dangling"), b"made", Expected::Nothing).expect("written");
    assert!(write(&at("loop"), b"", Expected::Anything).is_err());
    let is_link = |name: &str| fs::symlink_metadata(at(name)).expect("there").is_symlink();
    assert!(is_link("link") && is_link("dangling") && is_link("loop"));
    assert_eq!((text(&at("real/file")), text(&at("real/missing"))), ("new".to_owned(), "made".to_owned()));
}

#[test]
fn a_folder_with_two_names_is_locked_once() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("real")).expect("made");
    fs::write(at("real/old"), "old").expect("written");
    symlink("real", at("other")).expect("linked");
    let (old, new) = (at("real/old"), at("other/new"));
    let change = |path, expected| Change { path, bytes: b"new", expected };
    write_all(&[change(&old, Expected::Content(b"old")), change(&new, Expected::Nothing)]).expect("written");
    assert_eq!((text(&old), text(&at("real/new"))), ("new".to_owned(), "new".to_owned()));
}

#[test]
fn pipes_are_written_to() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().expect("cat runs");
    write(&pipe, b"through", Expected::Nothing).expect("written");
    assert_eq!(reader.wait_with_output().expect("it ends").stdout, b"through");
    assert!(fs::metadata(&pipe).expect("there").file_type().is_fifo());
}

#[test]
fn temporary_files_of_an_interrupted_run_are_removed() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in [".fieldbook-aB3xYz.tmp", ".fieldbook-notes.md", "fieldbook-1.tmp"] {
        fs::write(at(name), "left").expect("written");
    }
    write(&at("a.md"), b"new", Expected::Nothing).expect("created");
    assert_eq!(names(folder.path()), [".fieldbook-notes.md", "a.md", "fieldbook-1.tmp"]);
}

/// A site with one entry of eight claims, in a file with a byte-order mark and CRLF.
fn claims() -> tempfile::TempDir {
    let folder = folder();
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    fs::write(folder.path().join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    let claim = |number: i32| {
        format!(
            "  - id: c{number}\n    text: It is {number}.\n    source: https://e.example/\n    quote: \"{number}\"\n    verified: 2025-01-01\n"
        )
    };
    let text = format!(
        "\u{FEFF}---\ntitle: T\nowner: ann\nstatus: draft\nclaims:\n{}---\nText.\n",
        (0..8).map(claim).collect::<String>()
    );
    fs::write(folder.path().join("content/pages/a.md"), text.replace('\n', "\r\n")).expect("written");
    folder
}

fn verify(folder: &Path, claim: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env("SOURCE_DATE_EPOCH", "1795262400").arg("--site").arg(folder);
    command.args(["verify", &format!("pages/a#c{claim}"), "--by", "ann", "--today", "2026-11-21"]);
    command
}

#[test]
fn of_eight_verifications_at_once_each_that_succeeds_is_in_the_file() {
    for _ in 0..3 {
        let folder = claims();
        let path = folder.path().join("content/pages/a.md");
        let start = |claim| verify(folder.path(), claim).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let running: Vec<_> = (0..8).map(|claim| start(claim).expect("it runs")).collect();
        let ended = running.into_iter().map(|child| child.wait_with_output().expect("it ends"));
        let recorded: Vec<bool> = ended
            .map(|output| {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                let is_refused = said.contains("a.md changed since it was read");
                assert!(output.status.success() || output.status.code() == Some(2) && is_refused, "{said}");
                output.status.success()
            })
            .collect();
        let text = text(&path);
        let days: Vec<bool> = (0..8)
            .map(|claim| {
                let (_, part) = text.split_once(&format!("id: c{claim}\r\n")).expect("the claim");
                part.split("id: c").next().expect("a part").contains("2026-11-21")
            })
            .collect();
        assert_eq!(days, recorded);
        assert!(recorded.contains(&true), "a control: one is first");
        assert!(text.starts_with("\u{FEFF}---\r\n") && text.replace("\r\n", "").find('\n').is_none(), "{text:?}");
        assert_eq!(names(path.parent().expect("a folder")), ["a.md"]);
    }
}
