//! The folder of responses: where manifests are written, found again and read together.

use super::{printed, read, refused, run, site, stderr, stdout, write};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Makes the sample site with a folder of responses.
fn site_with_responses() -> tempfile::TempDir {
    let folder = site();
    let toml = read(folder.path(), "site.toml");
    write(folder.path(), "site.toml", &format!("{toml}\n[rfp]\nresponses = \"deals/responses\"\n"));
    folder
}

/// Returns the paths of the manifests of the folder, from it, with their customers.
fn manifests(folder: &Path) -> Vec<(String, Option<String>)> {
    let base = folder.join("deals/responses");
    let mut found: Vec<_> = walkdir::WalkDir::new(&base)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a text");
            let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let path = entry.path().strip_prefix(&base).expect("below").to_string_lossy().replace('\\', "/");
            (path, json.get("customer").and_then(|key| key.as_str()).map(str::to_owned))
        })
        .collect();
    found.sort();
    found
}

fn fill(folder: &Path, file: &str, customer: &str) {
    let output = file.replace(".csv", "-out.csv");
    printed(folder, &["rfp", "fill", file, "-o", &output, "--customer", customer]);
}

#[test]
fn each_file_of_each_customer_has_one_manifest() {
    let folder = site_with_responses();
    let folder = folder.path();
    let other = read(folder, "q.csv").replace("lunar", "solar");
    write(folder, "other/q.csv", &other);
    fill(folder, "q.csv", "acme");
    fill(folder, "q.csv", "acme");
    fill(folder, "other/q.csv", "acme");
    write(folder, "initech/q.csv", &read(folder, "q.csv"));
    fill(folder, "initech/q.csv", "initech");
    printed(folder, &["rfp", "fill", "q.csv", "-o", "unknown.csv"]);
    let found = manifests(folder);
    let of = |customer: Option<&str>| {
        let of = found.iter().filter(|(_, own)| own.as_deref() == customer);
        of.map(|(path, _)| path.split('-').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(Some("acme")), ["acme/q", "acme/q"], "two files, the first of them filled twice");
    assert_eq!(of(Some("initech")), ["initech/q"]);
    assert_eq!(of(None), ["q"]);
    assert!(!folder.join("q-out-manifest.json").exists(), "none is beside the output");
    // Another output, or another content, has a manifest of its own; what is written again has not.
    let again = run(folder, &["rfp", "fill", "q.csv", "-o", "again.csv", "--customer", "acme"]);
    let sent = format!("deals/responses/{}", first_of(&found, "acme/q"));
    let kept = |output: &Output| {
        stderr(output).contains("note: other responses to this file are kept in deals/responses/acme/q-")
    };
    assert!(kept(&again) && stderr(&again).contains("-2-manifest.json"), "{}", stderr(&again));
    let sso = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &sso.replace("every plan", "most plans"));
    fill(folder, "q.csv", "acme");
    fill(folder, "q.csv", "acme");
    assert_eq!(manifests(folder).len(), 6);
    assert!(read(folder, &sent).contains("every plan"), "what was sent first is still recorded");
    // A file that is named has precedence.
    printed(folder, &["rfp", "fill", "q.csv", "-o", "named.csv", "--manifest", "named.json"]);
    assert_eq!((manifests(folder).len(), folder.join("named.json").exists()), (6, true));
}

/// Returns the path of the first manifest that begins with `start`.
fn first_of(found: &[(String, Option<String>)], start: &str) -> String {
    found.iter().find(|(path, _)| path.starts_with(start)).map(|(path, _)| path.clone()).unwrap_or_default()
}

