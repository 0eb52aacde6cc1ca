//! What states a statement has, and why, on both sides of each boundary.

use super::{Cause, EntryAges, State, Step, Timeline, claim_interval, entry_timeline, has_unknown_hash};
use crate::config::{Settings, read_settings};
use crate::entry::{Context, Entry, Topic, read_entries};
use crate::finding::Place;
use crate::library::{Library, Lists, PeopleNames, read_list};
use crate::source::{SourceFile, Spanned, parse_date};
use crate::values::Choice as _;
use crate::wording::{Vocabulary, text_hash};
use chrono::NaiveDate;
use std::sync::Arc;

struct Site {
    settings: Settings,
    library: Library,
}

fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a day")
}

/// Reads a site; `site.toml` and `people.yaml` mean what they mean everywhere.
fn site(files: &[(&str, &str)]) -> Site {
    let toml = files.iter().find(|(path, _)| *path == "site.toml").map_or("", |(_, text)| text);
    let (settings, faults) = read_settings(&SourceFile::new("site.toml", toml.to_owned()));
    assert!(faults.is_empty(), "{faults:?}");
    let (mut lists, mut entries) = (Lists::default(), Vec::new());
    for (path, text) in files.iter().filter(|(path, _)| *path != "site.toml") {
        let file = SourceFile::new(path, (*text).to_owned());
        if path.rsplit('.').next() == Some("yaml") {
            assert!(read_list(&file, &mut lists).is_empty());
        } else if path.rsplit('.').next() == Some("jsonl") {
            assert!(lists.releases.add(&file).is_empty());
        } else {
            let root = settings.roots.first().expect("a root");
            entries.push(read_entries(&file, Context { settings: &settings, root }));
        }
    }
    let (library, _) = Library::new(entries, lists);
    Site { settings, library }
}

/// Reads a card with one claim, whose fields beside id, text and source are `fields`, and the files of `more`.
fn card(fields: &str, more: &[(&str, &str)]) -> Site {
    let text = format!(
        "---\ntitle: Card\ncompetitor: Globex\nclaims:\n  - id: c\n    text: Globex stops at 5 TB.\n    source: https://globex.example/\n{fields}---\n"
    );
    site(&[&[("content/battlecards/card.md", text.as_str())], more].concat())
}

impl Site {
    fn entry(&self, id: &str) -> &Arc<Entry> {
        self.library.find(id).expect("the entry")
    }

    /// Returns the timeline of the claim of [`card`].
    fn claim(&self) -> Timeline {
        let ages = EntryAges::new(self.entry("battlecards/card"), &self.library, &self.settings);
        ages.claims.into_iter().next().expect("a claim")
    }

    fn shown(&self, timeline: &Timeline) -> Vec<String> {
        let from =
            |step: &Step| if step.from == super::beginning() { "always".to_owned() } else { step.from.to_string() };
        let line = |step: &Step| format!("{} {}: {}", from(step), step.state.word(), step.reason(&self.library));
        timeline.steps().map(line).collect()
    }

    fn whole(&self, id: &str) -> Vec<String> {
        let timeline = entry_timeline(self.entry(id), &self.library, &self.settings);
        timeline.map(|timeline| self.shown(&timeline)).unwrap_or_default()
    }
}

fn states(timeline: &Timeline) -> Vec<String> {
    timeline.steps().skip(1).map(|step| format!("{} {}", step.from, step.state.word())).collect()
}

#[test]
fn a_check_holds_through_the_last_day_of_its_interval() {
    let site = card("    verified: 2026-01-01\n    review_every: 60d\n", &[]);
    let timeline = site.claim();
    assert_eq!(
        site.shown(&timeline),
        [
            "always fresh: Checked on 2026-01-01; valid until 2026-03-02.",
            "2026-02-19 due: Checked on 2026-01-01; re-check by 2026-03-02.",
            "2026-03-03 stale: Checked on 2026-01-01 and not since; its 60-day review interval ended on 2026-03-02.",
        ]
    );
    let on = |text| timeline.on(day(text)).state;
    assert_eq!([on("2026-02-18"), on("2026-02-19")], [State::Fresh, State::Due]);
    assert_eq!([on("2026-03-02"), on("2026-03-03")], [State::Due, State::Stale]);
    assert_eq!(on("1900-01-01"), State::Fresh);
}

