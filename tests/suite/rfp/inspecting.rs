//! `rfp inspect` as people run it: a mapping to correct, and a layout that is remembered.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TIED: &str = "ID,Question,Answer,Answer\n1,Is it so?,,\n";

fn inspect(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .current_dir(folder)
        .args(["rfp", "inspect"])
        .args(arguments)
        .output()
        .expect("fieldbook runs");
    (status.code(), String::from_utf8(stdout).expect("text"), String::from_utf8(stderr).expect("text"))
}

#[test]
fn a_layout_is_corrected_once_and_remembered_for_its_template() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("site.toml", "");
    write("tied.csv", TIED);
    // The same template from another customer, and another template.
    write("again.csv", &TIED.replace("1,Is it so?", "7,Is anything else so?"));
    write("other.csv", &TIED.replace("ID", "No"));
    let undecided = "fieldbook: sheet \"CSV\": 2 columns fit equally well for the answers\n  CSV!C1 \"Answer\" (fit 21)\n  CSV!D1 \"Answer\" (fit 21)\n\
                     correct the mapping that `fieldbook rfp inspect FILE` prints, and pass it with --mapping\n";

    let (code, printed, error) = inspect(folder.path(), &["tied.csv", "--remember"]);
    assert_eq!((code, error.as_str()), (Some(2), undecided));
    assert!(!folder.path().join("questionnaires").exists(), "nothing undecided is remembered");
    let mut inspection: Value = serde_json::from_str(&printed).expect("JSON");
    let sheet = inspection.pointer_mut("/mapping/sheets/0").and_then(Value::as_object_mut).expect("a mapping");
    assert_eq!(sheet.remove("undecided").and_then(|undecided| undecided.as_array().map(Vec::len)), Some(3));
    sheet.insert("response".to_owned(), "D".into());
    // All that was printed is accepted, or its mapping alone.
    write("all.json", &inspection.to_string());
    write("mapping.json", &inspection["mapping"].to_string());
    for (mapping, remember) in [("all.json", &[][..]), ("mapping.json", &["--remember"])] {
        let (code, _, error) = inspect(folder.path(), &[&["tied.csv", "--mapping", mapping], remember].concat());
        let note = if remember.is_empty() { "" } else { "remembered the layout in " };
        assert!(code == Some(0) && error.starts_with(note) && (note.is_empty() == error.is_empty()), "{error}");
    }

    let layouts = fs::read_to_string(folder.path().join("questionnaires/layouts.json")).expect("remembered");
    assert!(layouts.starts_with("{\n  \"schema\": \"fieldbook/rfp-layouts/1\""), "{layouts}");
    assert!(!layouts.contains("Is it so"), "nothing that the customer wrote is kept");
    let (code, printed, error) = inspect(folder.path(), &["again.csv"]);
    assert_eq!(
        (code, error.as_str()),
        (Some(0), "note: the layout of this file is remembered in questionnaires/layouts.json\n")
    );
    let again: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(again["mapping"], inspection["mapping"]);
    assert_eq!(inspect(folder.path(), &["other.csv"]).0, Some(2), "another header is another template");

    // The file of a person is never taken for one of layouts.
    write("questionnaires/layouts.json", "{\"layouts\": []}");
    let (code, _, error) = inspect(folder.path(), &["again.csv"]);
    assert!(code == Some(2) && error.contains("layouts.json") && error.contains("schema"), "{error}");
}
