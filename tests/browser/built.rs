//! The sample as `fieldbook build` writes it, and one page of each kind that it has.

use crate::server::serve;
use fieldbook::kinds::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, OnceLock};
use url::Url;

/// Noon of [`crate::browser::DAY`], as `SOURCE_DATE_EPOCH` wants it: the build's day, while pages go on to age.
const NOON: &str = "1795262400";
/// Noon of [`LATER`].
const LATER_NOON: &str = "1803038400";
/// The day 90 days after [`crate::browser::DAY`].
pub(crate) const LATER: &str = "2027-02-19";
/// The day before, when everything was committed.
const COMMITTED: &str = "2026-11-20T12:00:00Z";
/// The strictest audience of the sample.
pub(crate) const AUDIENCE: &str = "restricted";
/// Customers of the sample whose builds show papers about their deals: a win plan, a proof of concept.
const CUSTOMERS: [&str; 2] = ["dunmarrow", "copperwyne"];

/// A built site, open at both doors.
pub(crate) struct Built {
    /// Every page but redirects, by path below the site, with its bytes.
    pages: BTreeMap<String, Vec<u8>>,
    served: String,
    disk: String,
}

/// How a reader comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Over http.
    Served,
    /// From `file://`.
    Disk,
}

/// Both ways in.
pub(crate) const DOORS: [Door; 2] = [Door::Served, Door::Disk];

/// Returns the sample site's folder.
pub(crate) fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the folder of a copy of the sample that is no demonstration, so that its pages age and outsiders may have it. It is
/// a repository with one commit of the day before [`crate::browser::DAY`].
pub(crate) fn ageing_sample() -> &'static Path {
    static COPY: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ageing-sample");
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the copy of an earlier run is removed");
        }
        for name in [
            "content",
            "deals",
            "evidence",
            "capabilities.yaml",
            "jargon.yaml",
            "opportunities.json",
            "people.yaml",
            "synonyms.yaml",
        ] {
            copy(&sample().join(name), &folder.join(name));
        }
        let settings = fs::read_to_string(sample().join("site.toml")).expect("settings");
        let is_pin = |line: &&str| ["demo ", "as_of "].iter().any(|key| line.starts_with(key));
        assert_eq!(settings.lines().filter(is_pin).count(), 2, "the sample is a demonstration");
        let settings: Vec<&str> = settings.lines().filter(|line| !is_pin(line)).collect();
        fs::write(folder.join("site.toml"), settings.join("\n")).expect("written");
        for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "The library"]] {
            let mut git = Command::new("git");
            git.arg("-C")
                .arg(&folder)
                .args(["-c", "user.name=Ann", "-c", "user.email=ann@example.com"])
                .args(arguments);
            git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
            git.env("GIT_AUTHOR_DATE", COMMITTED).env("GIT_COMMITTER_DATE", COMMITTED);
            assert!(git.status().expect("git starts").success());
        }
        folder
    });
    &COPY
}

/// A kind of entry that the sample has not.
const QUALIFICATION: &str = "---\ntitle: Brightmoor\nrequirements:\n  - text: Data stays in the EU.\n    fit: met\n\
    \x20\x20- text: SSO for all.\n    fit: unknown\nowner: ann\nstatus: draft\naudience: restricted\n---\n\
    ## What they want to reach\n\nOne place for all calls.\n";

/// Returns the folder of a site with a page of each kind that the sample has not.
fn remaining_kinds() -> &'static Path {
    static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remaining-kinds");
        for (path, text) in [
            ("site.toml", "[site]\ntitle = \"Remaining kinds\"\n\n[[roots]]\npath = \"content\"\nprivate = true\n"),
            ("people.yaml", "- {id: ann, name: Ann Arbor, email: ann@example.com}\n"),
            ("content/qualifications/enterprise.md", QUALIFICATION),
        ] {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        folder
    });
    &SITE
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("made");
        for item in fs::read_dir(from).expect("a folder") {
            let name = item.expect("an item").file_name();
            copy(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::copy(from, to).expect("copied");
    }
}

/// Returns the built sample; it is built once.
pub(crate) fn built() -> &'static Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| Built::new("all", &["--portable", "--audience", AUDIENCE]));
    &BUILT
}