#[test]
fn due_is_the_last_fifth_and_at_least_seven_days() {
    for (interval, steps) in [
        ("5d", ["2026-01-01 due", "2026-01-07 stale"]),
        ("7d", ["2026-01-02 due", "2026-01-09 stale"]),
        ("8d", ["2026-01-03 due", "2026-01-10 stale"]),
        ("35d", ["2026-01-30 due", "2026-02-06 stale"]),
        ("39d", ["2026-02-03 due", "2026-02-10 stale"]),
        ("40d", ["2026-02-03 due", "2026-02-11 stale"]),
        ("1y", ["2026-10-21 due", "2027-01-02 stale"]),
    ] {
        let fields = format!("    verified: 2026-01-01\n    review_every: {interval}\n");
        assert_eq!(states(&card(&fields, &[]).claim()), steps, "{interval}");
    }
}

#[test]
fn months_end_with_the_last_day_of_a_shorter_month() {
    let site = card("    verified: 2026-01-31\n    review_every: 1mo\n", &[]);
    assert_eq!(states(&site.claim()), ["2026-02-22 due", "2026-03-01 stale"]);
    assert_eq!(
        site.shown(&site.claim()).last().map(String::as_str),
        Some("2026-03-01 stale: Checked on 2026-01-31 and not since; its 1-month review interval ended on 2026-02-28.")
    );
    let leap = card("    verified: 2024-01-31\n    review_every: 1mo\n", &[]);
    assert_eq!(states(&leap.claim()), ["2024-02-23 due", "2024-03-01 stale"]);
    let years = card("    verified: 2024-02-29\n    review_every: 2y\n", &[]);
    assert!(site_last(&years).ends_with("its 2-year review interval ended on 2026-02-28."), "{}", site_last(&years));
}

fn site_last(site: &Site) -> String {
    site.shown(&site.claim()).pop().unwrap_or_default()
}

#[test]
fn a_hard_end_is_the_last_good_day() {
    let site = card("    verified: 2026-01-01\n    review_every: 1y\n    expires: 2026-05-01\n", &[]);
    let timeline = site.claim();
    let on = |text| timeline.on(day(text)).state;
    assert_eq!([on("2026-05-01"), on("2026-05-02")], [State::Fresh, State::Expired]);
    assert_eq!(timeline.on(day("2026-05-02")).reason(&site.library), "Ended on 2026-05-01.");
}

#[test]
fn an_expired_claim_is_worse_than_a_stale_one() {
    let check = "    verified: 2026-01-01\n    review_every: 60d\n";
    let steps = |expires: &str| states(&card(&format!("{check}    expires: {expires}\n"), &[]).claim());
    assert_eq!(steps("2026-03-01"), ["2026-02-19 due", "2026-03-02 expired"], "expired first: never stale");
    assert_eq!(steps("2026-03-02"), ["2026-02-19 due", "2026-03-03 expired"], "on one day: expired");
    assert_eq!(steps("2026-03-03"), ["2026-02-19 due", "2026-03-03 stale", "2026-03-04 expired"]);
    let covered = card(&format!("{check}    expires: 2026-03-01\n"), &[]).claim();
    let is_stale = |text| covered.causes_on(day(text)).any(|cause| matches!(cause, Cause::IntervalEnded(_)));
    assert_eq!([is_stale("2026-03-02"), is_stale("2026-03-03")], [false, true], "rules see what a worse state covers");
}

/// Returns a fact in `state`.
fn fact(from: &str, state: State) -> Step {
    Step { state, ..Step::new(day(from), Cause::NothingAgainst) }
}

#[test]
fn the_states_have_one_order_from_best_to_worst() {
    use State::{Challenged, Due, Expired, Fresh, Stale, Unsourced, Unverified};
    assert_eq!(State::all(), [Fresh, Due, Unverified, Stale, Expired, Unsourced, Challenged]);
    assert!(State::all().windows(2).all(|pair| pair[0] < pair[1]));
    for pair in State::all().windows(2) {
        let (better, worse) = (fact("2026-01-01", pair[0]), fact("2026-01-01", pair[1]));
        for facts in [vec![better.clone(), worse.clone()], vec![worse, better]] {
            let timeline = Timeline::of_facts(facts).expect("a timeline");
            assert_eq!(timeline.steps().map(|step| step.state).collect::<Vec<_>>(), [pair[1]]);
        }
    }
}

