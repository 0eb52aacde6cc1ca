//! No output of any command repeats a secret, wherever in the site it is: file names, titles, tags, ids, claims, diagrams,
//! attachments, data files, questionnaires, opportunities, people, settings, and the arguments of the command itself.

use fieldbook::report::FORMATS;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The token that the program itself is given; no scan knows its form.
const OWN: &str = "plain-words-of-ours";

/// Returns secrets of several vendors, put together here so that no file holds one, each with its random part.
fn secrets() -> [(String, &'static str); 3] {
    [
        (["AKIA", "UJZDEGXDNCF32EPF"].concat(), "UJZDEGXDNCF32EPF"),
        (["glp", "at-", "DL7DxtpYlSXpfKtHF4vU"].concat(), "DL7DxtpYlSXpfKtHF4vU"),
        (["sk_", "live_", "CsMehGAkWvj7FAc9QeWJKY40"].concat(), "CsMehGAkWvj7FAc9QeWJKY40"),
    ]
}

/// Returns the secrets of which six bytes in a row are in `text`, also in other case.
fn leaks(text: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(text).to_lowercase();
    let windows: BTreeSet<&[u8]> = text.as_bytes().windows(6).collect();
    let has = |random: &str| random.to_lowercase().as_bytes().windows(6).any(|part| windows.contains(part));
    secrets().into_iter().map(|(_, random)| random).filter(|random| has(random)).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

/// Writes a site with each secret at every place; what is not a secret is valid as far as it can be.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    let all = secrets().map(|(secret, _)| secret);
    let each = all.join(" ");
    let [one, two, three] = &all;
    write(
        site,
        "site.toml",
        &format!(
            "[site]\ntitle = \"T {each}\"\nprofile = \"strict\"\n[opportunities]\nsource = \"file\"\n[fingerprints]\nsalt = \"{one}\"\n"
        ),
    );
    write(site, "people.yaml", &format!("- id: ann\n  name: Ann {each}\n- id: {one}\n  name: Bob\n"));
    write(site, "synonyms.yaml", &format!("- [alpha, {one}, {two}, {three}]\n"));
    write(site, "jargon.yaml", &format!("- {{term: {two}, say: it}}\n"));
    write(site, "capabilities.yaml", &format!("- id: cap-a\n  name: Cap {each}\n  product: {three}\n"));
    let opportunity = format!(
        "[{{\"id\": \"o1\", \"name\": \"Opp {each}\", \"stage\": \"Negotiation\", \"amount\": 5, \"currency\": \"EUR\", \"close\": \"2026-12-01\", \"competitors\": [\"globex\"], \"owner\": \"ann\", \"customer\": \"{one}\"}}]"
    );
    write(site, "opportunities.json", &opportunity);
    write_entries(site, &all);
    let script = "git init -q -b main && git add -A && git -c user.name=T -c user.email=t@example.com commit -qm one";
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).current_dir(site).env("GIT_CONFIG_GLOBAL", "/dev/null");
    assert!(command.status().expect("git runs").success());
    folder
}

/// Writes entries and attachments with each of `all` at every place, and a questionnaire.
fn write_entries(site: &Path, all: &[String; 3]) {
    let each = all.join(" ");
    let [one, two, three] = all;
    for secret in all {
        let head = "title: T\nowner: ann\n";
        write(
            site,
            &format!("content/pages/deploy-{secret}.md"),
            &format!("---\n{head}sumary: x\n---\nSee [x](nowhere.md). This is seperate.\n"),
        );
        write(site, &format!("content/pages/broken-{secret}.md"), &format!("---\ntitle: [{secret}\n---\nText.\n"));
        write(site, &format!("content/assets/{secret}.csv"), &format!("a,b\n1,{secret}\n"));
        let list =
            format!("---\n{head}---\n[list](../assets/{secret}.csv)\n\n[y](missing-{secret}.md), [[pages/{secret}]]\n");
        write(site, &format!("content/pages/list-{}.md", secret.len()), &list);
        let keys = format!(
            "---\n{head}{secret}: x\nstatus: {secret}\nreview_every: {secret}\nverified: 2025-01-01\nsummary: S {secret}\n---\nText.\n"
        );
        write(site, &format!("content/pages/keys-{}.md", secret.len()), &keys);
    }
    write(
        site,
        "content/pages/title.md",
        &format!(
            "---\ntitle: Title {each}\nowner: ann\ntags: [{one}, {two}, {three}]\naliases: [pages/{one}]\nstatus: approved\n---\n# Head {each}\n\nText {each} here.\n"
        ),
    );
    write(
        site,
        "content/pages/diagram.md",
        &format!(
            "---\ntitle: D\nowner: ann\n---\n```mermaid\nflowchart LR\n  A[{one}] --> B[{two}] --> C[{three}]\n```\n"
        ),
    );
    write(
        site,
        "content/battlecards/globex.md",
        &format!(
            "---\ntitle: Globex\nowner: ann\nstatus: approved\ncompetitors: [globex]\nclaims:\n  - id: lim\n    text: It has {each} of 5.\n    source: https://e.example/{one}\n    quote: \"q {each}\"\n    verified: 2025-01-01\n---\nGlobex has {each} and no limit.[^lim]\n"
        ),
    );
    write(
        site,
        "content/answers/enc.md",
        &format!(
            "---\nquestion: Is data encrypted with {each}?\nowner: ann\nstatus: approved\naudience: customer\nverified: 2026-11-01\nreview_every: 1y\nshort_answer: yes\n---\nYes. It is encrypted with {each} at rest.\n"
        ),
    );
    write(site, "q.csv", &format!("Question,Answer\nIs data encrypted with {each}?,\nWhat about {each}?,\n"));
}

