//! `evidence/weakened`: evidence that a change removes is seen, and what is replaced, moved or taken out is not.

use super::{commit_all, fieldbook, git, read, site, text, write};
use serde_json::Value;
use std::path::Path;

const CARD: &str = "---
title: Globex
competitor: competitors/globex
status: in-review
owner: ann
verified: 2026-11-02
claims:
  - id: cap
    text: Globex stops at 5 TB a day.
    source: https://docs.globex.example/limits
    quote: Ingestion is limited to 5 TB per day
    verified: 2026-11-01
---
Globex stops at 5 TB a day.[^cap]
It has no single sign-on below the highest plan.[^sso]
Both statements are about the hosted product.

[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)
";

const COMPETITOR: &str = "---\ntitle: Globex\n---\nA competitor.\n";
const PATH: &str = "content/battlecards/globex.md";

/// An edit of the card: each pair is replaced in turn.
struct Edit {
    name: &'static str,
    replaced: &'static [(&'static str, &'static str)],
    /// Line and message of each finding.
    expected: &'static [&'static str],
}

const EDITS: &[Edit] = &[
    Edit { name: "nothing", replaced: &[], expected: &[] },
    Edit {
        name: "the date of a claim removed",
        replaced: &[("    verified: 2026-11-01\n", "")],
        expected: &["9 the verification date 2026-11-01 of claim `cap` was removed, and the statement stays"],
    },
    Edit { name: "the date replaced", replaced: &[("verified: 2026-11-01", "verified: 2026-11-15")], expected: &[] },
    Edit {
        name: "the date removed and the statement edited",
        replaced: &[
            ("    verified: 2026-11-01\n", ""),
            ("text: Globex stops at 5 TB a day", "text: Globex stops at 5 TB per day"),
        ],
        expected: &["9 the verification date 2026-11-01 of claim `cap` was removed, and the statement stays"],
    },
    Edit {
        name: "the date removed and another statement in its place",
        replaced: &[
            ("    verified: 2026-11-01\n", ""),
            ("text: Globex stops at 5 TB a day", "text: An agent needs Java"),
            ("Globex stops at 5 TB a day.[^cap]", "An agent needs Java.[^cap]"),
        ],
        expected: &[],
    },
    Edit {
        name: "the source removed",
        replaced: &[
            ("    source: https://docs.globex.example/limits\n", ""),
            ("    quote: Ingestion is limited to 5 TB per day\n", ""),
        ],
        expected: &["9 the source of claim `cap` was removed, and the statement stays"],
    },
    Edit { name: "the source replaced", replaced: &[("example/limits", "example/quotas")], expected: &[] },
    Edit {
        name: "the quote removed",
        replaced: &[("    quote: Ingestion is limited to 5 TB per day\n", "")],
        expected: &["9 the quote of claim `cap` was removed, and the statement stays"],
    },
    Edit { name: "the quote replaced", replaced: &[("is limited to 5 TB", "stops at 5 TB")], expected: &[] },
    Edit {
        name: "the date of the entry removed",
        replaced: &[("verified: 2026-11-02\n", "")],
        expected: &["2 the date of the last check of this entry, 2026-11-02, was removed"],
    },
    Edit {
        name: "a footnote and its mark removed",
        replaced: &[
            ("plan.[^sso]", "plan."),
            ("[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)\n", ""),
        ],
        expected: &["15 this sentence cited `[^sso]` and cites nothing now"],
    },
    Edit {
        name: "the mark alone removed",
        replaced: &[("a day.[^cap]", "a day.")],
        expected: &["14 this sentence cited `[^cap]` and cites nothing now"],
    },
    Edit {
        name: "the mark moved to another sentence",
        replaced: &[("plan.[^sso]", "plan."), ("hosted product.", "hosted product.[^sso]")],
        expected: &["15 this sentence cited `[^sso]` and cites nothing now"],
    },
    Edit {
        name: "the date of a footnote removed",
        replaced: &[(" (verified 2026-11-05)", "")],
        expected: &["15 the verification date 2026-11-05 of claim `sso` was removed, and the statement stays"],
    },
    Edit { name: "the footnote renamed everywhere", replaced: &[("[^sso]", "[^single-sign-on]")], expected: &[] },
    Edit {
        name: "statement and footnote taken out",
        replaced: &[
            ("It has no single sign-on below the highest plan.[^sso]\n", ""),
            ("[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)\n", ""),
        ],
        expected: &[],
    },
    Edit { name: "the sentence cites another claim", replaced: &[("plan.[^sso]", "plan.[^cap]")], expected: &[] },
];

