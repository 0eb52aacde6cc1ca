//! Questions of a customer in the tray: matched in the page as on the command line, kept, compared and exported.

use crate::browser::{Browser, with_browser};
use crate::built::{DOORS, built, sample};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::{Cursor, Read as _};
use std::process::Command;
use zip::ZipArchive;

const QUESTIONS: &str = "Is customer data encrypted at rest?\nDo you support SSO and MFA?\n\
    Is the disaster recovery plan tested monthly?\nDo you hold a SOC 2 Type II report?\nDo you support zeppelins?\n";

/// Pastes questions and waits until they are matched.
async fn ask(browser: &Browser, text: &str) -> String {
    let paste = "document.querySelector('[data-tray-questions]').value = TEXT, document.querySelector('[data-tray-match]').click()";
    browser.eval(&paste.replace("TEXT", &json!(text).to_string())).await;
    browser
        .until("/ added: |No questions|could not/.test(document.querySelector('[data-tray-said]').textContent)")
        .await;
    let said = browser.eval("document.querySelector('[data-tray-said]').textContent").await;
    said.as_str().expect("a text").to_owned()
}

/// What the command line says of the same questions: entry, band and reasons of the first proposal.
fn matched() -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions.txt");
    std::fs::write(&file, QUESTIONS).expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(sample())
        .args(["rfp", "match", "--offline", "--format", "json"])
        .arg(&file)
        .output()
        .expect("fieldbook starts");
    let manifest: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rows = manifest.get("rows").and_then(Value::as_array).expect("rows").iter();
    rows.map(|row| json!([row["question"], row["entry"], row["band"]])).collect()
}

#[test]
fn questions_are_matched_in_the_page_as_on_the_command_line() {
    let expected = matched();
    for door in DOORS {
        with_browser(async |browser| {
            browser.open(&built().address(door, "answers/tray/index.html")).await;
            let said = ask(browser, QUESTIONS).await;
            assert_eq!(said, "5 questions added: 2 answered, 3 to decide.");
            let kept = "JSON.parse(localStorage.getItem('fieldbook-tray')).items.map((item) => [item.question, item.candidates[0].band === 'none' ? null : item.candidates[0].id, item.candidates[0].band])";
            assert_eq!(browser.eval(kept).await, expected);
            browser.assert_quiet(built().origin(door)).await;
        });
    }
}

#[test]
fn a_candidate_is_chosen_by_key_and_edits_outlive_lengths_and_reloads() {
    with_browser(async |browser| {
        let tray = built().address(DOORS[0], "answers/tray/index.html");
        browser.open(&tray).await;
        ask(browser, QUESTIONS).await;
        browser.eval("document.querySelector('[data-tray-next]').click()").await;
        assert!(browser.holds("document.activeElement.dataset.use === '1'").await);
        browser.press("2").await;
        let second = "document.querySelectorAll('.tray-item')[1]";
        let chosen = format!("{second}.querySelector('.tray-facts a').textContent");
        assert_eq!(browser.eval(&chosen).await, "Does the platform support single sign-on through SAML 2.0?");
        let progress = "document.querySelector('[data-tray-progress]').textContent";
        assert_eq!(browser.eval(progress).await, "3 of 5 questions answered, 2 to decide.");

        let first = "document.querySelector('.tray-item')";
        let write = format!(
            "(() => {{ const text = {first}.querySelector('textarea'); text.value = 'Ours, shortened.'; text.dispatchEvent(new Event('input')); }})()"
        );
        browser.eval(&write).await;
        browser.eval(&format!("{first}.querySelector('[data-length=short]').click()")).await;
        assert!(browser.holds(&format!("{first}.querySelector('textarea').value.startsWith('Yes')")).await);
        browser.open(&tray).await;
        browser.until("document.querySelectorAll('.tray-item').length === 5").await;
        assert!(browser.holds(&format!("{first}.querySelector('[data-length=short]').ariaPressed === 'true'")).await);
        browser.eval(&format!("{first}.querySelector('[data-length=standard]').click()")).await;
        assert_eq!(browser.eval(&format!("{first}.querySelector('textarea').value")).await, "Ours, shortened.");
        let label = format!("{first}.querySelector('[data-length=standard]').textContent");
        assert_eq!(browser.eval(&label).await, "standard (edited)");
    });
}

