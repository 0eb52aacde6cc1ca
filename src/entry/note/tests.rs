//! Forms of notes, each with everything that is read from it.

use super::parse::parse_note;
use super::parsed::{DateWord, HiddenEvidence, Hiding, Note, UnreadReason};
use crate::entry::body::Body;
use crate::source::{Span, count};

const URL: &str = "https://d.example/limits";

/// Where the content of a note begins after the label `[^n]: `.
const LEAD: u32 = 6;

/// Shows a note: `U` for the address of the table, then each part in the order of the fields.
fn shown(text: &str, note: &Note) -> String {
    let written = |span: Span| {
        let at = |byte: u32| byte.saturating_sub(LEAD) as usize;
        text.get(at(span.start)..at(span.end)).unwrap_or("?")
    };
    let mut parts = Vec::new();
    for source in &note.sources {
        assert_eq!(written(source.url.span), source.url.value);
        parts.push(source.url.value.replace(URL, "U"));
        parts.extend(source.quote.iter().map(|quote| format!("“{}”", quote.value)));
    }
    parts.extend(note.quote.iter().map(|quote| format!("“{}”", quote.value)));
    if let Some(check) = &note.check {
        assert_eq!(written(check.on.span).get(..10), Some(check.on.value.to_string().as_str()));
        parts.push(format!("verified {}", check.on.value));
        parts.extend(check.by.iter().map(|by| format!("by {}", by.value)));
    }
    parts.extend(note.captured.iter().map(|day| format!("captured {}", day.value)));
    for unread in &note.unread {
        let reason = match unread.reason {
            UnreadReason::DateForm { day: Some(day) } => format!("write {day}"),
            UnreadReason::DateForm { day: None } => "which day".to_owned(),
            UnreadReason::NoSuchDay => "no such day".to_owned(),
            UnreadReason::SecondDate(DateWord::Verified) => "second check".to_owned(),
            UnreadReason::SecondDate(DateWord::Captured) => "second capture".to_owned(),
            UnreadReason::DateWithoutWord => "without word".to_owned(),
            UnreadReason::Denied => "denied".to_owned(),
            UnreadReason::SecondQuote => "second quote".to_owned(),
            UnreadReason::OpenQuote => "open quote".to_owned(),
            UnreadReason::AddressForm => "address form".to_owned(),
            UnreadReason::Hidden { evidence, by } => {
                let evidence = match evidence {
                    HiddenEvidence::Date => "date",
                    HiddenEvidence::Address => "address",
                };
                let by = match by {
                    Hiding::Comment => "comment",
                    Hiding::Html => "HTML",
                    Hiding::Strikethrough => "strikethrough",
                    Hiding::Picture => "picture",
                    Hiding::Definition => "definition",
                };
                format!("{evidence} in {by}")
            }
        };
        parts.push(format!("[{}: {reason}]", written(unread.span).replace(URL, "U")));
    }
    parts.join(" ")
}

