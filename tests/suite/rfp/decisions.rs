//! Decisions: how they are kept, how they find their question again, and what they cannot override.

use super::responding::{library, outcomes};
use fieldbook::entry::ShortAnswer;
use fieldbook::hold::{LibraryAnswer, Recipient, TypedTexts};
use fieldbook::library::{Library, Lists};
use fieldbook::rfp::response::decided::{DecisionContext, apply};
use fieldbook::rfp::response::respond::{Response, propose, respond};
use fieldbook::source::parse_date;
use fieldbook_questionnaire::answer_length::AnswerLength;
use fieldbook_questionnaire::decisions::decision::{Assignment, ChosenAnswer, Decided, Decision, TypedAnswer};
use fieldbook_questionnaire::decisions::decisions_file::{DECISIONS_SCHEMA, SCHEMA, read_decisions, write_decisions};
use fieldbook_questionnaire::decisions::joined::JoinedDecisions;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::question_key::{QuestionKey, question_keys};
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;

const CSV: &str = "No,Section,Question,Response (Yes/No/Partial/N/A),Comments\n\
    1,Access,Is single sign-on offered?,,\n\
    2,Access,Do you keep our source code in escrow somewhere?,,\n\
    3,Operations,Which prices are quoted to banks?,,\n\
    4,Operations,Is there a lunar backup site?,,\n";

fn read(csv: &str) -> Questionnaire {
    Questionnaire::read(csv.as_bytes(), Format::Csv, None).unwrap()
}

fn decided(question: QuestionKey, decision: Decision) -> Decided {
    Decided { question, decision, by: "ann".to_owned(), on: parse_date("2026-11-20").unwrap() }
}

fn chosen(library: &[LibraryAnswer], id: &str) -> ChosenAnswer {
    let answer = library.iter().find(|answer| answer.id == id).unwrap();
    ChosenAnswer { entry: answer.id.clone(), digest: answer.digest.clone(), length: None }
}

fn typed(text: &str, short_answer: Option<ShortAnswer>) -> Decision {
    Decision::Edit(TypedAnswer { text: text.to_owned(), short_answer })
}

/// Returns the response to `csv` with `decisions`, given in the order of its questions.
fn response(csv: &str, library: &[LibraryAnswer], decisions: Vec<(usize, Decision)>) -> Response {
    let questionnaire = read(csv);
    let keys = question_keys(&questionnaire, &fieldbook::secrets::mask);
    let decisions =
        decisions.into_iter().map(|(index, decision)| decided(keys.get(index).cloned().unwrap(), decision)).collect();
    let joined = JoinedDecisions::new(&questionnaire, decisions, &fieldbook::secrets::mask);
    let linked = Library::new(Vec::new(), customers()).0;
    let settings = fieldbook::config::default_settings();
    let typed = TypedTexts::new(&linked, &Recipient::new(&settings.audiences, None, Some("acme")));
    let check = |text: &str, short| typed.check(text, short);
    let matched = respond(&questionnaire, library, &propose(&questionnaire, library, &[]));
    apply(matched, &joined, DecisionContext { questionnaire: &questionnaire, library, typed: &check })
}

fn customers() -> Lists {
    let list = "- {key: acme, names: [Acme Mills]}\n- {key: initech, names: [Initech]}\n";
    let file = fieldbook::source::SourceFile::new("customers.yaml", list.to_owned());
    let mut lists = Lists::default();
    let findings = fieldbook::library::read_list(&file, &mut lists);
    assert!(findings.is_empty(), "{findings:?}");
    lists
}

