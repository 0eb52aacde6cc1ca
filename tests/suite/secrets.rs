//! The secret scan on samples that are put together here: no file holds a complete one.
//!
//! A template writes random parts as `«class length»`, such as `«h 32»`; see [`draw`]. From every template come
//! positives in several surroundings, negatives (masked, named, marked as example) and near misses (a part too short,
//! or glued to more text).

mod decoded;
pub(crate) mod draw;
pub(crate) mod pages;
mod precision;
mod samples;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
pub(crate) use draw::drawn;
use draw::expand;
use fieldbook::rules::secrets::{check_file, check_path};
use fieldbook::secrets::{Confidence, Hit, families, scan_text};
use fieldbook::settled::{fingerprints, settle_findings};
use fieldbook::source::SourceFile;
use samples::{Sample, samples};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A credential that was put together here.
pub(crate) struct Planted {
    pub(crate) family: &'static str,
    pub(crate) text: String,
    /// Its random parts.
    pub(crate) parts: Vec<String>,
}

/// Returns a credential of each template.
pub(crate) fn planted() -> Vec<Planted> {
    let planted = samples().map(|sample| {
        let parts = RefCell::new(Vec::new());
        let text = expand(&sample.template, 7, &|_, part| {
            parts.borrow_mut().push(part.clone());
            part
        });
        Planted { family: sample.family, text, parts: parts.into_inner() }
    });
    // What is in base 64 in the text does not occur in it as it was drawn.
    planted.filter(|planted| planted.parts.iter().all(|part| planted.text.contains(part.as_str()))).collect()
}

/// Returns every six consecutive bytes of `part`.
pub(crate) fn words_of_six(part: &str) -> impl Iterator<Item = &[u8]> {
    part.as_bytes().windows(6)
}

/// Surroundings that must not hide anything; `{}` is the sample.
const SURROUNDINGS: &[&str] = &[
    "{}\n",
    "---\ntitle: Ä page\nsummary: none\n---\n\n# Setup\n\nUse this: {} and go on.\n",
    "| step | value |\n|---|---|\n| one | `{}` |\n",
    "```sh\n# do it\n{}\n```\n",
    "<!-- {} -->\n",
];

fn hits(text: &str) -> Vec<Hit> {
    scan_text(text)
}

/// Returns how surely `text` holds a credential of the family of `sample`.
fn confidence(sample: &Sample, text: &str) -> Option<Confidence> {
    hits(text).iter().filter(|hit| hit.family.id == sample.family).map(|hit| hit.confidence).max()
}

