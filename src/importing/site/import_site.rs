//! The import of a whole site.

use super::anchors::{Body, follow};
use super::body::{Site, convert};
use super::fields::{Known, written};
use super::generator::{FoundSite, Generator};
use super::leftovers;
use super::lines::joined;
use super::links::{Destinations, rewrite};
use super::log::Log;
use super::navigation::{FolderPlace, Places};
use super::pages::{Page, pages};
use super::places::places_of;
use super::plan::Plan;
use super::redirects::redirects_of;
use super::repository::{Repository, RepositoryFile};
use super::settings::plan_of;
use super::{claims, front_matter, headings};
use crate::importing::import::{Import, Row, Written};
use crate::importing::{Competitors, KindChoice, Proposal, fingerprint, propose};
use crate::kinds::Kind;
use crate::markdown::plain_text;
use crate::values::quoted;
use std::collections::{BTreeMap, BTreeSet};

/// What the person who imports says.
#[derive(Debug, Clone, Copy)]
pub struct SiteOptions<'a> {
    /// What ids of the pages begin with, such as `docs`; empty if they go into a root itself.
    pub id_prefix: &'a str,
    /// Which kinds were confirmed; other entries are pages.
    pub kinds: &'a KindChoice,
    /// The names of competitors.
    pub competitors: &'a Competitors,
}

/// A site that was imported.
#[derive(Debug, Clone, Default)]
pub struct SiteImport {
    /// The pages and files of sections, and what became of everything.
    pub import: Import,
    /// The files to copy: path in the repository and path below the target.
    pub copies: Vec<(String, String)>,
}

/// What is known of a page beside its body.
struct PageParts {
    front: String,
    files: BTreeSet<String>,
    proposal: Option<Proposal>,
    kind: Option<Kind>,
}

/// Imports `site`, which was found in `repository`.
pub fn import_site(repository: &Repository, site: &FoundSite, options: SiteOptions<'_>) -> SiteImport {
    let plan = plan_of(repository, site);
    let pages = pages(repository, &plan);
    let places = places_of(repository, &plan, &pages);
    let destinations = Destinations::new(repository, &plan, &pages);
    let mut settings_log = Log::new(&site.settings);
    let redirects = redirects_of(&plan, &pages, &destinations, options.id_prefix, &mut settings_log);
    note_settings(&plan, &places, &mut settings_log);
    let maker = Maker {
        site: Site { repository, plan: &plan },
        destinations: &destinations,
        places: &places,
        redirects: &redirects,
        options,
    };
    let mut made = SiteImport::default();
    made.import.constructs.append(&mut settings_log.constructs);
    let (mut bodies, parts): (Vec<Body>, Vec<PageParts>) = pages.iter().map(|page| maker.page(page)).unzip();
    follow(&mut bodies, repository);
    let mut files = BTreeSet::new();
    for (body, parts) in bodies.into_iter().zip(parts) {
        add_page(&mut made.import, body, &parts);
        made.import.proposals.extend(parts.proposal);
        files.extend(parts.files);
    }
    add_sections(&places, &mut made.import);
    add_files(repository, &plan, &destinations, &files, &mut made);
    made
}

fn add_page(import: &mut Import, body: Body, parts: &PageParts) {
    let Body { source, target, text, log } = body;
    let bytes = format!("{}\n{text}", parts.front).into_bytes();
    // Other files decide what a page becomes, so its fingerprint is that of the result.
    import.fingerprints.insert(source.clone(), fingerprint(&bytes));
    import.kinds.extend(parts.kind.map(|kind| (source.clone(), kind.word().to_owned())));
    import.constructs.extend(log.constructs);
    import.add(&source, Written { path: target, bytes }, "page converted".to_owned(), Vec::new());
}

/// Notes what of the settings has no place in pages.
fn note_settings(plan: &Plan, places: &Places, log: &mut Log) {
    for (path, what) in &plan.left_out {
        log.left_out("settings", 0, format!("{path}: {what}"));
    }
    for address in &places.links {
        log.left_out("link in the navigation", 0, address.clone());
    }
    for source in &places.missing {
        log.left_out("page in the navigation", 0, format!("{source} does not exist"));
    }
}

/// Makes pages.
struct Maker<'a> {
    site: Site<'a>,
    destinations: &'a Destinations<'a>,
    places: &'a Places,
    redirects: &'a BTreeMap<String, Vec<String>>,
    options: SiteOptions<'a>,
}

