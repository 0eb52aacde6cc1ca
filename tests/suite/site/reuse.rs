//! Pages that are kept without a look at what they show: with the records of another version of the site, each version is, byte
//! for byte, what is made of it without them.

use super::site_under_test::{FILES, TestSite, has_end};
use fieldbook::artefacts::Artefacts;
use fieldbook::library::Scope;
use fieldbook::site::{Origin, Page, Sink, Theme, build_site};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

/// One line of this many is changed.
const STEP: usize = 7;

/// A file of a site, with its origin where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeFile {
    origin: Option<Origin>,
    bytes: Vec<u8>,
}

/// Files by their paths.
type Files = BTreeMap<String, MadeFile>;

/// Keeps files of an earlier build.
#[derive(Default)]
struct KeepingSink {
    before: Files,
    made: Mutex<Files>,
}

impl KeepingSink {
    fn insert(&self, path: &str, file: &MadeFile) {
        let before = self.made.lock().unwrap().insert(path.to_owned(), file.clone());
        assert!(before.is_none_or(|before| before == *file), "two files at {path}");
    }
}

impl Sink<Page, Infallible> for KeepingSink {
    fn put(&self, file: Page) -> Result<(), Infallible> {
        self.insert(&file.path, &MadeFile { origin: None, bytes: file.bytes });
        Ok(())
    }

    fn keeps_files(&self) -> bool {
        true
    }

    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, Infallible> {
        let known = self.before.get(path).filter(|file| file.origin.as_ref() == Some(origin));
        if let Some(file) = known {
            self.insert(path, file);
        }
        Ok(known.is_some())
    }

    fn put_made_from(&self, file: Page, origin: Origin) -> Result<(), Infallible> {
        self.insert(&file.path, &MadeFile { origin: Some(origin), bytes: file.bytes });
        Ok(())
    }
}

/// Builds `site` for the readers of `audience` with the files `before` and `artefacts`.
fn built(site: &TestSite, audience: &str, before: &Files, artefacts: &Artefacts) -> Files {
    let audience = site.settings.audiences.find(audience).expect("an audience");
    let scope = Scope { audience, customer: None };
    let theme = Theme::load(&BTreeMap::new()).expect("the theme compiles");
    let sink = KeepingSink { before: before.clone(), made: Mutex::default() };
    site.with_input(&scope, &theme, artefacts, |input| build_site(input, &sink)).unwrap_or_else(|never| match never {});
    sink.made.into_inner().unwrap()
}

/// What a build of the fixture left: its files and its records.
struct Left {
    files: Files,
    records: Vec<u8>,
}

impl Left {
    fn of(site: &TestSite, audience: &str) -> Self {
        let artefacts = Artefacts::from_bytes(Vec::new(), "p");
        let files = built(site, audience, &Files::new(), &artefacts);
        Self { files, records: artefacts.to_bytes("p", usize::MAX).expect("records were made") }
    }

    fn artefacts(&self) -> Artefacts {
        Artefacts::from_bytes(self.records.clone(), "p")
    }
}

/// Returns the paths of the files that `one` and `other` do not share.
fn differing(one: &Files, other: &Files) -> Vec<String> {
    let bytes = |files: &Files, path: &str| files.get(path).map(|file| file.bytes.clone());
    let mut paths: Vec<String> = one.keys().chain(other.keys()).cloned().collect();
    paths.sort();
    paths.dedup();
    paths.retain(|path| bytes(one, path) != bytes(other, path));
    paths
}

#[test]
fn with_the_same_entries_no_view_is_made() {
    let site = TestSite::new("", "");
    let left = Left::of(&site, "internal");
    let artefacts = left.artefacts();
    assert_eq!(differing(&built(&site, "internal", &left.files, &artefacts), &left.files), Vec::<String>::new());
    assert_eq!(artefacts.to_bytes("p", usize::MAX), None, "no page and no list was made again");
    let artefacts = left.artefacts();
    let other = TestSite::read("", |path, text| {
        let more = if path == "content/guides/crm.md" { "\nZebra.\n" } else { "" };
        text.replace('§', "") + more
    });
    built(&other, "internal", &left.files, &artefacts);
    assert!(artefacts.to_bytes("p", usize::MAX).is_some(), "a control: another text");
}

/// Changes one line after the other of every file: what other pages show of it changes too, and nothing else is kept.
#[test]
fn a_change_of_any_line_gives_the_site_of_a_clean_build() {
    for audience in ["customer", "internal"] {
        let left = Left::of(&TestSite::new("", ""), audience);
        let (mut changed, mut beyond_own_page) = (0, 0);
        for (path, text) in FILES.into_iter().filter(|(path, _)| !has_end(path, "json")) {
            let wanted = |at: usize, line: &str| at % STEP == path.len() % STEP && line.len() > 3;
            for (at, line) in text.lines().enumerate().filter(|(at, line)| wanted(*at, line)) {
                let site = TestSite::read("", |own, text| {
                    let lines = text.lines().enumerate().map(|(index, line)| {
                        if index == at && own == path { format!("{line} zebra") } else { line.to_owned() }
                    });
                    (lines.collect::<Vec<_>>().join("\n") + "\n").replace('§', "")
                });
                let clean = built(&site, audience, &Files::new(), Artefacts::none());
                let kept = built(&site, audience, &left.files, &left.artefacts());
                assert_eq!(differing(&kept, &clean), Vec::<String>::new(), "{audience}: {path}:{}: {line}", at + 1);
                changed += 1;
                beyond_own_page += usize::from(differing(&left.files, &clean).len() > 1);
            }
        }
        assert!(
            changed > 20 && beyond_own_page > 3,
            "a control: {changed} changes, {beyond_own_page} of several pages"
        );
    }
}
