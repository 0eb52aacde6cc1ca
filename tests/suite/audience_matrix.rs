//! `fieldbook build --audience-matrix`: every audience and customer in one go, the same files as one by one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn write(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, content).expect("written");
}

fn build(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["build", "--offline", "--today", "2026-11-21"]).args(arguments).current_dir(folder);
    command.output().expect("it runs")
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "site.toml",
        "[audiences]\norder = [\"customer\", \"internal\"]\ndefault = \"internal\"\nbuild = \"internal\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n",
    );
    write(folder.path(), "deals/customers.yaml", "- key: acme\n  names: Acme\n- key: initech\n  names: [Initech]\n");
    write(folder.path(), "content/pages/inside.md", "---\ntitle: Inside\nowner: ann\n---\nOnly for us.\n");
    let open = "---\ntitle: Open\nowner: ann\naudience: customer\nstatus: approved\n---\nFor all.\n";
    write(folder.path(), "content/pages/open.md", open);
    let own = "---\ntitle: Plan for Acme\nowner: ann\ncustomer: acme\n---\nOurs.\n";
    write(folder.path(), "deals/pages/acme.md", own);
    folder
}

/// Every file below `folder` with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for file in fs::read_dir(next).expect("a folder") {
            let path = file.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
                all.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    all
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn every_audience_and_customer_has_the_files_of_its_own_build() {
    let site = site();
    let output = build(site.path(), &["--audience-matrix", "--output", "all"]);
    assert!(output.status.success(), "{}", words(&output));
    for (folder, arguments) in [
        ("customer", &["--audience", "customer"][..]),
        ("internal", &["--audience", "internal"]),
        ("internal.acme", &["--audience", "internal", "--customer", "acme"]),
    ] {
        let alone = build(site.path(), &[arguments, &["--output", "alone"]].concat());
        assert!(alone.status.success(), "{}", words(&alone));
        let (all, alone) = (files(&site.path().join("all").join(folder)), files(&site.path().join("alone")));
        assert_eq!(all.keys().collect::<Vec<_>>(), alone.keys().collect::<Vec<_>>(), "{folder}");
        let different: Vec<_> = all.iter().filter(|(name, bytes)| alone.get(*name) != Some(bytes)).collect();
        assert!(different.is_empty(), "{folder}: {:?}", different.iter().map(|(name, _)| name).collect::<Vec<_>>());
    }
    let folders: Vec<_> = fs::read_dir(site.path().join("all"))
        .expect("a folder")
        .map(|folder| folder.expect("a folder").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    assert_eq!(folders.len(), 3, "{folders:?}");
    assert!(words(&output).ends_with(
        "3 builds, 3 without an error\n3 left out, since no entry is for that customer and that audience: acme (1), initech (2)\n"
    ));
}

#[test]
fn a_build_that_is_held_leaves_the_others_and_a_former_one_is_named() {
    let site = site();
    assert!(build(site.path(), &["--audience-matrix", "--output", "all"]).status.success());
    // Acme's own paper is gone, and the page for customers names Initech: builds for outsiders are held.
    fs::remove_file(site.path().join("deals/pages/acme.md")).expect("removed");
    let leak = "---\ntitle: Open\nowner: ann\naudience: customer\nstatus: approved\n---\nAs Initech does.\n";
    write(site.path(), "content/pages/open.md", leak);
    let output = build(site.path(), &["--audience-matrix", "--output", "all"]);
    assert_eq!(output.status.code(), Some(1));
    let said = words(&output);
    assert!(said.contains("2 builds, 1 without an error; not: customer\n"), "{said}");
    assert!(said.contains("sites of earlier builds that this one did not write (internal.acme)"), "{said}");
    let old = fs::read_to_string(site.path().join("all/customer/pages/open/index.html")).expect("the old page");
    assert!(old.contains("For all.") && !old.contains("Initech"));
    let new = fs::read_to_string(site.path().join("all/internal/pages/open/index.html")).expect("the new page");
    assert!(new.contains("As Initech does."));
}

#[test]
fn a_site_is_no_folder_of_sites() {
    let site = site();
    assert!(build(site.path(), &["--output", "public"]).status.success());
    let output = build(site.path(), &["--audience-matrix", "--output", "public"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output).contains("is a site, and not a folder of sites"), "{}", words(&output));
    let output = build(site.path(), &["--audience-matrix", "--audience", "internal"]);
    assert_eq!(output.status.code(), Some(2), "one audience is not all");
}
