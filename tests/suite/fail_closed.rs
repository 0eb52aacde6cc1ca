//! A build publishes the whole right site, or nothing: settings that cannot be read, pages that cannot be made, and
//! folders without content, as commands and reports show them.

use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = "---\ntitle: Plan\nowner: ann\n---\nAll is well.\n";

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, content).expect("written");
    }
    folder
}

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(arguments).args(["--today", "2026-11-21"]);
    command.env_remove("FIELDBOOK_NOTION_TOKEN").output().expect("fieldbook runs")
}

/// Runs a build and a check, and returns their exit codes and what they wrote; nothing may be published.
fn held(folder: &Path, arguments: &[&str]) -> ((Option<i32>, Option<i32>), String) {
    let run = |command: &str| fieldbook(folder, &[&[command][..], arguments].concat());
    let (build, check) = (run("build"), run("check"));
    assert!(!folder.join("public").exists(), "{}", String::from_utf8_lossy(&build.stderr));
    let said = [build.stdout, build.stderr, check.stdout, check.stderr].concat();
    ((build.status.code(), check.status.code()), String::from_utf8(said).expect("text"))
}

#[test]
fn settings_that_cannot_be_read_or_parsed_stop_every_command_with_their_place() {
    for (text, place) in [
        (&b"[site]\ntitle = \"Field\n"[..], "site.toml:2:"),
        (b"[site]\ntitle = \"A\"\ntitle = \"B\"\n", "site.toml:3:"),
        (b"[site]\ntitle = \"caf\xE9\"\n", "site.toml:1:1: byte 19 is not UTF-8"),
        (b"\xFF\xFE[\0s\0", "site.toml:1:1: the file is UTF-16"),
        (b"[audiences\nbuild = \"public\"\n", "site.toml:1:"),
    ] {
        let folder = site(&[("content/pages/plan.md", PAGE)]);
        fs::write(folder.path().join("site.toml"), text).expect("written");
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(2), Some(2)), "{said}");
        assert_eq!(said.matches(place).count(), 2, "{said}");
    }
    let folder = site(&[("content/pages/plan.md", PAGE), ("site.toml/inside", "")]);
    assert_eq!(held(folder.path(), &[]).0, (Some(2), Some(2)), "a directory");
    let folder = site(&[("content/pages/plan.md", PAGE), ("site.toml", "")]);
    let path = folder.path().join("site.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    if fs::read(&path).is_err() {
        assert_eq!(held(folder.path(), &[]).0, (Some(2), Some(2)), "no permission");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(0), "the control");
}

#[test]
fn a_wrong_key_or_value_in_the_settings_holds_every_build_at_its_place() {
    for (text, place) in [
        ("[site]\ntitel = \"A\"\n", "site.toml:2:1: error[schema/unknown-key]"),
        ("[freshness]\nintervals = { pricing = \"soon\" }\n", "site.toml:2:25: error[schema/wrong-type]"),
        ("[audiences]\ndefault = \"pubic\"\n", "site.toml:2:11: error[audience/unknown-readers]"),
        ("[audiences]\norder = \"public, internal\"\n", "site.toml:2:9: error[audience/unknown-readers]"),
        ("[audiences]\ndefalt = \"internal\"\n", "site.toml:2:1: error[audience/unknown-readers]"),
        ("[defaults.pages]\naudience = \"restrictd\"\n", "site.toml:2:12: error[audience/unknown-readers]"),
        ("[defaults.pages]\naudiance = \"restricted\"\n", "site.toml:2:1: error[audience/unknown-readers]"),
        ("[[roots]]\npath = \"content\"\nprivat = true\n", "site.toml:3:1: error[audience/unknown-readers]"),
        ("[[roots]]\npath = \"content\"\nprivate = \"yes\"\n", "site.toml:3:11: error[schema/wrong-type]"),
        ("[[roots]]\npath = \"content\"\n[[roots]]\npath = \"guids\"\n", "site.toml:4:8: error[schema/missing-path]"),
        ("[site]\ntheme = \"dark\"\n", "site.toml:2:9: error[schema/missing-path]"),
        ("[search]\nsynonyms = \"words.yaml\"\n", "site.toml:2:12: error[schema/missing-path]"),
        ("[opportunities]\nsource = \"file\"\n", "site.toml:2:10: error[schema/missing-path]"),
        ("[opportunities]\nsource = \"file\"\nfile = \"a.csv\"\n", "site.toml:3:8: error[schema/missing-path]"),
        ("[rules]\nschema = \"off\"\n[site]\ntitel = \"A\"\n", "site.toml:4:1: error[schema/unknown-key]"),
    ] {
        let folder = site(&[("content/pages/plan.md", PAGE), ("site.toml", text)]);
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(1), Some(1)), "{text}: {said}");
        assert!(said.contains(place) && said.contains("nothing was published"), "{text}: {said}");
    }
}

