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

#[test]
fn a_mapping_that_does_not_fit_the_file_is_refused_and_not_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("site.toml", "");
    write("q.csv", "ID,Question,Answer,Rank\n1,Is it so?,,\n2,Is it not?,,\n");
    let sheet = |more: &str| format!("{{\"sheet\": \"CSV\", \"header_row\": 1, \"question\": \"B\"{more}}}");
    let mapping = |sheets: &str| format!("{{\"schema\": \"fieldbook/rfp-mapping/1\", \"sheets\": [{sheets}]}}");
    let one = |more: &str| mapping(&sheet(more));
    for (text, why) in [
        (
            one(", \"response\": \"F\""),
            "m.json: mapping of sheet \"CSV\": column F, given for `response`, is not in the sheet; its last column is D",
        ),
        (one(", \"response\": \"B\""), "column B is used for two roles, question and response"),
        (one(", \"response\": \"C\", \"comment\": \"C\""), "column C is used for two roles, response and comment"),
        (
            one(", \"response\": \"C\", \"marks\": {\"C\": \"yes\"}"),
            "column C is used for two roles, response and mark `yes`",
        ),
        (one(", \"id\": \"D\""), "column D, given for `id`, has no text below the header"),
        (
            one("").replace("\"header_row\": 1", "\"header_row\": 9"),
            "`header_row` is 9, and the last row with text is 3",
        ),
        (
            mapping(&[sheet(""), sheet(", \"response\": \"C\"")].join(", ")),
            "two tables begin in the same rows, 1 and 1",
        ),
        (
            one("").replace("mapping/1", "mapping/2"),
            "the `schema` of the mapping is \"fieldbook/rfp-mapping/2\", not \"fieldbook/rfp-mapping/1\"",
        ),
        (one(", \"answer\": \"C\""), "m.json: not the mapping of a questionnaire: unknown field `answer`"),
        (
            "Question = B".to_owned(),
            "m.json: not the mapping of a questionnaire: expected value at line 1 column 1; a mapping is JSON in UTF-8, as `fieldbook rfp inspect FILE` prints it: write that to a file, correct it there, and name it with --mapping",
        ),
    ] {
        write("m.json", &text);
        let (code, _, error) = inspect(folder.path(), &["q.csv", "--mapping", "m.json", "--remember"]);
        assert!(code == Some(2) && error.contains(why), "{text}: {error}");
    }
    assert!(!folder.path().join("questionnaires").exists(), "nothing of it is remembered");
    // The first column without text takes answers too, and below a question its own column does.
    for (text, at) in
        [(one(", \"response\": \"E\""), "beside"), (one(", \"response\": \"B\", \"answers\": \"below\""), "below")]
    {
        write("m.json", &format!("\u{feff}{text}"));
        assert_eq!(inspect(folder.path(), &["q.csv", "--mapping", "m.json"]).0, Some(0), "{at}");
    }
}
