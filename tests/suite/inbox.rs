//! `fieldbook inbox`: what readers propose, as commits; and what is refused.

use fieldbook::corrections::base_hash;
use serde_json::{Value, json};
use snapbox::{assert_data_eq, file};
use std::fs;
use std::process::{Command, Output};

const CARD: &str = "---
title: Globex
competitor: competitors/globex
owner: ann
status: approved
claims:
  - id: scim # first
    text: Globex offers SCIM on the Enterprise plan only.
    source: https://docs.globex.example/plans
    quote: \"SCIM is available on Enterprise\"
    verified: 2026-11-02
---
## Why we win

SCIM for all.[^scim]

No daily cap. Globex stops at **5 TB** a day.[^limit]

## Why we lose

Brand.

[^limit]: <https://docs.globex.example/limits> \"Ingestion is limited to 5 TB per day\" (verified 2026-11-02)
";
const ANSWERS: &str = "---
title: Security
owner: ann
status: approved
audience: customer
---
## Is data encrypted at rest?

```yaml
id: at-rest
short_answer: yes
```

Yes. Data is encrypted with [AES-128](https://standards.example/aes) keys
in every region.

## Do you offer a bounty?

```yaml
id: bounty
```

No.
";
const FILES: [(&str, &str); 6] = [
    (
        "site.toml",
        "[site]\ntitle = \"T\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n",
    ),
    ("people.yaml", "- {id: ann, name: Ann Arbor, email: ann@example.com}\n"),
    ("deals/customers.yaml", "- {key: hooli, names: [Hooli], aliases: [Hooli Works]}\n"),
    ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\n---\nGlobex.\n"),
    ("content/battlecards/globex.md", CARD),
    ("content/answers/sec.md", ANSWERS),
];
const SCIM: &str = "Globex offers SCIM on the Enterprise plan only.";
const LIMIT: &str = "Globex stops at 5 TB a day.";
const AT_REST: &str = "Yes. Data is encrypted with AES-128 keys in every region.";

/// A site in a repository, and a folder of change files.
struct TestInbox {
    folder: tempfile::TempDir,
}

impl TestInbox {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let inbox = Self { folder };
        fs::create_dir_all(inbox.changes()).expect("made");
        for (path, text) in FILES {
            inbox.write(path, text);
        }
        inbox.git(&["init", "-q", "-b", "main"]);
        inbox.git(&["add", "."]);
        inbox.git(&["commit", "-qm", "first"]);
        inbox
    }

    fn site(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    fn changes(&self) -> std::path::PathBuf {
        self.folder.path().join("changes")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Puts a change file into the folder.
    fn put(&self, name: &str, fields: Value) {
        let mut change = json!({ "schema": "fieldbook/change/1", "day": "2026-11-21", "author": "Mia Muster" });
        let (Value::Object(all), Value::Object(fields)) = (&mut change, fields) else { panic!("objects") };
        all.extend(fields);
        self.put_text(name, &format!("{change:#}"));
    }

    fn put_text(&self, name: &str, text: &str) {
        fs::write(self.changes().join(name), text).expect("written");
    }

    fn command(program: &str) -> Command {
        let mut command = Command::new(program);
        // Nobody's own settings of Git decide what a test sees.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Owner").env(format!("GIT_{role}_EMAIL"), "owner@example.com");
            command.env(format!("GIT_{role}_DATE"), "2026-11-21T09:00:00Z");
        }
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Self::command("git").arg("-C").arg(self.site()).args(arguments).output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Self::command(env!("CARGO_BIN_EXE_fieldbook"));
        command.arg("--site").arg(self.site()).arg("inbox").arg(self.changes()).args(arguments);
        command.args(["--today", "2026-11-21"]).output().expect("it runs")
    }

    /// Runs the command and returns what it prints, with `COMMIT` for hashes, and the exit code.
    fn report(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let text = String::from_utf8(output.stdout).expect("text");
        let hash = regex::Regex::new("committed [0-9a-f]{10} ").expect("a pattern");
        format!("{}exit {}\n", hash.replace_all(&text, "committed COMMIT "), output.status.code().expect("a code"))
    }
}

/// The fields of a change to a claim of the card.
fn claim(kind: &str, id: &str, base: &str) -> Value {
    json!({ "change": kind, "entry": "battlecards/globex", "claim": id, "base": base, "base_hash": base_hash(base) })
}

/// The fields of a change to the first answer.
fn answer(kind: &str, base: &str) -> Value {
    json!({ "change": kind, "entry": "answers/sec/at-rest", "field": "standard", "base": base, "base_hash": base_hash(base) })
}

fn with(mut fields: Value, further: Value) -> Value {
    let (Value::Object(all), Value::Object(further)) = (&mut fields, further) else { panic!("objects") };
    all.extend(further);
    fields
}

#[test]
fn each_change_becomes_a_commit_and_none_is_made_twice() {
    let inbox = TestInbox::new();
    inbox.put(
        "1.json",
        with(claim("edit", "scim", SCIM), json!({ "text": "Globex offers SCIM on the Team plan too." })),
    );
    let dispute = json!({ "comment": "They sell 9 TB now.\nSigned-off-by: Nobody", "source": "https://docs.globex.example/new", "commit": "abc123" });
    inbox.put("2.json", with(claim("dispute", "limit", LIMIT), dispute));
    inbox.put(
        "3.json",
        with(
            answer("edit", AT_REST),
            json!({ "text": AT_REST.replace("every region", "each region"), "audience": "internal" }),
        ),
    );
    inbox.put("4.json", json!({ "change": "propose", "entry": "battlecards/globex", "field": "claim", "text": "Globex has no mobile app.", "source": "https://globex.example/apps" }));
    inbox.put("5.json", json!({ "change": "propose", "field": "answer", "question": "Do you support passkeys?", "text": "Yes, on every plan." }));
    inbox.put_text("notes.txt", "x");
    assert_data_eq!(inbox.report(&[]), file!["inbox/made.txt"]);
    assert_data_eq!(inbox.git(&["diff", "HEAD~5", "HEAD"]), file!["inbox/changed.txt"]);
    assert_data_eq!(
        inbox.git(&["log", "-5", "--format=%an <%ae>%n%B%(trailers:key=Proposed-by)%n--"]),
        file!["inbox/log.txt"]
    );
    assert_eq!(inbox.git(&["status", "--porcelain"]), "", "working tree and index are those of the commit");
    assert_data_eq!(inbox.report(&[]), file!["inbox/again.txt"]);
    assert_eq!(inbox.git(&["rev-list", "--count", "HEAD"]), "6\n");
}

#[test]
fn what_drifted_or_is_disputed_is_shown_and_not_made() {
    let inbox = TestInbox::new();
    inbox.put("1-edit.json", with(claim("edit", "scim", "Globex has no SCIM."), json!({ "text": "Globex has SCIM." })));
    inbox.put("2-gone.json", with(claim("edit", "gone", "It is gone."), json!({ "text": "It is back." })));
    inbox.put(
        "3-moved.json",
        with(claim("dispute", "scim", SCIM), json!({ "entry": "battlecards/old", "comment": "No." })),
    );
    inbox.put("4-again.json", with(claim("dispute", "scim", SCIM), json!({ "comment": "Another reason." })));
    inbox.put("5-link.json", with(answer("edit", AT_REST), json!({ "text": AT_REST.replace("AES-128", "AES-256") })));
    inbox.put(
        "6-known.json",
        json!({ "change": "propose", "field": "answer", "question": "Do you offer a bounty?", "text": "Yes." }),
    );
    assert_data_eq!(inbox.report(&[]), file!["inbox/drifted.txt"]);
    assert_eq!(inbox.git(&["rev-list", "--count", "HEAD"]), "2\n");
}

#[test]
fn what_must_not_come_in_is_named_and_never_shown() {
    let inbox = TestInbox::new();
    let secret = format!("ghp_{}{}", "a1B2c3D4e5F6g7H8i9", "J0k1L2m3N4o5P6q7R8");
    inbox.put("1-secret.json", with(claim("edit", "scim", SCIM), json!({ "text": format!("The token is {secret}.") })));
    inbox.put("2-hidden.json", with(claim("dispute", "scim", SCIM), json!({ "comment": "No.", "more": secret })));
    inbox.put("3-customer.json", with(claim("edit", "scim", SCIM), json!({ "text": "Hooli Works needs SCIM." })));
    inbox.put(
        "4-author.json",
        with(claim("dispute", "scim", SCIM), json!({ "comment": "No.", "author": "Kim of Hooli" })),
    );
    inbox.put(
        "5-host.json",
        with(
            answer("edit", AT_REST),
            json!({ "text": AT_REST.replace("every region.", "every region, see 10.11.12.13.") }),
        ),
    );
    let report = inbox.report(&[]);
    assert!(!report.contains(&secret[..12]) && !report.contains("Hooli"), "{report}");
    assert_data_eq!(report, file!["inbox/screened.txt"]);
    let json = inbox.run(&["--format", "json"]);
    let json = String::from_utf8(json.stdout).expect("text");
    assert!(!json.contains(&secret[..12]) && !json.contains("Hooli"), "{json}");
    assert_eq!(inbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn hostile_files_are_refused_one_by_one() {
    let inbox = TestInbox::new();
    let good = with(claim("dispute", "scim", SCIM), json!({ "comment": "No." }));
    inbox.put("01-future.json", with(good.clone(), json!({ "schema": "fieldbook/change/2" })));
    inbox.put("02-other.json", with(good.clone(), json!({ "schema": "else" })));
    inbox.put("03-fields.json", with(good.clone(), json!({ "path": "../../etc/passwd", "status": "approved" })));
    inbox.put(
        "04-types.json",
        with(good.clone(), json!({ "comment": ["a"], "day": 5, "source": "javascript:alert(1)" })),
    );
    inbox.put("05-control.json", with(good.clone(), json!({ "comment": "a\u{202E}b", "author": "a\nProposed-by: b" })));
    inbox.put("06-long.json", with(good.clone(), json!({ "comment": "x".repeat(8_001) })));
    inbox.put("07-hash.json", with(good.clone(), json!({ "base": "Globex offers SCIM." })));
    inbox.put("08-nothing.json", json!({ "change": "edit" }));
    inbox.put("09-tomorrow.json", with(good.clone(), json!({ "day": "2999-01-01" })));
    inbox.put(
        "10-traversal.json",
        with(good, json!({ "entry": "../../site", "claim": "x", "base": "y", "base_hash": base_hash("y") })),
    );
    inbox.put_text(
        "11-twice.json",
        "{\"schema\": \"fieldbook/change/1\", \"day\": \"2026-11-21\", \"day\": \"2026-11-20\"}",
    );
    inbox.put_text("12-deep.json", &"[".repeat(40_000));
    inbox.put_text("13-big.json", &format!("{{\"schema\": \"{}\"}}", "x".repeat(70_000)));
    inbox.put_text("14-empty.json", "");
    fs::write(inbox.changes().join("15-utf16.json"), b"\xFF\xFE{\0}\0").expect("written");
    fs::create_dir_all(inbox.changes().join("folder")).expect("made");
    fs::write(inbox.changes().join("folder/a.json"), "{}").expect("written");
    assert_data_eq!(inbox.report(&[]), file!["inbox/hostile.txt"]);
    assert_eq!(inbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn a_dry_run_shows_the_change_and_makes_none() {
    let inbox = TestInbox::new();
    inbox.put("a.json", with(claim("dispute", "scim", SCIM), json!({ "comment": "They have it on Team." })));
    assert_data_eq!(inbox.report(&["--dry-run"]), file!["inbox/dry_run.txt"]);
    assert_eq!(inbox.git(&["rev-list", "--count", "--all"]), "1\n");
    assert_eq!(inbox.git(&["status", "--porcelain"]), "");
    let json: Value = serde_json::from_slice(&inbox.run(&["--dry-run", "--format", "json"]).stdout).expect("JSON");
    let schema = |name: &str| -> Value {
        let mut command = TestInbox::command(env!("CARGO_BIN_EXE_fieldbook"));
        let output = command.args(["schema", name]).output().expect("it runs");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    assert!(jsonschema::is_valid(&schema("inbox"), &json), "{json:#}");
    let change = fs::read_to_string(inbox.changes().join("a.json")).expect("a text");
    assert!(jsonschema::is_valid(&schema("change"), &serde_json::from_str(&change).expect("JSON")));
}

#[test]
fn commits_go_to_another_branch_without_a_checkout() {
    let inbox = TestInbox::new();
    inbox.put("a.json", with(claim("dispute", "scim", SCIM), json!({ "comment": "No." })));
    // A file that is edited in the working tree is not touched there, nor is what is staged.
    inbox.write("content/battlecards/globex.md", &CARD.replace("Brand.", "Brand, and price."));
    assert!(inbox.report(&[]).contains("differs from the commit of the branch main"), "refused for the own branch");
    let before = inbox.git(&["status", "--porcelain"]);
    assert!(inbox.report(&["--branch", "readers/november"]).contains("1 committed to readers/november\nexit 0"));
    assert_eq!(inbox.git(&["status", "--porcelain"]), before);
    assert_eq!(inbox.git(&["diff", "--stat", "main", "readers/november"]).lines().count(), 2);
    assert!(inbox.report(&["--branch", "readers/november"]).contains("1 already applied\nexit 0"));
    let output = inbox.run(&["--branch", "-x..y"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
