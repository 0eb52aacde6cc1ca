//! Reports and filled questionnaires: which files they replace, and which they refuse to.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ENTRY: &str = "---\ntitle: T\nowner: ann\nstatus: draft\n---\nText.\n";
const ANSWER: &str = "---\nquestion: Is it so?\nowner: ann\nstatus: approved\napprovals: [{role: legal, by: ann, on: 2026-11-01}]\naudience: customer\nverified: 2026-11-01\nreview_every: 1y\nshort_answer: yes\n---\nYes. It is so.\n";
const SETTINGS: &str =
    "[site]\ntitle = \"T\"\n\n[[roots]]\npath = \"content\"\n\n[[roots]]\npath = \"deals\"\nprivate = true\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("site.toml", SETTINGS),
        ("people.yaml", "- id: ann\n  name: Ann Arbor\n"),
        ("content/pages/a.md", ENTRY),
        ("content/answers/so.md", ANSWER),
        ("deals/pages/b.md", ENTRY),
        ("deals/notes.txt", "by hand"),
        ("themes/default/own.css", "a {}"),
        ("notes.txt", "by hand"),
        ("q.csv", "Question,Answer\nIs it so?,\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env_remove("FIELDBOOK_NOTION_TOKEN").current_dir(folder).args(arguments);
    command.args(["--today", "2026-11-21"]).output().expect("it runs")
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git").current_dir(folder).args(arguments).output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(folder: &Path, path: &str) -> Option<String> {
    fs::read_to_string(folder.join(path)).ok()
}

/// Fails unless the run ends with 2, names the reason, and leaves the file as it was.
fn refused(folder: &Path, arguments: &[&str], (path, why): (&str, &str)) {
    let before = text(folder, path);
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
    assert!(said(&output).contains(why), "{arguments:?}: {}", said(&output));
    assert_eq!(text(folder, path), before, "{arguments:?}");
}

#[test]
fn a_report_replaces_no_file_of_a_person() {
    let folder = site();
    let folder = folder.path();
    git(folder, &["init", "-q"]);
    fs::write(folder.join("spaced [1].txt"), "by hand").expect("written");
    git(folder, &["add", "notes.txt", "spaced [1].txt"]);
    std::os::unix::fs::symlink("site.toml", folder.join("link.json")).expect("linked");
    for (path, why) in [
        ("site.toml", "site.toml is the settings file of the site"),
        ("link.json", "the settings file"),
        ("./content/../site.toml", "the settings file"),
        ("people.yaml", "a data file of the site"),
        ("synonyms.yaml", "a data file of the site"),
        ("content/pages/a.md", "in a root of the site"),
        ("content/new/report.json", "in a root of the site"),
        ("deals/pages/b.md", "in a root of the site"),
        ("deals/new.md", "in a root of the site"),
        ("deals/notes.txt", "in a root of the site"),
        ("themes/default/own.css", "in the theme of the site"),
        ("notes.txt", "tracked by Git"),
        ("spaced [1].txt", "tracked by Git"),
        ("content", "content is a directory"),
    ] {
        for command in ["check", "build"] {
            refused(folder, &[command, "--report", &format!("json={path}")], (path, why));
        }
    }
    refused(folder, &["check", "--fix", "--report", "json=site.toml"], ("site.toml", "the settings file"));
}

#[test]
fn a_report_replaces_a_report_and_what_nobody_keeps() {
    let folder = site();
    let folder = folder.path();
    git(folder, &["init", "-q"]);
    for format in ["json", "sarif", "junit", "jsonl", "markdown"] {
        let (path, report) = (format!("out/report.{format}"), format!("{format}=out/report.{format}"));
        for _ in 0..2 {
            let output = run(folder, &["check", "--report", &report]);
            assert_eq!(output.status.code(), Some(0), "{report}: {}", said(&output));
            git(folder, &["add", "-f", &path]);
        }
        assert!(text(folder, &path).is_some_and(|text| !text.is_empty()));
    }
    for path in ["untracked.txt", "deals/report.json"] {
        let report = format!("json={path}");
        fs::write(folder.join("untracked.txt"), "left by a job").expect("written");
        for _ in 0..2 {
            assert_eq!(run(folder, &["check", "--report", &report]).status.code(), Some(0), "{path}");
        }
        assert!(text(folder, path).is_some_and(|text| text.contains("fieldbook/findings")), "{path}");
    }
}

