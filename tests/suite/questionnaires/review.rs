//! `fieldbook rfp review`: every key, what it leaves in the file, and what `rfp fill` makes of it.

use super::{CSV, command, printed, read, refused, run, site, stderr, stdout, with_keys, write};
use std::path::Path;

fn review(folder: &Path, keys: &str) -> String {
    let output = with_keys(command(folder, &["rfp", "review", "q.csv", "--by", "ann"]), keys);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

/// Returns the kinds of the decisions in the file, with the questions' numbers.
fn kinds(folder: &Path) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&read(folder, "q-decisions.json")).expect("JSON");
    let rows = json.pointer("/decisions").and_then(serde_json::Value::as_array).expect("a list");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    rows.iter().map(|row| format!("{} {}", text(&row["number"]), text(&row["decision"]))).collect()
}

#[test]
fn what_is_undecided_is_decided_by_key_and_filled() {
    let folder = site();
    let folder = folder.path();
    let shown = review(folder, "a\nn\ns\nben\n2026-12-01\n");
    assert!(
        shown.contains("[1/3] CSV row 3 · 2\n  Are all administrator actions of your staff recorded?\n"),
        "{shown}"
    );
    assert!(
        shown.contains("Are administrator actions logged? (answers/logs)\n     Yes. Kept for one year.\n"),
        "{shown}"
    );
    assert!(shown.ends_with("3 decided, 0 skipped, 0 left; decisions in q-decisions.json\n"), "{shown}");
    assert_eq!(kinds(folder), ["2 accept", "3 not-applicable", "4 assign"]);
    let matched = printed(folder, &["rfp", "match", "q.csv"]);
    assert!(matched.contains("  filled   answers/logs (accepted by ann on 2026-11-21)\n"), "{matched}");
    assert!(matched.contains("  filled   not applicable, decided by ann on 2026-11-21\n"), "{matched}");
    assert!(matched.contains("  held     assigned, due 2026-12-01; ask ben\n"), "{matched}");
    printed(folder, &["rfp", "fill", "q.csv"]);
    let expected = CSV
        .replace("offered?,,", "offered?,Yes,Yes. SAML 2.0 on every plan.")
        .replace("recorded?,,", "recorded?,Yes,Yes. Kept for one year.")
        .replace("have?,,", "have?,N/A,Not applicable.");
    assert_eq!(read(folder, "q-filled.csv"), expected);
    let manifest: serde_json::Value =
        serde_json::from_str(&read(folder, "q-filled-manifest.json")).expect("a manifest");
    assert_eq!(
        (&manifest["rows"][1]["decided"], &manifest["filled"]),
        (&serde_json::json!({"kind": "accept", "by": "ann", "on": "2026-11-21"}), &3.into())
    );
}

#[test]
fn a_walk_is_resumed_taken_back_and_quit() {
    let folder = site();
    let folder = folder.path();
    let shown = review(folder, "n\nq\n");
    assert!(shown.ends_with("1 decided, 0 skipped, 2 left; decisions in q-decisions.json\n"), "{shown}");
    let shown = review(folder, "k\nn\nu\nu\nx\n5\nk\n");
    assert!(shown.starts_with("[1/2] CSV row 4 · 3\n"), "{shown}");
    assert!(shown.contains("there is nothing to undo") && shown.contains("there is no proposal 5"), "{shown}");
    assert!(shown.ends_with("0 decided, 2 skipped, 0 left\n"), "{shown}");
    assert_eq!(kinds(folder), ["2 not-applicable"]);
    // The end of the keys is like `q`: nothing is lost.
    assert!(review(folder, "n\n").ends_with("1 decided, 0 skipped, 1 left; decisions in q-decisions.json\n"));
    assert_eq!(kinds(folder), ["2 not-applicable", "3 not-applicable"]);
}

