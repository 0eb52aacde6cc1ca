//! The committed WebAssembly module is the one that the sources of the search engine give.

use std::path::Path;

#[path = "../../search/examples/source_hash/hash.rs"]
#[expect(clippy::disallowed_methods, reason = "a test reads the sources")]
mod hash;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the record")]
fn the_module_was_built_from_these_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("themes/default/search");
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("engine.json")).unwrap()).unwrap();
    let module = blake3::hash(&std::fs::read(folder.join("engine.wasm")).unwrap()).to_hex().to_string();
    let source = hash::source_hash(&root.join("search")).unwrap();
    let found = [record["source"].as_str(), record["module"].as_str()];
    assert_eq!(found, [Some(source.as_str()), Some(module.as_str())], "run .ci/wasm build");
}