#[test]
fn settings_for_folders_and_paths_without_files_are_named() {
    let unused = "info[schema/unused-setting]";
    for (text, code, finding) in [
        ("[defaults.nope]\nowner = \"ann\"\n", 0, Some(("site.toml:1:11", unused))),
        ("[defaults.page]\nowner = \"ann\"\n", 0, Some(("site.toml:1:11", unused))),
        ("[defaults.nope]\naudience = \"restricted\"\n", 0, Some(("site.toml:1:11", unused))),
        (
            "[defaults.page]\naudience = \"restricted\"\n",
            1,
            Some((
                "site.toml:1:11",
                "error[audience/unknown-readers] no entry is in the folder `page` of these \
             defaults; did you mean `pages`?",
            )),
        ),
        ("[defaults.pages]\naudience = \"restricted\"\n", 0, None),
        ("[defaults.answers]\naudience = \"customer\"\n", 0, None),
        ("[[rules.for]]\npaths = [\"content/old/**\"]\nstyle = \"off\"\n", 0, Some(("site.toml:2:10", unused))),
        ("[[rules.for]]\npaths = [\"x\", \"content/pages/**\"]\nstyle = \"off\"\n", 0, None),
        (
            "[defaults.deals]\nowner = \"ann\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"private\"\nprivate = true\n",
            0,
            None,
        ),
    ] {
        let folder = site(&[("content/pages/plan.md", PAGE), ("site.toml", text)]);
        let check = fieldbook(folder.path(), &["check", "--format", "concise", "--audience", "restricted"]);
        let said = String::from_utf8_lossy(&check.stdout);
        assert_eq!(check.status.code(), Some(code), "{text}: {said}");
        match finding {
            Some((place, words)) => assert!(said.contains(&format!("{place}: {words}")), "{text}: {said}"),
            None => assert!(!said.contains("site.toml:"), "{text}: {said}"),
        }
        let build = fieldbook(folder.path(), &["build", "--audience", "restricted"]);
        assert_eq!(build.status.code(), Some(code), "{text}");
    }
}

#[test]
fn a_theme_outside_of_the_folder_of_themes_is_refused() {
    for theme in ["..", "../outside", "a/b", "/tmp", "a\\\\b"] {
        let text = format!("[site]\ntheme = \"{theme}\"\n");
        let folder = site(&[("content/pages/plan.md", PAGE), ("site.toml", &text), ("themes/a/b/style.css", "")]);
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(1), Some(1)), "{theme}: {said}");
        assert!(said.contains("site.toml:2:9: error[schema/missing-path]"), "{theme}: {said}");
        assert!(said.contains("a theme is the name of a folder in `themes`"), "{theme}: {said}");
    }
    let settings = ("site.toml", "[site]\ntheme = \"own\"\n");
    for (link, target) in [("themes", "elsewhere"), ("themes/own", "../elsewhere/own")] {
        let folder = site(&[("content/pages/plan.md", PAGE), settings, ("elsewhere/own/style.css", "")]);
        let link = folder.path().join(link);
        fs::create_dir_all(link.parent().expect("a parent")).expect("made");
        std::os::unix::fs::symlink(target, &link).expect("linked");
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(2), Some(2)), "{said}");
        assert!(said.contains(&link.display().to_string()), "{said}");
    }
    let folder = site(&[("content/pages/plan.md", PAGE), settings, ("themes/own/style.css", "")]);
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(0), "the control");
}

