//! A second import: what changed at the origin, and that nothing that was edited here is written again.

use super::office::{docx, p};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1795219200");
    command.output().expect("it runs")
}

fn said(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("it is text")
}

fn put(path: &Path, text: &str) {
    fs::write(path, docx(&[p("H1", "Title"), p("", text)].concat(), &[], &[])).expect("it can be written");
}

#[test]
fn a_second_import_reports_changes_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, site) = (folder.path().join("sales"), folder.path().join("kb"));
    fs::create_dir_all(&from).expect("it can be made");
    fs::create_dir_all(site.join("content/own")).expect("it can be made");
    fs::write(site.join("site.toml"), "").expect("it can be written");
    fs::write(site.join("content/own/page.md"), "# Ours\n").expect("it can be written");
    for name in ["same", "edited", "changed", "gone", "removed"] {
        put(&from.join(format!("{name}.docx")), &format!("{name} one"));
    }
    let tried = run(&site, &["import", "documents", "../sales", "--dry-run"]);
    assert!(tried.status.success(), "{}", said(&tried.stderr));
    assert!(!site.join("imports.json").exists() && !site.join("content/sales").exists());
    let first = run(&site, &["import", "documents", "../sales"]);
    assert_eq!(
        said(&first.stdout),
        "carried over: heading, 5 places\n5 files: Word document converted\n5 files for content/sales, 0 left out\n"
    );
    let page = |name: &str| site.join(format!("content/sales/{name}.md"));
    let text = |name: &str| fs::read_to_string(page(name)).expect("it is there");
    assert_eq!(text("same"), "---\nkind: page\nstatus: unreviewed\n---\n\n# Title\n\nsame one\n");
    fs::write(page("edited"), "# Mine\n").expect("it can be written");
    fs::remove_file(page("removed")).expect("it can be removed");
    for name in ["edited", "changed", "removed", "new"] {
        put(&from.join(format!("{name}.docx")), &format!("{name} two"));
    }
    fs::remove_file(from.join("gone.docx")).expect("it can be removed");
    let second = run(&site, &["import", "documents", "../sales"]);
    let expected = "since the last import from sales: 1 new, 3 changed, 1 gone, 1 unchanged
  new.docx: new
  changed.docx: changed at the origin; --update writes it again
    - changed one
    + changed two
  edited.docx: changed at the origin and edited here; merge the lines by hand
    - # Mine
    + ---
    + kind: page
    + status: unreviewed
    + ---
    + # Title
    and 1 more line
  removed.docx: changed at the origin, removed here; nothing to do
  gone.docx: gone at the origin; its pages stay until you remove them
";
    assert!(said(&second.stdout).contains(expected), "{}{}", said(&second.stdout), said(&second.stderr));
    assert!(said(&second.stdout).ends_with("\n1 file for content/sales, 0 left out\n"), "{}", said(&second.stdout));
    assert_eq!((text("changed").contains("changed one"), text("edited").as_str()), (true, "# Mine\n"));
    assert!(text("new").contains("new two"));
    let third = run(&site, &["import", "documents", "../sales", "--update"]);
    assert!(said(&third.stdout).contains("changed.docx: changed at the origin, updated"), "{}", said(&third.stdout));
    assert_eq!((text("changed").contains("changed two"), text("edited").as_str()), (true, "# Mine\n"));
    assert!(!page("removed").exists() && page("gone").exists());
    let fourth = run(&site, &["import", "documents", "../sales"]);
    assert!(said(&fourth.stdout).contains("0 new, 2 changed, 1 gone, 3 unchanged"), "{}", said(&fourth.stdout));
    assert_eq!(fs::read_to_string(site.join("content/own/page.md")).expect("it is there"), "# Ours\n");
}

#[test]
fn reports_and_records_have_the_form_of_their_schemas() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("kb");
    fs::create_dir_all(site.join("content/competitors")).expect("it can be made");
    fs::write(site.join("site.toml"), "").expect("it can be written");
    fs::write(site.join("content/competitors/globex.md"), "---\nname: Globex\n---\n").expect("it can be written");
    let body =
        [p("H1", "Globex"), p("H2", "Why we win"), p("", "Globex has no audit log."), p("H2", "Why we lose")].concat();
    let file = folder.path().join("globex.docx");
    for text in ["", "more"] {
        fs::write(&file, docx(&[body.clone(), p("", text)].concat(), &[], &[])).expect("it can be written");
        let file = file.to_str().expect("text");
        let output = run(&site, &["import", "documents", file, "--kinds", "proposed", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let schema = serde_json::from_slice(&run(&site, &["schema", "import-report"]).stdout).expect("JSON");
        assert_eq!(jsonschema::validate(&schema, &report).map_err(|error| error.to_string()), Ok(()));
        assert_eq!(report["proposals"][0]["kind"], "battlecard");
        assert_eq!(report.get("origin").is_some(), !text.is_empty());
    }
    let record = serde_json::from_slice(&fs::read(site.join("imports.json")).expect("a record")).expect("JSON");
    let schema = serde_json::from_slice(&run(&site, &["schema", "imports"]).stdout).expect("JSON");
    assert_eq!(jsonschema::validate(&schema, &record).map_err(|error| error.to_string()), Ok(()));
    let card = fs::read_to_string(site.join("content/globex/globex.md")).expect("it is there");
    assert!(
        card.starts_with(
            "---\nkind: battlecard\nstatus: unreviewed\ncompetitor: Globex\nclaims:\n  - id: globex-has-no-audit-log\n"
        ),
        "{card}"
    );
    let check = run(&site, &["check", "--format", "concise"]);
    assert!(!said(&check.stdout).contains("schema/"), "{}", said(&check.stdout));
}
