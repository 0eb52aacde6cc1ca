//! Whole commands, as people and CI run them: exit codes, reports, and what never comes out.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The day for which the commands judge.
const TODAY: &str = "2026-11-21";

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("FIELDBOOK_NOTION_TOKEN")
        .output()
        .expect("fieldbook runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Makes a site of a few files.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

const COMPETITOR: (&str, &str) = (
    "content/competitors/globex.md",
    "---\nname: Globex\nowner: ann\nstatus: approved\n---\nThey sell to the same people.\n",
);

fn card(claim: &str) -> String {
    format!(
        "---\ntitle: Globex\nsummary: They stop early.\ncompetitor: Globex\nowner: ann\nstatus: approved\nverified: 2026-11-15\nclaims:\n  - id: cap\n    text: Globex stops at 5 TB a day.\n    stance: we-win\n    topic: limit\n{claim}---\n## Why we win\n\nNo cap.[^cap]\n\n## Why we lose\n\nThey have more connectors.\n\n## Questions to ask\n\n- How much do you read a day?\n- Who reads it?\n- When?\n"
    )
}

fn site_with_claim(claim: &str) -> tempfile::TempDir {
    site(&[COMPETITOR, ("content/battlecards/globex.md", &card(claim))])
}

const SOURCE: &str =
    "    source: https://docs.globex.example/limits\n    quote: Ingestion is limited to 5 TB per day\n";

fn check(folder: &Path) -> (Option<i32>, String) {
    let output = fieldbook(folder, &["check", "--format", "concise", "--today", TODAY]);
    (output.status.code(), text(&output.stdout))
}

#[test]
fn a_checked_and_sourced_claim_passes() {
    let folder = site_with_claim(&format!("{SOURCE}    verified: 2026-11-01\n"));
    let (code, report) = check(folder.path());
    assert_eq!((code, report.as_str()), (Some(0), ""));
}

#[test]
fn a_stale_claim_alone_fails_at_its_date() {
    let folder = site_with_claim(&format!("{SOURCE}    verified: 2026-09-01\n"));
    let expected = "content/battlecards/globex.md:15:15: error[freshness/stale-claim] the claim `cap` was checked on 2026-09-01; its 60-day review interval ended on 2026-10-31\n";
    assert_eq!(check(folder.path()), (Some(1), expected.to_owned()));
    let path = folder.path().join("site.toml");
    fs::write(path, "[freshness]\nfail = false\n").expect("written");
    let (code, report) = check(folder.path());
    assert_eq!((code, report.as_str()), (Some(0), expected.replace("error[", "warning[").as_str()));
}

#[test]
fn the_day_decides_and_nothing_else() {
    let folder = site_with_claim(&format!("{SOURCE}    verified: 2026-09-01\n"));
    let on = |day| fieldbook(folder.path(), &["check", "--today", day]).status.code();
    // The card itself holds for 30 days from 2026-11-15, so only days before the claim's end are clean.
    assert_eq!(
        [on("2026-10-31"), on("2026-11-01")],
        [Some(1), Some(1)],
        "the card's own check lies ahead of these days"
    );
    let folder = site_with_claim(&format!("{SOURCE}    verified: 2026-11-10\n"));
    let on = |day| fieldbook(folder.path(), &["check", "--today", day]).status.code();
    assert_eq!([on("2026-12-15"), on("2026-12-16")], [Some(0), Some(1)]);
}

#[test]
fn an_unsourced_claim_alone_fails_at_its_id() {
    let folder = site_with_claim("    verified: 2026-11-01\n");
    let expected =
        "content/battlecards/globex.md:9:9: error[evidence/unsourced-claim] no source supports the claim `cap`\n";
    assert_eq!(check(folder.path()), (Some(1), expected.to_owned()));
}

/// A key in the form that its vendor documents, put together here so that no file holds one.
fn key() -> String {
    ["AKIA", "Q3EGV7T2", "M5KXW4ZB"].concat()
}

#[test]
fn a_leaked_key_alone_fails_and_is_printed_by_no_format() {
    let page = format!("---\ntitle: Uploading\nowner: ann\n---\nUse {} for now.\n", key());
    let folder = site(&[("content/pages/upload.md", &page)]);
    let (code, report) = check(folder.path());
    assert_eq!(code, Some(1));
    assert!(report.starts_with("content/pages/upload.md:5:5: error[secrets/leaked-credential]"), "{report}");
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] {
        let output = fieldbook(folder.path(), &["check", "--format", format, "--today", TODAY]);
        let printed = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(printed.contains("leaked-credential"), "{format}: {printed}");
        assert_eq!(leaked(&printed), None, "{format}");
    }
    assert_eq!(leaked(&page), Some(0), "the search for leaks can find one");
    let output = fieldbook(folder.path(), &["build", "--output", "public", "--today", TODAY]);
    assert_eq!((output.status.code(), folder.path().join("public").exists()), (Some(1), false));
    assert_eq!(leaked(&(text(&output.stdout) + &text(&output.stderr))), None);
}

