//! The engine of the page of the tray fills a file as the command line does, and holds what that holds.

use super::{answer, printed, site, write};
use crate::rfp::workbooks::{pack, parts, rows, tab};
use fieldbook_questionnaire::Desk;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

pub(super) const TODAY: &str = "2026-11-21";

/// An answer with evidence that the recipient sees, and one that it does not.
fn with_evidence(folder: &Path) {
    let fields = "short_answer: yes\nevidence: [Report 2026, guides/keys, Report for Initech]\n";
    write(
        folder,
        "content/answers/sso.md",
        &answer("Is single sign-on offered?", fields, "Yes. SAML 2.0 on every plan."),
    );
    let guide = "---\ntitle: Key ceremony\nowner: ann\nstatus: approved\naudience: internal\nverified: 2026-11-01\n---\nText.\n";
    write(folder, "content/guides/keys.md", guide);
}

/// A workbook with a list in its answers, and a sheet that explains.
pub(super) fn workbook() -> Vec<u8> {
    let questions = rows(&[
        (1, &["No", "Question", "Response", "Comments", "Evidence"]),
        (2, &["1", "Is single sign-on offered?"]),
        (3, &["2", "Are administrator actions logged?"]),
        (4, &["3", "Which colour does the office have?"]),
        (5, &["4", "Are backups taken every day?"]),
        (6, &["5", "Is there a lunar backup site?", "No"]),
    ]);
    let list = "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"C2:C6\"><formula1>\"Yes,No\"</formula1></dataValidation></dataValidations>";
    let notes = rows(&[(1, &["Please fill in the sheet Questions."])]);
    pack(&parts(&[tab("Questions", questions + list), tab("Instructions", notes)]))
}

/// A desk with the answers of the site in `folder`.
pub(super) fn desk(folder: &Path) -> (Desk, Value) {
    printed(folder, &["build", "--output", "out"]);
    let list = fs::read(folder.join("out/api/answers.json")).expect("the answers");
    let mut desk = Desk::default();
    desk.take_answers(&list).expect("they are read");
    (desk, serde_json::from_slice(&list).expect("JSON"))
}

pub(super) fn json_of(reply: Result<Vec<u8>, String>) -> Value {
    serde_json::from_slice(&reply.expect("a reply")).expect("JSON")
}

fn at<'a>(value: &'a Value, place: &str) -> &'a Value {
    value.pointer(place).unwrap_or_else(|| panic!("{place} of {value}"))
}

pub(super) fn open(desk: &mut Desk, name: &str, bytes: Vec<u8>) -> Value {
    json_of(desk.open(json!({ "name": name }).to_string().as_bytes(), bytes))
}

/// What the page sends for an answer that it took over at once.
pub(super) fn choice(list: &Value, question: usize, answer: &Value) -> Value {
    let answer = at(list, &format!("/answers/{answer}"));
    let field = |name: &str| at(answer, name).clone();
    json!({ "question": question, "answer": field("/id"), "length": "standard", "picked": field("/texts"), "mark": field("/mark") })
}

/// Takes over every answer that is sure, as the page does; returns the request and what holds the others.
pub(super) fn decided(desk: &Desk, list: &Value, opened: &Value) -> (Value, Vec<Value>) {
    let (mut choices, mut holds) = (Vec::new(), Vec::new());
    for question in 0..at(opened, "/outline/questions").as_array().expect("questions").len() {
        let request = json!({ "file": at(opened, "/file"), "question": question, "today": TODAY });
        let reply = json_of(desk.propose(request.to_string().as_bytes()));
        if at(&reply, "/holds") == &json!([]) {
            choices.push(choice(list, question, at(&reply, "/proposals/0/answer")));
        } else {
            holds.push(json!([question, at(&reply, "/holds")]));
        }
    }
    (json!({ "file": at(opened, "/file"), "today": TODAY, "choices": choices }), holds)
}