#[test]
fn a_page_that_cannot_be_made_holds_the_build_and_the_check_finds_it() {
    for (files, rule) in [
        ([("content/rules.md", PAGE), ("site.toml", "")], "site/taken-address"),
        ([("content/team/index.md", PAGE), ("content/team.md", PAGE)], "schema/duplicate-id"),
        (
            [("themes/own/templates/page.html", "{% if %}"), ("site.toml", "[site]\ntheme = \"own\"\n")],
            "site/template-fault",
        ),
    ] {
        let folder = site(&[&files[..], &[("content/pages/plan.md", PAGE)]].concat());
        for arguments in [&[][..], &["--audience", "restricted"]] {
            let (codes, said) = held(folder.path(), arguments);
            assert_eq!(codes, (Some(1), Some(1)), "{rule}: {said}");
            assert!(said.matches(rule).count() >= 2, "{rule}: {said}");
        }
    }
    // Addresses that depend on the library: the page of a claim, the list of a kind, the queue of an owner.
    let card = "---\ntitle: Globex\nowner: ann\nclaims:\n  - id: c\n    text: It is 6.\n    source: https://e.example/\n---\nSix.\n";
    for (path, address) in [
        ("content/claims/pages/a/c.md", "claims/pages/a/c/index.html"),
        ("content/battlecards/README.md", "battlecards/index.html"),
        ("content/people/ann.md", "people/ann/index.html"),
    ] {
        let folder = site(&[("content/pages/a.md", card), ("content/battlecards/globex.md", PAGE), (path, PAGE)]);
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(1), Some(1)), "{address}: {said}");
        let message = format!("has the address {address} of another page");
        assert!(said.matches(&message).count() == 2 && said.matches(&format!("{path}:1:1")).count() >= 2, "{said}");
    }
    // A template that fails only while a page is made.
    let own = [("themes/own/templates/page.html", "{{ nothing.at.all }}"), ("site.toml", "[site]\ntheme = \"own\"\n")];
    let folder = site(&[&own[..], &[("content/pages/plan.md", PAGE)]].concat());
    let (codes, said) = held(folder.path(), &[]);
    assert_eq!(codes, (Some(1), Some(1)), "{said}");
    assert!(said.matches("site/template-fault").count() >= 2 && said.contains("nothing was published"), "{said}");
    let part = fieldbook(folder.path(), &["check", "content/pages/plan.md"]);
    assert_eq!(part.status.code(), Some(0), "a check of a part makes no page: {part:?}");
}

#[test]
fn a_template_that_doubles_a_text_holds_the_build_within_a_gigabyte() {
    let template = "{% set x = title %}\n{% for n in range(end=60) %}{% set_global x = x ~ x %}{% endfor %}";
    let files = [("content/pages/plan.md", PAGE), ("site.toml", "[site]\ntheme = \"own\"\n")];
    let folder = site(&[&files[..], &[("themes/own/templates/page.html", "{{ title }}")]].concat());
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(0), "the control");
    let page = folder.path().join("public/pages/plan/index.html");
    let old = fs::read_to_string(&page).expect("a page");
    fs::write(folder.path().join("themes/own/templates/page.html"), template).expect("written");
    let mut limited = std::process::Command::new("bash");
    limited.args(["-c", "ulimit -v 1000000; exec \"$@\"", "bash", env!("CARGO_BIN_EXE_fieldbook"), "build"]);
    let output = limited.current_dir(folder.path()).output().expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let expected = "the template templates/page.html fails (line 2, column 47): the values and texts of one page are \
                    more than 48 MiB";
    assert!(said.contains(expected) && said.contains("nothing was published"), "{said}");
    assert_eq!(fs::read_to_string(&page).expect("a page"), old);
}

