//! A secret is allowed by its value: another one at the same place is reported, and outsiders get only what is none.

use super::{fieldbook, fingerprint, key, leaks, read, site, text, write};
use std::path::Path;

const SETTINGS: &str = "[site]\ntitle = \"T\"\n[fingerprints]\nsalt = \"00112233445566778899aabbccddeeff\"\n";

/// A second key, of the same form.
fn other_key() -> String {
    key().replace("Q3EG", "Q3EH")
}

/// Makes a site with one page, which is public and approved so that outsiders get it.
fn with_page(settings: &str, body: &str) -> tempfile::TempDir {
    let folder = site(&[("site.toml", settings)]);
    write_page(folder.path(), "", body);
    folder
}

fn write_page(folder: &Path, fields: &str, body: &str) {
    let page = format!("---\ntitle: A\nowner: ann\nstatus: approved\naudience: public\n{fields}---\n{body}\n");
    write(folder, "content/pages/a.md", &page);
}

/// Returns the findings of a check with `arguments`, without their places and ends of sentences.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = fieldbook(folder, &[&["check", "--format", "concise"], arguments].concat());
    let shown = text(&output.stdout);
    assert!(!leaks(&(shown.clone() + &text(&output.stderr))), "{output:?}");
    let finding = |line: &str| {
        let said = line.trim_end_matches(" (fixable with --fix)").split_once('[')?.1;
        Some(said.replacen(']', "", 1))
    };
    shown.lines().filter_map(finding).collect()
}

#[test]
fn a_finding_names_the_fingerprint_of_its_value() {
    let folder = with_page(SETTINGS, &format!("Use {}.", key()));
    assert_eq!(found(folder.path(), &[]), [leaked(&fingerprint(&key()))]);
    assert_eq!(fingerprint(&key()).len(), 12);
}

fn comment(more: &str) -> String {
    format!("<!-- fieldbook-allow secrets/leaked-credential {more} reason=\"the sample of the vendor\" -->\n")
}

fn leaked(print: &str) -> String {
    format!("secrets/leaked-credential an AWS access key id of 20 characters, fingerprint {print}")
}

#[test]
fn an_allowance_holds_for_one_value() {
    let (one, other) = (fingerprint(&key()), fingerprint(&other_key()));
    assert_ne!(one, other);
    let allow = comment(&format!("fingerprint={one} not-a-secret"));
    let until = comment(&format!("fingerprint={one} until=2027-01-31"));
    let wrong = comment(&format!("fingerprint={other} not-a-secret"));
    let (key, other_key) = (key(), other_key());
    let unused = |other: &str| {
        format!(
            "suppression/unused `secrets/leaked-credential` has no finding here with this fingerprint; found {other}"
        )
    };
    for (body, expected) in [
        (format!("{allow}Use {key}."), vec![]),
        (format!("{until}Use {key}."), vec![]),
        (format!("{allow}Use {key}, then {other_key}."), vec![leaked(&other)]),
        (format!("{allow}Use {key}, then {key}."), vec![]),
        (format!("{allow}Use {key}.\n\nUse {key}."), vec![leaked(&one)]),
        (format!("{allow}Use {other_key}."), vec![unused(&other), leaked(&other)]),
        (format!("{allow}{wrong}Use {key}, then {other_key}."), vec![]),
        (format!("Use {key}. {allow}"), vec![]),
        (
            format!("Use {key}.\n\n{allow}"),
            vec![leaked(&one), "suppression/unused `secrets/leaked-credential` has no finding here".to_owned()],
        ),
    ] {
        let folder = with_page(SETTINGS, &body);
        assert_eq!(found(folder.path(), &[]), expected, "{body}");
    }
}

#[test]
fn an_allowance_without_a_fingerprint_allows_nothing_and_names_it() {
    let (one, other) = (fingerprint(&key()), fingerprint(&other_key()));
    let without =
        "suppression/without-fingerprint this allows no value of `secrets/leaked-credential`: it has no fingerprint";
    let body = format!("{}Use {}.", comment("until=2027-01-31"), key());
    let folder = with_page(SETTINGS, &body);
    assert_eq!(found(folder.path(), &[]), [without.to_owned(), leaked(&one)]);
    let full = text(&fieldbook(folder.path(), &["check"]).stdout);
    let help = format!(
        "Write `fingerprint={one}`, and `not-a-secret` only if the value is none, such as the sample of a vendor."
    );
    assert!(full.contains(&help), "{full}");
    // Of two values, both are named.
    let folder = with_page(SETTINGS, &format!("{}Use {}, {}.", comment("until=2027-01-31"), key(), other_key()));
    let full = text(&fieldbook(folder.path(), &["check"]).stdout);
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    assert!(full.contains(&format!("Write `fingerprint={first} or {second}`")), "{full}");
    // Without a salt there is no fingerprint to name.
    let folder = with_page("[site]\ntitle = \"T\"\n", &body);
    let shown = found(folder.path(), &[]);
    assert_eq!(shown, [without, "secrets/leaked-credential an AWS access key id of 20 characters"]);
    let full = text(&fieldbook(folder.path(), &["check"]).stdout);
    assert!(full.contains("Add a salt with `fieldbook baseline salt`"), "{full}");
}

