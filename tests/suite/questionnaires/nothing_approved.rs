//! A library of which no answer may be sent: said plainly, and nothing is overwritten.

use super::{printed, read, run, site, stderr, stdout, with_keys, write};
use std::path::Path;

const ANSWERS: [&str; 3] = ["sso", "logs", "backup"];

/// Replaces words in every answer.
fn reword(folder: &Path, before: &str, after: &str) {
    for name in ANSWERS {
        let path = format!("content/answers/{name}.md");
        write(folder, &path, &read(folder, &path).replace(before, after));
    }
}

#[test]
fn nothing_is_written_and_the_reasons_are_counted() {
    let folder = site();
    let folder = folder.path();
    printed(folder, &["rfp", "fill", "q.csv"]);
    let before = (read(folder, "q-filled.csv"), read(folder, "q-filled-manifest.json"));
    reword(folder, "status: approved", "status: draft");
    let old = read(folder, "content/answers/logs.md").replace("status: draft", "status: approved");
    write(folder, "content/answers/logs.md", &old.replace("verified: 2026-11-01", "verified: 2024-11-01"));
    let expected = "none of 3 answers of the library may be sent: not approved 2, not current 1";
    let output = run(folder, &["rfp", "match", "q.csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stdout(&output).contains("  held     status is `draft`, not `approved`; ask ann\n"), "{}", stdout(&output));
    assert!(stdout(&output).ends_with("0 of 4 questions answered, 4 held\n"), "{}", stdout(&output));
    assert_eq!(stderr(&output), format!("fieldbook: {expected}\n"));
    for words in [
        &["rfp", "fill", "q.csv"][..],
        &["rfp", "fill", "q.csv", "--force"],
        &["rfp", "fill", "q.csv", "-o", "new.csv"],
    ] {
        let output = run(folder, words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert_eq!(stderr(&output), format!("fieldbook: {expected}; nothing was written\n"));
    }
    assert_eq!((read(folder, "q-filled.csv"), read(folder, "q-filled-manifest.json")), before);
    assert!(!folder.join("new.csv").exists());
}

#[test]
fn an_empty_library_is_said_and_what_people_wrote_is_filled_all_the_same() {
    let folder = site();
    let folder = folder.path();
    reword(folder, "status: approved", "status: draft");
    // The keys: not applicable for the first question, quit at the second.
    let keys = with_keys(super::command(folder, &["rfp", "review", "q.csv", "--by", "ben"]), "n\nq\n");
    assert!(keys.status.success(), "{}", stderr(&keys));
    printed(folder, &["rfp", "fill", "q.csv"]);
    assert!(
        read(folder, "q-filled.csv").contains("Is single sign-on offered?,N/A,"),
        "{}",
        read(folder, "q-filled.csv")
    );
    std::fs::remove_file(folder.join("q-decisions.json")).expect("removed");
    for name in ANSWERS {
        std::fs::remove_file(folder.join(format!("content/answers/{name}.md"))).expect("removed");
    }
    write(folder, "content/guides/start.md", "---\ntitle: Start\n---\nText.\n");
    let output = run(folder, &["rfp", "fill", "q.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "fieldbook: the library has no answers; nothing was written\n");
}
