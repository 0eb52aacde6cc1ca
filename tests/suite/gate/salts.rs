//! Secrets in the baseline: keyed with the salt of the site, which a command adds.

use super::{command, fieldbook, key, leaks, read, site, text, write};
use std::path::Path;
use std::process::Output;

const SETTINGS: &str = "[site]\ntitle = \"T\"\n";

fn add_salt(folder: &Path) -> Output {
    let mut command = command(env!("CARGO_BIN_EXE_fieldbook"));
    command.arg("--site").arg(folder).args(["baseline", "salt"]).output().expect("it runs")
}

fn page(key: &str) -> String {
    format!("---\ntitle: A\n---\nUse {key}.\n")
}

/// Returns the rules of the errors of a check, with the messages of those about the baseline.
fn errors(folder: &Path) -> Vec<String> {
    let output = fieldbook(folder, &["check", "--format", "concise"]);
    let shown = text(&output.stdout);
    assert!(!leaks(&(shown.clone() + &text(&output.stderr))), "{output:?}");
    let error = |line: &str| {
        let said = line.split(", fingerprint").next()?.split_once("error[")?.1;
        Some(said.replacen(']', "", 1))
    };
    shown.lines().filter_map(error).collect()
}

const KEY: &str = "secrets/leaked-credential an AWS access key id of 20 characters";

#[test]
fn a_secret_in_the_baseline_is_keyed_with_a_salt_that_is_added_to_the_settings() {
    let folder = site(&[("site.toml", SETTINGS), ("content/pages/a.md", &page(&key()))]);
    let folder = folder.path();
    let written = fieldbook(folder, &["baseline", "write"]);
    let said = text(&written.stderr);
    assert_eq!(written.status.code(), Some(0), "{said}");
    assert!(said.contains("site.toml: added `[fingerprints] salt`; commit it with the baseline\n"), "{said}");
    let settings = read(folder, "site.toml");
    let salt =
        settings.strip_prefix("[site]\ntitle = \"T\"\n\n[fingerprints]\nsalt = \"").expect("the salt at the end");
    assert_eq!(salt.len(), "00112233445566778899aabbccddeeff\"\n".len());
    assert!(!read(folder, "fieldbook-baseline.json").contains(salt.trim_end_matches(['"', '\n'])));
    assert_eq!(errors(folder), Vec::<String>::new(), "it is known");
    // Lines may move; another secret at the same place is reported.
    write(folder, "content/pages/a.md", &page(&key()).replace("Use", "New words.\n\nUse"));
    assert_eq!(errors(folder), Vec::<String>::new());
    write(folder, "content/pages/a.md", &page(&key().replace("Q3EG", "Q3EH")));
    let gone = "suppression/gone the known fault of secrets/leaked-credential in content/pages/a.md is fixed";
    assert_eq!(errors(folder), [KEY, gone]);
    // The command adds a salt once.
    let again = add_salt(folder);
    assert_eq!(
        (again.status.code(), text(&again.stderr).as_str()),
        (Some(0), "site.toml has a salt for fingerprints already\n")
    );
    assert_eq!(read(folder, "site.toml"), settings);
}

#[test]
fn a_baseline_with_another_salt_is_one_finding() {
    let two = page(&key()) + &page(&key().replace("Q3EG", "Q3EH"));
    let folder = site(&[("site.toml", SETTINGS), ("content/pages/a.md", &two)]);
    let folder = folder.path();
    assert_eq!(fieldbook(folder, &["baseline", "write"]).status.code(), Some(0));
    let (settings, baseline) = (read(folder, "site.toml"), read(folder, "fieldbook-baseline.json"));
    let cannot = "suppression/other-salt 2 known secrets cannot be compared:";
    let another = format!("{SETTINGS}[fingerprints]\nsalt = \"00112233445566778899aabbccddeeff\"\n");
    let former = baseline.replace("baseline/2", "baseline/1").replace("salt_id", "salt");
    for (settings, baseline, why) in [
        (another.as_str(), &baseline, "written with another salt than this site's"),
        (SETTINGS, &baseline, "the site has no `[fingerprints] salt`"),
        (settings.as_str(), &former, "written with another salt than this site's"),
    ] {
        write(folder, "site.toml", settings);
        write(folder, "fieldbook-baseline.json", baseline);
        assert_eq!(errors(folder), [KEY, KEY, &format!("{cannot} {why}")]);
    }
    let written = fieldbook(folder, &["baseline", "write", "--reason", "again"]);
    assert_eq!((written.status.code(), errors(folder)), (Some(0), Vec::new()), "{written:?}");
}

#[test]
fn a_salt_that_cannot_be_read_is_an_error_and_is_not_replaced() {
    let wrong = "[site]\ntitle = \"T\"\n[fingerprints]\nsalt = \"short\"\n";
    let folder = site(&[("site.toml", wrong), ("content/pages/a.md", &page("nothing"))]);
    let folder = folder.path();
    assert_eq!(errors(folder), ["schema/wrong-type `fingerprints.salt` must be 32 lower-case hexadecimal digits"]);
    let refused = add_salt(folder);
    let why = "fieldbook: cannot add a salt to site.toml: correct its `[fingerprints]` table first\n";
    assert_eq!((refused.status.code(), text(&refused.stderr).as_str()), (Some(2), why));
    assert_eq!(read(folder, "site.toml"), wrong);
}
