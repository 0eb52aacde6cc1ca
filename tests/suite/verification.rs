//! `fieldbook verify`: whole files before and after.

use fieldbook::source::SourceFile;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CARD: &str = "\u{FEFF}---\r\n# the card\r\ntitle: 'Globex'\r\nstatus: draft\r\nclaims:\r\n  - id: limit   # why\r\n    text: Globex stops at 5 TB a day.\r\n    source: \"https://docs.globex.example/limits\"\r\n    verified: 2026-01-01   # in a call\r\n  - id: bare\r\n    text: Nothing says so.\r\n---\r\nIt is slow.[^note]\r\n\r\n[^note]: <https://docs.globex.example/p> \"slow\" (verified 2026-02-02)\r\n";
const ANSWERS: &str =
    "---\ntitle: Access\nverified: 2026-03-03\n---\n\n## Do you support SSO?\n\nYes, on every plan.\n";
const PEOPLE: &str = "- id: ann\n  name: Ann Arbor\n  email: ann@example.com\n- id: bob\n  name: Bob\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("site.toml", "[site]\ntitle = \"T\"\n"),
        ("people.yaml", PEOPLE),
        ("content/pages/globex.md", CARD),
        ("content/answers/access.md", ANSWERS),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn verify(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).arg("verify").args(arguments).args(["--today", "2026-11-21"]);
    // Nobody's own settings of Git decide what a test sees.
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    // A day in the future is refused, and the clock of the machine may be behind.
    command.env("SOURCE_DATE_EPOCH", "1795262400");
    command.output().expect("it runs")
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a text")
}

/// Replaces every recorded hash by `H`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("v2:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "H" + part.get(52..).unwrap_or_default())
}

#[test]
fn a_claim_is_verified_and_every_other_byte_stays() {
    let folder = site();
    let outcome = verify(folder.path(), &["pages/globex#limit", "--by", "ann", "--method", "read: page 3"]);
    assert_eq!(String::from_utf8_lossy(&outcome.stderr), "");
    assert_eq!(
        String::from_utf8_lossy(&outcome.stdout),
        "pages/globex#limit: verified 2026-11-21 by ann (content/pages/globex.md)\n\
         pages/globex#bare: still unsourced\npages/globex#note: still stale\n"
    );
    let map = "{on: 2026-11-21, by: ann, method: \"read: page 3\", hash: H}";
    let expected = CARD.replace("verified: 2026-01-01 ", &format!("verified: {map} "));
    assert_eq!(without_hashes(&read(folder.path(), "content/pages/globex.md")), expected);
}

#[test]
fn several_targets_in_one_file_and_one_hash() {
    let folder = site();
    let targets = ["pages/globex", "pages/globex#note", "answers/access/do-you-support-sso"];
    let outcome = verify(folder.path(), &[&targets[..], &["--by", "Ann@example.com"]].concat());
    assert_eq!(outcome.status.code(), Some(0), "{outcome:?}");
    let map = "{on: 2026-11-21, by: ann, hash: H}";
    let expected = CARD
        .replace("status: draft\r\n", &format!("status: draft\r\nverified: {map}\r\n"))
        .replace("(verified 2026-02-02)", "(verified 2026-11-21 by ann)");
    let card = read(folder.path(), "content/pages/globex.md");
    assert_eq!(without_hashes(&card), expected);
    // The parts after it depend on the names that the site knows.
    let hash = page_hash(&card)[.."v2:0123456789abcdef".len()].to_owned();
    assert!(card.contains(&hash), "the hash is that of the text as it is now");
    let later = card.replace("2026-11-21", "2026-11-22");
    assert!(page_hash(&later).starts_with(&hash), "the days of claims are not part of it");
    let fence = format!("SSO?\n\n```yaml\nverified: {map}\n```\n\nYes");
    let expected = ANSWERS.replace("SSO?\n\nYes", &fence);
    assert_eq!(without_hashes(&read(folder.path(), "content/answers/access.md")), expected);
}

/// Returns the hash of what a page with this text says.
fn page_hash(text: &str) -> String {
    let (settings, _) = fieldbook::config::read_settings(&SourceFile::new("site.toml", String::new()));
    let root = settings.roots.first().expect("a root");
    let text = text.trim_start_matches('\u{FEFF}').to_owned();
    let file = SourceFile::new("content/pages/a.md", text);
    let read = fieldbook::entry::read_entries(&file, fieldbook::entry::Context { settings: &settings, root });
    let text = fieldbook::library::checked_text(read.entries.first().expect("an entry"), None);
    fieldbook::wording::text_hash(&text, &fieldbook::wording::Vocabulary::default())
}

#[test]
fn git_says_who_checked() {
    let folder = site();
    let config = "[user]\n\temail = ann@EXAMPLE.com\n";
    let git = Command::new("git").args(["init", "-q"]).arg(folder.path()).output().expect("git runs");
    assert!(git.status.success());
    let outcome = verify(folder.path(), &["pages/globex#limit"]);
    assert!(String::from_utf8_lossy(&outcome.stderr).contains("match no person in people.yaml"), "{outcome:?}");
    fs::write(folder.path().join(".git/config"), config).expect("written");
    let outcome = verify(folder.path(), &["pages/globex#limit"]);
    assert_eq!(String::from_utf8_lossy(&outcome.stderr), "");
    assert!(read(folder.path(), "content/pages/globex.md").contains("{on: 2026-11-21, by: ann, hash: v2:"));
}