const FORMS: &[(&str, &str)] = &[
    // The form of the documentation, and others in the order of address, quote and date.
    ("<U> \"At most 5 TB\" (verified 2026-10-02)", "U “At most 5 TB” verified 2026-10-02"),
    ("<U> \"At most 5 TB\" (verified 2026-10-02 by ann)", "U “At most 5 TB” verified 2026-10-02 by ann"),
    ("<U> (verified: 2026-10-02)", "U verified 2026-10-02"),
    ("U (verified 2026-10-02)", "U verified 2026-10-02"),
    ("U, verified 2026-10-02.", "U verified 2026-10-02"),
    ("U. Verified 2026-10-02", "U verified 2026-10-02"),
    ("[Limits](U) (Verified 2026-10-02)", "U verified 2026-10-02"),
    ("[Limits](U), VERIFIED: 2026-10-02", "U verified 2026-10-02"),
    ("[Limits](U \"At most 5 TB\"), checked 2026-10-02", "U “At most 5 TB” verified 2026-10-02"),
    ("U [verified 2026-10-02]", "U verified 2026-10-02"),
    ("U *verified* 2026-10-02", "U verified 2026-10-02"),
    ("U **verified: 2026-10-02**", "U verified 2026-10-02"),
    ("U – as of 2026-10-02", "U verified 2026-10-02"),
    ("U (As of: 2026-10-02)", "U verified 2026-10-02"),
    ("U (checked on 2026-10-02)", "U verified 2026-10-02"),
    ("U; last checked 2026-10-02", "U verified 2026-10-02"),
    ("U re-checked 2026-10-02", "U verified 2026-10-02"),
    ("U checked against source 2026-10-02", "U verified 2026-10-02"),
    ("U verified 2026-10-02T09:30:00Z", "U verified 2026-10-02"),
    ("U\n  \"At most\n  5 TB\"\n  verified\n  2026-10-02", "U “At most 5 TB” verified 2026-10-02"),
    // Any order.
    ("Verified 2026-10-02: <U> “At most 5 TB”", "U “At most 5 TB” verified 2026-10-02"),
    ("“At most 5 TB”, <U>, checked 2026-10-02", "U “At most 5 TB” verified 2026-10-02"),
    ("(verified 2026-10-02) \"At most 5 TB\" U", "U “At most 5 TB” verified 2026-10-02"),
    ("as of 2026-10-02, „Höchstens 5 TB“, U", "U “Höchstens 5 TB” verified 2026-10-02"),
    ("U «Au plus 5 To» verified 2026-10-02", "U “Au plus 5 To” verified 2026-10-02"),
    // Names.
    ("U verified by ann on 2026-10-02", "U verified 2026-10-02 by ann"),
    ("U verified by Ann Example, 2026-10-02", "U verified 2026-10-02 by Ann Example"),
    ("U (verified 2026-10-02, by ann)", "U verified 2026-10-02 by ann"),
    ("U verified 2026-10-02 by ann@example.com. Plans page", "U verified 2026-10-02 by ann@example.com"),
    ("U captured 2026-10-02 by bot", "U captured 2026-10-02"),
    // A capture is no check.
    ("U (captured 2026-10-02)", "U captured 2026-10-02"),
    ("U Captured: 2026-10-01, verified: 2026-10-02", "U verified 2026-10-02 captured 2026-10-01"),
    ("U captured and verified 2026-10-02", "U verified 2026-10-02 captured 2026-10-02"),
    ("U captured 2026-10-01, captured 2026-10-02", "U captured 2026-10-01 [2026-10-02: second capture]"),
    // Dates inside quotes and addresses do not count.
    ("U \"Since 2026-10-02: 5 TB\"", "U “Since 2026-10-02: 5 TB”"),
    ("U “verified 2026-10-02”", "U “verified 2026-10-02”"),
    ("https://d.example/2026-10-02/verified", "https://d.example/2026-10-02/verified"),
    // Dates that cannot be read.
    ("U (verified 02.10.2026)", "U [02.10.2026: which day]"),
    ("U (verified 31.10.2026)", "U [31.10.2026: write 2026-10-31]"),
    ("U (verified 10/31/2026)", "U [10/31/2026: write 2026-10-31]"),
    ("U (verified 10/02/26)", "U [10/02/26: which day]"),
    ("U (verified 10.10.2026)", "U [10.10.2026: write 2026-10-10]"),
    ("U (verified 2026/10/02)", "U [2026/10/02: write 2026-10-02]"),
    ("U (verified 2026-1-2)", "U [2026-1-2: write 2026-01-02]"),
    ("U (verified 2026–10–02)", "U [2026–10–02: write 2026-10-02]"),
    ("U verified 2 October 2026", "U [2 October 2026: write 2026-10-02]"),
    ("U verified Oct 2nd, 2026", "U [Oct 2nd, 2026: write 2026-10-02]"),
    ("U verified October 2026", "U [October 2026: which day]"),
    ("U verified in 2026-10", "U [2026-10: which day]"),
    ("U checked Q3 2026", "U [Q3 2026: which day]"),
    ("U as of 2026", "U [2026: which day]"),
    ("U verified 20261002", "U [20261002: which day]"),
    ("U verified 2026-02-30", "U [2026-02-30: no such day]"),
    ("U 2 October 2026", "U [2 October 2026: write 2026-10-02]"),
    // Two dates under one word, and dates without a word.
    ("U verified 2026-10-02, 2026-11-02", "U verified 2026-10-02 [2026-11-02: second check]"),
    ("U verified 2026-10-02, checked 2026-11-02", "U verified 2026-10-02 [2026-11-02: second check]"),
    ("U verified 2026-10-02, as of 2026-10-02", "U verified 2026-10-02"),
    ("U (2026-10-02)", "U [2026-10-02: without word]"),
    ("U accessed 2026-10-02", "U [2026-10-02: without word]"),
    ("U verified page of theirs, updated 2026-10-02", "U [2026-10-02: without word]"),
    ("U unverified 2026-10-02", "U [2026-10-02: without word]"),
    // Words that deny a check.
    ("U not verified 2026-10-02", "U [2026-10-02: denied]"),
    ("U to be checked 2026-10-02", "U [2026-10-02: denied]"),
    ("U un-verified 2026-10-02", "U [2026-10-02: denied]"),
    ("U verified: not before 2026-10-02", "U [2026-10-02: without word]"),
    // Several addresses and quotes.
    (
        "U “a b” and https://e.example/ “c d” verified 2026-10-02",
        "U “a b” https://e.example/ “c d” verified 2026-10-02",
    ),
    ("U \"a b\" \"c d\"", "U “a b” [c d: second quote]"),
    ("U \"a b", "U [\": open quote]"),
    ("\"a b\" verified 2026-10-02", "“a b” verified 2026-10-02"),
    // Addresses.
    ("https://d.example/a_(b), verified 2026-10-02", "https://d.example/a_(b) verified 2026-10-02"),
    ("HTTPS://D.EXAMPLE/x", "HTTPS://D.EXAMPLE/x"),
    ("docs.d.example/limits, verified 2026-10-02", "verified 2026-10-02 [docs.d.example/limits: address form]"),
    ("www.d.example (verified 2026-10-02)", "verified 2026-10-02 [www.d.example: address form]"),
    // Comments, raw HTML and struck-through text.
    ("U <!-- verified: 2026-11-20 -->", "U [2026-11-20: date in comment]"),
    ("U ~~verified 2026-11-20~~", "U [2026-11-20: date in strikethrough]"),
    ("U ~~verified~~ 2026-11-20", "U [2026-11-20: without word]"),
    ("U verified ~~2026-10-02~~ 2026-11-20", "U verified 2026-11-20 [2026-10-02: date in strikethrough]"),
    ("U <del>verified 2026-11-20</del>", "U [2026-11-20: date in strikethrough]"),
    ("U <del>verified 2026-11-20", "U [2026-11-20: date in strikethrough]"),
    ("U ~~<!-- verified 2026-11-20 -->~~", "U [2026-11-20: date in comment]"),
    ("U <time datetime=\"2026-11-20\">last month</time>", "U [2026-11-20: date in HTML]"),
    ("U\n\n    <!-- verified 2026-11-20 -->\n", "U [2026-11-20: date in comment]"),
    ("<p>U (verified 2026-11-20)</p>", "[2026-11-20: date in HTML]"),
    ("<!-- limits --> U (verified 2026-11-20)", "[2026-11-20: date in HTML]"),
    ("U <!-- verified 20.11.2026 -->", "U [20.11.2026: date in comment]"),
    ("The plans page. <!-- U -->", "[U: address in comment]"),
    ("The plans page. ~~[Limits](U)~~", "[U: address in strikethrough]"),
    ("The <a href=\"U\">plans page</a>", "[U: address in HTML]"),
    ("~~U \"3 TB\" (verified 2026-10-02)~~", "[2026-10-02: date in strikethrough]"),
    ("U un<!-- -->verified 2026-11-20", "U [2026-11-20: without word]"),
    ("U un<b></b>verified 2026-11-20", "U [2026-11-20: without word]"),
    ("U verified<!-- a -->2026-11-20", "U"),
    ("U ![verified 2026-11-20](a.png)", "U [2026-11-20: date in picture]"),
    ("![U](https://d.example/a.png) verified 2026-11-20", "verified 2026-11-20"),
    ("U\n\n    [//]: # (verified 2026-11-20)\n", "U [2026-11-20: date in definition]"),
    ("U\n\n    [a]: https://e.example \"verified 2026-11-20\"\n", "U [2026-11-20: date in definition]"),
    ("U\n\n    <del>\n\n    verified 2026-11-20\n\n    </del>\n", "U [2026-11-20: date in strikethrough]"),
    ("U <!-- see version 5.1.2 of 2026 --> verified 2026-11-20", "U verified 2026-11-20"),
    ("U <b>verified</b> 2026-11-20 by <i>Ann</i> Example", "U verified 2026-11-20 by Ann Example"),
    ("U \"At most <b>5</b>~~3~~ TB\" verified 2026-11-20", "U “At most 5 TB” verified 2026-11-20"),
    ("U <!-- \" --> “5 TB” <!-- \" --> verified 2026-11-20", "U “5 TB” verified 2026-11-20"),
    ("U `verified 2026-11-20`", "U verified 2026-11-20"),
    ("U `<!-- verified 2026-11-20 -->`", "U verified 2026-11-20"),
    ("U \\<!-- verified 2026-11-20", "U verified 2026-11-20"),
    // Plain notes.
    ("The plans page <!-- to do --> of ~~theirs~~ <b>Globex</b>.", ""),
    ("See the plans page, version 5.1.2, and section 10.2.26 of 1999.", ""),
    ("Verified customers only, as of writing; e.g. in 2026.", ""),
    ("", ""),
];

/// Reads the note of a definition whose content begins at byte `start` of its file.
fn read(form: &str, start: u32) -> Note {
    let definition = format!("[^n]: {form}\n");
    let body = Span { start: start - LEAD, end: start - LEAD + count(definition.len()) };
    let body = Body::scan(&definition, body);
    parse_note(form, start, &body.hidden)
}

#[test]
fn every_form_is_read_or_reported() {
    assert!(FORMS.len() >= 60);
    for (form, expected) in FORMS {
        let form = form.replace('U', URL);
        let note = read(&form, LEAD);
        assert_eq!(&shown(&form, &note), expected, "{form}");
        assert_eq!(note.is_evidence(), !expected.is_empty(), "{form}");
        let shifted = read(&form, LEAD + 7);
        assert_eq!(shifted.check.map(|check| check.on.span.start), note.check.map(|check| check.on.span.start + 7));
    }
}