#[test]
fn each_kind_of_decision_is_written_into_the_cells() {
    let library = library();
    let decisions = vec![
        (0, Decision::Accept(chosen(&library, "rfp/sso"))),
        (1, Decision::Choose(chosen(&library, "rfp/logs"))),
        (2, typed("List prices apply to Acme Mills.", Some(ShortAnswer::Partial))),
        (3, Decision::NotApplicable(None)),
    ];
    let response = response(CSV, &library, decisions);
    assert_eq!(
        outcomes(&response),
        [
            "2 Exact D2=Yes | E2=Yes. SAML 2.0 and OpenID Connect on every plan.",
            "3 Review D3=Yes | E3=Yes. Kept for one year.",
            "4 typed List prices apply to Acme Mills.",
            "5 typed Not applicable.",
        ]
    );
    let planned: Vec<String> =
        response.planned().iter().map(|planned| format!("{}={}", planned.cell, planned.text)).collect();
    assert_eq!(planned[4..], ["D4=Partial", "E4=List prices apply to Acme Mills.", "D5=N/A", "E5=Not applicable."]);
    let kinds: Vec<_> = response.rows.iter().filter_map(|row| Some(row.decided.as_ref()?.kind.as_str())).collect();
    assert_eq!(kinds, ["accept", "choose", "edit", "not-applicable"]);
}

#[test]
fn a_decision_does_not_release_what_must_not_be_sent() {
    let library = library();
    let decisions = vec![
        (0, Decision::Choose(chosen(&library, "rfp/escrow"))),
        (1, Decision::Choose(chosen(&library, "rfp/backup"))),
        (2, Decision::Choose(chosen(&library, "rfp/price"))),
        (3, Decision::Choose(ChosenAnswer { entry: "rfp/gone".to_owned(), digest: "0".to_owned(), length: None })),
    ];
    assert_eq!(
        outcomes(&response(CSV, &library, decisions)),
        [
            "2 held: status is `in-review`, not `approved`; describes something planned",
            "3 held: not current, unverified: This has never been checked",
            "4 held: audience is `internal`, not `customer`",
            "5 held: ann chose rfp/gone, which does not exist any more",
        ]
    );
    let key = ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat();
    let due = parse_date("2026-12-01");
    let decisions = vec![
        (0, typed("As for Initech, by SAML.", Some(ShortAnswer::Yes))),
        (1, typed("Yes, see {{link}}.", Some(ShortAnswer::Yes))),
        (2, typed(&format!("Use {key}."), None)),
        (3, Decision::Assign(Assignment { to: "ben".to_owned(), due })),
    ];
    let held = outcomes(&response(CSV, &library, decisions));
    let credential = held[2].clone();
    assert!(credential.starts_with("4 held: ") && !credential.contains(&key[4..]), "{credential}");
    assert_eq!(
        [&held[0], &held[1], &held[3]],
        [
            "2 held: names another customer",
            "3 held: unresolved placeholder `{{link}}`",
            "5 held: assigned, due 2026-12-01"
        ]
    );
}

#[test]
fn what_a_person_writes_is_written_or_held_and_never_dropped() {
    let library = library();
    let csv = "No,Question,Response (Yes/No/N/A)\n1,Is it blue?,\n2,Is it old?,\n3,Which one is it?,\n4,Is it new?,\n";
    let decisions = vec![
        (0, typed("It is blue.", Some(ShortAnswer::Yes))),
        (1, typed("", Some(ShortAnswer::No))),
        (2, Decision::NotApplicable(None)),
        (3, Decision::NotApplicable(Some("It is old.".to_owned()))),
    ];
    let response = response(csv, &library, decisions);
    let none = "held: the sheet has no column for the answer";
    assert_eq!(outcomes(&response), [&format!("2 {none}"), "3 typed ", "4 typed ", &format!("5 {none}")]);
    let planned = response.planned();
    let planned: Vec<String> = planned.iter().map(|planned| format!("{}={}", planned.cell, planned.text)).collect();
    assert_eq!(planned, ["C3=No", "C4=N/A"]);
}

#[test]
fn what_a_person_writes_does_not_repeat_an_answer_that_is_held() {
    let library = library();
    let price = "Well: yes. We go down to half of the LIST price";
    let decisions = vec![(0, typed(price, None)), (1, typed("No. There is an escrow.", None))];
    let outcomes = outcomes(&response(CSV, &library, decisions));
    assert_eq!(
        outcomes[..2],
        [
            "2 held: repeats the text of rfp/price: audience is `internal`, not `customer`",
            "3 held: the cell requires a choice, and the answer has no `short_answer`"
        ]
    );
}