fn run(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env("NO_COLOR", "1").env("FIELDBOOK_NOTION_TOKEN", OWN).current_dir(site);
    let day = if arguments.contains(&"init") { &[][..] } else { &["--today", "2026-11-21"] };
    command.args(arguments).args(day).output().expect("it runs")
}

/// Returns what a shell proposes for the last of `words`.
fn proposals(site: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(site).env("FIELDBOOK_COMPLETE", "bash");
    command.env("_CLAP_COMPLETE_INDEX", words.len().to_string()).args(["--", "fieldbook"]).args(words);
    let output = command.output().expect("it runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("battlecards/globex"), "a control: {output:?}");
    output
}

/// Every command that shows something of the site, each with the arguments that make it show most; `SECRET` is a secret.
const COMMANDS: &[&str] = &[
    "check --diff",
    "check --since HEAD",
    "check --staged",
    "check --history HEAD --format json",
    "check --rule SECRET",
    "check --format SECRET",
    "check --SECRET",
    "check nowhere-SECRET.md",
    "check --since SECRET",
    "check --due 9999y --format full",
    "check --due 9999y --format concise",
    "check --due 9999y --format json",
    "check --due 9999y --format markdown",
    "check --due 9999y --report json=out/due.json --report markdown=out/due.md",
    "build --output public --timings",
    "build --output public --audience public",
    "build --output public --audience SECRET",
    "build --output public --customer SECRET",
    "search title",
    "search SECRET --format json",
    "rfp inspect q.csv",
    "rfp match q.csv",
    "rfp match q.csv --explain",
    "rfp match q.csv --format json",
    "rfp review q.csv --by ann",
    "rfp fill q.csv",
    "rfp check q.csv",
    "rfp check q-filled.csv --format json",
    "rfp export q.csv --format csv",
    "rfp harvest q-filled.csv",
    "rfp harvest q-filled.csv --write",
    "rfp stale q-filled.csv",
    "rfp as-of HEAD q.csv",
    "explain battlecards/globex#lim",
    "explain SECRET",
    "baseline write",
    "baseline prune",
    "verify battlecards/globex --by ann",
    "verify pages/deploy-SECRET --by ann",
    "verify --due --by ann",
    "sync",
];

/// Returns what leaks of the files below `folder` that a command may have written.
fn written_leaks(folder: &Path, given: &BTreeSet<String>) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_file());
    let inside = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    let written = files.map(|file| (inside(file.path()), file)).filter(|(name, _)| !given.contains(name));
    written
        .filter(|(name, _)| !name.starts_with(".git/") && name != "q-filled.csv")
        .filter(|(name, file)| {
            let bytes = fs::read(file.path()).expect("a file");
            !leaks(name.as_bytes()).is_empty() || !leaks(&bytes).is_empty()
        })
        .map(|(name, _)| name)
        .collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_file());
    files.map(|file| file.path().strip_prefix(folder).expect("below").display().to_string()).collect()
}

#[test]
fn no_command_repeats_a_secret_of_the_site() {
    let folder = site();
    let site = folder.path();
    let given = names(site);
    let [(one, _), ..] = secrets();
    let texts: Vec<u8> = given.iter().flat_map(|path| fs::read(site.join(path)).expect("a file")).collect();
    assert_eq!(leaks(&texts).len(), secrets().len(), "the control");
    let mut leaking = Vec::new();
    let mut shown = |name: &str, output: &Output| {
        let found = leaks(&[output.stdout.as_slice(), &output.stderr].concat());
        if !found.is_empty() {
            leaking.push(format!("{name}: {found:?}"));
        }
        assert!(matches!(output.status.code(), Some(0..=2)), "{name}: {output:?}");
    };
    let reports: Vec<String> = FORMATS.iter().map(|format| format!("{0}=out/{0}", format.name)).collect();
    let mut arguments = vec!["check"];
    arguments.extend(reports.iter().flat_map(|report| ["--report", report.as_str()]));
    let checked = run(site, &arguments);
    shown("check", &checked);
    assert!(
        String::from_utf8_lossy(&checked.stdout).matches("leaked-credential").count() > 20,
        "the control: {checked:?}"
    );
    for command in COMMANDS {
        let words: Vec<String> = command.split(' ').map(|word| word.replace("SECRET", &one)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        shown(command, &run(site, &words));
    }
    shown("completions", &proposals(site, &["verify", ""]));
    assert_eq!(leaking, Vec::<String>::new());
    assert_eq!(written_leaks(site, &given), Vec::<String>::new());
    assert!(names(site).contains("out/sarif") && names(site).len() > given.len() + FORMATS.len(), "a control");
}

#[test]
fn no_output_contains_a_token_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    write(site, "site.toml", "[site]\ntitle = \"T\"\n");
    write(
        site,
        &format!("content/pages/{OWN}.md"),
        &format!("---\ntitle: T\n{OWN}: x\nstatus: {OWN}\n---\n[x]({OWN}x.md)\n"),
    );
    let reports: Vec<String> = FORMATS.iter().map(|format| format!("{0}=out/{0}", format.name)).collect();
    let mut arguments = vec!["check"];
    arguments.extend(reports.iter().flat_map(|report| ["--report", report.as_str()]));
    let checked = run(site, &arguments);
    let shown = String::from_utf8_lossy(&[checked.stdout.as_slice(), &checked.stderr].concat()).into_owned();
    assert!(shown.contains("unknown key `[redacted]`") && !shown.contains(OWN), "{shown}");
    for format in &FORMATS {
        let report = fs::read_to_string(site.join("out").join(format.name)).expect("a report");
        assert!(!report.contains(OWN), "{}: {report}", format.name);
    }
    let found = run(site, &["search", OWN]);
    assert!(!String::from_utf8_lossy(&found.stdout).contains(OWN), "{found:?}");
}
