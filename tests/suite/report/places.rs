//! Any text and any span can be reported.

use super::fixture::{Fixture, STALE_CLAIM};
use fieldbook::finding::{Finding, Place};
use fieldbook::report::{Format, render};
use fieldbook::source::{SourceFile, Span};
use fieldbook::values::Choice;
use proptest::prelude::*;

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
        for (word, format) in Format::WORDS {
            let output = render(&fixture.report(), *format);
            prop_assert!(!output.contains(['\u{0}', '\u{1b}', '\r']), "{word}: {output:?}");
        }
        let full = render(&fixture.report(), Format::Full);
        prop_assert!(full.contains(&format!("--> a.md:{line}:{column}\n")), "{line}:{column} in {full}");
    }
}

#[test]
fn long_lines_are_not_shown() {
    let file = SourceFile::new("a.md", "x".repeat(1_000_000));
    let fixture =
        Fixture::of(vec![Finding::new(&STALE_CLAIM, Place::new(&file, Span::new(500_000..500_001)), "old")], 1);
    let full = render(&fixture.report(), Format::Full);
    assert!(full.contains("--> a.md:1:500001\n"), "{full}");
    assert!(full.contains("the line is not shown: it is too long"), "{full}");
    assert!(full.len() < 1_000);
}
