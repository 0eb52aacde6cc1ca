//! Suppressions and baselines end: on the day that they name, or 180 days after their first commit.

use super::{TODAY, commit_all, fieldbook, git, read, site, text, write};
use std::path::Path;

/// The first day of 180 that end today.
const LAST_DAY: &str = "2026-05-25";
const DAY_BEFORE: &str = "2026-05-24";
const BROKEN: &str = "See [[pages/nowhere]].\n";
const UNDATED: &str = "<!-- fieldbook-allow links/broken-internal reason=\"it comes\" -->\n";

fn page(front_matter: &str, body: &str) -> String {
    format!("---\ntitle: T\nowner: ann\n{front_matter}---\n{body}{BROKEN}")
}

fn in_front_matter(until: &str) -> String {
    page(&format!("suppress:\n  - {{rule: links/broken-internal, reason: it comes{until}}}\n"), "")
}

fn comment(until: &str) -> String {
    page("", &format!("<!-- fieldbook-allow links/broken-internal {until} reason=\"it comes\" -->\n"))
}

fn commit_on(folder: &Path, day: &str) {
    git(folder, &["add", "-A"]);
    let date = format!("{day}T12:00:00Z");
    let mut command = super::command("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]);
    command.args(["commit", "-q", "--no-verify", "-m", day]);
    let output = command.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date).output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

/// Returns path, line, rule and message of each finding that is an error.
fn errors(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = fieldbook(folder, &[&["check", "--format", "concise", "--offline"], arguments].concat());
    let printed = text(&output.stdout);
    let errors = printed.lines().filter(|line| line.contains(": error[") || line.contains("longer-than-180"));
    errors.map(|line| line.replace("content/pages/", "")).collect()
}

#[test]
fn without_an_end_a_suppression_lasts_180_days_from_its_first_commit() {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("content/pages/edited.md", &page("", UNDATED)),
        ("content/pages/over.md", &page("", UNDATED)),
        ("content/pages/over-front.md", &in_front_matter("")),
        ("content/pages/renamed-from.md", &page("tags: [renamed]\n", UNDATED)),
        ("content/pages/was-dated.md", &comment("until=2026-06-01")),
    ]);
    let folder = folder.path();
    git(folder, &["init", "-q", "-b", "main"]);
    commit_on(folder, DAY_BEFORE);
    write(folder, "content/pages/last.md", &page("", UNDATED));
    write(folder, "content/pages/last-front.md", &in_front_matter(""));
    commit_on(folder, LAST_DAY);
    write(folder, "content/pages/edited.md", &page("", &UNDATED.replace("it comes", "it comes, really")));
    write(folder, "content/pages/was-dated.md", &comment(""));
    git(folder, &["mv", "content/pages/renamed-from.md", "content/pages/renamed.md"]);
    commit_on(folder, "2026-11-01");
    write(folder, "content/pages/uncommitted.md", &page("", UNDATED));
    let over = |path: &str, place: &str| {
        let ended = "this suppressed `links/broken-internal` until 2026-11-20: without `until`, it ends 180 days after its first commit";
        format!("{path}:{place}: error[suppression/expired] {ended}")
    };
    let broken =
        |path: &str, line: u8| format!("{path}:{line}:5: error[links/broken-internal] `pages/nowhere` does not exist");
    let expected = [
        over("edited.md", "5:22"),
        broken("edited.md", 6),
        over("over-front.md", "5:12"),
        broken("over-front.md", 7),
        over("over.md", "5:22"),
        broken("over.md", 6),
        over("renamed.md", "6:22"),
        broken("renamed.md", 7),
        over("was-dated.md", "5:22"),
        broken("was-dated.md", 6),
    ];
    assert_eq!(errors(folder, &[]), expected);
    assert_eq!(errors(folder, &["--since", "HEAD"]), Vec::<String>::new(), "the clock fails no change");

    let shallow = tempfile::tempdir().expect("a folder");
    git(shallow.path(), &["clone", "-q", "--depth", "1", &format!("file://{}", folder.display()), "c"]);
    let unknown = |said: &str, cause: &str| said.matches(&format!("its age is not known, since {cause}")).count();
    let said = errors(&shallow.path().join("c"), &[]).join("\n");
    assert_eq!(unknown(&said, "this clone is shallow"), 7, "{said}");

    write(folder, ".gitignore", "/content/pages/uncommitted.md\n");
    let said = errors(folder, &[]).join("\n");
    assert_eq!(unknown(&said, "Git ignores this file"), 1, "{said}");
    std::fs::remove_dir_all(folder.join(".git")).expect("removed");
    let said = errors(folder, &[]).join("\n");
    assert_eq!(unknown(&said, "the site is not in a Git repository"), 8, "{said}");
}