/// Returns where six characters of the key's random part occur in `printed`.
fn leaked(printed: &str) -> Option<usize> {
    let key = key();
    (4..key.len() - 5).position(|start| printed.contains(&key[start..start + 6]))
}

#[test]
fn reports_are_written_beside_the_one_on_standard_output() {
    let folder = site_with_claim("    verified: 2026-11-01\n");
    let sarif = folder.path().join("out/findings.sarif");
    let junit = folder.path().join("findings.xml");
    let (sarif_argument, junit_argument) = (format!("sarif={}", sarif.display()), format!("junit={}", junit.display()));
    let arguments =
        ["check", "--format", "json", "--report", &sarif_argument, "--report", &junit_argument, "--today", TODAY];
    let output = fieldbook(folder.path(), &arguments);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["schema"], "fieldbook/findings/3");
    assert!(text(&output.stdout).starts_with("{\"schema\":") || text(&output.stdout).starts_with("{\n  \"schema\":"));
    let sarif: Value = serde_json::from_slice(&fs::read(sarif).expect("written")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "evidence/unsourced-claim");
    assert!(fs::read_to_string(junit).expect("written").contains("<testsuite"));
}

#[test]
fn what_cannot_run_exits_2_and_says_why() {
    let folder = site(&[COMPETITOR]);
    for (arguments, words) in [
        (&["check", "--today", "2026-02-30"][..], "YYYY-MM-DD"),
        (&["check", "--format", "pdf"], "possible values: full, concise"),
        (&["check", "--rule", "freshness/stale-clam"], "did you mean"),
        (&["check", "--audience", "custmer"], "did you mean customer"),
        (&["rfp", "match", "nowhere.xlsx"], "nowhere.xlsx"),
        (&["sync"], "source is not \"notion\""),
        (&["explain", "freshness/stale"], "there is no rule"),
        (&["nonsense"], "unrecognized subcommand"),
    ] {
        let output = fieldbook(folder.path(), arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let output = fieldbook(Path::new("no/such/folder"), &["check"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_customer_that_the_site_does_not_know_is_an_error_of_every_command() {
    let entry = |customer: &str| format!("---\ntitle: A page\nowner: ann\ncustomer: {customer}\n---\nText.\n");
    let toml = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n";
    let list = "- {key: acme, names: [Acme]}\n- {key: initech, names: [Initech]}\n";
    let page = entry("acme");
    let listed = [("site.toml", toml), ("deals/customers.yaml", list), ("content/pages/a.md", &page)];
    let folder = site(&listed);
    fs::write(folder.path().join("asked.csv"), "Question,Answer\nIs it on?,\n").expect("written");
    let asked = folder.path().join("asked.csv");
    let asked = asked.to_str().expect("a path");
    let expected = "there is no customer initec; did you mean initech?; this site has acme, initech";
    let commands: [&[&str]; 14] = [
        &["build"],
        &["serve", "--port", "0"],
        &["check"],
        &["check", "--fix"],
        &["search", "text"],
        &["check", "--due"],
        &["baseline", "write"],
        &["rfp", "match", asked],
        &["rfp", "fill", asked],
        &["rfp", "review", asked, "--by", "ann"],
        &["rfp", "check", asked],
        &["rfp", "assign", asked, "--to", "ann", "--undecided"],
        &["rfp", "export", asked],
        &["rfp", "as-of", "HEAD", asked],
    ];
    for command in commands {
        let output = fieldbook(folder.path(), &[command, &["--customer", "initec"]].concat());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
        assert!(said.contains(expected), "{command:?}: {said}");
    }
    let known = fieldbook(folder.path(), &["build", "--customer", "acme"]);
    assert_eq!(known.status.code(), Some(0), "the control: {}", text(&known.stderr));
    // Without a list, the customers are those that entries name.
    let folder = site(&[("content/pages/a.md", &entry("acme"))]);
    let check = |key| fieldbook(folder.path(), &["check", "--customer", key]).status.code();
    assert_eq!([check("acme"), check("initech")], [Some(0), Some(2)]);
    let folder = site(&[COMPETITOR]);
    let said = text(&fieldbook(folder.path(), &["check", "--customer", "acme"]).stderr);
    assert!(said.contains("there is no customer acme; this site has no customer"), "{said}");
}

#[test]
fn five_mistakes_are_five_findings_and_one_about_readers_holds_the_build() {
    let broken = "---\ntitel: A\nverified: yesterday\naudience: custmer\nreview_every: 30\nclaims:\n  - id: x\n    stance: winning\n    text: Globex stops.\n    source: https://docs.globex.example/\n---\n# A page\n";
    let folder = site(&[
        ("content/pages/broken.md", broken),
        ("content/pages/fine.md", "---\ntitle: Fine\n---\nAll is well.\n"),
    ]);
    let (code, report) = check(folder.path());
    let places: Vec<_> = report
        .lines()
        .filter(|line| line.contains("[schema/") || line.contains("[audience/"))
        .map(|line| line.split(" error").next().unwrap_or(line))
        .collect();
    let expected = ["2:1:", "3:11:", "4:11:", "5:15:", "8:13:"].map(|place| format!("content/pages/broken.md:{place}"));
    assert_eq!((code, places), (Some(1), expected.iter().map(String::as_str).collect()), "{report}");
    let build = || fieldbook(folder.path(), &["build", "--output", "public"]);
    let output = build();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(!folder.path().join("public").exists());
    let corrected = broken.replace("custmer", "customer");
    fs::write(folder.path().join("content/pages/broken.md"), corrected).expect("written");
    assert_eq!(build().status.code(), Some(0), "ordinary errors publish");
    assert!(folder.path().join("public/pages/fine/index.html").is_file());
}

#[test]
fn a_build_for_customers_holds_nothing_stricter() {
    let sentinel = "fieldbook-canary-4711";
    let inside = format!(
        "---\ntitle: Inside view\nowner: ann\nstatus: approved\nverified: 2026-11-01\n---\nOur floor price is {sentinel} for this segment.\n"
    );
    let public = "---\ntitle: Open view\nowner: ann\nstatus: approved\naudience: customer\nverified: 2026-11-01\n---\nWhat we do.\n";
    let folder = site(&[("content/pages/inside.md", &inside), ("content/pages/open.md", public)]);
    let build = |output: &str, audience: &str| {
        let done = fieldbook(folder.path(), &["build", "--output", output, "--audience", audience, "--today", TODAY]);
        (done.status.code(), text(&done.stderr))
    };
    let (code, said) = build("outside", "customer");
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        holders(&folder.path().join("outside"), &[sentinel, "Inside view", "pages/inside"]),
        Vec::<String>::new()
    );
    let (code, said) = build("within", "internal");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        !holders(&folder.path().join("within"), &[sentinel]).is_empty(),
        "the control: the sentinel is found where it belongs"
    );
    // A page for customers that repeats a line of the stricter one is caught by the sweep, and nothing is published.
    let leaking = public.replace("What we do.", &format!("Our floor price is {sentinel} for this segment."));
    fs::write(folder.path().join("content/pages/open.md"), leaking).expect("written");
    let before = holders(&folder.path().join("outside"), &["What we do"]);
    let (code, said) = build("outside", "customer");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("audience/leaked-canary") && said.contains("nothing was published"), "{said}");
    assert_eq!(holders(&folder.path().join("outside"), &["What we do"]), before, "the old site stands");
    let check = |audience: &str| {
        let done =
            fieldbook(folder.path(), &["check", "--audience", audience, "--format", "concise", "--today", TODAY]);
        (done.status.code(), text(&done.stdout).contains("audience/leaked-canary"))
    };
    assert_eq!(check("customer"), (Some(1), true), "the check of such a build says the same");
    assert_eq!(check("internal"), (Some(0), false), "the control");
}

/// Returns the files below `folder` that hold one of `patterns`.
fn holders(folder: &Path, patterns: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("listed") {
            let path = entry.expect("listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("read");
                let holds = |pattern: &&str| bytes.windows(pattern.len()).any(|window| window == pattern.as_bytes());
                found.extend(patterns.iter().any(holds).then(|| path.display().to_string()));
            }
        }
    }
    found.sort();
    found
}

/// Returns the names in the tables of dependencies of a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = tables.iter().filter_map(|name| manifest.get(*name)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn the_readme_gives_a_reason_for_every_package() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(folder.join("README.md")).expect("a README");
    let (_, packages) = readme.split_once("## Packages").expect("a part about packages");
    let named = |name: &String| packages.contains(&format!("`{name}`"));
    for manifest in ["Cargo.toml", "search/Cargo.toml", "questionnaire/Cargo.toml"] {
        let names = dependencies(&fs::read_to_string(folder.join(manifest)).expect("a manifest"));
        let unnamed: Vec<_> = names.iter().filter(|name| !named(name)).collect();
        assert!(!names.is_empty() && unnamed.is_empty(), "{manifest}: {unnamed:?}");
    }
    assert!(!named(&"openssl".to_owned()));
}

