//! A site that is a demonstration: `demo = true` with `as_of` in `site.toml`.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CARD: &str = "---\ntitle: Limits\nstatus: approved\nowner: ann\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB.\n    topic: limit\n    source: https://docs.globex.example/limits\n    verified: 2020-03-01\n---\nThey stop at 5 TB.[^cap]\n";
const DEMO: &str = "[site]\ndemo = true\nas_of = \"2020-03-10\"\n";

fn site(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    fs::write(folder.path().join("content/pages/limits.md"), CARD).expect("written");
    fs::write(folder.path().join("site.toml"), settings).expect("written");
    folder
}

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").output().expect("it runs")
}

/// Returns the exit code, and what was printed on both channels.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = fieldbook(folder, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

const NOTE: &str =
    "note: demonstration: states are computed as of 2020-03-10 (`as_of` in site.toml), not as of today\n";

#[test]
fn a_check_judges_as_of_the_day_of_the_demonstration_and_says_so() {
    let folder = site(DEMO);
    let (code, out, err) = run(folder.path(), &["check"]);
    let said = "demonstration: states are computed as of 2020-03-10 (`as_of` in site.toml), not as of today\n";
    let claims = "1 claim: 1 current";
    assert_eq!(
        (code, out, err.as_str()),
        (Some(0), format!("no findings in 1 entry; a build publishes the site\n{claims}\n{said}"), NOTE)
    );
    // The same site without the two lines is judged for the present day.
    let plain = site("");
    let (code, out, err) = run(plain.path(), &["check", "--format", "concise"]);
    assert_eq!((code, out.contains("freshness/stale-claim"), err.as_str()), (Some(1), true, ""));
}

