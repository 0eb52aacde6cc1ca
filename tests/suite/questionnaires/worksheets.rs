//! `fieldbook rfp export` and `import-answers`: the questions of each person, out and back.

use super::{command, printed, read, refused, run, site, stderr, stdout, with_keys, write};
use fieldbook_questionnaire::files::archive::Archive;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill};
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::files::workbook::read_sheets;
use std::fs;
use std::path::Path;

/// Assigns the question about colours to Ben and the one before to Ann, and leaves the last.
fn assigned() -> tempfile::TempDir {
    let folder = site();
    let keys = "s\nann\n\ns\nben\n2026-12-01\nk\n";
    let output = with_keys(command(folder.path(), &["rfp", "review", "q.csv", "--by", "ann"]), keys);
    assert!(output.status.success(), "{}", stderr(&output));
    folder
}

fn json(folder: &Path) -> String {
    read(folder, "q-decisions.json")
}

#[test]
fn each_person_gets_what_is_assigned_and_what_is_nearest() {
    let folder = assigned();
    let folder = folder.path();
    let said = printed(folder, &["rfp", "export", "q.csv", "--format", "csv"]);
    assert_eq!(said, "ann: 2 questions in q-for-ann.csv\nben: 1 question in q-for-ben.csv\n");
    let row = ",ben,2026-12-01,assigned,CSV!4,3,Operations,Which colour does the office have?,,,\r\n";
    assert!(read(folder, "q-for-ben.csv").ends_with(row), "{}", read(folder, "q-for-ben.csv"));
    assert!(
        read(folder, "q-for-ben.csv")
            .starts_with("Key,For,Due,State,Place,Number,Section,Question,Nearest answer,Choice,Answer\r\n")
    );
    let proposed = ",ann,,proposed,CSV!5,4,Operations,Is there a lunar backup site?,answers/backup,,\r\n";
    assert!(read(folder, "q-for-ann.csv").contains(proposed), "{}", read(folder, "q-for-ann.csv"));
    let assigned = ",ann,,assigned,CSV!3,2,Access,Are all administrator actions of your staff recorded?,";
    assert!(read(folder, "q-for-ann.csv").contains(assigned), "{}", read(folder, "q-for-ann.csv"));
    printed(folder, &["rfp", "export", "q.csv", "--format", "markdown", "--person", "ben", "--into", "out"]);
    assert_eq!(
        read(folder, "out/q-for-ben.md"),
        "# Questions for ben\n\n## 3 Which colour does the office have?\n\nassigned, due 2026-12-01 (CSV!4, Operations)\n"
    );
    refused(
        folder,
        &["rfp", "export", "q.csv", "--person", "bn"],
        "there is no question for bn; people with questions: ann, ben",
    );
    // What a person may have filled meanwhile is not replaced.
    printed(folder, &["rfp", "export", "q.csv", "--format", "csv"]);
    write(folder, "q-for-ben.csv", &(read(folder, "q-for-ben.csv") + "mine"));
    refused(folder, &["rfp", "export", "q.csv", "--format", "csv"], "q-for-ben.csv");
}

#[test]
fn a_filled_workbook_becomes_decisions_of_the_person() {
    let folder = assigned();
    let folder = folder.path();
    printed(folder, &["rfp", "export", "q.csv", "--person", "ben"]);
    let bytes = fs::read(folder.join("q-for-ben.xlsx")).expect("a workbook");
    let sheets = read_sheets(&Archive::open(&bytes).expect("an archive")).expect("sheets");
    let grid = sheets.first().expect("a sheet");
    assert_eq!((grid.name.as_str(), grid.text(Cell::new(1, 7))), ("Questions", "Which colour does the office have?"));
    let planned = |column, text: &str| PlannedCell {
        sheet: "Questions".to_owned(),
        cell: Cell::new(1, column),
        text: text.to_owned(),
    };
    let filled = fill(&bytes, Format::Xlsx, &[planned(9, "Partly"), planned(10, "=Green & blue")]).expect("filled");
    fs::write(folder.join("back.xlsx"), filled).expect("written");
    let import = ["rfp", "import-answers", "q.csv", "back.xlsx"];
    assert_eq!(printed(folder, &import), "back.xlsx: 1 taken, 0 unchanged, 0 not taken, 0 without an answer\n");
    let expected = "\"decision\": \"edit\",\n      \"short_answer\": \"partial\",\n      \"text\": \"=Green & blue\",\n      \"by\": \"ben\",\n      \"on\": \"2026-11-21\"";
    assert!(json(folder).contains(expected), "{}", json(folder));
    assert_eq!(printed(folder, &import), "back.xlsx: 0 taken, 1 unchanged, 0 not taken, 0 without an answer\n");
    printed(folder, &["rfp", "fill", "q.csv"]);
    assert!(
        read(folder, "q-filled.csv").contains("Which colour does the office have?,Partial,'=Green & blue\n"),
        "{}",
        read(folder, "q-filled.csv")
    );
}

#[test]
fn an_answer_is_not_taken_over_another_decision_or_for_a_question_that_changed() {
    let folder = assigned();
    let folder = folder.path();
    printed(folder, &["rfp", "export", "q.csv", "--format", "csv"]);
    let ann = read(folder, "q-for-ann.csv").replace("answers/backup,,", "answers/backup,no,There is none.");
    let key = |text: &str| text.lines().nth(1).map(|line| line[..16].to_owned()).expect("a row");
    write(folder, "ann.csv", &ann);
    write(
        folder,
        "ben.csv",
        &read(folder, "q-for-ben.csv")
            .replace("have?,,,", "have?,,,Green")
            .replace(&key(&read(folder, "q-for-ben.csv")), "0123456789abcdef"),
    );
    let output = with_keys(command(folder, &["rfp", "review", "q.csv", "--by", "ann"]), "n\nq\n");
    assert!(stdout(&output).contains("1 decided"), "{}", stdout(&output));
    let before = json(folder);
    assert_eq!(
        printed(folder, &["rfp", "import-answers", "q.csv", "ann.csv", "ben.csv"]),
        "ann.csv: 0 taken, 0 unchanged, 1 not taken, 1 without an answer\n  row 3: ann decided about the question on 2026-11-21\n\
         ben.csv: 0 taken, 0 unchanged, 1 not taken, 0 without an answer\n  row 2: no question has this key; it changed since the export\n"
    );
    assert_eq!(json(folder), before);
    refused(
        folder,
        &["rfp", "import-answers", "q.csv", "q.csv"],
        "q.csv: no sheet has the headers Key, For, Choice and Answer of a worksheet",
    );
    refused(
        folder,
        &["rfp", "import-answers", "q.csv", "ann.csv", "--by", "bem"],
        "there is no person bem in people.yaml; did you mean ben?",
    );
    write(folder, "ann.csv", &ann.replace(",no,", ",perhaps,"));
    refused(folder, &["rfp", "import-answers", "q.csv", "ann.csv"], "ann.csv: row 3: the choice is \"perhaps\"");
    let key = ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat();
    write(folder, "ben.csv", &read(folder, "q-for-ben.csv").replace("have?,,,", &format!("have?,,,{key}")));
    let output = run(folder, &["rfp", "import-answers", "q.csv", "ben.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("contains a credential") && !stderr(&output).contains(&key),
        "{}",
        stderr(&output)
    );
    assert_eq!(json(folder), before);
}
