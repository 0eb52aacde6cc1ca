//! The committed WebAssembly modules are those that the sources give.

use std::path::Path;

#[path = "../../search/examples/source_hash/hash.rs"]
#[expect(clippy::disallowed_methods, reason = "a test reads the sources")]
mod hash;

/// Asserts that the module in `folder` of the theme was built from sources with the hash `source`.
#[expect(clippy::disallowed_methods, reason = "a test reads the record")]
fn assert_built_from(folder: &str, source: impl FnOnce(&Path) -> std::io::Result<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("themes/default").join(folder);
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("engine.json")).unwrap()).unwrap();
    let module = blake3::hash(&std::fs::read(folder.join("engine.wasm")).unwrap()).to_hex().to_string();
    let source = source(root).unwrap();
    let recorded = |field: &str| record.get(field).and_then(serde_json::Value::as_str);
    let found = [recorded("source"), recorded("module")];
    assert_eq!(found, [Some(source.as_str()), Some(module.as_str())], "run .ci/wasm build");
}

#[test]
fn the_search_module_was_built_from_these_sources() {
    assert_built_from("search", |root| hash::source_hash(&root.join("search")));
}

#[test]
fn the_questionnaire_module_was_built_from_these_sources() {
    assert_built_from("questionnaire", |root| hash::hash_of_crates(&[root.join("questionnaire"), root.join("search")]));
}
