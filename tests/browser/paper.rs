//! What Chromium prints, read back with Poppler's `pdftotext`: how many sheets, and which word is where on them.

use crate::browser::Browser;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::unescape;
use regex::Regex;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use unicode_normalization::UnicodeNormalization as _;

/// A format of paper, upright, in inches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    /// Its name.
    pub(crate) name: &'static str,
    width: f64,
    height: f64,
}

/// ISO 216.
pub(crate) const A4: Paper = Paper { name: "A4", width: 8.27, height: 11.69 };
/// ANSI/ASME Y14.1, size A.
pub(crate) const LETTER: Paper = Paper { name: "Letter", width: 8.5, height: 11.0 };

/// Points at the edge of a sheet on which nothing may be printed; the narrowest margin of the theme is 11 mm.
const EDGE: f64 = 24.0;

/// A printed page.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    /// Its sheets.
    pub(crate) sheets: usize,
    /// Words of which a part is on the edge of its sheet or beyond.
    pub(crate) cut: Vec<String>,
    /// All words without the spaces between them, in the order in which they were printed.
    letters: String,
}

impl Printed {
    /// Returns whether `text` was printed: in one piece, or, where a sheet or column ends within it, in two.
    pub(crate) fn has(&self, text: &str) -> bool {
        let text = letters(text);
        let breaks = text.char_indices().map(|(index, _)| text.split_at(index));
        self.letters.contains(&text)
            || breaks.skip(1).any(|(begin, end)| self.letters.contains(begin) && self.letters.contains(end))
    }
}

/// Returns `text` without spaces, in small letters, ligatures as letters: what a printed text can be compared by.
fn letters(text: &str) -> String {
    let letters = text.nfkc().filter(|letter| !letter.is_whitespace() && *letter != '\u{ad}' && *letter != '\u{200b}');
    letters.flat_map(char::to_lowercase).collect()
}

/// Prints the present page, and reads what came out.
pub(crate) async fn print(browser: &Browser, paper: Paper) -> Printed {
    // As the browser's own dialog does it: a page may ask for another orientation.
    read(&pdf(browser, paper).await)
}

/// Prints the present page; returns a PDF.
pub(crate) async fn pdf(browser: &Browser, paper: Paper) -> Vec<u8> {
    let wanted = json!({ "paperWidth": paper.width, "paperHeight": paper.height, "preferCSSPageSize": true });
    let printed = browser.devtools("Page.printToPDF", wanted).await;
    STANDARD.decode(printed.get("data").and_then(Value::as_str).expect("a PDF")).expect("base64")
}

/// Reads a PDF.
pub(crate) fn read(pdf: &[u8]) -> Printed {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.pdf");
    fs::write(&file, pdf).expect("written");
    let output = Command::new("pdftotext").args(["-raw", "-bbox"]).arg(&file).arg("-").output();
    let output = output.expect("pdftotext is installed (Debian: poppler-utils)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    words(&String::from_utf8(output.stdout).expect("text"))
}

/// Reads the words with their boxes, as `pdftotext -bbox` writes them: an element on each line.
fn words(boxes: &str) -> Printed {
    let element = r#"<page width="([\d.]+)" height="([\d.]+)">|<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)</word>"#;
    let element = Regex::new(element).expect("a pattern");
    let mut printed = Printed::default();
    let (mut width, mut height) = (0.0, 0.0);
    for found in element.captures_iter(boxes) {
        let number = |group: usize| found.get(group).map(|value| value.as_str().parse::<f64>().expect("a number"));
        if let (Some(sheet_width), Some(sheet_height)) = (number(1), number(2)) {
            (width, height) = (sheet_width, sheet_height);
            printed.sheets += 1;
        }
        let [Some(left), Some(top), Some(right), Some(bottom)] = [3, 4, 5, 6].map(number) else { continue };
        let word = unescape(&found[7]).expect("a text");
        if left < EDGE || top < EDGE || right > width - EDGE || bottom > height - EDGE {
            printed.cut.push(word.to_string());
        }
        printed.letters.push_str(&letters(&word));
    }
    printed
}
