//! No import circle between files: a file never imports, over any number of steps, from a file that imports it.
//!
//! Paths that begin with `crate`, `self`, `super` or a child module are followed through re-exports to the file that
//! defines the name. A `pub use` of a child makes the child's names available and counts as no import; everything else
//! does.

use super::floors::sources_below;
use std::collections::{BTreeMap, BTreeSet};

/// A path of the language, from the root of the crate.
type ModulePath = Vec<String>;

/// One file of the crate.
#[derive(Debug, Default)]
struct Module {
    /// The file, from the folder of the source.
    file: String,
    /// The modules that it declares.
    children: BTreeSet<String>,
    /// Names that a `use` brings in, with the path that they mean.
    names: BTreeMap<String, ModulePath>,
    /// Modules all of whose names a `use` brings in.
    globs: Vec<ModulePath>,
    /// Every path that counts as an import.
    imports: Vec<ModulePath>,
    /// The text without comments, strings and tests.
    code: String,
}

impl Module {
    /// Returns whether the file itself contains an item called `name`.
    fn defines(&self, name: &str) -> bool {
        let words = ["struct", "enum", "fn", "const", "static", "trait", "type", "macro_rules!"];
        words.iter().any(|word| self.code.contains(&format!("{word} {name}")))
    }
}

type Modules = BTreeMap<ModulePath, Module>;

/// Returns the text without comments, strings and the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        // Quoted parts are those with an odd number; an escaped quote only moves a bit of text across.
        code.extend(line.split('"').step_by(2));
        code.push('\n');
    }
    code
}

/// Splits the tree of a `use` into paths: `a::{b, c::d as e}` into `a::b` and `a::c::d as e`.
fn flatten(tree: &str) -> Vec<String> {
    let Some(open) = tree.find('{') else { return vec![tree.trim().to_owned()] };
    let Some(close) = tree.rfind('}') else { return Vec::new() };
    let (head, inside) = (tree[..open].trim(), &tree[open + 1..close]);
    let (mut parts, mut depth, mut begin) = (Vec::new(), 0, 0);
    for (index, symbol) in inside.char_indices() {
        match symbol {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inside[begin..index]);
                begin = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[begin..]);
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(flatten).map(|part| format!("{head}{part}")).collect()
}

/// Returns `path`, as written in the module `own`, from the root of the crate; `None` if it leaves the crate.
fn absolute(path: &str, own: &[String], children: &BTreeSet<String>) -> Option<ModulePath> {
    let mut parts = path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).peekable();
    let mut base = match parts.peek()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => own.to_vec(),
        child if children.contains(child) => own.to_vec(),
        _ => return None,
    };
    parts.next_if(|part| part == "crate" || part == "self");
    while parts.next_if(|part| part == "super").is_some() {
        base.pop();
    }
    base.extend(parts);
    base.retain(|part| part != "self");
    Some(base)
}

fn is_name(symbol: char) -> bool {
    symbol.is_alphanumeric() || symbol == '_'
}

/// Returns every path with `::` in `code`, without those of macros' `$crate`.
fn paths(code: &str) -> Vec<&str> {
    let is_in_path = |symbol: char| is_name(symbol) || symbol == ':';
    let words = code.split(|symbol: char| !is_in_path(symbol)).filter(|word| word.contains("::"));
    words.filter(|word| !word.starts_with(':')).map(|word| word.trim_end_matches(':')).collect()
}

/// Reads one file as the module at `own`.
fn read(file: &str, own: &[String], text: &str) -> Module {
    let code = code(text);
    let mut module = Module { file: file.to_owned(), code: code.clone(), ..Module::default() };
    for line in code.lines() {
        let words: Vec<&str> = line.trim().trim_end_matches(';').split_whitespace().collect();
        if let ([.., "mod", name], true) = (words.as_slice(), line.trim_end().ends_with(';')) {
            module.children.insert((*name).to_owned());
        }
    }
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let begin = statement.match_indices("use ").map(|(index, _)| index);
        let begin = begin.filter(|index| !statement[..*index].ends_with(is_name)).last();
        let Some((before, tree)) = begin.map(|index| statement.split_at(index)) else {
            rest.push_str(statement);
            continue;
        };
        let line = before.rsplit('\n').next().unwrap_or_default();
        rest.push_str(before.strip_suffix(line).unwrap_or_default());
        for path in flatten(tree["use ".len()..].trim().trim_end_matches(';')) {
            let (path, alias) =
                path.split_once(" as ").map_or((path.as_str(), None), |(path, alias)| (path, Some(alias)));
            let Some(mut path) = absolute(path, own, &module.children) else { continue };
            let child = path.strip_prefix(own).and_then(|below| below.first());
            let is_child = child.is_some_and(|child| module.children.contains(child));
            if !(line.contains("pub") && is_child) {
                module.imports.push(path.clone());
            }
            if path.last().is_some_and(|last| last == "*") {
                path.pop();
                module.globs.push(path);
            } else if let Some(name) = alias.map(str::to_owned).or(path.last().cloned()) {
                module.names.insert(name, path);
            }
        }
    }
    module.imports.extend(paths(&rest).into_iter().filter_map(|path| absolute(path, own, &module.children)));
    module
}