#[test]
fn every_family_is_found_in_all_surroundings() {
    let mut missed = Vec::new();
    for sample in samples() {
        for (seed, surrounding) in (1_u64..).zip(SURROUNDINGS.iter().cycle()).take(14) {
            let text = surrounding.replace("{}", &drawn(&sample.template, seed));
            let is_fair = !sample.is_own_line || surrounding.starts_with("{}");
            let has_no_format = sample.family.starts_with("generic-") || sample.family == "password-hash";
            let is_weaker = surrounding.contains("```") && has_no_format;
            let least = if is_weaker { Confidence::Weak } else { Confidence::Likely };
            if is_fair && confidence(&sample, &text) < Some(least) {
                missed.push(format!("{} in {surrounding:?}: {:?}", sample.family, sample.template));
            }
        }
    }
    missed.dedup();
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn only_values_without_a_format_are_weaker_in_a_fence() {
    let levels = |text: &str| {
        let fenced = format!("```sh\n{text}\n```\n{text}\n");
        hits(&fenced).iter().map(|hit| hit.confidence).collect::<Vec<_>>()
    };
    assert_eq!(levels(&drawn("UPLOAD_TOKEN=«A 32»", 1)), [Confidence::Weak, Confidence::Likely]);
    assert_eq!(levels(&drawn("ghp_«A 36»", 1)), [Confidence::Certain; 2]);
    assert_eq!(
        levels(&drawn("jdbc:postgresql://db.acme.example/x?user=a&password=«A 14»", 1)),
        [Confidence::Likely; 2]
    );
    assert_eq!(levels(&drawn("AKIA«t 9»EXAMPLE", 1)), [Confidence::Placeholder; 2]);
}

#[test]
fn what_stands_for_a_secret_is_no_error() {
    let masks: [&dyn Fn(usize, String) -> String; 5] = [
        &|length, _| "x".repeat(length),
        &|length, _| "0".repeat(length),
        &|_, _| "<your-value>".to_owned(),
        &|_, _| "${VALUE}".to_owned(),
        &|_, _| "{{ value }}".to_owned(),
    ];
    let mut wrong = Vec::new();
    for sample in samples() {
        for (index, mask) in masks.iter().enumerate() {
            let text = expand(&sample.template, 1, mask);
            let errors: Vec<_> = hits(&text).into_iter().filter(Hit::is_credential).collect();
            wrong.extend(
                errors.iter().map(|hit| format!("mask {index} of {}: {} in {text}", sample.family, hit.family.id)),
            );
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn near_misses_are_not_taken_for_the_family() {
    let mut wrong = Vec::new();
    for sample in samples().filter(|sample| !sample.is_loose) {
        let short =
            expand(&sample.template, 7, &|length, part| part.chars().take(length - length.div_ceil(3)).collect());
        let odd = expand(&sample.template, 8, &|_, part| part.replace(|_: char| true, "é"));
        for text in [short, odd] {
            let found = hits(&text).into_iter().any(|hit| hit.family.id == sample.family && hit.is_credential());
            wrong.extend(found.then(|| format!("{}: {text}", sample.family)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_family_has_a_sample() {
    let without: Vec<_> = families()
        .filter(|family| !samples().any(|sample| sample.family == family.id))
        .map(|family| family.id)
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

/// Returns whether six consecutive bytes of a random part occur in `shown`.
fn leaks(parts: &[String], shown: &str) -> bool {
    let shown: BTreeSet<&[u8]> = shown.as_bytes().windows(6).collect();
    parts.iter().any(|part| part.as_bytes().windows(6).any(|window| shown.contains(window)))
}

#[test]
fn no_finding_holds_what_it_found() {
    for sample in samples() {
        let parts = RefCell::new(Vec::new());
        let text = expand(&sample.template, 5, &|_, part| {
            parts.borrow_mut().push(part.clone());
            part
        });
        let parts = parts.into_inner();
        let file = SourceFile::new("content/pages/a.md", text.clone());
        let findings = check_file(&file);
        assert!(!findings.is_empty(), "{}", sample.family);
        for finding in findings {
            assert!(!leaks(&parts, &format!("{finding:?} {}", finding.help)), "{}", sample.family);
        }
        let is_encoded = ["«P", "«B", "«K"].iter().any(|class| sample.template.contains(class));
        let plain = if is_encoded { parts.concat() } else { text };
        assert!(leaks(&parts, &plain), "the control must leak: {}", sample.family);
    }
}

#[test]
fn ordinary_text_holds_no_secret() {
    let hash = drawn("«h 40»", 1);
    let uuid = drawn("«h 8»-«h 4»-4«h 3»-8«h 3»-«h 12»", 2);
    let sum = STANDARD.encode(drawn("«h 64»", 3));
    let fine = [
        format!("commit {hash}"),
        format!("uses: actions/checkout@{hash} # v4"),
        format!("\"integrity\": \"sha512-{sum}\""),
        format!("checksum = \"{hash}{}\"", &hash[..24]),
        format!("id: {uuid}"),
        format!("[report](https://docs.acme.example/r/{uuid}?page=2&token=none)"),
        "Passwords: at least 12 characters, rotated every 90 days (see NIST SP 800-63B).".to_owned(),
        "Is the password stored hashed? Yes: bcrypt with cost 12, see https://docs.acme.example/auth.".to_owned(),
        "| Token lifetime | 3600 seconds |\n| Secret rotation | every 2025-01-01T00:00:00Z |".to_owned(),
        "password: required\ntoken: string\napi_key: (optional) see below\nsecret: true".to_owned(),
        "PASSWORD=$(vault read -field=password secret/data/prod/db)".to_owned(),
        "password = os.environ[\"DB_PASSWORD\"]; token = config.get_token(); key: process.env.API_KEY".to_owned(),
        "client_secret_expires_at: 1735689600, token_endpoint: https://login.acme.example/oauth2/v1/token".to_owned(),
        "postgres://user:password@localhost/db and redis://localhost:6379 and https://acme.example:8443/x".to_owned(),
        "mysql://root:${MYSQL_PASSWORD}@db/app, https://<user>:<token>@git.acme.example/x.git".to_owned(),
        "let password = pair.splitn(2, ':'), token = Token::new(16)".to_owned(),
        "secretKeyRef: { name: db-credentials-production, key: postgres-password }".to_owned(),
        "Authorization: Bearer <token>, Authorization: Basic $CREDENTIALS, X-Api-Key: your-api-key-here".to_owned(),
        "-----BEGIN PUBLIC KEY----- and -----BEGIN CERTIFICATE----- are fine".to_owned(),
        "Set AWS_SECRET_ACCESS_KEY and AWS_ACCESS_KEY_ID; Asia and eyJ are words, sk-learn too.".to_owned(),
    ];
    for text in fine {
        let found: Vec<_> = hits(&text).iter().map(|hit| hit.family.id).collect();
        assert!(found.is_empty(), "{found:?} in {text}");
    }
}

#[test]
fn a_secret_keeps_its_fingerprint_when_lines_move_and_a_changed_one_does_not() {
    let text = |seed| format!("key {}\n", drawn("AKIA«t 16»", seed));
    let marks = |text: String| fingerprints(&settle_findings(check_file(&SourceFile::new("content/a.md", text)), &[]));
    assert_eq!(marks(text(1)), marks(format!("new line\n\n{}", text(1))));
    assert_ne!(marks(text(1)), marks(text(2)));
}

#[test]
fn file_names_are_scanned_too() {
    let file = SourceFile::new(&format!("content/{}.md", drawn("AKIA«t 16»", 3)), "nothing".to_owned());
    let found: Vec<_> = check_path(&file).into_iter().map(|finding| finding.message).collect();
    assert_eq!(found, ["an AWS access key id of 20 characters in the file's name"]);
}

#[test]
fn hostile_text_takes_time_in_proportion() {
    // Keywords without end: each is looked at, none may cost more than its window.
    for unit in
        ["password=", "eyJ-", "token: ", "-----BEGIN RSA PRIVATE KEY-----\n", "https://", "AKIA ", "jdbc:", "curl -u "]
    {
        let text = unit.repeat(40_000 / unit.len());
        assert!(hits(&text).len() <= text.len() / unit.len());
    }
}
