//! The ways to write or to hide a stale, undated or unproven claim, each with what a check of the whole site reports in both
//! profiles. What only a comparison with an earlier commit can show is in `weakened`, `rewritten` and `histories`.

use crate::rules::run;
use fieldbook::finding::{Family, Severity};
use fieldbook::rules::Selection;
use snapbox::{assert_data_eq, file};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const COMPETITOR: &str = "---\nname: Globex Cloud\naliases: [GBX]\nreleases:\n  - date: 2026-11-10\n    title: Audit log for all plans\n    capabilities: [audit]\n---\nText.\n";
const PEOPLE: &str = "- id: ann\n  name: Ann Example\n- id: bob\n  name: Bob Example\n  active_until: 2026-11-10\n";
const CAPABILITIES: &str = "- id: audit\n  name: Audit log\n  availability: ga\n";

/// A claim in front matter, and one in a footnote.
const CARD: &str = "---
title: Globex
competitor: competitors/globex
status: approved
owner: ann
verified: 2026-11-02
claims:
  - id: cap
    text: Globex stops at 5 TB a day.
    source: https://docs.globex.example/limits
    quote: Ingestion is limited to 5 TB per day
    verified: 2026-11-01
---
## Why we win

Globex stops at 5 TB a day.[^cap]

Globex has no single sign-on below the highest plan.[^sso]

## Why we lose

Its brand is strong.

[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)
";

/// The note's evidence, its date, and the date of the claim in front matter.
const NOTE: &str = "<https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)";
const NOTE_DATE: &str = "(verified 2026-11-05)";
const FIELD_DATE: &str = "    verified: 2026-11-01\n";
const SSO: &str = "Globex has no single sign-on below the highest plan.[^sso]";
const HEAD: &str = "## Why we win\n\n";

/// A way: what it is, and the edits of the card that make it.
struct Way(&'static str, &'static [(&'static str, &'static str)]);