#[test]
fn identical_files_of_two_customers_have_the_manifest_of_the_customer_that_is_named() {
    let folder = site_with_responses();
    let folder = folder.path();
    fill(folder, "q.csv", "acme");
    write(folder, "b/q.csv", &read(folder, "q.csv"));
    fill(folder, "b/q.csv", "initech");
    let several = "several manifests record q-out.csv: deals/responses/acme/q-";
    refused(folder, &["rfp", "check", "q-out.csv"], several);
    refused(
        folder,
        &["rfp", "stale", "q-out.csv"],
        "choose one with --customer, name it with --manifest, or name the manifest instead of the file",
    );
    for customer in ["acme", "initech"] {
        for command in ["check", "stale", "harvest"] {
            let output = run(folder, &["rfp", command, "q-out.csv", "--customer", customer]);
            let said = stderr(&output);
            assert!(output.status.code() != Some(2) && !said.contains("no manifest"), "{command} {customer}: {said}");
        }
    }
    // Without one of this customer, that of another is not used.
    fs::remove_dir_all(folder.join("deals/responses/initech")).expect("removed");
    let check = run(folder, &["rfp", "check", "q-out.csv", "--customer", "initech"]);
    assert!(stderr(&check).contains("there is no manifest"), "{}", stderr(&check));
    refused(
        folder,
        &["rfp", "stale", "q-out.csv", "--customer", "initech"],
        "q-out.csv has no manifest: no manifest of initech in deals/responses records it, and q-out-manifest.json does not exist; \
         `rfp fill` writes it, and --manifest or its own path names another",
    );
}

#[test]
fn what_is_not_a_manifest_in_a_folder_is_counted_and_named() {
    let folder = site();
    let folder = folder.path();
    printed(folder, &["rfp", "fill", "q.csv", "-o", "sent/q-out.csv", "--manifest", "sent/record.json"]);
    write(folder, "sent/notes.json", "[]");
    let history = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.current_dir(folder).args(["rfp", "history"]).args(words).output().expect("it runs")
    };
    let output = history(&["sent"]);
    assert_eq!(stderr(&output), "note: 2 files are not manifests and were not read: sent/notes.json, sent/q-out.csv\n");
    assert!(stdout(&output).starts_with("answers used in 1 manifests:\n     1  answers/sso\n"), "{}", stdout(&output));
    let twice = history(&["sent", "sent/record.json"]);
    assert!(stdout(&twice).starts_with("answers used in 1 manifests:\n"), "each is read once");
    fs::remove_file(folder.join("sent/record.json")).expect("removed");
    assert!(
        stderr(&history(&["sent"])).contains("was found; 2 files are not manifests"),
        "{}",
        stderr(&history(&["sent"]))
    );
}

#[test]
fn a_folder_of_responses_that_does_not_exist_is_a_finding() {
    let folder = site_with_responses();
    let folder = folder.path();
    let found = || {
        let found = stdout(&run(folder, &["check", "--format", "concise"]));
        found.lines().filter(|line| line.contains("missing-path")).map(str::to_owned).collect::<Vec<_>>()
    };
    let line = "error[schema/missing-path] the folder of responses `deals/responses` does not exist; create it, or correct the path";
    assert!(matches!(found().as_slice(), [only] if only.ends_with(line)), "{:?}", found());
    fill(folder, "q.csv", "acme");
    assert_eq!(found(), [""; 0]);
    fs::remove_dir_all(folder.join("deals")).expect("removed");
    assert_eq!(found(), [""; 0], "the private root is not in this copy");
}

#[test]
fn a_filled_file_finds_its_manifest_by_content_and_by_name() {
    let folder = site_with_responses();
    let folder = folder.path();
    fill(folder, "q.csv", "acme");
    let sent = "0 of 1 answers sent on 2026-11-21 have changed since\n";
    assert_eq!(printed(folder, &["rfp", "stale", "q-out.csv"]), sent);
    fs::copy(folder.join("q-out.csv"), folder.join("renamed.csv")).expect("copied");
    assert_eq!(printed(folder, &["rfp", "stale", "renamed.csv"]), sent, "by its content");
    write(folder, "q-out.csv", &read(folder, "q-out.csv").replace("have?,,", "have?,,It is green."));
    let said = |words: &[&str]| stderr(&run(folder, words));
    assert!(!said(&["rfp", "check", "q-out.csv"]).contains("there is no manifest"), "by its name");
    assert!(said(&["rfp", "harvest", "q-out.csv"]).contains("1 new answers"), "by its name");
    write(folder, "elsewhere.csv", &read(folder, "q-out.csv"));
    assert!(said(&["rfp", "check", "elsewhere.csv"]).contains("there is no manifest"), "the control");
    refused(
        folder,
        &["rfp", "stale", "elsewhere.csv"],
        "elsewhere.csv has no manifest: no manifest in deals/responses records it",
    );
    write(folder, "b/q.csv", &read(folder, "q.csv").replace("lunar", "solar"));
    fill(folder, "b/q.csv", "acme");
    write(folder, "b/q-out.csv", &read(folder, "b/q-out.csv").replace("have?,,", "have?,,It is red."));
    refused(folder, &["rfp", "stale", "b/q-out.csv"], "several manifests record b/q-out.csv: deals/responses/acme/q-");
}

