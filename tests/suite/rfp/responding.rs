//! Responding: what is written, what is held and for whom, and what is recorded.

use super::workbooks::{pack, parts, rows, tab};
use fieldbook::config::default_settings;
use fieldbook::entry::{Context, read_entries};
use fieldbook::hold::{LibraryAnswer, Recipient, ResponseScope, library_answers};
use fieldbook::library::{Library, Lists};
use fieldbook::responses::{MANIFEST_SCHEMA, Manifest};
use fieldbook::rfp::response::manifest::{ManifestScope, explain, manifest, markdown, phrases};
use fieldbook::rfp::response::respond::{Outcome, Response, propose, respond};
use fieldbook::source::{SourceFile, parse_date};
use fieldbook_questionnaire::files::fill::fill;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use fieldbook_search::matching::{REVIEW, STRONG};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the answers below have in common; each adds its own fields.
const FRONT: &str = "kind: answer\nstatus: approved\naudience: customer\nowner: ann\nsme: security@fieldbook.example\n\
    approvals: [{role: legal, by: ben, on: 2026-11-01}]\n";
const VERIFIED: &str = "verified: 2026-11-01\nreview_every: 1y\n";

/// The answers of the library: name, further fields, and the standard text.
const ANSWERS: [(&str, &str, &str); 9] = [
    (
        "sso",
        "question: Is single sign-on offered?\nshort_answer: yes\n\
         alternates: [Can our staff sign in with their corporate account?]\n",
        "Yes. SAML 2.0 and OpenID Connect on every plan.",
    ),
    (
        "escrow",
        "question: Is the source code held in escrow?\nstatus: in-review\nshort_answer: planned\n",
        "No. There is no escrow agreement.",
    ),
    ("region", "question: In which regions is data hosted?\n", "In {{region}} only."),
    (
        "backup",
        "question: Are backups taken every day?\nshort_answer: partial\nverified: ~\nreview_every: ~\n",
        "Partly. Databases daily, files weekly.",
    ),
    ("hours", "question: When is support available?\n", "From 8 to 18 h on working days."),
    ("logs", "question: Are administrator actions logged?\nshort_answer: yes\n", "Yes. Kept for one year."),
    (
        "reviews",
        "question: Are access rights of users reviewed at planned intervals?\nshort_answer: yes\n\
         frameworks: {caiq-4: [IAM-08.1]}\n",
        "Yes, each quarter.",
    ),
    (
        "price",
        "question: What discount do you give?\naudience: internal\nshort_answer: yes\n",
        "Yes. We go down to half of the list price.",
    ),
    ("bell", "question: Is the bell rung?\nshort_answer: yes\n", "Yes, \u{7} each hour."),
];

/// Returns the file of an answer: `fields` replace those that all answers have.
fn file_of((name, fields, standard): (&str, &str, &str)) -> Arc<SourceFile> {
    let is_kept = |line: &&str| {
        let key = line.split(':').next().unwrap_or_default();
        !fields.lines().any(|field| field.starts_with(&format!("{key}:")))
    };
    let front = [FRONT, VERIFIED].concat();
    let lines: Vec<&str> = front.lines().filter(is_kept).chain(fields.lines()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.ends_with('~')).collect();
    let text = format!("---\n{}\n---\n## Short\n\nYes.\n\n## Standard\n\n{standard}\n", lines.join("\n"));
    SourceFile::new(&format!("content/rfp/{name}.md"), text)
}

pub(super) fn library() -> Vec<LibraryAnswer> {
    let settings = default_settings();
    let root = settings.roots.first().unwrap();
    let read = |answer| {
        let read = read_entries(&file_of(answer), Context { settings: &settings, root });
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        read
    };
    let library = Library::new(ANSWERS.map(read).into(), Lists::default()).0;
    let scope = ResponseScope {
        recipient: Recipient::new(&settings.audiences, None, None),
        today: parse_date("2026-11-21").unwrap(),
        commit: Some("1f2e3d4".to_owned()),
    };
    library_answers(&library, &settings, &scope)
}

const QUESTIONS: &[(u32, &[&str])] = &[
    (1, &["Supplier check"]),
    (2, &["No.", "Question", "Response", "Comments"]),
    (3, &["1", "Can our staff sign in with their corporate account?"]),
    (4, &["2", "Is the source code held in escrow?"]),
    (5, &["3", "In which regions is data hosted?"]),
    (6, &["4", "Are backups taken every day?"]),
    (7, &["5", "Are administrator actions logged?"]),
    (8, &["IAM-08.1", "Are access rights reviewed at planned intervals?"]),
    (9, &["7", "How many people work for you?"]),
    (10, &["8", "Are administrator actions logged?", "see last year"]),
    (11, &["9", "What discount do you give?"]),
];

