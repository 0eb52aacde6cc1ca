//! A build that has nothing to do: it says the same, and every input can undo it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Builds the site in `folder` and returns the stages that ran, and the rest of what was said.
fn build(folder: &Path, arguments: &[&str]) -> (Vec<String>, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--timings", "--today", "2026-11-21"])
        .args(arguments)
        .arg("--site")
        .arg(folder)
        .env_remove("FIELDBOOK_NOTION_TOKEN")
        .output()
        .expect("fieldbook runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).expect("text");
    let (stages, rest): (Vec<&str>, Vec<&str>) = said.lines().partition(|line| line.ends_with(" ms"));
    let stages = stages.iter().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    (stages, rest.join("\n"))
}

const SETTINGS: &str = "[[roots]]
path = \"content\"
[[roots]]
path = \"deals\"
private = true
[opportunities]
source = \"file\"
file = \"deals.json\"
";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("site.toml", SETTINGS),
        ("deals.json", "{\"schema\": \"fieldbook/opportunities/1\", \"opportunities\": []}"),
        ("people.yaml", "- id: ann\n  name: Ann\n"),
        ("content/pages/a.md", "# A\n\nSee [the plan](plan.txt) and [[nowhere]].\n"),
        ("content/pages/plan.txt", "plan"),
        ("themes/default/head.js", "'one';"),
        ("notes.txt", "no part of the site"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

#[test]
fn a_build_with_nothing_to_do_looks_and_says_the_same() {
    let folder = site();
    let (first, said) = build(folder.path(), &[]);
    assert_eq!(first, ["compare", "read", "check", "render", "publish"]);
    let (second, again) = build(folder.path(), &[]);
    assert_eq!(second, ["compare"]);
    let findings = |text: &str| text.lines().filter(|line| !line.contains(" files: ")).collect::<Vec<_>>().join("\n");
    assert_eq!(findings(&said), findings(&again));
    assert!(said.contains("nowhere") && again.contains(" 0 written"), "{said}\n{again}");
}

#[test]
fn every_input_and_every_touch_of_the_output_makes_it_build() {
    let folder = site();
    build(folder.path(), &[]);
    let append = |path: &str, text: &str| {
        let path = folder.path().join(path);
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, old + text).expect("written");
    };
    // A control: the name of a data file outside of the roots that can have it, and a hidden file beside the content.
    for path in ["notes.txt", "customers.yaml", "content/pages/.draft.md", "themes/other/head.js"] {
        append(path, "more");
        assert_eq!(build(folder.path(), &[]).0, ["compare"], "{path} is not an input");
    }
    for (path, text) in [
        ("site.toml", "\n"),
        ("deals.json", "\n"),
        ("people.yaml", "\n"),
        ("deals/customers.yaml", "\n"),
        ("frameworks.yaml", "\n"),
        ("fieldbook-baseline.json", "{\"schema\": \"fieldbook/baseline/1\", \"salt\": \"00\", \"entries\": []}"),
        ("content/pages/a.md", "More.\n"),
        ("content/pages/b.md", "# B\n"),
        ("content/pages/plan.txt", "more"),
        ("themes/default/head.js", "'two';"),
        ("themes/default/.hidden.js", "'three';"),
        ("themes/default/.hidden/in.js", "'four';"),
        ("public/index.html", "touched"),
        ("public/stray.html", "stray"),
    ] {
        append(path, text);
        assert!(build(folder.path(), &[]).0.contains(&"render".to_owned()), "{path}");
        assert_eq!(build(folder.path(), &[]).0, ["compare"], "{path}");
    }
    assert!(build(folder.path(), &["--audience", "restricted"]).0.contains(&"render".to_owned()));
    fs::remove_file(folder.path().join("public/index.html")).expect("removed");
    assert!(build(folder.path(), &["--audience", "restricted"]).0.contains(&"render".to_owned()));
    fs::write(folder.path().join(".public.fieldbook/built.json"), "{").expect("written");
    assert!(
        build(folder.path(), &["--audience", "restricted"]).0.contains(&"render".to_owned()),
        "a torn record is none"
    );
}
