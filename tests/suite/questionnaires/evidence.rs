//! The evidence column: what shows an answer, as far as the recipient may see it.

use super::{answer, printed, read, run, site, stdout, write};
use std::path::Path;

const FILE: &str = "No,Question,Response (Yes/No/Partial/N/A),Comments,Evidence\n1,Is single sign-on offered?,,,\n";

/// An entry that the recipient sees, or not.
fn page(title: &str, audience: &str) -> String {
    format!(
        "---\ntitle: {title}\nowner: ann\nstatus: approved\naudience: {audience}\nverified: 2026-11-01\nreview_every: 1y\n\
         claims:\n  - {{id: reach, text: It reaches every plan, source: \"https://docs.example.com/sso\", verified: 2026-11-01}}\n---\nText.\n"
    )
}

/// Makes the sample site whose answer about single sign-on has these fields.
fn site_with(fields: &str) -> tempfile::TempDir {
    let folder = site();
    let path = folder.path();
    let fields = format!("short_answer: yes\n{fields}");
    write(
        path,
        "content/answers/sso.md",
        &answer("Is single sign-on offered?", &fields, "Yes. SAML 2.0 on every plan."),
    );
    write(path, "content/guides/sign-on.md", &page("Sign-on guide", "customer"));
    write(path, "content/guides/keys.md", &page("Key ceremony", "restricted"));
    write(path, "e.csv", FILE);
    folder
}

/// Fills the file, and returns its row with what the manifest says of the evidence.
fn filled(folder: &Path) -> (String, serde_json::Value) {
    printed(folder, &["rfp", "fill", "e.csv", "--customer", "acme"]);
    let manifest: serde_json::Value = serde_json::from_str(&read(folder, "e-filled-manifest.json")).expect("JSON");
    let row = manifest.pointer("/rows/0").cloned().expect("a row");
    let part = |name: &str| row.get(name).cloned().unwrap_or_default();
    let row = serde_json::json!({"cells": part("cells"), "evidence": part("evidence"), "left_out": part("evidence_left_out")});
    (read(folder, "e-filled.csv").split_once('\n').map(|(_, row)| row.to_owned()).unwrap_or_default(), row)
}

#[test]
fn documents_titles_and_addresses_are_written_and_the_rest_is_listed() {
    let fields = "evidence: [ISO 27001 certificate 2026, guides/sign-on#reach, guides/keys, policies/old, Report for Initech, \
        'https://trust.example.com/soc2']\n\
        claims:\n  - {id: saml, text: SAML works, source: 'https://docs.example.com/saml', verified: 2026-11-01}\n";
    let folder = site_with(fields);
    let folder = folder.path();
    let (row, recorded) = filled(folder);
    assert_eq!(
        row,
        "1,Is single sign-on offered?,Yes,Yes. SAML 2.0 on every plan.,\"ISO 27001 certificate 2026\nSign-on guide\n\
         https://docs.example.com/sso\nhttps://trust.example.com/soc2\nhttps://docs.example.com/saml\"\n"
    );
    let left_out = [
        "guides/keys: the recipient must not see the entry",
        "policies/old: neither an entry nor an address",
        "Report for Initech: names another customer",
    ];
    assert_eq!(recorded, serde_json::json!({"cells": ["C2", "D2", "E2"], "evidence": "E2", "left_out": left_out}),);
    let said = stdout(&run(folder, &["rfp", "match", "e.csv", "--customer", "acme"]));
    let lines: String = left_out.iter().flat_map(|left| ["  evidence left out: ", left, "\n"]).collect();
    assert!(said.contains(&lines), "{said}");
    let explained = stdout(&run(folder, &["rfp", "match", "e.csv", "--customer", "acme", "--explain"]));
    assert!(explained.contains(&lines), "{explained}");
    // The other customer's own report is theirs, and a stricter audience sees the stricter entry.
    let said = stdout(&run(folder, &["rfp", "match", "e.csv", "--customer", "initech"]));
    assert!(!said.contains("Report for Initech") && said.contains("guides/keys"), "{said}");
    let said = stdout(&run(folder, &["rfp", "match", "e.csv", "--audience", "restricted"]));
    assert!(!said.contains("guides/keys"), "{said}");
    // Evidence in the file is what the check asks for.
    let checked = stdout(&run(folder, &["rfp", "check", "e-filled.csv", "--customer", "acme", "--format", "concise"]));
    assert!(!checked.contains("yes-without-evidence"), "{checked}");
}

#[test]
fn an_answer_without_evidence_leaves_the_cell_empty_and_a_taken_cell_is_said() {
    let folder = site_with("");
    let folder = folder.path();
    let (row, recorded) = filled(folder);
    assert_eq!(row, "1,Is single sign-on offered?,Yes,Yes. SAML 2.0 on every plan.,\n");
    assert_eq!(recorded, serde_json::json!({"cells": ["C2", "D2"], "evidence": null, "left_out": null}));
    let folder = site_with("evidence: [Report 2026, Certificate 2026]\n");
    let folder = folder.path();
    let header = FILE.replace("Evidence\n", "Evidence (max 15 characters)\n");
    for (file, cell, left_out) in [
        (
            FILE.replace(",,,\n", ",,,see annex\n"),
            "see annex",
            serde_json::json!(["Report 2026: E2 is filled already", "Certificate 2026: E2 is filled already"]),
        ),
        (header, "Report 2026", serde_json::json!(["Certificate 2026: E2 has no room for it"])),
    ] {
        write(folder, "e.csv", &file);
        let (row, recorded) = filled(folder);
        assert!(row.ends_with(&format!("every plan.,{cell}\n")), "{row}");
        assert_eq!(recorded.get("left_out"), Some(&left_out));
    }
    // An address inside the company holds the whole answer, with the place of its entry.
    let folder = site_with("evidence: ['https://wiki.corp.internal/sso']\n");
    let said = stdout(&run(folder.path(), &["rfp", "match", "e.csv"]));
    assert!(said.contains("held     `wiki.corp.internal`"), "{said}");
}

#[test]
fn evidence_that_changed_since_it_was_sent_is_found() {
    let folder = site_with("evidence: [Report 2026, Certificate 2026]\n");
    let folder = folder.path();
    filled(folder);
    let stale = || stdout(&run(folder, &["rfp", "stale", "e-filled.csv"]));
    let check = || {
        let printed = stdout(&run(folder, &["rfp", "check", "e-filled.csv", "--format", "concise"]));
        printed.lines().filter(|line| line.contains("changed-answer")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(stale().starts_with("0 of 1 answers"), "the control: {}", stale());
    let entry = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &entry.replace("Certificate 2026", "Certificate 2027, Test 2026"));
    let change = "the evidence changed, now without \"Certificate 2026\" and with \"Certificate 2027; Test 2026\"";
    assert!(stale().contains(change) && stale().contains("1 of 1 answers"), "{}", stale());
    assert!(
        matches!(check().as_slice(), [only] if only.contains("CSV!E2: answers/sso: the evidence changed")),
        "{:?}",
        check()
    );
    // The manifest of an earlier version has the same cell and text.
    let manifest = read(folder, "e-filled-manifest.json");
    assert!(manifest.contains("\"evidence\": \"E2\"") && !manifest.contains("evidence_digest"));
}
