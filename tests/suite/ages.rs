//! Findings about age, on both sides of the day on which each begins. Sites are checked for 2026-11-21.

use super::rules::run;
use fieldbook::rules::Selection;

const STRICT: &str = "[site]\nprofile = \"strict\"\n";

/// A card with one claim, whose fields beside id, text and source are `fields`.
fn card(fields: &str) -> (&'static str, String) {
    let text = format!(
        "---\ntitle: Globex\ncompetitor: Globex\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB.\n    source: https://docs.globex.example/limits\n{fields}---\nText.[^cap]\n"
    );
    ("content/battlecards/globex.md", text)
}

/// Returns rule and message of each finding about age.
fn found(files: &[(&str, String)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect();
    let findings = run(&files, &Selection::default());
    let is_about_age = |id: &str| id.starts_with("freshness/") || id == "evidence/newer-release";
    let findings = findings.iter().filter(|finding| is_about_age(finding.rule.id));
    findings.map(|finding| format!("{}: {}", finding.rule.id, finding.message)).collect()
}

/// Checks a card with `fields` and `more` files with every rule on.
fn strict(fields: &str, more: &[(&str, &str)]) -> Vec<String> {
    let more = more.iter().map(|(path, text)| (*path, (*text).to_owned()));
    found(&[("site.toml", STRICT.to_owned()), card(fields)].into_iter().chain(more).collect::<Vec<_>>())
}

const NONE: [String; 0] = [];

#[test]
fn a_claim_is_stale_from_the_day_after_its_interval() {
    assert_eq!(strict("    verified: 2026-09-22\n    review_every: 60d\n", &[]), NONE);
    assert_eq!(
        strict("    verified: 2026-09-21\n    review_every: 60d\n", &[]),
        [
            "freshness/stale-claim: the claim `cap` was checked on 2026-09-21; its 60-day review interval ended on 2026-11-20"
        ]
    );
}

#[test]
fn an_entry_is_stale_from_the_day_after_its_interval() {
    let page = |day: &str| {
        let text = format!("---\ntitle: T\nverified: {day}\nreview_every: 1mo\n---\nText.\n");
        found(&[("content/pages/a.md", text)])
    };
    assert_eq!(page("2026-10-21"), NONE);
    assert_eq!(
        page("2026-10-20"),
        ["freshness/stale-entry: `pages/a` was checked on 2026-10-20; its 1-month review interval ended on 2026-11-20"]
    );
}

#[test]
fn an_end_has_passed_from_the_day_after_it() {
    let check = "    verified: 2026-11-20\n";
    assert_eq!(strict(&format!("{check}    expires: 2026-11-21\n"), &[]), NONE);
    assert_eq!(
        strict(&format!("{check}    expires: 2026-11-20\n"), &[]),
        ["freshness/expired: the claim `cap` ended on 2026-11-20"]
    );
}

#[test]
fn a_check_of_today_is_none_of_the_future() {
    let fields = |verified: &str, captured: &str| format!("    captured: {captured}\n    verified: {verified}\n");
    assert_eq!(strict(&fields("2026-11-21", "2026-11-21"), &[]), NONE);
    assert_eq!(
        strict(&fields("2026-11-22", "2026-11-22"), &[]),
        [
            "freshness/verified-in-future: the claim `cap` was quoted on 2026-11-22, which is after 2026-11-21",
            "freshness/verified-in-future: the claim `cap` was checked on 2026-11-22, which is after 2026-11-21",
        ]
    );
}

#[test]
fn a_verifier_is_here_through_the_last_day() {
    let people = |day: &str| format!("- {{id: ann, name: Ann Example, active_until: {day}}}\n");
    let claim = |day: &str| strict("    verified: {on: 2026-11-01, by: ann}\n", &[("people.yaml", &people(day))]);
    assert_eq!(claim("2026-11-21"), NONE);
    let left = "freshness/inactive-verifier: the claim `cap` was checked by `ann`, who left on 2026-11-20";
    assert_eq!(claim("2026-11-20"), [left]);
    let page = |day: &str| {
        let text = "---\ntitle: T\nverified: {on: 2026-11-01, by: ann}\n---\nText.\n".to_owned();
        found(&[("site.toml", STRICT.to_owned()), ("people.yaml", people(day)), ("content/pages/a.md", text)])
    };
    assert_eq!(page("2026-11-21"), NONE);
    let left = "freshness/inactive-verifier: `pages/a` was checked by `ann`, who left on 2026-11-20";
    assert_eq!(page("2026-11-20"), [left], "an entry without an interval too");
}

#[test]
fn a_release_counts_after_the_check_and_not_before_its_own_day() {
    let check = |verified: &str, released: &str| {
        let competitor =
            format!("---\nname: Globex\nreleases:\n  - {{date: {released}, title: R, capabilities: [scim]}}\n---\n");
        let fields = format!("    capability: scim\n    verified: {verified}\n");
        let lists = ("capabilities.yaml", "- {id: scim, name: SCIM}\n");
        strict(&fields, &[("content/competitors/globex.md", &competitor), lists])
    };
    assert_eq!(check("2026-11-20", "2026-11-20"), NONE);
    let message = "evidence/newer-release: the claim `cap` was checked on 2026-11-20, and a release of 2026-11-21 touches its capability";
    assert_eq!(check("2026-11-20", "2026-11-21"), [message]);
    assert_eq!(check("2026-11-20", "2026-11-22"), NONE);
}

#[test]
fn every_cause_is_reported_even_if_a_worse_one_decides_the_state() {
    let fields =
        "    verified: 2026-01-01\n    review_every: 60d\n    expires: 2026-05-01\n    challenged: {on: 2026-06-01}\n";
    assert_eq!(
        strict(fields, &[]),
        [
            "freshness/stale-claim: the claim `cap` was checked on 2026-01-01; its 60-day review interval ended on 2026-03-02",
            "freshness/expired: the claim `cap` ended on 2026-05-01",
            "freshness/challenged: the claim `cap` is disputed since 2026-06-01",
        ]
    );
}

#[test]
fn what_is_approved_needs_a_check() {
    let page = |status: &str| {
        let text = format!("---\ntitle: T\nowner: ann\nstatus: {status}\nsummary: S.\n---\nText.\n");
        found(&[("site.toml", STRICT.to_owned()), ("content/guides/a.md", text)])
    };
    assert_eq!(page("in-review"), NONE);
    assert_eq!(page("approved"), ["freshness/never-verified: `guides/a` is approved but has never been checked"]);
}

/// Returns the findings about a budget of `lines` for two claims that became stale yesterday and one that will tomorrow.
fn budget(lines: &str, opportunities: &str) -> Vec<String> {
    let claim = |id: &str, day: &str| {
        format!(
            "  - {{id: {id}, text: Globex {id}, source: 'https://e.example/', verified: {day}, review_every: 60d}}\n"
        )
    };
    let claims = [claim("a", "2026-09-21"), claim("b", "2026-09-21"), claim("c", "2026-09-22")].concat();
    let text = format!("---\ntitle: Globex\ncompetitor: Globex\nclaims:\n{claims}---\nText.[^a] [^b] [^c]\n");
    let snapshot = format!(
        "{{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T08:00:00Z\", \"opportunities\": [{opportunities}]}}"
    );
    let files = [
        ("site.toml", format!("[freshness.budget]\n{lines}\n")),
        ("content/competitors/globex.md", "---\nname: Globex\naliases: [GBX]\n---\n".to_owned()),
        ("content/battlecards/globex.md", text),
        ("opportunities.json", snapshot),
    ];
    found(&files)
        .into_iter()
        .filter_map(|line| Some(line.strip_prefix("freshness/over-budget: ")?.to_owned()))
        .collect()
}

#[test]
fn a_budget_of_two_stale_claims_holds_two() {
    assert_eq!(budget("stale = 2", ""), NONE);
    assert_eq!(budget("stale = 1", ""), ["2 claims are stale; the budget allows 1"]);
    assert_eq!(budget("stale = 0", ""), ["2 claims are stale; the budget allows 0"]);
}

#[test]
fn exposure_within_thirty_days_ends_with_the_thirtieth() {
    let opportunity = |id: &str, stage: &str, day: &str| {
        format!(
            "{{\"id\": \"{id}\", \"name\": \"P\", \"stage\": \"{stage}\", \"close_date\": \"{day}\", \"competitors\": [\"Globex\", \"GBX\"]}}"
        )
    };
    let within = |opportunities: &[String]| budget("stale_exposed_within = \"30d\"", &opportunities.join(", "));
    let on = |day: &str| within(&[opportunity("p", "Demo", day)]);
    let exposed = |closing: &str| {
        ["a", "b"].map(|id| format!("the claim `{id}` is stale, and open opportunities depend on it: {closing}"))
    };
    assert_eq!(on("2026-12-21"), exposed("P, closes on 2026-12-21 in 30 days"));
    assert_eq!(on("2026-12-22"), NONE);
    assert_eq!(within(&[opportunity("p", "Lost", "2026-12-01")]), NONE);
    let two = [opportunity("p", "Demo", "2026-12-01"), opportunity("q", "Demo", "2026-12-02")];
    assert_eq!(within(&two), exposed("P, closes on 2026-12-01 in 10 days; P, closes on 2026-12-02 in 11 days"));
}
