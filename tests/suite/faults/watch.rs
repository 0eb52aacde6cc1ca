//! A preview that is overrun by changes shows in the end what a clean build writes.

use super::folder::Folder;
use super::preview::{Preview, body, code};
use super::{build, rounds, succeed};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// What the preview adds to the head of each page begins and ends with.
const LIVE: [&str; 2] = ["<link rel=\"stylesheet\" href=\"/_fieldbook/live-", "\" defer></script>"];

/// Returns `page` without what the preview added.
fn without_live(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let parts = page.split_once(LIVE[0]).and_then(|(before, rest)| Some((before, rest.split_once(LIVE[1])?.1)));
    parts.map_or_else(|| page.clone().into_owned(), |(before, after)| format!("{before}{after}")).into_bytes()
}

/// Returns the bytes of every file that a clean build of `site` writes.
fn clean(site: &Folder) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    succeed(&build(site, &output).output().expect("it runs"), "a clean build");
    let files = walkdir::WalkDir::new(&output).into_iter().map(|entry| entry.expect("listed"));
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".fieldbook-site");
    let read = |path: &Path| path.strip_prefix(&output).expect("below").to_string_lossy().into_owned();
    files.map(|entry| (read(entry.path()), fs::read(entry.path()).expect("read"))).collect()
}

/// Returns the first file in which the preview differs from a clean build.
fn difference(preview: &Preview, wanted: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    wanted.iter().find_map(|(path, bytes)| {
        let answer = preview.ask(&format!("GET /{path}"));
        let is_page = path.ends_with("html");
        let shown = body(&answer);
        let is_same = if is_page { without_live(shown) == *bytes } else { shown == bytes.as_slice() };
        (code(&answer) != 200 || !is_same).then(|| path.clone())
    })
}

