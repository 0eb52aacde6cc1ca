//! `verify --due`: what is due, one key each, keys from a pipe.

use super::{TODAY, command, git, key, leaks, read, site, text, write};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;

const PEOPLE: &str = "- id: ann\n  name: Ann Arbor\n  email: ann@example.com\n- id: bob\n  name: Bob\n";
const CARD: &str = "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nstatus: approved\nverified: 2026-11-15\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB a day.\n    topic: limit\n    source: https://docs.globex.example/limits\n    quote: Ingestion is limited\n    verified: 2026-09-20   # read\n---\n## Why we lose\n\nNo cap.[^cap]\n\nIt is slow.[^slow]\n\n[^slow]: <https://docs.globex.example/slow> \"slow\" (verified 2026-01-02)\n";
const PAGE: &str = "---\ntitle: Limits\nowner: bob\nstatus: approved\nclaims:\n  - id: soon\n    text: It is 6.\n    topic: compliance\n    source: https://e.example/6\n    verified: 2026-06-10\n  - id: old\n    text: It is 7.\n    topic: limit\n    source: https://e.example/7\n    verified: 2026-02-01\n  - id: never\n    text: It is 8.\n    source: https://e.example/8\n  - id: bare\n    text: Nothing says so.\n  - id: doubted\n    text: It is 9.\n    source: https://e.example/9\n    verified: 2026-01-01\n    challenged: {on: 2026-11-01, by: ann, reason: wrong}\n---\nText.\n";
const DEALS: &str = "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20\", \"opportunities\": [{\"id\": \"o1\", \"name\": \"One\", \"stage\": \"Open\", \"amount\": 410000, \"currency\": \"USD\", \"close_date\": \"2026-11-30\", \"competitors\": [\"Globex\"]}]}";

fn library() -> tempfile::TempDir {
    site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n[opportunities]\nsource = \"file\"\n"),
        ("people.yaml", PEOPLE),
        ("opportunities.json", DEALS),
        ("content/battlecards/globex.md", CARD),
        ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\nstatus: approved\n---\nText.\n"),
        ("content/pages/limits.md", PAGE),
    ])
}

