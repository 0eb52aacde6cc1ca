//! Adopting the check: every command that the shipped recipes and guides name is understood, and the recipes run.

use fieldbook::authoring::{Forge, check_workflow};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn parse<T: for<'de> Deserialize<'de>>(path: &str, text: &str) -> T {
    serde_saphyr::from_str(text).unwrap_or_else(|fault| panic!("{path} is no YAML of its kind: {fault}"))
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1795219200");
    command.env_remove("FIELDBOOK_NOTION_TOKEN").output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Returns what the program's own parser says against a command line; `--help` at its end keeps it from being run.
fn refusal(line: &str) -> Option<String> {
    let words: Vec<String> = split(line);
    let arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).chain(["--help"]).collect();
    let output = run(Path::new("."), &arguments);
    (!output.status.success()).then(|| format!("{line}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Splits a command line at blanks outside double quotes; what a shell would fill in stands for a word.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for symbol in line.chars() {
        match symbol {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            _ => word.push(symbol),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Returns the command lines of `fieldbook` in a text: those of a console, of a recipe, of a hook.
fn commands(text: &str) -> Vec<String> {
    let starts = ["$ fieldbook ", "- fieldbook ", "run: fieldbook ", "entry: fieldbook "];
    let command = |line: &str| {
        let line = line.trim().trim_start_matches("- run").trim_start_matches("run");
        let line = line.strip_prefix(':').map_or(line.to_owned(), |rest| format!("run:{rest}"));
        let start = starts.iter().find(|start| line.starts_with(**start))?;
        let rest = line.get(start.len()..)?.split(" #").next().unwrap_or_default();
        Some(format!("fieldbook {}", rest.split([';', '|', '>', '&']).next().unwrap_or_default().trim()))
    };
    text.lines().filter_map(command).collect()
}

/// Files that tell people or machines what to type.
const TEACH: [&str; 6] = [
    "docs/adopt.md",
    "docs/ci.md",
    "README.md",
    "src/authoring/starter/github.yml",
    "src/authoring/starter/gitlab.yml",
    "templates/check.yml",
];

#[test]
fn every_command_that_is_taught_is_understood() {
    let mut faults = Vec::new();
    for path in TEACH {
        let lines = commands(&read(path));
        assert!(!lines.is_empty(), "{path} names no command");
        // The guide shows one slip on purpose, with its answer.
        faults.extend(
            lines.iter().filter(|line| *line != "fieldbook check --rule nope").filter_map(|line| refusal(line)),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_flag_that_does_not_exist_is_refused() {
    for line in
        ["fieldbook check --sinse main", "fieldbook chek", "fieldbook check --format nonsense", "fieldbook baseline"]
    {
        let line = commands(&format!("  - {line}")).pop().expect("a command");
        assert_eq!(refusal(&line).is_some(), line != "fieldbook baseline", "{line}");
    }
    assert_eq!(commands("- run: fieldbook check --since \"a b\" # why"), ["fieldbook check --since \"a b\""]);
    assert_eq!(split("fieldbook check --since \"a b\""), ["fieldbook", "check", "--since", "a b"]);
}

#[derive(Deserialize)]
struct Hook {
    id: String,
    entry: String,
    language: String,
    pass_filenames: bool,
    always_run: bool,
}

#[test]
fn the_hook_of_pre_commit_is_understood() {
    let path = ".pre-commit-hooks.yaml";
    let hooks: Vec<Hook> = parse(path, &read(path));
    let [hook] = hooks.as_slice() else { panic!("{} hooks", hooks.len()) };
    assert_eq!((hook.id.as_str(), hook.language.as_str(), hook.pass_filenames), ("fieldbook", "rust", false));
    assert!(hook.always_run, "a commit that only deletes files is checked too");
    assert_eq!(refusal(&hook.entry), None);
}

#[derive(Deserialize)]
struct Action {
    inputs: BTreeMap<String, Input>,
    runs: Runs,
}

#[derive(Deserialize)]
struct Input {
    default: String,
}

#[derive(Deserialize)]
struct Runs {
    using: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(default)]
    shell: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    run: String,
}

/// A repository with one old sin on its main branch, and one new one.
fn changed_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("content/pages/a.md");
    fs::create_dir_all(page.parent().expect("a parent")).expect("made");
    fs::write(folder.path().join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    fs::write(&page, "---\ntitle: A\n---\n[old](old.md)\n").expect("written");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "Begin"]);
    git(folder.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    fs::write(&page, "---\ntitle: A\n---\n[old](old.md)\n\n[new](new.md)\n").expect("written");
    folder
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]).args(arguments);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

/// Runs the last step of the action as a runner would, with the inputs `given` over the defaults.
fn act(action: &Action, site: &Path, given: &[(&str, &str)], base: &str) -> (Option<i32>, String, PathBuf) {
    let step = action.runs.steps.last().expect("a step");
    let runner = site.join("runner");
    fs::create_dir_all(runner.join(".fieldbook/bin")).expect("made");
    let binary = runner.join(".fieldbook/bin/fieldbook");
    if !binary.exists() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_fieldbook"), binary).expect("linked");
    }
    let output_file = runner.join("output");
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step.run]).current_dir(site);
    for (name, value) in &step.env {
        let Some(input) = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")) else {
            assert!(value.contains("github.base_ref"), "an expression over the event: {value}");
            command.env(name, base);
            continue;
        };
        let default = action.inputs.get(input).expect("a declared input").default.as_str();
        let value = given.iter().find(|(name, _)| *name == input).map_or(default, |(_, value)| value);
        command.env(name, value);
    }
    command.env("HOME", &runner).env("GITHUB_OUTPUT", &output_file).env("GITHUB_STEP_SUMMARY", runner.join("summary"));
    let output = command.env("SOURCE_DATE_EPOCH", "1795219200").output().expect("bash runs");
    (output.status.code(), said(&output), output_file)
}