#[test]
fn the_sample_site_says_what_the_readme_promises() {
    let output = fieldbook(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", "--format", "concise"]);
    let report = text(&output.stdout);
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let (_, shown) = readme.split_once("## Output on the sample").expect("a part about the output");
    let (_, shown) = shown.split_once("```text\n").expect("the output");
    let (shown, _) = shown.split_once("```\n\nExit code 1.").expect("its end");
    assert_eq!((output.status.code(), report.as_str()), (Some(1), shown));
}

#[test]
fn licenses_prints_the_committed_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("THIRD-PARTY-LICENSES.md")).expect("a page");
    let output = fieldbook(root, &["licenses"]);
    assert!(output.status.success() && text(&output.stdout) == page, "run `cargo run --example licenses -- write`");
    let expected = format!("- clap {}", "4.");
    assert!(
        page.contains(&expected) && page.contains("Permission is hereby granted"),
        "the page lists packages and texts"
    );
}

#[test]
fn timings_as_json_are_all_of_standard_output() {
    let claim = "  - {id: fast, text: Fast., source: \"https://globex.example/\", verified: 2026-11-01}\n";
    let folder = site_with_claim(claim);
    let output = fieldbook(folder.path(), &["build", "-o", "public", "--audience", "internal", "--timings=json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let keys = |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let schema = fieldbook(folder.path(), &["schema", "timings"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).expect("a schema");
    let required = schema["required"].as_array().expect("a list").iter().filter_map(|key| key.as_str());
    assert_eq!(keys(&printed), required.collect::<Vec<_>>());
    assert_eq!(printed["schema"], schema["properties"]["schema"]["const"]);
}