#[test]
fn of_equally_bad_facts_the_first_to_begin_counts_and_on_one_day_the_last() {
    let end = |from: &str, on: &str| {
        let on = Spanned::new(day(on), crate::source::Span::default());
        Step::new(day(from), Cause::HardEnd(super::HardEnd { on }))
    };
    let reasons = |facts| {
        let timeline = Timeline::of_facts(facts).expect("a timeline");
        let library = site(&[]).library;
        timeline.steps().map(|step| format!("{} {}", step.from, step.reason(&library))).collect::<Vec<_>>()
    };
    let (first, second) = (end("2026-02-01", "2020-01-01"), end("2026-02-02", "2020-01-02"));
    assert_eq!(reasons(vec![second, first.clone()]), ["2026-02-01 Ended on 2020-01-01."]);
    let same_day = end("2026-02-01", "2020-01-03");
    assert_eq!(reasons(vec![first, same_day]), ["2026-02-01 Ended on 2020-01-03."]);
    assert!(Timeline::of_facts(Vec::new()).is_none());
}

#[test]
fn a_verifier_answers_for_a_check_through_the_last_day_here() {
    let people = "- id: ann\n  name: Ann Example\n  active_until: 2026-02-10\n";
    let check = "    verified: {on: 2026-01-01, by: ann}\n    review_every: 1y\n";
    let site = card(check, &[("people.yaml", people)]);
    assert_eq!(
        site.shown(&site.claim()),
        [
            "always fresh: Checked on 2026-01-01 by Ann Example; valid until 2027-01-01.",
            "2026-02-11 challenged: Ann Example, who checked it, left on 2026-02-10.",
        ]
    );
    let still_here = people.replace("  active_until: 2026-02-10\n", "");
    assert_eq!(card(check, &[("people.yaml", &still_here)]).claim().steps().count(), 3);
}

#[test]
fn a_release_on_the_day_of_the_check_was_seen_and_one_on_the_next_was_not() {
    let steps = |releases: &str| {
        let competitor = format!("---\nname: Globex\nreleases:\n{releases}---\n");
        let fields = "    capability: scim\n    verified: 2026-01-01\n    review_every: 1y\n";
        let site = card(fields, &[("content/competitors/globex.md", &competitor)]);
        site.shown(&site.claim()).into_iter().filter(|line| line.contains("challenged")).collect::<Vec<_>>()
    };
    let release =
        |date: &str, capability: &str| format!("  - {{date: {date}, title: R{date}, capabilities: [{capability}]}}\n");
    assert_eq!(steps(&release("2026-01-01", "scim")), Vec::<String>::new());
    assert_eq!(steps(&release("2026-01-02", "sso")), Vec::<String>::new());
    let next = "2026-01-02 challenged: Globex released “R2026-01-02” on 2026-01-02, after this was checked.";
    assert_eq!(steps(&release("2026-01-02", "scim")), [next]);
    assert_eq!(steps(&release("2026-01-02", "sso, scim")), [next], "one of its capabilities is enough");
    assert_eq!(steps(&(release("2026-04-01", "scim") + &release("2026-01-02", "scim"))), [next], "the first counts");
}

/// Returns the states that a feed of Globex with these releases, each as `day title|summary`, brings to a claim about `scim`
/// that was verified on `verified`; the entry of Globex has `written`.
fn announced(verified: &str, releases: &[&str], written: &str) -> Vec<String> {
    let head = "{\"schema\":\"fieldbook/releases/1\",\"competitor\":\"competitors/globex\",\"feeds\":[]}\n".to_owned();
    let lines = releases.iter().enumerate().map(|(index, release)| {
        let (date, texts) = release.split_once(' ').expect("a day");
        let (title, summary) = texts.split_once('|').unwrap_or((texts, ""));
        format!("{{\"id\":\"{index:016x}\",\"date\":\"{date}\",\"title\":\"{title}\",\"summary\":\"{summary}\",\"url\":\"https://globex.example/{index}\",\"seen\":\"2026-12-01\"}}\n")
    });
    let file = lines.fold(head, |text, line| text + &line);
    let competitor = format!("---\nname: Globex\n{written}---\n");
    let fields = format!("    capability: scim\n    verified: {verified}\n    review_every: 1y\n");
    let capabilities = "- {id: scim, name: User provisioning, synonyms: [SCIM]}\n- {id: sso, name: Single sign-on}\n";
    let site = card(
        &fields,
        &[
            ("content/competitors/globex.md", &competitor),
            ("capabilities.yaml", capabilities),
            ("evidence/releases/globex.jsonl", &file),
        ],
    );
    let all = site.shown(&site.claim());
    all.into_iter().filter(|line| line.contains("Globex")).collect()
}

