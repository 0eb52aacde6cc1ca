//! A round with a questionnaire, as people run it: match, review, fill and what follows.

mod assigning;
mod documented;
mod evidence;
mod learning;
mod near_twins;
mod nothing_approved;
mod outgoing;
mod page;
mod page_decisions;
mod responses;
mod review;
mod worksheets;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What all answers of the sample library have in common.
const FRONT: &str = "owner: ann\nstatus: approved\naudience: customer\nverified: 2026-11-01\nreview_every: 1y\n\
    approvals: [{role: legal, by: ben, on: 2026-11-01}]\n";

const PEOPLE: &str =
    "- {id: ann, name: Ann Arbor, email: ann@example.com}\n- {id: ben, name: Ben Bow, email: ben@example.com}\n";

const CSV: &str = "No,Section,Question,Response (Yes/No/Partial/N/A),Comments\n\
    1,Access,Is single sign-on offered?,,\n\
    2,Access,Are all administrator actions of your staff recorded?,,\n\
    3,Operations,Which colour does the office have?,,\n\
    4,Operations,Is there a lunar backup site?,,\n";

/// Returns the file of an answer; `fields` are further lines of front matter.
fn answer(question: &str, fields: &str, text: &str) -> String {
    format!("---\nquestion: {question}\n{FRONT}{fields}---\n## Standard\n\n{text}\n")
}

/// Makes a site with three answers and a questionnaire.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let toml =
        "[site]\ntitle = \"T\"\n\n[[roots]]\npath = \"content\"\n\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    let sso = answer("Is single sign-on offered?", "short_answer: yes\n", "Yes. SAML 2.0 on every plan.");
    let logs = answer("Are administrator actions logged?", "short_answer: yes\n", "Yes. Kept for one year.");
    let backup = answer("Are backups taken every day?", "short_answer: partial\n", "Databases daily, files weekly.");
    let files = [
        ("site.toml", toml),
        ("people.yaml", PEOPLE),
        ("deals/customers.yaml", "- {key: acme, names: [Acme Mills]}\n- {key: initech, names: [Initech]}\n"),
        ("content/answers/sso.md", &sso),
        ("content/answers/logs.md", &logs),
        ("content/answers/backup.md", &backup),
        ("q.csv", CSV),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A command in the folder of the site, without settings of the machine.
fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env_remove("FIELDBOOK_NOTION_TOKEN").env_remove("VISUAL").env_remove("EDITOR").current_dir(folder);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.args(words).args(["--today", "2026-11-21"]);
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    command(folder, words).output().expect("it runs")
}

/// Runs a command whose keys come from a pipe, one line each.
fn with_keys(mut command: Command, keys: &str) -> Output {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("a pipe").write_all(keys.as_bytes()).expect("read");
    child.wait_with_output().expect("it ends")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Returns what a successful command printed.
fn printed(folder: &Path, words: &[&str]) -> String {
    let output = run(folder, words);
    assert_eq!(output.status.code(), Some(0), "{words:?}: {}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

/// Fails unless the command ends with 2 and says `why`.
fn refused(folder: &Path, words: &[&str], why: &str) {
    let output = run(folder, words);
    assert_eq!(output.status.code(), Some(2), "{words:?}: {}{}", stdout(&output), stderr(&output));
    assert!(stderr(&output).contains(why), "{words:?}: {}", stderr(&output));
}
