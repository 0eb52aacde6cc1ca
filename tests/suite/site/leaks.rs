//! Entries of every kind that a build's readers must not see leave no trace in its pages, index and exports.

use super::site_under_test::TestSite;
use fieldbook::index::build_index;
use fieldbook::kinds::Kind;
use fieldbook::library::Scope;
use fieldbook::secrets::{Pattern, Sweep};
use fieldbook_search::{Engine, Query};

/// The audiences of the fixture, loosest first.
fn audiences(site: &TestSite) -> Vec<String> {
    site.settings.audiences.names().map(str::to_owned).collect()
}

fn sentinel(kind: Kind, audience: &str) -> String {
    format!("fieldbook-canary-{}-for-{audience}", kind.word())
}

/// An entry of `kind` with its sentinel in every place that lists, pages, search and exports read.
fn planted(kind: Kind, audience: &str) -> (String, String) {
    let word = sentinel(kind, audience);
    let text = format!(
        "---\nkind: {}\ntitle: Title {word}\nsummary: Summary {word}\nstatus: approved\naudience: {audience}\n\
         tags: [tag-{word}]\naliases: [Alias {word}]\ncompetitor: globex\n\
         claims:\n  - {{id: planted, text: Claim {word}, sources: [{{url: 'https://docs.example.com/{word}'}}]}}\n\
         ---\n# Heading {word}\n\nBody {word}.\n",
        kind.word()
    );
    (format!("content/{}/planted-{word}.md", kind.folder()), text)
}

/// Every byte of a build for `audience`, with the paths: pages, exports and index.
fn output(site: &TestSite, audience: &str) -> Vec<(String, Vec<u8>)> {
    let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
    let (visible, _) = site.visible_to(&scope);
    let mut files: Vec<_> = site
        .build(audience, None)
        .pages
        .into_iter()
        .map(|page| (page.path, page.plain.unwrap_or(page.bytes)))
        .collect();
    let shards = build_index(&visible, &site.settings).into_iter();
    files.extend(shards.map(|shard| (format!("search/index/{}", shard.name), shard.bytes)));
    files
}

#[test]
fn no_byte_of_a_build_holds_an_entry_of_any_kind_for_a_stricter_audience() {
    let mut site = TestSite::new("", "");
    let audiences = audiences(&site);
    let all: Vec<(Kind, usize)> =
        Kind::all().flat_map(|kind| (0..audiences.len()).map(move |index| (kind, index))).collect();
    site.add(&all.iter().map(|(kind, index)| planted(*kind, &audiences[*index])).collect::<Vec<_>>());
    for (build, audience) in audiences.iter().enumerate() {
        let patterns = all.iter().map(|(kind, index)| {
            let word = sentinel(*kind, &audiences[*index]);
            Pattern::token(word.as_str(), word.as_str())
        });
        let sweep = Sweep::new(patterns);
        let files = output(&site, audience);
        let found: std::collections::BTreeSet<String> = files
            .iter()
            .flat_map(|(path, bytes)| [sweep.traces(path.as_bytes()), sweep.traces(bytes)])
            .flatten()
            .map(|trace| trace.label)
            .collect();
        let expected = all.iter().filter(|(_, index)| *index <= build);
        let expected = expected.map(|(kind, index)| sentinel(*kind, &audiences[*index])).collect();
        assert_eq!(found, expected, "a build for `{audience}`: the entries for it and looser ones, and no other");
    }
}