#[test]
fn a_release_of_a_feed_on_the_day_of_the_check_was_seen_and_one_on_the_next_makes_it_due() {
    let due = "2026-01-02 due: Globex announced “SCIM for all” on 2026-01-02, after this was checked; it names the capability.";
    for (verified, releases, expected) in [
        ("2026-01-01", &["2026-01-01 SCIM for all"][..], None),
        ("2026-01-01", &["2026-01-02 SCIM for all"], Some(due)),
        ("2026-01-02", &["2026-01-02 SCIM for all"], None),
        ("2026-01-01", &["2026-01-02 Scimitars for all"], None),
        ("2026-01-01", &["2026-01-02 Single sign-on"], None),
        ("2026-01-01", &["2026-04-01 More of user provisioning", "2026-01-02 SCIM for all"], Some(due)),
        // A title says more than a summary.
        ("2026-01-01", &["2025-12-01 SCIM", "2026-01-02 SCIM for all", "2026-01-03 News|SCIM"], Some(due)),
    ] {
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(announced(verified, releases, ""), expected, "{verified} {releases:?}");
    }
    let news =
        "2026-01-02 due: Globex announced “News” on 2026-01-02, after this was checked; it names the capability.";
    assert_eq!(announced("2026-01-01", &["2026-01-02 News|With SCIM"], ""), [news]);
}

