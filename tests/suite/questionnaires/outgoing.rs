//! `fieldbook rfp check`: each thing that is missing in a filled file, and that a whole one passes.

use super::{printed, read, run, site, stderr, stdout, write};
use fieldbook::rules::questionnaire::RULES;
use std::path::Path;

const HEADER: &str = "No,Question,Response (Yes/No/Partial/N/A),Comments (max 60 characters),Evidence\n";

/// Checks a file of these rows below [`HEADER`]; returns its exit code and what is found, without path and rule family.
fn found(folder: &Path, rows: &str) -> (Option<i32>, Vec<String>) {
    write(folder, "done.csv", &format!("{HEADER}{rows}"));
    let output = run(folder, &["rfp", "check", "done.csv", "--format", "concise", "--customer", "acme"]);
    let printed = stdout(&output);
    let lines = printed.lines().map(|line| line.replace("done.csv:", "").replace("[questionnaire/", "["));
    (output.status.code(), lines.collect())
}

#[test]
fn a_whole_questionnaire_passes() {
    let folder = site();
    let rows = "1,Is it on?,Yes,As Acme Mills asked.,Policy 4\n2,Is it off?,No,It is not needed.,\n\
        3,Is it green?,Partial,The front is and the back is not.,\n4,Is it lunar?,N/A,,\n5,How is it done?,,By hand.,\n";
    assert_eq!(found(folder.path(), rows), (Some(0), Vec::new()));
    let output = run(folder.path(), &["rfp", "check", "done.csv", "--customer", "acme"]);
    assert_eq!(stdout(&output), "no findings in 5 questions; the site was not checked\n");
}

#[test]
fn a_comment_of_the_customer_is_not_an_answer() {
    let folder = site();
    let folder = folder.path();
    write(
        folder,
        "p.csv",
        "No,Question,Response,Comments\n1,Is it lunar?,,Important to us.\n2,Is it solar?,,\n3,Is it high?,,\n",
    );
    printed(folder, &["rfp", "fill", "p.csv"]);
    let open = || {
        let printed = stdout(&run(folder, &["rfp", "check", "p-filled.csv", "--format", "concise"]));
        printed.lines().filter(|line| line.contains("open-question")).map(str::to_owned).collect::<Vec<_>>()
    };
    let filled = read(folder, "p-filled.csv");
    write(folder, "p-filled.csv", &filled.replace("solar?,,", "solar?,,It is."));
    assert_eq!(
        open(),
        [
            "p-filled.csv:2:1: error[questionnaire/open-question] CSV!C2: no answer, only a comment",
            "p-filled.csv:4:1: error[questionnaire/open-question] CSV!C4: no answer"
        ]
    );
    // What a person wrote over it is one.
    write(folder, "p-filled.csv", &filled.replace("Important to us.", "It is lunar."));
    assert_eq!(open().len(), 2, "{:?}", open());
    // A choice without its word is open, whatever the comment says; a question that is answered in words is not.
    assert_eq!(
        found(folder, "1,Is it on?,,By hand.,\n").1,
        ["2:1: error[open-question] CSV!C2: no answer, only a comment"]
    );
    assert_eq!(found(folder, "1,How is it done?,,By hand.,\n").1, [""; 0]);
}