#[test]
fn an_answer_that_changed_after_it_was_chosen_goes_back_to_review() {
    let library = library();
    let mut old = chosen(&library, "rfp/sso");
    old.digest = old.digest.replace(|digit: char| digit.is_ascii_digit(), "f");
    let outdated = outcomes(&response(CSV, &library, vec![(0, Decision::Accept(old))]));
    assert_eq!(outdated[0], "2 held: ann chose rfp/sso on 2026-11-20, and it has changed since");
    let digests: std::collections::BTreeSet<_> = library.iter().map(|answer| answer.digest.as_str()).collect();
    assert_eq!(digests.len(), library.len(), "each content has a digest of its own");
}

fn key(section: &str, number: &str, text: &str) -> QuestionKey {
    let own = |text: &str| text.to_owned();
    QuestionKey { sheet: own("CSV"), section: own(section), number: own(number), text: own(text), occurrence: 1 }
}

/// Returns for each question whether it has a decision, and why the others have none.
fn joined(csv: &str, keys: &[QuestionKey]) -> (Vec<Option<String>>, Vec<String>) {
    let decisions = keys.iter().map(|key| decided(key.clone(), Decision::NotApplicable(Some(key.number.clone()))));
    let joined = JoinedDecisions::new(&read(csv), decisions.collect(), &fieldbook::secrets::mask);
    let note = |decided: &Decided| match &decided.decision {
        Decision::NotApplicable(note) => note.clone().unwrap_or_default(),
        other => other.kind().to_owned(),
    };
    let of_questions = joined.questions.iter().map(|question| question.decided.as_ref().map(note)).collect();
    (of_questions, joined.unmatched.iter().map(|unmatched| unmatched.cause.to_string()).collect())
}

#[test]
fn a_question_is_found_again_in_a_later_version_of_its_file() {
    let keys = [
        key("Access", "1", "Is single sign-on offered?"),
        key("Operations", "3", "Which prices are quoted to banks?"),
        key("Operations", "4", "Is there a backup site?"),
        key("Data", "9", "Is data encrypted?"),
    ];
    let later = "No,Section,Question,Answer\n\
        7,Operations,Is a new thing done?,\n\
        1,Access control,is single sign-on  offered ?,\n\
        8,Operations,Which prices are quoted to banks?,\n\
        4,Operations,Is there a lunar backup site?,\n";
    let (found, causes) = joined(later, &keys);
    assert_eq!(found, [None, Some("1".to_owned()), Some("3".to_owned()), None]);
    assert_eq!(
        causes,
        ["the question now reads \"Is there a lunar backup site?\"", "no question of the file has these words"]
    );
}

#[test]
fn equal_words_are_told_apart_by_number_and_section_or_not_used() {
    let csv = "No,Section,Question,Answer\n1,Staff,Is it logged?,\n1,Admins,Is it logged?,\n,Admins,Is it logged?,\n";
    let (found, causes) = joined(csv, &[key("Admins", "1", "Is it logged?"), key("Other", "5", "Is it logged?")]);
    assert_eq!(found, [None, Some("1".to_owned()), None]);
    assert_eq!(causes, ["the question with these words has another number and another section now"]);
    let (found, causes) = joined(csv, &[key("", "7", "Is it logged?")]);
    assert_eq!((found, causes.len()), (vec![None, None, None], 1));
    assert_eq!(causes, ["several questions have these words, with other numbers and sections"]);
    let twice = "No,Question,Answer\n,Is it logged?,\n,Is it logged?,\n";
    let second = QuestionKey { occurrence: 2, ..key("", "", "Is it logged?") };
    let (found, causes) = joined(twice, &[second.clone(), second]);
    assert_eq!(found, [None, Some(String::new())]);
    assert_eq!(causes, ["another decision is about the same question"]);
}