impl Maker<'_> {
    fn page(&self, page: &Page) -> (Body, PageParts) {
        let mut log = Log::new(&page.source);
        let text = self.site.repository.text(&page.source).unwrap_or_default();
        let (raw, body) = front_matter::split(text);
        let first = raw.matches('\n').count() + 1;
        let lines = convert(body, first, page, self.site, &mut log);
        let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
        let text = claims::with_sources(&joined(&lines), self.options.competitors, &mut log);
        let (text, anchors) = headings::with_former_anchors(&text, self.site.plan.generator);
        if anchors > 0 {
            log.changed("anchor", 0, format!("{anchors} kept at their headings"));
        }
        let line = |at: usize, text: &str| {
            let index = text.get(..at).map_or(0, |before| before.matches('\n').count());
            numbers.get(index).or(numbers.last()).copied().unwrap_or(1)
        };
        let linked = rewrite(&text, page, self.destinations, &mut log, &|at| line(at, &text));
        leftovers::list(&linked.text, &mut log, &|at| line(at, &linked.text));
        if page.is_renamed {
            log.changed("name of a file", 0, "another page has the same one, or one that differs only by case");
        }
        let no_place = super::navigation::PagePlace::default();
        let place = self.places.pages.get(&page.source).unwrap_or(&no_place);
        let names = self.options.competitors.named(&linked.text);
        let proposal = propose(&page.source, &headings::texts(&linked.text, page.front.text("title")), &names);
        let confirmed = self.options.kinds.confirmed(&page.source, proposal.as_ref());
        let kind = confirmed.or_else(|| self.options.id_prefix.is_empty().then_some(Kind::Page)).map(Kind::word);
        let title = (!has_heading(&linked.text)).then(|| place.title.clone().unwrap_or_else(|| name_of(page)));
        let moved_from = self.redirects.get(&page.source).map_or(&[][..], Vec::as_slice);
        let front = written(&page.front, raw, &Known { place, kind, moved_from, title }, &mut log);
        let body = Body { source: page.source.clone(), target: page.target.clone(), text: linked.text, log };
        (body, PageParts { front, files: linked.files, proposal, kind: confirmed })
    }
}

fn has_heading(text: &str) -> bool {
    text.lines().any(|line| {
        let bare = line.trim_start_matches('#');
        bare.len() < line.len() && bare.starts_with(' ') && !plain_text(line).trim().is_empty()
    })
}

/// Returns a title made from the name of the file, or of its folder.
fn name_of(page: &Page) -> String {
    let name = page.url.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("Start");
    super::callout::capitalised(&name.replace(['-', '_'], " "))
}

fn add_sections(places: &Places, import: &mut Import) {
    for (folder, place) in &places.folders {
        let FolderPlace { title, order, collapsed } = place;
        let mut text = String::new();
        text.extend(title.as_ref().map(|title| format!("title: {}\n", quoted(title))));
        text.extend(order.map(|order| format!("order: {order}\n")));
        if *collapsed {
            text.push_str("collapsed: true\n");
        }
        if !text.is_empty() {
            let path = format!("{folder}/{}", crate::library::SECTION_FILE);
            let source = format!("navigation of {folder}");
            import.fingerprints.insert(source.clone(), fingerprint(text.as_bytes()));
            let written = Written { path, bytes: text.into_bytes() };
            import.add(&source, written, "section converted".to_owned(), Vec::new());
        }
    }
}

/// Lists the files that pages need as copies, and every other one of the site with the reason why it is left out.
fn add_files(
    repository: &Repository,
    plan: &Plan,
    destinations: &Destinations<'_>,
    linked: &BTreeSet<String>,
    made: &mut SiteImport,
) {
    let pages: BTreeSet<String> = made.import.rows.iter().map(|row| row.source.clone()).collect();
    let mut outside = 0_usize;
    for (path, file) in repository.below("") {
        if pages.contains(path) {
            continue;
        }
        if linked.contains(path) && !matches!(file, RepositoryFile::Unread(_)) {
            let target = destinations.file_target(path);
            made.copies.push((path.to_owned(), target.clone()));
            made.import.rows.push(Row {
                source: path.to_owned(),
                target: Some(target),
                what: "file copied".to_owned(),
                notes: Vec::new(),
            });
            continue;
        }
        let within =
            |folder: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        if !within(&plan.pages) && !plan.statics.iter().any(|folder| within(folder)) {
            outside += 1;
            continue;
        }
        made.import.leave_out(path, why_left_out(path, file, plan));
    }
    if outside > 0 {
        made.import.leave_out(&format!("{outside} files"), "outside of the folders that the site is made from");
    }
}

fn why_left_out(path: &str, file: &RepositoryFile, plan: &Plan) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match (file, super::repository::ending(path).as_str()) {
        (RepositoryFile::Unread(why), _) => why,
        (_, "md" | "mdx" | "markdown")
            if plan.generator == Generator::Docusaurus && path.split('/').any(|part| part.starts_with('_')) =>
        {
            "a part of other pages"
        }
        (_, "css" | "scss" | "js" | "ts" | "tsx" | "jsx" | "mjs" | "woff" | "woff2" | "ttf") => {
            "a style or a script of the other site"
        }
        _ if name.starts_with("_category_.") => "read as the title and order of its folder",
        _ => "no page links to it",
    }
}
