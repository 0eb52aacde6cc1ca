//! The recipes for forges: written where a forge looks for them, and every command of theirs run as a forge runs it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FIELDBOOK: &str = env!("CARGO_BIN_EXE_fieldbook");
const PAGE: &str = "---\ntitle: A\nowner: ann\n---\nText.\n";

/// A repository with sites in `kb` and `team/sales`, on the branch `change`, which adds a fault to `kb`.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for site in ["kb", "team/sales"] {
            write(&folder.path().join(site), "site.toml", "[site]\ntitle = \"T\"\n");
            write(&folder.path().join(site), "content/pages/a.md", PAGE);
        }
        let repository = Self { folder };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit();
        repository.git(&["update-ref", "refs/remotes/origin/main", "main"]);
        repository.git(&["checkout", "-q", "-b", "change"]);
        write(&repository.path("kb"), "content/pages/b.md", &PAGE.replace("Text.", "See [[nowhere]]."));
        repository.commit();
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder.path()).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.args(arguments).output().expect("git runs");
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--no-verify", "-m", "c"]);
    }

    /// Runs `fieldbook` in one of its folders.
    fn fieldbook(&self, folder: &str, arguments: &[&str]) -> Output {
        Command::new(FIELDBOOK).args(arguments).current_dir(self.path(folder)).output().expect("it runs")
    }

    /// Runs the lines of a step as a forge does, in the top folder.
    fn run(&self, script: &str, environment: &BTreeMap<String, String>) -> Output {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]).current_dir(self.folder.path());
        command.envs(environment).env_remove("FIELDBOOK_NOTION_TOKEN").output().expect("bash runs")
    }
}

fn write(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, content).expect("written");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads YAML as JSON, through the reader of front matter.
pub(super) fn yaml(path: &Path) -> Value {
    use fieldbook::values::{Node, Value as Read, parse_yaml};
    fn json(node: &Node) -> Value {
        match &node.value {
            Read::Map(pairs) => pairs.iter().map(|(key, value)| (key.value.clone(), json(value))).collect(),
            Read::List(items) => items.iter().map(json).collect(),
            Read::Text(text) | Read::Number(text) => Value::String(text.clone()),
            Read::Bool(value) => Value::Bool(*value),
            Read::Null => Value::Null,
        }
    }
    json(&parse_yaml(&fs::read_to_string(path).expect("a workflow"), 0).expect("YAML"))
}