#[test]
fn the_word_of_the_author_replaces_that_of_the_feed() {
    let release = ["2026-01-02 SCIM for all"];
    let shown = |written: &str| announced("2026-01-01", &release, &format!("releases: [{written}]\n"));
    assert_eq!(shown("{id: \"0000000000000000\", capabilities: []}"), Vec::<String>::new());
    assert_eq!(shown("{url: https://globex.example/0}"), Vec::<String>::new());
    let challenged = "2026-01-02 challenged: Globex released “SCIM for all” on 2026-01-02, after this was checked.";
    assert_eq!(shown("{url: https://globex.example/0, capabilities: [scim]}"), [challenged]);
    let later = "2026-02-01 challenged: Globex released “Ours” on 2026-02-01, after this was checked.";
    assert_eq!(shown("{id: \"0000000000000000\", date: 2026-02-01, title: Ours, capabilities: [scim]}"), [later]);
    assert_eq!(shown("{id: other, date: 2026-01-02, capabilities: []}").len(), 1, "another release");
    let both = shown("{id: other, date: 2026-01-03, title: Ours, capabilities: [scim]}");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn a_dispute_counts_from_its_day_or_always() {
    let check = "    verified: 2026-01-01\n    review_every: 1y\n";
    let site = card(&format!("{check}    challenged: {{on: 2026-03-01, by: bob, reason: A new list.}}\n"), &[]);
    let timeline = site.claim();
    assert_eq!(timeline.on(day("2026-02-28")).state, State::Fresh);
    let disputed = timeline.on(day("2026-03-01"));
    assert_eq!(
        (disputed.state, disputed.reason(&site.library).as_str()),
        (State::Challenged, "Disputed by bob on 2026-03-01: A new list.")
    );
    let undated = card(&format!("{check}    challenged: {{reason: Old}}\n"), &[]);
    assert_eq!(undated.shown(&undated.claim()), ["always challenged: Disputed: Old."]);
}

#[test]
fn a_dispute_is_shown_at_the_first_of_its_fields() {
    let shown = |challenged: &str| {
        let site = card(&format!("    verified: 2026-01-01\n    challenged: {{{challenged}}}\n"), &[]);
        let entry = site.entry("battlecards/card");
        let timeline = site.claim();
        let span = timeline.facts().find_map(|fact| match &fact.cause {
            Cause::Challenged(dispute) => dispute.span,
            _ => None,
        });
        span.map(|span| entry.file.slice(span).to_owned())
    };
    assert_eq!(shown("on: 2026-03-01, by: bob, reason: Old").as_deref(), Some("2026-03-01"));
    assert_eq!(shown("reason: Old, by: bob, on: 2026-03-01").as_deref(), Some("Old"));
    assert_eq!(shown("by: bob").as_deref(), Some("bob"));
}

#[test]
fn without_a_check_or_a_source_nothing_is_proven() {
    let site = card("", &[]);
    assert_eq!(site.shown(&site.claim()), ["always unverified: This has never been checked against its source."]);
    let text = "---\ntitle: Card\ncompetitor: Globex\nclaims:\n  - id: c\n    text: T\n    verified: 2026-01-01\n---\n";
    let site = self::site(&[("content/battlecards/card.md", text)]);
    assert_eq!(site.shown(&site.claim()), ["always unsourced: No source supports this statement."]);
}

/// Returns the interval of the claim of a card and the text at the place that decided it.
fn decided(claim: &str, entry: &str, toml: &str) -> (String, Option<String>) {
    let text = format!("---\ntitle: Card\ncompetitor: Globex\n{entry}claims:\n  - id: c\n    text: T\n{claim}---\n");
    let site = site(&[("site.toml", toml), ("content/battlecards/card.md", &text)]);
    let entry = site.entry("battlecards/card");
    let found = claim_interval(entry.claims.first().expect("a claim"), entry, &site.settings);
    let slice = |place: &Place| format!("{}: {}", place.file.path(), place.file.slice(place.span));
    (found.interval.to_string(), found.decided_at.as_ref().map(slice))
}

#[test]
fn the_nearest_interval_decides_and_names_its_place() {
    let (own, topic, entry) = ("    review_every: 11d\n", "    topic: pricing\n", "review_every: 13d\n");
    let toml = "[freshness.intervals]\npricing = \"12d\"\nbattlecard = \"14d\"\n";
    let folder = "[defaults.battlecards]\nreview_every = \"15d\"\n";
    let card = "content/battlecards/card.md";
    let found = |interval: &str, place: Option<&str>| (interval.to_owned(), place.map(str::to_owned));
    assert_eq!(decided(&format!("{own}{topic}"), entry, toml), found("11d", Some(&format!("{card}: 11d"))));
    assert_eq!(decided(topic, entry, toml), found("12d", Some("site.toml: \"12d\"")));
    assert_eq!(decided("", entry, toml), found("13d", Some(&format!("{card}: 13d"))));
    assert_eq!(decided("", "", toml), found("14d", Some("site.toml: \"14d\"")));
    assert_eq!(decided("", "", &format!("{folder}{toml}")), found("15d", None), "a default of the folder has no place");
    assert_eq!(decided(topic, "", ""), found("30d", None), "built in");
    assert_eq!(decided("", "", ""), found("30d", None), "built in");
}

#[test]
fn an_interval_can_be_set_for_every_topic() {
    for (topic, _) in Topic::WORDS {
        let (settings, findings) =
            read_settings(&SourceFile::new("site.toml", format!("[freshness.intervals]\n{topic} = \"9d\"\n")));
        assert_eq!((findings.len(), settings.freshness.intervals.contains_key(*topic)), (0, true), "{topic}");
    }
}

#[test]
fn an_entry_is_as_bad_as_the_worst_of_its_own_dates_and_its_claims() {
    let text = "---\ntitle: T\nstatus: approved\nverified: 2026-01-01\nreview_every: 1y\nexpires: 2026-08-31\nclaims:\n  - {id: c, text: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen, source: 'https://e.example/', verified: 2026-01-01, review_every: 60d}\n---\n";
    let site = site(&[("content/pages/a.md", text)]);
    let claim =
        "“one two three four five six seven eight nine ten eleven twelve thirteen fourteen …” — Checked on 2026-01-01";
    assert_eq!(
        site.whole("pages/a"),
        [
            format!("always fresh: {claim}; valid until 2026-03-02."),
            format!("2026-02-19 due: {claim}; re-check by 2026-03-02."),
            format!("2026-03-03 stale: {claim} and not since; its 60-day review interval ended on 2026-03-02."),
            "2026-09-01 expired: Ended on 2026-08-31.".to_owned(),
        ]
    );
}

#[test]
fn the_text_of_a_claim_is_shortened_from_15_words_on() {
    let shown = |words: usize| {
        let text = vec!["word"; words].join(" ");
        let page = format!("---\ntitle: T\nclaims:\n  - {{id: c, text: {text}, source: 'https://e.example/'}}\n---\n");
        site(&[("content/pages/a.md", &page)]).whole("pages/a")
    };
    let unverified =
        |text: &str| format!("always unverified: “{text}” — This has never been checked against its source.");
    let fourteen = vec!["word"; 14].join(" ");
    assert_eq!(shown(14), [unverified(&fourteen)]);
    assert_eq!(shown(15), [unverified(&format!("{fourteen} …"))]);
}

#[test]
fn what_depends_on_several_has_the_worst_of_their_states_at_each_day() {
    let of = |facts| Timeline::of_facts(facts).expect("a timeline");
    let first = of(vec![fact("2026-01-01", State::Fresh), fact("2026-03-01", State::Stale)]);
    let second = of(vec![fact("2026-01-02", State::Due), fact("2026-02-01", State::Unverified)]);
    let all = Timeline::of_all([&first, &second].into_iter()).expect("a timeline");
    let steps: Vec<_> = all.steps().map(|step| format!("{} {}", step.from, step.state.word())).collect();
    assert_eq!(steps, ["2026-01-01 fresh", "2026-01-02 due", "2026-02-01 unverified", "2026-03-01 stale"]);
    assert!(Timeline::of_all(std::iter::empty()).is_none());
}

#[test]
fn fresh_and_due_are_trusted_and_the_other_states_are_not() {
    assert_eq!(State::all().map(State::is_trusted), [true, true, false, false, false, false, false]);
}

#[test]
fn an_entry_without_claims_has_its_own_dates_alone() {
    let whole = |path: &str, fields: &str| {
        let id = path.strip_suffix(".md").expect("a page");
        site(&[(&format!("content/{path}"), &format!("---\ntitle: T\nstatus: approved\n{fields}---\n"))]).whole(id)
    };
    assert_eq!(whole("pages/a.md", ""), Vec::<String>::new(), "a page is not reviewed");
    assert_eq!(whole("pages/a.md", "verified: 2026-01-01\n"), ["always fresh: Checked on 2026-01-01."]);
    assert_eq!(whole("guides/a.md", ""), ["always unverified: This has never been checked."]);
    assert_eq!(
        whole("pages/a.md", "expires: 2026-05-01\n"),
        ["always fresh: No date speaks against it yet.", "2026-05-02 expired: Ended on 2026-05-01."]
    );
    assert_eq!(
        whole("pages/a.md", "verified: 2026-01-01\nexpires: 2026-05-01\n"),
        ["always fresh: Checked on 2026-01-01.", "2026-05-02 expired: Ended on 2026-05-01."]
    );
    assert_eq!(
        whole("pages/a.md", "challenged: {on: 2026-05-01, reason: Old}\n"),
        ["always fresh: No date speaks against it yet.", "2026-05-01 challenged: Disputed on 2026-05-01: Old."]
    );
}

#[test]
fn outsiders_read_sentences_without_names() {
    let people = "- {id: ann, name: Ann Example, active_until: 2026-02-10}\n- {id: bob, name: Bob Example}\n";
    let fields = "    verified: {on: 2026-01-01, by: ann}\n    review_every: 1y\n    challenged: {on: 2026-03-01, by: bob, reason: Bob Example doubts it}\n";
    let site = card(fields, &[("people.yaml", people)]);
    let sentences = |library: &Library| -> Vec<String> {
        let mut facts: Vec<Step> = site.claim().facts().cloned().collect();
        facts.sort_by_key(|fact| (fact.from, fact.state));
        facts.iter().map(|fact| fact.reason(library)).collect()
    };
    assert_eq!(
        sentences(&site.library),
        [
            "Checked on 2026-01-01 by Ann Example; valid until 2027-01-01.",
            "Ann Example, who checked it, left on 2026-02-10.",
            "Disputed by Bob Example on 2026-03-01: Bob Example doubts it.",
            "Checked on 2026-01-01 by Ann Example; re-check by 2027-01-01.",
            "Checked on 2026-01-01 by Ann Example and not since; its 1-year review interval ended on 2027-01-01.",
        ]
    );
    assert_eq!(
        sentences(&outside(&site)),
        [
            "Checked on 2026-01-01; valid until 2027-01-01.",
            "The person who checked it left on 2026-02-10.",
            "Disputed on 2026-03-01.",
            "Checked on 2026-01-01; re-check by 2027-01-01.",
            "Checked on 2026-01-01 and not since; its 1-year review interval ended on 2027-01-01.",
        ]
    );
}

#[test]
fn a_text_that_says_something_else_than_its_hash_is_not_proven() {
    let of = |text: &str| {
        let hash = text_hash(text, &Vocabulary::default());
        let site = card(&format!("    verified: {{on: 2026-01-01, hash: \"{hash}\"}}\n    review_every: 60d\n"), &[]);
        let first = site.claim().on(day("2026-01-01")).clone();
        format!("{} {}", first.state.word(), first.reason(&site.library))
    };
    let fresh = "fresh Checked on 2026-01-01; valid until 2026-03-02.";
    assert_eq!(of("Globex stops at 5 TB."), fresh);
    assert_eq!(of("Globex ends at 5 TB."), fresh, "its wording is not what a check is about");
    for (before, what) in [
        ("Globex stops at 6 TB.", "a number or unit"),
        ("Globex stops at 5 GB.", "a number or unit"),
        ("Globex never stops at 5 TB.", "a negation"),
        ("Globex Pro stops at 5 TB.", "a name"),
        ("Globex only stops at 5 TB.", "a word of scope"),
    ] {
        assert_eq!(of(before), format!("challenged Checked on 2026-01-01; {what} in it changed since."), "{before}");
    }
}

#[test]
fn a_changed_text_is_worse_than_the_end_of_its_interval() {
    let hash = text_hash("Globex stops at 6 TB.", &Vocabulary::default());
    let site = card(&format!("    verified: {{on: 2026-01-01, hash: \"{hash}\"}}\n    review_every: 60d\n"), &[]);
    assert_eq!(states(&site.claim()), Vec::<String>::new());
    assert!(site.claim().facts().any(|fact| fact.state == State::Stale), "and the end of the interval is a fact");
}

#[test]
fn a_hash_of_an_unknown_form_shows_no_change() {
    let site = card("    verified: {on: 2026-01-01, hash: \"v9:x\"}\n    review_every: 60d\n", &[]);
    assert_eq!(states(&site.claim()), ["2026-02-19 due", "2026-03-03 stale"]);
    let claim = site.entry("battlecards/card").claims.first().expect("a claim");
    assert!(claim.verified.as_ref().is_some_and(has_unknown_hash));
}

/// Returns the library as readers outside the company get it.
fn outside(site: &Site) -> Library {
    let lists = Arc::clone(&site.library.lists);
    site.library.part(site.library.entries().to_vec(), lists, PeopleNames::Hidden)
}

#[test]
fn what_is_not_approved_is_never_current() {
    let page = |status: &str, more: &str| {
        let text = format!("---\ntitle: T\nstatus: {status}\n{more}---\nText.\n");
        site(&[("content/gaps/a.md", text.as_str())]).whole("gaps/a")
    };
    let checked = "verified: 2026-10-01\nreview_every: 60d\n";
    assert_eq!(
        page("approved", checked),
        [
            "always fresh: Checked on 2026-10-01; valid until 2026-11-30.",
            "2026-11-19 due: Checked on 2026-10-01; re-check by 2026-11-30.",
            "2026-12-01 stale: Checked on 2026-10-01 and not since; its 60-day review interval ended on 2026-11-30.",
        ]
    );
    let stale =
        "2026-12-01 stale: Checked on 2026-10-01 and not since; its 60-day review interval ended on 2026-11-30.";
    assert_eq!(page("draft", checked), ["always unverified: This is a draft: it has not been approved.", stale]);
    let unreviewed = "always unverified: This is unreviewed: it has not been approved.";
    assert_eq!(page("unreviewed", checked), [unreviewed, stale]);
    assert_eq!(page("in-review", checked), ["always unverified: This is in review: it has not been approved.", stale]);
    // What nothing was checked of says that, and what cannot age has no state.
    assert_eq!(page("draft", "review_every: 60d\n"), ["always unverified: This has never been checked."]);
    assert_eq!(page("draft", ""), [""; 0]);
}

#[test]
fn a_draft_with_checked_claims_is_not_current_and_its_claims_are() {
    let fields = "    verified: 2026-01-01\n    review_every: 60d\n";
    let draft = card(fields, &[]);
    assert_eq!(states(&draft.claim()), ["2026-02-19 due", "2026-03-03 stale"]);
    assert_eq!(draft.claim().on(day("2026-01-02")).state, State::Fresh);
    let first = draft.whole("battlecards/card").into_iter().next();
    assert_eq!(first.as_deref(), Some("always unverified: This is a draft: it has not been approved."));
}
