//! What authors begin with: every field is described, schemas say what the readers take, and new files are sound.

use fieldbook::authoring::{
    Forge, NewEntry, Table, check_workflow, entry_schema, entry_table, new_entry, site_schema, site_table,
    starter_files, with_lines,
};
use fieldbook::config::{Settings, default_settings, read_settings, settings_shapes};
use fieldbook::entry::entry_shapes;
use fieldbook::finding::Severity;
use fieldbook::inputs::read_inputs;
use fieldbook::kinds::Kind;
use fieldbook::library::Scope;
use fieldbook::rules::Selection;
use fieldbook::session::pipeline::{CheckRequest, check, load};
use fieldbook::settled::SettledFinding;
use fieldbook::source::{SourceFile, parse_date};
use fieldbook::values::{Choice as _, Node, Shape, Value, parse_toml, parse_yaml};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn undescribed(shapes: &BTreeMap<String, Shape>, table: &Table) -> (Vec<String>, Vec<String>) {
    let without = shapes.keys().filter(|path| !table.contains_key(path.as_str())).cloned().collect();
    let beyond = table.keys().filter(|path| !shapes.contains_key(**path)).map(|path| (*path).to_owned()).collect();
    (without, beyond)
}

/// Returns the shapes of a kind as its schema has them: a file of answers also holds what its answers inherit.
fn shapes_of(kind: Kind) -> BTreeMap<String, Shape> {
    let settings = default_settings();
    let mut shapes = entry_shapes(kind, &settings).into_inner();
    if kind == Kind::Answers {
        shapes.extend(entry_shapes(Kind::Answer, &settings).into_inner());
        shapes.remove("question");
    }
    shapes
}

#[test]
fn every_field_is_described_and_nothing_else() {
    for kind in Kind::all() {
        assert_eq!(undescribed(&shapes_of(kind), &entry_table(kind)), (vec![], vec![]), "{kind:?}");
    }
    assert_eq!(undescribed(&settings_shapes().into_inner(), &site_table()), (vec![], vec![]), "site.toml");
    let mut table = entry_table(Kind::Page);
    table.remove("owner");
    table.insert("ownr", "A slip.");
    assert_eq!(undescribed(&shapes_of(Kind::Page), &table), (vec!["owner".to_owned()], vec!["ownr".to_owned()]));
}

fn as_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into()),
        Value::List(items) => items.iter().map(as_json).collect(),
        Value::Map(pairs) => pairs.iter().map(|(key, value)| (key.value.clone(), as_json(value))).collect(),
    }
}

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = walk.map(|entry| entry.expect("it can be listed").into_path());
    files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

fn front_matter(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or("", |(front, _)| front)
}

fn faults(schema: &serde_json::Value, text: &str) -> Vec<String> {
    let value = as_json(&parse_yaml(text, 0).expect("it is YAML"));
    let validator = jsonschema::validator_for(schema).expect("a schema of draft 2020-12");
    validator.iter_errors(&value).map(|error| error.to_string()).collect()
}

#[test]
fn schemas_accept_the_sample_library_and_refuse_slips() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(here.join("site.toml")).expect("the sample has settings");
    let settings = read_settings(&SourceFile::new("site.toml", text.clone())).0;
    let value = as_json(&parse_toml(&text).expect("it is TOML"));
    assert!(jsonschema::is_valid(&site_schema(), &value));
    let mut seen = 0;
    for root in ["content", "deals"] {
        for path in markdown_below(&here.join(root)) {
            let text = fs::read_to_string(&path).expect("content is text");
            let inside = path.strip_prefix(here.join(root)).expect("below").to_string_lossy().into_owned();
            let top = inside.split('/').next().and_then(Kind::of_folder).unwrap_or(Kind::Page);
            let top = if top == Kind::Answers && text.contains("\nquestion:") { Kind::Answer } else { top };
            let front = front_matter(&text);
            let named = Kind::all().find(|kind| front.lines().any(|line| line == format!("kind: {}", kind.word())));
            let schema = entry_schema(named.unwrap_or(top), &settings);
            assert_eq!(faults(&schema, front), Vec::<String>::new(), "{inside}");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} files are too few to prove anything");
    let slips = "competitor: Globex\nverified: soon\nstatus: done\nclaims:\n  - {id: a, text: b, sorces: []}\n";
    assert_eq!(faults(&entry_schema(Kind::Battlecard, &settings), slips).len(), 3);
    assert_eq!(
        faults(&entry_schema(Kind::Battlecard, &settings), "title: T\n"),
        ["\"competitor\" is a required property"]
    );
}