#[test]
fn an_end_is_a_date_and_at_most_180_days_away() {
    let broken = |line: u8| format!("a.md:{line}:5: error[links/broken-internal] `pages/nowhere` does not exist");
    let form = "must be a valid date, as `YYYY-MM-DD`";
    let in_comment = |place: &str| {
        vec![
            format!(
                "a.md:5:{place}: error[schema/wrong-type] `until` {form}; `links/broken-internal` is not suppressed"
            ),
            broken(6),
        ]
    };
    let in_fields = |place: &str, found: &str| {
        vec![format!("a.md:5:{place}: error[schema/wrong-type] `suppress[0].until` {form}{found}"), broken(7)]
    };
    let long = |place: &str| {
        vec![format!(
            "a.md:5:{place}: warning[suppression/longer-than-180-days] this suppresses `links/broken-internal` for 181 days"
        )]
    };
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n")]);
    for (name, text, expected) in [
        ("today", comment("until=2026-11-21"), vec![]),
        ("180 days", comment("until=2027-05-20"), vec![]),
        ("181 days", comment("until=2027-05-21"), long("50")),
        ("181 days in front matter", in_front_matter(", until: 2027-05-21"), long("60")),
        ("no ISO date", comment("until=31.01.2027"), in_comment("44")),
        ("words", comment("until=\"next month\""), in_comment("44")),
        ("no such day", comment("until=2027-02-30"), in_comment("44")),
        ("empty", comment("until="), in_comment("44")),
        ("no ISO date in front matter", in_front_matter(", until: 31.01.2027"), in_fields("60", "")),
        ("words in front matter", in_front_matter(", until: next month"), in_fields("60", "")),
        ("no such day in front matter", in_front_matter(", until: 2027-02-30"), in_fields("60", "")),
        ("empty in front matter", in_front_matter(", until: "), in_fields("53", "; found no value")),
    ] {
        write(folder.path(), "content/pages/a.md", &text);
        assert_eq!(errors(folder.path(), &[]), expected, "{name}");
    }
}

/// Sets `until` of every entry of the baseline.
fn set_end(folder: &Path, until: Option<&str>) {
    let baseline = read(folder, "fieldbook-baseline.json");
    let mut json: serde_json::Value = serde_json::from_str(&baseline).expect("json");
    for entry in json.get_mut("entries").and_then(|entries| entries.as_array_mut()).expect("entries") {
        let entry = entry.as_object_mut().expect("an entry");
        match until {
            Some(until) => entry.insert("until".to_owned(), until.into()),
            None => entry.remove("until"),
        };
    }
    write(folder, "fieldbook-baseline.json", &serde_json::to_string_pretty(&json).expect("json"));
}

