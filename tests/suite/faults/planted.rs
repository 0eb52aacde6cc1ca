//! Planted credentials, one of each kind: no output of `check --fix`, `check --diff`, `build` and `serve` contains six
//! characters of a random part.

use super::folder::Folder;
use super::preview::Preview;
use super::{TODAY, fieldbook};
use crate::secrets::{Planted, planted, words_of_six};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Output;

/// Writes a page for each credential, in each with a fault that `--fix` corrects beside it.
fn site(planted: &[Planted]) -> Folder {
    let site = Folder::new("hello", 2);
    for (index, credential) in planted.iter().enumerate() {
        let text = format!("---\ntitel: Page {index}\nowner: ann\n---\nThis is seperate:\n\n{}\n", credential.text);
        fs::write(site.path().join(format!("content/pages/planted-{index}.md")), text).expect("written");
    }
    site
}

fn run(site: &Path, arguments: &[&str]) -> Output {
    let mut command = fieldbook();
    command.arg("--site").arg(site).args(arguments).args(["--today", TODAY]).current_dir(site);
    command.output().expect("it runs")
}

/// Returns which of `planted` occur in `shown`, by their kind.
fn leaks(planted: &[Planted], shown: &[u8]) -> Vec<&'static str> {
    let shown: BTreeSet<&[u8]> = shown.windows(6).collect();
    let leaks =
        |credential: &&Planted| credential.parts.iter().any(|part| words_of_six(part).any(|word| shown.contains(word)));
    planted.iter().filter(leaks).map(|credential| credential.family).collect()
}

#[test]
fn commands_that_show_lines_of_files_show_no_planted_credential() {
    let planted = planted();
    let site = site(&planted);
    let files = walkdir::WalkDir::new(site.path().join("content")).into_iter().filter_map(Result::ok);
    let sources: Vec<u8> = files.filter_map(|file| fs::read(file.path()).ok()).flatten().collect();
    let kinds: BTreeSet<_> = planted.iter().map(|credential| credential.family).collect();
    assert_eq!(leaks(&planted, &sources).into_iter().collect::<BTreeSet<_>>(), kinds, "the control");
    for arguments in [&["check", "--diff"][..], &["build", "--output", "public"], &["check", "--fix"], &["check"]] {
        let output = run(site.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        let shown = [output.stdout, output.stderr].concat();
        assert_eq!(leaks(&planted, &shown), Vec::<&str>::new(), "{arguments:?}");
    }
    let written = walkdir::WalkDir::new(site.path()).into_iter().filter_map(Result::ok);
    let written =
        written.filter(|file| file.file_type().is_file() && !file.path().starts_with(site.path().join("content")));
    for file in written {
        let bytes = fs::read(file.path()).expect("a file");
        assert_eq!(leaks(&planted, &bytes), Vec::<&str>::new(), "{}", file.path().display());
    }
}

#[test]
fn the_overlay_of_a_preview_shows_no_planted_credential() {
    let planted = planted();
    let site = site(&planted);
    let preview = Preview::of(site.path(), &[]);
    let mut stream = preview.connect();
    let request = format!("GET /_fieldbook/events/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("a line"));
    let overlay = lines.find(|line| line.starts_with("data: ")).expect("an event");
    assert!(overlay.matches("leaked-credential").count() >= 20, "the control: {overlay}");
    assert_eq!(leaks(&planted, overlay.as_bytes()), Vec::<&str>::new(), "{overlay}");
}
