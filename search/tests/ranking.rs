//! Who comes first, and why: one small library, and the whole order of what each query finds.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_search::{Comparison, Document, Engine, Query, Side, State, Synonyms, Wording, build};

const TODAY: i32 = 20_000;

fn document(id: &str, kind: &str, title: &str, body: &str) -> Document {
    let (id, kind, title, body) = (id.into(), kind.into(), title.into(), body.into());
    Document { url: format!("{id}/"), id, kind, title, body, ..Document::default() }
}

fn library() -> Vec<Document> {
    let text = "Keys live in the vault. Customer data is encrypted at rest with AES-256.";
    vec![
        Document {
            names: vec!["Globex".into(), "Globex Cloud".into()],
            ..document("globex", "battlecard", "Against Globex", "They win on price. Ask about encryption.")
        },
        document("globex-sso", "objection", "Globex says our SSO is weak", "Globex Globex Globex."),
        Document {
            controls: vec!["caiq-4: IAM-08.1".into()],
            alternates: vec!["Is customer data encrypted in storage?".into()],
            tags: vec!["encryption".into()],
            facets: vec![("product".into(), "vault".into())],
            ..document("at-rest", "answer", "Is data encrypted at rest?", text)
        },
        Document {
            facets: vec![("product".into(), "gateway".into())],
            ..document("in-transit", "answer", "Is data encrypted in transit?", "TLS 1.3 everywhere, rest APIs too.")
        },
        document("sso", "answer", "Do you support single sign-on?", "Yes, by SAML and OIDC."),
        document("encryption", "guide", "Encryption", "How to talk about it."),
        document("kubernetes", "architecture", "Kubernetes deployment", "Helm charts, ISO 27001 controls."),
        Document { states: vec![(0, State::Stale)], ..document("backup-a", "gap", "Backup windows", "Long.") },
        Document { states: vec![(0, State::Current)], ..document("backup-b", "gap", "Backup windows", "Long.") },
    ]
}

fn engine() -> Engine {
    let synonyms = Synonyms { groups: vec![vec!["SSO".into(), "single sign-on".into()]], ..Synonyms::default() };
    Engine::of(build(&library(), &synonyms)).unwrap()
}

fn found(engine: &Engine, text: &str) -> String {
    let ids: Vec<String> = engine.search(&Query::new(text, TODAY)).hits.into_iter().map(|hit| hit.id).collect();
    ids.join(" ")
}

#[test]
fn queries_find_in_order() {
    let engine = engine();
    let cases = [
        ("globex", "globex globex-sso"),
        ("glo", "globex globex-sso"),
        ("globex cloud", "globex globex-sso"),
        ("IAM-08.1", "at-rest"),
        ("caiq-4: iam 08.1", "at-rest"),
        ("encryption", "encryption at-rest in-transit globex"),
        ("encryption?", "at-rest in-transit encryption globex"),
        ("data at rest", "at-rest in-transit"),
        ("encrpytion", "encryption at-rest in-transit globex"),
        ("kubernets", "kubernetes"),
        ("ukbernetes", "kubernetes"),
        ("kube", "kubernetes"),
        ("kubrne", "kubernetes"),
        ("sso", "globex-sso sso"),
        ("single sign on", "sso globex-sso"),
        ("iso27001", "kubernetes"),
        ("storage", "at-rest"),
        ("backup", "backup-b backup-a"),
        ("zzz", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&engine, text), expected, "{text}");
    }
}

