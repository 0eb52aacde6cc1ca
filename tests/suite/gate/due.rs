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
    let keys = "  s still true · o open the page · e edit · k skip · q quit\n";
    let exposed = "  1 open opportunity depends on it; the next closes on 2026-11-30, in 9 days\n";
    let expected = [
        "Page 1 of 5: https://docs.globex.example/slow (1 to re-check)\n",
        "[1/5] battlecards/globex#slow (content/battlecards/globex.md)\n  Checked on 2026-01-02 and not since; its 30-day review interval ended on 2026-02-01.\n", exposed,
        "  It is slow.\n  “slow”\n  https://docs.globex.example/slow\n", keys,
        "  1 verified 2026-11-21, 1 file written\n",
        "Page 2 of 5: https://docs.globex.example/limits (1 to re-check)\n",
        "[2/5] battlecards/globex#cap (content/battlecards/globex.md)\n  Checked on 2026-09-20 and not since; its 60-day review interval ended on 2026-11-19.\n", exposed,
        "  Globex stops at 5 TB a day.\n  “Ingestion is limited”\n  https://docs.globex.example/limits\n", keys, keys,
        "Page 3 of 5: https://e.example/7 (1 to re-check)\n",
        "[3/5] pages/limits#old (content/pages/limits.md)\n  Checked on 2026-02-01 and not since; its 60-day review interval ended on 2026-04-02.\n  It is 7.\n  https://e.example/7\n", keys,
        "  1 verified 2026-11-21, 1 file written\n",
        "Page 4 of 5: https://e.example/8 (1 to re-check)\n",
        "[4/5] pages/limits#never (content/pages/limits.md)\n  This has never been checked against its source.\n  It is 8.\n  https://e.example/8\n", keys,
        "2 of 2 were verified without opening their page here\n",
        "2 more that no re-check helps: 1 without a source, 1 disputed; `fieldbook check --due` lists them\n",
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
        shown.contains("\n[1/3] battlecards/globex#cap") && shown.ends_with("0 verified, 0 skipped, 3 left\n"),
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
        (
            Some(2),
            "fieldbook: --owner: no person in people.yaml and no owner of an entry is called anne; did you mean ann?\n"
        )
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

/// A card with four claims, two of them on the same page in other words, and one entry that is due itself.
const SHARED: &str = "---\ntitle: Globex\ncompetitor: Globex\nowner: ann\nstatus: approved\nverified: 2026-01-01\nclaims:\n  - {id: a, text: A is 1., source: \"https://Docs.globex.example:443/limits/#top\", quote: \"A, is-1\", verified: 2026-01-01}\n  - {id: b, text: B is 2., source: \"https://docs.globex.example/other\", verified: 2026-01-01}\n---\nIt is 3.[^c]\n\n[^c]: <https://docs.globex.example/limits> \"one two three four five six seven eight nine ten one two three four five six 17\" (verified 2026-01-01)\n";

#[test]
fn a_page_is_opened_once_for_all_its_quotes_and_written_once() {
    let folder = site(&[
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("people.yaml", PEOPLE),
        ("content/battlecards/globex.md", SHARED),
        (
            "content/pages/more.md",
            "---\ntitle: More\nclaims:\n  - {id: d, text: D is 4., source: \"http://docs.globex.example/limits\", quote: \"[Globex] is 4\", verified: 2026-01-01}\n---\nText.\n",
        ),
    ]);
    let opened = folder.path().join("opened");
    let browser = folder.path().join("browser");
    let script = format!(
        "#!/bin/sh\necho \"$@\" >> '{0}'\ngrep -c 2026-11-21 '{1}' >> '{0}'\n",
        opened.display(),
        folder.path().join("content/battlecards/globex.md").display()
    );
    fs::write(&browser, script).expect("written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("set");
    let (code, shown, said) =
        walk(folder.path(), "o\ns\ns\no\ns\no\ns\no\ns\n", &["--by", "ann"], &[("BROWSER", &browser)]);
    let lines: Vec<&str> = shown
        .lines()
        .filter(|line| {
            line.starts_with("Page")
                || line.starts_with('[')
                || line.contains("written")
                || line.starts_with("  it has")
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Page 1 of 3: https://Docs.globex.example:443/limits/#top (3 to re-check)",
            "[1/5] battlecards/globex#a (content/battlecards/globex.md)",
            "[2/5] battlecards/globex#c (content/battlecards/globex.md)",
            "[3/5] pages/more#d (content/pages/more.md)",
            "  3 verified 2026-11-21, 2 files written",
            "Page 2 of 3: https://docs.globex.example/other (1 to re-check)",
            "[4/5] battlecards/globex#b (content/battlecards/globex.md)",
            "  1 verified 2026-11-21, 1 file written",
            "Page 3 of 3: no source page (1 to re-check)",
            "[5/5] battlecards/globex (content/battlecards/globex.md)",
            "  it has no source page to open",
            "  1 verified 2026-11-21, 1 file written",
        ]
    );
    assert!(
        shown.ends_with("\n5 verified, 0 skipped, 0 left\n") && said.is_empty() && code == Some(0),
        "{shown}{said}"
    );
    let marked = "https://Docs.globex.example:443/limits/#top:~:text=A%2C%20is%2D1&text=one%20two%20three%20four%20five%20six,two%20three%20four%20five%20six%2017";
    // Nothing of the first page was written while it was open.
    assert_eq!(
        read(folder.path(), "opened"),
        format!("{marked}\n0\n{marked}\n0\nhttps://docs.globex.example/other\n2\n")
    );
}

#[test]
fn a_page_is_written_as_a_whole_or_not_at_all() {
    let folder = library();
    let (editor, other) = (folder.path().join("editor"), folder.path().join("content/battlecards/globex.md"));
    // The browser changes the file after it was read.
    fs::write(&editor, format!("#!/bin/sh\necho >> '{}'\n", other.display())).expect("written");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("set");
    let (code, shown, said) = walk(folder.path(), "o\ns\n", &["--by", "ann"], &[("BROWSER", &editor)]);
    assert_eq!(code, Some(2), "{shown}");
    assert!(
        said.contains("changed since it was read")
            && said.ends_with("; re-checks of this page that were not recorded: 1\n"),
        "{said}"
    );
    assert_eq!(read(folder.path(), "content/battlecards/globex.md"), format!("{CARD}\n"));
}

#[test]
fn a_hundred_claims_on_25_pages_take_125_keys() {
    let mut files = vec![
        ("site.toml".to_owned(), "[site]\ntitle = \"T\"\n".to_owned()),
        ("people.yaml".to_owned(), PEOPLE.to_owned()),
    ];
    for card in 0..10 {
        let claim = |index: usize| {
            let page = (card * 10 + index) % 25;
            format!(
                "  - {{id: c{index}, text: It is {index}., source: \"https://docs.globex.example/{page}\", quote: It is {index}, verified: 2026-01-01}}\n"
            )
        };
        let claims: String = (0..10).map(claim).collect();
        files.push((
            format!("content/pages/p{card}.md"),
            format!("---\ntitle: T\nowner: ann\nclaims:\n{claims}---\nText.\n"),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = site(&files);
    let keys = "o\ns\ns\ns\ns\n".repeat(25);
    assert_eq!(keys.lines().count(), 125);
    let browser = Path::new("true");
    let (code, shown, said) = walk(folder.path(), &keys, &["--by", "ann", "--owner", "ann"], &[("BROWSER", browser)]);
    assert_eq!((code, shown.lines().last(), said.as_str()), (Some(0), Some("100 verified, 0 skipped, 0 left"), ""));
    assert!(!shown.contains("without opening"), "each page was opened before its quotes were confirmed");
    assert_eq!(shown.matches("Page ").count(), 25);
    let (_, shown, _) = walk(folder.path(), "", &["--by", "ann"], &[]);
    assert_eq!(shown, "nothing is due\n0 verified, 0 skipped, 0 left\n");
    // The control: one key less, and one claim is left.
    let folder = site(&files);
    let (_, shown, _) =
        walk(folder.path(), keys.strip_suffix("s\n").expect("keys"), &["--by", "ann"], &[("BROWSER", browser)]);
    assert_eq!(shown.lines().last(), Some("99 verified, 0 skipped, 1 left"));
}
