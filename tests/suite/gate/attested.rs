//! `attestation`: forged histories, none of which counts, and honest ones, all of which do.

use super::{command, fieldbook, git, read, text, write};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;

const PEOPLE: &str = "\
- {id: ann, name: Ann Example, email: ann@example.com, roles: [sme, Security]}
- {id: bob, name: Bob Example, email: bob@example.com, roles: [sme]}
- {id: cid, name: Cid Example, email: cid@example.com, active_until: 2026-06-30}
- {id: dee, name: Dee Example}
- {id: eve, name: Eve Example, email: pair@example.com}
- {id: fay, name: Fay Example, email: Pair@example.com}
- {id: gus, name: Gus Example, email: ' '}
";

/// Says that Bob is Ann.
const MAILMAP: &str = "Ann Example <ann@example.com> <bob@example.com>";

/// How a commit follows the ones before it.
#[derive(Clone, Copy)]
enum Place {
    /// After the last.
    Next,
    /// On a branch that is never merged.
    Aside,
    /// As a merge of the last and the first.
    Merge,
}

/// One commit: who wrote it, who made it, its day, message and place, and the fields of its page; empty fields remove
/// `verified`.
#[derive(Clone, Copy)]
struct Step {
    author: &'static str,
    committer: &'static str,
    day: &'static str,
    message: &'static str,
    place: Place,
    fields: &'static str,
}

const ANN: &str = "Ann Example <ann@example.com>";
const BOB: &str = "Bob Example <bob@example.com>";
const CID: &str = "Cid Example <cid@example.com>";
const FORGE: &str = "GitHub <noreply@github.example>";
const DATE: &str = "verified: {on: 2026-11-01, by: ann}";

/// A commit of `fields` by one person on the day after the check.
const fn by(author: &'static str, fields: &'static str) -> Step {
    Step { author, committer: author, day: "2026-11-02", message: "x", place: Place::Next, fields }
}

/// A history of one page, and a part of the reason why it does not count; empty if it does.
struct History {
    name: &'static str,
    steps: &'static [Step],
    expected: &'static str,
}

const fn history(name: &'static str, steps: &'static [Step], expected: &'static str) -> History {
    History { name, steps, expected }
}

const OTHER_AUTHOR: &str = "was written by";
const OTHER_COMMITTER: &str = "unknown: the commit that introduced it was made by";
const SEVERAL: &str = "several authors";