#[test]
fn facets_filter_and_count() {
    let engine = engine();
    let facets = BTreeMap::from([("product".to_owned(), BTreeSet::from(["vault".to_owned()]))]);
    let query = Query { facets, counts: true, ..Query::new("data", TODAY) };
    let results = engine.search(&query);
    let counts: Vec<String> = results.facets.iter().map(|facet| format!("{} {:?}", facet.name, facet.values)).collect();
    assert_eq!((results.total, results.hits[0].id.as_str()), (1, "at-rest"));
    assert_eq!(counts, [r#"kind [("answer", 1)]"#, r#"product [("gateway", 1), ("vault", 1)]"#]);
}

#[test]
fn results_tell_what_was_corrected_and_where() {
    let results = engine().search(&Query::new("vualt keys", TODAY));
    assert_eq!(results.corrections, [("vualt".to_owned(), "vault".to_owned())]);
    let excerpt = &results.hits[0].excerpt;
    let marked: Vec<&str> = excerpt.marks.iter().map(|mark| excerpt.text.get(mark.clone()).unwrap()).collect();
    assert_eq!(marked, ["Keys", "vault"]);
}

#[test]
fn nothing_found_suggests() {
    let results = engine().search(&Query::new("kubxxxetes", TODAY));
    assert_eq!((results.total, results.suggestions), (0, vec!["kubernetes".to_owned()]));
}

#[test]
fn nothing_asked_lists_all() {
    let results = engine().search(&Query { limit: 2, ..Query::new("", TODAY) });
    assert_eq!((results.total, results.hits.len(), results.hits[0].id.as_str()), (9, 2, "at-rest"));
}

#[test]
fn loading_what_is_missing_is_enough() {
    let synonyms = Synonyms { groups: vec![vec!["SSO".into(), "single sign-on".into()]], ..Synonyms::default() };
    let shards = build(&library(), &synonyms);
    let whole = engine();
    for text in ["globex", "kubernets", "single sign on", "data at rest?", "zzzz", ""] {
        let query = Query { counts: true, ..Query::new(text, TODAY) };
        let mut engine = Engine::new(&shards[0].bytes).unwrap();
        loop {
            let missing = engine.missing(&query);
            if missing.is_empty() {
                break;
            }
            for name in missing {
                let shard = shards.iter().find(|shard| shard.name == name).unwrap();
                engine.load(&name, shard.bytes.clone()).unwrap();
            }
        }
        assert_eq!(engine.search(&query), whole.search(&query), "{text}");
    }
}

#[test]
fn spelling_is_asked_for_only_when_a_word_is_unknown() {
    let shards = build(&library(), &Synonyms::default());
    let mut engine = Engine::new(&shards[0].bytes).unwrap();
    let families = |names: Vec<String>| -> String { names.iter().filter_map(|name| name.chars().next()).collect() };
    let [known, mistyped] = ["vault keys", "vualt keys"].map(|text| Query::new(text, TODAY));
    assert_eq!(families(engine.missing(&mistyped)), "t");
    let shard = shards.iter().find(|shard| shard.name.starts_with('t')).unwrap();
    engine.load(&shard.name, shard.bytes.clone()).unwrap();
    assert_eq!([known, mistyped].map(|query| families(engine.missing(&query))), ["r", "bf"]);
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut turned = library();
    turned.reverse();
    assert_eq!(build(&turned, &Synonyms::default()), build(&library(), &Synonyms::default()));
}

/// Two competitors and the page that compares them.
fn compared() -> Engine {
    let side = |id: &str, names: &[&str]| Document {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        comparison: Comparison::Side(Side {
            id: format!("competitors/{id}"),
            name: names.first().copied().unwrap_or_default().to_owned(),
        }),
        ..document(id, "battlecard", names.first().copied().unwrap_or_default(), "Where we win.")
    };
    let page = Document { comparison: Comparison::Page, ..document("compare", "place", "Compare", "") };
    let guide = document("against", "guide", "Protection against attacks", "Globex and Initech vs all.");
    let documents = [side("globex", &["Globex", "GBX Cloud"]), side("initech", &["Initech"]), page, guide];
    Engine::of(build(&documents, &Synonyms::default())).unwrap()
}

#[test]
fn names_with_a_word_between_open_the_comparison() {
    let engine = compared();
    let url = |text: &str| {
        engine.search(&Query::new(text, TODAY)).hits.first().map(|hit| hit.url.clone()).unwrap_or_default()
    };
    let both = "compare/?with=competitors/globex,competitors/initech";
    for text in [
        "globex vs initech",
        "Globex versus Initech?",
        "compare globex initech",
        "gbx cloud vs ini",
        "glboex vs initech",
    ] {
        assert_eq!(url(text), both, "{text}");
    }
    assert_eq!(url("initech against globex"), "compare/?with=competitors/initech,competitors/globex");
    assert_eq!(url("us vs globex"), "compare/?with=competitors/globex");
    // Without two names, or one and ourselves, nothing is compared.
    assert_eq!(url("globex"), "globex/");
    assert_eq!(url("globex vs globex"), "globex/");
    assert_eq!(url("protection against globex"), "against/");
    assert_eq!(url("protection against attacks"), "against/");
    let found = engine.search(&Query::new("globex vs initech", TODAY));
    assert_eq!((found.hits[0].title.text.as_str(), found.total), ("Compare Globex and Initech", found.hits.len()));
    assert_eq!(engine.search(&Query { limit: 0, ..Query::new("globex vs initech", TODAY) }).hits, []);
}

#[test]
fn everyday_words_lead_to_terms_and_not_back() {
    let typed = vec!["where is data stored".to_owned(), "who did what".to_owned()];
    let wordings = vec![Wording { typed, terms: vec!["residency".to_owned()] }];
    let documents = [
        document("residency", "answer", "Data residency", "EU or US."),
        document("stored", "answer", "Is data stored encrypted?", "Yes."),
    ];
    let engine = Engine::of(build(&documents, &Synonyms { wordings, ..Synonyms::default() })).unwrap();
    assert_eq!(found(&engine, "where is my data stored"), "residency stored");
    assert_eq!(found(&engine, "is data stored encrypted"), "stored");
    assert_eq!(found(&engine, "residency"), "residency");
}
