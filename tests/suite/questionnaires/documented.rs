//! The commands in `docs/questionnaires.md` are run on the sample site, and print what the page shows.

use super::write;
use regex::Regex;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Commands that need a file which people have worked on, or a terminal; other tests run them.
const NOT_RUN: [&str; 6] = ["review", "import-answers", "harvest", "stale", "as-of", "history"];

/// What of the sample site the commands read.
const SITE: [&str; 9] = [
    "site.toml",
    "content",
    "deals",
    "people.yaml",
    "synonyms.yaml",
    "capabilities.yaml",
    "jargon.yaml",
    "opportunities.json",
    "questionnaires",
];

/// A command of the page with what is below it.
struct Example {
    words: Vec<String>,
    expected: String,
}

/// Returns the examples in the `console` blocks of a page.
fn examples(page: &str) -> Vec<Example> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands = blocks.flat_map(|block| block.split("$ fieldbook ").skip(1));
    let example = |text: &str| {
        let (line, expected) = text.split_once('\n').unwrap_or((text, ""));
        let words = line.split(' ').map(|word| word.trim_matches('\'').to_owned()).collect();
        Example { words, expected: expected.to_owned() }
    };
    commands.map(example).collect()
}

/// Returns whether `actual` is what the page shows; an ellipsis is any text of a line, or any lines.
fn is_shown(expected: &str, actual: &str) -> bool {
    let pattern = regex::escape(expected).replace("…\n", "\u{1}").replace('…', "[^\n]*").replace('\u{1}', "(?s:.*?)");
    Regex::new(&format!("^{pattern}$")).expect("a pattern").is_match(actual)
}

/// Copies a file, or a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("listed");
        let below = entry.path().strip_prefix(from).expect("below");
        let path = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(path).expect("made");
        } else {
            fs::copy(entry.path(), path).expect("copied");
        }
    }
}

/// Runs a command; returns standard output, unless it goes to a file, and standard error.
fn run(folder: &Path, words: &[String]) -> String {
    let (words, file) = match words {
        [words @ .., sign, file] if sign == ">" => (words, Some(file)),
        words => (words, None),
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(words).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "user.email");
    command.env("GIT_CONFIG_VALUE_0", "maren.oxbury@example.com").env_remove("FIELDBOOK_NOTION_TOKEN");
    if words.get(1).is_some_and(|word| word != "inspect") {
        command.args(["--today", "2026-11-21"]);
    }
    let output = command.output().expect("it runs");
    let [printed, notes] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    if let Some(file) = file {
        write(folder, file, &printed);
        return notes;
    }
    // That the sample is a demonstration, the page does not show.
    let notes = notes.lines().filter(|line| !line.starts_with("note: demonstration: "));
    notes.fold(printed, |text, line| text + line + "\n")
}

#[test]
fn every_command_prints_what_the_page_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for path in SITE {
        copy(&root.join(path), &folder.join(path));
    }
    write(folder, "t.csv", "Question,Answer,Answer\nIs it so?,,\n");
    let page = fs::read_to_string(root.join("docs/questionnaires.md")).expect("the page").replace("\r\n", "\n");
    let (mut count, mut wrong) = (0, Vec::new());
    for Example { words, expected } in examples(&page) {
        if words.get(1).is_some_and(|word| NOT_RUN.contains(&word.as_str())) {
            continue;
        }
        if words.contains(&"--remember".to_owned()) {
            // What the page says to do with the file: decide, and remove what was undecided.
            let text = fs::read_to_string(folder.join("layout.json")).expect("a layout");
            let mut inspection: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let sheet = inspection.pointer_mut("/mapping/sheets/0").and_then(serde_json::Value::as_object_mut);
            sheet.expect("a sheet").remove("undecided").expect("undecided");
            write(folder, "layout.json", &inspection.to_string());
        }
        let actual = run(folder, &words);
        count += 1;
        if !is_shown(&expected, &actual) {
            wrong.push(format!("$ fieldbook {}\n{actual}", words.join(" ")));
        }
    }
    assert!(count >= 10, "{count} commands");
    assert!(wrong.is_empty(), "docs/questionnaires.md does not show what these print:\n{}", wrong.join("\n"));
}

#[test]
fn an_ellipsis_is_any_text_and_nothing_else_is() {
    assert!(is_shown("a\n…\n0.9… b\n", "a\nx\ny\n0.97 b\n") && is_shown("…\nb\n", "b\n"));
    assert!(!is_shown("a\nb\n", "a\nc\nb\n") && !is_shown("0.9…\n", "0.8\n"));
}
