//! The file of decisions beside a questionnaire: the page reads what `rfp review` wrote, and writes what `rfp fill` applies.

use super::page::{TODAY, choice, decided, desk, json_of, open, workbook};
use super::{command, printed, read, site, with_keys, write};
use serde_json::{Value, json};
use std::fs;

/// A decision of ann in the page.
fn by_ann(kind: &str, more: &Value) -> Value {
    let mut decided = json!({ "kind": kind, "by": "ann", "on": TODAY });
    decided.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    decided
}

fn with(mut choice: Value, more: &Value) -> Value {
    choice.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    choice
}

#[test]
fn decisions_of_the_page_give_the_same_workbook_on_the_command_line() {
    let folder = site();
    write(
        folder.path(),
        "content/answers/sso.md",
        &super::answer(
            "Is single sign-on offered?",
            "short_answer: yes\nevidence: [Report 2026]\n",
            "Yes. SAML 2.0 on every plan.\n\n## Short\n\nYes, SAML.",
        ),
    );
    let (mut desk, list) = desk(folder.path());
    fs::write(folder.path().join("q.xlsx"), workbook()).expect("written");
    let opened = open(&mut desk, "q.xlsx", workbook());
    let logs = list["answers"].as_array().expect("answers").iter().position(|answer| answer["id"] == "answers/logs");
    let (sure, _) = decided(&desk, &list, &opened);
    let short =
        with(sure["choices"][0].clone(), &json!({ "length": "short", "decided": by_ann("accept", &json!({})) }));
    let other = with(choice(&list, 1, &json!(logs)), &json!({ "decided": by_ann("choose", &json!({})) }));
    let typed = json!({ "question": 2, "text": "Green, mostly.", "mark": "no", "decided": by_ann("edit", &json!({})) });
    let none = json!({ "question": 3, "decided": by_ann("not-applicable", &json!({ "note": "No moon." })) });
    let choices = json!([short, other, typed, none]);
    let request = json!({ "file": opened["file"], "today": TODAY, "choices": choices, "rest": "" }).to_string();
    let written = json_of(desk.write_decisions(request.as_bytes()));
    assert_eq!([&written["written"], &written["leftOut"]], [&json!(4), &json!([])]);
    write(folder.path(), "q-decisions.json", written["text"].as_str().expect("a text"));
    printed(folder.path(), &["rfp", "fill", "q.xlsx", "--offline"]);
    let expected = fs::read(folder.path().join("q-filled.xlsx")).expect("filled");
    let filled = desk.fill(request.as_bytes()).expect("filled");
    assert_eq!(filled, expected);
    assert_ne!(filled, desk.fill(sure.to_string().as_bytes()).expect("filled"), "a control");

    // The page takes over what it wrote.
    let request = json!({ "file": opened["file"], "text": written["text"] }).to_string();
    let again = json_of(desk.read_decisions(request.as_bytes()));
    let rows: Vec<Value> = again["decisions"]
        .as_array()
        .expect("decisions")
        .iter()
        .map(|row| {
            json!([
                row["question"],
                row["decided"]["kind"],
                row["answer"],
                row["length"],
                row["mark"],
                row["text"],
                row["decided"]["note"]
            ])
        })
        .collect();
    assert_eq!(
        rows,
        [
            json!([0, "accept", "answers/sso", "short", "", null, null]),
            json!([1, "choose", "answers/logs", "", "", null, null]),
            json!([2, "edit", "", "", "no", "Green, mostly.", null]),
            json!([3, "not-applicable", "", "", "", null, "No moon."]),
        ]
    );
    assert_eq!([&again["unmatched"], &again["rest"]], [&json!([]), &json!("")]);
}

#[test]
fn the_page_takes_over_a_review_and_loses_no_decision() {
    let folder = site();
    let output =
        with_keys(command(folder.path(), &["rfp", "review", "q.csv", "--by", "ann"]), "a\nn\ns\nben\n2026-12-01\n");
    assert_eq!(output.status.code(), Some(0));
    let decisions = read(folder.path(), "q-decisions.json");
    write(
        folder.path(),
        "content/answers/logs.md",
        &super::answer("Are administrator actions logged?", "short_answer: yes\n", "Yes. Kept for two years."),
    );
    let (mut desk, _) = desk(folder.path());
    let csv = super::CSV.replace("3,Operations,Which colour does the office have?,,\n", "");
    let opened = open(&mut desk, "q.csv", csv.into_bytes());
    let request = json!({ "file": opened["file"], "text": decisions }).to_string();
    let found = json_of(desk.read_decisions(request.as_bytes()));
    let rows: Vec<Value> = found["decisions"]
        .as_array()
        .expect("decisions")
        .iter()
        .map(|row| {
            json!([
                row["question"],
                row["decided"]["kind"],
                row["outdated"],
                row["decided"]["to"],
                row["decided"]["due"]
            ])
        })
        .collect();
    let outdated = "ann chose answers/logs on 2026-11-21, and it has changed since";
    assert_eq!(rows, [json!([1, "accept", outdated, "", null]), json!([2, "assign", "", "ben", "2026-12-01"])]);
    let gone = "Which colour does the office have?: no question of the file has these words";
    assert_eq!(found["unmatched"], json!([gone]));
    let assigned = json!({ "question": 2, "decided": found["decisions"][1]["decided"] });
    let request =
        json!({ "file": opened["file"], "today": TODAY, "choices": [assigned], "rest": found["rest"] }).to_string();
    let rows = json_of(desk.plan(request.as_bytes()));
    assert_eq!(rows[0], json!({ "state": "held", "reasons": ["assigned, due 2026-12-01"] }));
    let written = json_of(desk.write_decisions(request.as_bytes()));
    let kinds = |text: &Value| -> Vec<Value> {
        let file: Value = serde_json::from_str(text.as_str().expect("a text")).expect("JSON");
        file["decisions"].as_array().expect("decisions").iter().map(|row| row["decision"].clone()).collect()
    };
    assert_eq!(kinds(&written["text"]), [json!("assign"), json!("accept"), json!("not-applicable")]);
    let refused = json!({ "file": opened["file"], "text": "{}" }).to_string();
    assert!(desk.read_decisions(refused.as_bytes()).expect_err("refused").starts_with("not a file of decisions"));
}

#[test]
fn a_text_based_on_a_held_answer_is_no_decision() {
    let folder = site();
    write(
        folder.path(),
        "content/answers/sso.md",
        &super::answer(
            "Is single sign-on offered?",
            "short_answer: yes\nexpires: 2026-11-20\n",
            "Yes. SAML 2.0 on every plan.",
        ),
    );
    let (mut desk, list) = desk(folder.path());
    let opened = open(&mut desk, "q.xlsx", workbook());
    let index = list["answers"].as_array().expect("answers").iter().position(|answer| answer["id"] == "answers/sso");
    let edited =
        with(choice(&list, 0, &json!(index)), &json!({ "text": "Ours.", "decided": by_ann("edit", &json!({})) }));
    let request = json!({ "file": opened["file"], "today": TODAY, "choices": [edited], "rest": "" }).to_string();
    let written = json_of(desk.write_decisions(request.as_bytes()));
    assert_eq!(written["leftOut"], json!(["Is single sign-on offered?: not current, expired: Ended on 2026-11-20"]));
    assert_eq!(written["written"], 0);
}