fn walk(folder: &Path, keys: &str, more: &[&str], environment: &[(&str, &Path)]) -> (Option<i32>, String, String) {
    let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(["verify", "--due", "--today", TODAY]).args(more);
    command.env_remove("VISUAL").env_remove("EDITOR").env_remove("BROWSER").envs(environment.iter().copied());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // It may end before it read every key.
    let _ = child.stdin.take().expect("a pipe").write_all(keys.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Replaces every recorded hash by `H`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("v2:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "H" + part.get(52..).unwrap_or_default())
}

#[test]
fn what_is_exposed_comes_first_and_each_key_does_one_thing() {
    let folder = library();
    let (code, shown, said) = walk(folder.path(), "s\nx\nk\nS\n", &["--by", "ann"], &[]);
    let keys = "  s still true · o open the source · e edit · k skip · q quit\n";
    let exposed = "  1 open opportunity depends on it; the next closes on 2026-11-30, in 9 days\n";
    let expected = [
        "[1/5] battlecards/globex#slow (content/battlecards/globex.md)\n  Checked on 2026-01-02 and not since; its 30-day review interval ended on 2026-02-01.\n", exposed,
        "  It is slow.\n  “slow”\n  https://docs.globex.example/slow\n", keys,
        "  verified 2026-11-21\n",
        "[2/5] battlecards/globex#cap (content/battlecards/globex.md)\n  Checked on 2026-09-20 and not since; its 60-day review interval ended on 2026-11-19.\n", exposed,
        "  Globex stops at 5 TB a day.\n  “Ingestion is limited”\n  https://docs.globex.example/limits\n", keys, keys,
        "[3/5] pages/limits#old (content/pages/limits.md)\n  Checked on 2026-02-01 and not since; its 60-day review interval ended on 2026-04-02.\n  It is 7.\n  https://e.example/7\n", keys,
        "  verified 2026-11-21\n",
        "[4/5] pages/limits#never (content/pages/limits.md)\n  This has never been checked against its source.\n  It is 8.\n  https://e.example/8\n", keys,
        "2 verified, 1 skipped, 2 left\n",
    ]
    .concat();
    assert_eq!((code, shown.as_str(), said.as_str()), (Some(0), expected.as_str(), ""));
    let map = "{on: 2026-11-21, by: ann, hash: H}";
    let card = CARD.replace("(verified 2026-01-02)", "(verified 2026-11-21 by ann)");
    assert_eq!(read(folder.path(), "content/battlecards/globex.md"), card);
    assert_eq!(
        without_hashes(&read(folder.path(), "content/pages/limits.md")),
        PAGE.replace("verified: 2026-02-01", &format!("verified: {map}"))
    );
    let (_, shown, _) = walk(folder.path(), "", &["--by", "ann"], &[]);
    assert!(
        shown.starts_with("[1/3] battlecards/globex#cap") && shown.ends_with("0 verified, 0 skipped, 3 left\n"),
        "{shown}"
    );
}

#[test]
fn only_what_somebody_owns() {
    let folder = library();
    let names = |more: &[&str]| {
        let (code, shown, said) = walk(folder.path(), "k\nk\nk\nk\nk\nk\n", &[&["--by", "ann"], more].concat(), &[]);
        let names = shown.lines().filter_map(|line| line.strip_prefix('[')?.split(' ').nth(1));
        (code, names.map(|name| name.rsplit('#').next().unwrap_or(name).to_owned()).collect::<Vec<_>>().join(" "), said)
    };
    assert_eq!(names(&["--owner", "ann"]).1, "slow cap");
    assert_eq!(names(&["--owner", "Ann@Example.com"]).1, "slow cap");
    assert_eq!(names(&["--owner", "bob"]).1, "old never soon");
    assert_eq!(names(&["--owner", "team-x"]).1, "");
    let (code, _, said) = names(&["--owner", "anne"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(2), "fieldbook: --owner: there is no person anne in people.yaml; did you mean ann?\n")
    );
    let (code, _, said) = names(&["--owner", "me"]);
    let unset = "fieldbook: --owner me: Git has no user.email here; name the owner with --owner ID\n";
    assert_eq!((code, said.as_str()), (Some(2), unset));
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["config", "user.email", "nobody@example.com"]);
    let (code, _, said) = names(&["--owner", "me"]);
    let unknown =
        "fieldbook: --owner me: no person in people.yaml has the address nobody@example.com, Git's user.email\n";
    assert_eq!((code, said.as_str()), (Some(2), unknown));
    git(folder.path(), &["config", "user.email", "ANN@example.com"]);
    assert_eq!(names(&["--owner", "me"]).1, "slow cap");
}

#[test]
fn a_source_opens_and_an_edit_is_read_again() {
    let folder = library();
    let tool = |name: &str, body: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
        path
    };
    let opened = folder.path().join("opened");
    let browser = tool("browser", &format!("echo \"$@\" >> '{}'", opened.display()));
    let editor = tool("editor", "sed -i 's/2026-02-01/2026-11-20/; s/It is 8/It is 88/' \"$1\"");
    let environment = [("BROWSER", browser.as_path()), ("EDITOR", editor.as_path())];
    let (code, shown, _) = walk(folder.path(), "o\ne\ns\nq\n", &["--by", "ann", "--owner", "bob"], &environment);
    assert_eq!((code, read(folder.path(), "opened").as_str()), (Some(0), "https://e.example/7\n"));
    assert!(shown.contains("[1/3] pages/limits#old") && shown.contains("[1/2] pages/limits#never"), "{shown}");
    assert!(shown.contains("  It is 88.\n") && shown.ends_with("1 verified, 0 skipped, 1 left\n"), "{shown}");
    let page = read(folder.path(), "content/pages/limits.md");
    assert!(
        page.contains("It is 88.") && without_hashes(&page).matches("{on: 2026-11-21, by: ann, hash: H}").count() == 1
    );
    let (_, shown, _) = walk(folder.path(), "e\nq\n", &["--by", "ann"], &[]);
    assert!(shown.contains("  EDITOR is not set\n"), "{shown}");
}

#[test]
fn only_pages_are_opened_and_nothing_of_a_text_commands_the_terminal() {
    let folder = library();
    let opened = folder.path().join("opened");
    let browser = folder.path().join("browser");
    fs::write(&browser, format!("#!/bin/sh\necho \"$@\" >> '{}'\n", opened.display())).expect("written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("set");
    let page = format!(
        "---\ntitle: T\nowner: ann\nclaims:\n  - id: a\n    text: \"It is 5 \\e[31m\\u202E {}.\"\n    source: file:///etc/passwd\n---\nText.\n",
        key()
    );
    write(folder.path(), "content/pages/limits.md", &page);
    let (_, shown, _) = walk(folder.path(), "k\nk\no\nq\n", &["--by", "ann"], &[("BROWSER", &browser)]);
    assert!(shown.contains("pages/limits#a") && shown.contains("  it has no source page to open\n"), "{shown}");
    assert!(!opened.exists() && !leaks(&shown) && !shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    assert!(leaks(&page), "the search for leaks can find one");
}