#[test]
fn a_filled_file_is_read_by_the_layout_by_which_it_was_filled() {
    let folder = site();
    let folder = folder.path();
    write(
        folder,
        "t.csv",
        "No,Question,Answer,Answer\n1,Is single sign-on offered?,,\n2,Is there a lunar backup site?,,\n",
    );
    let sheet = r#"{"sheet": "CSV", "header_row": 1, "question": "B", "response": "D", "id": "A"}"#;
    write(folder, "m.json", &format!(r#"{{"schema": "fieldbook/rfp-mapping/1", "sheets": [{sheet}]}}"#));
    printed(folder, &["rfp", "fill", "t.csv", "--mapping", "m.json"]);
    let check = |file: &str| stdout(&run(folder, &["rfp", "check", file, "--format", "concise"]));
    let open = "t-filled.csv:3:1: error[questionnaire/open-question] CSV!D3: no answer\n";
    assert!(check("t-filled.csv").ends_with(open), "{}", check("t-filled.csv"));
    let learnt = stderr(&run(folder, &["rfp", "harvest", "t-filled.csv"]));
    assert!(learnt.contains("1 known, 0 left out, 1 not answered"), "{learnt}");
    // Rows above the header and further questions do not matter; another header does, and then the file decides.
    let filled = read(folder, "t-filled.csv");
    write(folder, "t-filled.csv", &format!("Version 2,,,\n{filled}3,Is it green?,,It is.\n"));
    assert!(check("t-filled.csv").contains("t-filled.csv:4:1: error[questionnaire/open-question] CSV!D4"), "moved");
    write(folder, "t-filled.csv", &filled.replace("No,Question,Answer,Answer", "No,Question,Answer,Reply"));
    let other = check("t-filled.csv");
    assert!(other.ends_with("error[questionnaire/open-question] CSV!C3: no answer\n"), "{other}");
    // The control: without the manifest nothing says which column it was.
    write(folder, "alone.csv", &filled.replace("Yes. SAML 2.0 on every plan.", ""));
    assert_eq!(run(folder, &["rfp", "check", "alone.csv"]).status.code(), Some(2));
}

#[test]
fn each_fault_is_found_in_its_cell() {
    let folder = site();
    let key = ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat();
    let rows = format!(
        "1,Is it on?,,,\n2,Is it off?,No,,\n3,Is it green?,Partial,Only the front.,\n4,Is it lunar?,Yes,It is lunar.,\n\
        5,Is it {{{{so}}}}?,No,See {{{{link}}}}.,\n6,Is it old?,No,Initech said so too.,\n7,Is it new?,No,{key},\n\
        8,Is it long?,No,{},\n9,Is it known?,Perhaps,It may be.,\n",
        "a long text ".repeat(6)
    );
    let (code, found) = found(folder.path(), &rows);
    assert_eq!(code, Some(1));
    assert_eq!(
        found,
        [
            "2:1: error[open-question] CSV!C2: no answer",
            "3:18: warning[no-without-note] CSV!C3: this no has no note",
            "4:20: error[vague-partial] CSV!C4: does not say which part",
            "5:20: warning[yes-without-evidence] CSV!C5: nothing shows this yes",
            "6:26: error[placeholder] CSV!D6: unresolved placeholder `{{link}}`",
            "7:23: error[other-customer] CSV!D7: names another customer",
            "8:23: error[credential] CSV!D8: contains an AWS access key id of 20 characters",
            "9:24: error[too-long] CSV!D9: 71 characters, and the cell allows 60",
            "10:20: warning[unknown-choice] CSV!C10: \"Perhaps\" is not a choice that is known",
        ]
    );
    for format in ["full", "json", "sarif", "junit"] {
        let output = run(folder.path(), &["rfp", "check", "done.csv", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(stdout(&output).contains("open-question") && !stdout(&output).contains(&key[4..]), "{format}");
    }
    let warned = |most| {
        write(folder.path(), "done.csv", &format!("{HEADER}2,Is it off?,No,,\n"));
        run(folder.path(), &["rfp", "check", "done.csv", "--max-warnings", most]).status.code()
    };
    assert_eq!([warned("1"), warned("0")], [Some(0), Some(1)]);
}

#[test]
fn an_answer_that_changed_or_became_stale_since_is_found() {
    let folder = site();
    let folder = folder.path();
    printed(folder, &["rfp", "fill", "q.csv"]);
    let check = || {
        let output = run(folder, &["rfp", "check", "q-filled.csv", "--format", "concise"]);
        let lines: Vec<String> = stdout(&output).lines().map(str::to_owned).collect();
        let about: Vec<String> = lines.into_iter().filter(|line| line.contains("answer]")).collect();
        (about, stderr(&output))
    };
    assert_eq!(check(), (Vec::new(), String::new()));
    let sso = read(folder, "content/answers/sso.md");
    write(folder, "content/answers/sso.md", &sso.replace("every plan", "the large plan"));
    let changed = "q-filled.csv:2:43: warning[questionnaire/changed-answer] CSV!D2: answers/sso has changed since it was written here";
    assert_eq!(check().0, [changed]);
    write(folder, "content/answers/sso.md", &sso.replace("review_every: 1y", "review_every: 3d"));
    let held = check().0.join("");
    assert!(held.contains("error[questionnaire/held-answer] CSV!D2: answers/sso: not current, stale"), "{held}");
    write(folder, "content/answers/sso.md", &sso);
    std::fs::remove_file(folder.join("q-filled-manifest.json")).expect("removed");
    assert_eq!(check().1, "note: there is no manifest; whether answers have changed since is not known\n");
    assert!(
        printed(folder, &["explain", "questionnaire/open-question"])
            .starts_with("# questionnaire/open-question\n\nA question is not answered. (error)\n")
    );
}

/// Returns the files below `heading` of a rule's page.
fn examples<'p>(page: &'p str, heading: &str) -> Vec<&'p str> {
    let section = page.split(&format!("## {heading}\n")).nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    section.split("```fieldbook asked.csv\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_every_rule_fail_and_pass() {
    let folder = site();
    let of = |text: &str| {
        write(folder.path(), "asked.csv", text);
        stdout(&run(folder.path(), &["rfp", "check", "asked.csv", "--format", "concise"]))
    };
    let mut without = Vec::new();
    for rule in RULES {
        let [fails, passes] = ["Fails", "Passes"].map(|heading| examples(rule.page, heading));
        for text in &fails {
            let place = rule.page.split("<!-- finds: ").nth(1).and_then(|rest| rest.split(' ').next());
            let (found, expected) = (of(text), format!("{}: ", place.expect("a place")));
            let lines: Vec<&str> = found.lines().collect();
            assert_eq!(lines.len(), 1, "{}: {found}", rule.id);
            assert!(found.starts_with(&expected) && found.contains(&format!("[{}]", rule.id)), "{}: {found}", rule.id);
        }
        for text in &passes {
            assert!(!of(text).contains('['), "{}: {}", rule.id, of(text));
        }
        without.extend((fails.is_empty() || passes.is_empty()).then_some(rule.id));
    }
    // What only a manifest, a list of customers or a real credential shows has no example.
    let expected = ["changed-answer", "credential", "held-answer", "other-customer"];
    assert_eq!(without, expected.map(|name| format!("questionnaire/{name}")));
}