const HISTORIES: &[History] = &[
    history("honest", &[by(ANN, DATE)], ""),
    history("honest, in other letters", &[by("ANN <Ann@EXAMPLE.com>", DATE)], ""),
    history("honest, named by address", &[by(ANN, "verified: {on: 2026-11-01, by: ann@example.com}")], ""),
    history("honest, on the day itself", &[Step { day: "2026-11-01", ..by(ANN, DATE) }], ""),
    history("honest, in an earlier time zone", &[Step { day: "2026-10-31", ..by(ANN, DATE) }], ""),
    history(
        "honest, and edited by another person",
        &[by(ANN, DATE), by(BOB, "verified: {on: 2026-11-01, by: ann}\ntags: [a]")],
        "",
    ),
    history("honest, after a forged one", &[by(BOB, "verified: {on: 2026-10-01, by: ann}"), by(ANN, DATE)], ""),
    history(
        "honest, a co-author who is the same",
        &[Step { message: "x\n\nCo-authored-by: Ann <ann@example.com>", ..by(ANN, DATE) }],
        "",
    ),
    history(
        "honest, while still active",
        &[Step { day: "2026-06-30", ..by(CID, "verified: {on: 2026-06-30, by: cid}\nreview_every: 9y") }],
        "",
    ),
    history("honest approval", &[by(ANN, "approvals: [{role: security, by: ann, on: 2026-11-01}]")], ""),
    history("honest approval, by the roles of the person", &[by(ANN, "approvals: [{by: ann, on: 2026-11-01}]")], ""),
    history("another person", &[by(BOB, DATE)], OTHER_AUTHOR),
    history("a stranger", &[by("M <m@example.net>", DATE)], OTHER_AUTHOR),
    history("the name with another address", &[by("Ann Example <bob@example.com>", DATE)], OTHER_AUTHOR),
    history("a longer domain", &[by("Ann Example <ann@example.com.example.net>", DATE)], OTHER_AUTHOR),
    history("a longer name", &[by("Ann Example <xann@example.com>", DATE)], OTHER_AUTHOR),
    history("a similar domain", &[by("Ann Example <ann@examp1e.com>", DATE)], OTHER_AUTHOR),
    history("no address", &[by("Ann Example <>", DATE)], OTHER_AUTHOR),
    history("the id as address", &[by("ann <ann>", DATE)], OTHER_AUTHOR),
    history("a web page of the forge", &[Step { committer: FORGE, ..by(ANN, DATE) }], OTHER_COMMITTER),
    history("rebased by another person", &[Step { committer: BOB, ..by(ANN, DATE) }], OTHER_COMMITTER),
    history("committed for another person", &[Step { committer: ANN, ..by(BOB, DATE) }], OTHER_AUTHOR),
    history(
        "a squash merge that names the person",
        &[Step {
            committer: FORGE,
            message: "x (#1)\n\nCo-authored-by: Ann Example <ann@example.com>",
            ..by(BOB, DATE)
        }],
        OTHER_AUTHOR,
    ),
    history(
        "a squash merge by the person",
        &[Step { message: "x\n\nCo-authored-by: Bob Example <bob@example.com>", ..by(ANN, DATE) }],
        SEVERAL,
    ),
    history(
        "trailers in small letters",
        &[Step { message: "x\n\nco-authored-by: Bob <bob@example.com>", ..by(ANN, DATE) }],
        SEVERAL,
    ),
    history("a co-author without address", &[Step { message: "x\n\nCo-authored-by: Bob", ..by(ANN, DATE) }], SEVERAL),
    history(
        "a co-author who only has the address as a name",
        &[Step { message: "x\n\nCo-authored-by: ann@example.com <bob@example.com>", ..by(ANN, DATE) }],
        SEVERAL,
    ),
    history("no person", &[by(ANN, "verified: 2026-11-01")], "no person is named"),
    history("an unknown person", &[by(ANN, "verified: {on: 2026-11-01, by: zoe}")], "not in `people.yaml`"),
    history("a person without address", &[by(ANN, "verified: {on: 2026-11-01, by: dee}")], "no `email`"),
    history("a person with a blank address", &[by("Gus < >", "verified: {on: 2026-11-01, by: gus}")], "no `email`"),
    history(
        "an address of two people",
        &[by("Eve <pair@example.com>", "verified: {on: 2026-11-01, by: eve}")],
        "another person",
    ),
    history("after the person left", &[by(CID, "verified: {on: 2026-11-01, by: cid}")], "last day was 2026-06-30"),
    history(
        "dated back to before the person left",
        &[by(CID, "verified: {on: 2026-06-01, by: cid}")],
        "last day was 2026-06-30",
    ),
    history(
        "the day after the person's last",
        &[Step { day: "2026-07-01", ..by(CID, "verified: {on: 2026-06-30, by: cid}") }],
        "last day was",
    ),
    history("a day after the commit", &[by(ANN, "verified: {on: 2026-11-04, by: ann}")], "after that of the commit"),
    history("the name put in later", &[by(BOB, "verified: 2026-11-01"), by(BOB, DATE)], OTHER_AUTHOR),
    history(
        "the person put in the place of another",
        &[by(BOB, "verified: {on: 2026-11-01, by: bob}"), by(BOB, DATE)],
        OTHER_AUTHOR,
    ),
    history("a newer day", &[by(ANN, "verified: {on: 2026-10-01, by: ann}"), by(BOB, DATE)], OTHER_AUTHOR),
    history("removed and put back", &[by(ANN, DATE), by(BOB, ""), by(BOB, DATE)], OTHER_AUTHOR),
    history(
        "changed and changed back",
        &[by(ANN, DATE), by(BOB, "verified: {on: 2026-11-02, by: ann}"), by(BOB, DATE)],
        OTHER_AUTHOR,
    ),
    history(
        "a hash put in later",
        &[by(ANN, DATE), by(BOB, "verified: {on: 2026-11-01, by: ann, hash: 'v1:0123456789abcdef'}")],
        OTHER_AUTHOR,
    ),
    history(
        "only on a branch that is not merged",
        &[Step { place: Place::Aside, ..by(ANN, DATE) }, by(BOB, DATE)],
        OTHER_AUTHOR,
    ),
    history(
        "in a merge by another person",
        &[by(ANN, ""), Step { place: Place::Merge, ..by(BOB, DATE) }],
        OTHER_AUTHOR,
    ),
    history(
        "an approval by another person",
        &[by(BOB, "approvals: [{role: security, by: ann, on: 2026-11-01}]")],
        OTHER_AUTHOR,
    ),
    history(
        "an approval in another role",
        &[by(BOB, "approvals: [{role: legal, by: bob, on: 2026-11-01}]")],
        "role `legal`",
    ),
    history(
        "an approval whose role was raised",
        &[
            by(ANN, "approvals: [{role: sme, by: ann, on: 2026-11-01}]"),
            by(BOB, "approvals: [{role: security, by: ann, on: 2026-11-01}]"),
        ],
        OTHER_AUTHOR,
    ),
    history("an approval without a day", &[by(ANN, "approvals: [{role: security, by: ann}]")], "no day"),
    history("an approval without a person", &[by(ANN, "approvals: [{role: security, on: 2026-11-01}]")], "no person"),
];

