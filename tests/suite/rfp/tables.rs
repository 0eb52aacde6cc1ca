//! Several tables in one sheet: a header with other columns below the first one.

use super::layouts::describe;
use fieldbook_questionnaire::files::format::Format;
use fieldbook_questionnaire::layout::inspect::{inspect, mapping_of};
use fieldbook_questionnaire::layout::mapping::Mapping;
use fieldbook_questionnaire::layout::questionnaire::{Questionnaire, grids};
use fieldbook_questionnaire::layout::remembered::RememberedLayouts;

const TWO: &str = "No,Question,Response,Comment\n1,Is it on?,,\n2,Is it off?,,\n,Section B,,\nNo,Comment,Question,Response\n\
                   3,,Is it blue?,\n4,,Is it red?,\n";

fn open(text: &str, mapping: Option<&Mapping>) -> Questionnaire {
    Questionnaire::open(text.as_bytes(), Format::Csv, mapping).unwrap()
}

fn read(text: &str) -> Vec<String> {
    open(text, None).sheets.iter().flat_map(describe).collect()
}

#[test]
fn a_table_with_another_order_of_columns_is_read_with_its_own() {
    assert_eq!(
        read(TWO),
        [
            "|1|Is it on? answer=C2 comment=D2",
            "|2|Is it off? answer=C3 comment=D3",
            "Section B|3|Is it blue? answer=D6 comment=B6",
            "Section B|4|Is it red? answer=D7 comment=B7",
        ]
    );
    let back = format!("{TWO},Section C,,\nNo,Question,Response,Comment\n5,Is it green?,,\n");
    assert_eq!(read(&back).last().unwrap(), "Section C|5|Is it green? answer=C10 comment=D10", "the first order again");
}

#[test]
fn a_header_that_is_repeated_or_names_a_section_begins_no_table() {
    for again in
        ["No,Question,Response,Comment", "No,Access control,Response,Comment", "Access,Question,Response,Comment"]
    {
        let text = format!("No,Question,Response,Comment\n1,Is it on?,,\n{again}\n2,Is it off?,,\n");
        let questionnaire = open(&text, None);
        assert_eq!(mapping_of(&questionnaire).sheets.len(), 1, "{again}");
        let questions: Vec<String> = questionnaire.sheets.iter().flat_map(describe).collect();
        let section = if again.starts_with("No,Q") {
            ""
        } else if again.starts_with("No") {
            "Access control"
        } else {
            "Access"
        };
        assert_eq!(questions.last().unwrap(), &format!("{section}|2|Is it off? answer=C4 comment=D4"));
    }
}

#[test]
fn filled_rows_with_words_of_headers_are_questions() {
    let rows = "No,Control,Response,Comment,Evidence\n1,Access control,Compliant,See comments,Documentation\n\
                2,Security requirements,Yes,Answer,Evidence\n3,Controls,Yes,No,Attachment\n";
    assert_eq!(read(rows).len(), 3);
}

#[test]
fn a_header_that_is_not_understood_holds_the_rows_below_it() {
    let tied = TWO.replace("No,Comment,Question,Response", "No,Response,Question,Response");
    let questions = read(&tied);
    let hold = "the header in row 5 begins another table: 2 columns fit equally well for the answers; describe it in the mapping";
    assert_eq!(questions[1], "|2|Is it off? answer=C3 comment=D3");
    for question in &questions[2..] {
        assert!(question.ends_with(&format!("held: {hold}")), "{question}");
    }
    let without = TWO.replace("No,Comment,Question,Response", "No,Question,Supplier view,Rank");
    assert!(read(&without).iter().skip(2).all(|line| !line.contains("answer=C")), "{:?}", read(&without));
}

#[test]
fn a_mapping_names_a_sheet_once_for_each_table() {
    let found = open(TWO, None);
    let mapping = mapping_of(&found);
    let headers: Vec<u32> = mapping.sheets.iter().map(|sheet| sheet.header_row).collect();
    assert_eq!(headers, [1, 5]);
    assert_eq!(inspect(&found).sheets[0].further_tables[0].header_rows, [5]);
    let mapped = open(TWO, Some(&mapping));
    let described = |questionnaire: &Questionnaire| questionnaire.sheets.iter().flat_map(describe).collect::<Vec<_>>();
    assert_eq!(described(&mapped), described(&found));
    // A mapping that names the first table alone leaves the second one to its own header.
    let first = Mapping { sheets: mapping.sheets[..1].to_vec(), ..mapping.clone() };
    let questions: Vec<String> = open(TWO, Some(&first)).sheets.iter().flat_map(describe).collect();
    assert_eq!(questions, read(TWO));
}

#[test]
fn remembered_tables_are_found_when_rows_are_added_to_one() {
    let sheets = |text: &str| grids(text.as_bytes(), Format::Csv).unwrap();
    let mut layouts = RememberedLayouts::default();
    layouts.remember(&sheets(TWO), mapping_of(&open(TWO, None))).unwrap();
    let more = TWO.replace("2,Is it off?,,\n", "2,Is it off?,,\n2a,Is it dim?,,\n");
    for (text, rows) in [(TWO.to_owned(), [1, 5]), (more.clone(), [1, 6]), (format!("Version 2,,,\n{more}"), [2, 7])] {
        let mapping = layouts.find(&sheets(&text)).expect("it is known");
        assert_eq!(mapping.sheets.iter().map(|sheet| sheet.header_row).collect::<Vec<_>>(), rows, "{text}");
    }
    let other = TWO.replace("No,Comment,Question,Response", "No,Response,Question,Comment");
    assert!(layouts.find(&sheets(&other)).is_none());
}

#[test]
fn a_limit_of_length_ends_with_its_table() {
    let text = TWO.replace("Question,Response,Comment", "Question,Response (max. 20 characters),Comment");
    let questionnaire = open(&text, None);
    let sheet = &questionnaire.sheets[0];
    let limits =
        |cell: &str| sheet.grid.limits_at(fieldbook_questionnaire::files::cell::Cell::parse(cell).unwrap()).count();
    assert_eq!([limits("C3"), limits("C6"), limits("D6")], [1, 0, 0]);
}

#[test]
fn rows_with_text_and_no_question_are_named() {
    let text =
        "No,Question,Response,Comment\n1,Is it on?,,\n2,,see above,more\n,Section B,,\n3,Is it off?,,\n,,total,2\n";
    assert_eq!(open(text, None).left_out(), ["2 rows of sheet \"CSV\" have text and no question, the first is row 3"]);
    assert_eq!(inspect(&open(text, None)).sheets[0].left_out, ["3: 2 · see above · more", "6: total · 2"]);
    assert_eq!(open(TWO, None).left_out(), [""; 0]);
}
