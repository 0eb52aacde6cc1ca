//! `pocs/silent-scope-growth`: the criteria of a proof of concept against those that were agreed, over scripted histories.

use super::{commit_all, fieldbook, git, site, text, write};
use std::path::Path;

const SETTINGS: &str = "[site]\ntitle = \"T\"\nprofile = \"strict\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
const PATH: &str = "deals/pocs/trial.md";
const SUCCESS: &str = "success_criteria: [At least 95 % of mails are classified, A mail takes at most 3 seconds]\n";
const EXIT: &str = "exit_criteria: [A bounce rate above 5 % on two days ends it]\n";

fn plan(success: &str, exit: &str, more: &str) -> String {
    format!(
        "---\ntitle: Trial\nowner: ann\n{success}{exit}agreed: 2026-10-29\ndecision_on: 2026-12-04\ndecision_framework: The head of \
         sales decides.\n{more}---\nText.\n"
    )
}

/// Returns what the rule finds: the line and the marked criterion.
fn grown(folder: &Path) -> Vec<String> {
    let outcome = fieldbook(folder, &["check", "--format", "jsonl", "--rule", "pocs/silent-scope-growth"]);
    let found = text(&outcome.stdout);
    let findings = found.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    findings.filter_map(|finding| Some(finding.get("message")?.as_str()?.to_owned())).collect()
}

const GROWN: &str =
    "this criterion is not in the plan that was agreed (`agreed: 2026-10-29`), and no change is recorded since";

#[test]
fn criteria_that_were_not_agreed_need_a_recorded_change() {
    let agreed = plan(SUCCESS, EXIT, "");
    let tightened = SUCCESS.replace("95 %", "99 %");
    let added = SUCCESS.replace("seconds]", "seconds, It runs on Linux]");
    let exit = EXIT.replace("5 %", "2 %");
    let reworded = SUCCESS.replace("At least 95 % of mails are classified", "At least 95 % of the e-mails are sorted");
    let changes = "changes: [\"2026-11-02, agreed by both heads of sales, Linux added\"]\n";
    let folder = site(&[("site.toml", SETTINGS), (".gitignore", "/deals/\n"), ("content/pages/a.md", "# A\n")]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    // The private root is a repository of its own.
    write(folder.path(), PATH, &agreed);
    let deals = folder.path().join("deals");
    git(&deals, &["init", "-q", "-b", "main"]);
    commit_all(&deals, "agreed");
    for (name, now, expected) in [
        ("as agreed", agreed.clone(), vec![]),
        ("another wording", plan(&reworded, EXIT, ""), vec![]),
        ("a criterion fewer", plan("success_criteria: [At least 95 % of mails are classified]\n", EXIT, ""), vec![]),
        ("a higher number", plan(&tightened, EXIT, ""), vec![GROWN]),
        ("one more", plan(&added, EXIT, ""), vec![GROWN]),
        ("an earlier end", plan(SUCCESS, &exit, ""), vec![GROWN]),
        ("one more, recorded", plan(&added, EXIT, changes), vec![]),
        ("one more, agreed again", plan(&added, EXIT, "").replace("2026-10-29", "2026-11-02"), vec![]),
    ] {
        write(folder.path(), PATH, &now);
        assert_eq!(grown(folder.path()), expected, "{name}, not committed");
    }
    write(folder.path(), PATH, &plan(&added, EXIT, changes));
    commit_all(&deals, "a recorded change");
    assert_eq!(grown(folder.path()), Vec::<String>::new());
    let again = plan(&added, EXIT, changes).replace("2026-10-29", "2026-11-02");
    write(folder.path(), PATH, &again);
    commit_all(&deals, "agreed again");
    write(folder.path(), PATH, &again.replace("95 %", "99 %"));
    commit_all(&deals, "tightened in silence");
    let expected = GROWN.replace("2026-10-29", "2026-11-02");
    assert_eq!(grown(folder.path()), [expected], "the change before the agreement is part of it");
    std::fs::remove_dir_all(deals.join(".git")).expect("removed");
    assert_eq!(grown(folder.path()), Vec::<String>::new(), "without a history the recorded change is taken for it");
}
