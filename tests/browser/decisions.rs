//! The file of decisions in the page: a review in the page becomes the file, and `rfp fill` writes the same workbook with it.

use crate::browser::{Browser, DAY, with_browser};
use crate::built::{DOORS, built, sample};
use crate::files::{asked, drop_file, parts};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::process::Command;

/// What a button of the first panel downloads.
async fn download(browser: &Browser, button: &str) -> Vec<u8> {
    let script = "(() => { delete window.saved; window.fieldbook.exports.download = async (name, blob) => { const bytes = new Uint8Array(await blob.arrayBuffer()); window.saved = btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join('')); }; [...document.querySelectorAll('.tray-file button')].find((one) => one.textContent.startsWith(NAME)).click(); })()";
    browser.eval(&script.replace("NAME", &json!(button).to_string())).await;
    browser.until("window.saved").await;
    let saved = browser.eval("window.saved").await;
    STANDARD.decode(saved.as_str().expect("a text")).expect("bytes")
}

/// What the command line writes into the same file with these decisions.
fn filled(bytes: &[u8], decisions: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("asked.xlsx"), bytes).expect("written");
    std::fs::write(path("asked-decisions.json"), decisions).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(sample()).args(["rfp", "fill", "--offline", "--today", DAY]);
    let printed =
        command.arg(path("asked.xlsx")).arg("-o").arg(path("filled.xlsx")).output().expect("fieldbook starts");
    std::fs::read(path("filled.xlsx"))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&printed.stderr)))
}

async fn texts(browser: &Browser, selector: &str) -> Vec<Value> {
    let script = format!("[...document.querySelectorAll({})].map((one) => one.textContent)", json!(selector));
    browser.eval(&script).await.as_array().expect("texts").clone()
}

