//! Drawings that are kept between runs: used when they are whole, drawn anew when they are not.

use fieldbook::diagrams::{Diagram, DiagramCache, DiagramError, DiagramRenderer as _, Store};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

const PAGE: &str = "# A\n\n```mermaid\nflowchart LR\n  accTitle: Two steps\n  a[One] --> b[Two]\n```\n";

fn build(folder: &Path, output: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let ran = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-21", "--output", output, "--site"])
        .arg(folder)
        .output()
        .expect("fieldbook runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let output = folder.join(output);
    let files = walkdir::WalkDir::new(&output).into_iter().map(|entry| entry.expect("listed").into_path());
    let files = files.filter(|path| path.is_file());
    files.map(|path| (path.strip_prefix(&output).expect("below").to_owned(), fs::read(path).expect("read"))).collect()
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder.join(".fieldbook/cache/drawings")).expect("listed");
    let found = found.map(|entry| entry.expect("listed").path());
    found.filter(|path| !path.ends_with(".gitignore")).collect()
}

#[test]
fn a_drawing_that_is_torn_poisoned_or_old_is_drawn_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/pages")).expect("made");
    fs::write(folder.path().join("content/pages/a.md"), PAGE).expect("written");
    let first = build(folder.path(), "one");
    assert!(
        first
            .keys()
            .any(|path| path.extension().is_some_and(|end| end == "svg") && path.starts_with("assets/diagrams")),
        "{:?}",
        first.keys()
    );
    let files = kept(folder.path());
    assert_eq!(files.len(), 1, "{files:?}");
    let whole = fs::read(&files[0]).expect("read");
    let text = String::from_utf8(whole.clone()).expect("text");
    let other = text.replace("fieldbook/drawing/1", "fieldbook/drawing/0");
    let bad: [Vec<u8>; 5] = [
        whole[..whole.len() / 2].to_vec(),
        text.replace("One", "Won").into_bytes(),
        other.into_bytes(),
        Vec::new(),
        vec![0xFF; 64],
    ];
    for (turn, bytes) in bad.iter().enumerate() {
        fs::write(&files[0], bytes).expect("written");
        assert_eq!(build(folder.path(), &format!("bad{turn}")), first, "turn {turn}");
        assert_eq!(fs::read(&files[0]).expect("read"), whole, "turn {turn}: it was kept again");
    }
}

/// Keeps one drawing for every key, and counts what it is given.
#[derive(Clone, Default)]
struct One(Arc<Mutex<(Option<Diagram>, usize)>>);

impl Store for One {
    fn recall(&self, _: &str) -> Option<Diagram> {
        self.0.lock().expect("no thread fails").0.clone()
    }
    fn keep(&self, _: &str, _: &str, _: &Diagram) -> bool {
        self.0.lock().expect("no thread fails").1 += 1;
        false
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a drawing may fail, this one does not")]
fn drawn(_: &str) -> Result<Diagram, DiagramError> {
    Ok(picture("drawn"))
}

fn picture(text: &str) -> Diagram {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text>{text}</text></svg>");
    Diagram { svg: svg.into_bytes(), size: (9, 9) }
}

#[test]
fn what_a_store_returns_is_looked_at_as_if_it_were_new() {
    for (stored, expected, kept) in [
        (None, "drawn", 1),
        (Some(picture("stored")), "stored", 0),
        (Some(picture("<script>1</script>")), "drawn", 1),
        (Some(Diagram { svg: vec![0xFF], size: (9, 9) }), "drawn", 1),
    ] {
        let store = One(Arc::new(Mutex::new((stored, 0))));
        let cache = DiagramCache::new(drawn).over(Box::new(store.clone()));
        assert_eq!(cache.render("a").expect("a picture"), picture(expected));
        assert_eq!(cache.render("a").expect("a picture"), picture(expected), "from the cache");
        assert_eq!(store.0.lock().expect("no thread fails").1, kept, "{expected}");
    }
}