const WAYS: &[Way] = &[
    Way("nothing wrong", &[]),
    // A date of 2024 in a note, however it is written.
    Way("colon after the word", &[(NOTE_DATE, "(verified: 2024-01-01)")]),
    Way("no brackets", &[(NOTE_DATE, "verified 2024-01-01")]),
    Way("square brackets", &[(NOTE_DATE, "[verified 2024-01-01]")]),
    Way("capitals", &[(NOTE_DATE, "(VERIFIED 2024-01-01)")]),
    Way("last verified on", &[(NOTE_DATE, "(last verified on 2024-01-01)")]),
    Way("checked", &[(NOTE_DATE, "(checked 2024-01-01)")]),
    Way("as of", &[(NOTE_DATE, "(as of 2024-01-01)")]),
    Way("emphasis", &[(NOTE_DATE, "*(verified **2024-01-01**)*")]),
    Way("date first", &[(NOTE, "verified 2024-01-01: <https://docs.globex.example/plans> \"SSO: Enterprise\"")]),
    Way("bare address", &[(NOTE, "https://docs.globex.example/plans \"SSO: Enterprise\" (verified 2024-01-01)")]),
    Way("linked address", &[(NOTE, "[Plans](https://docs.globex.example/plans) (verified 2024-01-01)")]),
    Way("by a person", &[(NOTE_DATE, "(verified 2024-01-01 by Ann Example)")]),
    Way("second paragraph of the note", &[(NOTE_DATE, "\n\n    verified 2024-01-01")]),
    // A date that is no ISO date, or is missing.
    Way("day first, dots", &[(NOTE_DATE, "(verified 01.02.2024)")]),
    Way("month first, slashes", &[(NOTE_DATE, "(verified 1/2/2024)")]),
    Way("year first, slashes", &[(NOTE_DATE, "(verified 2024/01/02)")]),
    Way("month in words", &[(NOTE_DATE, "(verified 2 January 2024)")]),
    Way("month alone", &[(NOTE_DATE, "(verified January 2024)")]),
    Way("quarter", &[(NOTE_DATE, "(verified Q1 2024)")]),
    Way("year alone", &[(NOTE_DATE, "(verified 2024)")]),
    Way("year and month", &[(NOTE_DATE, "(verified 2024-01)")]),
    Way("no zeros", &[(NOTE_DATE, "(verified 2024-1-2)")]),
    Way("no hyphens", &[(NOTE_DATE, "(verified 20240102)")]),
    Way("other hyphens", &[(NOTE_DATE, "(verified 2024\u{2011}01\u{2011}02)")]),
    Way("full-width digits", &[(NOTE_DATE, "(verified ２０２４-０１-０２)")]),
    Way("two-digit year", &[(NOTE_DATE, "(verified 24-01-02)")]),
    Way("no such day", &[(NOTE_DATE, "(verified 2026-02-30)")]),
    Way("recently", &[(NOTE_DATE, "(verified last week)")]),
    Way("a date without a word", &[(NOTE_DATE, "(2024-01-01)")]),
    Way("two dates", &[(NOTE_DATE, "(verified 2024-01-01, verified 2026-11-05)")]),
    Way("not verified", &[(NOTE_DATE, "(not verified since 2024-01-01)")]),
    Way("in the future", &[(NOTE_DATE, "(verified 2027-11-05)")]),
    Way("captured only", &[(NOTE_DATE, "(captured 2026-11-05)")]),
    Way("no date", &[(NOTE_DATE, "")]),
    Way("date in the quote only", &[(NOTE, "<https://docs.globex.example/plans> \"As of 2026-11-05: Enterprise\"")]),
    // A date that readers do not see.
    Way("date in a comment", &[(NOTE_DATE, "<!-- verified 2026-11-05 -->")]),
    Way("date struck through", &[(NOTE_DATE, "~~(verified 2026-11-05)~~")]),
    Way("date in an attribute", &[(NOTE_DATE, "<i title=\"verified 2026-11-05\"></i>")]),
    Way("date in a picture", &[(NOTE_DATE, "![verified 2026-11-05](a.png)")]),
    Way("date in a definition", &[(NOTE_DATE, "\n\n    [//]: # (verified 2026-11-05)")]),
    Way("unverified", &[(NOTE_DATE, "(un<!-- -->verified 2026-11-05)")]),
    Way("zero-width space in the word", &[(NOTE_DATE, "(veri\u{200b}fied 2026-11-05)")]),
    Way("misspelt word", &[(NOTE_DATE, "(verfied 2026-11-05)")]),
    // Evidence that is none.
    Way("no address", &[(NOTE, "\"SSO: Enterprise\" (verified 2026-11-05)")]),
    Way("address without a scheme", &[(NOTE, "docs.globex.example/plans (verified 2026-11-05)")]),
    Way("a page in words", &[(NOTE, "See their plans page.")]),
    Way("an empty note", &[(NOTE, "-")]),
    Way("no note", &[("[^sso]: <https://docs.globex.example/plans> \"SSO: Enterprise\" (verified 2026-11-05)\n", "")]),
    Way("note in a comment", &[("[^sso]: <", "<!-- [^sso]: <"), ("2026-11-05)\n", "2026-11-05) -->\n")]),
    Way("note in code", &[("[^sso]: <", "```\n[^sso]: <"), ("2026-11-05)\n", "2026-11-05)\n```\n")]),
    Way(
        "two notes of one label",
        &[("2026-11-05)\n", "2024-01-05)\n\n[^sso]: <https://docs.globex.example/plans> (verified 2026-11-05)\n")],
    ),
    Way("an unclosed quote", &[("SSO: Enterprise\"", "SSO: Enterprise")]),
    Way("a search page", &[("https://docs.globex.example/plans", "https://www.google.com/search?q=globex")]),
    Way(
        "the note of a note",
        &[(NOTE, "See [^b].\n\n[^b]: <https://docs.globex.example/plans> (verified 2026-11-05)")],
    ),
    // Front matter.
    Way("field: old", &[(FIELD_DATE, "    verified: 2024-01-01\n")]),
    Way("field: old, as a map", &[(FIELD_DATE, "    verified: { on: 2024-01-01, by: ann }\n")]),
    Way("field: with a time", &[(FIELD_DATE, "    verified: 2024-01-01T00:00:00Z\n")]),
    Way("field: day first", &[(FIELD_DATE, "    verified: 01.01.2024\n")]),
    Way("field: yes", &[(FIELD_DATE, "    verified: yes\n")]),
    Way("field: empty", &[(FIELD_DATE, "    verified:\n")]),
    Way("field: missing", &[(FIELD_DATE, "")]),
    Way("field: misspelt", &[(FIELD_DATE, "    verfied: 2026-11-01\n")]),
    Way("field: capital", &[(FIELD_DATE, "    Verified: 2026-11-01\n")]),
    Way(
        "field: of the source",
        &[
            (FIELD_DATE, ""),
            (
                "    source: https://docs.globex.example/limits\n    quote: Ingestion is limited to 5 TB per day\n",
                "    sources:\n      - url: https://docs.globex.example/limits\n        verified: 2026-11-01\n",
            ),
        ],
    ),
    Way("field: map without a day", &[(FIELD_DATE, "    verified: { by: ann }\n")]),
    Way("field: future", &[(FIELD_DATE, "    verified: 2026-11-22\n")]),
    Way("field: by a person who left", &[(FIELD_DATE, "    verified: { on: 2026-11-01, by: bob }\n")]),
    Way("field: by an unknown person", &[(FIELD_DATE, "    verified: { on: 2026-11-01, by: eve }\n")]),
    Way("field: no source", &[("    source: https://docs.globex.example/limits\n", "")]),
    Way("field: a source in words", &[("https://docs.globex.example/limits\n", "their limits page\n")]),
    Way(
        "field: a source with a date",
        &[("https://docs.globex.example/limits\n", "https://docs.globex.example/limits (2024)\n")],
    ),
    Way("field: nine years", &[(FIELD_DATE, "    verified: 2024-01-01\n    review_every: 9y\n")]),
    Way("field: interval in words", &[(FIELD_DATE, "    verified: 2024-01-01\n    review_every: never\n")]),
    Way("field: expired", &[(FIELD_DATE, "    verified: 2026-11-01\n    expires: 2026-11-10\n")]),
    Way(
        "field: challenged",
        &[(FIELD_DATE, "    verified: 2026-11-01\n    challenged: { on: 2026-11-10, by: ann, reason: It is 8 TB }\n")],
    ),
    Way("field: newer release", &[(FIELD_DATE, "    verified: 2026-11-01\n    capability: audit\n")]),
    Way(
        "claim: twice",
        &[(
            "claims:\n",
            "claims:\n  - id: cap\n    text: Globex stops at 6 TB a day.\n    source: https://docs.globex.example/limits\n    verified: 2026-11-01\n",
        )],
    ),
    Way("claim: key misspelt", &[("claims:\n", "claim:\n")]),
    Way("claim: label of a note too", &[("  - id: cap", "  - id: sso")]),
    Way("card: old date", &[("owner: ann\nverified: 2026-11-02\n", "owner: ann\nverified: 2024-01-02\n")]),
    Way(
        "card: nine years",
        &[("owner: ann\nverified: 2026-11-02\n", "owner: ann\nverified: 2024-01-02\nreview_every: 9y\n")],
    ),
    Way("card: expired", &[("owner: ann\n", "owner: ann\nexpires: 2026-11-10\n")]),
    Way("card: front matter never closed", &[("2026-11-01\n---\n", "2026-11-01\n")]),
    Way("card: blank line before", &[("---\ntitle", "\n---\ntitle")]),
    // Prose that cites nothing.
    Way("prose: lacks", &[(SSO, "Globex lacks single sign-on below the highest plan.")]),
    Way("prose: alias", &[(SSO, "GBX has no single sign-on below the highest plan.")]),
    Way("prose: is capped", &[(HEAD, "## Why we win\n\nGlobex is capped at 5 TB.\n\n")]),
    Way("prose: price", &[(HEAD, "## Why we win\n\nGlobex: $40 per user.\n\n")]),
    Way("prose: they", &[(HEAD, "## Why we win\n\nThey charge for sandboxes.\n\n")]),
    Way("prose: it", &[(HEAD, "## Why we win\n\nGlobex is loud. It needs a gateway.\n\n")]),
    Way("prose: fragment", &[(HEAD, "## Why we win\n\n- No offline mode.\n\n")]),
    Way("prose: table", &[(HEAD, "## Why we win\n\n| | Us | Globex |\n|---|---|---|\n| Seats | any | 500 |\n\n")]),
    Way("prose: heading", &[("Its brand", "### Globex does not support SCIM\n\nAsk for it. Its brand")]),
    Way("prose: after a citation", &[("[^cap]", "[^cap] Globex needs a gateway.")]),
    Way(
        "prose: date in the text",
        &[(HEAD, "## Why we win\n\n[Globex](https://www.globex.example/) is loud (verified 2024-01-01).\n\n")],
    ),
    // What a person wrote to silence it.
    Way(
        "allow: until in another form",
        &[(
            SSO,
            "<!-- fieldbook-allow evidence/uncited-comparison until=31.01.2027 reason=\"soon\" -->\nGlobex lacks single sign-on.",
        )],
    ),
    Way(
        "allow: over",
        &[(
            SSO,
            "<!-- fieldbook-allow evidence/uncited-comparison until=2026-11-20 reason=\"soon\" -->\nGlobex lacks single sign-on.",
        )],
    ),
    Way(
        "allow: without a reason",
        &[(SSO, "<!-- fieldbook-allow evidence/uncited-comparison until=2027-01-31 -->\nGlobex lacks single sign-on.")],
    ),
    Way(
        "allow: far away",
        &[(
            SSO,
            "<!-- fieldbook-allow evidence/uncited-comparison until=2029-01-31 reason=\"soon\" -->\nGlobex lacks single sign-on.",
        )],
    ),
    Way(
        "allow: without an end",
        &[(SSO, "<!-- fieldbook-allow evidence/uncited-comparison reason=\"soon\" -->\nGlobex lacks single sign-on.")],
    ),
    Way(
        "allow: misspelt",
        &[(
            SSO,
            "<!-- fieldbook-alow evidence/uncited-comparison until=2027-01-31 reason=\"soon\" -->\nGlobex lacks single sign-on.",
        )],
    ),
    Way(
        "allow: nothing to allow",
        &[(
            SSO,
            "<!-- fieldbook-allow evidence/unread-note until=2027-01-31 reason=\"soon\" -->\nGlobex lacks single sign-on.",
        )],
    ),
];

