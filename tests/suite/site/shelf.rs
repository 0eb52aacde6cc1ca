//! A small site in memory: every kind, every field that a page shows.

use fieldbook::config::{Settings, read_settings};
use fieldbook::entry::{Context, read_entries};
use fieldbook::finding::Finding;
use fieldbook::library::{Library, Lists, Scope, read_list};
use fieldbook::opportunity::{self, Snapshot, Stages};
use fieldbook::site::{Attachment, BuildFacts, Site, SiteInput, Theme, build_site};
use fieldbook::source::{SourceFile, parse_date};
use std::collections::BTreeMap;

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

/// What a site is made from, and what a test may change.
pub(super) struct Shelf {
    /// The settings.
    pub(super) settings: Settings,
    /// Everything, whoever may see it.
    pub(super) library: Library,
    /// The opportunities.
    pub(super) snapshot: Snapshot,
    /// What reading found.
    pub(super) findings: Vec<Finding>,
}

impl Shelf {
    /// Reads the fixture with `words` in the place of every `§`, and `extra` at the end of `site.toml`.
    pub(super) fn new(words: &str, extra: &str) -> Self {
        let toml = format!("{}\n{extra}", include_str!("content/site.toml").replace('§', words));
        let (settings, mut findings) = read_settings(&SourceFile::new("site.toml", toml));
        let (mut files, mut lists) = (Vec::new(), Lists::default());
        let mut snapshot = None;
        for (path, text) in FILES {
            let file = SourceFile::new(path, text.replace('§', words));
            let root = settings.roots.iter().find(|root| path.starts_with(root.path.value.as_str()));
            if let Some(root) = root.filter(|_| has_end(path, "md")) {
                files.push(read_entries(&file, Context { settings: &settings, root }));
            } else if path == "opportunities.json" {
                let (read, found) = opportunity::read(&file, &Stages::default());
                findings.extend(found);
                snapshot = read;
            } else {
                findings.extend(read_list(&file, &mut lists));
            }
        }
        let (library, found) = Library::new(files, lists);
        findings.extend(found);
        Self { settings, library, snapshot: snapshot.expect("a snapshot"), findings }
    }

    /// Builds the site for `audience`, and for `customer` if there is one.
    pub(super) fn build(&self, audience: &str, customer: Option<&str>) -> Site {
        self.build_with(audience, customer, &BTreeMap::new())
    }

    /// Builds the site with files of a theme of its own.
    pub(super) fn build_with(&self, audience: &str, customer: Option<&str>, theme: &BTreeMap<String, Vec<u8>>) -> Site {
        let audience = self.settings.audiences.find(audience).expect("an audience");
        let scope = Scope { audience, customer: customer.map(str::to_owned) };
        let library = self.library.visible_to(&scope, &self.settings);
        let attachments = BTreeMap::from([
            ("content/pages/plan.png".to_owned(), Attachment { size: Some((640, 480)) }),
            ("content/pages/plan.html".to_owned(), Attachment::default()),
        ]);
        build_site(&SiteInput {
            library: &library,
            settings: &self.settings,
            snapshot: Some(&self.snapshot),
            scope: &scope,
            as_of: None,
            built: BuildFacts {
                commit: Some("0123456789abcdef".to_owned()),
                day: parse_date("2026-11-21").expect("a day"),
                version: "0.0.0".to_owned(),
            },
            findings: &self.findings,
            attachments: &attachments,
            theme: &Theme::load(theme).expect("the theme compiles"),
            diagrams: None,
        })
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