/// Returns the module that defines what `path` means, through re-exports.
fn defining(modules: &Modules, path: &[String], depth: usize) -> Option<ModulePath> {
    let (mut own, mut rest) = (Vec::new(), path);
    let mut module = modules.get(&own)?;
    while let Some((name, further)) = rest.split_first().filter(|(name, _)| module.children.contains(*name)) {
        own.push(name.clone());
        rest = further;
        module = modules.get(&own)?;
    }
    let parts = rest.split_first().filter(|(name, _)| *name != "*" && depth > 0);
    let Some((name, further)) = parts else { return Some(own) };
    if let Some(target) = module.names.get(name) {
        return defining(modules, &[target.as_slice(), further].concat(), depth - 1);
    }
    let through_glob = module.globs.iter().filter_map(|glob| {
        let target = modules.get(glob)?;
        (target.names.contains_key(name) || target.defines(name)).then(|| [glob.as_slice(), rest].concat())
    });
    let found = through_glob.into_iter().find(|path| path.as_slice() != [own.as_slice(), rest].concat());
    found.map_or(Some(own), |path| defining(modules, &path, depth - 1))
}

/// Returns the path of the module in `file`, such as `["site", "view"]` for `site/view/mod.rs`.
fn module_path(file: &str) -> ModulePath {
    let parts = file.trim_end_matches(".rs").split('/');
    parts.filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// Reads `sources`, each a file below `src` with its text.
fn modules(sources: &[(String, String)]) -> Modules {
    let library = sources.iter().filter(|(file, _)| file != "main.rs");
    let module = |(file, text): &(String, String)| {
        let own = module_path(file);
        let module = read(file, &own, text);
        (own, module)
    };
    library.map(module).collect()
}

/// Returns which files each file imports from.
fn imports(modules: &Modules) -> BTreeMap<&str, BTreeSet<&str>> {
    let of = |own: &ModulePath, module: &Module| {
        let defining = module.imports.iter().filter_map(|path| defining(modules, path, 9));
        let others = defining.filter(|target| target != own && !target.is_empty());
        others.filter_map(|target| modules.get(&target)).map(|target| target.file.as_str()).collect()
    };
    modules.iter().map(|(own, module)| (module.file.as_str(), of(own, module))).collect()
}

/// Returns each largest set of files in which every file reaches every other.
fn circles<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Vec<&'a str>> {
    let reached = |from: &'a str| {
        let (mut found, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(file) = open.pop() {
            let next = imports.get(file).into_iter().flatten().copied();
            open.extend(next.filter(|file| found.insert(*file)));
        }
        found
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|file| (*file, reached(file))).collect();
    let reaches = |one: &str, other: &str| reached.get(one).is_some_and(|found| found.contains(other));
    let mutual = |one: &str, other: &str| reaches(one, other) && reaches(other, one);
    let circles = imports.keys().filter(|file| reaches(file, file));
    let circles = circles.map(|file| imports.keys().copied().filter(|other| mutual(file, other)).collect());
    let circles: BTreeSet<Vec<&str>> = circles.collect();
    circles.into_iter().collect()
}

#[test]
fn no_file_imports_in_a_circle() {
    for folder in ["src", "search/src", "questionnaire/src"] {
        let modules = modules(&sources_below(folder));
        assert_eq!(circles(&imports(&modules)), Vec::<Vec<&str>>::new(), "{folder}");
    }
}

/// Returns the circles among small files.
fn circles_of<const N: usize>(files: [(&str, &str); N]) -> Vec<Vec<String>> {
    let modules = modules(&files.map(|(file, text)| (file.to_owned(), text.to_owned())));
    let circles = circles(&imports(&modules));
    circles.iter().map(|circle| circle.iter().map(|file| (*file).to_owned()).collect()).collect()
}

const LIB: (&str, &str) = ("lib.rs", "pub mod a;\nmod b;\n");
const A: (&str, &str) = ("a/mod.rs", "mod one;\nmod two;\npub use one::One;\npub use two::*;\n");
const TWO: (&str, &str) = ("a/two.rs", "pub struct Two;\n");

#[test]
fn a_circle_through_a_re_export_is_found() {
    let one = ("a/one.rs", "use crate::b::build;\npub struct One;\n");
    let b = ("b.rs", "use crate::a::{One, Two};\npub fn build() {}\n");
    assert_eq!(circles_of([LIB, A, one, TWO, b]), [["a/one.rs", "b.rs"]]);
    let b = ("b.rs", "use crate::a::Two;\npub fn build() {}\n");
    assert_eq!(circles_of([LIB, A, one, TWO, b]), Vec::<Vec<String>>::new());
}

#[test]
fn a_circle_through_a_glob_a_parent_or_a_path_in_code_is_found() {
    let one = ("a/one.rs", "pub struct One;\n");
    let b = ("b.rs", "pub fn build() {\n    crate::a::Two::new();\n}\n");
    let two = ("a/two.rs", "pub struct Two;\nuse crate::b;\n");
    assert_eq!(circles_of([LIB, A, one, two, b]), [["a/two.rs", "b.rs"]]);
    let parent = ("a/mod.rs", "mod one;\nmod two;\nuse one::One;\npub fn limit() {}\n");
    let child = ("a/one.rs", "pub struct One;\nfn f() { super::limit() }\n");
    assert_eq!(circles_of([LIB, parent, child, TWO, ("b.rs", "")]), [["a/mod.rs", "a/one.rs"]]);
}

#[test]
fn comments_strings_and_tests_are_not_imports() {
    let one = ("a/one.rs", "use crate::b::build;\npub struct One;\n");
    let texts =
        "// crate::a::One\nconst X: &str = \"crate::a::One\";\n#[cfg(test)]\nmod tests {\n    use crate::a::One;\n}\n";
    assert_eq!(circles_of([LIB, A, one, TWO, ("b.rs", texts)]), Vec::<Vec<String>>::new());
}
