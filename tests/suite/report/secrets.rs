//! No report prints a secret, wherever it stands and whoever points at it.

use super::fixture::{ACCESS_KEY, Fixture, OUTSIDE, STALE_CLAIM, VAGUE_CLAIM, place, secret};
use fieldbook::finding::{Family, Finding};
use fieldbook::report::{Format, render};
use fieldbook::source::SourceFile;
use fieldbook::values::Choice;

/// The formats whose output holds six bytes of the secret in a row, past its public prefix.
fn leaks(fixture: &Fixture) -> Vec<&'static str> {
    let secret = secret();
    let random = &secret.as_bytes()[4..];
    let formats = Format::WORDS.iter().filter(|(_, format)| {
        let output = render(&fixture.report(), *format);
        random.windows(6).any(|part| output.as_bytes().windows(6).any(|window| window == part))
    });
    formats.map(|(word, _)| *word).collect()
}

#[test]
fn no_format_prints_a_secret() {
    assert_eq!(leaks(&Fixture::new()), [""; 0]);
}

#[test]
fn without_the_findings_about_secrets_every_format_would() {
    let findings = Fixture::new().findings.into_iter().filter(|finding| finding.rule.family != Family::Secrets);
    let every: Vec<_> = Format::WORDS.iter().map(|(word, _)| *word).collect();
    assert_eq!(leaks(&Fixture::of(findings.collect(), 96)), every);
}

#[test]
fn allowed_secrets_stay_hidden_too() {
    let findings = Fixture::new().findings.into_iter().filter(|finding| finding.rule.family != Family::Secrets);
    let mut fixture = Fixture::of(findings.collect(), 96);
    let file = fixture.findings.iter().map(|finding| &finding.place.file).find(|file| file.text().contains(&secret()));
    fixture.secrets = vec![place(file.unwrap(), &secret())];
    assert_eq!(leaks(&fixture), [""; 0]);
}

#[test]
fn keys_of_many_lines_hide_each_of_them() {
    let secret = secret();
    let key = format!("-----BEGIN KEY-----\nMIIB\n{secret}\n-----END KEY-----");
    let file = SourceFile::new("content/key.md", format!("intro\n{key} tail\nouter\n"));
    let whole = file.text().to_owned();
    let fixture = |findings| Fixture::of(findings, 1);
    let around = vec![
        Finding::new(&ACCESS_KEY, place(&file, &key), "a private key"),
        Finding::new(&VAGUE_CLAIM, place(&file, "MIIB"), "inside"),
        Finding::new(&STALE_CLAIM, place(&file, &whole), format!("around {}", key.replace('\n', " "))),
        Finding::new(&OUTSIDE, place(&file, "tail"), "after"),
    ];
    let fixture = fixture(around);
    assert_eq!(leaks(&fixture), [""; 0]);
    let full = render(&fixture.report(), Format::Full);
    assert!(full.contains("1 | intro"), "the first line of the outer finding holds none:\n{full}");
    assert_eq!(full.matches("the line is not shown: it holds a secret").count(), 3);
}

#[test]
fn secrets_in_paths_are_masked() {
    let secret = secret();
    let path = format!("content/{secret}.md");
    let file = SourceFile::new(&path, format!("{secret}\nsecond\n"));
    let findings = vec![
        Finding::new(&ACCESS_KEY, place(&file, &secret), "an access key"),
        Finding::new(&VAGUE_CLAIM, place(&file, "second"), "vague"),
    ];
    assert_eq!(leaks(&Fixture::of(findings, 1)), [""; 0]);
}

#[test]
fn what_explains_a_secret_is_not_shown_either() {
    let file = SourceFile::new("content/key.md", format!("user: half of a pair\nkey: {}\n", secret()));
    let finding = Finding::new(&ACCESS_KEY, place(&file, &secret()), "an access key");
    let findings =
        vec![finding.see(place(&file, "half"), "its user"), Finding::new(&VAGUE_CLAIM, place(&file, "pair"), "vague")];
    let full = render(&Fixture::of(findings, 1).report(), Format::Full);
    assert!(!full.contains("half of a pair"), "{full}");
    assert_eq!(full.matches("the line is not shown: it holds a secret").count(), 3, "{full}");
}

#[test]
fn short_secrets_hide_their_line_and_blot_out_nothing_else() {
    let file = SourceFile::new("content/pin.md", "pin: 1234\nother\n".to_owned());
    let findings = vec![
        Finding::new(&ACCESS_KEY, place(&file, "1234"), "a code of 4 digits"),
        Finding::new(&VAGUE_CLAIM, place(&file, "other"), "1234 is no year"),
    ];
    let full = render(&Fixture::of(findings, 1).report(), Format::Full);
    assert!(!full.contains("pin: 1234") && full.contains("1234 is no year"), "{full}");
}
