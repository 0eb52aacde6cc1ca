//! Writes an index as a site publishes it, queries, and what the native engine answers, for a comparison with the
//! WebAssembly module: `cargo run -p fieldbook-search --example rankings -- FOLDER`.
#![expect(clippy::disallowed_methods, reason = "an example reads its arguments and writes files")]

use std::fs::{create_dir_all, write};
use std::path::Path;

use fieldbook_search::{Engine, Query, analyse, build_from, packed, script};

mod corpus;

use corpus::{Vocabulary, claims, library, queries, synonyms};

const DOCUMENTS: usize = 1_200;
const QUERIES: usize = 400;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder to write to")?;
    let folder = Path::new(&folder);
    create_dir_all(folder.join("index"))?;
    let vocabulary = Vocabulary::new();
    let shards = build_from(
        library(&vocabulary, DOCUMENTS).chain(claims(&vocabulary, DOCUMENTS / 4)).map(analyse).collect(),
        &synonyms(&vocabulary),
    );
    for shard in &shards {
        let bytes = packed(&shard.bytes);
        write(folder.join("index").join(format!("{}.bin", shard.name)), &bytes)?;
        write(folder.join("index").join(format!("{}.js", shard.name)), script(&shard.name, &bytes))?;
    }
    let engine = Engine::of(shards)?;
    let (mut asked, mut answers) = (String::new(), String::new());
    for (at, text) in queries(&vocabulary, DOCUMENTS, QUERIES).into_iter().enumerate() {
        let mut query = Query { counts: at % 3 == 0, limit: 3 + at % 9, ..Query::new(&text, 20_200) };
        if at % 5 == 0 {
            query.facets.entry("product".into()).or_default().extend(["product-1".to_owned(), "product-4".to_owned()]);
        }
        asked.push_str(&query.form());
        asked.push('\n');
        answers.push_str(&engine.search(&query).to_json());
        answers.push('\n');
    }
    write(folder.join("queries"), asked)?;
    write(folder.join("answers"), answers)?;
    Ok(())
}