/// Returns the rules of the families about evidence that a check reports, with their severities.
fn reported(card: &str, profile: &str) -> BTreeSet<String> {
    let files = [
        ("site.toml", format!("[site]\ntitle = \"T\"\nprofile = \"{profile}\"\n")),
        ("people.yaml", PEOPLE.to_owned()),
        ("capabilities.yaml", CAPABILITIES.to_owned()),
        ("content/competitors/globex.md", COMPETITOR.to_owned()),
        ("content/battlecards/globex.md", card.to_owned()),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text)).to_vec();
    let families = [Family::Evidence, Family::Freshness, Family::Schema, Family::Suppression];
    let found = run(&files, &Selection::default()).into_iter();
    let found = found.filter(|finding| families.contains(&finding.rule.family) && finding.severity > Severity::Info);
    found.map(|finding| format!("{} {}", finding.severity, finding.rule.id)).collect()
}

#[test]
fn no_way_to_write_a_stale_or_unproven_claim_is_silent() {
    let mut table = String::new();
    let mut silent = Vec::new();
    for Way(name, edits) in WAYS {
        let mut card = CARD.to_owned();
        for (from, to) in *edits {
            assert!(card.contains(from), "{name}: {from}");
            card = card.replace(from, to);
        }
        let (essential, strict) = (reported(&card, "essential"), reported(&card, "strict"));
        assert!(essential.is_subset(&strict), "{name}");
        if essential.is_empty() {
            silent.push(*name);
        }
        let more: Vec<&str> = strict.difference(&essential).map(String::as_str).collect();
        let more = if more.is_empty() { String::new() } else { format!("; strict: {}", more.join(", ")) };
        let essential: Vec<&str> = essential.iter().map(String::as_str).collect();
        let essential = essential.join(", ");
        writeln!(table, "{name}: {essential}{more}").expect("a line");
    }
    assert_data_eq!(table, file!["ways.txt": Text].raw());
    assert_eq!(silent, ["nothing wrong"]);
    assert!(WAYS.len() > 100, "{}", WAYS.len());
}
