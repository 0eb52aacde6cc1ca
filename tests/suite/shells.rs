//! Completion in a shell: Bash's own machinery is driven, with the script that `fieldbook completions` prints.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Completes each line of standard input as Bash does at a tab, and prints what it proposes on one line.
const DRIVER: &str = r#"
source <(fieldbook completions bash)
while IFS= read -r line; do
  read -ra COMP_WORDS <<< "$line"
  [[ "$line" == *" " ]] && COMP_WORDS+=("")
  COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9 COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
  command=$(complete -p fieldbook | sed 's/.*-F \([^ ]*\) .*/\1/')
  "$command" fieldbook "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  echo "${COMPREPLY[*]}"
done
"#;

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let claim = "claims:\n  - {id: cap, text: It stops at 5 TB., source: 'https://docs.example.com/'}\n";
    for (path, text) in [
        ("site.toml", "[site]\ntitle = \"T\"\n[audiences]\norder = [\"open\", \"staff\"]\ndefault = \"staff\"\nbuild = \"staff\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n".to_owned()),
        ("people.yaml", "- {id: ann, name: Ann}\n- {id: bob, name: Bob}\n".to_owned()),
        ("deals/customers.yaml", "- {key: acme, name: Acme}\n".to_owned()),
        ("content/pages/globex.md", format!("---\ntitle: Globex\nowner: ann\n{claim}---\nText.[^cap]\n")),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// Returns what Bash proposes for each of `lines` in `folder`.
fn proposed(folder: &Path, lines: &[&str]) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_fieldbook")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let input = folder.join("lines");
    fs::write(&input, lines.join("\n") + "\n").expect("written");
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-c", DRIVER]).current_dir(folder).env("PATH", path);
    let output = command.stdin(fs::File::open(input).expect("there")).output().expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "a prompt stays whole");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_proposes_words_of_the_program_and_names_of_the_site() {
    let folder = site();
    let cases = [
        ("fieldbook chec", "check"),
        ("fieldbook check --format s", "sarif"),
        ("fieldbook check --rule expo", "exposure/admin-url exposure/internal-host exposure/private-address exposure"),
        ("fieldbook explain suppression/g", "suppression/gone"),
        ("fieldbook new gap", "gap"),
        ("fieldbook schema entry poc", "poc"),
        ("fieldbook init --ci git", "github gitlab"),
        ("fieldbook verify pages/", "pages/globex pages/globex#cap"),
        ("fieldbook verify pages/globex --by ", "ann bob"),
        ("fieldbook verify --due --owner ", "me ann bob"),
        ("fieldbook build --audience ", "open staff"),
        ("fieldbook build --customer ", "acme"),
    ];
    let lines: Vec<&str> = cases.iter().map(|(line, _)| *line).collect();
    let expected: Vec<String> = cases.iter().map(|(_, words)| (*words).to_owned()).collect();
    assert_eq!(proposed(folder.path(), &lines), expected);
    // The site of the line, and a site that cannot be read.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let line = format!("fieldbook --site {} verify pages/", folder.path().display());
    assert_eq!(proposed(elsewhere.path(), &[&line]), ["pages/globex pages/globex#cap"]);
    fs::write(elsewhere.path().join("site.toml"), "[[[").expect("written");
    assert_eq!(proposed(elsewhere.path(), &["fieldbook verify pages/"]), [""]);
}

#[test]
fn every_shell_has_a_script_that_calls_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_fieldbook")).args(["completions", shell]).output().expect("it runs");
        let script = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && script.contains("FIELDBOOK_COMPLETE"), "{shell}: {script}");
    }
}
