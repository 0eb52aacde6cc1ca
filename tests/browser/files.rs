//! Workbooks and documents of customers in the tray: read, decided and filled in the page as on the command line.

use crate::browser::{Browser, DAY, with_browser};
use crate::built::{DOORS, built, sample};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook of one sheet with these rows, and a picture that nothing may change.
pub(crate) fn workbook(rows: &[&[&str]], more: &str) -> Vec<u8> {
    let cell = |(letter, text): (char, &&str), row: usize| match *text {
        "" => String::new(),
        text => format!("<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |(number, cells): (usize, &&[&str])| {
        let cells: String = ('A'..='Z').zip(*cells).map(|one| cell(one, number)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let data: String = (1..).zip(rows).map(row).collect();
    let package = "http://schemas.openxmlformats.org/package/2006";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"Questions\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (SHEET, format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData>{more}</worksheet>")),
        ("xl/media/image1.png", "not read".to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// Questions of the sample library, one that no answer fits, and one whose answer is filled already.
pub(crate) fn asked() -> Vec<u8> {
    let list = "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"C2:C5\"><formula1>\"Yes,No\"</formula1></dataValidation></dataValidations>";
    workbook(
        &[
            &["No", "Question", "Response", "Comments", "Evidence"],
            &["1", "Is customer data encrypted at rest?"],
            &["2", "Do you support zeppelins?"],
            &["3", "Which colour does your office have?"],
            &["4", "Is there a bug bounty?", "No"],
        ],
        list,
    )
}

/// Drops a file on the page and waits until the page says what became of it.
pub(crate) async fn drop_file(browser: &Browser, name: &str, bytes: &[u8]) -> String {
    let script = "(() => { document.querySelector('[data-tray-said]').textContent = ''; const bytes = Uint8Array.from(atob(CONTENT), (one) => one.charCodeAt(0)); const all = new DataTransfer(); all.items.add(new File([bytes], NAME)); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
    let script = script.replace("CONTENT", &json!(STANDARD.encode(bytes)).to_string());
    browser.eval(&script.replace("NAME", &json!(name).to_string())).await;
    browser.until("/ questions?\\.|choose the columns|was not read/.test(document.querySelector('[data-tray-said]').textContent)").await;
    said(browser).await
}

async fn said(browser: &Browser) -> String {
    let said = browser.eval("document.querySelector('[data-tray-said]').textContent").await;
    said.as_str().expect("a text").to_owned()
}

/// Downloads the filled file of the first panel.
async fn download(browser: &Browser) -> Vec<u8> {
    let script = "(() => { delete window.saved; window.fieldbook.exports.download = async (name, blob) => { const bytes = new Uint8Array(await blob.arrayBuffer()); window.saved = btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join('')); }; [...document.querySelectorAll('.tray-file button')].find((one) => one.textContent.startsWith('Download filled')).click(); })()";
    browser.eval(script).await;
    browser.until("window.saved").await;
    let saved = browser.eval("window.saved").await;
    STANDARD.decode(saved.as_str().expect("a text")).expect("bytes")
}

/// What the command line writes into the same file.
fn filled(bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, output) = (folder.path().join("asked.xlsx"), folder.path().join("filled.xlsx"));
    std::fs::write(&file, bytes).expect("written");
    let run = |file: &Path, output: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command
            .arg("--site")
            .arg(sample())
            .args(["rfp", "fill", "--offline", "--today", DAY])
            .arg(file)
            .arg("-o")
            .arg(output);
        command.output().expect("fieldbook starts")
    };
    let printed = run(&file, &output);
    std::fs::read(&output).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&printed.stderr)))
}

/// The content of every part.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        (part.name().expect("a name").into_owned(), text)
    };
    (0..6).map(&mut part).collect()
}

#[test]
fn a_workbook_is_filled_in_the_page_as_on_the_command_line() {
    let expected = filled(&asked());
    for door in DOORS {
        with_browser(async |browser| {
            browser.open(&built().address(door, "answers/tray/index.html")).await;
            let said = drop_file(browser, "asked.xlsx", &asked()).await;
            assert_eq!(said, "asked.xlsx: 4 questions. 4 added: 1 answered, 3 to decide.");
            assert!(download(browser).await == expected, "the page and the command line write different bytes");
            assert_ne!(expected, asked(), "a control");
            let plans = "[...document.querySelectorAll('.tray-plan')].map((one) => one.textContent)";
            let plans: Vec<Value> = browser.eval(plans).await.as_array().expect("texts").clone();
            assert_eq!(plans[0], "Goes to C2, D2, E2.");
            assert!(plans[1].as_str().is_some_and(|plan| plan.starts_with("Left empty: ")), "{plans:?}");
            assert_eq!(plans[3], "Not written: C5 is filled already.");
            browser.assert_quiet(built().origin(door)).await;
        });
    }
}