fn repository() -> tempfile::TempDir {
    let folder =
        site(&[("site.toml", "[site]\ntitle = \"T\"\n"), ("content/competitors/globex.md", COMPETITOR), (PATH, CARD)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    folder
}

/// Returns line and message of each finding of the rule.
fn weakened(folder: &Path, more: &[&str]) -> Vec<String> {
    let arguments = ["check", "--since", "main", "--rule", "evidence/weakened", "--format", "json"];
    let output = fieldbook(folder, &[&arguments[..], more].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let findings = report.pointer("/findings").and_then(Value::as_array).expect("findings").iter();
    let shown = |found: &Value| Some(format!("{} {}", found.pointer("/start/line")?, found.get("message")?.as_str()?));
    findings.map(|found| shown(found).expect("a line and a message")).collect()
}

#[test]
fn what_a_change_removes_is_reported_and_what_it_replaces_is_not() {
    for Edit { name, replaced, expected } in EDITS {
        let folder = repository();
        let mut card = CARD.to_owned();
        for (from, to) in *replaced {
            assert!(card.contains(from), "{name}: {from}");
            card = card.replace(from, to);
        }
        write(folder.path(), PATH, &card);
        assert_eq!(weakened(folder.path(), &[]), *expected, "{name}");
        // The same edit in a page that moved, with what is remembered of the first run.
        git(folder.path(), &["add", "-A"]);
        git(folder.path(), &["mv", PATH, "content/battlecards/moved.md"]);
        assert_eq!(weakened(folder.path(), &["--staged"]), *expected, "{name}, moved and staged");
    }
}

#[test]
fn a_check_of_the_whole_site_compares_nothing() {
    let folder = repository();
    write(folder.path(), PATH, &CARD.replace("    verified: 2026-11-01\n", ""));
    let output = fieldbook(folder.path(), &["check", "--rule", "evidence/weakened"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(weakened(folder.path(), &[]).len(), 1, "a control");
}

#[test]
fn a_run_closes_with_the_number_of_claims_and_what_the_change_did_to_it() {
    let folder = repository();
    let last = |more: &[&str]| {
        let output = fieldbook(folder.path(), &[&["check"], more].concat());
        text(&output.stdout).lines().last().expect("a line").to_owned()
    };
    assert_eq!(last(&[]), "2 claims: 2 current");
    assert_eq!(last(&["--since", "main"]), "2 claims: 2 current; this change: as many claims and dates");
    write(folder.path(), PATH, &CARD.replace("    verified: 2026-11-01\n", ""));
    let page = "---\ntitle: P\nowner: ann\nclaims:\n  - id: a\n    text: It is 5.\n    source: https://e.example/\n    verified: 2024-01-01\n---\nIt is 5.[^a]\n";
    write(folder.path(), "content/pages/p.md", page);
    assert_eq!(last(&["--since", "main"]), "3 claims: 1 current, 1 stale, 1 not proven; this change: +1 claim");
    write(folder.path(), "content/pages/p.md", &page.replace("    verified: 2024-01-01\n", ""));
    assert_eq!(last(&["--since", "main"]), "3 claims: 1 current, 2 not proven; this change: +1 claim, −1 date");
    let output = fieldbook(folder.path(), &["check", "--since", "main", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let expected = serde_json::json!({
        "total": 3, "dated": 1, "current": 1, "check_soon": 0, "stale": 0, "not_proven": 2,
        "change": { "claims": 1, "dated": -1 },
    });
    assert_eq!(report.get("claims"), Some(&expected));
    assert!(read(folder.path(), PATH).contains("Globex"), "nothing was written");
}

/// What a reviewer must see: a change of a file, and the warnings `path: message`.
struct Decision {
    name: &'static str,
    path: &'static str,
    replaced: &'static [(&'static str, &'static str)],
    expected: &'static [&'static str],
}

const DECIDED: &str = "[site]
title = \"T\"
[freshness.intervals]
limit = \"60d\"
pricing = \"30d\"
[freshness.budget]
stale = 3
[rules]
\"links/orphan\" = \"warning\"
\"style/filler\" = \"off\"
";
const LINKING: &str = "---\ntitle: Page\nowner: ann\n---\nSee [[battlecards/globex]] and [[pages/nowhere]].\n";
const APPROVED: &str = "---
title: Globex
competitor: competitors/globex
status: approved
owner: ann
claims:
  - id: cap
    topic: pricing
    text: Globex stops at 5 TB a day.
    source: https://docs.globex.example/limits
    verified: 2026-11-01
---
Globex stops at 5 TB a day.[^cap]
";

const DECISIONS: &[Decision] = &[
    Decision {
        name: "an approved card that is linked becomes a draft",
        path: PATH,
        replaced: &[("status: approved", "status: draft")],
        expected: &[
            "content/battlecards/globex.md: this entry was approved and is `draft` now; `pages/page` links to it",
        ],
    },
    Decision {
        name: "an approved card that is linked is deprecated",
        path: PATH,
        replaced: &[("status: approved", "status: deprecated")],
        expected: &[
            "content/battlecards/globex.md: this entry was approved and is `deprecated` now; `pages/page` links to it",
        ],
    },
    Decision {
        name: "an approved card that is linked is archived",
        path: PATH,
        replaced: &[("status: approved", "status: archived")],
        expected: &[
            "content/battlecards/globex.md: this entry was approved and is `archived` now; `pages/page` links to it",
        ],
    },
    Decision {
        name: "a card becomes a page",
        path: PATH,
        replaced: &[("status: approved", "status: approved\nkind: page"), ("competitor: competitors/globex\n", "")],
        expected: &[
            "content/battlecards/globex.md: this entry was of the kind `battlecard` and is of the kind `page` now",
        ],
    },
    Decision {
        name: "a root is removed, and another one reads a part of its files",
        path: "site.toml",
        replaced: &[("[freshness.intervals]", "[[roots]]\npath = \"content/pages\"\n[freshness.intervals]")],
        expected: &["site.toml: this change removes the root `content`; 2 entries below it are not read any more"],
    },
    Decision {
        name: "an interval of its own",
        path: PATH,
        replaced: &[("    topic: pricing\n", "    topic: pricing\n    review_every: 9y\n")],
        expected: &["content/battlecards/globex.md: a check of this holds 3240 days after this change, 30 before it"],
    },
    Decision {
        name: "a shorter interval of its own",
        path: PATH,
        replaced: &[("    topic: pricing\n", "    topic: pricing\n    review_every: 2w\n")],
        expected: &[],
    },
    Decision {
        name: "another topic with a longer interval",
        path: PATH,
        replaced: &[("topic: pricing", "topic: limit")],
        expected: &["content/battlecards/globex.md: a check of this holds 60 days after this change, 30 before it"],
    },
    Decision {
        name: "a suppression",
        path: "content/pages/page.md",
        replaced: &[(
            "See [[",
            "<!-- fieldbook-allow links/broken-internal until=2027-01-31 reason=\"soon\" -->\nSee [[",
        )],
        expected: &["content/pages/page.md: this change suppresses `links/broken-internal` here"],
    },
    Decision {
        name: "a rule switched off",
        path: "site.toml",
        replaced: &[("[rules]\n", "[rules]\n\"links/broken-internal\" = \"off\"\n")],
        expected: &["site.toml: this change sets `links/broken-internal` to `off`"],
    },
    Decision {
        name: "a rule lowered and another raised",
        path: "site.toml",
        replaced: &[("\"warning\"", "\"info\""), ("\"off\"", "\"error\"")],
        expected: &["site.toml: this change sets `links/orphan` to `info`"],
    },
    Decision {
        name: "a rule switched off for some files",
        path: "site.toml",
        replaced: &[("\"off\"\n", "\"off\"\n[[rules.for]]\npaths = [\"content/pages/**\"]\nlinks = \"off\"\n")],
        expected: &["site.toml: this change sets `links` to `off`"],
    },
    Decision {
        name: "intervals longer and shorter, and a larger budget",
        path: "site.toml",
        replaced: &[("\"60d\"", "\"1y\""), ("\"30d\"", "\"14d\""), ("stale = 3", "stale = 4")],
        expected: &[
            "site.toml: a check of `limit` holds 360 days after this change, 60 before it",
            "site.toml: the budget of stale claims grows from 3 to 4",
        ],
    },
    Decision {
        name: "a rule below its own severity",
        path: "site.toml",
        replaced: &[("[rules]\n", "[rules]\n\"links/broken-internal\" = \"warning\"\nschema = \"warning\"\n")],
        expected: &[
            "site.toml: this change sets `links/broken-internal` to `warning`",
            "site.toml: this change sets `schema` to `warning`",
        ],
    },
    Decision {
        name: "a rule at its own severity, and a stricter one",
        path: "site.toml",
        replaced: &[("[rules]\n", "[rules]\n\"links/broken-internal\" = \"error\"\n\"style/spelling\" = \"info\"\n")],
        expected: &[],
    },
    Decision {
        name: "a line that made a rule run is removed, and a budget",
        path: "site.toml",
        replaced: &[("\"links/orphan\" = \"warning\"\n", ""), ("stale = 3\n", "")],
        expected: &[
            "site.toml: this change lowers `links/orphan` from warning to off",
            "site.toml: this change removes the budget of 3 stale claims",
        ],
    },
    Decision {
        name: "what time brings no longer fails",
        path: "site.toml",
        replaced: &[("[freshness.intervals]", "[freshness]\nfail = false\n[freshness.intervals]")],
        expected: &["site.toml: this change lowers `freshness/expired` from error to warning and 3 more rules"],
    },
    Decision { name: "a smaller budget", path: "site.toml", replaced: &[("stale = 3", "stale = 2")], expected: &[] },
];

#[test]
fn what_a_change_decides_about_checks_is_a_warning() {
    for Decision { name, path, replaced, expected } in DECISIONS {
        let folder = site(&[
            ("site.toml", DECIDED),
            ("content/competitors/globex.md", COMPETITOR),
            ("content/pages/page.md", LINKING),
            (PATH, APPROVED),
        ]);
        git(folder.path(), &["init", "-q", "-b", "main"]);
        commit_all(folder.path(), "one");
        let mut content = read(folder.path(), path);
        for (from, to) in *replaced {
            assert!(content.contains(from), "{name}: {from}");
            content = content.replace(from, to);
        }
        write(folder.path(), path, &content);
        assert_eq!(warnings(folder.path()), *expected, "{name}");
    }
}

#[test]
fn an_id_in_front_matter_cites_as_a_link_does() {
    let related = "---\ntitle: Page\nowner: ann\nrelated: [battlecards/globex]\n---\nText.\n";
    let evidence =
        "---\nkind: objection\ntitle: Slow\nowner: ann\nevidence: [\"battlecards/globex#cap\"]\n---\nText.\n";
    for (path, citing) in [("content/pages/page.md", related), ("content/objections/slow.md", evidence)] {
        let folder = site(&[
            ("site.toml", DECIDED),
            ("content/competitors/globex.md", COMPETITOR),
            (path, citing),
            (PATH, APPROVED),
        ]);
        git(folder.path(), &["init", "-q", "-b", "main"]);
        commit_all(folder.path(), "one");
        write(folder.path(), PATH, &APPROVED.replace("status: approved", "status: deprecated"));
        let id = path.trim_start_matches("content/").trim_end_matches(".md");
        let expected = format!("{PATH}: this entry was approved and is `deprecated` now; `{id}` links to it");
        assert_eq!(warnings(folder.path()), [expected]);
    }
}

/// A change that moves statements between two entries: the texts of the card and the page after it.
struct Move {
    name: &'static str,
    card: &'static [(&'static str, &'static str)],
    page: &'static str,
    /// Line and message of each finding.
    expected: &'static [&'static str],
}

const SSO: &str = "It has no single sign-on below the highest plan.[^sso]\n";
const SSO_NOTE: &str = "[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)\n";

const MOVES: &[Move] = &[
    Move {
        name: "a sentence without its footnote",
        card: &[(SSO, ""), (SSO_NOTE, "")],
        page: "Globex: plans.\n\nIt has no single sign-on below the highest plan.\n",
        expected: &["7 in `battlecards/globex` this sentence cited `[^sso]`, and it cites nothing here"],
    },
    Move {
        name: "a sentence with its footnote",
        card: &[(SSO, ""), (SSO_NOTE, "")],
        page: "It has no single sign-on below the highest plan.[^a]\n\n[^a]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)\n",
        expected: &[],
    },
    Move {
        name: "a sentence whose footnote lost its date",
        card: &[(SSO, ""), (SSO_NOTE, "")],
        page: "It has no single sign-on below the highest plan.[^a]\n\n[^a]: <https://docs.globex.example/plans> \"SSO: Enterprise\" checked\n",
        expected: &["5 the verification date 2026-11-05 of claim `a` was removed, and the statement stays"],
    },
    Move {
        name: "a copy, the card stays as it is",
        card: &[],
        page: "It has no single sign-on below the highest plan.\n",
        expected: &[],
    },
    Move {
        name: "another statement instead",
        card: &[(SSO, ""), (SSO_NOTE, "")],
        page: "It has single sign-on in each plan.\n",
        expected: &[],
    },
    Move {
        name: "a sentence of three words",
        card: &[("Globex stops at 5 TB a day.[^cap]", "No.")],
        page: "Both are fast.\n",
        expected: &[],
    },
];

#[test]
fn a_statement_that_moves_to_another_entry_keeps_its_evidence() {
    let front = "---\ntitle: Page\nowner: ann\n---\n";
    for Move { name, card, page, expected } in MOVES {
        let folder = repository();
        write(
            folder.path(),
            "content/pages/old.md",
            &format!("{front}It has no single sign-on below the highest plan.\n"),
        );
        write(folder.path(), "content/pages/page.md", &format!("{front}Text.\n"));
        commit_all(folder.path(), "two");
        let mut text = CARD.to_owned();
        for (from, to) in *card {
            assert!(text.contains(from), "{name}: {from}");
            text = text.replace(from, to);
        }
        write(folder.path(), PATH, &text);
        write(folder.path(), "content/pages/page.md", &format!("{front}{page}"));
        assert_eq!(weakened(folder.path(), &[]), *expected, "{name}");
    }
    // The whole card becomes a page without evidence.
    let folder = repository();
    std::fs::remove_file(folder.path().join(PATH)).expect("it is removed");
    let prose = "Globex stops at 5 TB a day.\nIt has no single sign-on below the highest plan.\n";
    write(folder.path(), "content/pages/page.md", &format!("{front}{prose}"));
    let expected = [
        "5 in `battlecards/globex` this sentence cited `[^cap]`, and it cites nothing here",
        "6 in `battlecards/globex` this sentence cited `[^sso]`, and it cites nothing here",
    ];
    assert_eq!(weakened(folder.path(), &[]), expected);
}

#[test]
fn what_enters_the_baseline_is_a_warning() {
    let folder = site(&[("site.toml", DECIDED), ("content/pages/page.md", LINKING)]);
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit_all(folder.path(), "one");
    git(folder.path(), &["checkout", "-q", "-b", "change"]);
    let write_baseline = |more: &[&str]| {
        let arguments = ["baseline", "write", "--reason", "known", "--until", "2027-01-31"];
        let output = fieldbook(folder.path(), &[&arguments[..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    };
    write_baseline(&[]);
    let expected = [
        "fieldbook-baseline.json: this change adds 2 findings to the baseline; the first is links/broken-internal in content/pages/page.md",
    ];
    assert_eq!(warnings(folder.path()), expected);
    commit_all(folder.path(), "two");
    assert_eq!(warnings(folder.path()), expected, "main has none");
    git(folder.path(), &["branch", "-f", "main"]);
    assert_eq!(warnings(folder.path()), Vec::<String>::new(), "main has it too");
}

/// Returns path and message of each warning of the rule.
fn warnings(folder: &Path) -> Vec<String> {
    let output = fieldbook(folder, &["check", "--since", "main", "--rule", "evidence/weakened", "--format", "jsonl"]);
    let lines = text(&output.stdout);
    let shown = lines.lines().filter_map(|line| {
        let found: Value = serde_json::from_str(line).expect("JSON");
        let is_warning = found.get("severity")? == "warning";
        is_warning.then(|| Some(format!("{}: {}", found.get("path")?.as_str()?, found.get("message")?.as_str()?)))?
    });
    shown.collect()
}
