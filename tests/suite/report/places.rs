//! Any text and any span can be reported.

use super::fixture::{Fixture, STALE_CLAIM, place, render};
use fieldbook::finding::{Finding, Place};
use fieldbook::report::FORMATS;
use fieldbook::source::{SourceFile, Span};
use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq};

proptest! {
    #[test]
    fn every_format_takes_any_place(
        text in "([a-z äß😀\t]|\r\n|\n|\r|\u{0}|\u{1b}|\u{301}){0,30}",
        start in 0_usize..60,
        length in 0_usize..60,
        message in "(?s).{0,20}",
    ) {
        let file = SourceFile::new("a.md", text);
        let place = Place::new(&file, Span::new(start..start + length));
        let (line, column) = (place.start().line, place.start().column);
        let finding = Finding::new(&STALE_CLAIM, place.clone(), message.clone()).see(place, message);
        let fixture = Fixture::of(vec![finding], 1);
        for format in &FORMATS {
            let (word, output) = (format.name, format.render(&fixture.report()));
            prop_assert!(!output.contains(['\u{0}', '\u{1b}', '\r']), "{word}: {output:?}");
        }
        let full = render(&fixture.report(), "full");
        prop_assert!(full.contains(&format!("--> a.md:{line}:{column}\n")), "{line}:{column} in {full}");
    }
}

#[test]
fn long_lines_are_not_shown() {
    let file = SourceFile::new("a.md", "x".repeat(1_000_000));
    let fixture =
        Fixture::of(vec![Finding::new(&STALE_CLAIM, Place::new(&file, Span::new(500_000..500_001)), "old")], 1);
    let full = render(&fixture.report(), "full");
    assert!(full.contains("--> a.md:1:500001\n"), "{full}");
    assert!(full.contains("the line is not shown: it is too long"), "{full}");
    assert!(full.len() < 1_000);
}

#[test]
fn awkward_lines_are_shown_as_they_are() {
    let words = format!("{} TARGET {}", "word ".repeat(300), "tail ".repeat(300));
    let text = format!("---\r\n\ttitle: x\r\na: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\ne: 5\r\n---\r\n{words}\r\n");
    let file = SourceFile::new("a.md", text);
    let front = "title: x\r\na: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\ne: 5\r\n";
    let target = Finding::new(&STALE_CLAIM, place(&file, "TARGET"), "far right in a long line");
    let findings = vec![
        Finding::new(&STALE_CLAIM, Place::new(&file, Span::new(0..0)), "nothing at the beginning"),
        Finding::new(&STALE_CLAIM, place(&file, front), "lines with their ends"),
        target.see(place(&file, "b: 2"), "because of this"),
    ];
    let output = render(&Fixture::of(findings, 1).report(), "full");
    assert_data_eq!(output.raw(), snapbox::file!["lines.txt": Text].raw());
}
