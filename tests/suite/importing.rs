//! Imports: what goes where, that bodies stay byte for byte, and that nothing is written over.

use fieldbook::config::default_settings;
use fieldbook::entry::{Context, Entry, KindFields, ShortAnswer, read_entries};
use fieldbook::importing::{
    Import, ImportMode, Row, Source, as_json, as_text, import_folder, import_headings, import_table,
};
use fieldbook::source::SourceFile;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn texts(import: &Import) -> Vec<(&str, &str)> {
    let text = |bytes| std::str::from_utf8(bytes).expect("it is text");
    import.files.iter().map(|file| (file.path.as_str(), text(&file.bytes))).collect()
}

fn entries(text: &str) -> (Vec<Arc<Entry>>, Vec<String>) {
    let settings = default_settings();
    let root = settings.roots.first().expect("there is a root");
    let file = SourceFile::new("content/answers/a.md", text.to_owned());
    let read = read_entries(&file, Context { settings: &settings, root });
    (read.entries, read.findings.into_iter().map(|finding| finding.message).collect())
}

const PAGE: &str = "# Data handling

Read [this](guide.md) first.

---

### Is data encrypted at rest?

*Also asked as: \"Is stored data
encrypted?\" / \"Encryption: at rest\"*

**Yes.** With AES-256 on
every volume.

```
> not advice
```

> Check your backups too.

---

### Where is it stored?

**Info.** In [[ FILL IN: country ]].
";

const ANSWERS: &str = "---
kind: answers
status: unreviewed
---

# Data handling

Read [this](guide.md) first.

## Is data encrypted at rest?

```yaml
short_answer: yes
alternates:
  - Is stored data encrypted?
  - \"Encryption: at rest\"
```

### Standard

**Yes.** With AES-256 on
every volume.

```
> not advice
```

### Guidance

> Check your backups too.

## Where is it stored?

**Info.** In [[ FILL IN: country ]].
";

#[test]
fn headings_become_answers() {
    let import = import_headings(&[source("a/data.md", PAGE), source("README.md", "# Read me\n\n## Layout\n")]);
    assert_eq!(texts(&import), [("data.md", ANSWERS)]);
    let row = |source: &str, target: Option<&str>, what: &str, notes: &[&str]| Row {
        source: source.to_owned(),
        target: target.map(str::to_owned),
        what: what.to_owned(),
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
    };
    let notes = [
        "1 with other wordings",
        "1 with a short answer",
        "1 with advice, now under `### Guidance`",
        "1 with blanks to fill in (`[[ … ]]`)",
    ];
    let expected =
        [row("a/data.md", Some("data.md"), "2 answers", &notes), row("README.md", None, "no headings that ask", &[])];
    assert_eq!(import.rows, expected);
}

#[test]
fn advice_is_no_part_of_the_answer() {
    let (entries, findings) = entries(ANSWERS);
    assert_eq!(findings, Vec::<String>::new());
    let KindFields::Answer(answer) = &entries[1].kind_fields else { panic!("an answer") };
    assert_eq!(answer.short_answer.as_ref().map(|short| short.value), Some(ShortAnswer::Yes));
    let standard = answer.lengths.standard.expect("it has a text");
    assert_eq!(entries[1].file.slice(standard).trim().lines().last(), Some("```"));
    assert!(!entries[1].file.slice(standard).contains("backups"));
}

#[test]
fn a_table_becomes_answers() {
    let table = "\u{feff}Our answers 2026\n\nNo,Category,Question,Other wordings,Answer,Comments,Owner\n1,Access,\"Is MFA \"\"forced\"\"?\",Do you enforce MFA?; 2FA?,Yes,\"For all staff.\n# since 2024\",Jane\n2,Access,Is MFA \"forced\"?,,No,,\n3,Exit,How is data deleted in C#,,Within 30 days.,,\n";
    let import = import_table(&source("Old answers.csv", table)).expect("it is a table");
    let expected = "---
kind: answers
title: Old answers
status: unreviewed
---

## Is MFA \"forced\"?

```yaml
short_answer: yes
alternates:
  - Do you enforce MFA?
  - \"2FA?\"
tags: [access]
# number: 1
# Owner: Jane
```

For all staff.
\\# since 2024

## Is MFA \"forced\"?

```yaml
id: is-mfa-forced-2
short_answer: no
tags: [access]
# number: 2
```

No

## How is data deleted in C\\#

```yaml
tags: [exit]
# number: 3
```

Within 30 days.
";
    assert_eq!(texts(&import), [("old-answers.md", expected)]);
    let notes = [
        "column Other wordings: other wordings",
        "kept as comments: Owner",
        "left out, above the header: Our answers 2026",
    ];
    assert_eq!(import.rows[0].notes, notes);
    let (entries, findings) = entries(expected);
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(entries[3].title.value, "How is data deleted in C#");
    assert!(import_table(&source("x.csv", "a,b\n1,2\n")).is_err());
}