/// Returns the sample as it is built for outsiders; it is built once.
pub(crate) fn outside() -> &'static Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| Built::new("outside", &["--portable", "--audience", "customer"]));
    &BUILT
}

/// Returns a page of each kind of page that the sample has in any build, and the first page of outsiders.
pub(crate) fn every_kind() -> Vec<(&'static Built, &'static str)> {
    static DEALS: OnceLock<Vec<Built>> = OnceLock::new();
    static REMAINING: LazyLock<Built> =
        LazyLock::new(|| Built::at_noon(remaining_kinds(), "remaining", &["--portable", "--audience", AUDIENCE]));
    let of_customer = |key: &&str| Built::new(key, &["--portable", "--audience", AUDIENCE, "--customer", key]);
    let deals = DEALS.get_or_init(|| CUSTOMERS.iter().map(of_customer).collect());
    let mut seen = BTreeSet::new();
    let mut every = Vec::new();
    for built in std::iter::once(built()).chain(deals).chain([&*REMAINING]) {
        for (kind, page) in built.kinds() {
            if seen.insert(kind) {
                every.push((built, page));
            }
        }
    }
    every.push((outside(), "index.html"));
    every
}

/// Returns each page of [`every_kind`] with the same site as it is built on [`LATER`].
pub(crate) fn every_kind_later() -> Vec<(&'static Built, &'static Built, &'static str)> {
    static LATER: OnceLock<Vec<Built>> = OnceLock::new();
    let later = LATER.get_or_init(|| {
        let arguments = CUSTOMERS.map(|key| vec!["--portable", "--audience", AUDIENCE, "--customer", key]);
        let sites = [vec!["--portable", "--audience", AUDIENCE], vec!["--portable", "--audience", "customer"]];
        let sites = sites.into_iter().chain(arguments).enumerate();
        let remaining = (LATER_NOON, &["--portable", "--audience", AUDIENCE][..]);
        let remaining = Built::of(remaining_kinds(), "later remaining", remaining);
        sites
            .map(|(index, arguments)| Built::on(LATER_NOON, &format!("later {index}"), &arguments))
            .chain([remaining])
            .collect()
    });
    let pair = |(built, page): (&'static Built, &'static str)| {
        let same = later.iter().find(|later| later.pages.keys().eq(built.pages.keys()));
        (built, same.unwrap_or_else(|| panic!("the later site has the pages of that of {page}")), page)
    };
    every_kind().into_iter().map(pair).collect()
}

impl Built {
    /// Builds the sample into a folder of its own, whose name is as awkward as people choose them.
    pub(crate) fn new(name: &str, arguments: &[&str]) -> Self {
        Self::on(NOON, name, arguments)
    }

    fn on(noon: &str, name: &str, arguments: &[&str]) -> Self {
        Self::of(ageing_sample(), name, (noon, arguments))
    }

    /// Builds the site in the folder `site` into a folder of its own.
    pub(crate) fn at_noon(site: &Path, name: &str, arguments: &[&str]) -> Self {
        Self::of(site, name, (NOON, arguments))
    }

