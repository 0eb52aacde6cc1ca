//! Word documents: tables and forms in and out, with only the planned text changed.

use super::layouts::describe;
use super::workbooks::{RELATIONS, pack, part};
use fieldbook_questionnaire::files::archive::changed_parts;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::{PlannedCell, fill};
use fieldbook_questionnaire::files::format::{Format, format_of};
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::fs;
use std::path::Path;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// A document with this body, and parts that must stay as they are.
fn document(body: &str, settings: &str) -> Vec<u8> {
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{main}.document.main+xml\"/>\
                 <Override PartName=\"/word/settings.xml\" ContentType=\"{main}.settings+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{W}\" xmlns:w14=\"{W14}\"><w:body>{body}<w:sectPr/></w:body></w:document>"),
        ),
        ("word/settings.xml", format!("<w:settings xmlns:w=\"{W}\">{settings}</w:settings>")),
        ("customXml/item1.xml", "<a/>".to_owned()),
    ];
    pack(&parts.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:pPr><w:spacing/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<w:tc><w:tcPr/><w:p/></w:tc>".to_owned(),
        text => format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text)),
    };
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

fn table(rows: &[&[&str]]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>())
}

fn read(bytes: &[u8]) -> Vec<String> {
    assert_eq!(format_of("questions.docx", bytes), Format::Docx);
    Questionnaire::open(bytes, Format::Docx, None).unwrap().sheets.iter().flat_map(describe).collect()
}

/// Fills places, and returns the main part; no other part has changed.
fn filled(name: &str, bytes: &[u8], cells: &[(&str, &str, &str)]) -> String {
    let planned = cells.iter().map(|(sheet, cell, text)| PlannedCell {
        sheet: (*sheet).to_owned(),
        cell: Cell::parse(cell).unwrap(),
        text: (*text).to_owned(),
    });
    let after = fill(bytes, Format::Docx, &planned.collect::<Vec<_>>()).unwrap();
    assert_eq!(changed_parts(bytes, &after).unwrap(), ["word/document.xml"]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("filled-questionnaires");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), &after).unwrap();
    part(&after, "word/document.xml")
}

#[test]
fn tables_are_read_and_filled() {
    let body = [
        paragraph("Supplier check of Globex. Which of these do you meet?"),
        table(&[
            &["No.", "Question", "Answer", "Comments"],
            &["1", "Is it so?", "", ""],
            &["2", "Why?", "", "Because."],
        ]),
        paragraph("Without a header:"),
        table(&[&["Is all data encrypted at rest?", ""], &["Are backups encrypted as well?", ""]]),
    ];
    let bytes = document(&body.concat(), "");
    assert_eq!(
        read(&bytes),
        [
            "|1|Is it so? answer=C2 comment=D2",
            "|2|Why? answer=C3 comment=D3 held: D3 is filled already",
            "||Is all data encrypted at rest? answer=B1",
            "||Are backups encrypted as well? answer=B2",
            "Document skipped: no header with a question column in its first 60 rows, and no column that asks (2 cells with text)",
        ]
    );
    let after = filled(
        "tables.docx",
        &bytes,
        &[("Table 1", "C2", "=Filled & <checked>\nby the test"), ("Table 2", "B2", "Yes")],
    );
    let before = part(&bytes, "word/document.xml");
    let written = "<w:p><w:r><w:t xml:space=\"preserve\">=Filled &amp; &lt;checked&gt;</w:t><w:br/><w:t xml:space=\"preserve\">by the test</w:t></w:r></w:p>";
    let yes = "<w:p><w:r><w:t xml:space=\"preserve\">Yes</w:t></w:r></w:p>";
    let places: Vec<usize> = before.match_indices("<w:p/>").map(|(at, _)| at).collect();
    let expected = [&before[..places[0]], written, &before[places[0] + 6..places[4]], yes, &before[places[4] + 6..]];
    assert_eq!(after, expected.concat());
}

const LIST: &str = concat!(
    r#"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Choose" w:value=""/>"#,
    r#"<w:listItem w:displayText="Yes" w:value="1"/><w:listItem w:value="No"/></w:dropDownList></w:sdtPr>"#,
    r#"<w:sdtContent><w:r><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt>"#
);