#[test]
fn a_review_in_the_page_gives_the_same_workbook_on_the_command_line() {
    with_browser(async |browser| {
        let tray = built().address(DOORS[0], "answers/tray/index.html");
        browser.open(&tray).await;
        drop_file(browser, "asked.xlsx", &asked()).await;
        let press = |row: usize, name: &str| {
            format!(
                "[...document.querySelectorAll('.tray-item')[{row}].querySelectorAll('button')].find((one) => one.textContent === {}).click()",
                json!(name)
            )
        };
        browser.eval(&press(0, "short")).await;
        browser.eval("(() => { const row = document.querySelectorAll('.tray-item')[1]; const text = row.querySelector('textarea'); text.value = 'None, sorry.'; text.dispatchEvent(new Event('input')); const select = row.querySelector('.tray-tools > select'); select.value = 'no'; select.dispatchEvent(new Event('change')); })()").await;
        browser.eval(&press(2, "Not applicable")).await;
        browser.until("document.querySelectorAll('.tray-plan')[2].textContent.startsWith('Not written: no single word') && document.querySelectorAll('.tray-plan')[1].textContent.includes('your words')").await;
        let decided = texts(browser, ".tray-decided").await;
        assert_eq!(decided[..2], [format!("Accepted on {DAY}"), format!("Written on {DAY}")]);
        browser.eval("document.querySelectorAll('.tray-file button').forEach((one) => { if (one.textContent === 'Download decisions') one.click(); })").await;
        browser.until("document.querySelector('[data-tray-said]').textContent === 'Choose who decides first.'").await;
        assert!(browser.holds("document.activeElement === document.querySelector('[data-tray-by] select')").await);
        browser.eval("(() => { const select = document.querySelector('[data-tray-by] select'); select.selectedIndex = 1; select.dispatchEvent(new Event('change')); })()").await;
        let decisions = download(browser, "Download decisions").await;
        let file: Value = serde_json::from_slice(&decisions).expect("JSON");
        let rows: Vec<Value> = file["decisions"]
            .as_array()
            .expect("decisions")
            .iter()
            .map(|row| json!([row["number"], row["decision"], row["length"], row["short_answer"], row["text"]]))
            .collect();
        assert_eq!(
            rows,
            [
                json!(["1", "accept", "short", null, null]),
                json!(["2", "edit", null, "no", "None, sorry."]),
                json!(["3", "not-applicable", null, null, null]),
            ]
        );
        let page = download(browser, "Download filled").await;
        assert!(page == filled(&asked(), &decisions), "the page and the command line write different bytes");
        assert_ne!(
            parts(&page),
            parts(&filled(&asked(), b"{\"schema\": \"fieldbook/rfp-decisions/1\", \"decisions\": []}")),
            "a control"
        );

        // Another browser takes over the file, dropped with the workbook.
        browser.eval("localStorage.clear()").await;
        browser.open(&tray).await;
        let drop = "(() => { const file = (name, content) => new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name); const all = new DataTransfer(); all.items.add(file('asked-decisions.json', DECISIONS)); all.items.add(file('asked.xlsx', WORKBOOK)); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
        let drop = drop.replace("DECISIONS", &json!(STANDARD.encode(&decisions)).to_string());
        browser.eval(&drop.replace("WORKBOOK", &json!(STANDARD.encode(asked())).to_string())).await;
        browser.until("document.querySelector('[data-tray-said]').textContent.includes('asked-decisions.json: 3 decisions taken over.')").await;
        assert!(download(browser, "Download filled").await == page);
        assert_eq!(texts(browser, ".tray-item.is-open h2").await.len(), 1, "the one that is filled already");
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}

#[test]
fn decisions_that_do_not_fit_are_named_and_kept() {
    let decided = |number: &str, question: &str, more: Value| {
        let mut row = json!({ "sheet": "Questions", "number": number, "question": question, "by": "maren-oxbury", "on": "2026-11-20" });
        row.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        row
    };
    let file = json!({ "schema": "fieldbook/rfp-decisions/1", "decisions": [
        decided("1", "Is customer data encrypted at rest?", json!({ "decision": "accept", "entry": "answers/gone", "digest": "0" })),
        decided("2", "Do you support zeppelins?", json!({ "decision": "assign", "to": "noor-abendale", "due": "2026-12-01" })),
        decided("9", "Is there a moat?", json!({ "decision": "edit", "text": "No." })),
    ] });
    with_browser(async |browser| {
        browser.open(&built().address(DOORS[0], "answers/tray/index.html")).await;
        let drop = "(() => { const all = new DataTransfer(); all.items.add(new File([CONTENT], 'asked-decisions.json')); window.dispatchEvent(new DragEvent('drop', { dataTransfer: all, cancelable: true })); })()";
        let drop = drop.replace("CONTENT", &json!(file.to_string()).to_string());
        browser.eval(&drop).await;
        browser.until("document.querySelector('[data-tray-said]').textContent === 'asked-decisions.json was not read: open the questionnaire that it belongs to first.'").await;
        drop_file(browser, "asked.xlsx", &asked()).await;
        browser.eval(&drop).await;
        let said = "asked-decisions.json: 1 decision taken over. 1 to decide again, because the answer changed. 1 decision about no question of asked.xlsx.";
        browser.until(&format!("document.querySelector('[data-tray-said]').textContent === {}", json!(said))).await;
        let plans = texts(browser, ".tray-plan").await;
        assert_eq!(plans[0], "Left empty: maren-oxbury chose answers/gone, which does not exist any more.");
        assert_eq!(plans[1], "Not written: assigned, due 2026-12-01.");
        let notes = texts(browser, ".tray-file details li").await;
        assert!(notes.contains(&json!("Is there a moat?: no question of the file has these words")), "{notes:?}");
        let assigned = browser.eval("document.querySelectorAll('.tray-facts')[1].textContent").await;
        assert!(
            assigned.as_str().is_some_and(|text| text.contains("Assigned to Noor Abendale, due 2026-12-01")),
            "{assigned}"
        );
        let written: Value = serde_json::from_slice(&download(browser, "Download decisions").await).expect("JSON");
        let kinds: Vec<&Value> =
            written["decisions"].as_array().expect("decisions").iter().map(|row| &row["decision"]).collect();
        assert_eq!(kinds, ["assign", "accept", "edit"]);
        browser.assert_quiet(built().origin(DOORS[0])).await;
    });
}