#[test]
fn a_pipe_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = site();
    let folder = folder.path();
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    for (arguments, beginning) in [
        (&["check", "--report", "json=pipe"][..], "{\n  \"schema\": \"fieldbook/findings"),
        (&["rfp", "fill", "q.csv", "-o", "pipe", "--manifest", "m.json"], "Question,Answer\n"),
    ] {
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().expect("cat runs");
        let output = run(folder, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        let read = String::from_utf8(reader.wait_with_output().expect("it ends").stdout).expect("text");
        assert!(read.starts_with(beginning), "{read}");
        assert!(fs::metadata(&pipe).expect("there").file_type().is_fifo(), "{arguments:?}");
    }
}

#[test]
fn a_filled_questionnaire_that_was_changed_is_kept() {
    let folder = site();
    let folder = folder.path();
    let fill = |more: &[&str]| run(folder, &[&["rfp", "fill", "q.csv"], more].concat());
    for _ in 0..2 {
        let output = fill(&[]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let filled = text(folder, "q-filled.csv").expect("filled");
    assert!(filled.contains("Yes"), "{filled}");
    let edited = filled.replace("Yes", "Yes, by hand");
    fs::write(folder.join("q-filled.csv"), &edited).expect("edited");
    let why = "q-filled.csv was changed since `rfp fill` wrote it; name another file with --output, or replace it with \
               --force";
    refused(folder, &["rfp", "fill", "q.csv"], ("q-filled.csv", why));
    let forced = fill(&["--force"]);
    assert_eq!((forced.status.code(), text(folder, "q-filled.csv")), (Some(0), Some(filled)));
    let note = "note: replacing q-filled.csv, although it was changed since `rfp fill` wrote it\n";
    assert!(said(&forced).starts_with(note), "{}", said(&forced));
    fs::remove_file(folder.join("q-filled-manifest.json")).expect("removed");
    fs::write(folder.join("q-filled.csv"), &edited).expect("edited");
    refused(folder, &["rfp", "fill", "q.csv"], ("q-filled.csv", "does not record that `rfp fill` wrote it"));
}

#[test]
fn a_filled_questionnaire_replaces_no_file_of_a_person() {
    let folder = site();
    let folder = folder.path();
    git(folder, &["init", "-q"]);
    git(folder, &["add", "notes.txt"]);
    for (path, why) in [
        ("content/pages/a.md", "does not record that"),
        ("content/new.md", "in a root of the site"),
        ("content/new.csv", "in a root of the site"),
        ("notes.txt", "does not record that"),
        ("q.csv", "the customer's own file"),
    ] {
        refused(folder, &["rfp", "fill", "q.csv", "-o", path], (path, why));
    }
    let forced = ["rfp", "fill", "q.csv", "--force", "-o"];
    for (path, why) in
        [("content/pages/a.md", "in a root of the site"), ("site.toml", "the settings file"), ("notes.txt", "tracked")]
    {
        refused(folder, &[&forced[..], &[path]].concat(), (path, why));
    }
    let manifest = |path| ["rfp", "fill", "q.csv", "--force", "-o", "out.csv", "--manifest", path];
    refused(folder, &manifest("notes.txt"), ("notes.txt", "notes.txt is not a manifest of `rfp fill`"));
    refused(folder, &manifest("out.csv"), ("out.csv", "cannot be both the output and its manifest"));
    assert_eq!(text(folder, "out.csv"), None);
    // A questionnaire is kept with the private entries of its opportunity, and filled there, also again.
    fs::copy(folder.join("q.csv"), folder.join("deals/q.csv")).expect("copied");
    for _ in 0..2 {
        let output = run(folder, &["rfp", "fill", "deals/q.csv"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

#[test]
fn a_full_disk_behind_standard_output_is_an_error() {
    let folder = site();
    for arguments in
        [&["check"][..], &["check", "--format", "json"], &["rfp", "match", "q.csv"], &["explain"], &["--help"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("opened");
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        let output = command.current_dir(folder.path()).args(arguments).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        let is_named = said(&output).contains("fieldbook: cannot write to standard output: No space left on device");
        assert!(is_named || arguments == ["--help"], "{arguments:?}: {}", said(&output));
    }
}