    fn of(site: &Path, name: &str, (noon, arguments): (&str, &[&str])) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("Größe #1 {name}"));
        let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .arg("--site")
            .arg(site)
            .args(["build", "--offline", "--output"])
            .arg(&folder)
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", noon)
            .output()
            .expect("fieldbook starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let disk = Url::from_directory_path(&folder).expect("an absolute path");
        let mut pages = BTreeMap::new();
        walk(&folder, &folder, &mut pages);
        Self { pages, served: serve(&folder), disk: disk.into() }
    }

    /// Returns the site's address at `door`, with a slash at the end.
    pub(crate) fn origin(&self, door: Door) -> &str {
        match door {
            Door::Served => &self.served,
            Door::Disk => &self.disk,
        }
    }

    /// Returns the address of a page.
    pub(crate) fn address(&self, door: Door, page: &str) -> String {
        format!("{}{page}", self.origin(door))
    }

    /// Returns the pages below `folder`, by path below the site.
    pub(crate) fn below(&self, folder: &str) -> Vec<&str> {
        let prefix = format!("{folder}/");
        self.pages
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with(&prefix) && path.len() > "index.html".len() + prefix.len())
            .collect()
    }

    /// Returns the name of the kind of a page: its folder, with a star for each folder below it, and what it is called in the
    /// styles.
    pub(crate) fn kind_of(&self, page: &str) -> String {
        let (top, below) = page.split_once('/').unwrap_or((page, ""));
        let stars = "/*".repeat(below.matches('/').count());
        let class = self.pages.get(page).map(|bytes| body_class(bytes)).unwrap_or_default();
        format!("{top}{stars} {class}").trim_end().to_owned()
    }

    /// Returns one page of each kind, the largest. Kinds differ in the classes of the body, in the top folder or in the
    /// depth below it, so whatever a build learns to write is found.
    fn kinds(&self) -> BTreeMap<PageKind, &str> {
        let mut largest: BTreeMap<PageKind, (&str, usize)> = BTreeMap::new();
        for (path, bytes) in &self.pages {
            let top = path.split('/').next().unwrap_or_default().to_owned();
            let kind = PageKind { class: body_class(bytes), top, depth: path.matches('/').count() };
            let kept = largest.entry(kind).or_insert((path, bytes.len()));
            if bytes.len() > kept.1 {
                *kept = (path, bytes.len());
            }
        }
        largest.into_iter().map(|(kind, (path, _))| (kind, path)).collect()
    }
}

/// What makes two pages of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct PageKind {
    class: String,
    top: String,
    depth: usize,
}

fn walk(top: &Path, folder: &Path, pages: &mut BTreeMap<String, Vec<u8>>) {
    let listed = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = listed.map(|item| item.expect("an item").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(top, &path, pages);
        } else if path.extension().is_some_and(|end| end == "html") {
            let bytes = fs::read(&path).expect("a page");
            let is_redirect = String::from_utf8_lossy(&bytes).contains("http-equiv=\"refresh\"");
            let below = path.strip_prefix(top).expect("a page of the site").display().to_string();
            if !is_redirect {
                pages.insert(below, bytes);
            }
        }
    }
}

fn body_class(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("<body class=\"").unwrap_or(("", ""));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn every_kind_of_page_is_found() {
    let kinds: Vec<&str> = every_kind().into_iter().map(|(_, page)| page).collect();
    // Those that the project has had from its beginning; new ones come by themselves.
    for begin in ["index.html", "404.html", "search/", "battlecards/", "gaps/", "opportunities/", "winplans/", "pocs/"]
    {
        assert!(kinds.iter().any(|page| page.starts_with(begin)), "{begin}: {kinds:?}");
    }
    let answers = kinds.iter().filter(|page| page.starts_with("answers/"));
    let depths: BTreeSet<usize> = answers.map(|page| page.matches('/').count()).collect();
    assert!(depths.is_superset(&BTreeSet::from([1, 2, 3])), "the library, a file and an answer: {kinds:?}");
}

#[test]
fn every_template_of_the_theme_is_looked_at() {
    let classes: BTreeSet<String> =
        every_kind().into_iter().map(|(built, page)| body_class(built.pages.get(page).expect("a page"))).collect();
    let class_of = |template: &str| {
        let (_, rest) = template.split_once("{% block class %}")?;
        rest.split_once("{% endblock %}").map(|(class, _)| class.to_owned())
    };
    // Those of entries are one template for each kind.
    let entry = "entry {{ kind }}";
    let mut wanted: BTreeSet<String> = Kind::all().map(|kind| entry.replace("{{ kind }}", kind.word())).collect();
    for item in fs::read_dir(sample().join("themes/default/templates")).expect("the templates") {
        let path = item.expect("an item").path();
        if path.is_file() {
            wanted.extend(class_of(&fs::read_to_string(&path).expect("a template")));
        }
    }
    assert!(wanted.remove(entry) && wanted.len() > 30, "{wanted:?}");
    let missing: Vec<&String> = wanted.difference(&classes).collect();
    assert!(missing.is_empty(), "no page of the sample is one of {missing:?}");
}
