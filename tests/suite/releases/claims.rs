//! What releases of feeds mean for a site: findings, pages, private roots, commits.

use super::formats::feeds;
use super::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CAPABILITIES: &str =
    "- {id: provisioning, name: User provisioning, synonyms: [SCIM]}\n- {id: search, name: Search}\n";
const CARD: &str = "---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\nowner: ann\nclaims:\n  - id: no-scim\n    text: Globex offers no SCIM provisioning.\n    capability: provisioning\n    source: https://docs.globex.example/plans\n    verified: 2026-11-02\n---\nText.[^no-scim]\n";
const GLOBEX: &str = "---\nname: Globex\nstatus: approved\naudience: customer\nowner: ann\nfeeds: [https://www.globex.example/news/feed]\n---\nText.\n";

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let settings =
        "[site]\ntitle = \"T\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    let all = [
        ("site.toml", settings),
        ("people.yaml", "- id: ann\n  name: Ann Arbor\n"),
        ("capabilities.yaml", CAPABILITIES),
        ("content/competitors/globex.md", GLOBEX),
        ("content/battlecards/globex.md", CARD),
        ("deals/readme.md", "---\ntitle: Deals\n---\nText.\n"),
    ];
    for (path, text) in all.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(arguments);
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("SOURCE_DATE_EPOCH", "1795262400");
    command.output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Returns the findings about releases, one a line.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let arguments = [
        &[
            "check",
            "--format",
            "concise",
            "--rule",
            "evidence/newer-release",
            "--rule",
            "evidence/unreadable-record",
            "--today",
            "2026-11-20",
        ],
        more,
    ]
    .concat();
    let lines = text(&run(folder, &arguments).stdout);
    lines.lines().filter(|line| line.contains("evidence/")).map(str::to_owned).collect()
}

/// Returns the text of the file of Globex after a feed was read on 2026-11-10.
fn file_of(feed: &str) -> String {
    let file = ReleaseFile::new("competitors/globex");
    file.after(FEED, &entries(feed), Validators::default(), day("2026-11-10")).file.text().expect("a text")
}