fn errors_in(folder: &Path) -> Vec<String> {
    let inputs = read_inputs(folder).expect("the folder can be read");
    let scope = Scope { audience: inputs.settings.audiences.find("restricted").expect("known"), customer: None };
    let loaded = load(inputs, None, Vec::new());
    let selection = Selection::default();
    let today = parse_date("2026-11-21").expect("a day");
    let findings = check(
        &loaded,
        &CheckRequest {
            today,
            scope: &scope,
            selection: &selection,
            edited: &BTreeMap::new(),
            past: &BTreeMap::new(),
            unpublished: &[],
            before: None,
        },
    );
    let show = |finding: &SettledFinding| {
        let place = &finding.place;
        format!("{}:{} {}: {}", place.path, place.start.line, finding.rule.id, finding.message)
    };
    findings.iter().filter(|finding| finding.severity == Severity::Error).map(show).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

fn private_settings() -> (Settings, &'static str) {
    let text = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    (read_settings(&SourceFile::new("site.toml", text.to_owned())).0, text)
}

#[test]
fn every_new_entry_is_sound() {
    let (settings, site) = private_settings();
    let today = parse_date("2026-11-21").expect("a day");
    for kind in Kind::all() {
        for (title, owner) in [("Globex", None), ("Is it \"on\": yes?", Some("team: security"))] {
            let folder = tempfile::tempdir().expect("a folder");
            write(folder.path(), "site.toml", site);
            fs::create_dir(folder.path().join("content")).expect("made");
            let file = new_entry(&NewEntry { kind, title, owner, today }, &settings).expect("there is a place");
            write(folder.path(), &file.path, &file.text);
            assert_eq!(errors_in(folder.path()), Vec::<String>::new(), "{}\n{}", file.path, file.text);
            let schema = entry_schema(kind, &settings);
            assert_eq!(faults(&schema, front_matter(&file.text)), Vec::<String>::new(), "{}", file.text);
            let offered = offered(front_matter(&file.text));
            assert_eq!(faults(&schema, &offered), Vec::<String>::new(), "{offered}");
        }
    }
}

/// Returns front matter with every offered line switched on.
fn offered(front: &str) -> String {
    let is_key = |line: &&str| {
        let key = line.trim_start_matches("# ").split(':').next().unwrap_or_default();
        line.starts_with("# ") && key.chars().all(|symbol| symbol.is_ascii_lowercase() || symbol == '_')
    };
    let lines = front.lines().map(|line| if is_key(&line) { line.trim_start_matches("# ") } else { line });
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn a_new_gap_reads_like_this() {
    let today = parse_date("2026-11-21").expect("a day");
    let wanted = NewEntry { kind: Kind::Gap, title: "No export", owner: Some("ann"), today };
    let file = new_entry(&wanted, &default_settings()).expect("there is a place");
    assert_eq!(file.path, "content/gaps/no-export.md");
    let expected = "---
# The page's title; without it, the first heading.
title: No export
# How much it hurts: a deal is lost, is harder, or notices.
severity: major
# What to do meanwhile; none must be written.
workaround: none
# What it costs the customer and the business.
impact: Say what it costs the customer, and what it costs us.
# The capability that is missing.
# capability: id of the capability
# Its state; a shipped gap names the version.
state: open
# The version that closed it.
# shipped_in: version 1.0
# Ids of opportunities that miss it; never customer names.
# opportunities: [OPP-1]
# The address of the ticket.
# tracker: https://issues.example.com/1
# Who is accountable: an id of people.yaml, an e-mail address, a handle or a team.
owner: ann
# Where in its life it is; drafts and unreviewed entries are for internal readers only. Independent of freshness.
status: draft
---

## What is missing

What a customer cannot do, in their words.

## What to say

The honest sentence, and what we offer meanwhile.
";
    assert_eq!(file.text, expected);
    let fault = new_entry(&NewEntry { title: "?!", ..wanted }, &default_settings()).expect_err("there is no name");
    assert_eq!(fault.to_string(), "the title has no letter or digit to name a file after");
    let fault = new_entry(&NewEntry { kind: Kind::Poc, ..wanted }, &default_settings()).expect_err("no private root");
    assert!(fault.to_string().starts_with("a poc is about one deal and belongs in a private root"), "{fault}");
}

#[test]
fn workflows_run_the_check() {
    for (forge, format) in [(Forge::Github, "--format github"), (Forge::Gitlab, "gitlab=gl-code-quality-report.json")] {
        let file = check_workflow(forge, "").expect("a plain path");
        assert!(parse_yaml(&file.text, 0).is_ok(), "{}", file.text);
        assert!(file.text.contains(format) && file.text.contains("schedule"), "{}", file.text);
    }
    assert_eq!(Forge::WORDS.len(), 2);
}

#[test]
fn lines_are_added_once() {
    assert_eq!(with_lines("/target\n/public/", &["/public/", "/x/"]), "/target\n/public/\n/x/\n");
    assert_eq!(with_lines("", &["/x/"]), "/x/\n");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1795219200").env_remove("NO_COLOR");
    command.output().expect("it runs")
}

fn said(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("it is text")
}

#[test]
fn an_empty_folder_becomes_a_site_that_builds() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), ".gitignore", "/target\n");
    let first = run(folder.path(), &["init", "kb"]);
    assert!(first.status.success(), "{}", said(&first.stderr));
    let site = folder.path().join("kb");
    assert_eq!(errors_in(&site), Vec::<String>::new());
    let files = starter_files(parse_date("2026-11-21").expect("a day"));
    assert_eq!(files.iter().find(|file| file.path == "site.toml").map(|file| file.text.lines().count()), Some(10));
    let checked = run(&site, &["check", "--format", "concise"]);
    assert!(checked.status.success(), "{}", said(&checked.stdout));
    let built = run(&site, &["build"]);
    assert!(built.status.success() && site.join("public/battlecards/globex/index.html").is_file());
    let again = run(folder.path(), &["init", "kb"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        said(&again.stderr),
        "fieldbook: site.toml, content/competitors/globex.md, content/battlecards/globex.md, content/answers/encryption-at-rest.md already exist in kb; nothing was written\n"
    );
}