fn path(index: usize) -> String {
    format!("content/guides/g{index}.md")
}

fn page(index: usize, fields: &str) -> String {
    let fields = if fields.is_empty() { String::new() } else { format!("{fields}\n") };
    format!("---\ntitle: Guide {index}\nsystem: S{index}\nowner: ann\n{fields}---\nText {index} of a guide.\n")
}

/// Makes a repository with the pages of all histories, in one call of Git.
fn repository(settings: &str, histories: &[History]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    let mut stream = format!(
        "commit refs/heads/main\nmark :1\ncommitter Base <base@example.com> 1700000000 +0000\ndata 1\nx\n\
         M 100644 inline site.toml\ndata {}\n{settings}\nM 100644 inline people.yaml\ndata {}\n{PEOPLE}\n\
         M 100644 inline .mailmap\ndata {}\n{MAILMAP}\n",
        settings.len(),
        PEOPLE.len(),
        MAILMAP.len(),
    );
    for (index, History { steps, .. }) in histories.iter().enumerate() {
        for Step { author, committer, day, message, place, fields } in *steps {
            let seconds = seconds(day);
            let branch = if matches!(place, Place::Aside) { "aside" } else { "main" };
            writeln!(stream, "commit refs/heads/{branch}\nauthor {author} {seconds} +0000").expect("written");
            writeln!(stream, "committer {committer} {seconds} +0000\ndata {}\n{message}", message.len())
                .expect("written");
            stream += match place {
                Place::Next => "",
                Place::Aside => "from :1\n",
                Place::Merge => "merge :1\n",
            };
            let text = page(index, fields);
            writeln!(stream, "M 100644 inline {}\ndata {}\n{text}", path(index), text.len()).expect("written");
        }
    }
    import(folder.path(), &stream);
    folder
}

fn import(folder: &Path, stream: &str) {
    let mut import = command("git");
    let import = import.arg("-C").arg(folder).args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped());
    let mut import = import.spawn().expect("git runs");
    import.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("written");
    assert!(import.wait().expect("it ends").success());
    git(folder, &["reset", "-q", "--hard", "main"]);
}

/// Returns noon of `day` in seconds since 1970.
fn seconds(day: &str) -> i64 {
    let day: chrono::NaiveDate = day.parse().expect("a day");
    day.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp()
}

/// Returns what `review/unattested` says of each page.
fn unattested(folder: &Path) -> BTreeMap<String, String> {
    let outcome = fieldbook(folder, &["check", "--format", "concise", "--rule", "review/unattested"]);
    let found = text(&outcome.stdout);
    let line = |line: &str| line.split_once(':').map(|(path, rest)| (path.to_owned(), rest.to_owned()));
    found.lines().filter(|line| line.contains("error[")).filter_map(line).collect()
}

