//! The packages whose code is in the binary, with their licence files.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The platform whose packages are listed.
const TARGET: &str = "x86_64-unknown-linux-gnu";
/// Beginnings of the names of licence files, in lower case.
const NAMES: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];

/// A package from a registry.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The SPDX expression of its manifest.
    pub(crate) expression: String,
    /// Texts of the licence files, in the order of their names.
    pub(crate) texts: Vec<String>,
}

/// Returns the normal dependencies of the program with default features, sorted by name and version. Procedural macros
/// and build scripts run only during the build and are left out.
///
/// # Errors
/// Cargo fails, its output has another form, or a package has no licence file.
pub(crate) fn packages(root: &Path) -> Result<Vec<Package>, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET])
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let by_id = |list: &'static str, parent: &'static str| {
        let items = if parent.is_empty() { metadata.get(list) } else { metadata.pointer(parent) };
        let items = items.and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
        items.iter().map(|item| (text(item, "id"), item)).collect::<BTreeMap<_, _>>()
    };
    let (manifests, nodes) = (by_id("packages", ""), by_id("", "/resolve/nodes"));
    let start = metadata.pointer("/resolve/root").and_then(Value::as_str).ok_or("cargo metadata names no root")?;

    let (mut reached, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(id) = open.pop() {
        if is_macro(manifests.get(id).copied()) || !reached.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).and_then(|node| node.get("deps")).and_then(Value::as_array);
        let normal = dependencies.into_iter().flatten().filter(|dependency| is_normal(dependency));
        open.extend(normal.filter_map(|dependency| dependency.get("pkg").and_then(Value::as_str)));
    }

    let from_registry =
        reached.iter().filter_map(|id| manifests.get(id)).filter(|package| !text(package, "source").is_empty());
    let mut packages = from_registry.map(|package| read(package)).collect::<Result<Vec<_>, _>>()?;
    packages.sort_by(|left, right| (&left.name, &left.version).cmp(&(&right.name, &right.version)));
    Ok(packages)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn is_macro(package: Option<&Value>) -> bool {
    let targets = package.and_then(|package| package.get("targets")).and_then(Value::as_array);
    targets.is_some_and(|targets| {
        targets.iter().any(|target| target.pointer("/kind/0").is_some_and(|kind| kind == "proc-macro"))
    })
}

fn is_normal(dependency: &Value) -> bool {
    let kinds = dependency.get("dep_kinds").and_then(Value::as_array);
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind.get("kind").is_some_and(Value::is_null)))
}

fn read(package: &Value) -> Result<Package, Box<dyn Error>> {
    let (name, expression) = (text(package, "name").to_owned(), text(package, "license").to_owned());
    let folder = Path::new(text(package, "manifest_path")).parent().ok_or("a manifest without a directory")?;
    let mut files = licence_files(folder)?;
    // Of a choice that includes MIT, MIT is taken, if it has a file of its own.
    let is_choice = !expression.contains("AND") && expression.contains("MIT");
    let mit: Vec<_> =
        files.iter().filter(|file| file.to_string_lossy().to_lowercase().contains("mit")).cloned().collect();
    if is_choice && !mit.is_empty() {
        files = mit;
    }
    if files.is_empty() {
        return Err(format!("{name} has no licence file").into());
    }
    let texts = files.iter().map(|file| Ok(tidy(&String::from_utf8_lossy(&fs::read(folder.join(file))?))));
    let texts = texts.collect::<Result<_, std::io::Error>>()?;
    Ok(Package { name, version: text(package, "version").to_owned(), expression, texts })
}

/// Returns the names of the licence files of a package, relative to its directory, and of those in `LICENSES`.
fn licence_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let lower = name.to_string_lossy().to_lowercase();
        if !NAMES.iter().any(|start| lower.starts_with(start)) {
            continue;
        }
        let path = folder.join(&name);
        if path.is_dir() {
            for inner in fs::read_dir(path)? {
                files.push(Path::new(&name).join(inner?.file_name()));
            }
        } else {
            files.push(name.into());
        }
    }
    files.sort();
    Ok(files)
}

/// Returns a text with line feeds, without blanks at the ends of its lines, and without empty lines around it.
fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}