/// Row 47 of the acceptance table.
#[test]
fn a_release_in_any_format_makes_the_claims_on_its_capability_due() {
    let expected = "content/battlecards/globex.md:11:15: warning[evidence/newer-release] the claim `no-scim` was checked on 2026-11-02, and the title of a release of 2026-11-03 in a feed names its capability: SCIM for all plans";
    for (name, feed) in feeds() {
        let folder = site(&[("evidence/releases/globex.jsonl", &file_of(&feed))]);
        assert_eq!(found(folder.path(), &[]), [expected], "{name}");
        // The control: a check on the day of the release.
        fs::write(folder.path().join("content/battlecards/globex.md"), CARD.replace("2026-11-02", "2026-11-03"))
            .unwrap();
        assert_eq!(found(folder.path(), &[]), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_person_settles_a_release_with_the_command_or_with_a_word() {
    let folder = site(&[("evidence/releases/globex.jsonl", &file_of(&feeds()[0].1))]);
    let folder = folder.path();
    let listed = text(&run(folder, &["check", "--due", "--today", "2026-11-20"]).stdout);
    assert!(listed.contains("Globex announced “SCIM for all plans” on 2026-11-03"), "{listed}");
    let help = text(&run(folder, &["check", "--rule", "evidence/newer-release", "--today", "2026-11-20"]).stdout);
    assert!(help.contains("Read https://www.globex.example/news/scim; if the claim still holds, run `fieldbook verify battlecards/globex#no-scim`."), "{help}");
    let id = help.split("add `id: ").nth(1).and_then(|rest| rest.split('`').next()).expect("an id").to_owned();
    let written = GLOBEX.replace("---\nText", &format!("releases: [{{id: {id}, capabilities: []}}]\n---\nText"));
    fs::write(folder.join("content/competitors/globex.md"), written).unwrap();
    assert_eq!(found(folder, &[]), Vec::<String>::new());
    fs::write(folder.join("content/competitors/globex.md"), GLOBEX).unwrap();
    assert_eq!(found(folder, &[]).len(), 1);
    let verified = run(folder, &["verify", "battlecards/globex#no-scim", "--by", "ann", "--today", "2026-11-20"]);
    assert!(verified.status.success(), "{}", text(&verified.stderr));
    assert_eq!(found(folder, &[]), Vec::<String>::new());
}

#[test]
fn a_name_that_only_the_summary_has_is_information_and_a_new_synonym_counts_at_once() {
    let feed = "<rss><channel><item><guid>1</guid><title>News</title><description>With SCIM and groups</description><pubDate>3 Nov 2026</pubDate></item></channel></rss>";
    let folder = site(&[("evidence/releases/globex.jsonl", &file_of(feed))]);
    let folder = folder.path();
    let lines = found(folder, &[]);
    assert!(
        lines.len() == 1 && lines[0].contains(" info[") && lines[0].contains("the summary of a release"),
        "{lines:?}"
    );
    fs::write(folder.join("capabilities.yaml"), CAPABILITIES.replace("SCIM", "directory sync")).unwrap();
    assert_eq!(found(folder, &[]), Vec::<String>::new());
    fs::write(folder.join("capabilities.yaml"), CAPABILITIES.replace("SCIM", "groups")).unwrap();
    assert_eq!(found(folder, &[]).len(), 1);
}

#[test]
fn damaged_lines_and_files_of_no_competitor_are_findings() {
    let file = file_of(&feeds()[0].1);
    let lines: Vec<&str> = file.lines().collect();
    let conflict = format!("{}\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> evidence\n", lines[0], lines[1], lines[2]);
    let other = file.replacen("competitors/globex", "competitors/initech", 1);
    let folder = site(&[("evidence/releases/globex.jsonl", &conflict), ("evidence/releases/initech.jsonl", &other)]);
    let lines = found(folder.path(), &[]);
    let places: Vec<&str> = lines.iter().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(
        places,
        [
            "content/battlecards/globex.md:11:15",
            "evidence/releases/globex.jsonl:2:1",
            "evidence/releases/globex.jsonl:4:1",
            "evidence/releases/globex.jsonl:6:1",
            "evidence/releases/initech.jsonl:1:1",
        ],
        "{lines:?}"
    );
    assert!(
        lines[4]
            .contains("the releases are those of `competitors/initech`, and no competitor of this root has that id")
    );
}

#[test]
fn capabilities_of_a_private_root_are_named_for_its_own_competitors_alone() {
    let file = file_of(&feeds()[0].1);
    let listed = |path: &str| {
        let synonyms = "- {id: provisioning, name: User provisioning}\n";
        let folder = site(&[("evidence/releases/globex.jsonl", &file), ("capabilities.yaml", synonyms)]);
        let path = folder.path().join(path);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + "- {id: provisioning, name: SCIM}\n").expect("written");
        found(folder.path(), &[]).len()
    };
    assert_eq!((listed("deals/capabilities.yaml"), listed("capabilities.yaml")), (0, 1));
    let initech = |text: &str| text.replace("Globex", "Initech").replace("competitors/globex", "competitors/initech");
    let folder = site(&[
        ("capabilities.yaml", "[]\n"),
        ("deals/capabilities.yaml", CAPABILITIES),
        ("deals/competitors/initech.md", &initech(GLOBEX)),
        ("deals/battlecards/initech.md", &initech(CARD)),
        ("deals/evidence/releases/initech.jsonl", &initech(&file)),
    ]);
    let lines = found(folder.path(), &[]);
    assert!(lines.len() == 1 && lines[0].starts_with("deals/battlecards/initech.md:11:15: warning"), "{lines:?}");
}

/// Builds the site and returns the text of every page and list.
fn built(folder: &Path, audience: &str) -> String {
    let out = folder.join(format!("out-{audience}"));
    let output = run(
        folder,
        &["build", "--audience", audience, "--output", out.to_str().expect("a path"), "--today", "2026-11-20"],
    );
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    let mut all = String::new();
    for file in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap) {
        let is_text =
            ["html", "json", "xml", "txt"].iter().any(|end| file.path().extension().is_some_and(|own| own == *end));
        if is_text {
            all.push_str(&fs::read_to_string(file.path()).unwrap());
        }
    }
    all
}

#[test]
fn the_page_of_the_competitor_shows_releases_and_a_private_root_keeps_its_own() {
    let private = GLOBEX.replace("Globex", "Initech");
    let secret = file_of(&feeds()[0].1)
        .replace("competitors/globex", "competitors/initech")
        .replace("SCIM for all plans", "Quiet SCIM launch");
    let folder = site(&[
        ("evidence/releases/globex.jsonl", &file_of(&feeds()[0].1)),
        ("deals/competitors/initech.md", &private),
        ("deals/evidence/releases/initech.jsonl", &secret),
    ]);
    let folder = folder.path();
    assert_eq!(found(folder, &[]).len(), 1);
    let inside = built(folder, "internal");
    assert!(inside.contains("Quiet SCIM launch") && inside.contains("SCIM for all plans"));
    for shown in ["from the feed", "Check soon, the release names their capability:", "Faster search"] {
        assert!(inside.contains(shown), "{shown}");
    }
    let outside = built(folder, "customer");
    assert!(!outside.contains("Quiet SCIM launch") && outside.contains("SCIM for all plans"));
    // A file in the wrong root is of no competitor there.
    fs::rename(folder.join("deals/evidence"), folder.join("moved")).unwrap();
    fs::rename(folder.join("moved/releases/initech.jsonl"), folder.join("evidence/releases/initech.jsonl")).unwrap();
    assert!(
        found(folder, &[])[1].contains(
            "evidence/releases/initech.jsonl:1:1: error[evidence/unreadable-record] the releases are those of"
        )
    );
    fs::remove_dir_all(folder.join("out-internal")).unwrap();
    assert!(!built(folder, "internal").contains("Quiet SCIM launch"));
}

/// Texts of feeds that would do harm if a page, a report or a terminal took them for its own.
const HOSTILE: [&str; 5] = [
    "SCIM <script>alert(1)</script><img src=x onerror=alert(2)>",
    "SCIM \u{1b}]0;owned\u{7}\u{1b}[31m \u{202e}txt",
    "SCIM {{ config }} {% include \"x\" %}",
    "SCIM\n::error file=x::owned",
    "SCIM | =cmd|' /C calc'!A0 | [x](javascript:alert(3)) `code`",
];

#[test]
fn hostile_titles_stay_text_in_files_reports_and_pages() {
    for title in HOSTILE {
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "title": title, "url": "https://www.globex.example/1", "date_published": "2026-11-03"}],
        });
        let file = file_of(&feed.to_string());
        assert_eq!(file.lines().count(), 2, "{file}");
        assert!(
            !file.contains("\\u001b") && !file.chars().any(|symbol| matches!(symbol, '\u{1b}' | '\u{202e}')),
            "{file}"
        );
        // The same text in a file that somebody wrote.
        let raw = serde_json::to_string(title).expect("a text");
        let line = file.lines().nth(1).expect("a line");
        let (before, rest) = line.split_once("\"title\":").expect("a title");
        let after = rest.split_once(",\"url\"").expect("a url").1;
        let edited = format!("{}\n{before}\"title\":{raw},\"url\"{after}\n", file.lines().next().expect("a head"));
        for file in [file.clone(), edited] {
            let folder = site(&[("evidence/releases/globex.jsonl", &file)]);
            for format in ["full", "concise", "github", "markdown", "json", "jsonl", "sarif", "gitlab", "junit"] {
                let arguments =
                    ["check", "--format", format, "--rule", "evidence/newer-release", "--today", "2026-11-20"];
                let report = text(&run(folder.path(), &arguments).stdout);
                assert!(report.contains("SCIM"), "{format}: {report}");
                assert!(!report.chars().any(|symbol| matches!(symbol, '\u{1b}' | '\u{7}' | '\u{202e}')), "{format}");
                assert!(!report.lines().any(|line| line.starts_with("::error file=x")), "{format}");
            }
            let pages = built(folder.path(), "internal");
            for harm in ["<script>alert(1)", "<img src=x", "href=\"javascript:", "\u{202e}", "\u{1b}"] {
                assert!(!pages.contains(harm), "{title}: {harm}");
            }
            assert!(pages.contains("from the feed"), "{title}");
        }
    }
}

#[test]
fn a_change_that_adds_a_release_is_judged_since_a_commit() {
    let folder = site(&[]);
    let folder = folder.path();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        assert!(command.output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "site"]);
    fs::create_dir_all(folder.join("evidence/releases")).unwrap();
    fs::write(folder.join("evidence/releases/globex.jsonl"), file_of(&feeds()[0].1)).unwrap();
    assert_eq!(found(folder, &["--since", "HEAD"]).len(), 1);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "evidence"]);
    assert_eq!(found(folder, &["--since", "HEAD"]), Vec::<String>::new());
    assert_eq!(found(folder, &["--since", "HEAD~1"]).len(), 1);
}
