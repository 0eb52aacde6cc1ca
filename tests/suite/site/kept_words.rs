//! The search index of a site whose entries an earlier build cut into words: the same bytes as without it.

use super::site_under_test::TestSite;
use fieldbook::artefacts::Artefacts;
use fieldbook::index::{build_index, build_index_for};
use fieldbook::library::Scope;
use fieldbook::site::Destinations;
use fieldbook_search::{Engine, Query, Shard};

const ZEPPELIN: (&str, &str) = ("content/pages/zeppelin.md", "---\ntitle: Airships\n---\nZeppelins fly.\n");
const KITE: (&str, &str) = ("content/pages/kite.md", "---\ntitle: Toys\n---\nKites fly.\n");

fn site(more: &[(&str, &str)]) -> TestSite {
    let mut site = TestSite::new("", "");
    site.add(&more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<Vec<_>>());
    site
}

/// An index, and the artefacts after it; `None` if it made none.
struct Indexed {
    shards: Vec<Shard>,
    artefacts: Option<Vec<u8>>,
}

/// Builds the index of `site` with the artefacts of an earlier build.
fn indexed(site: &TestSite, audience: &str, artefacts: &[u8]) -> Indexed {
    let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
    let (visible, _) = site.visible_to(&scope);
    let artefacts = Artefacts::from_bytes(artefacts.to_vec(), "p");
    let destinations = Destinations::new(&visible, &site.settings);
    let shards = build_index_for(&visible, &site.settings, &destinations, &artefacts);
    Indexed { shards, artefacts: artefacts.to_bytes("p", usize::MAX) }
}

/// The index of a clean build.
fn clean(site: &TestSite, audience: &str) -> Vec<Shard> {
    let scope = Scope { audience: site.settings.audiences.find(audience).expect("an audience"), customer: None };
    build_index(&site.visible_to(&scope).0, &site.settings)
}

/// The ids of what is found for `word` as it is written.
fn found(shards: &[Shard], word: &str) -> Vec<String> {
    let results = Engine::of(shards.to_vec()).expect("an index").search(&Query::new(word, 20_000));
    if results.corrections.is_empty() { results.hits.into_iter().map(|hit| hit.id).collect() } else { Vec::new() }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn an_index_of_known_words_is_the_one_of_a_clean_build() {
    let before = site(&[ZEPPELIN, KITE]);
    let first = indexed(&before, "internal", &[]);
    assert_eq!(first.shards, clean(&before, "internal"));
    let known = first.artefacts.expect("words are kept");
    let again = indexed(&before, "internal", &known);
    assert_eq!((again.shards, again.artefacts), (first.shards, None), "nothing new is not kept again");
    let after = site(&[ZEPPELIN, (KITE.0, "---\ntitle: Toys\n---\nGondolas swim.\n")]);
    let edited = indexed(&after, "internal", &known);
    assert_eq!(edited.shards, clean(&after, "internal"));
    assert_eq!(found(&edited.shards, "gondolas"), ["pages/kite"]);
    assert_eq!(found(&edited.shards, "kites"), [] as [&str; 0]);
    assert_eq!(found(&edited.shards, "zeppelins"), ["pages/zeppelin"]);
    let newest = edited.artefacts.expect("new words are kept");
    for (what, site) in [("one less", site(&[ZEPPELIN])), ("as before", before)] {
        assert_eq!(indexed(&site, "internal", &newest).shards, clean(&site, "internal"), "{what}");
    }
}

#[test]
fn every_audience_has_its_own_words() {
    let site = site(&[ZEPPELIN, KITE]);
    let mut artefacts = Vec::new();
    for audience in ["internal", "public", "partner", "internal", "public"] {
        let built = indexed(&site, audience, &artefacts);
        assert_eq!(built.shards, clean(&site, audience), "{audience}");
        artefacts = built.artefacts.unwrap_or(artefacts);
    }
}

/// The control of the tests above: what is kept is used.
#[test]
fn words_that_are_kept_are_used_if_they_are_whole() {
    let site = site(&[ZEPPELIN, KITE]);
    let known = indexed(&site, "internal", &[]).artefacts.expect("words are kept");
    let at = known.windows(9).position(|part| part == b"zeppelins").expect("the word");
    let mut damaged = known[..known.len() - 32].to_vec();
    damaged.splice(at..at + 9, *b"zappelins");
    let forged = [damaged.as_slice(), blake3::hash(&damaged).as_bytes()].concat();
    assert_eq!(found(&indexed(&site, "internal", &forged).shards, "zappelins"), ["pages/zeppelin"]);
    let without_its_hash = [damaged.as_slice(), &known[known.len() - 32..]].concat();
    for bytes in [without_its_hash, known[..known.len() / 2].to_vec(), b"garbage".to_vec()] {
        assert_eq!(indexed(&site, "internal", &bytes).shards, clean(&site, "internal"));
    }
}

#[test]
fn texts_of_a_file_with_a_credential_are_not_kept() {
    let token = ["AKIA", "Q3EGRVMD5KPT7XWN"].concat();
    let leak = format!("---\ntitle: Leaking\n---\nHydrofoils and {token}.\n");
    let rival = format!("---\nname: Dialbourne\naliases: [Ornithopter]\n---\nIt has {token}.\n");
    let card = "---\ntitle: Card\ncompetitor: Dialbourne\n---\nCatamarans.\n";
    let site = site(&[
        ZEPPELIN,
        ("content/pages/leak.md", leak.as_str()),
        ("content/competitors/dialbourne.md", rival.as_str()),
        ("content/battlecards/dialbourne.md", card),
    ]);
    let built = indexed(&site, "internal", &[]);
    let known = built.artefacts.expect("words are kept");
    assert!(holds(&known, "zeppelins"), "a control");
    for word in ["hydrofoils", "Hydrofoils", "ornithopter", "catamarans", "q3egrvmd5kpt7xwn", "akiaq3egrvmd5kpt7xwn"] {
        assert!(!holds(&known, word), "{word}");
    }
    assert_eq!(found(&built.shards, "hydrofoils"), ["pages/leak"], "a control");
    assert_eq!(indexed(&site, "internal", &known).shards, clean(&site, "internal"));
}