#[test]
fn a_folder_is_copied_as_it_is() {
    let settings = default_settings();
    let root = settings.roots.first().expect("there is a root");
    let body = "# A\r\n\r\n[b](b/README.md) <b>x</b>  \r\n\ttail";
    let sources = [
        source("a.md", &format!("---\r\nlayout: wide\r\n---\r\n{body}")),
        source("b/README.md", "# B\n"),
        source("b/x.html", "<p>"),
        Source { path: "logo.png".to_owned(), bytes: vec![0x89, 0, 255] },
        Source { path: "latin.md".to_owned(), bytes: vec![b'#', b' ', 0xE4] },
    ];
    let import = import_folder(&sources, "content", root, &settings);
    let expected = format!("---\r\n# layout: wide\r\n---\r\n{body}");
    assert_eq!(String::from_utf8_lossy(&import.files[0].bytes), expected);
    for (source, file) in sources.iter().zip(&import.files).skip(1) {
        assert_eq!((&source.path, &source.bytes), (&file.path, &file.bytes));
    }
    let table = "a.md      content/a.md  page, front matter fitted; kept as comments: layout
latin.md  content/latin.md  page copied; no UTF-8 text: the check will name it
1 file unchanged: HTML copied
1 file unchanged: image copied
1 file unchanged: page copied
5 files for content, 0 left out
";
    assert_eq!(as_text(&import, "content"), table);
    let report: serde_json::Value =
        serde_json::from_str(&as_json(&import, "content", ImportMode::DryRun).expect("it is written"))
            .expect("it is JSON");
    assert_eq!(report["schema"], "fieldbook/import-report/2");
    assert_eq!(report["files"][0]["notes"][0], "kept as comments: layout");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1795219200");
    command.output().expect("it runs")
}

fn said(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("it is text")
}

#[test]
fn the_command_writes_once_and_never_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, site) = (folder.path().join("wiki"), folder.path().join("kb"));
    fs::create_dir_all(from.join(".git")).expect("it can be made");
    fs::create_dir_all(&site).expect("it can be made");
    fs::write(from.join("a.md"), "# A\n").expect("it can be written");
    fs::write(site.join("site.toml"), "").expect("it can be written");
    let tried = run(&site, &["import", "folder", "../wiki", "--dry-run"]);
    assert_eq!(
        said(&tried.stdout),
        ".git  left out  hidden\n1 file unchanged: page copied\n1 file for content, 1 left out\n"
    );
    assert!(!site.join("content").exists());
    assert!(run(&site, &["import", "folder", "../wiki"]).status.success());
    fs::write(from.join("a.md"), "# Changed\n").expect("it can be written");
    let again = run(&site, &["import", "folder", "../wiki"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again.stderr).contains("a.md would be written over in"), "{}", said(&again.stderr));
    assert_eq!(fs::read_to_string(site.join("content/a.md")).expect("it is there"), "# A\n");
}

#[test]
fn names_that_differ_only_by_case_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, site) = (folder.path().join("wiki"), folder.path().join("kb"));
    fs::create_dir_all(&from).expect("it can be made");
    fs::create_dir_all(&site).expect("it can be made");
    fs::write(from.join("Plan.md"), "# One\n").expect("it can be written");
    fs::write(from.join("plan.md"), "# Two\n").expect("it can be written");
    fs::write(site.join("site.toml"), "").expect("it can be written");
    let refused = run(&site, &["import", "folder", "../wiki"]);
    assert_eq!(
        said(&refused.stderr),
        "fieldbook: Plan.md and plan.md have the same name where upper and lower case do not count; nothing was written, \
         rename one of them\n"
    );
    assert_eq!(refused.status.code(), Some(2));
    assert!(!site.join("content").exists());
    fs::rename(from.join("plan.md"), from.join("plans.md")).expect("it can be renamed");
    assert!(run(&site, &["import", "folder", "../wiki"]).status.success(), "the control");
}