fn settings(attestation: &str) -> String {
    format!("[site]\ntitle = \"T\"\nattestation = \"{attestation}\"\n")
}

/// Compares what is found of each history with what is expected.
fn compare(found: &BTreeMap<String, String>, histories: &[History]) {
    for (index, History { name, expected, .. }) in histories.iter().enumerate() {
        match (found.get(&path(index)), *expected) {
            (None, "") => {}
            (Some(found), expected) if !expected.is_empty() => assert!(found.contains(expected), "{name}: {found}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    }
}

#[test]
fn no_forged_history_counts_and_every_honest_one_does() {
    let forged = HISTORIES.iter().filter(|history| !history.expected.is_empty()).count();
    assert!(forged + SIGNED.iter().filter(|signed| !signed.expected.is_empty()).count() >= 45, "{forged}");
    let folder = repository(&settings("author"), HISTORIES);
    compare(&unattested(folder.path()), HISTORIES);
    assert!(read(folder.path(), ".mailmap").contains("<ann@example.com> <bob@example.com>"), "which does not count");
    // What is written but not committed by anybody.
    let stolen = HISTORIES.iter().position(|history| history.name == "another person").expect("it is there");
    write(folder.path(), &path(0), &page(0, "verified: {on: 2026-11-03, by: ann}"));
    write(folder.path(), "content/guides/new.md", &page(900, DATE));
    git(folder.path(), &["add", "content/guides/new.md"]);
    // A replacement of a commit is known to this clone alone.
    let hash = git(folder.path(), &["log", "-1", "--format=%H", "--", &path(stolen)]);
    let object = git(folder.path(), &["cat-file", "commit", hash.trim()]).replace(BOB, ANN);
    write(folder.path(), ".git/forged", &object);
    let forged = git(folder.path(), &["hash-object", "-t", "commit", "-w", ".git/forged"]);
    git(folder.path(), &["replace", hash.trim(), forged.trim()]);
    let found = unattested(folder.path());
    assert!(found[&path(0)].contains("not committed yet"), "{found:?}");
    assert!(found["content/guides/new.md"].contains("not committed yet"), "{found:?}");
    assert!(found[&path(stolen)].contains(OTHER_AUTHOR), "{found:?}");
}

#[test]
fn under_text_every_history_counts() {
    let folder = repository(&settings("text"), HISTORIES);
    assert_eq!(unattested(folder.path()), BTreeMap::new());
}

#[test]
fn what_is_cut_off_or_missing_does_not_count() {
    let honest = &HISTORIES[..1];
    let folder = repository(&settings("author"), honest);
    assert_eq!(unattested(folder.path()), BTreeMap::new(), "a control");
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "c"]);
    let clone = clone.path().join("c");
    assert!(unattested(&clone)[&path(0)].contains("cut off"));
    fs::remove_dir_all(clone.join(".git")).expect("removed");
    assert!(unattested(&clone)[&path(0)].contains("no history"));
}

#[test]
fn a_setting_that_cannot_be_read_is_the_strictest() {
    let folder = repository(&settings("autor"), &HISTORIES[..1]);
    assert!(unattested(folder.path())[&path(0)].contains("has no signature"));
    let outcome = fieldbook(folder.path(), &["check", "--format", "concise"]);
    assert!(text(&outcome.stdout).contains("`site.attestation` must be one of"), "{outcome:?}");
}

/// A commit by Ann, the verdict of the program that Git starts, and a part of the reason; empty if it counts.
struct Signed {
    name: &'static str,
    /// The status line and the trust that `GnuPG` prints; empty for a commit without a signature.
    verdict: &'static str,
    expected: &'static str,
}

const SIGNED: &[Signed] = &[
    Signed {
        name: "honest",
        verdict: "GOODSIG 0123456789ABCDEF Ann Example <ann@example.com>;TRUST_FULLY",
        expected: "",
    },
    Signed {
        name: "an owner who is an address",
        verdict: "GOODSIG 0123456789ABCDEF ANN@example.com;TRUST_ULTIMATE",
        expected: "",
    },
    Signed { name: "no signature", verdict: "", expected: "no signature" },
    Signed { name: "bad", verdict: "BADSIG 0123456789ABCDEF Ann Example <ann@example.com>;", expected: "`%G?` is `B`" },
    Signed {
        name: "not trusted",
        verdict: "GOODSIG 0123456789ABCDEF Ann Example <ann@example.com>;TRUST_UNDEFINED",
        expected: "`%G?` is `U`",
    },
    Signed { name: "unknown key", verdict: "ERRSIG 0123456789ABCDEF 1 8 00 1 9;", expected: "`%G?` is `E`" },
    Signed {
        name: "expired",
        verdict: "EXPSIG 0123456789ABCDEF Ann Example <ann@example.com>;TRUST_FULLY",
        expected: "`%G?` is `X`",
    },
    Signed {
        name: "expired key",
        verdict: "EXPKEYSIG 0123456789ABCDEF Ann Example <ann@example.com>;TRUST_FULLY",
        expected: "`%G?` is `Y`",
    },
    Signed {
        name: "revoked key",
        verdict: "REVKEYSIG 0123456789ABCDEF Ann Example <ann@example.com>;TRUST_FULLY",
        expected: "`%G?` is `R`",
    },
    Signed {
        name: "another person's key",
        verdict: "GOODSIG 0123456789ABCDEF Bob Example <bob@example.com>;TRUST_FULLY",
        expected: "signed by Bob Example",
    },
    Signed {
        name: "the key of the forge",
        verdict: "GOODSIG 0123456789ABCDEF GitHub <noreply@github.example>;TRUST_FULLY",
        expected: "signed by GitHub",
    },
    Signed {
        name: "the address as a name",
        verdict: "GOODSIG 0123456789ABCDEF ann@example.com <m@example.net>;TRUST_FULLY",
        expected: "signed by ann@example.com <m",
    },
    Signed {
        name: "a pattern of addresses",
        verdict: "GOODSIG 0123456789ABCDEF *@example.com;TRUST_FULLY",
        expected: "signed by *@example.com",
    },
];

/// Replaces `GnuPG`: a signature holds the verdict that verifying it prints.
const PROGRAM: &str = "#!/bin/sh
case \"$*\" in
*--verify*)
    for argument; do test -f \"$argument\" && file=$argument; done
    verdict=$(sed -n 's/^verdict: //p' \"$file\")
    echo
    echo \"[GNUPG:] ${verdict%;*}\"
    trust=${verdict#*;}
    test -z \"$trust\" || echo \"[GNUPG:] $trust 0 pgp\"
    ;;
esac
";

/// Makes a repository in which the page of each case comes in by a commit of Ann with its signature.
fn signed_repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    write(folder.path(), "site.toml", &settings("signed"));
    write(folder.path(), "people.yaml", PEOPLE);
    write(folder.path(), ".git/fake-gpg", PROGRAM);
    let program = folder.path().join(".git/fake-gpg");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
    git(folder.path(), &["config", "gpg.program", program.to_str().expect("a path")]);
    let mut parent = String::new();
    for (index, signed) in SIGNED.iter().enumerate() {
        write(folder.path(), &path(index), &page(index, DATE));
        git(folder.path(), &["add", "-A"]);
        let tree = git(folder.path(), &["write-tree"]);
        let signature = match signed.verdict {
            "" => String::new(),
            verdict => {
                format!("gpgsig -----BEGIN PGP SIGNATURE-----\n verdict: {verdict}\n -----END PGP SIGNATURE-----\n")
            }
        };
        let (tree, seconds) = (tree.trim(), seconds("2026-11-02"));
        let who = format!("author {ANN} {seconds} +0000\ncommitter {ANN} {seconds} +0000\n");
        write(folder.path(), ".git/next", &format!("tree {tree}\n{parent}{who}{signature}\nx\n"));
        let hash = git(folder.path(), &["hash-object", "-t", "commit", "-w", ".git/next"]);
        parent = format!("parent {}\n", hash.trim());
    }
    let last = parent.trim_start_matches("parent ").trim().to_owned();
    git(folder.path(), &["update-ref", "refs/heads/main", &last]);
    folder
}

#[test]
fn under_signed_only_a_verified_signature_of_the_person_counts() {
    let folder = signed_repository();
    let found = unattested(folder.path());
    for (index, Signed { name, expected, .. }) in SIGNED.iter().enumerate() {
        match (found.get(&path(index)), *expected) {
            (None, "") => {}
            (Some(found), expected) if !expected.is_empty() => assert!(found.contains(expected), "{name}: {found}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    }
    let explained = text(&fieldbook(folder.path(), &["explain", "guides/g0"]).stdout);
    assert!(explained.contains("signature  verified (G), by Ann Example <ann@example.com>\n"), "{explained}");
    assert!(explained.contains("counts     yes, under `attestation = \"signed\"`\n"), "{explained}");
}

#[test]
fn the_commit_of_a_date_is_explained() {
    let folder = repository(&settings("author"), &HISTORIES[..1]);
    let hash = git(folder.path(), &["rev-parse", "HEAD"]);
    let expected = format!(
        "guides/g0\n  state      Current (fresh): Checked on 2026-11-01 by Ann Example; valid until 2027-04-30.\n  checked    \
         2026-11-01 by ann\n  commit     {} of 2026-11-02\n  author     {ANN}, `ann` in people.yaml\n  committer  {ANN}, \
         `ann` in people.yaml\n  signature  none\n  counts     yes, under `attestation = \"author\"`\n",
        hash.trim()
    );
    assert_eq!(text(&fieldbook(folder.path(), &["explain", "guides/g0"]).stdout), expected);
    let rule = text(&fieldbook(folder.path(), &["explain", "review/unattested"]).stdout);
    assert!(rule.starts_with("# review/unattested\n"), "{rule}");
    for (name, expected) in [
        ("guides/g0#x", "guides/g0 has no claim x"),
        ("guides/zzz#x", "there is no entry guides/zzz"),
        ("guides/zzz", "there is no rule guides/zzz"),
    ] {
        let outcome = fieldbook(folder.path(), &["explain", name]);
        assert!(text(&outcome.stderr).contains(expected), "{outcome:?}");
    }
}

#[test]
fn what_does_not_count_is_not_proven_and_not_approved() {
    const ANSWER: &str = "---\nquestion: Is it encrypted?\nowner: bob\nstatus: approved\nshort_answer: yes\ntopics: [security]\nverified: {on: 2026-11-01, by: ann}\napprovals: [{role: security, by: ann, on: 2026-11-01}]\n---\nYes, it is.\n";
    let folder = repository(&settings("author"), &[]);
    write(folder.path(), "content/answers/a.md", ANSWER);
    git(folder.path(), &["add", "-A"]);
    let findings = || {
        let outcome = fieldbook(folder.path(), &["check", "--format", "concise", "--rule", "review"]);
        text(&outcome.stdout)
            .lines()
            .map(|line| line.split(": ").nth(1).unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    git(folder.path(), &["commit", "-qm", "x", "--date=2026-11-02T12:00:00Z", "--author", ANN]);
    let unapproved = "error[review/unapproved] no approval by `security` or `ciso`, required for the topic `security`";
    let found = findings();
    assert_eq!(found.iter().filter(|line| line.starts_with("error[review/unattested]")).count(), 2, "{found:?}");
    assert!(found.iter().any(|line| line == unapproved), "{found:?}");
    let state = text(&fieldbook(folder.path(), &["explain", "answers/a"]).stdout);
    assert!(
        state.contains(
            "state      Not proven (unverified): A check on 2026-11-01 is recorded, and does not count: unknown"
        ),
        "{state}"
    );
    // The committer must be Ann as well.
    git(folder.path(), &["-c", "user.email=ann@example.com", "commit", "-q", "--amend", "--no-edit"]);
    assert_eq!(findings(), Vec::<String>::new());
}