pub(super) fn words(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// What `cargo install … --root FOLDER …` leaves behind, without the build.
const CARGO: &str = "#!/bin/bash\nset -e\nroot=\nwhile [ $# -gt 0 ]; do [ \"$1\" = --root ] && root=$2; shift; done\nmkdir -p \"$root/bin\"\nln -sf \"$BINARY\" \"$root/bin/fieldbook\"\n";

/// Makes a folder with `cargo` and the home of a runner.
fn runner() -> (tempfile::TempDir, BTreeMap<String, String>) {
    use std::os::unix::fs::PermissionsExt as _;
    let runner = tempfile::tempdir().expect("a folder");
    write(runner.path(), "bin/cargo", CARGO);
    let cargo = runner.path().join("bin/cargo");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("set");
    symlink(FIELDBOOK, runner.path().join("binary")).expect("linked");
    let inside = |path: &str| runner.path().join(path).display().to_string();
    let path = format!("{}:{}:{}", inside("bin"), inside(".fieldbook/bin"), std::env::var("PATH").unwrap_or_default());
    let environment = [
        ("PATH", path),
        ("HOME", inside("")),
        ("BINARY", FIELDBOOK.to_owned()),
        ("FIELDBOOK_REPOSITORY", "https://git.example.com/fieldbook.git".to_owned()),
        ("GITHUB_PATH", inside("path")),
        ("GITHUB_OUTPUT", inside("output")),
        ("GIT_CONFIG_GLOBAL", "/dev/null".to_owned()),
        ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
    ];
    let environment = environment.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    (runner, environment)
}

#[test]
fn a_workflow_is_written_where_the_forge_reads_it_and_one_for_each_site() {
    let repository = Repository::new();
    for (folder, path) in [
        ("kb", ".github/workflows/fieldbook-kb.yml"),
        ("team/sales/content", ".github/workflows/fieldbook-team-sales.yml"),
    ] {
        let made = repository.fieldbook(folder, &["init", "--ci", "github"]);
        assert!(text(&made.stderr).starts_with(&format!("wrote {path} in ")), "{made:?}");
        assert!(repository.path(path).is_file());
    }
    assert!(!repository.path("kb/.github").exists());
    let first = yaml(&repository.path(".github/workflows/fieldbook-kb.yml"));
    let second = yaml(&repository.path(".github/workflows/fieldbook-team-sales.yml"));
    assert_eq!(
        (words(&first, "/name"), words(&second, "/name")),
        ("fieldbook (kb)".into(), "fieldbook (team/sales)".into())
    );
    assert_eq!((words(&first, "/env/SITE"), words(&second, "/env/SITE")), ("kb".into(), "team/sales".into()));
    let again = repository.fieldbook("kb", &["init", "--ci", "github"]);
    let refused = text(&again.stderr);
    assert!(again.status.code() == Some(2) && refused.contains("fieldbook-kb.yml already exists"), "{refused}");

    for folder in ["kb", "team/sales"] {
        assert_eq!(repository.fieldbook(folder, &["init", "--ci", "gitlab"]).status.code(), Some(0));
    }
    let ci = yaml(&repository.path(".gitlab-ci.yml"));
    assert_eq!(words(&ci, "/include/0/local"), "/.gitlab/fieldbook*.yml");
    for (path, site) in [("fieldbook-kb", "kb"), ("fieldbook-team-sales", "team/sales")] {
        let jobs = yaml(&repository.path(&format!(".gitlab/{path}.yml")));
        assert_eq!(words(&jobs, &format!("/.{path}/variables/SITE")), site);
        assert_eq!(words(&jobs, &format!("/{path}-change/extends")), format!(".{path}"));
    }

    // A file of their own is left as it is, with the lines that it needs.
    let other = Repository::new();
    write(&other.path(""), ".gitlab-ci.yml", "test:\n  script: make\n");
    let said = text(&other.fieldbook("kb", &["init", "--ci", "gitlab"]).stderr);
    assert!(said.contains("add to .gitlab-ci.yml") && said.contains("- local: /.gitlab/fieldbook*.yml"), "{said}");
    assert_eq!(fs::read_to_string(other.path(".gitlab-ci.yml")).expect("there"), "test:\n  script: make\n");
    let named = other.path("kb'$(x)");
    fs::create_dir(&named).expect("made");
    let said = text(&other.fieldbook(".", &["init", &named.display().to_string(), "--ci", "github"]).stderr);
    assert!(said.contains("a workflow cannot name the directory"), "{said}");
    assert!(!other.path(".github").exists());
}

/// What GitHub makes of the expressions of a step's environment in a pull request to `main`.
fn in_pull_request(value: &str) -> String {
    value
        .replace("${{ github.event.merge_group.base_sha || format('origin/{0}', github.base_ref) }}", "origin/main")
        .replace("${{ vars.FIELDBOOK_REPOSITORY }}", "https://git.example.com/fieldbook.git")
        .replace("${{ vars.FIELDBOOK_DOWNLOADS }}", "")
        .replace("${{ secrets.FIELDBOOK_NOTION_TOKEN }}", "")
}

#[test]
fn every_step_for_github_runs_in_a_repository_with_two_sites() {
    let repository = Repository::new();
    for folder in ["kb", "team/sales"] {
        assert_eq!(repository.fieldbook(folder, &["init", "--ci", "github"]).status.code(), Some(0));
    }
    let (runner, environment) = runner();
    let summary = runner.path().join("summary");
    for (file, codes) in [("fieldbook-kb", [1, 0, 1, 0]), ("fieldbook-team-sales", [0, 0, 0, 0])] {
        let workflow = yaml(&repository.path(&format!(".github/workflows/{file}.yml")));
        let mut environment = environment.clone();
        for key in ["SITE", "FIELDBOOK_VERSION"] {
            environment.insert(key.to_owned(), words(&workflow, &format!("/env/{key}")));
        }
        environment.insert("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string());
        let steps = workflow.pointer("/jobs/check/steps").and_then(Value::as_array).expect("steps");
        let mut found = Vec::new();
        for step in steps.iter().filter(|step| step.get("run").is_some()) {
            let mut own = environment.clone();
            for (key, value) in step.get("env").and_then(Value::as_object).into_iter().flatten() {
                own.insert(key.clone(), in_pull_request(value.as_str().unwrap_or_default()));
            }
            assert!(own.values().all(|value| !value.contains("${{")), "{own:?}");
            fs::write(&summary, "").expect("emptied");
            let output = repository.run(&words(step, "/run"), &own);
            let said = text(&output.stdout) + &text(&output.stderr);
            found.push((
                words(step, "/name"),
                output.status.code(),
                said,
                fs::read_to_string(&summary).expect("there"),
            ));
        }
        let checks: Vec<_> = found.iter().skip(2).map(|(name, code, _, _)| (name.as_str(), *code)).collect();
        let [change, commits, all, due] = codes.map(Some);
        assert_eq!(
            found.iter().take(2).map(|(_, code, _, _)| *code).collect::<Vec<_>>(),
            [Some(0), Some(0)],
            "{found:?}"
        );
        assert_eq!(
            checks,
            [
                ("Check the change", change),
                ("Search the commits of the change for credentials", commits),
                ("Read the opportunities", Some(0)),
                ("Check everything", all),
                ("List what ends soon", due)
            ],
            "{found:?}"
        );
        let summaries: Vec<bool> = found.iter().skip(2).map(|(_, _, _, summary)| summary.starts_with("## ")).collect();
        assert_eq!(summaries, [true, false, false, true, true], "{found:?}");
        let annotated = found.iter().any(|(_, _, said, _)| said.contains("file=kb/content/pages/b.md,line=5"));
        assert_eq!(annotated, file == "fieldbook-kb", "paths are those of the repository: {found:?}");
        assert!(repository.path("fieldbook.sarif").is_file());
    }
}

#[test]
fn every_job_for_gitlab_runs_in_a_repository_with_two_sites() {
    let repository = Repository::new();
    for folder in ["kb", "team/sales"] {
        assert_eq!(repository.fieldbook(folder, &["init", "--ci", "gitlab"]).status.code(), Some(0));
    }
    let (_runner, mut environment) = runner();
    environment.insert("CI_PROJECT_DIR".to_owned(), repository.path("").display().to_string());
    environment.insert("CI_MERGE_REQUEST_TARGET_BRANCH_NAME".to_owned(), "main".to_owned());
    for (name, codes) in [("fieldbook-kb", [1, 0, 1]), ("fieldbook-team-sales", [0, 0, 0])] {
        let jobs = yaml(&repository.path(&format!(".gitlab/{name}.yml")));
        let lines = |job: &str, key: &str| -> String {
            let list = jobs.pointer(&format!("/{job}/{key}")).and_then(Value::as_array).expect("lines");
            list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
        };
        let mut own = environment.clone();
        for key in ["SITE", "FIELDBOOK_VERSION"] {
            own.insert(key.to_owned(), words(&jobs, &format!("/.{name}/variables/{key}")));
        }
        let ran = ["change", "credentials", "daily"].map(|job| {
            let script = format!(
                "{}\n{}",
                lines(&format!(".{name}"), "before_script"),
                lines(&format!("{name}-{job}"), "script")
            );
            repository.run(&script, &own)
        });
        assert_eq!(ran.each_ref().map(|output| output.status.code()), codes.map(Some), "{ran:?}");
        let report = fs::read_to_string(repository.path("gl-code-quality-report.json")).expect("a report");
        assert_eq!(report.contains("kb/content/pages/b.md"), name == "fieldbook-kb", "{report}");
        assert!(repository.path("fieldbook.md").is_file());
    }
}

/// What `curl … -o FILE ADDRESS` leaves behind where the address is a folder of the runner.
const CURL: &str = "#!/bin/bash\nset -e\nwhile [ $# -gt 1 ]; do [ \"$1\" = -o ] && to=$2; shift; done\ncp \"${1#https://downloads.example.com/}\" \"$to\"\n";

/// Runs the lines that install a release in a runner with what the releases have; returns what was said, and what runs.
fn installed(archive_text: &str, listed_text: &str, downloads: &str) -> (Option<i32>, String, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let repository = Repository::new();
    let (runner, mut environment) = runner();
    write(runner.path(), "bin/curl", CURL);
    let machine = text(&Command::new("uname").arg("-m").output().expect("uname runs").stdout);
    let name = format!("fieldbook-9.9.9-{}-unknown-linux-musl", machine.trim());
    let release = repository.path("releases/v9.9.9");
    let program = |said: &str| format!("#!/bin/sh\necho {said}\n");
    let pack = |said: &str| {
        write(&release, &format!("{name}/fieldbook"), &program(said));
        fs::set_permissions(release.join(&name).join("fieldbook"), fs::Permissions::from_mode(0o755)).expect("set");
        let script = format!(
            "cd releases/v9.9.9 && tar --sort=name --mtime=@0 -cf - {name} | gzip -n > {name}.tar.gz && sha256sum {name}.tar.gz"
        );
        text(&repository.run(&script, &environment).stdout)
    };
    let listed = pack(listed_text);
    pack(archive_text);
    write(&release, "SHA256SUMS", &listed);
    fs::set_permissions(runner.path().join("bin/curl"), fs::Permissions::from_mode(0o755)).expect("set");
    let root = runner.path().join(".fieldbook").display().to_string();
    for (key, value) in
        [("FIELDBOOK_ROOT", root.as_str()), ("FIELDBOOK_VERSION", "v9.9.9"), ("FIELDBOOK_DOWNLOADS", downloads)]
    {
        environment.insert(key.to_owned(), value.to_owned());
    }
    let script = include_str!("../../src/authoring/starter/install.sh");
    let output = repository.run(script, &environment);
    let ran = repository.run("\"$FIELDBOOK_ROOT/bin/fieldbook\" --version", &environment);
    (output.status.code(), text(&output.stderr), text(&ran.stdout).trim().to_owned())
}

#[test]
fn a_released_program_is_installed_if_it_is_what_was_released_and_built_where_there_is_none() {
    let built = format!("fieldbook {}", env!("CARGO_PKG_VERSION"));
    let there = "https://downloads.example.com/releases";
    let (code, said, runs) = installed("released", "released", there);
    assert_eq!((code, runs.as_str()), (Some(0), "released"), "{said}");
    let (code, said, runs) = installed("changed", "released", there);
    assert!(code != Some(0) && runs.is_empty() && said.contains("did NOT match"), "{code:?} {said} {runs}");
    for downloads in ["https://downloads.example.com/nowhere", ""] {
        let (code, said, runs) = installed("released", "released", downloads);
        assert!(code == Some(0) && runs.starts_with(&built), "{downloads}: {said} {runs}");
        assert!(said.contains("no released program was found; building fieldbook"), "{said}");
    }
}

/// What each recipe must do; a workflow, the action and both forms for GitLab.
#[test]
fn every_recipe_has_what_a_gate_needs() {
    let repository = Repository::new();
    for forge in ["github", "gitlab"] {
        assert_eq!(repository.fieldbook("kb", &["init", "--ci", forge]).status.code(), Some(0));
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: PathBuf| fs::read_to_string(path).expect("a recipe");
    let version = format!("v{}", env!("CARGO_PKG_VERSION"));
    let install = |indent: &str| -> String {
        include_str!("../../src/authoring/starter/install.sh")
            .split_inclusive('\n')
            .flat_map(|line| [indent, line])
            .collect()
    };
    for (path, indent) in [
        (repository.path(".github/workflows/fieldbook-kb.yml"), "          "),
        (repository.path(".gitlab/fieldbook-kb.yml"), "        "),
        (top.join("templates/check.yml"), "        "),
    ] {
        assert!(read(path.clone()).contains(&install(indent)), "{}", path.display());
    }
    let gitlab =
        ["GIT_DEPTH: \"0\"", "--since", "--history", "cache:", "opportunities.json", &version, "merge_request_event"];
    for (path, needed) in [
        (
            repository.path(".github/workflows/fieldbook-kb.yml"),
            &[
                "merge_group:",
                "fetch-depth: 0",
                "--since",
                "--history",
                "cache/restore@",
                "cache/save@",
                "kb/.fieldbook/opportunities.json",
                "GITHUB_STEP_SUMMARY",
                "upload-sarif",
                "upload-artifact",
                &version,
            ][..],
        ),
        (
            top.join("action.yml"),
            &["merge_group", "--since", "--history", "cache/restore@", "GITHUB_STEP_SUMMARY", "sarif="],
        ),
        (repository.path(".gitlab/fieldbook-kb.yml"), &gitlab),
        (top.join("templates/check.yml"), &gitlab),
        (top.join(".pre-commit-hooks.yaml"), &["check --staged --since HEAD"]),
    ] {
        let recipe = read(path.clone());
        let missing: Vec<_> = needed.iter().filter(|words| !recipe.contains(**words)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", path.display());
        assert!(!recipe.contains('@') || !recipe.contains("@SITE@") && !recipe.contains("@SLUG@"), "{recipe}");
    }
}

/// The script of the action, as it is run in a pull request, in a merge group and on a schedule.
#[test]
fn the_action_checks_a_change_and_its_commits() {
    let repository = Repository::new();
    let action = yaml(&Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml"));
    let (runner, mut environment) = runner();
    let summary = runner.path().join("summary");
    let source = env!("CARGO_MANIFEST_DIR").to_owned();
    environment
        .extend([("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string()), ("SOURCE".to_owned(), source)]);
    let steps = action.pointer("/runs/steps").and_then(Value::as_array).expect("steps");
    let script = |name: &str| {
        let step = steps.iter().find(|step| words(step, "/name") == name).expect("a step");
        words(step, "/run")
    };
    environment.insert("FIELDBOOK_VERSION".to_owned(), "main".to_owned());
    for name in ["Name the source", "Install fieldbook"] {
        let output = repository.run(&script(name), &environment);
        assert!(output.status.success(), "{name}: {output:?}");
    }
    let key = fs::read_to_string(runner.path().join("output")).expect("an output");
    assert!(key.starts_with("key=") && key.trim_end().len() == "key=".len() + 32, "{key}");
    let inputs = |site: &str, base: &str, arguments: &str| {
        let given = [("SITE", site), ("BASE", base), ("ARGS", arguments), ("SARIF", "f.sarif"), ("SUMMARY", "true")];
        let given = given.map(|(key, value)| (key.to_owned(), value.to_owned()));
        environment.clone().into_iter().chain(given).collect::<BTreeMap<_, _>>()
    };
    for (site, base, arguments, code) in [
        ("kb", "origin/main", "", 1),
        ("team/sales", "origin/main", "", 0),
        ("kb", "", "", 1),
        ("kb", "origin/main", "--format concise --rule style", 0),
    ] {
        let output = repository.run(&script("Check"), &inputs(site, base, arguments));
        assert_eq!(output.status.code(), Some(code), "{site} {base}: {output:?}");
        let looked = text(&output.stderr).contains("looked into 1 files of 1 commits");
        assert_eq!(looked, site == "kb" && base == "origin/main" && arguments.is_empty(), "{output:?}");
        assert!(fs::read_to_string(&summary).expect("there").starts_with("## fieldbook"), "{output:?}");
    }
}
