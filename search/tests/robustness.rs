//! Whatever is typed, and whatever bytes arrive, the engine answers or says why not.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use fieldbook_search::{Document, Engine, Query, Shard, Synonyms, build, words};
use proptest::prelude::*;

fn shards() -> Vec<Shard> {
    let texts = ["Keys in the vault", "Clés \u{e9}lectroniques \u{2014} 鍵", "ISO 27001, SOC 2", "", "a b c d e f g"];
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Document {
            id: format!("{at}"),
            kind: ["answer", "gap"].into_iter().cycle().nth(at).unwrap().into(),
            title: (*text).into(),
            body: text.repeat(at * 20),
            names: vec![(*text).into()],
            facets: vec![("product".into(), format!("{}", at % 2))],
            ..Document::default()
        })
        .collect();
    build(
        &documents,
        &Synonyms { groups: vec![vec!["key".into(), "vault door".into(), String::new()]], ..Synonyms::default() },
    )
}

proptest! {
    #[test]
    fn any_query_is_answered(text in "\\PC{0,60}", limit in 0_usize..20, today in any::<i32>()) {
        let engine = Engine::of(shards()).unwrap();
        let query = Query { limit, counts: true, ..Query::new(&text, today) };
        let results = engine.search(&query);
        prop_assert!(results.hits.len() <= limit && results.hits.len() <= results.total);
        prop_assert_eq!(engine.missing(&query), Vec::<String>::new());
        prop_assert_eq!(results.to_json(), engine.search(&query).to_json());
        for hit in &results.hits {
            for marked in [&hit.title, &hit.summary, &hit.excerpt] {
                prop_assert!(marked.marks.iter().all(|mark| marked.text.get(mark.clone()).is_some()));
            }
        }
        prop_assert!(engine.candidates(&query).len() <= limit);
    }

    #[test]
    fn any_damage_is_an_error_or_harmless(which in 0_usize..100, at in 0_usize..10_000, byte in any::<u8>()) {
        let mut shards = shards();
        let which = which % shards.len();
        let shard = shards.get_mut(which).unwrap();
        let at = at % shard.bytes.len();
        shard.bytes.splice(at..=at, [byte]);
        if let Ok(engine) = Engine::of(shards) {
            for text in ["key", "vault", "kyes", "iso27001"] {
                engine.search(&Query { counts: true, ..Query::new(text, 0) });
            }
        }
    }

    #[test]
    fn words_lie_where_they_say(text in "\\PC{0,80}") {
        let mut end = 0;
        words::each_word(&text, |word, span| {
            assert!(!word.is_empty() && span.start >= end && text.get(span.clone()).is_some());
            end = span.end;
        });
        prop_assert_eq!(words::normalise(&words::normalise(&text)), words::normalise(&text));
    }
}
