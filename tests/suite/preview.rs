//! The preview's ways: what is read again, what is shown first, and that both end in the bytes of a clean build.

use chrono::NaiveDate;
use fieldbook::inputs::{DiskFiles, Reader, Reading};
use fieldbook::library::Scope;
use fieldbook::publish::{Content, File};
use fieldbook::session::pipeline::{Loaded, load};
use fieldbook::session::site_files::{Medium, SiteRequest, make_pages_of, make_site};
use fieldbook::site::{FirstPages, Sink, Theme};
use fieldbook::visibility::VisibleLibrary;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

type Pages = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("below a usize")
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "site.toml", "[site]\ntitle = \"Ours\"\n");
    write(folder.path(), "people.yaml", "- id: ann\n  name: Ann\n");
    write(folder.path(), "content/competitors/globex.md", "---\nname: Globex\n---\nThey sell.\n");
    for index in 0..6 {
        write(folder.path(), &format!("content/pages/p{index}.md"), &page(index, 0));
    }
    folder
}

fn page(index: usize, turn: usize) -> String {
    format!(
        "---\ntitle: Page {index} in turn {turn}\nowner: ann\nrelated: [pages/p{}]\n---\n## One\n\nSee [[pages/p{}]] and \
         [two](p{}.md#one). Turn {turn}.\n",
        (index + 1) % 8,
        turn % 8,
        (index + turn) % 8
    )
}

/// One edit, as people and their tools make them.
fn edit(folder: &Path, random: &mut Random, turn: usize) {
    let (one, other) = (random.below(8), random.below(8));
    let path = format!("content/pages/p{one}.md");
    let full = folder.join(&path);
    match random.below(10) {
        0..=3 => write(folder, &path, &page(one, turn)),
        4 if full.is_file() => {
            let text = fs::read_to_string(&full).expect("a text") + "\nOne sentence more.\n";
            write(folder, &path, &text);
        }
        5 if full.is_file() => fs::remove_file(&full).expect("removed"),
        6 if full.is_file() => {
            fs::rename(&full, folder.join(format!("content/pages/p{other}.md"))).expect("renamed");
        }
        7 => write(folder, "people.yaml", &format!("- id: ann\n  name: Ann the {turn}th\n")),
        8 => write(
            folder,
            "site.toml",
            &format!("[site]\ntitle = \"Ours {turn}\"\n[defaults.pages]\ntags = [\"t{one}\"]\n"),
        ),
        _ => {
            let card = format!("---\ntitle: Card {turn}\ncompetitor: globex\nstatus: approved\n---\nThey stop.\n");
            write(folder, "content/battlecards/globex.md", &card);
        }
    }
}

/// Reads with `reader` and hands the site, as the preview asks for it, to `make`.
fn with_site<T>(folder: &Path, reader: &mut Reader, make: impl Fn(&Loaded, &SiteRequest<'_>, Vec<String>) -> T) -> T {
    let Reading { inputs, changed } = reader.read(&DiskFiles::new(folder)).expect("read");
    let loaded = load(inputs, None, Vec::new());
    let scope = Scope { audience: loaded.settings.audiences.build, customer: None };
    let (visible, _) = loaded.visible_to(&scope, &[]);
    let theme = Theme::load(&BTreeMap::new()).expect("the theme");
    make(&loaded, &request(folder, &visible, &theme), changed)
}

/// Asks for the site of `library` as the preview does.
fn request<'a>(folder: &'a Path, library: &'a VisibleLibrary, theme: &'a Theme) -> SiteRequest<'a> {
    SiteRequest {
        folder,
        library,
        today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
        pinned: None,
        commit: None,
        history: None,
        trend: None,
        theme,
        medium: Medium::Server,
    }
}

fn collected(run: impl FnOnce(&dyn Sink<File, Infallible>)) -> Pages {
    let pages = Mutex::new(Pages::new());
    run(&|file: File| {
        if let Content::Bytes(bytes) | Content::Packed { bytes, .. } = file.content {
            pages.lock().expect("no thread fails").insert(file.path, bytes);
        }
        Ok(())
    });
    pages.into_inner().expect("no thread fails")
}

fn first_of(files: &BTreeSet<String>) -> FirstPages {
    FirstPages { files: files.clone(), open: BTreeSet::new() }
}

