//! Parameters have names: no function takes a tuple or a `bool`.
//!
//! The sources are read as text. Closures and the parameters of function types are not checked.

use regex::Regex;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Functions that are not checked, as path and name.
const EXCEPTIONS: [(&str, &str); 8] = [
    ("src/publish/record.rs", "new"),
    ("src/serve/current.rs", "has_changed"),
    ("src/serve/http.rs", "tell"),
    ("src/session/diagram_store.rs", "sum"),
    ("src/user_files/write.rs", "compare"),
    // Methods of traits of serde.
    ("src/source/placeless_hash.rs", "serialize_bool"),
    ("src/values/yaml/read.rs", "visit_bool"),
    ("src/releases/json.rs", "visit_bool"),
];

/// A function with a parameter that is a tuple or a `bool`.
#[derive(Debug, PartialEq, Eq)]
struct Unnamed {
    function: String,
    parameter: String,
}

/// Comments, strings and characters, whose brackets do not count.
static TEXTS: LazyLock<Regex> = LazyLock::new(|| {
    let texts = r##"(?s)//[^\n]*|/\*.*?\*/|r#".*?"#|"(?:\\.|[^"\\])*"|'(?:\\[^'\n]+|[^\\'\n])'"##;
    Regex::new(texts).expect("a pattern")
});

static FUNCTION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bfn\s+(\w+)").expect("a pattern"));

/// The beginning of the type of a tuple, or `bool`; also behind references.
static UNNAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(&\s*('\w+\s+)?(mut\s+)?)*(bool$|\()").expect("a pattern"));

/// Cuts `text` at each `separator` outside brackets, up to a bracket that closes without being opened.
fn cut(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut before) = (Vec::new(), 0, 0_usize, ' ');
    for (index, symbol) in text.char_indices() {
        if depth == 0 && (symbol == separator || matches!(symbol, ')' | ']' | '}')) {
            parts.push(&text[start..index]);
            start = index + 1;
            if symbol != separator {
                return parts;
            }
        }
        match symbol {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = symbol;
    }
    parts.push(&text[start..]);
    parts
}

fn unnamed(code: &str) -> Vec<Unnamed> {
    let code = TEXTS.replace_all(code, " ");
    let mut found = Vec::new();
    for function in FUNCTION.captures_iter(&code) {
        let rest = &code[function.get(0).expect("a match").end()..];
        // What is before the first bracket outside the generics; closures in them have brackets of their own.
        let generics = cut(rest, '(').first().map_or(0, |part| part.len());
        for parameter in cut(&rest[generics + 1..], ',') {
            let colon = cut(parameter, ':').first().map_or(0, |part| part.len());
            let kind = parameter.get(colon + 1..).unwrap_or_default().trim();
            let is_function_type = kind.contains("(dyn ") || kind.contains("(impl ");
            if UNNAMED.is_match(kind) && !is_function_type {
                let parameter = parameter.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Unnamed { function: function[1].to_owned(), parameter });
            }
        }
    }
    found
}

/// Returns path and text of every Rust file below `folder`.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("a path below the root").to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("a source")));
        }
    }
    found
}

#[test]
fn no_function_takes_a_tuple_or_a_bool() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "search/src", "questionnaire/src"].map(|folder| sources(&root.join(folder))).concat();
    assert!(files.len() > 300, "{} files", files.len());
    let mut found = Vec::new();
    for (path, text) in &files {
        let is_checked = |unnamed: &Unnamed| !EXCEPTIONS.contains(&(path.as_str(), unnamed.function.as_str()));
        let functions = unnamed(text).into_iter().filter(is_checked);
        found.extend(functions.map(|unnamed| format!("{path}: {}({})", unnamed.function, unnamed.parameter)));
    }
    assert!(found.is_empty(), "{} parameters without a name:\n{}", found.len(), found.join("\n"));
}

/// The control: tuples and truth values are found, other parameters are not.
#[test]
fn tuples_and_truth_values_are_found() {
    let found = |code: &str| -> Vec<String> {
        unnamed(code).into_iter().map(|unnamed| format!("{} {}", unnamed.function, unnamed.parameter)).collect()
    };
    assert_eq!(found("fn a(&self, is_new: bool) {}"), ["a is_new: bool"]);
    assert_eq!(found("fn a<T: Fn(u8) -> u8>(\n    x: u8,\n    (b, c): &'a (T, u8),\n) {}"), ["a (b, c): &'a (T, u8)"]);
    assert_eq!(found("fn a(x: (u8, u8)) { fn b(y: &mut bool) {} }"), ["a x: (u8, u8)", "b y: &mut bool"]);
    for code in [
        "fn a(&self) -> bool { let x: bool = true; x }",
        "fn a(x: &[(u8, u8)], y: Option<bool>, z: impl Fn(bool) -> bool) -> (u8, u8) { (x, y) }",
        "fn a(done: &(dyn Fn() -> bool + Sync)) {}",
        "// fn a(x: bool)\nconst A: &str = \"fn a(x: bool)\";",
    ] {
        assert_eq!(found(code), Vec::<String>::new(), "{code}");
    }
}