#[cfg(unix)]
#[test]
fn an_answer_is_written_in_the_editor_and_held_if_it_must_not_go_out() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = site();
    let folder = folder.path();
    write(folder, "editor.sh", "#!/bin/sh\ncp \"$1\" seen.txt\nhead -n 1 texts.txt > \"$1\"\nsed -i 1d texts.txt\n");
    let script = folder.join("editor.sh");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("set");
    write(folder, "texts.txt", "As Initech does.\nMail {{address}} for it.\nThe staff of Acme Mills may see it.\n");
    let mut edited = command(folder, &["rfp", "review", "q.csv", "--by", "Ben Bow", "--customer", "acme"]);
    edited.env("EDITOR", &script);
    let output = with_keys(edited, "e\ne\ne\np\nq\n");
    let shown = stdout(&output);
    assert!(shown.contains("not kept: names another customer\n"), "{shown}");
    assert!(shown.contains("not kept: unresolved placeholder `{{address}}`\n"), "{shown}");
    assert!(shown.contains("  filled: D3, E3\n"), "{shown}");
    assert!(read(folder, "seen.txt").starts_with("Yes. Kept for one year.\n# ---- "), "{}", read(folder, "seen.txt"));
    let json = read(folder, "q-decisions.json");
    let expected = "\"decision\": \"edit\",\n      \"short_answer\": \"partial\",\n      \"text\": \"The staff of Acme Mills may see it.\",\n      \"by\": \"ben\"";
    assert!(json.contains(expected), "{json}");
    // For another customer the same decision is held.
    let matched = printed(folder, &["rfp", "match", "q.csv", "--customer", "initech"]);
    assert!(matched.contains("  held     names another customer; ask ben\n"), "{matched}");
    let none = with_keys(command(folder, &["rfp", "review", "q.csv", "--by", "ben"]), "e\nq\n");
    assert!(stdout(&none).contains("EDITOR is not set"), "{}", stdout(&none));
}

#[test]
fn a_changed_answer_comes_back_to_review() {
    let folder = site();
    let folder = folder.path();
    review(folder, "a\nq\n");
    let logs = read(folder, "content/answers/logs.md");
    write(folder, "content/answers/logs.md", &logs.replace("one year", "one month"));
    let shown = review(folder, "a\nq\n");
    let why = "  held: ann chose answers/logs on 2026-11-21, and it has changed since; owner ann\n";
    assert!(shown.contains(why), "{shown}");
    assert!(printed(folder, &["rfp", "match", "q.csv"]).contains("filled   answers/logs (accepted by ann"));
}

#[test]
fn nothing_that_a_person_changed_is_replaced_and_unknown_names_have_hints() {
    let folder = site();
    let folder = folder.path();
    refused(
        folder,
        &["rfp", "review", "q.csv", "--by", "anne"],
        "there is no person anne in people.yaml; did you mean ann?",
    );
    refused(folder, &["rfp", "review", "q.csv"], "name who decides with --by");
    refused(folder, &["rfp", "match", "q.csv", "--decisions", "none.json"], "none.json");
    let shown = review(folder, "s\nbenn\nk\nq\n");
    assert!(shown.contains("there is no person benn in people.yaml; did you mean ben?"), "{shown}");
    review(folder, "n\nq\n");
    let json = read(folder, "q-decisions.json");
    write(folder, "q-decisions.json", &json.replace("ann", "anns}").replace(']', ""));
    refused(folder, &["rfp", "match", "q.csv"], "q-decisions.json: not a file of decisions");
    write(folder, "q-decisions.json", &json);
    // A question with other words is not answered by an old decision.
    write(
        folder,
        "q.csv",
        &CSV.replace("are recorded", "").replace("of your staff recorded", "of contractors recorded"),
    );
    let output = run(folder, &["rfp", "match", "q.csv"]);
    let why = "note: the decision `not-applicable` of ann about \"Are all administrator actions of your staff recorded?\" is not used: the question now reads \"Are all administrator actions of contractors recorded?\"\n";
    assert!(stderr(&output).contains(why), "{}", stderr(&output));
    write(folder, "content/answers/site.json", &json);
    refused(
        folder,
        &["rfp", "review", "q.csv", "--by", "ann", "--decisions", "people.yaml"],
        "people.yaml: not a file of decisions",
    );
}

#[test]
fn what_a_customer_wrote_does_not_control_the_terminal() {
    let folder = site();
    let folder = folder.path();
    write(folder, "e.csv", "Question,Answer\n\"Is \u{1b}[31msingle\u{202E} sign-on\u{7} offered?\",\n");
    write(folder, "t.csv", "Question,Answer,Answer\n\"Is \u{1b}[31msingle sign-on offered?\",,\n\u{1b}[2Jx,,\n");
    let is_control = |symbol: char| symbol.is_control() && symbol != '\n' || symbol == '\u{202E}';
    for words in [
        &["rfp", "match", "e.csv"][..],
        &["rfp", "match", "e.csv", "--explain"],
        &["rfp", "fill", "e.csv"],
        &["rfp", "match", "t.csv"],
    ] {
        let output = run(folder, words);
        let said = stdout(&output) + &stderr(&output);
        assert!(!said.is_empty() && !said.contains(is_control), "{words:?}: {said:?}");
    }
    assert!(printed(folder, &["rfp", "match", "e.csv"]).contains("sign-on"), "the control");
}