/// Runs `rfp history`, which takes no day.
fn history(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(["rfp", "history"]).output().expect("it runs")
}

#[test]
fn without_a_path_all_responses_of_the_site_are_read() {
    let folder = site_with_responses();
    let folder = folder.path();
    let before = history(folder);
    assert_eq!(before.status.code(), Some(2));
    assert!(stderr(&before).contains("no manifest of `fieldbook rfp fill` was found in deals/responses"));
    fill(folder, "q.csv", "acme");
    let sso = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &sso.replace("every plan", "the large plan"));
    write(folder, "later.csv", &read(folder, "q.csv"));
    write(folder, "later.csv", &read(folder, "q.csv").replace("lunar", "solar"));
    fill(folder, "later.csv", "acme");
    let paths: Vec<String> = manifests(folder).into_iter().map(|(path, _)| format!("deals/responses/{path}")).collect();
    let [later, first] = paths.as_slice() else { panic!("{paths:?}") };
    let output = history(folder);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        format!(
            "answers used in 2 manifests:\n     2  answers/sso\nquestions without an answer:\n     \
             2  Are all administrator actions of your staff recorded?\n     2  Which colour does the office have?\n     \
             1  Is there a lunar backup site?\n     1  Is there a solar backup site?\n\
             different answers to one customer:\n        acme: Is single sign-on offered?\n          \
             2026-11-21 {later} CSV!D2: Yes | Yes. SAML 2.0 on the large plan.\n          \
             2026-11-21 {first} CSV!D2: Yes | Yes. SAML 2.0 on every plan.\n"
        )
    );
    let output = run(folder, &["rfp", "stale"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let expected = format!(
        "{later}:\n0 of 1 answers sent on 2026-11-21 have changed since\n{first}:\nCSV row 2  Is single sign-on offered?\n"
    );
    assert!(stdout(&output).starts_with(&expected), "{}", stdout(&output));
    // The check of the site finds the same, and names both places.
    let checked = run(folder, &["check", "--format", "concise"]);
    let found = stdout(&checked);
    let found: Vec<&str> = found.lines().filter(|line| line.contains("answers/inconsistent-response")).collect();
    assert_eq!(
        found,
        [format!(
            "{first}:16:19: warning[answers/inconsistent-response] acme was answered \"Yes | Yes. SAML 2.0 on the large plan.\" \
             on 2026-11-21 ({later}, CSV!D2) and \"Yes | Yes. SAML 2.0 on every plan.\" on 2026-11-21 (CSV!D2)"
        )]
    );
    // A manifest that cannot be read is a finding of the check, and an error of the commands that need it.
    write(folder, later, "{");
    let found = stdout(&run(folder, &["check", "--format", "concise"]));
    assert!(found.contains(&format!("{later}:1:1: error[answers/unreadable-manifest]")), "{found}");
    assert!(!found.contains("answers/inconsistent-response"), "{found}");
    assert!(stderr(&history(folder)).contains(later), "{}", stderr(&history(folder)));
}

#[test]
fn nothing_is_written_where_the_folder_must_not_be_used() {
    let folder = site();
    let folder = folder.path();
    let output = history(folder);
    assert!(stderr(&output).contains("the site has no folder of responses"), "{}", stderr(&output));
    let toml = read(folder, "site.toml");
    write(folder, "site.toml", &format!("{toml}\n[rfp]\nresponses = \"content/responses\"\n"));
    let must = "`rfp.responses` must be a folder in a private root, since manifests name customers";
    for words in [&["rfp", "fill", "q.csv"][..], &["rfp", "stale"]] {
        refused(folder, words, must);
    }
    assert!(stdout(&run(folder, &["check", "--format", "concise"])).contains(must));
    write(
        folder,
        "site.toml",
        &format!("{toml}\n[[roots]]\npath = \"vault\"\nprivate = true\n\n[rfp]\nresponses = \"vault/responses\"\n"),
    );
    refused(folder, &["rfp", "fill", "q.csv"], "the private root vault is not in this copy of the site");
    assert!(!folder.join("q-filled.csv").exists() && !folder.join("vault").exists());
    printed(folder, &["rfp", "fill", "q.csv", "--manifest", "m.json"]);
}