#[test]
fn the_action_judges_a_change_by_what_it_makes_worse_and_the_rest_as_a_whole() {
    let action: Action = parse("action.yml", &read("action.yml"));
    assert_eq!(action.runs.using.as_str(), "composite");
    let mut steps = action.runs.steps.iter().filter(|step| !step.run.is_empty());
    assert!(steps.all(|step| step.shell == "bash" && !step.run.contains("${{")), "no input is code");
    let site = changed_site();
    let (code, printed, _) = act(&action, site.path(), &[], "origin/main");
    assert_eq!((code, printed.contains("new.md"), printed.contains("old.md")), (Some(1), true, false), "{printed}");
    let (code, printed, _) = act(&action, site.path(), &[], "");
    assert_eq!((code, printed.contains("new.md"), printed.contains("old.md")), (Some(1), true, true), "{printed}");
    let given = [("args", "--format concise --rule secrets"), ("sarif", "out/findings.sarif"), ("site", ".")];
    let (code, printed, output) = act(&action, site.path(), &given, "origin/main");
    assert_eq!((code, printed.as_str()), (Some(0), ""), "{printed}");
    assert!(site.path().join("out/findings.sarif").is_file());
    assert_eq!(fs::read_to_string(output).expect("outputs"), "sarif=out/findings.sarif\n");
    let (code, printed, _) = act(&action, site.path(), &[("args", "--nope")], "origin/main");
    assert_eq!(code, Some(2), "a wrong flag is no finding: {printed}");
}

#[test]
fn both_recipes_judge_changes_and_everything() {
    #[derive(Deserialize)]
    struct Spec {
        spec: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    }
    let template = read("templates/check.yml");
    let (head, jobs) = template.split_once("\n---\n").expect("a head and jobs");
    let head: Spec = parse("templates/check.yml", head);
    let inputs = head.spec.get("inputs").expect("inputs");
    for part in jobs.split("$[[ inputs.").skip(1) {
        let name = part.split(" ]]").next().expect("a name");
        assert!(inputs.contains_key(name), "{name} is no input");
    }
    let starter = |forge| check_workflow(forge, "").expect("a plain path").text;
    for (path, text) in [
        ("templates/check.yml", jobs.to_owned()),
        ("starter", starter(Forge::Gitlab)),
        ("starter", starter(Forge::Github)),
    ] {
        let _: serde_json::Value = parse(path, &text);
        // A command goes on behind a backslash.
        let text = text.replace("\\\n", "");
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("fieldbook --site")).collect();
        let with = |word: &str| lines.iter().filter(|line| line.contains(word)).count();
        let counts = (lines.len(), with("--since"), with("--history"), with("--due"), with("sync --optional"));
        assert_eq!(counts, (5, 1, 1, 1, 1), "{path}: {lines:?}");
        assert!(text.contains("schedule"), "{path}");
    }
}

#[test]
fn a_library_with_old_sins_is_adopted_in_a_few_commands() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("made");
    for number in 0..30 {
        let text = format!("# Page {number}\n\n[gone](gone-{number}.md)\n");
        fs::write(folder.path().join(format!("content/page-{number}.md")), text).expect("written");
    }
    let begun = run(folder.path(), &["init"]);
    assert!(begun.status.success() && said(&begun).contains("baseline write"), "{}", said(&begun));
    assert_eq!(fs::read_dir(folder.path().join("content")).expect("listed").count(), 30, "no samples between it");
    let checked = run(folder.path(), &["check"]);
    let ends = said(&checked);
    assert_eq!(checked.status.code(), Some(1), "{ends}");
    assert!(
        ends.ends_with("    30 error[links/broken-internal]\n30 errors in 30 entries; a build publishes the site\n"),
        "{ends}"
    );
    assert!(run(folder.path(), &["baseline", "write"]).status.success());
    assert_eq!(run(folder.path(), &["check"]).status.code(), Some(0));
    let page = folder.path().join("content/page-0.md");
    fs::write(&page, "# Page 0\n\n[gone](gone-0.md) [more](more.md)\n").expect("written");
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    assert!(said(&checked).ends_with("1 error in 30 entries; a build publishes the site\n"), "{}", said(&checked));
    fs::write(&page, "# Page 0\n\nMended.\n").expect("written");
    let checked = run(folder.path(), &["check"]);
    assert_eq!(
        (checked.status.code(), said(&checked).contains("baseline prune")),
        (Some(1), true),
        "{}",
        said(&checked)
    );
    assert!(run(folder.path(), &["baseline", "prune"]).status.success());
    assert_eq!(said(&run(folder.path(), &["check"])), "no findings in 30 entries; a build publishes the site\n");
}