#[test]
fn what_cannot_be_verified_changes_nothing() {
    let folder = site();
    for (target, by, words) in [
        ("pages/glbex", "ann", "there is no entry pages/glbex; did you mean pages/globex?"),
        ("globex", "ann", "there is no entry globex; did you mean pages/globex?"),
        ("pages/globex#limt", "ann", "pages/globex has no claim limt; did you mean limit?"),
        ("pages/globex#bare", "ann", "pages/globex#bare: it names no source to check it against; add `source:` first"),
        ("pages/globex", "bab", "there is no person bab in people.yaml; did you mean bob?"),
    ] {
        let outcome = verify(folder.path(), &["pages/globex#limit", target, "--by", by]);
        assert_eq!(String::from_utf8_lossy(&outcome.stderr), format!("fieldbook: {words}\n"));
        assert_eq!((outcome.status.code(), read(folder.path(), "content/pages/globex.md")), (Some(2), CARD.to_owned()));
    }
}

#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = site();
    let path = folder.path().join("content/pages/globex.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).expect("set");
    assert_eq!(verify(folder.path(), &["pages/globex#limit", "--by", "ann"]).status.code(), Some(0));
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o666);
}

#[test]
fn a_place_that_a_report_prints_names_what_is_there() {
    let folder = site();
    let said = |target: &str| {
        let outcome = verify(folder.path(), &[target, "--by", "ann"]);
        let (said, failed) = (String::from_utf8_lossy(&outcome.stdout), String::from_utf8_lossy(&outcome.stderr));
        let first = said.lines().chain(failed.lines()).next().unwrap_or_default().to_owned();
        fs::write(folder.path().join("content/pages/globex.md"), CARD).expect("written");
        first
    };
    let verified = |name: &str, path: &str| format!("{name}: verified 2026-11-21 by ann ({path})");
    let card = "content/pages/globex.md";
    for (place, name) in [
        (":6:9", "pages/globex#limit"),
        (":7", "pages/globex#limit"),
        (":9:15:", "pages/globex#limit"),
        (":13", "pages/globex#note"),
        (":15:52", "pages/globex#note"),
        (":1:1", "pages/globex"),
    ] {
        assert_eq!(said(&format!("{card}{place}")), verified(name, card));
    }
    let access = "content/answers/access.md";
    assert_eq!(said(&format!("{access}:6")), verified("answers/access/do-you-support-sso", access));
    let names = "name what was checked: pages/globex, pages/globex#limit, pages/globex#bare, pages/globex#note";
    assert_eq!(said(&format!("{card}:4")), format!("fieldbook: {card}:4: no claim is on this line; {names}"));
    assert_eq!(said("content/no.md:4"), "fieldbook: content/no.md:4: no entry of the site is in content/no.md");
}

#[test]
fn a_place_below_the_top_of_the_repository_is_found_and_several_claims_there_are_not_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("kb");
    fs::create_dir_all(site.join("content/pages")).expect("made");
    fs::write(site.join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    let claim = |id: &str| format!("{{id: {id}, text: It is 5., source: 'https://e.example/', verified: 2026-01-01}}");
    let text = format!("---\ntitle: T\nclaims: [{}, {}]\n---\nText.\n", claim("one"), claim("two"));
    fs::write(site.join("content/pages/a.md"), &text).expect("written");
    let git = Command::new("git").args(["init", "-q"]).arg(folder.path()).output().expect("git runs");
    assert!(git.status.success());
    let outcome = verify(&site, &["kb/content/pages/a.md:3", "--by", "ann"]);
    let both = "several claims are at this place; name one: pages/a#one, pages/a#two";
    assert_eq!(String::from_utf8_lossy(&outcome.stderr), format!("fieldbook: kb/content/pages/a.md:3: {both}\n"));
    let column = text.lines().nth(2).and_then(|line| line.find("two")).expect("the second claim") + 1;
    let outcome = verify(&site, &[&format!("kb/content/pages/a.md:3:{column}"), "--by", "ann"]);
    let printed = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert_eq!(printed, "pages/a#two: verified 2026-11-21 by ann (content/pages/a.md)\npages/a#one: still stale\n");
    let outcome = verify(&site, &["pages/a#one", "--by", "ann"]);
    let printed = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert_eq!(printed, "pages/a#one: verified 2026-11-21 by ann (content/pages/a.md)\n", "nothing is left");
}

#[test]
fn a_day_that_has_not_come_and_an_owner_that_nothing_has_are_refused() {
    let folder = site();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(folder.path()).arg("verify").args(arguments);
        command.env("SOURCE_DATE_EPOCH", "1795262400").stdin(std::process::Stdio::null());
        let outcome = command.output().expect("it runs");
        (outcome.status.code(), String::from_utf8_lossy(&outcome.stderr).into_owned())
    };
    let tomorrow = run(&["pages/globex#limit", "--by", "ann", "--today", "2026-11-22"]);
    assert_eq!(tomorrow, (Some(2), "fieldbook: --today 2026-11-22 is in the future; today is 2026-11-21\n".to_owned()));
    assert_eq!(read(folder.path(), "content/pages/globex.md"), CARD);
    assert_eq!(run(&["pages/globex#limit", "--by", "ann", "--today", "2026-11-21"]).0, Some(0));
    let unknown = "fieldbook: --owner: no person in people.yaml and no owner of an entry is called field-team\n";
    let due = ["--due", "--by", "ann", "--owner"];
    assert_eq!(run(&[&due[..], &["field-team"]].concat()), (Some(2), unknown.to_owned()));
    let near = run(&[&due[..], &["bobb"]].concat());
    assert_eq!((near.0, near.1.ends_with("is called bobb; did you mean bob?\n")), (Some(2), true), "{near:?}");
    let path = folder.path().join("content/pages/globex.md");
    let owned = CARD.replace("status: draft", "status: draft\r\nowner: '@field-team'");
    fs::write(path, owned).expect("written");
    assert_eq!(run(&[&due[..], &["field-team"]].concat()).0, Some(0), "a team owns an entry");
}