#[test]
fn an_allowance_that_cannot_be_read_allows_nothing_and_repeats_nothing() {
    let one = fingerprint(&key());
    let wrong = "schema/wrong-type a fingerprint must be 12 hexadecimal digits, as `check` shows them; this comment suppresses nothing";
    let (key, other) = (key(), "0123456789ab");
    for written in [
        "fingerprint= not-a-secret".to_owned(),
        format!("fingerprint={} not-a-secret", one.to_uppercase() + "A"),
        format!("fingerprint={} not-a-secret", &one[1..]),
        // The value itself in the place of its fingerprint.
        format!("fingerprint={key} not-a-secret"),
        format!("fingerprint={one} fingerprint={other} not-a-secret"),
    ] {
        let folder = with_page(SETTINGS, &format!("{}Use {key}.", comment(&written)));
        let found = found(folder.path(), &[]);
        assert!(found.contains(&wrong.to_owned()) && found.contains(&leaked(&one)), "{written}: {found:?}");
    }
    let folder = with_page(SETTINGS, &format!("<!-- fieldbook-allow -->\nUse {key}."));
    let none = "schema/unknown-value this comment names no rule, so it suppresses nothing";
    assert_eq!(found(folder.path(), &[]), [none.to_owned(), leaked(&one)]);
    // Without a reason, and with one that does not end.
    for reason in ["", "reason=\"", "reason=\"\"", "reason=\"the sample"] {
        let allow =
            format!("<!-- fieldbook-allow secrets/leaked-credential fingerprint={one} not-a-secret {reason} -->");
        let folder = with_page(SETTINGS, &format!("{allow}\nUse {key}."));
        let found = found(folder.path(), &[]);
        let is_said = found.iter().any(|line| line.starts_with("suppression/without-reason"));
        assert!(is_said && found.contains(&leaked(&one)), "{reason}: {found:?}");
    }
}

#[test]
fn only_what_is_not_a_secret_is_published_to_outsiders() {
    let one = fingerprint(&key());
    let (sample, kept) = (format!("fingerprint={one} not-a-secret"), format!("fingerprint={one} until=2027-01-31"));
    for (written, inside, outside) in [(sample, Some(0), Some(0)), (kept, Some(0), Some(1))] {
        let folder = with_page(SETTINGS, &format!("{}Use {}.", comment(&written), key()));
        let folder = folder.path();
        let output = folder.join("public").display().to_string();
        let build = |arguments: &[&str]| {
            let output = fieldbook(folder, &[&["build", "--output", &output], arguments].concat());
            (output.status.code(), text(&output.stderr))
        };
        let (code, said) = build(&[]);
        assert_eq!(code, inside, "{written}: {said}");
        let (code, said) = build(&["--audience", "public"]);
        assert_eq!(code, outside, "{written}: {said}");
        assert!(!leaks(&said), "{said}");
        let expected = if outside == Some(0) { vec![] } else { vec![leaked(&one)] };
        assert_eq!(found(folder, &["--audience", "public"]), expected, "{written}");
    }
    // A baseline entry never lets a secret be published, to nobody.
    let folder = with_page(SETTINGS, &format!("Use {}.", key()));
    assert_eq!(fieldbook(folder.path(), &["baseline", "write"]).status.code(), Some(0));
    assert_eq!(found(folder.path(), &[]), Vec::<String>::new());
    for audience in ["public", "internal"] {
        let output = folder.path().join("public").display().to_string();
        let built = fieldbook(folder.path(), &["build", "--output", &output, "--audience", audience]);
        assert_eq!(built.status.code(), Some(1), "{audience}: {built:?}");
    }
}

#[test]
fn front_matter_and_settings_allow_one_value_too() {
    let one = fingerprint(&key());
    let folder = with_page(SETTINGS, "");
    let folder = folder.path();
    let allowed = |print: &str| {
        format!(
            "suppress:\n  - {{rule: secrets/leaked-credential, fingerprint: {print}, not_a_secret: true, reason: the sample}}\n"
        )
    };
    write_page(folder, &allowed(&one), &format!("Use {}.", key()));
    assert_eq!(found(folder, &[]), Vec::<String>::new());
    write_page(folder, &allowed("short"), &format!("Use {}.", key()));
    let wrong = "schema/wrong-type `suppress[0].fingerprint` must be 12 hexadecimal digits, as `check` shows them";
    assert_eq!(found(folder, &[]), [wrong.to_owned(), leaked(&one)]);
    // An attachment holds no comment.
    write_page(folder, "", "[List](list.csv)");
    write(folder, "content/pages/list.csv", &format!("name,value\nkey,{}\n", key()));
    assert_eq!(found(folder, &[]), [leaked(&one)]);
    let allow = |path: &str, print: &str| {
        format!(
            "{SETTINGS}[[allow]]\npath = \"{path}\"\nrule = \"secrets/leaked-credential\"\nfingerprint = \"{print}\"\nnot_a_secret = true\nreason = \"the sample\"\n"
        )
    };
    for path in ["content/pages/list.csv", "content/**/*.csv"] {
        write(folder, "site.toml", &allow(path, &one));
        assert_eq!(found(folder, &["--audience", "public"]), Vec::<String>::new(), "{path}");
    }
    let unused = "suppression/unused `secrets/leaked-credential` has no finding here";
    write(folder, "site.toml", &allow("content/pages/other.csv", &one));
    assert_eq!(found(folder, &[]), [leaked(&one), unused.to_owned()]);
    write(folder, "site.toml", &allow("content/pages/list.csv", "0123456789ab"));
    let other = format!("{unused} with this fingerprint; found {one}");
    assert_eq!(found(folder, &[]), [leaked(&one), other]);
    assert!(!read(folder, "site.toml").is_empty());
}
