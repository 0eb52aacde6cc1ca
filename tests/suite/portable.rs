//! A site to carry: what `build --portable` adds, and that it adds nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds the site in `folder` and returns its files, by path below the output.
fn build(folder: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = folder.join("public");
    let done = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder)
        .args(["build", "--today", "2026-11-21", "--output"])
        .arg(&output)
        .args(arguments)
        .output()
        .expect("fieldbook runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut files = BTreeMap::new();
    let mut folders = vec![output.clone()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(next).expect("listed") {
            let path = item.expect("listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&output).expect("below").display().to_string();
                files.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    files
}

/// Returns the bytes that a script hands over, and under which name.
fn handed_over(script: &[u8]) -> (String, Vec<u8>) {
    let text = std::str::from_utf8(script).expect("text");
    let inner =
        text.strip_prefix("fieldbookSearch.put(\"").and_then(|rest| rest.strip_suffix("\");\n")).expect("a call");
    let (name, base64) = inner.split_once("\",\"").expect("two arguments");
    (name.to_owned(), STANDARD.decode(base64).expect("base64"))
}

#[test]
fn a_portable_site_hands_over_the_same_bytes_as_scripts() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    let page = "---\ntitle: Open view\nowner: ann\nstatus: approved\nverified: 2026-11-01\n---\nWhat we do.\n";
    fs::write(folder.path().join("content/pages/open.md"), page).expect("written");
    let served = build(folder.path(), &[]);
    let portable = build(folder.path(), &["--portable"]);
    let module = portable.keys().find(|path| path.strip_suffix(".wasm").is_some()).expect("the engine");
    let mut expected: BTreeMap<String, (String, Vec<u8>)> = BTreeMap::new();
    for (path, bytes) in &served {
        if let Some(name) = path.strip_prefix("search/index/").and_then(|name| name.strip_suffix(".bin")) {
            expected.insert(format!("search/index/{name}.js"), (name.to_owned(), bytes.clone()));
        }
    }
    assert!(expected.contains_key("search/index/meta.js"), "{:?}", expected.keys());
    let packed = fieldbook_search::packed(served.get(module).expect("the same engine"));
    expected.insert(format!("{module}.js"), ("engine".to_owned(), packed));
    let added = portable.iter().filter(|(path, _)| !served.contains_key(*path));
    let added: BTreeMap<_, _> = added.map(|(path, bytes)| (path.clone(), handed_over(bytes))).collect();
    assert_eq!(added, expected);
    assert!(served.keys().all(|path| portable.contains_key(path)), "it still works on a server");
    let differing: Vec<_> = served.iter().filter(|(path, bytes)| portable[*path] != **bytes).collect();
    assert!(differing.is_empty(), "the same pages, styles and scripts: {differing:?}");
}
