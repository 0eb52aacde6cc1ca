//! `fieldbook rfp harvest`, `stale`, `as-of` and `history`.

use super::{answer, command, printed, read, refused, run, site, stderr, stdout, with_keys, write};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The question about logs is accepted, the one about colours is left to a person, and the file is filled.
fn finished() -> tempfile::TempDir {
    let folder = site();
    let path = folder.path();
    let keys = with_keys(command(path, &["rfp", "review", "q.csv", "--by", "ben"]), "a\nk\nk\n");
    assert!(keys.status.success(), "{}", stderr(&keys));
    printed(path, &["rfp", "fill", "q.csv"]);
    let filled = read(path, "q-filled.csv");
    let filled =
        filled.replace("have?,,", "have?,,It is green.").replace("site?,,", "site?,No,There is none on the moon.");
    write(path, "q-filled.csv", &filled);
    folder
}

#[test]
fn a_finished_questionnaire_is_a_change_to_review() {
    let folder = finished();
    let folder = folder.path();
    let before = read(folder, "content/answers/logs.md");
    let output = run(folder, &["rfp", "harvest", "q-filled.csv", "--owner", "ann"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = "+alternates: [\"Are all administrator actions of your staff recorded?\"]\n question: Are administrator actions logged?\n";
    assert!(stdout(&output).contains(expected), "{}", stdout(&output));
    assert!(
        stderr(&output).ends_with(
            "1 new wordings, 2 new answers, 1 known, 0 left out, 0 not answered\nfiles that --write changes: 3\n"
        ),
        "{}",
        stderr(&output)
    );
    assert_eq!(read(folder, "content/answers/logs.md"), before, "nothing is written without --write");
    let output = run(folder, &["rfp", "harvest", "q-filled.csv", "--owner", "ann", "--write"]);
    assert!(stderr(&output).ends_with("files written: 3\n"), "{}", stderr(&output));
    let added = before.replace(
        "question: Are",
        "alternates: [\"Are all administrator actions of your staff recorded?\"]\nquestion: Are",
    );
    assert_eq!(read(folder, "content/answers/logs.md"), added);
    assert_eq!(
        read(folder, "content/answers/is-there-a-lunar-backup-site.md"),
        "---\nquestion: \"Is there a lunar backup site?\"\nstatus: draft\nowner: \"ann\"\nshort_answer: no\n---\nThere is none on the moon.\n"
    );
    // A second harvest knows all of it: the drafts have the questions, the entry has the wording.
    let again = run(folder, &["rfp", "harvest", "q-filled.csv"]);
    assert_eq!(stdout(&again), "");
    let said = stderr(&again);
    assert!(
        said.contains("answers/is-there-a-lunar-backup-site has this question, and people answered otherwise"),
        "{said}"
    );
    assert!(
        said.ends_with("0 new wordings, 0 new answers, 2 known, 2 left out, 0 not answered\nnothing to change\n"),
        "{said}"
    );
    refused(folder, &["rfp", "harvest", "q-filled.csv", "--owner", "an"], "there is no person an in people.yaml");
}

#[test]
fn what_must_not_be_learnt_is_left_out_with_its_reason() {
    let folder = finished();
    let folder = folder.path();
    let filled = read(folder, "q-filled.csv");
    let filled = filled
        .replace("green", "green as Acme Mills asked")
        .replace("recorded?,Yes,", "recorded?,No,")
        .replace("none on the moon", "{{none}}");
    write(folder, "q-filled.csv", &filled);
    let said = stderr(&run(folder, &["rfp", "harvest", "q-filled.csv"]));
    for expected in [
        "left out: CSV row 3: the file has another short answer than answers/logs",
        "left out: CSV row 4: names another customer",
        "left out: CSV row 5: unresolved placeholder `{{none}}`",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    // The opposite question is no other wording.
    let manifest = read(folder, "q-filled-manifest.json");
    let opposite = "Are administrator actions not logged?";
    write(
        folder,
        "q-filled.csv",
        &filled.replace("Are all administrator actions of your staff recorded?,No,", &format!("{opposite},Yes,")),
    );
    let said = stderr(&run(folder, &["rfp", "harvest", "q-filled.csv"]));
    let other = "left out: CSV row 3: the answer of answers/logs was written for a question in other words";
    assert!(said.contains(other), "{said}");
    let manifest = manifest.replace("Are all administrator actions of your staff recorded?", opposite);
    write(folder, "q-filled-manifest.json", &manifest);
    let said = stderr(&run(folder, &["rfp", "harvest", "q-filled.csv"]));
    assert!(said.contains("left out: CSV row 3: the wording is about the opposite of answers/logs"), "{said}");
}

#[test]
fn wordings_are_added_in_each_form_of_front_matter() {
    for (before, after) in [
        (
            "alternates: [Are they kept?]\n",
            "alternates: [Are they kept?, \"Are all administrator actions of your staff recorded?\"]\n",
        ),
        (
            "alternates: [\"Are they kept?\", 'Are they?']\n",
            "alternates: [\"Are they kept?\", 'Are they?', \"Are all administrator actions of your staff recorded?\"]\n",
        ),
        (
            "alternates:\n  - Are they kept?\n",
            "alternates:\n  - Are they kept?\n  - \"Are all administrator actions of your staff recorded?\"\n",
        ),
    ] {
        let folder = finished();
        let folder = folder.path();
        let logs = |alternates: &str| {
            answer(
                "Are administrator actions logged?",
                &format!("{alternates}short_answer: yes\n"),
                "Yes. Kept for one year.",
            )
        };
        write(folder, "content/answers/logs.md", &logs(before));
        printed(folder, &["rfp", "harvest", "q-filled.csv", "--write"]);
        assert_eq!(read(folder, "content/answers/logs.md"), logs(after));
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = git.args(["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]).args(arguments).output();
    let output = output.expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output).trim().to_owned()
}

#[test]
fn what_was_sent_is_compared_with_the_library_of_today() {
    let folder = site();
    let folder = folder.path();
    git(folder, &["init", "-q"]);
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "first"]);
    let first = git(folder, &["rev-parse", "HEAD"]);
    printed(folder, &["rfp", "fill", "q.csv", "-o", "out/sent.csv"]);
    assert_eq!(
        printed(folder, &["rfp", "stale", "out/sent.csv"]),
        "0 of 1 answers sent on 2026-11-21 have changed since\n"
    );
    let sso = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &sso.replace("SAML 2.0", "SAML 3.1"));
    git(folder, &["commit", "-qam", "second"]);
    let second = git(folder, &["rev-parse", "HEAD"]);
    let output = run(folder, &["rfp", "stale", "out/sent-manifest.json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        format!(
            "CSV row 2  Is single sign-on offered?\n  answers/sso ({} to {}): a number or unit changed, \"2.0\" to \"3.1\"\n1 of 1 answers sent on 2026-11-21 have changed since\n",
            &first[..7],
            &second[..7]
        )
    );
    let at = |commit: &str| printed(folder, &["rfp", "as-of", commit, "q.csv", "--format", "json"]);
    assert!(at(&first).contains("SAML 2.0") && !at(&first).contains("SAML 3.1"));
    assert!(at("HEAD").contains("SAML 3.1"), "the control");
    refused(folder, &["rfp", "as-of", "nowhere", "q.csv"], "nowhere");
    fs::remove_file(folder.join("content/answers/sso.md")).expect("removed");
    let output = run(folder, &["rfp", "stale", "out/sent.csv"]);
    assert!(stdout(&output).contains(": the entry does not exist any more\n"), "{}", stdout(&output));
    refused(folder, &["rfp", "stale", "q.csv"], "q-manifest.json");
}

/// Runs `rfp history`, which takes no day.
fn history(folder: &Path, path: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(["rfp", "history", path]).output().expect("it runs")
}

#[test]
fn manifests_together_show_uses_open_questions_and_contradictions() {
    let folder = site();
    let folder = folder.path();
    let fill = |name: &str, customer: &str| {
        printed(folder, &["rfp", "fill", "q.csv", "-o", &format!("out/{name}.csv"), "--customer", customer]);
    };
    fill("one", "acme");
    fill("other", "initech");
    let output = history(folder, "out");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        stdout(&output),
        "answers used in 2 manifests:\n     2  answers/sso\nquestions without an answer:\n     \
         2  Are all administrator actions of your staff recorded?\n     2  Is there a lunar backup site?\n     \
         2  Which colour does the office have?\ndifferent answers to one customer:\n"
    );
    let sso = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &sso.replace("every plan", "the large plan"));
    fill("two", "acme");
    let output = history(folder, "out");
    assert_eq!(output.status.code(), Some(1));
    let expected = "        acme: Is single sign-on offered?\n          2026-11-21 out/one-manifest.json CSV!D2: Yes | Yes. SAML 2.0 on every plan.\n          2026-11-21 out/two-manifest.json CSV!D2: Yes | Yes. SAML 2.0 on the large plan.\n";
    assert!(stdout(&output).ends_with(expected), "{}", stdout(&output));
    printed(folder, &["rfp", "fill", "q.csv", "-o", "alone/q.csv"]);
    assert!(
        stdout(&history(folder, "alone/q.csv"))
            .ends_with("manifests without a customer, compared with no other: 1; fill with --customer\n")
    );
    for (path, why) in [("content", "no manifest of `fieldbook rfp fill` was found"), ("q.csv", "q-manifest.json")] {
        let output = history(folder, path);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(stderr(&output).contains(why), "{path}: {}", stderr(&output));
    }
}
