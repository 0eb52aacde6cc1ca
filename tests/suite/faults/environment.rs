//! Bare machines: no home, an old locale, no output, few handles, one core, odd days.

use super::folder::Folder;
use super::{TODAY, build, errors, fieldbook, succeed};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A site with something to say: umlauts, a stale claim, a broken link.
fn site() -> Folder {
    let site = Folder::new("grüße aus 東京", 8);
    let claim = "claims:\n  - id: cap\n    text: It stops at 5 TB.\n    source: https://e.example/\n    quote: 5 TB\n    verified: 2026-11-01\n    topic: limit\n";
    let text = format!(
        "---\ntitle: Größe\nowner: ann\nstatus: approved\nverified: 2026-11-01\n{claim}---\nIt stops at 5 TB.[^cap] [gone](gone.md)\n"
    );
    fs::write(site.path().join("content/pages/größe.md"), text).expect("written");
    site
}

fn check(site: &Folder, day: &str) -> Command {
    let mut command = fieldbook();
    command.arg("--site").arg(site.path()).args(["check", "--format", "concise", "--today", day]);
    command
}

fn ran(command: &mut Command) -> Output {
    command.output().expect("it runs")
}

/// Runs `command` in a shell after `before`, with `after` behind it.
fn in_shell(before: &str, command: &Command, after: &str) -> Output {
    let script = format!("{before} \"$@\" {after}");
    let mut shell = Command::new("bash");
    shell.args(["-c", &script, "bash"]).arg(command.get_program()).args(command.get_args());
    shell.env("RUST_BACKTRACE", "0").env_remove("SOURCE_DATE_EPOCH").output().expect("bash runs")
}

#[test]
fn the_findings_are_the_same_on_a_bare_machine() {
    let site = site();
    let usual = ran(&mut check(&site, TODAY));
    let said = String::from_utf8_lossy(&usual.stdout).into_owned();
    assert!(usual.status.code() == Some(1) && said.contains("größe.md") && said.contains("gone.md"), "{said}");
    let bare = ran(check(&site, TODAY).env_clear());
    let old = ran(check(&site, TODAY).env("LANG", "C").env("LC_ALL", "C").env_remove("HOME"));
    let few = in_shell("ulimit -n 32;", &check(&site, TODAY), "");
    let one = in_shell("taskset -c 0", &check(&site, TODAY), "");
    let homeless = ran(check(&site, TODAY).env("HOME", "/nonexistent").env("TMPDIR", "/nonexistent"));
    for (output, what) in
        [(bare, "no variables"), (old, "LANG=C"), (few, "32 handles"), (one, "one core"), (homeless, "no home")]
    {
        assert_eq!(output.status.code(), Some(1), "{what}: {}", errors(&output));
        assert_eq!(String::from_utf8_lossy(&output.stdout), said, "{what}");
    }
}

#[test]
fn a_site_is_the_same_on_a_bare_machine() {
    let site = site();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    succeed(&ran(&mut build(&site, &at("usual"))), "as usual");
    succeed(&ran(build(&site, &at("bare")).env_clear()), "no variables");
    succeed(&in_shell("ulimit -n 32;", &build(&site, &at("few")), ""), "32 handles");
    succeed(&in_shell("taskset -c 0", &build(&site, &at("one")), ""), "one core");
    let tree = |name: &str| super::folder::tree(&at(name));
    for name in ["bare", "few", "one"] {
        assert!(tree(name) == tree("usual"), "{name}");
    }
}

#[test]
fn a_closed_output_ends_quietly() {
    let site = site();
    for (before, after) in
        [("", ">&-"), ("", ">&- 2>&-"), ("", "| true"), ("", "| head -c 1"), ("", "2>&1 | head -c 1")]
    {
        let output = in_shell(before, &check(&site, TODAY), after);
        let said = errors(&output);
        assert!(output.status.code().is_some_and(|code| code < 3), "{after}: {:?}", output.status);
        assert!(!said.contains("panicked") && !said.contains("os error 32"), "{after}: {said}");
    }
    // The verdict survives where nobody reads the report.
    let unread = in_shell("set -o pipefail;", &check(&site, TODAY), "| true; echo ${PIPESTATUS[0]} >&2");
    assert!(["0\n", "1\n"].iter().any(|code| errors(&unread).ends_with(code)), "{}", errors(&unread));
}

#[test]
fn any_day_is_judged_and_no_time_zone_matters() {
    let site = site();
    for day in ["1970-01-01", "2028-02-29", "2038-01-20", "9999-12-31"] {
        let usual = ran(&mut check(&site, day));
        assert_eq!(usual.status.code(), Some(1), "{day}: {}", errors(&usual));
        for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "UTC", "nonsense/zone", ""] {
            let output = ran(check(&site, day).env("TZ", zone));
            assert_eq!((output.status.code(), output.stdout == usual.stdout), (Some(1), true), "{day} in {zone}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let mut built = fieldbook();
        built
            .arg("--site")
            .arg(site.path())
            .args(["build", "--today", day, "--output"])
            .arg(folder.path().join("public"));
        succeed(&ran(&mut built), day);
    }
    for day in ["2027-02-29", "10000-01-01", "0000-00-00", "-1-01-01", "today"] {
        assert_eq!(ran(&mut check(&site, day)).status.code(), Some(2), "{day}");
    }
    let stale = |day| String::from_utf8_lossy(&ran(&mut check(&site, day)).stdout).contains("freshness/");
    assert!(stale("2038-01-20"), "a control: the day is heeded");
}

#[test]
fn few_handles_suffice_for_a_preview() {
    let site = site();
    let mut command = fieldbook();
    command.arg("--site").arg(site.path()).args(["serve", "--port", "0", "--today", TODAY]);
    // The shell ends the preview once its first line is there.
    let script = "ulimit -n 32; coproc P { exec \"$@\" 2>/dev/null; }; read -r line <&\"${P[0]}\"; echo \"$line\"; kill \"$P_PID\"";
    let mut shell = Command::new("bash");
    shell.args(["-c", script, "bash"]).arg(command.get_program()).args(command.get_args());
    let output = shell.output().expect("bash runs");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("serving http://127.0.0.1:"), "{output:?}");
    assert!(Path::new(site.path()).exists());
}
