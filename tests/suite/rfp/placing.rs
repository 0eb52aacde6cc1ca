//! Placing: each part of an answer goes to its cell, in the words and the length that the customer allows.

use super::responding::{answered, library, outcomes};
use super::workbooks::{pack, parts, rows, tab};
use fieldbook::rfp::response::manifest::word_document;
use fieldbook::rfp::response::respond::{propose, respond};
use fieldbook_questionnaire::files::archive::Archive;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::files::word_document::WordDocument;
use fieldbook_questionnaire::layout::inspect::inspect;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::fs;
use std::path::Path;

/// Answers one question, "Is single sign-on offered?", below a header.
fn placed(header: &[&str], question: &str, rules: &str) -> Vec<String> {
    let sheet = rows(&[(1, header), (2, &["1", question])]) + rules;
    outcomes(&answered(&pack(&parts(&[tab("Q", sheet)])), Format::Xlsx).1)
}

const SSO: &str = "Is single sign-on offered?";
const TEXT: &str = "Yes. SAML 2.0 and OpenID Connect on every plan.";

fn list(area: &str, words: &str) -> String {
    format!("<dataValidation type=\"list\" sqref=\"{area}\"><formula1>\"{words}\"</formula1></dataValidation>")
}

fn rules(rules: &[String]) -> String {
    format!("<dataValidations>{}</dataValidations>", rules.concat())
}

#[test]
fn a_level_beside_the_answer_gets_its_own_word() {
    let header = ["No.", "Question", "Answer", "Compliance level", "Comments"];
    let levels = |words: &str| rules(&[list("C2", "Yes,No"), list("D2", words)]);
    let filled = placed(&header, SSO, &levels("Fully compliant,Not compliant"));
    assert_eq!(filled, [format!("2 Exact C2=Yes | D2=Fully compliant | E2={TEXT}")]);
    // A level that has no word for the answer holds the row.
    let held = placed(&header, SSO, &levels("Partially compliant,Not compliant"));
    assert_eq!(
        held,
        ["2 held: no single word of the list says \"Yes\"; it has \"Partially compliant\", \"Not compliant\""]
    );
}

#[test]
fn numbered_words_are_understood_and_own_words_learnt() {
    let header = ["No.", "Question", "Answer"];
    assert_eq!(placed(&header, SSO, &rules(&[list("C2", "1 - Yes,2 - No,3 - N/A")])), ["2 Exact C2=1 - Yes"]);
    let sheet = rows(&[(1, &header), (2, &["1", SSO])]) + &rules(&[list("C2", "C,PC,NC")]);
    let bytes = pack(&parts(&[tab("Q", sheet)]));
    let (found, response) = answered(&bytes, Format::Xlsx);
    assert_eq!(outcomes(&response), ["2 held: no single word of the list says \"Yes\"; it has \"C\", \"PC\", \"NC\""]);
    let mut mapping = inspect(&found).mapping;
    mapping.sheets[0].words.insert("C".to_owned(), Some("yes".to_owned()));
    let learnt = Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap();
    let response = respond(&learnt, &library(), &propose(&learnt, &library(), &[]));
    assert_eq!(outcomes(&response), ["2 Exact C2=C"]);
}

#[test]
fn limits_in_headers_are_kept_on_both_sides() {
    // The standard text has 47 characters and 9 words, the short one 4 characters and 1 word.
    for (limit, expected) in [
        ("max. 47 characters", format!("2 Exact C2={TEXT}")),
        ("max. 46 characters", "2 Exact C2=Yes.".to_owned()),
        ("max. 3 characters", "2 held: the answer is longer than the 3 characters that C2 allows".to_owned()),
        ("up to 9 words", format!("2 Exact C2={TEXT}")),
        ("up to 8 words", "2 Exact C2=Yes.".to_owned()),
    ] {
        assert_eq!(placed(&["No.", "Question", &format!("Answer ({limit})")], SSO, ""), [expected], "{limit}");
    }
}

/// Questions of a text are answered as a document of their own, which reads back as one.
#[test]
fn a_response_is_written_as_a_word_document() {
    let text = "1. Is single sign-on offered?\n2. Is the source code held in escrow?\n";
    let (_, response) = answered(text.as_bytes(), Format::Text);
    let document = word_document(&response).unwrap();
    assert_eq!(document, word_document(&response).unwrap(), "the same bytes");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("filled-questionnaires");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("response.docx"), &document).unwrap();
    let grids = WordDocument::read(&Archive::open(&document).unwrap()).unwrap().into_grids();
    let texts: Vec<&str> = grids[0].cells.values().map(String::as_str).collect();
    assert_eq!(texts, ["1 Is single sign-on offered?", TEXT, "2 Is the source code held in escrow?", "Open."]);
}

#[test]
fn an_open_question_gets_no_word_of_a_list() {
    let question = "When is support available?";
    let header = ["No.", "Question", "Answer", "Comments"];
    let choice = rules(&[list("C2", "Yes,No")]);
    assert_eq!(placed(&header, question, &choice), ["2 Exact D2=From 8 to 18 h on working days."]);
    assert_eq!(
        placed(&header[..3], question, &choice),
        ["2 held: the question is answered in words, the cell takes a word of a list, and there is no comment column"]
    );
}

/// The library has one answer with a control character; the others are filled.
#[test]
fn a_control_character_in_one_answer_holds_that_row_only() {
    let sheet = rows(&[(1, &["Question", "Answer"]), (2, &["Is the bell rung?"]), (3, &[SSO])]);
    let bytes = pack(&parts(&[tab("Q", sheet)]));
    assert_eq!(
        outcomes(&answered(&bytes, Format::Xlsx).1),
        [
            "2 held: the answer contains the control character U+0007, which a cell cannot contain".to_owned(),
            format!("3 Exact B3={TEXT}"),
        ]
    );
}

/// Returns what is written into the answer and the comment of the question about single sign-on, whose words are `question`,
/// below rows with `above` and beside a sheet `Instructions` that says `instructions`.
fn limited(above: &str, question: &str, instructions: &str) -> Vec<String> {
    let sheet = rows(&[(1, &[above]), (3, &["No.", "Question", "Answer"]), (4, &["1", question])]);
    let bytes = pack(&parts(&[tab("Q", sheet), tab("Instructions", rows(&[(1, &[instructions])]))]));
    outcomes(&answered(&bytes, Format::Xlsx).1)
}

#[test]
fn a_limit_of_length_in_prose_counts_like_one_in_the_header() {
    let long = [format!("4 Exact C4={TEXT}")];
    let short = ["4 Exact C4=Yes.".to_owned()];
    assert_eq!(limited("Security", SSO, "Please answer every question."), long, "the control");
    assert_eq!(limited("Answers: max. 30 characters each.", SSO, ""), short);
    assert_eq!(limited("Security", SSO, "Please keep every answer to at most 5 words. Thank you."), short);
    assert_eq!(limited("Security", SSO, "Die Antworten dürfen 30 Zeichen nicht überschreiten."), short);
    assert_eq!(
        limited("Security", SSO, "Names of files may have at most 30 characters, without spaces or dots."),
        long
    );
    assert_eq!(limited("Answers: max. 300 characters each.", SSO, ""), long);
    let of_question = limited("Security", "Is single sign-on offered? (max. 30 characters)", "");
    assert_eq!(of_question, short);
    let held = limited("Answers: max. 3 characters each.", SSO, "");
    assert_eq!(held, ["4 held: the answer is longer than the 3 characters that C4 allows"]);
}