fn whole(loaded: &Loaded, request: &SiteRequest<'_>) -> Pages {
    collected(|put| drop(make_site(loaded, request, put).expect("keeping cannot fail")))
}

#[test]
fn after_any_edits_the_site_is_that_of_a_clean_build() {
    let mut shown_first = 0;
    for seed in 0..4 {
        let folder = site();
        let mut random = Random(seed);
        let mut reader = Reader::default();
        with_site(folder.path(), &mut reader, |_, _, changed| {
            assert_eq!(changed.len(), 7, "the first reading is whole");
        });
        for turn in 1..=12 {
            for _ in 0..=random.below(3) {
                edit(folder.path(), &mut random, turn);
            }
            let (kept, first) = with_site(folder.path(), &mut reader, |loaded, request, changed| {
                let changed: BTreeSet<String> = changed.into_iter().collect();
                let first = collected(|put| {
                    make_pages_of(loaded, request, &first_of(&changed), put).expect("keeping cannot fail");
                });
                (whole(loaded, request), first)
            });
            let clean = with_site(folder.path(), &mut Reader::default(), |loaded, request, _| whole(loaded, request));
            assert_eq!(kept.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>(), "seed {seed}, turn {turn}");
            assert!(kept == clean, "seed {seed}, turn {turn}: a page differs from a clean build");
            shown_first += first.len();
            for (path, bytes) in first {
                assert!(
                    clean.get(&path) == Some(&bytes),
                    "seed {seed}, turn {turn}: {path} was shown first, and differs"
                );
            }
        }
    }
    assert!(shown_first > 20, "a control: {shown_first} pages were shown first");
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = site();
    let mut reader = Reader::default();
    with_site(folder.path(), &mut reader, |_, _, _| ());
    let read = |reader: &mut Reader| with_site(folder.path(), reader, |_, _, changed| changed);
    assert_eq!(read(&mut reader), Vec::<String>::new());
    write(folder.path(), "content/pages/p1.md", &page(1, 9));
    assert_eq!(read(&mut reader), ["content/pages/p1.md"]);
    write(folder.path(), "content/pages/new.md", "# New\n");
    assert_eq!(read(&mut reader), ["content/pages/new.md"]);
    write(folder.path(), "site.toml", "[site]\ntitle = \"Other\"\n");
    assert_eq!(read(&mut reader).len(), 8, "other settings read everything in another light");
}

/// Reads `path` alone after an edit and returns the pages of its entries, made from the site as it was before; `None` if
/// the whole site has to be read.
fn edited_alone(folder: &Path, path: &str, edit: impl FnOnce()) -> (Option<Pages>, Pages) {
    let mut reader = Reader::default();
    let edit = std::cell::Cell::new(Some(edit));
    let reading = reader.read(&DiskFiles::new(folder)).expect("read");
    let loaded = load(reading.inputs, None, Vec::new());
    let scope = Scope { audience: loaded.settings.audiences.build, customer: None };
    let (visible, _) = loaded.visible_to(&scope, &[]);
    let theme = Theme::load(&BTreeMap::new()).expect("the theme");
    edit.take().expect("one edit")();
    let read = reader.read_edited(&DiskFiles::new(folder), path, &loaded.settings);
    let edited = read.and_then(|file| visible.with_edited(&file.entries));
    let paths = BTreeSet::from([path.to_owned()]);
    let pages = edited.map(|library| {
        let request = request(folder, &library, &theme);
        collected(|put| make_pages_of(&loaded, &request, &first_of(&paths), put).expect("keeping cannot fail"))
    });
    (pages, with_site(folder, &mut Reader::default(), |loaded, request, _| whole(loaded, request)))
}

const CARD: &str = "---\ntitle: Card\ncompetitor: globex\nstatus: approved\nsummary: Short\nclaims:\n  - id: a\n    text: They \
                    stop.\n    source: https://globex.example/a\n    verified: 2026-11-01 by ann\n---\nThey halt.\n";