fn check_box(mark: char, state: u8) -> String {
    format!(
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{state}\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt>"
    )
}

#[test]
fn controls_are_read_and_filled() {
    let boxes = format!(
        "{}<w:r><w:t> Yes</w:t></w:r>{}<w:r><w:t> No</w:t></w:r>",
        check_box('\u{2610}', 0),
        check_box('\u{2610}', 0)
    );
    let question = |text: &str, control: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r>{control}</w:p>");
    let body = [
        question("Is single sign-on offered to all users?", LIST),
        question("Are administrator actions logged centrally?", &boxes),
        question(
            "Where is the data of customers stored?",
            &LIST.replace("Choose an item.", "x").replace("<w:showingPlcHdr/>", ""),
        ),
    ];
    let bytes = document(&body.concat(), "");
    assert_eq!(
        read(&bytes),
        [
            "||Is single sign-on offered to all users? answer=B1",
            "||Are administrator actions logged centrally? answer=B2",
            "||Where is the data of customers stored? answer=B3 held: B3 is filled already",
        ]
    );
    let questionnaire = Questionnaire::read(&bytes, Format::Docx, None).unwrap();
    let words: Vec<_> = questionnaire.sheets[0].grid.lists.items().iter().map(|list| list.words.join("/")).collect();
    assert_eq!(words, ["Yes/No", "Yes/No", "Yes/No"]);
    let after = filled("controls.docx", &bytes, &[("Document", "B1", "No"), ("Document", "B2", "Yes")]);
    let chosen =
        LIST.replace("<w:showingPlcHdr/>", "").replace("<w:t>Choose an item.", "<w:t xml:space=\"preserve\">No");
    let marked = boxes.replacen(&check_box('\u{2610}', 0), &check_box('\u{2612}', 1), 1);
    let expected = part(&bytes, "word/document.xml").replace(LIST, &chosen).replace(&boxes, &marked);
    assert_eq!(after, expected);
}

#[test]
fn questions_with_a_labelled_answer_are_read_and_filled() {
    let body = ["Q: Is single sign-on offered to all users?", "A:", "Q: How are accounts removed?", "A: By hand."]
        .map(paragraph);
    let bytes = document(&body.concat(), "");
    assert_eq!(
        read(&bytes),
        [
            "||Q: Is single sign-on offered to all users? answer=B2",
            "||Q: How are accounts removed? answer=B4 held: A4 is filled already",
        ]
    );
    let after = filled("labels.docx", &bytes, &[("Document", "B2", "Yes.")]);
    let label = paragraph("A:");
    let answered = label.replace("</w:p>", "<w:r><w:t xml:space=\"preserve\"> Yes.</w:t></w:r></w:p>");
    assert_eq!(after, part(&bytes, "word/document.xml").replacen(&label, &answered, 1));
}

#[test]
fn protection_leaves_only_what_it_allows() {
    let body = table(&[&["Question", "Answer"], &["Is it so?", ""]]);
    let held = |settings: &str| read(&document(&body, settings)).first().cloned().unwrap_or_default();
    assert_eq!(held(""), "||Is it so? answer=B2");
    let locked = "||Is it so? answer=B2 held: B2 is locked by the sheet's protection";
    for edit in ["readOnly", "forms", "comments"] {
        assert_eq!(held(&format!("<w:documentProtection w:edit=\"{edit}\" w:enforcement=\"1\"/>")), locked, "{edit}");
    }
    assert_eq!(held("<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"0\"/>"), "||Is it so? answer=B2");
}

/// A form field of older documents: its properties, and its result.
fn form_field(kind: &str, data: &str, result: &str) -> String {
    let mark = |mark: &str| format!("<w:r><w:fldChar w:fldCharType=\"{mark}\"/></w:r>");
    let result =
        if result.is_empty() { String::new() } else { format!("{}<w:r><w:t>{result}</w:t></w:r>", mark("separate")) };
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"F\"/><w:enabled/>{data}</w:ffData></w:fldChar></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> {kind} </w:instrText></w:r>{result}{}",
        mark("end")
    )
}

