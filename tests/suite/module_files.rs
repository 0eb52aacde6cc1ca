//! A `mod.rs` or `lib.rs` declares modules and re-exports their names; everything else is in a file of its own.

use super::floors::sources_below;
use regex::Regex;
use std::sync::LazyLock;

/// Comments to the end of their line, and attributes without brackets inside.
static COMMENTS_AND_ATTRIBUTES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"//[^\n]*|#!?\[[^\]]*\]").expect("a pattern"));

/// A declaration of a module in another file, or an import.
static DECLARATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(pub(\([a-z: ]+\))?\s+)?(mod\s+\w+|use\s+[\w:{},*\s]+)$").expect("a pattern"));

/// Returns the first line of each item in `text` that neither declares a module nor imports a name.
fn items(text: &str) -> Vec<String> {
    let code = COMMENTS_AND_ATTRIBUTES.replace_all(text, "");
    let statements = code.split(';').map(str::trim).filter(|statement| !statement.is_empty());
    let others = statements.filter(|statement| !DECLARATION.is_match(statement));
    others.map(|statement| statement.lines().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn module_files_only_declare_and_re_export() {
    let mut found = Vec::new();
    let mut checked = 0;
    for folder in ["src", "search/src", "questionnaire/src"] {
        let is_module_file = |file: &str| file == "lib.rs" || file.ends_with("mod.rs");
        for (file, text) in sources_below(folder).into_iter().filter(|(file, _)| is_module_file(file)) {
            checked += 1;
            found.extend(items(&text).into_iter().map(|item| format!("{folder}/{file}: `{item}`")));
        }
    }
    assert!(checked > 50, "{checked} files");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_item_in_a_module_file_is_found() {
    let declarations = "//! Text; with a semicolon.\n\n#![forbid(unsafe_code)]\n\nmod one;\n#[cfg(feature = \"two\")]\n\
        pub(super) mod two;\n\nuse crate::a;\npub use one::{One, Two as Three};\npub(crate) use two::*;\n";
    assert_eq!(items(declarations), Vec::<String>::new());
    for item in [
        "/// A limit.\npub const LIMIT: usize = 1;",
        "static NAMES: [&str; 0] = [];",
        "#[derive(Debug)]\npub struct One {\n    two: u8,\n}",
        "pub(super) fn one() {}",
        "impl One {}",
        "macro_rules! one { () => {}; }",
        "mod tests {\n    use super::*;\n}",
    ] {
        assert!(!items(&format!("{declarations}\n{item}\n")).is_empty(), "{item}");
        assert!(!items(&format!("{item}\n\n{declarations}")).is_empty(), "{item}");
    }
}
