//! The import law: a module imports only from strictly lower floors, and from the module that defines a thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first; modules of one line do not see each other.
const FLOORS: &[&[&str]] = &[
    &["source"],
    &["finding"],
    &["values", "markdown", "diagrams"],
    &["kinds"],
    &["config"],
    &["entry"],
    &["library"],
    &["authoring", "freshness", "secrets"],
    &["opportunity", "verification"],
    &["settled"],
    &["visibility"],
    &["hold"],
    &["report", "rules"],
    &["index"],
    &["rfp", "site"],
    &["git"],
    &["importing", "inputs", "publish", "notion", "user_files"],
    &["serve"],
    &["session"],
];
/// Sees everything; nothing sees it.
const TOP: &str = "cli";

fn floors() -> BTreeMap<&'static str, usize> {
    let listed =
        FLOORS.iter().enumerate().flat_map(|(floor, modules)| modules.iter().map(move |module| (*module, floor)));
    listed.chain([(TOP, FLOORS.len())]).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns every module that `text` names as `crate::module`.
fn imports(text: &str) -> Vec<&str> {
    text.match_indices("crate::")
        .filter(|(index, _)| {
            !text[..*index].ends_with('$') && !text[..*index].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        })
        .map(|(index, mark)| &text[index + mark.len()..])
        .map(|rest| &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())])
        .collect()
}

fn broken(name: &str, text: &str) -> Vec<String> {
    let floors = floors();
    let Some(own) = floors.get(name) else { return vec![format!("`{name}` has no floor")] };
    let mut broken = Vec::new();
    for import in imports(text).into_iter().filter(|import| *import != name) {
        match floors.get(import) {
            Some(floor) if floor < own => {}
            Some(_) => broken.push(format!("`{name}` looks up or across to `{import}`")),
            None => broken.push(format!("`{name}` imports `{import}`, which has no floor")),
        }
    }
    broken
}

#[test]
fn modules_import_from_lower_floors_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    for path in files(&source) {
        let inside = path.strip_prefix(&source).expect("below src").to_string_lossy().into_owned();
        let name = inside.split(['/', '.']).next().unwrap_or_default().to_owned();
        if matches!(name.as_str(), "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("source is text");
        all.extend(broken(&name, &text).into_iter().map(|fault| format!("{inside}: {fault}")));
    }
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn an_upward_import_is_found() {
    let text = "use crate::cli::run;\nlet x = crate::source::Span::default();\nuse crate::nowhere;";
    let expected = ["`entry` looks up or across to `cli`", "`entry` imports `nowhere`, which has no floor"];
    assert_eq!(broken("entry", text), expected);
}

#[test]
fn no_room_for_everything() {
    for banned in ["utils", "common", "types", "helpers"] {
        assert!(!floors().contains_key(banned));
    }
}