/// A table with a form field of each kind, one that is filled, and a field that is none.
fn form() -> String {
    let cell = |content: &str| format!("<w:tc><w:tcPr/><w:p>{content}</w:p></w:tc>");
    let text = |label: &str| format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let short = form_field("FORMTEXT", "<w:textInput><w:maxLength w:val=\"20\"/></w:textInput>", "\u{2002}\u{2002}");
    let bare = form_field("FORMTEXT", "<w:textInput/>", "");
    let list = form_field(
        "FORMDROPDOWN",
        "<w:ddList><w:listEntry w:val=\"Choose\"/><w:listEntry w:val=\"Yes\"/><w:listEntry w:val=\"No\"/></w:ddList>",
        "",
    );
    let check = |more: &str| {
        form_field("FORMCHECKBOX", &format!("<w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/>{more}</w:checkBox>"), "")
    };
    let filled_in = form_field("FORMTEXT", "<w:textInput/>", "Theirs");
    let page = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    format!(
        "<w:tbl>{}</w:tbl><w:p>{}{page}</w:p>",
        [
            row(&[cell(&text("Question")), cell(&text("Answer"))]),
            row(&[cell(&text("Is it so?")), cell(&short)]),
            row(&[cell(&text("Is it on?")), cell(&list)]),
            row(&[
                cell(&text("Is it off?")),
                cell(&[check(""), text(" Yes "), check("<w:checked w:val=\"0\"/>"), text(" No")].concat())
            ]),
            row(&[cell(&text("Who is it?")), cell(&filled_in)]),
            row(&[cell(&text("Why is it?")), cell(&bare)]),
        ]
        .concat(),
        text("Page ")
    )
}

#[test]
fn form_fields_of_older_documents_are_read_and_filled() {
    let bytes = document(&form(), "<w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/>");
    assert_eq!(
        read(&bytes),
        [
            "||Is it so? answer=B2",
            "||Is it on? answer=B3",
            "||Is it off? answer=B4",
            "||Who is it? answer=B5 held: B5 is filled already",
            "||Why is it? answer=B6",
            "Document skipped: no header with a question column in its first 60 rows, and no column that asks (1 cells with text)",
        ]
    );
    let questionnaire = Questionnaire::open(&bytes, Format::Docx, None).unwrap();
    let grid = &questionnaire.sheets[0].grid;
    let words =
        |cell: &str| grid.list_at(Cell::parse(cell).unwrap()).map(|list| list.words.join("/")).unwrap_or_default();
    assert_eq!([words("B2"), words("B3"), words("B4")], ["", "Choose/Yes/No", "Yes/No"]);
    let limits: Vec<u32> = grid.limits_at(Cell::parse("B2").unwrap()).map(|limit| limit.most).collect();
    assert_eq!(limits, [20]);
    let after = filled(
        "form-fields.docx",
        &bytes,
        &[
            ("Table 1", "B2", "=Filled & <checked>"),
            ("Table 1", "B3", "Yes"),
            ("Table 1", "B4", "No"),
            ("Table 1", "B6", "So."),
        ],
    );
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let ends = "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:tc></w:tr></w:tbl>";
    let expected = part(&bytes, "word/document.xml")
        .replace("<w:r><w:t>\u{2002}\u{2002}</w:t></w:r>", &run("=Filled &amp; &lt;checked&gt;"))
        .replace("<w:ddList>", "<w:ddList><w:result w:val=\"1\"/>")
        .replace("<w:checked w:val=\"0\"/>", "<w:checked/>")
        .replace(ends, &ends.replace("</w:instrText></w:r>", &format!("</w:instrText></w:r>{separate}{}", run("So."))));
    assert_eq!(after, expected);
    let planned =
        PlannedCell { sheet: "Table 1".to_owned(), cell: Cell::parse("B3").unwrap(), text: "Maybe".to_owned() };
    assert!(
        fill(&bytes, Format::Docx, &[planned]).unwrap_err().to_string().contains("the list has no entry \"Maybe\"")
    );
}
