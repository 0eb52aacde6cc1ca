//! `fieldbook rfp assign`: questions for a person, without a dialogue.

use super::{printed, read, refused, run, site, stderr, stdout, write};
use std::path::Path;

fn assign(folder: &Path, more: &[&str]) -> String {
    let words = [&["rfp", "assign", "q.csv", "--by", "ann"], more].concat();
    let output = run(folder, &words);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// Returns each decision as the question's number, the kind, the person and the day.
fn decisions(folder: &Path) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&read(folder, "q-decisions.json")).expect("JSON");
    let text = |decision: &serde_json::Value, field: &str| {
        decision.get(field).and_then(|value| value.as_str()).unwrap_or("-").to_owned()
    };
    let decisions = json.get("decisions").and_then(|list| list.as_array()).expect("a list").clone();
    decisions
        .iter()
        .map(|one| ["number", "decision", "to", "due", "by"].map(|field| text(one, field)).join(" "))
        .collect()
}

#[test]
fn questions_are_assigned_by_key_topic_sheet_or_all_that_are_undecided() {
    let folder = site();
    let folder = folder.path();
    assert_eq!(
        assign(folder, &["--to", "ben", "--due", "2026-12-01", "--question", "3"]),
        "CSV row 4  Which colour does the office have?\n1 question assigned to ben, due 2026-12-01; decisions in q-decisions.json\n"
    );
    assert_eq!(decisions(folder), ["3 assign ben 2026-12-01 ann"]);
    assert_eq!(
        assign(folder, &["--to", "Ann Arbor", "--undecided"]),
        "CSV row 3  Are all administrator actions of your staff recorded?\nCSV row 5  Is there a lunar backup site?\n\
         2 questions assigned to ann; decisions in q-decisions.json\nleft as they are: 1 answered, 1 decided\n"
    );
    assert_eq!(decisions(folder), ["2 assign ann - ann", "3 assign ben 2026-12-01 ann", "4 assign ann - ann"]);
    // By its place and by its words, also what is answered or assigned already.
    assert_eq!(
        assign(folder, &["--to", "ben", "--question", "CSV!2", "--question", "is there a LUNAR backup site"]),
        "CSV row 2  Is single sign-on offered?\nCSV row 5  Is there a lunar backup site?\n  \
         replaces the decision `assign` of ann on 2026-11-21\n2 questions assigned to ben; decisions in q-decisions.json\n"
    );
    let said = printed(folder, &["rfp", "export", "q.csv", "--format", "csv", "--into", "out"]);
    assert_eq!(said, "ann: 1 question in out/q-for-ann.csv\nben: 3 questions in out/q-for-ben.csv\n");
    assert_eq!(
        assign(folder, &["--to", "ben", "--undecided"]),
        "0 questions assigned to ben\nleft as they are: 4 decided\n"
    );
}

#[test]
fn a_topic_is_a_section_of_the_file_or_a_tag_of_the_nearest_answer() {
    let folder = site();
    let folder = folder.path();
    let logs = read(folder, "content/answers/logs.md");
    write(folder, "content/answers/logs.md", &logs.replace("short_answer", "topics: [Audit]\nshort_answer"));
    assert_eq!(
        assign(folder, &["--to", "ben", "--topic", "operations"]),
        "CSV row 4  Which colour does the office have?\nCSV row 5  Is there a lunar backup site?\n\
         2 questions assigned to ben; decisions in q-decisions.json\n"
    );
    assert_eq!(
        assign(folder, &["--to", "ben", "--topic", "audit"]),
        "CSV row 3  Are all administrator actions of your staff recorded?\n1 question assigned to ben; decisions in q-decisions.json\n"
    );
    assert_eq!(
        assign(folder, &["--to", "ben", "--sheet", "csv"]),
        "0 questions assigned to ben\nleft as they are: 1 answered, 3 decided\n"
    );
}

#[test]
fn what_is_not_known_is_an_error_with_the_nearest_names() {
    let folder = site();
    let folder = folder.path();
    write(folder, "q.csv", &read(folder, "q.csv").replace("4,Op", "3,Op"));
    let with = |more: &[&'static str]| [&["rfp", "assign", "q.csv", "--by", "ann"], more].concat();
    for (words, why) in [
        (&["--to", "bn", "--undecided"][..], "there is no person bn in people.yaml; did you mean ben?"),
        (
            &["--to", "ben", "--question", "Which color does the office have?"],
            "no question has the number, place or words \"Which color does the office have?\"; the nearest:\n  \
             CSV!4 3 Which colour does the office have?\n",
        ),
        (
            &["--to", "ben", "--question", "3"],
            "several questions are called \"3\"; name one by its place: CSV!4, CSV!5",
        ),
        (&["--to", "ben", "--topic", "opertions"], "there is no topic \"opertions\"; the nearest: \"Operations\", "),
        (&["--to", "ben", "--sheet", "CVS"], "there is no sheet with questions \"CVS\"; the nearest: \"CSV\""),
        (&["--to", "ben", "--undecided", "--due", "2026-11-20"], "--due 2026-11-20 is before 2026-11-21"),
        (&["--to", "ben"], "--undecided"),
        (&["--to", "ben", "--undecided", "--sheet", "CSV"], "cannot be used with"),
    ] {
        refused(folder, &with(words), why);
        assert!(!folder.join("q-decisions.json").exists(), "{words:?}");
    }
}
