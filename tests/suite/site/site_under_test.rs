//! A small site in memory: every kind, every field that a page shows.

use crate::literal_site::LiteralSite;
use fieldbook::artefacts::Artefacts;
use fieldbook::config::Settings;
use fieldbook::finding::Finding;
use fieldbook::library::{Library, Scope};
use fieldbook::opportunity::Snapshot;
use fieldbook::responses::RecordedResponse;
use fieldbook::settled::{SettledFinding, settle_findings};
use fieldbook::site::{Attachment, BuildFacts, Page, SiteInput, Theme, build_site};
use fieldbook::source::{FileEdit, History, parse_date};
use fieldbook::visibility::{HiddenPart, Unfiltered, VisibleLibrary};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;

/// The fixture's files; `§` stands for words that a test chooses.
pub(super) const FILES: [(&str, &str); 18] = [
    ("content/competitors/globex.md", include_str!("content/competitor.md")),
    ("content/battlecards/globex.md", include_str!("content/battlecard.md")),
    ("content/answers/security.md", include_str!("content/answers.md")),
    ("content/answers/backup.md", include_str!("content/answer.md")),
    ("content/architectures/sync.md", include_str!("content/architecture.md")),
    ("content/gaps/scim.md", include_str!("content/gap.md")),
    ("content/objections/price.md", include_str!("content/objection.md")),
    ("content/demos/tour.md", include_str!("content/demo.md")),
    ("content/guides/crm.md", include_str!("content/guide.md")),
    ("content/briefs/fleet.md", include_str!("content/brief.md")),
    ("content/pages/markdown.md", include_str!("content/page.md")),
    ("deals/pocs/acme.md", include_str!("content/poc.md")),
    ("deals/winplans/acme.md", include_str!("content/winplan.md")),
    ("deals/qualifications/acme.md", include_str!("content/qualification.md")),
    ("deals/customers.yaml", include_str!("content/customers.yaml")),
    ("frameworks.yaml", include_str!("content/frameworks.yaml")),
    ("people.yaml", include_str!("content/people.yaml")),
    ("opportunities.json", include_str!("content/opportunities.json")),
];

/// The folders of the fixture.
pub(super) const FOLDERS: [&str; 13] = [
    "competitors",
    "battlecards",
    "answers",
    "architectures",
    "gaps",
    "objections",
    "demos",
    "guides",
    "briefs",
    "pages",
    "pocs",
    "winplans",
    "qualifications",
];

/// The days on which two files of the fixture changed.
fn history() -> History {
    let edit = |day, is_new| FileEdit { on: parse_date(day).expect("a day"), is_new };
    let files = [
        ("content/battlecards/globex.md", vec![edit("2026-11-20", false), edit("2026-11-18", true)]),
        ("content/answers/security.md", vec![edit("2026-11-19", false)]),
        ("content/gone.md", vec![edit("2026-11-19", false)]),
    ];
    History { files: files.into_iter().map(|(path, edits)| (path.to_owned(), edits)).collect() }
}

/// What a site is made from, and what a test may change.
pub(super) struct TestSite {
    /// The texts by path.
    files: Vec<(String, String)>,
    /// The settings.
    pub(super) settings: Settings,
    /// Everything, whoever may see it.
    pub(super) library: Library,
    /// The opportunities.
    pub(super) snapshot: Snapshot,
    responses: Vec<RecordedResponse>,
    /// The days on which files changed.
    pub(super) history: Option<History>,
    /// What reading found.
    pub(super) findings: Vec<SettledFinding>,
}

impl TestSite {
    /// Reads the fixture with `words` in the place of every `§`, and `extra` at the end of `site.toml`.
    pub(super) fn new(words: &str, extra: &str) -> Self {
        Self::read(extra, |_, text| text.replace('§', words))
    }

    /// Reads the fixture with `new` in the place of `old` in the file at `path`.
    pub(super) fn with(path: &str, old: &str, new: &str) -> Self {
        Self::read(
            "",
            |own, text| if own == path { text.replace(old, new).replace('§', "") } else { text.replace('§', "") },
        )
    }

    /// Puts more entries of the first root on the site, texts by path.
    pub(super) fn add(&mut self, more: &[(String, String)]) {
        self.files.extend_from_slice(more);
        self.library = LiteralSite::read(&self.files).library;
    }