#[test]
fn init_keeps_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), ".gitignore", "/target\n");
    assert!(run(folder.path(), &["init"]).status.success());
    let ignored = fs::read_to_string(folder.path().join(".gitignore")).expect("it is there");
    assert_eq!(ignored, "/target\n/public/\n/.public.fieldbook/\n/.fieldbook/\n");
    assert!(run(folder.path(), &["init", "--ci", "github"]).status.success());
    assert!(folder.path().join(".github/workflows/fieldbook.yml").is_file());
    let again = run(folder.path(), &["init", "--ci", "github"]);
    let top = folder.path().canonicalize().expect("a folder");
    assert_eq!(
        (again.status.code(), said(&again.stderr)),
        (
            Some(2),
            format!(
                "fieldbook: .github/workflows/fieldbook.yml already exists in {}; nothing was written\n",
                top.display()
            )
        )
    );
}

#[test]
fn new_writes_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["init"]).status.success());
    let made = run(folder.path(), &["new", "objection", "Too", "expensive", "--owner", "ann"]);
    assert_eq!(said(&made.stdout), "content/objections/too-expensive.md\n", "{}", said(&made.stderr));
    assert!(!folder.path().join(".fieldbook").exists(), "Git ignores it, so a fresh clone would not have it");
    let text = fs::read_to_string(folder.path().join("content/objections/too-expensive.md")).expect("there");
    assert!(!text.contains("$schema"), "an editor would check the body as YAML: {text}");
    let again = run(folder.path(), &["new", "objection", "Too expensive"]);
    assert_eq!(again.status.code(), Some(2));
    let slip = run(folder.path(), &["new", "batlecard", "X"]);
    assert!(said(&slip.stderr).contains("did you mean battlecard?"), "{}", said(&slip.stderr));
}

#[test]
fn schemas_and_pages_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in Kind::all() {
        let printed = run(folder.path(), &["schema", "entry", kind.word()]);
        let schema: serde_json::Value = serde_json::from_slice(&printed.stdout).expect("it is JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    for name in ["site", "report"] {
        let printed = run(folder.path(), &["schema", name]);
        assert!(serde_json::from_slice::<serde_json::Value>(&printed.stdout).is_ok(), "{name}");
    }
    let page = said(&run(folder.path(), &["man", "rfp", "fill"]).stdout);
    assert!(page.contains(".TH fieldbook-rfp-fill 1") && page.contains("customer"), "{page}");
}

#[test]
fn schemas_for_editors_are_written_where_a_fresh_clone_has_them() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["init"]).status.success());
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(folder.path()).args(arguments).output().expect("git runs");
        said(&output.stdout)
    };
    git(&["init", "-q"]);
    let written = run(folder.path(), &["schema", "--write"]);
    assert!(written.status.success(), "{}", said(&written.stderr));
    git(&["add", "-A"]);
    let tracked = git(&["ls-files"]);
    let json = |path: &str| -> serde_json::Value {
        assert!(tracked.lines().any(|line| line == path), "{path} is not in {tracked}");
        serde_json::from_slice(&fs::read(folder.path().join(path)).expect("there")).expect("JSON")
    };
    assert_eq!(json("schemas/site.json")["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(json("schemas/answers.json")["anyOf"].as_array().map(Vec::len), Some(2));
    let associations = json(".remarkrc.json").pointer("/plugins/1/1/schemas").cloned().expect("associations");
    assert_eq!(associations["./schemas/gaps.json"], serde_json::json!(["./content/gaps/**/*.md"]));
    for (path, _) in associations.as_object().expect("a map") {
        assert!(json(path.trim_start_matches("./")).is_object(), "{path}");
    }
    // Schemas follow the settings; what people may have changed stays.
    fs::write(folder.path().join(".remarkrc.json"), "{}\n").expect("written");
    fs::write(folder.path().join("schemas/gaps.json"), "old").expect("written");
    let again = run(folder.path(), &["schema", "--write"]);
    assert!(said(&again.stderr).contains(".remarkrc.json exists and was left as it is; it needs:\n{"), "{again:?}");
    assert_eq!(fs::read_to_string(folder.path().join(".remarkrc.json")).expect("there"), "{}\n");
    assert!(json("schemas/gaps.json").is_object());
}
