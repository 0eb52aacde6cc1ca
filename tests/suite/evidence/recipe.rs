//! The recipes for forges of docs/evidence.md, run as a forge runs them: with a bare repository, pages from the stand-in, and
//! in the place of a forge what records its calls.

use super::super::recipes::{words, yaml};
use super::PAGE;
use super::refresh::stand_in::{Change, Listener, Script, StandIn, quoted_pages};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// Creates a change unless there is one, and notes each call that was carried out with the first line of the digest.
const GH: &str = r#"#!/bin/bash
set -e
if [ "$2" = create ] && [ -e "$FORGE/open" ]; then exit 1; fi
touch "$FORGE/open"
for last; do :; done
echo "$* | $(head -n 1 "$last")" >> "$FORGE/calls"
"#;
/// Notes the options of a push.
const PRE_RECEIVE: &str = "#!/bin/bash\necho \"push $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1\" >> \"$FORGE/calls\"\n";

/// A forge: the repository, the calls that were made, and the pages of the web.
struct Forge {
    folder: tempfile::TempDir,
    web: Arc<StandIn>,
    allow: String,
}

impl Forge {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        write(&site.join("site.toml"), "[site]\ntitle = \"T\"\n", 0o644);
        write(&site.join("content/limits.md"), PAGE, 0o644);
        let url = "https://docs.globex.example/limits".to_owned();
        let replace = Some(["5 TB".to_owned(), "8 TB".to_owned()]);
        let change = Change { from: "2026-11-13".to_owned(), url, replace, ..Change::default() };
        let web =
            Arc::new(StandIn::new(quoted_pages(&site).expect("a site"), Script { change: vec![change] }, "2026-11-06"));
        let address = Listener::start(&web, 0).expect("a port");
        let forge = Self { folder, web, allow: format!("docs.globex.example={address}") };
        write(&forge.path("bin/gh"), GH, 0o755);
        forge.git(&site, &["init", "-q", "-b", "main"]);
        forge.git(&site, &["add", "-A"]);
        forge.git(&site, &["-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "-m", "The library"]);
        forge.git(&site, &["clone", "-q", "--bare", ".", "../sales/kb.git"]);
        write(&forge.path("sales/kb.git/hooks/pre-receive"), PRE_RECEIVE, 0o755);
        forge.git(&forge.path("sales/kb.git"), &["config", "receive.advertisePushOptions", "true"]);
        let address = "https://evidence:not-a-token@git.example.com/sales/";
        let settings = format!("[url \"file://{}/\"]\n\tinsteadOf = {address}\n", forge.path("sales").display());
        write(&forge.path("gitconfig"), &settings, 0o644);
        forge
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn git(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.env("GIT_CONFIG_GLOBAL", self.path("gitconfig")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("FORGE", self.folder.path());
        let output = command.current_dir(folder).args(arguments).output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Runs the steps in a new clone on a day, which is that of the web too, and returns what was called.
    fn run(&self, steps: &[String], day: &str) -> Vec<String> {
        let clone = self.path("clone");
        if clone.exists() {
            fs::remove_dir_all(&clone).expect("removed");
        }
        self.git(self.folder.path(), &["clone", "-q", "sales/kb.git", "clone"]);
        self.web.set_day(day);
        let calls = self.path("calls");
        fs::write(&calls, "").expect("emptied");
        for step in steps {
            let output = self.step(&clone, step, day);
            assert!(output.status.success(), "{step}: {output:?}");
        }
        fs::read_to_string(&calls).expect("calls").lines().map(str::to_owned).collect()
    }

    fn step(&self, folder: &Path, step: &str, day: &str) -> Output {
        let epoch = super::day(day).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp();
        let binary = Path::new(env!("CARGO_BIN_EXE_fieldbook")).parent().expect("a folder");
        let path = format!(
            "{}:{}:{}",
            self.path("bin").display(),
            binary.display(),
            std::env::var("PATH").unwrap_or_default()
        );
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step]).current_dir(folder);
        command.env("PATH", path).env("FORGE", self.folder.path()).env("SOURCE_DATE_EPOCH", epoch.to_string());
        command.env("GIT_CONFIG_GLOBAL", self.path("gitconfig")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("FIELDBOOK_EVIDENCE_ALLOW", &self.allow).env("EVIDENCE_TOKEN", "not-a-token");
        command.env("CI_SERVER_HOST", "git.example.com").env("CI_PROJECT_PATH", "sales/kb");
        command.output().expect("bash runs")
    }

    /// Returns the commits that the open change has on top of the default branch, and the files that they change.
    fn open_change(&self) -> (usize, String) {
        let bare = self.path("sales/kb.git");
        let commits = self.git(&bare, &["rev-list", "main..fieldbook/evidence"]).lines().count();
        (commits, self.git(&bare, &["diff", "--name-only", "main", "fieldbook/evidence"]))
    }

    fn tip(&self) -> String {
        self.git(&self.path("sales/kb.git"), &["rev-parse", "fieldbook/evidence"])
    }
}

fn write(path: &Path, text: &str, mode: u32) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

/// Returns the block of YAML of docs/evidence.md that follows `heading`.
fn block(heading: &str) -> Value {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md")).expect("the page");
    let rest = page.split_once(heading).expect("the heading").1;
    let block = rest.split_once("```yaml\n").and_then(|(_, rest)| rest.split_once("```")).expect("a block").0;
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), block).expect("written");
    yaml(file.path())
}

/// A first run opens the change, one that sees nothing new leaves it alone, a third one amends it, and one after it was merged
/// leaves the default branch alone.
fn runs_keep_one_change(steps: &[String], opened: &str, amended: &str) {
    let forge = Forge::new();
    assert_eq!(forge.run(steps, "2026-11-06"), opened.lines().collect::<Vec<_>>());
    let file = "evidence/docs.globex.example.jsonl\n";
    assert_eq!(forge.open_change(), (1, file.to_owned()));
    let first = forge.tip();
    assert_eq!(forge.run(steps, "2026-11-06"), Vec::<String>::new(), "nothing new");
    assert_eq!(forge.tip(), first);
    assert_eq!(forge.run(steps, "2026-11-13"), amended.lines().collect::<Vec<_>>());
    assert_eq!(forge.open_change(), (1, file.to_owned()));
    let bare = forge.path("sales/kb.git");
    let records = forge.git(&bare, &["show", "fieldbook/evidence:evidence/docs.globex.example.jsonl"]);
    let record = records.lines().last().unwrap_or_default();
    for part in ["\"verdict\":\"changed\"", "\"seen\":\"2026-11-06\"", "\"since\":\"2026-11-13\""] {
        assert!(record.contains(part), "the first look is known: {record}");
    }
    forge.git(&bare, &["update-ref", "refs/heads/main", "fieldbook/evidence"]);
    fs::remove_file(forge.path("open")).unwrap_or_default();
    assert_eq!(forge.run(steps, "2026-11-13"), Vec::<String>::new(), "merged, and nothing new");
}

#[test]
fn the_recipe_for_github_keeps_one_change_open() {
    let workflow = block("GitHub Actions, `.github/workflows/evidence.yml`:");
    let job = workflow.pointer("/jobs/refresh").expect("a job");
    assert_eq!(words(job, "/if"), "github.ref_name == github.event.repository.default_branch");
    assert!(workflow.get("on").or_else(|| workflow.get("true")).is_some_and(|on| on.get("pull_request").is_none()));
    let steps = job.get("steps").and_then(Value::as_array).expect("steps");
    let steps: Vec<String> = steps.iter().filter_map(|step| step.get("run")?.as_str().map(str::to_owned)).collect();
    assert_eq!(steps.len(), 3);
    runs_keep_one_change(
        &steps,
        "push  \npr create --head fieldbook/evidence --title Evidence --body-file digest.md | ## fieldbook: evidence: nothing to report",
        "push  \npr edit fieldbook/evidence --body-file digest.md | ## fieldbook: evidence: 1 changed",
    );
}

#[test]
fn the_recipe_for_gitlab_keeps_one_change_open() {
    let jobs = block("GitLab, with a token");
    let condition = "$CI_PIPELINE_SOURCE == \"schedule\" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";
    assert_eq!(words(&jobs, "/evidence/rules/0/if"), condition);
    assert_eq!(jobs.pointer("/evidence/rules").and_then(Value::as_array).map(Vec::len), Some(1));
    let script = jobs.pointer("/evidence/script").and_then(Value::as_array).expect("a script");
    let lines: Vec<&str> = script.iter().filter_map(Value::as_str).collect();
    // The lines of a job run in one shell, on a commit without a branch.
    let steps = vec!["git checkout -q --detach".to_owned(), lines.join("\n")];
    let pushed = "push merge_request.create merge_request.title=Evidence";
    runs_keep_one_change(&steps, pushed, pushed);
}