#[test]
fn what_changed_in_the_library_is_said_and_every_export_has_the_warnings() {
    with_browser(async |browser| {
        let tray = built().address(DOORS[0], "answers/tray/index.html");
        browser.open(&tray).await;
        ask(browser, "Is customer data encrypted at rest?\nDo you support zeppelins?").await;
        let age = "(() => { const kept = JSON.parse(localStorage.getItem('fieldbook-tray')); kept.items[0].texts.standard = 'An older text.'; kept.items.push({ ...kept.items[0], question: undefined, id: 'answers/gone', title: '=Gone & <b>', holds: [], texts: { standard: 'Text.' }, edits: {} }); localStorage.setItem('fieldbook-tray', JSON.stringify(kept)); })()";
        browser.eval(age).await;
        browser.open(&tray).await;
        browser.until("document.querySelectorAll('.word.check-soon').length === 2").await;
        let forms = "(async () => { const { exports: out, items } = window.fieldbook; const all = JSON.parse(localStorage.getItem('fieldbook-tray')).items.map(items.known); const texts = {}; const docx = new Uint8Array(await (await out.forms.docx(all)).arrayBuffer()); texts.docx = btoa(Array.from(docx, (one) => String.fromCharCode(one)).join('')); for (const form of ['md', 'csv', 'json']) texts[form] = await (await out.forms[form](all)).text(); texts.plain = all.map(out.plain).join('\\n'); texts.html = all.map(out.html).join('\\n'); window.texts = texts; })()";
        browser.eval(forms).await;
        browser.until("window.texts").await;
        let mut texts = browser.eval("window.texts").await;
        let saved = texts["docx"].as_str().expect("a text");
        let document = STANDARD.decode(saved).expect("bytes");
        let mut text = String::new();
        let mut archive = ZipArchive::new(Cursor::new(document)).expect("an archive");
        archive.by_name("word/document.xml").expect("a part").read_to_string(&mut text).expect("a text");
        assert!(text.contains("=Gone &amp; &lt;b&gt;") && text.contains("w:val=\"Warning\""), "{text}");
        texts["word"] = json!(text);
        for form in ["md", "csv", "json", "word", "plain", "html"] {
            let text = texts[form].as_str().expect("a text");
            let said = [
                "The answer has changed in the library since it was picked.",
                "No longer in this library.",
                "Not answered.",
            ];
            for warning in said {
                assert!(text.contains(warning), "{form} lacks {warning}: {text}");
            }
        }
        let csv = "Number,Question,Short answer,Answer,Warnings";
        assert!(
            texts["csv"].as_str().expect("a text").starts_with(
                &csv.replace(',', "\",\"").replace("Number", "\"Number").replace("Warnings", "Warnings\"")
            )
        );
        assert!(texts["csv"].as_str().expect("a text").contains("\"'=Gone & <b>\""), "no formula");
        browser.eval("[...document.querySelectorAll('.tray-tools button')].find((button) => button.textContent === 'Use the new text').click()").await;
        assert_eq!(browser.eval("document.querySelectorAll('.word.check-soon').length").await, 1);
        assert!(browser.holds("document.querySelector('.tray-item textarea').value.startsWith('Yes.')").await);
        // Browsers let a page copy after a key or a click of its reader.
        browser.press("k").await;
        let copied = "(() => { let html = ''; addEventListener('copy', (event) => { html = event.clipboardData.getData('text/html'); }); document.querySelector('[data-tray-copy]').click(); return html.includes('<h2>=Gone &amp; &lt;b&gt;</h2>') && html.includes('<strong>No longer in this library.</strong>'); })()";
        assert_eq!(browser.eval(copied).await, true, "as rich text, on plain http");
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}

#[test]
fn questions_are_found_in_lines_tables_and_files() {
    let cases = [
        ("12. Is it on?\n\n# Part\n- (a) Is it off?", json!([["Is it on?", "12"], ["(a) Is it off?", ""]])),
        ("A&A-01.1 Are audits made?", json!([["Are audits made?", "A&A-01.1"]])),
        ("2FA is supported", json!([["2FA is supported", ""]])),
        (
            "ID\tQuestion\tAnswer\nQ-1\tIs it \"on\"?\t\nQ-2\tOff?\tno",
            json!([["Is it \"on\"?", "Q-1"], ["Off?", "Q-2"]]),
        ),
        ("\u{feff}Is it on?\r\nIs it off?", json!([["Is it on?", ""], ["Is it off?", ""]])),
        ("---\n42", json!([])),
        ("هل البيانات مشفرة؟\n数据是否加密？", json!([["هل البيانات مشفرة؟", ""], ["数据是否加密？", ""]])),
    ];
    with_browser(async |browser| {
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        for (text, expected) in cases {
            let read = "window.fieldbook.questions.read(TEXT).questions.map(({ text, control }) => [text, control])";
            let read = read.replace("TEXT", &json!(text).to_string());
            assert_eq!(browser.eval(&read).await, expected, "{text}");
        }
        let drop = "(() => { const all = new DataTransfer(); all.items.add(new File(['x'], 'theirs.xlsx')); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
        browser.eval(drop).await;
        browser
            .until("document.querySelector('[data-tray-said]').textContent.startsWith('theirs.xlsx was not read: ')")
            .await;
        let import = "(() => { const items = [{ id: 'x', title: 'T', text: 'B', question: 'Is it odd?', candidates: 'none', mark: 5, control: {} }, { id: 'y', title: 'U', text: 'C', question: 'Is it even?', candidates: [7, { id: 'z', title: 'Z' }] }]; const all = new DataTransfer(); all.items.add(new File([JSON.stringify({ items })], 'tray.json')); const input = document.querySelector('[data-tray-import]'); input.files = all.files; input.dispatchEvent(new Event('change')); })()";
        browser.eval(import).await;
        browser.until("document.querySelectorAll('.tray-item').length === 2").await;
        let csv = "(async () => { const { exports: out, items } = window.fieldbook; window.csv = await out.forms.csv(JSON.parse(localStorage.getItem('fieldbook-tray')).items.map(items.known)).text(); })()";
        browser.eval(csv).await;
        browser.until("window.csv && window.csv.includes('Is it odd?') && window.csv.includes('Is it even?')").await;
        browser.eval("localStorage.removeItem('fieldbook-tray')").await;
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        let many = (0..250)
            .map(|number| format!("{number}. Is customer data number {number} encrypted at rest?\n"))
            .collect::<Vec<_>>()
            .concat();
        assert!(ask(browser, &many).await.starts_with("250 questions added: "));
        assert_eq!(browser.eval("document.querySelectorAll('.tray-item').length").await, 250);
    });
}