#[test]
fn entries_of_a_baseline_end_too() {
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", &page("", ""))]);
    let folder = folder.path();
    assert_eq!(fieldbook(folder, &["baseline", "write"]).status.code(), Some(0));
    let rules = |arguments: &[&str]| -> Vec<String> {
        let rule = |line: &str| line.split(['[', ']']).nth(1).map(str::to_owned);
        errors(folder, arguments).iter().filter_map(|line| rule(line)).collect()
    };
    let broken = "links/broken-internal";
    for (until, expected) in [
        (Some(TODAY), vec![]),
        (Some("2026-11-20"), vec![broken, "suppression/expired"]),
        (Some("2027-05-20"), vec![]),
        (Some("2027-05-21"), vec!["suppression/longer-than-180-days"]),
        (Some("31.01.2027"), vec![broken, "schema/wrong-type"]),
        (Some(""), vec![broken, "schema/wrong-type"]),
        (None, vec![broken, "suppression/expired"]),
    ] {
        set_end(folder, until);
        assert_eq!(rules(&[]), expected, "{until:?}");
    }
    set_end(folder, Some("2027-02-30"));
    let said = errors(folder, &[]).join("\n");
    let place =
        "fieldbook-baseline.json:9:16: error[schema/wrong-type] `until` of links/broken-internal in a.md must be";
    assert!(said.contains(place), "{said}");

    set_end(folder, None);
    git(folder, &["init", "-q", "-b", "main"]);
    assert_eq!(rules(&[]), Vec::<&str>::new(), "not committed yet");
    commit_on(folder, LAST_DAY);
    assert_eq!(rules(&[]), Vec::<&str>::new(), "its last day");
    git(folder, &["commit", "-q", "--amend", "-m", "older", "--date", &format!("{DAY_BEFORE}T12:00:00Z")]);
    assert_eq!(rules(&[]), [broken, "suppression/expired"]);
}

#[test]
fn a_fault_that_was_fixed_and_comes_back_is_reported() {
    let faulty = page("", "");
    let fixed = faulty.replace("[[pages/nowhere]]", "it");
    let folder = site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/pages/a.md", &faulty)]);
    let folder = folder.path();
    assert_eq!(fieldbook(folder, &["baseline", "write"]).status.code(), Some(0));
    git(folder, &["init", "-q", "-b", "main"]);
    commit_all(folder, "a known fault");
    assert_eq!((errors(folder, &[]), errors(folder, &["--since", "HEAD"])), (vec![], vec![]), "it is known");

    write(folder, "content/pages/a.md", &fixed);
    let gone = "error[suppression/gone] the known fault of links/broken-internal in a.md is fixed";
    let ends =
        |found: Vec<String>| found.into_iter().filter_map(|line| Some(line.split_once(": ")?.1.to_owned())).collect();
    let all = |arguments: &[&str]| -> Vec<String> { ends(errors(folder, arguments)) };
    assert_eq!(all(&[]), [gone], "the baseline cannot be left with it");
    assert_eq!(all(&["--since", "HEAD"]), [gone], "and the change that fixes it cannot leave it");
    assert_eq!(all(&["--rule", "links"]), Vec::<String>::new(), "a part of the rules says nothing about it");

    // Merged all the same: the fault is back with a later change.
    commit_all(folder, "fixed, and the baseline left");
    write(folder, "content/pages/a.md", &faulty);
    let back = "error[suppression/gone] the known fault of links/broken-internal in a.md was fixed before this change, and is back";
    let broken = "error[links/broken-internal] `pages/nowhere` does not exist";
    assert_eq!(all(&["--since", "HEAD"]), [broken, back]);
    assert_eq!(
        all(&["--since", "HEAD~1"]),
        Vec::<String>::new(),
        "a change that brings back what it removed does nothing"
    );

    // Pruned: an entry of its own is needed again.
    write(folder, "content/pages/a.md", &fixed);
    assert_eq!(fieldbook(folder, &["baseline", "prune"]).status.code(), Some(0));
    commit_all(folder, "pruned");
    assert_eq!(all(&[]), Vec::<String>::new());
    write(folder, "content/pages/a.md", &faulty);
    assert_eq!((all(&[]), all(&["--since", "HEAD"])), (vec![broken.to_owned()], vec![broken.to_owned()]));
}
