//! Responding: what is written, what is held and for whom, and what is recorded.

use super::workbooks::{pack, parts, rows, tab};
use fieldbook::config::Status;
use fieldbook::entry::ShortAnswer;
use fieldbook::hold::HoldReason;
use fieldbook::rfp::answer::LibraryAnswer;
use fieldbook::rfp::fill::fill;
use fieldbook::rfp::manifest::{Files, Manifest, explain, markdown, phrases};
use fieldbook::rfp::questionnaire::{Format, Questionnaire};
use fieldbook::rfp::respond::{Outcome, Response, propose, respond};
use fieldbook::rfp::row_hold::RowHold;
use fieldbook_search::matching::{REVIEW, STRONG};
use std::collections::BTreeMap;

fn answer(id: &str, question: &str, standard: &str, short_answer: Option<ShortAnswer>) -> LibraryAnswer {
    LibraryAnswer {
        id: id.to_owned(),
        question: question.to_owned(),
        standard: standard.to_owned(),
        short: "Yes.".to_owned(),
        short_answer,
        owner: Some("security@fieldbook.example".to_owned()),
        commit: Some("1f2e3d4".to_owned()),
        ..LibraryAnswer::default()
    }
}

fn library() -> Vec<LibraryAnswer> {
    let yes = Some(ShortAnswer::Yes);
    let mut sso =
        answer("rfp/sso", "Is single sign-on offered?", "Yes. SAML 2.0 and OpenID Connect on every plan.", yes);
    sso.alternates.push("Can our staff sign in with their corporate account?".to_owned());
    let mut escrow = answer(
        "rfp/escrow",
        "Is the source code held in escrow?",
        "No. There is no escrow agreement.",
        Some(ShortAnswer::No),
    );
    escrow.holds = vec![HoldReason::NotApproved(Status::InReview), HoldReason::Planned];
    let mut region = answer("rfp/region", "In which regions is data hosted?", "In {{region}} only.", None);
    region.holds = vec![HoldReason::Placeholder("{{region}}".to_owned())];
    let mut backup = answer(
        "rfp/backup",
        "Are backups taken every day?",
        "Partly. Databases daily, files weekly.",
        Some(ShortAnswer::Partial),
    );
    backup.holds = vec![HoldReason::Undated];
    let hours = answer("rfp/hours", "When is support available?", "From 8 to 18 h on working days.", None);
    let logs = answer("rfp/logs", "Are administrator actions logged?", "Yes. Kept for one year.", yes);
    let mut access =
        answer("rfp/reviews", "Are access rights of users reviewed at planned intervals?", "Yes, each quarter.", yes);
    access.frameworks = BTreeMap::from([("caiq-4".to_owned(), vec!["IAM-08.1".to_owned()])]);
    vec![sso, escrow, region, backup, logs, access, hours]
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
];

fn workbook(validation: &str) -> Vec<u8> {
    pack(&parts(&[tab("Check", rows(QUESTIONS) + validation)]))
}

const LIST: &str = concat!(
    r#"<dataValidations><dataValidation type="list" sqref="C3:C10"><formula1>"Compliant,Non-compliant,Partially compliant"</formula1></dataValidation>"#,
    r#"<dataValidation type="textLength" operator="lessThan" sqref="D7"><formula1>10</formula1></dataValidation></dataValidations>"#
);

fn answered(bytes: &[u8], format: Format) -> (Questionnaire, Response) {
    let questionnaire = Questionnaire::read(bytes, format, None).unwrap();
    let proposals = propose(&questionnaire, &library(), &[]);
    let response = respond(&questionnaire, &library(), &proposals);
    (questionnaire, response)
}

/// Each question's row with what was written, or why it is held.
fn outcomes(response: &Response) -> Vec<String> {
    let outcomes = response.rows.iter().map(|row| match &row.outcome {
        Outcome::Filled { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|planned| format!("{}={}", planned.cell, planned.text)).collect();
            format!("{} {:?} {}", row.row, row.band, cells.join(" | "))
        }
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
            "6 held: no verification or review date",
            "7 Exact C7=Compliant | D7=Yes.",
            "8 Exact C8=Compliant | D8=Yes, each quarter.",
            "9 held: no answer in the library matches",
            "10 held: C10 is filled already",
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
    let text =
        |row: u32, column: u32| read.sheets[0].grid.text(fieldbook::rfp::cell::Cell::new(row, column)).to_owned();
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
    }
}

#[test]
fn the_manifest_says_what_was_said_and_why_not() {
    let before = workbook(LIST);
    let (_, response) = answered(&before, Format::Xlsx);
    let after = fill(&before, Format::Xlsx, &response.planned()).unwrap();
    let manifest = Manifest::new("2026-11-21", &Files { received: &before, written: &after }, &response, &library());
    let json = serde_json::to_value(&manifest).unwrap();
    let hash = blake3::hash(&before).to_hex().to_string();
    assert_eq!(
        (&json["schema"], &json["received"], &json["filled"]),
        (&"fieldbook/rfp-manifest/1".into(), &hash.into(), &3.into())
    );
    let expected = serde_json::json!({
        "sheet": "Check", "row": 3, "number": "1", "question": "Can our staff sign in with their corporate account?",
        "cells": ["C3", "D3"], "entry": "rfp/sso", "commit": "1f2e3d4", "band": "exact", "p": 1.0, "reasons": []
    });
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
        assert_eq!(RowHold::LowProbability(probability).to_string(), expected);
    }
    assert_eq!((STRONG.to_bits(), REVIEW.to_bits()), (0.85_f64.to_bits(), 0.2_f64.to_bits()));
}
