//! What changed: days that Git knows, days that nobody knows, and a feed that readers of feeds understand.

use super::site_under_test::{TestSite, pages};
use crate::report::junit::xml::{Element, parse};
use fieldbook::git;
use fieldbook::source::parse_date;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn feed(site_under_test: &TestSite) -> Element {
    let site = site_under_test.build("internal", None);
    let page = site.pages.iter().find(|page| page.path == "changes/feed.xml").expect("a feed");
    parse(std::str::from_utf8(&page.bytes).expect("a text")).expect("well-formed")
}

/// Returns what RFC 4287 forbids in `feed`.
fn faults(feed: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    let day = regex::Regex::new(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$").expect("a pattern");
    let entries: Vec<&Element> = feed.children.iter().filter(|child| child.name == "entry").collect();
    let mut ids = BTreeSet::new();
    for part in std::iter::once(feed).chain(entries.iter().copied()) {
        for name in ["id", "title", "updated"] {
            let found = part.children.iter().filter(|child| child.name == name).count();
            if found != 1 {
                faults.push(format!("{found} × {name} in {}", part.name));
            }
        }
        let text = |name: &str| part.child(name).map_or("", |child| child.text.as_str());
        if !day.is_match(text("updated")) {
            faults.push(format!("updated: {}", text("updated")));
        }
        if !text("id").starts_with("https://") || !ids.insert(text("id").to_owned()) {
            faults.push(format!("id: {}", text("id")));
        }
        let links = part.children.iter().filter(|child| child.name == "link");
        faults.extend(
            links.map(|link| link.attribute("href")).filter(|href| !href.starts_with("https://")).map(str::to_owned),
        );
        if !part.children.iter().any(|child| child.name == "link" && child.attribute("rel") == "alternate") {
            faults.push("no alternate".to_owned());
        }
    }
    let has_author = |part: &Element| part.child("author").is_some_and(|author| author.child("name").is_some());
    if !has_author(feed) && !entries.iter().all(|entry| has_author(entry)) {
        faults.push("no author".to_owned());
    }
    if feed.name != "feed" || feed.attribute("xmlns") != "http://www.w3.org/2005/Atom" {
        faults.push("no feed".to_owned());
    }
    faults
}

#[test]
fn the_feed_is_atom() {
    for words in ["", "\\u0001 ]]> <b> & \\\"'"] {
        let feed = feed(&TestSite::new(words, ""));
        assert_eq!(faults(&feed), Vec::<String>::new());
        let titles: Vec<&str> =
            feed.children.iter().filter_map(|child| Some(child.child("title")?.text.as_str())).collect();
        assert!(titles.iter().any(|title| title.starts_with("Released: Globex: Autumn release")), "{titles:?}");
        assert!(titles.contains(&"New: Globex") && titles.contains(&"Checked: Globex"), "{titles:?}");
    }
    let broken = parse("<feed><entry><id>x</id></entry></feed>").expect("well-formed");
    assert_eq!(faults(&broken).len(), 13, "control: {:?}", faults(&broken));
}

#[test]
fn without_a_public_address_there_is_no_feed() {
    let mut site_under_test = TestSite::new("", "");
    site_under_test.settings.site.base_url.clear();
    let site = site_under_test.build("internal", None);
    assert!(!site.pages.iter().any(|page| page.path == "changes/feed.xml"));
    assert!(!pages(&site)["changes/index.html"].contains("feed.xml"));
}

#[test]
fn a_history_without_dates_is_reported() {
    let mut site_under_test = TestSite::new("", "");
    let known = |site_under_test: &TestSite| {
        pages(&site_under_test.build("internal", None)).remove("changes/index.html").expect("the page")
    };
    assert!(
        !known(&site_under_test).contains("Git has no dates of changes here")
            && known(&site_under_test).contains("</span>New</span>")
    );
    site_under_test.history = None;
    assert!(
        known(&site_under_test).contains("Git has no dates of changes here")
            && !known(&site_under_test).contains("</span>New</span>")
    );
}

#[test]
fn the_first_page_shows_what_touches_deals() {
    let site_under_test = TestSite::new("", "");
    let home = |audience: &str| pages(&site_under_test.build(audience, None)).remove("index.html").expect("the page");
    assert!(
        home("internal").contains("Changes since 2026-11-15 that affect")
            && home("internal").contains("2 open opportunities")
    );
    assert!(!home("customer").contains("Changes since 2026-11-15 that affect"), "outsiders meet no deal");
}

pub(super) fn run(folder: &Path, arguments: &[&str], day: &str) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+05:00"));
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn git_knows_the_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("kb");
    fs::create_dir_all(&site).expect("made");
    let since = parse_date("2026-11-01").expect("a day");
    assert_eq!(git::history(&site, since), None, "no repository");
    run(folder.path(), &["init", "-q", "-b", "main"], "2026-10-01");
    for (name, text, day) in
        [("old.md", "1", "2026-10-01"), ("ä b.md", "2", "2026-11-02"), ("ä b.md", "3", "2026-11-20")]
    {
        fs::write(site.join(name), text).expect("written");
        run(folder.path(), &["add", "."], day);
        run(folder.path(), &["commit", "-q", "-m", "m"], day);
    }
    let history = git::history(&site, since).expect("a history");
    let days = history.files.iter().map(|(path, edits)| {
        let edits = edits.iter().map(|edit| format!("{}{}", edit.on, if edit.is_new { " new" } else { "" }));
        format!("{path}: {}", edits.collect::<Vec<_>>().join(", "))
    });
    assert_eq!(days.collect::<Vec<_>>(), ["ä b.md: 2026-11-20, 2026-11-02 new"]);
    let shallow = folder.path().join("shallow");
    let url = format!("file://{}", folder.path().display());
    run(folder.path(), &["clone", "-q", "--depth", "1", &url, &shallow.display().to_string()], "2026-11-20");
    assert_eq!(git::history(&shallow.join("kb"), since), None, "a history that is cut off");
}