fn workbook(validation: &str) -> Vec<u8> {
    pack(&parts(&[tab("Check", rows(QUESTIONS) + validation)]))
}

const LIST: &str = concat!(
    r#"<dataValidations><dataValidation type="list" sqref="C3:C10"><formula1>"Compliant,Non-compliant,Partially compliant"</formula1></dataValidation>"#,
    r#"<dataValidation type="textLength" operator="lessThan" sqref="D7"><formula1>10</formula1></dataValidation></dataValidations>"#
);

pub(crate) fn answered(bytes: &[u8], format: Format) -> (Questionnaire, Response) {
    let questionnaire = Questionnaire::read(bytes, format, None).unwrap();
    let proposals = propose(&questionnaire, &library(), &[]);
    let response = respond(&questionnaire, &library(), &proposals);
    (questionnaire, response)
}

/// Each question's row with what was written, or why it is held.
pub(super) fn outcomes(response: &Response) -> Vec<String> {
    let outcomes = response.rows.iter().map(|row| match &row.outcome {
        Outcome::Filled { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|planned| format!("{}={}", planned.cell, planned.text)).collect();
            format!("{} {:?} {}", row.row, row.band, cells.join(" | "))
        }
        Outcome::Typed { text, .. } => format!("{} typed {text}", row.row),
        Outcome::Held { reasons, .. } => format!("{} held: {}", row.row, phrases(reasons)),
    });
    outcomes.collect()
}

#[test]
fn only_sure_and_releasable_answers_are_written_in_the_lists_own_words() {
    let (_, response) = answered(&workbook(LIST), Format::Xlsx);
    assert_eq!(
        outcomes(&response),
        [
            "3 Exact C3=Compliant | D3=Yes. SAML 2.0 and OpenID Connect on every plan.",
            "4 held: status is `in-review`, not `approved`; describes something planned",
            "5 held: unresolved placeholder `{{region}}`",
            "6 held: not current, unverified: This has never been checked",
            "7 Exact C7=Compliant | D7=Yes.",
            "8 Exact C8=Compliant | D8=Yes, each quarter.",
            "9 held: no answer in the library matches",
            "10 held: C10 is filled already",
            "11 held: audience is `internal`, not `customer`",
        ]
    );
}

#[test]
fn without_a_list_the_text_is_the_answer() {
    let (_, response) = answered(&workbook(""), Format::Xlsx);
    assert_eq!(outcomes(&response)[0], "3 Exact C3=Yes. SAML 2.0 and OpenID Connect on every plan.");
    let csv = "No,Question,Response (Yes/No/Partial),Comments\n1,Is single sign-on offered?,,\n";
    let (_, response) = answered(csv.as_bytes(), Format::Csv);
    assert_eq!(outcomes(&response), ["2 Exact C2=Yes | D2=Yes. SAML 2.0 and OpenID Connect on every plan."]);
    let csv = "No,Question,Response (Yes/No/Partial),Comments\n1,When is support available?,,\n";
    let (_, response) = answered(csv.as_bytes(), Format::Csv);
    assert_eq!(outcomes(&response), ["2 Exact D2=From 8 to 18 h on working days."]);
    let marks = "No,Question,Yes,No,Comments\n1,Is single sign-on offered?,,,\n";
    let (_, response) = answered(marks.as_bytes(), Format::Csv);
    assert_eq!(outcomes(&response), ["2 Exact C2=X | E2=Yes. SAML 2.0 and OpenID Connect on every plan."]);
}

#[test]
fn a_list_without_our_word_is_held() {
    let list = LIST.replace("Compliant,Non-compliant,Partially compliant", "Low,Medium,High");
    let (_, response) = answered(&workbook(&list), Format::Xlsx);
    assert_eq!(
        outcomes(&response)[0],
        "3 held: no single word of the list says \"Yes\"; it has \"Low\", \"Medium\", \"High\""
    );
    let list = LIST.replace("\"Compliant,Non-compliant,Partially compliant\"", "INDIRECT(A1)");
    let (_, response) = answered(&workbook(&list), Format::Xlsx);
    assert_eq!(outcomes(&response)[0], "3 held: the list's words come from a formula (INDIRECT(A1))");
}