#[test]
fn an_answer_whose_fields_are_not_closed_is_in_no_build_for_outsiders() {
    let answers = |close: &str| {
        format!(
            "---\ntitle: Security\nowner: ann\naudience: public\nstatus: approved\n---\n## Is there an export?\n\nYes.\n\n\
             ## Is there a backdoor?\n\n```yaml\naudience: restricted\n{close}\nKept inside.\n\n## Is there a log?\n\n```yaml\n\
             topics: [security]\n```\n\nYes.\n"
        )
    };
    let folder = site(&[("content/answers/security.md", &answers("```\n"))]);
    let build = |folder: &Path| fieldbook(folder, &["build", "--audience", "public"]);
    let is_published = |folder: &Path, words: &str| {
        let files = walkdir::WalkDir::new(folder.join("public")).into_iter().filter_map(Result::ok);
        let mut texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
        texts.any(|text| text.contains(words))
    };
    assert_eq!(build(folder.path()).status.code(), Some(0));
    assert!(is_published(folder.path(), "Is there an export?") && !is_published(folder.path(), "Kept inside"));
    let folder = site(&[("content/answers/security.md", &answers(""))]);
    let check = fieldbook(folder.path(), &["check", "--format", "concise"]);
    let said = String::from_utf8_lossy(&check.stdout);
    let place = "content/answers/security.md:13:1: error[schema/invalid-front-matter] the fence with the fields";
    assert_eq!((check.status.code(), said.contains(place)), (Some(1), true), "{said}");
    build(folder.path());
    assert!(!is_published(folder.path(), "Kept inside"));
}

#[test]
fn a_folder_without_content_is_not_a_site() {
    for files in [&[][..], &[("notes/plan.md", PAGE)], &[("content/plan.txt", "Text.")]] {
        let folder = site(files);
        let (codes, said) = held(folder.path(), &[]);
        assert_eq!(codes, (Some(2), Some(2)), "{said}");
        let expected = format!("{} has no Markdown file in its roots (content)", folder.path().display());
        assert_eq!(said.matches(&expected).count(), 2, "{said}");
    }
    let folder = site(&[("content/pages/plan.md", PAGE)]);
    let (codes, said) = held(folder.path(), &["--audience", "public"]);
    assert_eq!(codes, (Some(1), Some(1)), "{said}");
    let reason = "held by nothing-visible: no entry is visible to the readers of this build (public): 1 entry read: \
                  1 for the audience `internal` and with the status `draft`; this build shows entries with the audience \
                  `public` and the status `approved` or `deprecated`\n";
    assert_eq!(said.matches(reason).count(), 2, "{said}");
    assert_eq!(fieldbook(folder.path(), &["build"]).status.code(), Some(0), "the control");
}

#[test]
fn entries_that_a_build_leaves_out_are_counted_per_reason() {
    let page = |front: &str| PAGE.replace("owner: ann", &format!("owner: ann\n{front}"));
    let open = "audience: public\nstatus: approved";
    let folder = site(&[
        (
            "site.toml",
            "[audiences]\nbuild = \"customer\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n",
        ),
        ("content/pages/a.md", &page("audience: customer")),
        ("content/pages/b.md", &page("audience: public\nstatus: in-review")),
        ("content/pages/c.md", &page("audience: public")),
        ("content/pages/d.md", &page("audience: restricted\nstatus: approved")),
        ("content/pages/e.md", &page("audience: public\nstatus: archived")),
        ("content/pages/f.md", &page(&format!("{open}\ncustomer: acme"))),
        ("deals/pages/g.md", &page(open)),
        ("deals/customers.yaml", "- key: acme\n  names: [Acme Stores]\n"),
    ]);
    let (codes, said) = held(folder.path(), &[]);
    assert_eq!(codes, (Some(1), Some(1)), "{said}");
    let reason = "the readers of this build (customer): 7 entries read: 2 with the status `draft`, 1 for the audience \
                  `restricted`, 1 for another customer, 1 in a private root without a customer, 1 with the status \
                  `in-review`, 1 with the status `archived`; this build shows entries with the audience `public` or \
                  `customer` and the status `approved` or `deprecated`\n";
    assert_eq!(said.matches(reason).count(), 2, "{said}");
    let inside = fieldbook(folder.path(), &["check", "--audience", "internal"]);
    assert_eq!(inside.status.code(), Some(0), "a control: {}", String::from_utf8_lossy(&inside.stdout));
}