/// A public site in which every field has its own word, with what it names of hidden entries.
const WORDED: [(&str, &str); 9] = [
    (
        "content/gaps/open.md",
        "---\ntitle: Open gap\nsummary: zq-summary\naudience: public\nstatus: approved\nowner: zq-owner\nseverity: minor\n\
         state: open\nworkaround: zq-workaround\nimpact: zq-impact\ncapability: zq-coming\ntracker: https://tracker.zz/zq-tracker\n\
         opportunities: [zq-opportunity]\ntags: [zq-tag]\naliases: [Wombatine]\n\
         verified: {on: 2026-11-01, by: zq-verifier, with: zq-with, method: zq-method}\n\
         approvals:\n  - {role: sme, by: zq-approver, on: 2026-11-01}\n\
         challenged: {on: 2026-11-02, by: zq-doubter, reason: zq-reason}\n\
         suppress:\n  - {rule: style/filler, reason: zq-suppressed, until: 2027-01-01}\n\
         claims:\n  - {id: c, text: zq-claim, source: 'https://docs.zz/zq-source', quote: zq-quote, verified: {on: 2026-11-01, by: zq-claimant, with: zq-tool, method: zq-way}, challenged: {on: 2026-11-02, by: zq-critic, reason: zq-claimreason}}\n\
         ---\nzq-body[^c] <!-- zq-comment -->\n",
    ),
    (
        "content/answers/open.md",
        "---\nkind: answer\nquestion: Is it zq-question?\naudience: public\nstatus: approved\nowner: ann\nshort_answer: no\n\
         gap: gaps/zq-hiddengap\nevidence: [zq-document, pages/zq-hiddenpage]\nrelated: [pages/zq-hiddenpage]\n\
         supersedes: [pages/zq-hiddenpage, pages/zq-gone, pages/zq-archived]\nsme: zq-sme\n---\nNo.\n",
    ),
    (
        "content/objections/open.md",
        "---\ntitle: Open objection\naudience: public\nstatus: approved\nowner: ann\nresponse: zq-response\n\
         gap: zq-hiddengap\nevidence: [pages/zq-hiddenpage#c]\n---\nText.\n",
    ),
    (
        "content/demos/open.md",
        "---\ntitle: Open demo\naudience: public\nstatus: approved\nowner: ann\nrequirements: [zq-requirement]\n\
         environment: {name: zq-environment, rebuild: zq-rebuild, credentials: zq-vault}\n---\nText about sso.\n",
    ),
    (
        "content/gaps/zq-hiddengap.md",
        "---\ntitle: Hidden gap\nstatus: approved\nowner: ann\n---\nBluebirdium is hidden.\n",
    ),
    ("content/pages/zq-hiddenpage.md", "---\ntitle: Hidden\nstatus: approved\nowner: ann\n---\nHidden.\n"),
    ("content/pages/zq-archived.md", "---\ntitle: Old\naudience: public\nstatus: archived\nowner: ann\n---\nOld.\n"),
    (
        "capabilities.yaml",
        "- {id: zq-coming, name: Coming, synonyms: [Plannedorium], availability: planned}\n- {id: sso, name: SSO, synonyms: [Availadium]}\n",
    ),
    ("synonyms.yaml", "- [sso, Bluebirdium, Genericum]\n- [Bluebirdium, Nowherium]\n"),
];

/// The words that a build for outsiders has; all others are for the company alone.
const OPEN: [&str; 19] = [
    "zq-archived",
    "zq-body",
    "zq-claim",
    "zq-document",
    "zq-environment",
    "zq-gone",
    "zq-impact",
    "zq-question",
    "zq-quote",
    "zq-rebuild",
    "zq-requirement",
    "zq-response",
    "zq-source",
    "zq-summary",
    "zq-tag",
    "zq-tool",
    "zq-way",
    "zq-with",
    "zq-workaround",
];

#[test]
fn outsiders_learn_nothing_from_fields_for_the_company_and_names_of_hidden_entries() {
    let mut site = TestSite::new("", "");
    site.add(&WORDED.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let words: std::collections::BTreeSet<&str> = WORDED
        .iter()
        .flat_map(|(path, text)| [path, text])
        .flat_map(|text| text.match_indices("zq-").map(|(at, _)| &text[at..]))
        .filter_map(|rest| rest.split(|symbol: char| !(symbol.is_ascii_lowercase() || symbol == '-')).next())
        .map(|word| word.trim_end_matches('-'))
        .collect();
    assert!(words.len() > 35, "{words:?}");
    let sweep = Sweep::new(words.iter().map(|word| Pattern::name(*word, *word)));
    let found = |audience: &str| {
        let files = output(&site, audience);
        let traces = files.iter().flat_map(|(path, bytes)| [sweep.traces(path.as_bytes()), sweep.traces(bytes)]);
        traces.flatten().map(|trace| trace.label).collect::<std::collections::BTreeSet<String>>()
    };
    assert_eq!(found("public").into_iter().collect::<Vec<_>>(), OPEN);
    assert_eq!(found("partner").into_iter().collect::<Vec<_>>(), OPEN);
    // The control: the company sees what outsiders do not.
    let inside = found("internal");
    for word in ["zq-tracker", "zq-vault", "zq-reason", "zq-claimreason", "zq-hiddengap", "zq-hiddenpage", "zq-owner"] {
        assert!(inside.contains(word), "{word}: {inside:?}");
    }
}

#[test]
fn the_index_for_outsiders_knows_no_synonym_of_hidden_entries_and_of_what_is_planned() {
    let mut site = TestSite::new("", "");
    site.add(&WORDED.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let known = |audience: &str| {
        let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
        let (visible, _) = site.visible_to(&scope);
        let engine = Engine::of(build_index(&visible, &site.settings)).expect("an index");
        let words = ["Wombatine", "Availadium", "Genericum", "Plannedorium", "Bluebirdium", "Nowherium"];
        let is_known = |word: &&str| {
            let results = engine.search(&Query::new(word, 0));
            results.total > 0 || !results.corrections.is_empty() || !results.suggestions.is_empty()
        };
        words.into_iter().filter(is_known).collect::<Vec<_>>()
    };
    assert_eq!(known("public"), ["Wombatine", "Availadium", "Genericum"]);
    assert_eq!(known("internal"), ["Wombatine", "Availadium", "Genericum", "Plannedorium", "Bluebirdium", "Nowherium"]);
}
