//! Many checks that one change records for one person and day.

use super::{commit_all, fieldbook, git, site, text, write};

/// Two pages with 11 claims each on three source pages; `date` makes what is written of each check.
fn pages(date: impl Fn(usize) -> String) -> [(String, String); 2] {
    [0, 11].map(|first| {
        let claim = |index: usize| {
            format!(
                "  - {{id: c{index}, text: Globex has {index} parts, source: \"https://docs.globex.example/{}/#{index}\"{}}}\n",
                index % 3,
                date(index)
            )
        };
        let claims: String = (first..first + 11).map(claim).collect();
        (format!("content/pages/p{first}.md"), format!("---\ntitle: T\nclaims:\n{claims}---\nText.\n"))
    })
}

#[test]
fn more_than_20_checks_of_one_person_and_day_are_a_warning() {
    let dated = |index: usize| format!(", verified: 2026-10-{:02}", index + 1);
    let before = pages(|index| if index == 0 { String::new() } else { dated(index) });
    let mut files = vec![
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("people.yaml", "- id: ann\n  name: Ann Arbor\n- id: bob\n  name: Bob\n"),
    ];
    files.extend(before.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let folder = site(&files);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    let checked = |index: usize, count: usize, by: &str| {
        if index < count { format!(", verified: {{on: 2026-11-21, by: {by}}}") } else { dated(index) }
    };
    let warnings = |after: &[(String, String); 2]| {
        for (path, text) in after {
            write(folder.path(), path, text);
        }
        let arguments = ["check", "--since", "main", "--rule", "evidence/weakened", "--format", "concise"];
        text(&fieldbook(folder.path(), &arguments).stdout)
    };
    assert_eq!(warnings(&pages(|index| checked(index, 20, "ann"))), "");
    let expected = "content/pages/p0.md:4:99: warning[evidence/weakened] this change records 21 checks of claims on 3 pages for 2026-11-21 by ann; 21 of the 21 statements are unchanged\n";
    assert_eq!(warnings(&pages(|index| checked(index, 21, "ann"))), expected);
    // Names of one person in two forms are one person; two persons are two.
    assert_eq!(
        warnings(&pages(|index| checked(index, 21, if index % 2 == 0 { "ann" } else { "Ann Arbor" }))),
        expected
    );
    assert_eq!(warnings(&pages(|index| checked(index, 21, if index % 2 == 0 { "ann" } else { "bob" }))), "");
    let edited = pages(|index| checked(index, 21, "ann"))
        .map(|(path, text)| (path, text.replace("has 1 parts", "has 99 parts")));
    assert_eq!(warnings(&edited), expected.replace("21 of the 21", "20 of the 21"));
    let unnamed = pages(|index| if index < 21 { ", verified: 2026-11-21".to_owned() } else { dated(index) });
    assert!(warnings(&unnamed).ends_with("for 2026-11-21, without a name; 21 of the 21 statements are unchanged\n"));
}
