//! No report prints a secret, wherever it stands and whoever points at it.

use super::fixture::{ACCESS_KEY, Fixture, OUTSIDE, STALE_CLAIM, VAGUE_CLAIM, place, render, secret};
use fieldbook::finding::{Finding, Place};
use fieldbook::report::FORMATS;
use fieldbook::settled::{Excerpt, settle_findings};
use fieldbook::source::{SourceFile, Span};
use proptest::prelude::*;

/// Whether `output` holds six bytes of the secret in a row, past its public prefix.
fn holds_secret(output: &str) -> bool {
    let secret = secret();
    let random = &secret.as_bytes()[4..];
    random.windows(6).any(|part| output.as_bytes().windows(6).any(|window| window == part))
}

/// The formats whose output holds the secret.
fn leaks(fixture: &Fixture) -> Vec<&'static str> {
    let leaking = FORMATS.iter().filter(|format| holds_secret(&format.render(&fixture.report())));
    leaking.map(|format| format.name).collect()
}

#[test]
fn no_format_prints_a_secret() {
    assert_eq!(leaks(&Fixture::new()), [""; 0]);
}

#[test]
fn the_search_for_leaks_finds_one() {
    let findings = Fixture::new().findings;
    let raw = format!("after `{}`", secret());
    assert!(!holds_secret(&format!("{findings:?}")) && holds_secret(&raw));
}

#[test]
fn credentials_stay_hidden_if_no_finding_names_them() {
    let file = SourceFile::new("content/a.md", format!("Use `{}` until May.\nOr not.\n", secret()));
    let findings = || {
        vec![
            Finding::new(&VAGUE_CLAIM, place(&file, "until May"), format!("after `{}` there is no year", secret())),
            Finding::new(&OUTSIDE, place(&file, "Or not"), "vague").see(place(&file, "Use"), "the line above"),
        ]
    };
    assert_eq!(leaks(&Fixture::of(findings(), 1)), [""; 0]);
    let full = render(&Fixture::of(findings(), 1).report(), "full");
    assert_eq!(full.matches("the line is not shown: it holds a secret").count(), 2, "{full}");
    assert!(full.contains("after `[redacted]` there is no year"), "{full}");
}

#[test]
fn suppressed_credentials_are_masked_in_what_other_findings_say() {
    // Only the place of the suppressed finding tells that this word is a credential.
    let (secret, file) =
        ("correct-horse-battery", SourceFile::new("content/a.md", "correct-horse-battery\nb\n".to_owned()));
    let allowed = Finding::new(&ACCESS_KEY, place(&file, secret), "a passphrase");
    let other = SourceFile::new("content/b.md", format!("text\nthe same {secret} again\n"));
    let findings = vec![
        Finding::new(&VAGUE_CLAIM, place(&file, secret), format!("`{secret}` is vague")),
        Finding::new(&VAGUE_CLAIM, place(&other, "same"), "vague").help(secret),
    ];
    let settled = settle_findings(findings, &[allowed]);
    let shown = format!("{settled:?}");
    assert!(!shown.contains(secret), "{shown}");
    assert_eq!(settled[0].message, "`[redacted]` is vague");
    assert!(settled.iter().all(|finding| finding.place.excerpt == Excerpt::Secret), "{shown}");
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
    let full = render(&fixture.report(), "full");
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
    let full = render(&Fixture::of(findings, 1).report(), "full");
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
    let full = render(&Fixture::of(findings, 1).report(), "full");
    assert!(!full.contains("pin: 1234") && full.contains("1234 is no year"), "{full}");
}

/// A text in which the secret is planted: alone, twice, touching itself, in code, in a query, over several lines.
fn planted() -> impl Strategy<Value = String> {
    let forms = ["{}", "{} and {}", "a `{}` b", "https://a.example/?key={}&x=1", "one\n{}\ntwo", "key: {}", "{}\n{}"];
    proptest::sample::select(forms.to_vec()).prop_map(|form| form.replace("{}", &secret()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_secret_planted_anywhere_in_a_finding_is_in_no_report(
        path in planted(),
        text in planted(),
        message in planted(),
        words in planted(),
        start in 0_usize..60,
        length in 0_usize..60,
        is_named in any::<bool>(),
    ) {
        let file = SourceFile::new(&format!("content/{}.md", path.replace(['\n', '?'], "-")), format!("x\n{text}\ny\n"));
        let at = Place::new(&file, Span::new(start..start + length));
        let finding = Finding::new(&VAGUE_CLAIM, at.clone(), message.clone())
            .help(words.clone())
            .owner(Some(message.clone()))
            .subject(words.clone())
            .fix(at.span, text)
            .see(at, words);
        let named = Finding::new(&ACCESS_KEY, place(&file, &secret()), message);
        let findings = if is_named { vec![finding, named] } else { vec![finding] };
        let fixture = Fixture::of(findings, 1);
        prop_assert_eq!(leaks(&fixture), [""; 0]);
        let debug = format!("{:?}", fixture.findings);
        prop_assert!(!holds_secret(&debug));
        prop_assert!(fixture.findings.iter().all(|finding| !holds_secret(finding.subject())));
    }
}