/// Waits from change to change until the preview is what a clean build of the site writes.
fn settles(preview: &Preview, site: &Folder) {
    let begun = Instant::now();
    let wanted = clean(site);
    let mut stream = preview.connect();
    let request = format!("GET /_fieldbook/events/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(request.as_bytes()).expect("asked");
    let mut events = BufReader::new(stream);
    while let Some(path) = difference(preview, &wanted) {
        assert!(begun.elapsed() < Duration::from_mins(2), "{path} still differs");
        let mut line = String::new();
        while !line.starts_with("data:") && !line.starts_with(": still") {
            line.clear();
            let read = events.read_line(&mut line).expect("a change or a sign of life");
            assert!(read > 0, "the preview ended");
        }
    }
    super::note(&format!("the preview was found to be a clean build {:?} after the last change", begun.elapsed()));
}

#[test]
fn thousands_of_changes_end_in_the_site_of_a_clean_build() {
    let changes = rounds("FIELDBOOK_CHANGES", 1000);
    let site = Folder::new("first", 20);
    let write_last = |site: &Folder| {
        (changes - 20..changes).for_each(|change| site.write(change % 20, &format!("change {change}")));
    };
    // The site as it will be, built before the changes, so that nothing else runs while the time is taken.
    let last = Folder::new("first", 20);
    write_last(&last);
    let begun = Instant::now();
    let wanted = clean(&last);
    let build = begun.elapsed();
    let preview = Preview::of(site.path(), &[]);
    assert!(difference(&preview, &wanted).is_some(), "a control: the last of the changes shows");
    for change in 0..changes - 20 {
        site.write(change % 20, &format!("change {change}"));
    }
    write_last(&site);
    let begun = Instant::now();
    // On an idle machine 2 s; on a busy one, some of its builds.
    let limit = (build * 5).max(Duration::from_secs(2));
    while let Some(path) = difference(&preview, &wanted) {
        assert!(begun.elapsed() < limit, "{path} still differs after {:?}; a build takes {build:?}", begun.elapsed());
        std::thread::sleep(Duration::from_millis(10));
    }
    super::note(&format!("{:?} after the last of {changes} changes; a build takes {build:?}", begun.elapsed()));
}

/// Reads events of the preview until one has an overlay that `is_wanted`, and returns it.
fn overlay(preview: &Preview, is_wanted: impl Fn(&Value) -> bool) -> Value {
    let mut stream = preview.connect();
    let request = format!("GET /_fieldbook/events/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(request.as_bytes()).expect("asked");
    for line in BufReader::new(stream).lines() {
        let line = line.expect("an event or a sign of life");
        let event = line.strip_prefix("data:").map(|text| serde_json::from_str::<Value>(text).expect("JSON"));
        if let Some(event) = event.filter(|event| is_wanted(event)) {
            return event;
        }
    }
    panic!("the preview ended");
}

#[test]
fn the_last_good_site_stays_while_the_settings_cannot_be_read() {
    let site = Folder::new("first", 2);
    let preview = Preview::of(site.path(), &[]);
    let page = || String::from_utf8_lossy(body(&preview.ask("GET /pages/page-1/index.html"))).into_owned();
    assert!(page().contains("This page says first."), "a control");
    for broken in ["[site\n", "[site]\ntitel = \"Site\"\n"] {
        fs::write(site.path().join("site.toml"), broken).expect("written");
        let shown = overlay(&preview, |event| event["blocking"] == true);
        assert!(shown["findings"].to_string().contains("site.toml:"), "{shown}");
        assert!(page().contains("This page says first."), "{broken}");
        fs::write(site.path().join("site.toml"), "[site]\ntitle = \"Site\"\n").expect("written");
        overlay(&preview, |event| event["blocking"] == false);
    }
    fs::write(site.path().join("site.toml"), "[site]\ntitle = \"Renamed\"\n").expect("written");
    site.write(1, "second");
    let begun = Instant::now();
    while !(page().contains("This page says second.") && page().contains("Renamed")) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the new site is shown once the settings can be read");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_preview_of_a_site_without_content_says_how_to_begin() {
    let site = Folder::new("first", 0);
    let preview = Preview::of(site.path(), &[]);
    assert_eq!(code(&preview.ask("GET /")), 200);
    let shown = overlay(&preview, |_| true);
    let text = shown["findings"].to_string();
    let is_said =
        ["has no Markdown file in its roots (content)", "`fieldbook new page"].map(|words| text.contains(words));
    assert_eq!((is_said, &shown["blocking"]), ([true, true], &Value::Bool(false)), "{shown}");
    site.write(0, "begun");
    overlay(&preview, |event| !event["findings"].to_string().contains("no Markdown file"));
    assert_eq!(code(&preview.ask("GET /pages/page-0/index.html")), 200);
}

#[test]
fn a_storm_of_renames_ends_in_the_site_of_a_clean_build() {
    let site = Folder::new("first", 12);
    let preview = Preview::of(site.path(), &[]);
    let pages = site.path().join("content/pages");
    let moved = site.path().join("content/moved");
    for turn in 0..300 {
        for page in 0..4 {
            let (here, there) = (pages.join(format!("page-{page}.md")), pages.join(format!("other-{page}.md")));
            let (from, to) = if turn % 2 == 0 { (here, there) } else { (there, here) };
            fs::rename(from, to).expect("renamed");
        }
        fs::rename(&pages, &moved).expect("renamed");
        fs::rename(&moved, &pages).expect("renamed back");
    }
    // Editors write beside a file and rename over it.
    for change in 0..300 {
        let text = format!("---\ntitle: Page 5\n---\nThis page says {change}.\n");
        fs::write(pages.join(".page-5.md.swp"), text).expect("written");
        fs::rename(pages.join(".page-5.md.swp"), pages.join("page-5.md")).expect("renamed");
    }
    fs::rename(&pages, &moved).expect("renamed");
    settles(&preview, &site);
}

#[test]
fn what_no_event_tells_is_found_by_looking() {
    let site = Folder::new("first", 6);
    let preview = Preview::of(site.path(), &["--poll"]);
    site.write(3, "changed");
    fs::remove_file(site.path().join("content/pages/page-4.md")).expect("removed");
    // The same length and, as far as a clock of seconds tells, the same moment.
    site.write(2, "tsrif");
    fs::create_dir_all(site.path().join("content/new/below")).expect("made");
    fs::write(site.path().join("content/new/below/a.md"), "# New\n\nBelow.\n").expect("written");
    settles(&preview, &site);
}

#[test]
fn the_preview_leaves_nothing_beside_the_site() {
    let site = Folder::new("first", 2);
    let drawn = "# Drawn\n\n```mermaid\nflowchart LR\n  accTitle: Two steps\n  a[One] --> b[Two]\n```\n";
    fs::write(site.path().join("content/pages/drawn.md"), drawn).expect("written");
    let listed = |folder: &Path| {
        let names = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("listed").file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let before = listed(site.path());
    let preview = Preview::of(site.path(), &[]);
    assert_eq!(code(&preview.ask("GET /pages/drawn/index.html")), 200);
    assert_eq!(listed(site.path()), before);
    clean(&site);
    let is_kept = cfg!(feature = "diagrams");
    assert_eq!(listed(site.path()) != before, is_kept, "a control: a build keeps what it draws");
}
