//! The import law: a module imports only from strictly lower floors, and from the module that defines a thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first; modules of one line do not see each other.
const FLOORS: &[&[&str]] = &[
    &["artefacts", "charset", "file_text", "platform", "source", "wording"],
    &["finding", "svg"],
    &["evidence", "values", "markdown", "diagrams"],
    &["kinds", "releases"],
    &["config"],
    &["entry"],
    &["editing", "prose"],
    &["library"],
    &["secrets"],
    &["authoring", "customers", "freshness"],
    &["corrections", "opportunity", "responses", "verification"],
    &["due", "settled"],
    &["visibility"],
    &["digest", "hold"],
    &["report", "rules"],
    &["rfp", "site"],
    &["index"],
    &["git", "web"],
    &["importing", "inputs", "publish", "notion", "user_files"],
    &["serve"],
    &["session"],
];
/// Sees everything; nothing sees it.
const TOP: &str = "cli";

/// The floors of the crate of questionnaires.
const QUESTIONNAIRE_FLOORS: &[&[&str]] = &[
    &["answer_length", "answer_list", "error", "short_answer"],
    &["files"],
    &["layout"],
    &["decisions", "filling"],
    &["page", "reply"],
    &["engine"],
    &["desk"],
    &["abi"],
];

type Floors = BTreeMap<&'static str, usize>;

fn table(floors: &[&[&'static str]]) -> Floors {
    let listed =
        floors.iter().enumerate().flat_map(|(floor, modules)| modules.iter().map(move |module| (*module, floor)));
    listed.collect()
}

fn floors() -> Floors {
    table(FLOORS).into_iter().chain([(TOP, FLOORS.len())]).collect()
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

/// Returns every file of the library and the program, by its path below `src`, with its text.
pub(crate) fn sources() -> Vec<(String, String)> {
    sources_below("src")
}

/// Returns every Rust file below `folder` of the repository, by its path below it, with its text.
pub(crate) fn sources_below(folder: &str) -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let inside = |path: &Path| path.strip_prefix(&source).expect("below src").to_string_lossy().replace('\\', "/");
    let read = |path: PathBuf| (inside(&path), fs::read_to_string(&path).expect("source is text"));
    files(&source).into_iter().map(read).collect()
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

fn broken(floors: &Floors, name: &str, text: &str) -> Vec<String> {
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
    let mut all = Vec::new();
    for (folder, floors) in [("src", floors()), ("questionnaire/src", table(QUESTIONNAIRE_FLOORS))] {
        for (file, text) in sources_below(folder) {
            let name = file.split(['/', '.']).next().unwrap_or_default();
            if !matches!(name, "lib" | "main") {
                let faults = broken(&floors, name, &text).into_iter();
                all.extend(faults.map(|fault| format!("{folder}/{file}: {fault}")));
            }
        }
    }
    assert_eq!(all, Vec::<String>::new());
}

/// Returns the names in `text` by which questionnaires would see what their recipient must not see.
fn seen_by_questionnaires(text: &str) -> Vec<&str> {
    let is_forbidden = |module: &&str| ["library", "visibility"].contains(module);
    let mut seen: Vec<&str> = imports(text).into_iter().filter(is_forbidden).collect();
    let words = text.split(|symbol: char| !(symbol.is_alphanumeric() || symbol == '_'));
    seen.extend(words.filter(|word| *word == "Entry"));
    seen
}

/// What is written into a questionnaire is a `hold::SendableText`, which only a visible entry can become.
#[test]
fn questionnaires_know_neither_entries_nor_libraries() {
    let sources = sources();
    let questionnaires: Vec<_> = sources.iter().filter(|(file, _)| file.starts_with("rfp/")).collect();
    assert!(questionnaires.len() > 10, "{} files", questionnaires.len());
    for (file, text) in questionnaires {
        assert_eq!(seen_by_questionnaires(text), Vec::<&str>::new(), "{file}");
    }
    let control = "use crate::entry::{Entry, ShortAnswer};\nuse crate::library::Library;";
    assert_eq!(seen_by_questionnaires(control), ["library", "Entry"]);
}

/// Returns the modules of the table in `ARCHITECTURE.md`, from top to bottom, with their floors.
fn described(architecture: &str) -> Vec<(String, Option<usize>)> {
    let table = architecture.split("| module | content |").nth(1).expect("the table of modules");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let names = rows
        .flat_map(|row| row.split('|').nth(1).unwrap_or_default().split(',').map(|name| name.trim_matches([' ', '`'])));
    names.map(|name| (name.to_owned(), floors().get(name).copied())).collect()
}

#[test]
fn the_architecture_lists_every_module_from_top_to_bottom() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let described = described(&fs::read_to_string(path).expect("a text"));
    let mut names: Vec<_> = described.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, floors().into_keys().collect::<Vec<_>>());
    let wrong: Vec<_> =
        described.windows(2).filter(|pair| matches!(pair, [above, below] if above.1 < below.1)).collect();
    assert!(wrong.is_empty(), "listed above a module of a higher floor: {wrong:?}");
}

#[test]
fn an_upward_import_is_found() {
    let text = "use crate::cli::run;\nlet x = crate::source::Span::default();\nuse crate::nowhere;";
    let expected = ["`entry` looks up or across to `cli`", "`entry` imports `nowhere`, which has no floor"];
    assert_eq!(broken(&floors(), "entry", text), expected);
}

/// Returns the faults in the names and places of `files`, paths below `src`.
fn misplaced(files: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let stem = file.trim_end_matches(".rs");
        let children = format!("{stem}/");
        if files.iter().any(|other| other.starts_with(&children)) {
            faults.push(format!("{file}: its children are in {children}, so that it must be {children}mod.rs"));
        }
        let banned = ["utils", "common", "types", "helpers"];
        if let Some(name) = stem.split('/').find(|part| banned.contains(part)) {
            faults.push(format!("{file}: `{name}` does not say what is in it"));
        }
    }
    faults
}

#[test]
fn modules_with_children_are_mod_rs_and_names_say_what_is_inside() {
    for folder in ["src", "search/src", "questionnaire/src"] {
        let sources = sources_below(folder);
        let files: Vec<&str> = sources.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(misplaced(&files), Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn a_misplaced_file_is_found() {
    let files =
        ["lib.rs", "site/mod.rs", "site/theme.rs", "site/theme/budget.rs", "site/view/helpers.rs", "types/mod.rs"];
    let expected = [
        "site/theme.rs: its children are in site/theme/, so that it must be site/theme/mod.rs",
        "site/view/helpers.rs: `helpers` does not say what is in it",
        "types/mod.rs: `types` does not say what is in it",
    ];
    assert_eq!(misplaced(&files), expected);
}