#[test]
fn the_page_fills_a_workbook_as_the_command_line_does() {
    let folder = site();
    with_evidence(folder.path());
    let (mut desk, list) = desk(folder.path());
    fs::write(folder.path().join("q.xlsx"), workbook()).expect("written");
    printed(folder.path(), &["rfp", "fill", "q.xlsx", "--offline"]);
    let expected = fs::read(folder.path().join("q-filled.xlsx")).expect("filled");

    let opened = open(&mut desk, "q.xlsx", workbook());
    let sheets = &opened["outline"]["sheets"];
    assert_eq!(sheets[0]["questions"], 5);
    assert_eq!(
        sheets[1]["skipped"],
        "its name says that it explains, and it has no header with a question column (1 cells with text)"
    );
    let (request, holds) = decided(&desk, &list, &opened);
    assert_eq!(request["choices"].as_array().expect("choices").len(), 3);
    assert_eq!(holds, [json!([2, ["no answer in the library matches"]]), json!([4, ["C6 is filled already"]])]);
    let rows = json_of(desk.plan(request.to_string().as_bytes()));
    let cells = |row: usize| {
        rows[row]["cells"].as_array().expect("cells").iter().map(|cell| cell["cell"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(cells(0), [json!("C2"), json!("D2"), json!("E2")]);
    assert_eq!(cells(1), [json!("C3"), json!("D3")]);
    let left_out = ["guides/keys: the recipient must not see the entry", "Report for Initech: names another customer"];
    assert_eq!(rows[0]["evidenceLeftOut"], json!(left_out));
    assert_eq!(rows[2]["reasons"], json!(["no single word of the list says \"Partial\"; it has \"Yes\", \"No\""]));
    assert_eq!(desk.fill(request.to_string().as_bytes()).expect("filled"), expected);
    assert_ne!(expected, workbook(), "a control");
}

#[test]
fn what_must_not_be_sent_is_held_whatever_the_page_asks_for() {
    let folder = site();
    let stale = answer(
        "Is there a lunar backup site?",
        "short_answer: no\nexpires: 2026-11-20\n",
        "No. There is one data centre on earth, and none on the moon.",
    );
    write(folder.path(), "content/answers/lunar.md", &stale);
    let (mut desk, list) = desk(folder.path());
    let questions = rows(&[
        (1, &["Question", "Answer"]),
        (2, &["Is single sign-on offered?"]),
        (3, &["Is there a lunar backup site?"]),
    ]);
    let opened = open(&mut desk, "q.xlsx", pack(&parts(&[tab("Questions", questions)])));
    let index = |id: &str| {
        let answers = list["answers"].as_array().expect("answers");
        json!(answers.iter().position(|answer| answer["id"] == id).expect("an answer"))
    };
    let plan = |desk: &Desk, choice: Value| {
        json_of(
            desk.plan(json!({ "file": opened["file"], "today": TODAY, "choices": [choice] }).to_string().as_bytes()),
        )[0]
        .clone()
    };
    let with = |mut choice: Value, field: &str, value: Value| {
        choice[field] = value;
        choice
    };
    let held = |reasons: Value| json!({ "state": "held", "reasons": reasons });
    let lunar = choice(&list, 1, &index("answers/lunar"));
    assert_eq!(plan(&desk, lunar.clone()), held(json!(["not current, expired: Ended on 2026-11-20"])));
    assert_eq!(
        plan(&desk, with(lunar.clone(), "text", json!("None."))),
        held(json!(["not current, expired: Ended on 2026-11-20"]))
    );
    let typed = json!({ "question": 1, "text": "No.  There is one data centre on Earth, and none on the moon!" });
    assert_eq!(
        plan(&desk, typed),
        held(json!(["repeats the text of answers/lunar: not current, expired: Ended on 2026-11-20"]))
    );

    let sso = choice(&list, 0, &index("answers/sso"));
    assert_eq!(plan(&desk, sso.clone())["state"], "written", "a control");
    let outdated = with(sso.clone(), "picked", json!({ "standard": "Yes. SAML 1.1." }));
    assert_eq!(plan(&desk, outdated), held(json!(["the answer has changed in the library since it was picked"])));
    assert_eq!(plan(&desk, with(sso.clone(), "mark", json!("no")))["state"], "held");
    assert_eq!(
        plan(&desk, with(sso.clone(), "answer", json!("answers/gone"))),
        held(json!(["the answer is no longer in this library"]))
    );
    assert_eq!(plan(&desk, with(sso, "text", json!("Ours.")))["source"], "person");
    assert_eq!(plan(&desk, json!({ "question": 0 }))["state"], "open");
    assert_eq!(
        plan(&desk, json!({ "question": 0, "text": "Soon.", "mark": "planned" })),
        held(json!(["describes something planned"]))
    );
    let control = json!({ "question": 0, "text": "A\u{7}bell." });
    assert_eq!(
        plan(&desk, control),
        held(json!(["the answer contains the control character U+0007, which a cell cannot contain"]))
    );
}

#[test]
fn a_tie_is_decided_by_a_person_and_remembered() {
    let folder = site();
    let (mut desk, list) = desk(folder.path());
    let tied = rows(&[(1, &["Question", "Answer", "Answer"]), (2, &["Is single sign-on offered?"])]);
    let bytes = pack(&parts(&[tab("Q", tied)]));
    let opened = open(&mut desk, "q.xlsx", bytes.clone());
    assert_eq!(opened["outline"]["questions"], json!([]));
    let undecided = &opened["outline"]["sheets"][0]["undecided"];
    assert_eq!(
        undecided,
        &json!([{ "role": "response", "question": "2 columns fit equally well for the answers", "candidates": ["B: Answer", "C: Answer"] }])
    );
    let request = |choices: Value| json!({ "file": opened["file"], "choices": choices }).to_string();
    let missing = desk.decide_layout(request(json!([])).as_bytes()).expect_err("a choice is missing");
    assert_eq!(missing, "choose the columns of sheet \"Q\"");
    let decided_layout = json_of(desk.decide_layout(request(json!([{ "sheet": "Q", "candidates": [1] }])).as_bytes()));
    let (filled, _) = decided(&desk, &list, &decided_layout);
    let rows = json_of(desk.plan(filled.to_string().as_bytes()));
    assert_eq!(rows[0]["cells"][0]["cell"], "C2");

    let again = json!({ "name": "q.xlsx", "layouts": decided_layout["layouts"] }).to_string();
    let reopened = json_of(desk.open(again.as_bytes(), bytes));
    assert_eq!(reopened["outline"]["questions"].as_array().map(Vec::len), Some(1), "the layout is remembered");
}

#[test]
fn a_sheet_without_a_header_gets_its_columns_from_a_person() {
    let folder = site();
    let (mut desk, _) = desk(folder.path());
    let sheet = rows(&[
        (1, &["Matter", "Ours"]),
        (2, &["Single sign-on with the identity provider"]),
        (3, &["Logs of administrators"]),
    ]);
    let opened = open(&mut desk, "q.xlsx", pack(&parts(&[tab("Q", sheet)])));
    let columns = opened["outline"]["sheets"][0]["undecided"].as_array().expect("columns").clone();
    assert_eq!(columns[0]["role"], "question");
    assert_eq!(columns[1]["candidates"], json!(["A: Matter", "B: Ours", "C (row 1 is empty)"]));
    let request = json!({ "file": opened["file"], "choices": [{ "sheet": "Q", "candidates": [0, 1] }] });
    let decided = json_of(desk.decide_layout(request.to_string().as_bytes()));
    let questions = decided["outline"]["questions"].as_array().expect("questions").clone();
    assert_eq!(questions.len(), 2);
    let typed =
        json!({ "file": opened["file"], "today": TODAY, "choices": [{ "question": 1, "text": "Kept for a year." }] });
    assert_eq!(json_of(desk.plan(typed.to_string().as_bytes()))[0]["cells"][0]["cell"], "B3");
}

#[test]
fn files_that_are_not_read_get_the_sentence_of_the_command_line() {
    let folder = site();
    let mut desk = Desk::default();
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].to_vec();
    let encrypted = [old.clone(), "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let empty = pack(&parts(&[tab("Q", rows(&[]))]));
    let cut = workbook().into_iter().take(600).collect();
    let cases = [("a.xls", old), ("b.xlsx", encrypted), ("c.xlsx", Vec::new()), ("d.xlsx", empty), ("e.xlsx", cut)];
    for (name, bytes) in cases {
        fs::write(folder.path().join(name), &bytes).expect("written");
        let refused = desk.open(json!({ "name": name }).to_string().as_bytes(), bytes).expect_err(name);
        super::refused(folder.path(), &["rfp", "match", name, "--offline"], &refused);
    }
}

#[test]
fn the_list_has_the_evidence_that_its_readers_may_see() {
    let folder = site();
    with_evidence(folder.path());
    let list = |audience: &str| {
        printed(folder.path(), &["build", "--output", "out", "--audience", audience]);
        fs::read_to_string(folder.path().join("out/api/answers.json")).expect("the answers")
    };
    let fields = |list: &str| {
        let list: Value = serde_json::from_str(list).expect("JSON");
        let answers = list["answers"].as_array().expect("answers").clone();
        let answer = answers.into_iter().find(|answer| answer["id"] == "answers/sso").expect("an answer");
        let names = ["evidence", "evidence_left_out", "digest"].map(|name| answer.get(name).is_some());
        (names, list["people"].as_array().map_or(0, Vec::len))
    };
    assert_eq!(fields(&list("internal")), ([true, true, true], 2));
    // No build for outsiders may name a customer, also not where it is left out.
    let sso = fs::read_to_string(folder.path().join("content/answers/sso.md")).expect("the answer");
    write(folder.path(), "content/answers/sso.md", &sso.replace(", Report for Initech", ""));
    let outside = list("customer");
    assert_eq!(fields(&outside), ([true, false, false], 0));
    assert!(outside.contains("Report 2026") && !outside.contains("guides/keys"));
}

#[test]
fn delimited_text_and_markdown_are_filled_as_on_the_command_line() {
    let folder = site();
    let (mut desk, list) = desk(folder.path());
    let csv = "\u{feff}No;Question;\"Response (Yes/No/Partial)\";Comments\r\n1;Is single sign-on offered?;;\r\n\
        2;\"Are administrator actions\nlogged?\";;\r\n3;Which colour?;;\n";
    let markdown = "# Security\r\n\r\nPlease answer all.\r\n\r\n- Answer in English.\r\n\r\n| No | Question | Response | Comments |\r\n\
        |--|:--|--|--|\r\n| 1 | Is `single sign-on` offered? |  | |\r\n| 2 | Which colours, red \\| green? |  | |\r\n| 3 | Are administrator actions logged? |\r\n";
    for (name, text) in [("a.csv", csv), ("b.md", markdown)] {
        write(folder.path(), name, text);
        printed(folder.path(), &["rfp", "fill", name, "--offline"]);
        let expected = fs::read(folder.path().join(name.replace('.', "-filled."))).expect("filled");
        let opened = open(&mut desk, name, text.as_bytes().to_vec());
        let (request, _) = decided(&desk, &list, &opened);
        assert_eq!(request["choices"].as_array().map(Vec::len), Some(2), "{name}");
        assert!(desk.fill(request.to_string().as_bytes()).expect("filled") == expected, "{name}");
        assert_ne!(expected, text.as_bytes(), "a control");
    }
    let filled = fs::read_to_string(folder.path().join("b-filled.md")).expect("filled");
    let expected = markdown
        .replace("offered? |  | |", "offered? | Yes. SAML 2.0 on every plan. | |")
        .replace("logged? |\r\n", "logged? | Yes. Kept for one year. |\r\n");
    assert_eq!(filled, expected);
    let checked = super::stdout(&super::run(folder.path(), &["rfp", "check", "b-filled.md", "--format", "concise"]));
    assert_eq!(checked.matches("open-question").count(), 1, "{checked}");
    assert!(checked.contains("Table 1!C3: no answer"), "{checked}");
}