#[test]
fn a_known_finding_of_the_floor_fails_a_check_of_the_whole_site_and_no_other() {
    let folder = site(&[("content/pages/plan.md", PAGE)]);
    let page =
        PAGE.replace("All is well.", &format!("All is `{}`.", ["AKIA", "Q7RZ", "2JX4", "WVN5", "TB3M"].concat()));
    fs::write(folder.path().join("content/pages/plan.md"), page).expect("written");
    assert_eq!(held(folder.path(), &[]).0, (Some(1), Some(1)), "a control: without a baseline");
    let write = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .arg("--site")
        .arg(folder.path())
        .args(["baseline", "write", "--reason", "known"])
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("it runs");
    assert!(write.status.success(), "{}", String::from_utf8_lossy(&write.stderr));
    let check = fieldbook(folder.path(), &["check"]);
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert_eq!(check.status.code(), Some(1), "{said}");
    assert_eq!(
        said,
        "no findings in 1 entry; a build publishes nothing\nheld by secrets/leaked-credential: A file contains a password, key or \
         token; at content/pages/plan.md:5:9\n"
    );
    assert_eq!(held(folder.path(), &[]).0, (Some(1), Some(1)), "with the baseline");
    let held = "a build publishes nothing\nheld by secrets/leaked-credential";
    let not_checked = "only some rules ran, so it is not known whether a build publishes the site";
    for (part, verdict) in [
        (&["check", "--rule", "secrets"][..], held),
        (&["check", "content"], held),
        (&["check", "--rule", "schema"], not_checked),
    ] {
        let check = fieldbook(folder.path(), part);
        let said = String::from_utf8_lossy(&check.stdout);
        assert_eq!(check.status.code(), Some(0), "{part:?}: {said}");
        assert!(said.contains(verdict), "{part:?}: {said}");
    }
}

#[test]
fn a_missing_private_root_is_normal_inside_and_holds_a_build_for_outsiders() {
    let roots = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n\
                 [opportunities]\nsource = \"file\"\nfile = \"deals/opportunities.json\"\n";
    let open = PAGE.replace("owner: ann", "owner: ann\nstatus: approved\naudience: public");
    let folder = site(&[("content/pages/plan.md", &open), ("site.toml", roots)]);
    let (codes, said) = held(folder.path(), &["--audience", "public"]);
    assert_eq!(codes.0, Some(1), "{said}");
    assert!(said.contains("held by missing-customers") && said.contains("(deals)"), "{said}");
    let inside = fieldbook(folder.path(), &["build", "--output", "inside"]);
    assert_eq!(inside.status.code(), Some(0), "{}", String::from_utf8_lossy(&inside.stderr));
    assert!(String::from_utf8_lossy(&inside.stderr).contains("not in this copy of the site: 1 (deals)"));
    fs::create_dir(folder.path().join("deals")).expect("made");
    fs::write(folder.path().join("deals/customers.yaml"), "- key: acme\n  names: [Acme Stores]\n").expect("written");
    let (codes, said) = held(folder.path(), &["--audience", "public"]);
    assert_eq!(codes, (Some(1), Some(1)), "the root is there, and its file of opportunities is not: {said}");
    let snapshot = "{\"schema\": \"fieldbook/opportunities/1\", \"opportunities\": []}";
    fs::write(folder.path().join("deals/opportunities.json"), snapshot).expect("written");
    let outside = fieldbook(folder.path(), &["build", "--audience", "public"]);
    assert_eq!(outside.status.code(), Some(0), "{}", String::from_utf8_lossy(&outside.stderr));
}

#[test]
fn check_and_build_report_the_same_verdict() {
    let publish = |folder: &Path, command: &str| {
        let report = folder.join(format!("{command}.json"));
        fieldbook(folder, &[command, "--report", &format!("json={}", report.display())]);
        let report: Value = serde_json::from_slice(&fs::read(report).expect("a report")).expect("JSON");
        report.get("publish").expect("the verdict").clone()
    };
    let folder = site(&[("content/pages/plan.md", PAGE)]);
    let expected = serde_json::json!({ "verdict": "publish", "reasons": [] });
    assert_eq!([publish(folder.path(), "check"), publish(folder.path(), "build")], [expected.clone(), expected]);
    fs::write(folder.path().join("content/pages/other.md"), PAGE.replace("owner: ann", "audience: x"))
        .expect("written");
    let message = "An audience or a customer cannot be read, so it is unknown who may read the entry; \
                   at content/pages/other.md:3:11";
    let reason = serde_json::json!({ "cause": "audience/unknown-readers", "count": 1, "message": message });
    let expected = serde_json::json!({ "verdict": "hold", "reasons": [reason] });
    assert_eq!([publish(folder.path(), "check"), publish(folder.path(), "build")], [expected.clone(), expected]);
}
