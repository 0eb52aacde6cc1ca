//! Layouts as customers send them: each small, of our own invention, with the shape of a known questionnaire.

use super::workbooks::{Tab, pack, parts, rows, tab};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::inspect::inspect;
use fieldbook_questionnaire::layout::mapping::Mapping;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use fieldbook_questionnaire::layout::sheet::{Reading, Sheet};
use fieldbook_questionnaire::layout::undecided_column::UndecidedColumn;

/// Describes a sheet: why it is not read, or each question with its cells.
pub(super) fn describe(sheet: &Sheet) -> Vec<String> {
    let name = &sheet.grid.name;
    let questions = match &sheet.reading {
        Reading::Skipped(reason) => return vec![format!("{name} skipped: {reason}")],
        Reading::Undecided { undecided, .. } => {
            let line = |column: &UndecidedColumn| format!("{name} undecided: {}", column.ambiguity.question);
            return undecided.iter().map(line).collect();
        }
        Reading::Questions { questions, .. } => questions,
    };
    let line = |question: &fieldbook_questionnaire::layout::question::Question| {
        let cell = |label: &str, cell: Option<Cell>| cell.map(|cell| format!(" {label}={cell}")).unwrap_or_default();
        let cells = [
            cell("answer", question.response),
            cell("level", question.level),
            cell("comment", question.comment),
            cell("evidence", question.evidence),
        ];
        let hold = if question.hold.is_empty() { String::new() } else { format!(" held: {}", question.hold) };
        format!("{}|{}|{}{}{hold}", question.section, question.id, question.text, cells.concat())
    };
    questions.iter().map(line).collect()
}

