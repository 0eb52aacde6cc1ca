//! What the search puts first, as a terminal shows it; the site's pages ask the same index.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A site whose opportunities, cards and answers share their words. `scim.md` and `zones.md` differ in nothing but when
/// somebody looked at them.
const FILES: [(&str, &str); 11] = [
    (
        "site.toml",
        "[site]\ntitle = \"Field notes\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n[opportunities]\nsource = \"file\"\nfile = \"opportunities.json\"\n",
    ),
    ("people.yaml", "- {id: ann, name: Ann Example}\n"),
    ("frameworks.yaml", "- {id: caiq-4, title: CAIQ 4, controls: [{id: IAM-08.1, text: Keys}]}\n"),
    ("deals/customers.yaml", "- {key: acme, names: [Acme Works], aliases: [Anvil House]}\n"),
    (
        "content/competitors/globex.md",
        "---\nname: Globex\naliases: [GBX]\nowner: ann\nstatus: approved\n---\nGlobex sells to Globex users.\n",
    ),
    (
        "content/battlecards/globex.md",
        "---\ntitle: Against the big one\ncompetitor: Globex\nowner: ann\nstatus: approved\nverified: 2026-11-15\n---\nThey stop early.\n",
    ),
    (
        "content/answers/keys.md",
        "---\nquestion: Who holds the encryption keys?\nowner: ann\nstatus: approved\nverified: 2026-11-15\nframeworks: {caiq-4: [IAM-08.1]}\n---\nYou do.\n",
    ),
    (
        "content/pages/encryption.md",
        "---\ntitle: Encryption\nowner: ann\nstatus: approved\nverified: 2026-11-15\n---\nHow encryption keys work. IAM-08.1 asks for it.\n",
    ),
    (
        "content/pages/a-zones.md",
        "---\ntitle: Time zones\nowner: ann\nstatus: approved\nreview_every: 90d\nverified: 2024-01-01\n---\nOne for each.\n",
    ),
    (
        "content/pages/b-zones.md",
        "---\ntitle: Time zones\nowner: ann\nstatus: approved\nreview_every: 90d\nverified: 2026-11-15\n---\nOne for each.\n",
    ),
    (
        "opportunities.json",
        "{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-20T09:12:00Z\", \"complete\": true, \"opportunities\": [\n\
         {\"id\": \"Opp/1\", \"name\": \"Core renewal\", \"customer\": \"Acme Works\", \"stage\": \"Proposal\", \"amount\": 410000, \"currency\": \"USD\", \"owner\": \"ann\", \"competitors\": [\"Globex\"]},\n\
         {\"id\": \"opp-2\", \"name\": \"First pilot\", \"customer\": \"Initech\", \"stage\": \"Discovery\", \"competitors\": [\"Globex\"]}]}\n",
    ),
];

/// Makes the site, with a page that names a customer more often than anything else does.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let story = "---\ntitle: Acme Works, Acme Works\nowner: ann\nstatus: approved\nverified: 2026-11-15\n---\nAcme Works likes Acme Works. Initech does.\n";
    for (path, content) in FILES.into_iter().chain([("content/pages/story.md", story)]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder)
        .args(arguments)
        .args(["--today", "2026-11-21"])
        .env_remove("FIELDBOOK_NOTION_TOKEN")
        .output()
        .expect("fieldbook runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn results(folder: &Path, query: &str, more: &[&str]) -> Value {
    let printed = run(folder, &[&["search", query, "--format", "json"], more].concat());
    let mut found: Value = serde_json::from_str(&printed).expect("JSON");
    found.get_mut("results").expect("results").take()
}

/// The ids that are found, best first.
fn ids(folder: &Path, query: &str, more: &[&str]) -> Vec<String> {
    let results = results(folder, query, more);
    let hits = results.get("hits").and_then(Value::as_array).expect("hits");
    let id = |hit: &Value| hit.get("id").and_then(Value::as_str).expect("an id").to_owned();
    hits.iter().map(id).collect()
}

#[test]
fn names_questions_and_controls_lead_where_they_are_meant() {
    let site = site();
    for (query, first) in [
        ("Globex", "battlecards/globex"),
        ("gbx", "battlecards/globex"),
        ("Acme Works", "opportunities/Opp-1"),
        ("acme", "opportunities/Opp-1"),
        ("anvil house", "opportunities/Opp-1"),
        ("Initech", "opportunities/opp-2"),
        ("IAM-08.1", "answers/keys"),
        ("caiq-4: IAM-08.1", "answers/keys"),
        ("encryption", "pages/encryption"),
        ("encryption?", "answers/keys"),
    ] {
        let found = ids(site.path(), query, &[]);
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
        assert!(found.len() > 1 || query != "Acme Works", "the story is found too: {found:?}");
    }
}

#[test]
fn an_opportunity_is_found_by_everything_but_its_amount() {
    let site = site();
    let found = results(site.path(), "acme works", &["--facet", "kind=opportunity"]);
    let hit = &found["hits"][0];
    let expected = [
        ("url", Value::from("opportunities/Opp-1/index.html")),
        ("kind", Value::from("opportunity")),
        ("state", Value::Null),
        ("facets", serde_json::json!([["owner", "ann"], ["stage", "Proposal"]])),
    ];
    for (name, value) in expected {
        assert_eq!(hit[name], value, "{name}");
    }
    assert_eq!(hit["title"]["text"], "Core renewal");
    assert_eq!(hit["summary"]["text"], "Acme Works · Proposal · against Globex");
    for query in ["core renewal", "proposal", "globex"] {
        assert!(ids(site.path(), query, &[]).contains(&"opportunities/Opp-1".to_owned()), "{query}");
    }
    assert!(!ids(site.path(), "410000", &[]).contains(&"opportunities/Opp-1".to_owned()));
    // Each result leads to a page that the same build writes.
    let output = site.path().join("public");
    run(site.path(), &["build", "--output", output.to_str().expect("a path")]);
    for hit in results(site.path(), "", &["--limit", "400"])["hits"].as_array().expect("hits") {
        let url = hit["url"].as_str().expect("an address");
        let file = url.split(['?', '#']).next().unwrap_or_default();
        assert!(url.starts_with("https://") || output.join(file).is_file(), "{url}");
    }
}

#[test]
fn opportunities_are_found_by_those_alone_who_may_see_their_pages() {
    let site = site();
    let deals = |more: &[&str]| ids(site.path(), "", &[&["--facet", "kind=opportunity"], more].concat());
    assert_eq!(deals(&[]), ["opportunities/Opp-1", "opportunities/opp-2"]);
    assert_eq!(deals(&["--audience", "customer"]), Vec::<String>::new());
    assert_eq!(deals(&["--customer", "acme"]), ["opportunities/Opp-1"]);
}

#[test]
fn a_stale_result_stays_below_its_fresh_equal_and_says_so() {
    let site = site();
    assert_eq!(ids(site.path(), "time zones", &[]), ["pages/b-zones", "pages/a-zones"]);
    let printed = run(site.path(), &["search", "time zones"]);
    assert_eq!(
        printed,
        "Time zones\n  pages/b-zones · Current\n  One for each.\n\nTime zones\n  pages/a-zones · Stale\n  One for each.\n\n2 of 2\n"
    );
}