    /// Reads the fixture with `extra` at the end of `site.toml` and each text as `worded` makes it of path and text.
    pub(super) fn read(extra: &str, worded: impl Fn(&str, &str) -> String) -> Self {
        let toml = format!("{}\n{extra}", worded("site.toml", include_str!("content/site.toml")));
        let mut files: Vec<_> = FILES.iter().map(|(path, text)| ((*path).to_owned(), worded(path, text))).collect();
        files.push(("site.toml".to_owned(), toml));
        Self::of(files)
    }

    /// Reads `files`, texts by path, and nothing else; they have opportunities.
    pub(super) fn of(files: Vec<(String, String)>) -> Self {
        let LiteralSite { settings, library, snapshot, responses, findings, .. } = LiteralSite::read(&files);
        let (snapshot, findings) = (snapshot.expect("a snapshot"), settle_findings(findings, &[]));
        Self { files, settings, library, snapshot, responses, history: Some(history()), findings }
    }

    /// Splits the site into what the readers of a build for `scope` may see and the rest.
    pub(super) fn visible_to(&self, scope: &Scope) -> (VisibleLibrary, HiddenPart) {
        VisibleLibrary::new(&self.unfiltered(), scope)
    }

    /// Returns everything that a build starts from.
    pub(super) fn unfiltered(&self) -> Unfiltered<'_> {
        Unfiltered {
            library: &self.library,
            opportunities: Some(&self.snapshot),
            responses: &self.responses,
            findings: &self.findings,
            settings: &self.settings,
        }
    }

    /// Builds the site for `audience`, and for `customer` if there is one.
    pub(super) fn build(&self, audience: &str, customer: Option<&str>) -> Site {
        self.build_with(audience, customer, &BTreeMap::new())
    }

    /// Builds the site with files of a theme of its own.
    pub(super) fn build_with(&self, audience: &str, customer: Option<&str>, theme: &BTreeMap<String, Vec<u8>>) -> Site {
        let audience = self.settings.audiences.find(audience).expect("an audience");
        let scope = Scope { audience, customer: customer.map(str::to_owned) };
        let theme = Theme::load(theme).expect("the theme compiles");
        self.with_input(&scope, &theme, Artefacts::none(), Site::build)
    }

    /// Calls `build` with what a build for `scope` is made from.
    pub(super) fn with_input<T>(
        &self,
        scope: &Scope,
        theme: &Theme,
        artefacts: &Artefacts,
        build: impl FnOnce(&SiteInput<'_>) -> T,
    ) -> T {
        let (library, _) = self.visible_to(scope);
        let attachments = BTreeMap::from([
            ("content/pages/plan.png".to_owned(), Attachment { size: Some((640, 480)) }),
            ("content/pages/plan.html".to_owned(), Attachment::default()),
        ]);
        build(&SiteInput {
            library: &library,
            settings: &self.settings,
            trend: None,
            data_hash: Some(self.data_hash()),
            as_of: None,
            built: BuildFacts {
                commit: Some("0123456789abcdef".to_owned()),
                day: parse_date("2026-11-21").expect("a day"),
                version: "0.0.0".to_owned(),
            },
            history: self.history.as_ref(),
            attachments: &attachments,
            theme,
            artefacts,
            diagrams: None,
        })
    }

    /// Hashes the files that are not entries.
    fn data_hash(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for (path, text) in self.files.iter().filter(|(path, _)| !has_end(path, "md")) {
            hasher.update(path.as_bytes()).update(text.as_bytes());
        }
        hasher.finalize().into()
    }
}

/// A site with all its pages, ordered by path.
pub(crate) struct Site {
    pub(crate) pages: Vec<Page>,
    pub(crate) attachments: BTreeSet<String>,
    pub(crate) findings: Vec<Finding>,
}

impl Site {
    /// Builds the site and keeps what it hands over.
    pub(crate) fn build(input: &SiteInput<'_>) -> Self {
        let kept = Mutex::new(Vec::new());
        let site = build_site(input, &|page: Page| {
            kept.lock().expect("no thread fails").push(page);
            Ok::<(), Infallible>(())
        });
        let fieldbook::site::Site { attachments, findings, .. } = site.expect("keeping cannot fail");
        let mut pages: Vec<Page> = kept.into_inner().expect("no thread fails");
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        Self { pages, attachments, findings }
    }
}

/// Returns the pages of `site` as texts.
pub(super) fn pages(site: &Site) -> BTreeMap<&str, String> {
    let html = site.pages.iter().filter(|page| has_end(&page.path, "html"));
    html.map(|page| (page.path.as_str(), String::from_utf8(page.bytes.clone()).expect("a text"))).collect()
}

/// Returns whether the file at `path` has this extension.
pub(super) fn has_end(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
}