#[test]
fn the_file_carries_the_answers_and_none_of_our_ids() {
    let before = workbook(LIST);
    let (_, response) = answered(&before, Format::Xlsx);
    let after = fill(&before, Format::Xlsx, &response.planned()).unwrap();
    let (read, again) = answered(&after, Format::Xlsx);
    let text = |row: u32, column: u32| {
        read.sheets[0].grid.text(fieldbook_questionnaire::files::cell::Cell::new(row, column)).to_owned()
    };
    assert_eq!(
        (text(2, 2), text(6, 2), text(7, 3)),
        ("Compliant".into(), "Compliant".into(), "Yes, each quarter.".into())
    );
    assert_eq!(outcomes(&again)[0], "3 held: C3 is filled already");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&after)).unwrap();
    for index in 0..archive.len() {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_index(index).unwrap(), &mut text).unwrap();
        assert!(!text.contains("rfp/") && !text.contains("1f2e3d4"), "our ids stay with us");
        assert!(!text.contains("half of the list price"), "a hidden answer is not written");
    }
}

#[test]
fn the_manifest_says_what_was_said_and_why_not() {
    let before = workbook(LIST);
    let (_, response) = answered(&before, Format::Xlsx);
    let after = fill(&before, Format::Xlsx, &response.planned()).unwrap();
    let day = parse_date("2026-11-21").unwrap();
    let scope = ManifestScope {
        day,
        customer: Some("acme"),
        received: &before,
        written: &after,
        file: Some("acme.xlsx"),
        layout: None,
    };
    let manifest = manifest(&scope, &response, &library());
    let json = serde_json::to_value(&manifest).unwrap();
    let hash = blake3::hash(&before).to_hex().to_string();
    assert_eq!(
        (&json["schema"], &json["received"], &json["filled"]),
        (&"fieldbook/rfp-manifest/1".into(), &hash.into(), &3.into())
    );
    let expected = serde_json::json!({
        "sheet": "Check", "row": 3, "number": "1", "question": "Can our staff sign in with their corporate account?",
        "cells": ["C3", "D3"], "texts": ["Compliant", "Yes. SAML 2.0 and OpenID Connect on every plan."],
        "entry": "rfp/sso", "commit": "1f2e3d4", "digest": "41e383f6e348fa3a09d7a2b8c3f9ec33", "band": "exact", "p": 1.0, "reasons": []
    });
    assert_eq!(json["customer"], "acme");
    let schema: serde_json::Value = serde_json::from_str(MANIFEST_SCHEMA).unwrap();
    let names = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let own: BTreeSet<_> = names(&json).into_iter().chain(["layout".to_owned()]).collect();
    assert_eq!(own, names(&schema["properties"]));
    let rows = json["rows"].as_array().unwrap();
    let fields: BTreeSet<_> = rows
        .iter()
        .flat_map(names)
        .chain(["decided", "evidence", "evidence_left_out", "section"].map(str::to_owned))
        .collect();
    assert_eq!(fields, names(&schema["properties"]["rows"]["items"]["properties"]));
    let read: Manifest = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(read, manifest);
    assert_eq!(json["rows"][0], expected);
    assert_eq!(json["rows"][1]["owner"], "security@fieldbook.example");
    assert_eq!((&json["rows"][6]["band"], &json["rows"][6].get("entry")), (&"none".into(), &None));
    let explained = explain(&response, &library());
    assert!(explained.starts_with(
        "Check:3 1 Can our staff sign in with their corporate account?\n  filled C3, D3\n  exact 1.00 rfp/sso · has "
    ), "{explained}");
    assert!(explained.contains("Check:4 2 Is the source code held in escrow?\n  held: status is `in-review`, not `approved`; describes something planned (ask security@fieldbook.example)\n"));
    // The same input is explained the same way.
    assert_eq!(explained, explain(&answered(&before, Format::Xlsx).1, &library()));
}

#[test]
fn pasted_questions_are_answered_as_markdown() {
    let text = "1. Is single sign-on offered?\n2. Is the source code held in escrow?\n";
    let (_, response) = answered(text.as_bytes(), Format::Text);
    assert_eq!(
        markdown(&response),
        "## 1 Is single sign-on offered?\n\nYes. SAML 2.0 and OpenID Connect on every plan.\n\n## 2 Is the source code held in escrow?\n\n_Open._\n\n"
    );
    assert!(response.planned().is_empty());
}

#[test]
fn a_probability_below_the_threshold_never_reads_like_it() {
    for (probability, shown) in [(0.849_999, "0.84"), (0.6, "0.60"), (0.2, "0.20")] {
        let expected = format!("best match {shown}, below the 0.85 needed to fill");
        assert_eq!(QuestionHold::LowProbability(probability).to_string(), expected);
    }
    assert_eq!((STRONG.to_bits(), REVIEW.to_bits()), (0.85_f64.to_bits(), 0.2_f64.to_bits()));
}