#[test]
fn the_page_of_a_saved_file_is_made_without_reading_the_site_and_is_that_of_a_clean_build() {
    let path = "content/battlecards/globex.md";
    for (from, to) in [
        ("They halt.\n", "They halt.\n\n## More\n\nSee [[pages/p1]] and [them](../competitors/globex.md).\n"),
        ("title: Card", "title: Another card"),
        ("summary: Short", "summary: Long\nrelated: [pages/p2]\ntags: [x]"),
        ("2026-11-01 by ann", "2026-01-01 by ann"),
        ("  - id: a", "  - id: b\n    text: They go.\n  - id: a"),
        ("summary: Short", "summary: Short\nowner: ann"),
    ] {
        let folder = site();
        write(folder.path(), path, CARD);
        let text = CARD.replace(from, to);
        assert_ne!(text, CARD, "the edit");
        let (alone, clean) = edited_alone(folder.path(), path, || write(folder.path(), path, &text));
        let alone = alone.expect("one file is enough");
        assert_eq!(alone.keys().collect::<Vec<_>>(), ["battlecards/globex/index.html"], "{to}");
        assert!(alone.iter().all(|(path, bytes)| clean.get(path) == Some(bytes)), "{to}");
    }
}

#[test]
fn a_saved_file_waits_for_the_site_where_others_decide_who_sees_it_or_what_it_is_called() {
    let path = "content/battlecards/globex.md";
    let alone = |before: &str, after: &str, path: &str| {
        let folder = site();
        write(folder.path(), path, before);
        edited_alone(folder.path(), path, || write(folder.path(), path, after)).0
    };
    assert!(alone(CARD, &CARD.replace("They halt.\n", "They go.\n"), path).is_some(), "the control");
    for (from, to) in [
        ("status: approved", "status: draft"),
        ("status: approved", "status: archived"),
        ("summary: Short", "audience: public"),
        ("summary: Short", "audience: restricted"),
        ("summary: Short", "audience: nonsense"),
        ("summary: Short", "customer: acme"),
        ("summary: Short", "kind: page"),
        ("summary: Short", "supersedes: [battlecards/old]"),
        ("competitor: globex", "competitor: initech"),
        ("title: Card", "title: [Card"),
    ] {
        let text = CARD.replace(from, to);
        assert_ne!(text, CARD, "the edit");
        assert!(alone(CARD, &text, path).is_none(), "{to}");
        assert!(alone(&text, CARD, path).is_none(), "back from {to}");
    }
    let competitor = "---\nname: Globex\n---\nThey sell.\n";
    let other = competitor.replace("sell", "buy");
    assert!(alone(competitor, &other, "content/competitors/globex.md").is_none(), "names are everywhere");
    let answers =
        "---\nkind: answers\nstatus: approved\n---\n## Do you sell?\n\nYes, we do.\n\n## Do you buy?\n\nNo.\n";
    let (file, more) = ("content/answers/a.md", format!("{answers}\n## Do you give?\n\nNo.\n"));
    assert!(alone(answers, &answers.replace("we do", "we did"), file).is_some(), "the control");
    assert!(alone(answers, &more, file).is_none(), "an entry more");
    assert!(alone(&more, answers, file).is_none(), "an entry less");
    let folder = site();
    let new = "content/pages/new.md";
    assert!(edited_alone(folder.path(), new, || write(folder.path(), new, "# New\n")).0.is_none(), "a new file");
    let gone = folder.path().join(new);
    assert!(edited_alone(folder.path(), new, || fs::remove_file(gone).expect("removed")).0.is_none(), "no file");
}

#[test]
fn pages_that_are_open_are_made_with_those_of_the_saved_file() {
    let folder = site();
    let pages = with_site(folder.path(), &mut Reader::default(), |loaded, request, _| {
        let files = BTreeSet::from(["content/pages/p1.md".to_owned()]);
        let open = ["pages/p2/index.html", "pages/index.html", "index.html", "pages/none/index.html", "pages/p3"];
        let first = FirstPages { files, open: open.map(str::to_owned).into() };
        let made = collected(|put| make_pages_of(loaded, request, &first, put).expect("keeping cannot fail"));
        let clean = whole(loaded, request);
        assert!(made.iter().all(|(path, bytes)| clean.get(path) == Some(bytes)), "the bytes of the whole site");
        made.into_keys().collect::<Vec<_>>()
    });
    assert_eq!(pages, ["pages/p1/index.html", "pages/p2/index.html"]);
}