#[test]
fn json_and_the_list_of_what_is_due_say_it() {
    let folder = site(DEMO);
    for arguments in [&["check", "--format", "json"][..], &["check", "--due", "--format", "json"]] {
        let (code, out, err) = run(folder.path(), arguments);
        let report: Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!((code, err.as_str()), (Some(0), NOTE));
        assert_eq!((&report["today"], &report["demonstration"]), (&json!("2020-03-10"), &json!("2020-03-10")));
    }
    for arguments in
        [&["check", "--due"][..], &["check", "--due", "--format", "markdown"], &["check", "--format", "markdown"]]
    {
        let (_, out, _) = run(folder.path(), arguments);
        assert!(out.contains("demonstration: states are computed as of 2020-03-10"), "{out}");
    }
    let plain = site("");
    let (_, out, _) = run(plain.path(), &["check", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON")["demonstration"], Value::Null);
}

#[test]
fn the_option_overrides_the_demonstration_and_is_named() {
    let folder = site(DEMO);
    let (code, out, err) = run(folder.path(), &["check", "--format", "json", "--today", "2020-06-01"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, Some(1));
    assert_eq!((&report["today"], &report["demonstration"]), (&json!("2020-06-01"), &json!("2020-03-10")));
    assert_eq!(
        err,
        "note: demonstration: states are computed as of 2020-06-01 (--today), not as of 2020-03-10 (`as_of` in site.toml)\n"
    );
}

#[test]
fn every_page_says_it_and_carries_the_day_for_the_scripts() {
    let folder = site(DEMO);
    let banner = |arguments: &[&str]| {
        let (code, _, err) = run(folder.path(), &[&["build"], arguments].concat());
        assert_eq!(code, Some(0), "{err}");
        let pages = pages(&folder.path().join("public"));
        let banner = |page: &String| {
            let line = page.lines().find(|line| line.contains("class=\"pinned\"")).map(str::to_owned);
            (page.lines().nth(1).map(str::to_owned), line)
        };
        let first = banner(&pages[0]);
        assert!(pages.len() > 20 && pages.iter().all(|page| banner(page) == first), "{first:?}");
        first
    };
    let expected = |day: &str, than: &str| {
        let line = format!(
            "<p class=\"pinned\" role=\"note\">Demonstration: states are shown as of <b>{day}</b>, not as of {than}.</p>"
        );
        (Some(format!("<html lang=\"en\" data-as-of=\"{day}\">")), Some(line))
    };
    assert_eq!(banner(&[]), expected("2020-03-10", "today"));
    let overridden = banner(&["--today", "2020-03-20"]);
    assert_eq!(overridden, expected("2020-03-20", "2020-03-10, the day of the demonstration"));
}

/// Returns every page below `folder` but redirects.
fn pages(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let pages = files.filter(|file| file.path().extension().is_some_and(|end| end == "html"));
    let texts = pages.map(|file| fs::read_to_string(file.path()).expect("a page"));
    texts.filter(|text| !text.contains("http-equiv=\"refresh\"")).collect()
}

#[test]
fn a_build_for_outsiders_is_refused() {
    let folder = site(&DEMO.replace("[site]", "[defaults.pages]\naudience = \"public\"\n[site]"));
    let reason = "held by demonstration: the site is a demonstration (`demo` in site.toml), and readers of the audience \
        `customer` are outside the company; build it with --audience internal, or remove `demo` and `as_of`\n";
    // Another day on the command line changes nothing of that.
    for day in [&[][..], &["--today", "2020-03-10"], &["--today", "2020-03-20"]] {
        let (code, _, err) = run(folder.path(), &[&["build", "--audience", "customer"], day].concat());
        assert_eq!((code, err.ends_with(&format!("nothing was published\n{reason}"))), (Some(1), true), "{err}");
        assert!(!folder.path().join("public").exists());
    }
    let (code, out, _) = run(folder.path(), &["check", "--audience", "customer"]);
    assert_eq!((code, out.contains(reason)), (Some(1), true), "{out}");
    // Both sides of the border.
    assert_eq!(run(folder.path(), &["build", "--audience", "partner"]).0, Some(1));
    assert_eq!(run(folder.path(), &["build", "--audience", "internal"]).0, Some(0));
}

#[test]
fn one_setting_without_the_other_is_a_finding_and_pins_nothing() {
    let missing =
        |key: &str, why: &str| format!("site.toml:1:1: error[schema/missing-field] `site.{key}` is missing: {why}\n");
    let no_day = missing("as_of", "a demonstration (`demo = true`) names the day as of which states are computed");
    let no_demo =
        missing("demo", "`as_of` has an effect only in a demonstration; write `demo = true`, or remove `as_of`");
    let no_date =
        "site.toml:3:9: error[schema/wrong-type] `site.as_of` must be a valid date, as `YYYY-MM-DD`\n".to_owned();
    let no_bool = "site.toml:2:8: error[schema/wrong-type] `site.demo` must be `true` or `false`\n".to_owned();
    for (settings, expected) in [
        ("[site]\ndemo = true\n", no_day),
        ("[site]\nas_of = 2020-03-10\n", no_demo.clone()),
        ("[site]\ndemo = false\nas_of = 2020-03-10\n", no_demo),
        ("[site]\ndemo = true\nas_of = \"spring\"\n", no_date),
        ("[site]\ndemo = \"yes\"\nas_of = 2020-03-10\n", no_bool),
    ] {
        let folder = site(settings);
        let (code, out, err) = run(folder.path(), &["check", "--format", "concise"]);
        let of_settings: String = out.split_inclusive('\n').filter(|line| line.starts_with("site.toml")).collect();
        assert_eq!((code, of_settings), (Some(1), expected), "{settings}");
        assert!(out.contains("freshness/stale-claim") && !err.contains("demonstration"), "{settings}: {out}{err}");
    }
    let folder = site("[site]\ndemo = false\n");
    assert!(!run(folder.path(), &["check", "--format", "concise"]).1.contains("site.toml"));
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    assert!(command.output().expect("git runs").status.success());
}

#[test]
fn a_change_that_makes_a_site_a_demonstration_is_reported() {
    let since = |before: &str, now: &str| {
        let folder = site(before);
        git(folder.path(), &["init", "-q"]);
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-q", "-m", "one"]);
        fs::write(folder.path().join("site.toml"), now).expect("written");
        run(folder.path(), &["check", "--since", "HEAD", "--format", "concise", "--no-cache"]).1
    };
    let moved = |day: &str| DEMO.replace("2020-03-10", day);
    let found = |words: &str| format!("site.toml:3:9: warning[evidence/weakened] {words}\n");
    assert_eq!(
        since("", DEMO),
        found("this change makes the site a demonstration: states are computed as of 2020-03-10 on every day")
    );
    assert_eq!(
        since(DEMO, &moved("2020-03-09")),
        found("`as_of` of the demonstration moves back from 2020-03-10 to 2020-03-09")
    );
    for (before, now) in [(DEMO, DEMO), (DEMO, moved("2020-03-11").as_str())] {
        assert_eq!(since(before, now), "");
    }
}