fn read(tabs: &[Tab<'_>]) -> Vec<String> {
    let questionnaire = Questionnaire::open(&pack(&parts(tabs)), Format::Xlsx, None).unwrap();
    questionnaire.sheets.iter().flat_map(describe).collect()
}

fn read_csv(text: &str) -> Vec<String> {
    let questionnaire = Questionnaire::open(text.as_bytes(), Format::Csv, None).unwrap();
    questionnaire.sheets.iter().flat_map(describe).collect()
}

/// Drop-down lists: the area and the words of each.
fn lists(lists: &[(&str, &str)]) -> String {
    let list = |(area, words): &(&str, &str)| {
        format!("<dataValidation type=\"list\" sqref=\"{area}\"><formula1>\"{words}\"</formula1></dataValidation>")
    };
    format!("<dataValidations>{}</dataValidations>", lists.iter().map(list).collect::<String>())
}

/// The shape of CAIQ 4: a title, ids with a control beside them, a list for the answer, one for who is responsible.
#[test]
fn a_sheet_in_the_shape_of_caiq_4_is_understood() {
    let questions = rows(&[
        (1, &["Cloud questionnaire v4"]),
        (
            3,
            &[
                "Question ID",
                "Question",
                "CSP Answer",
                "Control Ownership",
                "CSP Implementation Description (Optional)",
                "Customer Responsibilities",
                "Control ID",
                "Control Specification",
                "Domain Title",
            ],
        ),
        (4, &["KEY-01.1", "Are keys rotated?", "", "", "", "", "KEY-01", "Rotate keys at intervals.", "Keys"]),
        (5, &["KEY-02.1", "Are keys kept apart from data?", "", "", "", "", "KEY-02", "Keep them apart.", "Keys"]),
    ]) + &lists(&[("C4:C5", "Yes,No,NA"), ("D4:D5", "CSP-owned,CSC-owned,Shared CSP and CSC")]);
    let notes = rows(&[(1, &["About"]), (2, &["1", "Please answer with yes, no or NA."])]);
    assert_eq!(
        read(&[tab("Introduction", notes), tab("CAIQ", questions)]),
        [
            "Introduction skipped: its name says that it explains, and it has no header with a question column (3 cells with text)",
            "Keys|KEY-01.1|Are keys rotated? answer=C4 comment=E4",
            "Keys|KEY-02.1|Are keys kept apart from data? answer=C5 comment=E5",
        ]
    );
}

/// The shape of HECVAT 4: no header over the questions, and the header again above every section.
#[test]
fn a_sheet_in_the_shape_of_hecvat_4_is_understood() {
    let sheet = rows(&[
        (1, &["Vendor assessment"]),
        (2, &["Company overview", "", "Vendor Answers", "Additional Information", "Guidance", "Analyst Notes"]),
        (3, &["COMP-01", "Do you have a legal entity in the EU?", "", "", "State the country."]),
        (4, &["COMP-02", "Describe your organisation.", "", "", "One paragraph."]),
        (5, &["Document control", "", "Vendor Answers", "Additional Information", "Guidance", "Analyst Notes"]),
        (6, &["DOCU-01", "Do you have a SOC 2 report?", "", "", "Attach it."]),
    ]) + &lists(&[("C3", "Yes,No"), ("C6", "Yes,No")]);
    assert_eq!(
        read(&[tab("Organization", sheet)]),
        [
            "Company overview|COMP-01|Do you have a legal entity in the EU? answer=C3 comment=D3",
            "Company overview|COMP-02|Describe your organisation. answer=C4 comment=D4",
            "Document control|DOCU-01|Do you have a SOC 2 report? answer=C6 comment=D6",
        ]
    );
}

/// The shape of SIG: many columns about the question, one list, one column for words.
#[test]
fn a_sheet_in_the_shape_of_sig_is_understood() {
    let sheet = rows(&[
        (
            1,
            &[
                "Ques Num",
                "Question/Request",
                "Response",
                "Additional Information",
                "Category",
                "Risk Domain",
                "ISO Reference",
            ],
        ),
        (2, &["A.1", "Is there a policy?", "", "", "Policy", "Governance", "5.1"]),
        (3, &["A.1.1", "Is it approved by management?", "", "", "Policy", "Governance", "5.1"]),
    ]) + &lists(&[("C2:C3", "Yes,No,N/A")]);
    assert_eq!(
        read(&[tab("A. Risk", sheet)]),
        [
            "Policy|A.1|Is there a policy? answer=C2 comment=D2",
            "Policy|A.1.1|Is it approved by management? answer=C3 comment=D3",
        ]
    );
}

/// The shape of VSA: sections with a heading each, questions as headings of rows, answers from a list or in words.
#[test]
fn a_sheet_in_the_shape_of_vsa_is_understood() {
    let sheet = rows(&[
        (1, &["Service overview"]),
        (3, &["#", "Question", "Answer", "Please explain (max. 300 characters)"]),
        (4, &["", "1. Data protection"]),
        (5, &["1.1", "Do you process personal data?"]),
        (6, &["1.2", "Which categories of data do you process?"]),
        (7, &["", "2. Access"]),
        (8, &["2.1", "Do you require a second factor?"]),
    ]) + &lists(&[("C5 C8", "Yes,No")]);
    let bytes = pack(&parts(&[tab("Core", sheet)]));
    let questionnaire = Questionnaire::open(&bytes, Format::Xlsx, None).unwrap();
    assert_eq!(
        describe(&questionnaire.sheets[0]),
        [
            "1. Data protection|1.1|Do you process personal data? answer=C5 comment=D5",
            "1. Data protection|1.2|Which categories of data do you process? answer=C6 comment=D6",
            "2. Access|2.1|Do you require a second factor? answer=C8 comment=D8",
        ]
    );
    let limits: Vec<u32> =
        questionnaire.sheets[0].grid.limits_at(Cell::parse("D5").unwrap()).map(|limit| limit.most).collect();
    assert_eq!(limits, [300]);
}

#[test]
fn choice_comment_evidence_and_level_each_have_a_column() {
    let sheet = rows(&[
        (1, &["No.", "Requirement", "Answer", "Compliance level", "Comments", "Evidence (link)"]),
        (2, &["1", "Data at rest shall be encrypted."]),
    ]) + &lists(&[("C2", "Yes,No"), ("D2", "Fully compliant,Partially compliant,Not compliant")]);
    assert_eq!(
        read(&[tab("Q", sheet)]),
        ["|1|Data at rest shall be encrypted. answer=C2 level=D2 comment=E2 evidence=F2"]
    );
}

#[test]
fn headers_of_other_languages_are_understood() {
    for (header, expected) in [
        ("Nr.;Bereich;Frage;Antwort;Erläuterung", "A|1|x ist? answer=D2 comment=E2"),
        ("N°;Domaine;Question;Réponse;Commentaires", "A|1|x ist? answer=D2 comment=E2"),
        ("N.º;Categoría;Pregunta;Respuesta del proveedor;Observaciones", "A|1|x ist? answer=D2 comment=E2"),
        ("N.;Categoria;Domanda;Risposta;Note", "A|1|x ist? answer=D2 comment=E2"),
        ("Nr;Categorie;Vraag;Antwoord;Toelichting", "A|1|x ist? answer=D2 comment=E2"),
        ("Nº;Categoria;Pergunta;Resposta;Comentários", "A|1|x ist? answer=D2 comment=E2"),
    ] {
        assert_eq!(read_csv(&format!("{header}\n1;A;x ist?;;\n")), [expected], "{header}");
    }
}

#[test]
fn a_header_of_two_rows_needs_no_merged_cells() {
    assert_eq!(
        read_csv("No.,Question,Response,,\n,,Yes,No,Comment\n1,Is it so?,,,\n2,Is it more?,,,\n"),
        ["|1|Is it so? comment=E3", "|2|Is it more? comment=E4"]
    );
}

#[test]
fn columns_without_a_known_header_are_found_by_what_they_hold() {
    // The answer has the customer's own header.
    let expected = ["|1|Is it so? answer=C2", "|2|Is it more? answer=C3"];
    assert_eq!(read_csv("No.,Question,Globex Ltd\n1,Is it so?,\n2,Is it more?,\n"), expected);
    // Two empty columns are not guessed between.
    assert_eq!(
        read_csv("No.,Question,Globex,Initech\n1,Is it so?,,\n"),
        ["CSV undecided: 2 columns fit equally well for the answers"]
    );
    // Of two columns for answers the one that is still empty is ours.
    assert_eq!(
        read_csv("Question,Answer,Answer\nIs it so?,It was,\n"),
        ["||Is it so? answer=C2 comment=B2 held: B2 is filled already"]
    );
    // Of two columns for questions the one that asks is taken.
    assert_eq!(
        read_csv("Requirement,Requirements,Answer\nEncryption,Is all data encrypted?,\nBackups,Are there backups?,\n"),
        ["||Is all data encrypted? answer=C2", "||Are there backups? answer=C3"]
    );
}

#[test]
fn a_sheet_without_a_header_is_read_by_its_lists() {
    let sheet =
        rows(&[(2, &["1.1", "Is all data encrypted at rest?"]), (3, &["1.2", "Are backups encrypted as well?"])])
            + &lists(&[("C2:C3", "Yes,No")]);
    assert_eq!(
        read(&[tab("Q", sheet)]),
        ["|1.1|Is all data encrypted at rest? answer=C2", "|1.2|Are backups encrypted as well? answer=C3"]
    );
}

/// A form: `Question` and `Answer` in front of each, with a blank row between.
#[test]
fn answers_below_their_questions_are_found_by_labels_in_front() {
    let form = |answer: &str| {
        rows(&[
            (1, &["Question", "Are the keys rotated every year?"]),
            (2, &["Answer", answer]),
            (4, &["Question", "How are the backups made?"]),
            (5, &["Answer:", ""]),
            (7, &["Question", "Is all of the data encrypted?"]),
            (8, &["Answer", ""]),
        ])
    };
    let others = ["||How are the backups made? answer=B5", "||Is all of the data encrypted? answer=B8"];
    assert_eq!(
        read(&[tab("Form", form(""))]),
        [&["||Are the keys rotated every year? answer=B2"][..], &others].concat()
    );
    let taken = "||Are the keys rotated every year? answer=B2 held: B2 is filled already";
    assert_eq!(read(&[tab("Form", form("Yes."))]), [&[taken][..], &others].concat());
    // The control: with other words in front nothing says where the answers go.
    let other = form("").replace("Answer", "Remember");
    assert!(read(&[tab("Form", other)]).concat().contains("it has no column for answers"));
}

/// `below` is the cell under the question, unless a column says otherwise.
#[test]
fn a_mapping_with_answers_below_needs_no_column_for_them() {
    let file = "Are keys rotated?\n\nIs data encrypted?\n\n";
    let cells = |column: &str| {
        let sheet = format!(r#"{{"sheet": "CSV", "question": "A", "answers": "below"{column}}}"#);
        let mapping = format!(r#"{{"schema": "fieldbook/rfp-mapping/1", "sheets": [{sheet}]}}"#);
        let mapping: Mapping = serde_json::from_str(&mapping).unwrap();
        let questionnaire = Questionnaire::open(file.as_bytes(), Format::Csv, Some(&mapping)).unwrap();
        questionnaire.sheets.iter().flat_map(describe).collect::<Vec<_>>()
    };
    assert_eq!(cells(""), ["||Are keys rotated? answer=A2", "||Is data encrypted? answer=A4"]);
    let beside = cells(r#", "response": "B""#);
    assert_eq!(beside, ["||Are keys rotated? answer=B2", "||Is data encrypted? answer=B4"]);
}

#[test]
fn answers_below_their_questions_are_found_by_labels_and_formats() {
    assert_eq!(
        read_csv(
            "Access\nIs single sign-on offered to everybody?\nAnswer:,\n\nHow are accounts removed from it?\nAnswer:,\n"
        ),
        [
            "Access||Is single sign-on offered to everybody? answer=B3",
            "Access||How are accounts removed from it? answer=B6",
        ]
    );
    let question = |row: u32, text: &str| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    let boxed = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"3\"/></row>");
    let first = [question(1, "Is single sign-on offered to everybody?"), boxed(2)].concat();
    let second = [question(4, "How are accounts removed from it?"), boxed(5)].concat();
    let expected =
        ["||Is single sign-on offered to everybody? answer=A2", "||How are accounts removed from it? answer=A5"];
    assert_eq!(read(&[tab("Q", format!("<sheetData>{first}{second}</sheetData>"))]), expected);
    // Without the format nothing says where the answers go.
    let plain =
        [question(1, "Is single sign-on offered to everybody?"), question(4, "How are accounts removed from it?")];
    let bytes = pack(&parts(&[tab("Q", format!("<sheetData>{}</sheetData>", plain.concat()))]));
    let asked = Questionnaire::open(&bytes, Format::Xlsx, None).unwrap();
    let mut mapping = inspect(&asked).mapping;
    assert!(mapping.sheets[0].undecided[0].contains("`\"answers\": \"below\"`"), "{mapping:?}");
    assert!(Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap_err().to_string().contains("`undecided`"));
    mapping.sheets[0].undecided.clear();
    let decided = Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap();
    assert_eq!(describe(&decided.sheets[0]), expected);
}

#[test]
fn sheets_that_explain_are_listed_with_the_reason() {
    let legend = rows(&[(1, &["No.", "Description"]), (2, &["1", "Green cells are yours."]), (3, &["2", "Ask us."])]);
    let notes = rows(&[(1, &["We send this to all suppliers."])]);
    let questions = rows(&[(1, &["Question", "Answer"]), (2, &["Is it so?"])]);
    assert_eq!(
        read(&[
            tab("Hinweise", notes.clone()),
            tab("Legend", legend),
            tab("Start", notes),
            tab("Empty", "<sheetData/>"),
            tab("Q", questions)
        ]),
        [
            "Hinweise skipped: its name says that it explains, and it has no header with a question column (1 cells with text)",
            "Legend skipped: it has no column for answers, and 0 % of the texts in column B \"Description\" ask",
            "Start skipped: no header with a question column in its first 60 rows, and no column that asks (1 cells with text)",
            "Empty skipped: the sheet is empty",
            "||Is it so? answer=B2",
        ]
    );
}

#[test]
fn what_a_mapping_says_about_places_marks_and_words_is_read_back() {
    let text = "No,Question,Yes,No,Comments\n1,Is it so?,,,\n";
    let found = Questionnaire::open(text.as_bytes(), Format::Csv, None).unwrap();
    let mapping = inspect(&found).mapping;
    let json = serde_json::to_value(&mapping).unwrap();
    assert_eq!(
        json["sheets"][0],
        serde_json::json!({"sheet": "CSV", "header_row": 1, "question": "B", "comment": "E", "id": "A", "marks": {"C": "yes", "D": "no"}})
    );
    let again: Mapping = serde_json::from_value(json).unwrap();
    let read = Questionnaire::read(text.as_bytes(), Format::Csv, Some(&again)).unwrap();
    assert_eq!(read.questions().collect::<Vec<_>>(), found.questions().collect::<Vec<_>>());
}

/// The words of a list that are not understood have a place in the mapping.
#[test]
fn own_words_of_a_list_are_asked_for_and_learnt() {
    let sheet = rows(&[(1, &["Question", "Answer"]), (2, &["Is it so?"])]) + &lists(&[("B2", "C,PC,NC,1 - N/A")]);
    let bytes = pack(&parts(&[tab("Q", sheet)]));
    let found = Questionnaire::open(&bytes, Format::Xlsx, None).unwrap();
    let mut mapping = inspect(&found).mapping;
    let words = |mapping: &Mapping| serde_json::to_string(&mapping.sheets[0].words).unwrap();
    assert_eq!(words(&mapping), r#"{"C":null,"NC":null,"PC":null}"#);
    mapping.sheets[0].words.insert("C".to_owned(), Some("yes".to_owned()));
    let learnt = Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap();
    assert_eq!(words(&inspect(&learnt).mapping), r#"{"C":"yes","NC":null,"PC":null}"#);
    mapping.sheets[0].words.insert("NC".to_owned(), Some("never".to_owned()));
    assert_eq!(
        Questionnaire::read(&bytes, Format::Xlsx, Some(&mapping)).unwrap_err().to_string(),
        "mapping of sheet \"Q\": \"never\" is not one of yes, no, partial, na, planned"
    );
}