#[test]
fn what_a_person_decides_is_written_and_kept_until_the_file_is_dropped_again() {
    with_browser(async |browser| {
        let tray = built().address(DOORS[0], "answers/tray/index.html");
        browser.open(&tray).await;
        drop_file(browser, "asked.xlsx", &asked()).await;
        let decide = "(() => { const row = document.querySelectorAll('.tray-item')[1]; const text = row.querySelector('textarea'); text.value = 'None, <sorry> & thanks.'; text.dispatchEvent(new Event('input')); const select = row.querySelector('select'); select.value = 'no'; select.dispatchEvent(new Event('change')); })()";
        browser.eval(decide).await;
        browser
            .until("document.querySelectorAll('.tray-plan')[1].textContent === 'Goes to C3, D3, in your words.'")
            .await;
        let before = parts(&asked());
        let after = parts(&download(browser).await);
        let changed: Vec<&str> =
            before.iter().zip(&after).filter(|(one, other)| one != other).map(|((name, _), _)| name.as_str()).collect();
        assert_eq!(changed, [SHEET]);
        let sheet = &after.iter().find(|(name, _)| name == SHEET).expect("a sheet").1;
        assert!(sheet.contains("None, &lt;sorry&gt; &amp; thanks."), "{sheet}");
        assert!(sheet.contains("<c r=\"C5\" t=\"inlineStr\"><is><t>No</t></is></c>"), "{sheet}");
        let told = said(browser).await;
        assert_eq!(told, "asked-filled.xlsx: 2 of 4 questions written, 1 left empty, 1 held.");
        assert!(
            browser.holds("document.querySelector('.tray-file').textContent.includes('1 in your own words')").await
        );

        browser.open(&tray).await;
        browser.until("document.querySelectorAll('.tray-item').length === 4").await;
        let plan = "document.querySelectorAll('.tray-plan')[1].textContent";
        assert_eq!(browser.eval(plan).await, "Of asked.xlsx: drop the file here again to fill it.");
        let told = drop_file(browser, "asked.xlsx", &asked()).await;
        assert_eq!(told, "asked.xlsx: 4 questions. 4 in the tray already: their decisions are kept.");
        assert_eq!(browser.eval(plan).await, "Goes to C3, D3, in your words.");
        assert_eq!(parts(&download(browser).await), after);

        let other = workbook(&[&["No", "Question", "Response", "Evidence"], &["2", "Do you support zeppelins?"]], "");
        let told = drop_file(browser, "asked.xlsx", &other).await;
        let expected = "asked.xlsx: 1 question. 1 in the tray already: their decisions are kept. The file has other content than the one for which they were made: look at them again. 3 questions of the tray not in this version of the file.";
        assert_eq!(told, expected);

        // The answer changes in the library after it was picked.
        browser.eval("(() => { const kept = JSON.parse(localStorage.getItem('fieldbook-tray')); kept.items[0].texts.standard = 'An older text.'; localStorage.setItem('fieldbook-tray', JSON.stringify(kept)); })()").await;
        browser.open(&tray).await;
        drop_file(browser, "asked.xlsx", &asked()).await;
        let first = "document.querySelector('.tray-plan').textContent";
        assert_eq!(
            browser.eval(first).await,
            "Not written: the answer has changed in the library since it was picked."
        );
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}

#[test]
fn a_tie_is_asked_about_and_what_cannot_be_read_is_said() {
    let tied = workbook(&[&["Question", "Answer", "Answer"], &["Is customer data encrypted at rest?"]], "");
    with_browser(async |browser| {
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        assert_eq!(drop_file(browser, "tied.xlsx", &tied).await, "tied.xlsx: choose the columns.");
        let choices = "[...document.querySelectorAll('.tray-file option')].map((one) => one.textContent)";
        let expected = json!(["Column of the answers…", "B: Answer", "C: Answer", "Do not read this sheet"]);
        assert_eq!(browser.eval(choices).await, expected);
        assert_eq!(browser.eval("document.querySelectorAll('.tray-item').length").await, 0);
        browser.eval("(() => { document.querySelector('.tray-file select').value = '1'; document.querySelector('.tray-file form').requestSubmit(); })()").await;
        browser.until("document.querySelectorAll('.tray-plan').length === 1").await;
        browser.until("document.querySelector('.tray-plan').textContent === 'Goes to C2.'").await;
        for (name, bytes, why) in [
            (
                "old.xls",
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].as_slice(),
                "this is a workbook in the old .xls format: save it as .xlsx in Excel or LibreOffice, and try again",
            ),
            (
                "cut.xlsx",
                tied.get(..400).expect("more"),
                "the file is not a readable workbook or document (truncated or damaged): it has no end record of an archive",
            ),
        ] {
            assert_eq!(drop_file(browser, name, bytes).await, format!("{name} was not read: {why}."));
        }
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}

#[test]
fn a_workbook_of_250_rows_is_read_and_filled() {
    let texts: Vec<[String; 2]> = (0..250)
        .map(|number| [number.to_string(), format!("Is customer data number {number} encrypted at rest?")])
        .collect();
    let rows: Vec<[&str; 2]> = texts.iter().map(|[number, text]| [number.as_str(), text.as_str()]).collect();
    let mut all: Vec<&[&str]> = vec![&["No", "Question", "Answer"]];
    all.extend(rows.iter().map(<[&str; 2]>::as_slice));
    let bytes = workbook(&all, "");
    with_browser(async |browser| {
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        assert!(drop_file(browser, "many.xlsx", &bytes).await.starts_with("many.xlsx: 250 questions. 250 added: "));
        assert_eq!(browser.eval("document.querySelectorAll('.tray-item').length").await, 250);
        assert_eq!(parts(&download(browser).await).len(), 6);
    });
}

#[test]
fn delimited_text_and_markdown_tables_are_filled_and_lists_are_read() {
    let csv = "No;Question;Answer\r\n1;Is customer data encrypted at rest?;\r\n2;Do you support zeppelins?;\n";
    let markdown = "# Part\n\n| No | Question | Answer |\n|---:|---|---|\n| 1 | Is customer data encrypted at rest? |  |\n\nThe end.\n";
    with_browser(async |browser| {
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        for (name, text, questions) in [("a.csv", csv, 2), ("b.md", markdown, 1)] {
            let said = drop_file(browser, name, text.as_bytes()).await;
            assert!(said.starts_with(&format!("{name}: {questions} question")), "{said}");
            let filled = String::from_utf8(download(browser).await).expect("a text");
            let changed: Vec<(&str, &str)> =
                text.lines().zip(filled.lines()).filter(|(one, other)| one != other).collect();
            assert_eq!(changed.len(), 1, "{filled}");
            assert!(
                changed[0].1.starts_with(changed[0].0.trim_end_matches([' ', '|', ';']))
                    && changed[0].1.contains("AES-256"),
                "{filled}"
            );
            browser.eval("[...document.querySelectorAll('.tray-file button')].find((one) => one.textContent === 'Close file').click()").await;
            browser.until("!document.querySelector('.tray-file')").await;
        }
        let drop = "(() => { const all = new DataTransfer(); all.items.add(new File(['- Is there a moat?\\n- Why?\\n'], 'c.md')); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
        browser.eval(drop).await;
        browser.until("document.querySelector('[data-tray-said]').textContent.startsWith('2 questions added: ')").await;
        assert!(browser.holds("!document.querySelector('.tray-file')").await);

        // Of several files that are dropped together, each is named.
        let drop = "(() => { const all = new DataTransfer(); all.items.add(new File([new Uint8Array([137, 80, 78, 71, 10])], 'd.png')); all.items.add(new File(['Why not?\0'], 'e.txt')); all.items.add(new File(['Is there a lake?'], 'f.txt')); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
        browser.eval(drop).await;
        let said = "d.png was not read: it is not a text in UTF-8. e.txt was not read: it is not a text in UTF-8. 1 question added: 0 answered, 1 to decide.";
        browser.until(&format!("document.querySelector('[data-tray-said]').textContent === {}", json!(said))).await;
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}