#[test]
fn the_file_reads_back_and_says_what_is_wrong_with_it() {
    let library = library();
    let due = parse_date("2026-12-01");
    let decisions = vec![
        decided(key("Access", "1", "Is it?"), Decision::Accept(chosen(&library, "rfp/sso"))),
        decided(key("", "", "Why?"), typed("So.\nAnd so.", Some(ShortAnswer::NotApplicable))),
        decided(key("", "", "Who?"), Decision::Assign(Assignment { to: "ben".to_owned(), due })),
        decided(key("", "", "When?"), Decision::NotApplicable(None)),
    ];
    let text = write_decisions(&decisions, &fieldbook::secrets::holds_secret).unwrap();
    assert_eq!(read_decisions(text.as_bytes()).unwrap(), decisions);
    let last = "    {\n      \"sheet\": \"CSV\",\n      \"question\": \"Who?\",\n      \"decision\": \"assign\",\n      \
        \"to\": \"ben\",\n      \"due\": \"2026-12-01\",\n      \"by\": \"ann\",\n      \"on\": \"2026-11-20\"\n    }";
    assert!(text.contains(last), "{text}");
    let why = |from: &str, to: &str| read_decisions(text.replacen(from, to, 1).as_bytes()).unwrap_err().to_string();
    for (from, to, expected) in [
        ("/1\"", "/2\"", "the schema is \"fieldbook/rfp-decisions/2\", not \"fieldbook/rfp-decisions/1\""),
        ("\"digest\"", "\"note\"", "decision 1: `accept` needs the field `digest`"),
        (
            "\"accept\"",
            "\"take\"",
            "decision 1: `decision` is \"take\"; one of accept, choose, edit, not-applicable, assign",
        ),
        ("\"na\"", "\"nay\"", "decision 2: `short_answer` is \"nay\"; one of yes, no, partial, na, planned"),
        ("\"by\": \"ann\"", "\"by\": \"\"", "decision 1: `question` and `by` must not be empty"),
    ] {
        assert_eq!(why(from, to), expected, "{from}");
    }
    assert!(why("\"entry\"", "\"entri\"").contains("unknown field `entri`"));
    assert!(why("{", "[").starts_with("not a file of decisions: "));
    let key = ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat();
    let secret = decided(QuestionKey::default(), typed(&key, None));
    let refused = write_decisions(&[secret], &fieldbook::secrets::holds_secret).unwrap_err().to_string();
    assert!(refused.contains("contains a credential") && !refused.contains(&key), "{refused}");
}

#[test]
fn the_schema_names_every_field_and_kind() {
    let schema: serde_json::Value = serde_json::from_str(DECISIONS_SCHEMA).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], SCHEMA);
    let row = &schema["properties"]["decisions"]["items"]["properties"];
    let library = library();
    let all = [
        Decision::Accept(chosen(&library, "rfp/sso")),
        Decision::Choose(ChosenAnswer { length: Some(AnswerLength::Short), ..chosen(&library, "rfp/sso") }),
        typed("So.", Some(ShortAnswer::Yes)),
        Decision::NotApplicable(Some("why".to_owned())),
        Decision::Assign(Assignment { to: "ben".to_owned(), due: parse_date("2026-12-01") }),
    ];
    let question = QuestionKey { occurrence: 2, ..key("Access", "1", "Is it?") };
    let all: Vec<_> = all.into_iter().map(|decision| decided(question.clone(), decision)).collect();
    let written: serde_json::Value =
        serde_json::from_str(&write_decisions(&all, &fieldbook::secrets::holds_secret).unwrap()).unwrap();
    let rows = written["decisions"].as_array().unwrap();
    let fields: std::collections::BTreeSet<_> = rows.iter().flat_map(|row| row.as_object().unwrap().keys()).collect();
    assert_eq!(fields, row.as_object().unwrap().keys().collect());
    let kinds: Vec<_> = rows.iter().map(|row| &row["decision"]).collect();
    assert_eq!(kinds, row["decision"]["enum"].as_array().unwrap().iter().collect::<Vec<_>>());
}
