//! Links of pages: each is resolved as its generator would, and written from the new place of one page to that of another.

use super::generator::Generator;
use super::log::Log;
use super::pages::Page;
use super::plan::Plan;
use super::repository::{Repository, ending, folder_of, join, relative};
use crate::markdown::Markdown;
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What begins the target of `ref` and `relref` of Hugo until it is resolved.
pub(super) const HUGO_REF: &str = "hugo-ref:";

/// Everything that links may lead to.
pub(super) struct Destinations<'a> {
    repository: &'a Repository,
    plan: &'a Plan,
    by_source: BTreeMap<&'a str, &'a Page>,
    by_url: BTreeMap<String, &'a Page>,
    by_name: BTreeMap<String, Option<&'a Page>>,
}

/// What a link leads to.
#[derive(Debug, PartialEq, Eq)]
enum Destination {
    /// The path of a page below the target.
    Page(String),
    /// The path of a file in the repository.
    File(String),
    Nothing,
}

/// What came of the links of a page.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) text: String,
    /// The files that the page links to or shows, by path in the repository.
    pub(super) files: BTreeSet<String>,
}

impl<'a> Destinations<'a> {
    /// Knows the `pages` of a site.
    pub(super) fn new(repository: &'a Repository, plan: &'a Plan, pages: &'a [Page]) -> Self {
        let mut by_name = BTreeMap::<String, Option<&Page>>::new();
        for page in pages {
            let name = page.url.rsplit('/').next().unwrap_or_default().to_lowercase();
            by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(page));
        }
        Self {
            repository,
            plan,
            by_source: pages.iter().map(|page| (page.source.as_str(), page)).collect(),
            by_url: pages.iter().rev().map(|page| (page.url.to_lowercase(), page)).collect(),
            by_name,
        }
    }

    /// Returns the page at the address or in the file `path`, as settings name it.
    pub(super) fn page(&self, path: &str) -> Option<&'a Page> {
        let path = path.split(['#', '?']).next().unwrap_or(path);
        let from_top = join(&self.plan.pages, path).and_then(|path| self.file_page(&path));
        from_top.or_else(|| self.url_page(path))
    }

    /// Follows `path`, without its fragment, from `page`.
    fn follow(&self, path: &str, page: &Page) -> Destination {
        if let Some(name) = path.strip_prefix(HUGO_REF) {
            return self.follow_reference(name, page);
        }
        if path.starts_with('/') {
            return self.follow_absolute(path);
        }
        let folder = folder_of(&page.source);
        let by_file = join(folder, path);
        if let Some(found) = by_file.as_deref().and_then(|path| self.file_page(path)) {
            return Destination::Page(found.target.clone());
        }
        if let Some(file) = by_file.filter(|path| self.is_asset(path)) {
            return Destination::File(file);
        }
        // As a browser does from the address of the page, with and without a slash at its end.
        let bases = match self.plan.generator {
            Generator::MkDocs | Generator::Hugo => [page.url.as_str(), folder_of(&page.url)],
            Generator::Docusaurus | Generator::Plain => [folder_of(&page.url), page.url.as_str()],
        };
        for base in bases {
            let Some(url) = join(base, path) else { continue };
            if let Some(found) = self.url_page(&url) {
                return Destination::Page(found.target.clone());
            }
            if let Some(file) = self.static_file(&url) {
                return Destination::File(file);
            }
        }
        Destination::Nothing
    }

    fn follow_absolute(&self, path: &str) -> Destination {
        let bare = path.trim_matches('/');
        for prefix in self.plan.prefixes.iter().map(String::as_str).chain([""]) {
            let rest = if prefix.is_empty() { Some(bare) } else { bare.strip_prefix(prefix) };
            let Some(rest) = rest.filter(|rest| prefix.is_empty() || rest.is_empty() || rest.starts_with('/')) else {
                continue;
            };
            let rest = rest.trim_matches('/');
            if let Some(page) =
                self.url_page(rest).or_else(|| join(&self.plan.pages, rest).and_then(|path| self.file_page(&path)))
            {
                return Destination::Page(page.target.clone());
            }
            if let Some(file) = self.static_file(rest) {
                return Destination::File(file);
            }
        }
        match self.file_page(bare) {
            Some(page) => Destination::Page(page.target.clone()),
            None if self.is_asset(bare) => Destination::File(bare.to_owned()),
            None => Destination::Nothing,
        }
    }

    /// Follows the name of a page as Hugo does: from the page, from the top, or by its last part alone.
    fn follow_reference(&self, name: &str, page: &Page) -> Destination {
        let bare = name.trim_start_matches('/');
        let tries = [join(folder_of(&page.source), bare), join(&self.plan.pages, bare)];
        let found = tries.into_iter().flatten().find_map(|path| self.file_page(&path)).or_else(|| self.url_page(bare));
        let last = bare.trim_end_matches(".md").rsplit('/').next().unwrap_or(bare).to_lowercase();
        let found = found.or_else(|| self.by_name.get(&last).copied().flatten());
        found.map_or(Destination::Nothing, |page| Destination::Page(page.target.clone()))
    }

    /// Finds the page in the file at `path`, in the forms in which people write it.
    fn file_page(&self, path: &str) -> Option<&'a Page> {
        let bare = path.trim_end_matches('/');
        let stem = bare.strip_suffix(".html").unwrap_or(bare);
        let mut forms = vec![bare.to_owned()];
        for end in [".md", ".mdx", "/index.md", "/README.md", "/_index.md", "/index.mdx", ".markdown"] {
            forms.push(format!("{stem}{end}"));
        }
        forms.extend(bare.strip_suffix(".md").map(|stem| format!("{stem}.mdx")));
        forms.iter().find_map(|form| self.by_source.get(form.as_str()).copied())
    }

    fn url_page(&self, url: &str) -> Option<&'a Page> {
        let url = url.trim_matches('/').to_lowercase();
        let bare = url
            .strip_suffix(".html")
            .or_else(|| url.strip_suffix(".md"))
            .or_else(|| url.strip_suffix(".mdx"))
            .unwrap_or(&url);
        let bare = bare.strip_suffix("/index").unwrap_or(bare);
        self.by_url.get(bare).or_else(|| self.by_url.get(&bare.replace("%20", " "))).copied()
    }

    fn static_file(&self, path: &str) -> Option<String> {
        let mut folders = self.plan.statics.iter().map(String::as_str).chain([self.plan.pages.as_str()]);
        folders.find_map(|folder| join(folder, path).filter(|path| self.is_asset(path)))
    }

    fn is_asset(&self, path: &str) -> bool {
        self.repository.has(path) && !matches!(ending(path).as_str(), "md" | "mdx" | "markdown")
    }

    /// Returns where the file at `source` goes, below the target.
    pub(super) fn file_target(&self, source: &str) -> String {
        let within = |folder: &str| source.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        let below = within(&self.plan.pages).map(str::to_owned);
        let below = below
            .or_else(|| self.plan.statics.iter().find_map(|folder| within(folder)).map(|rest| format!("files/{rest}")));
        below.unwrap_or_else(|| format!("files/{source}"))
    }
}

/// Rewrites the links and pictures of `page`, whose body is `text`; `line` returns the line of the source for a byte.
pub(super) fn rewrite(
    text: &str,
    page: &Page,
    destinations: &Destinations<'_>,
    log: &mut Log,
    line: &dyn Fn(usize) -> usize,
) -> Linked {
    let mut linked = Linked::default();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for Address { range, text: shown, link } in addresses(text) {
        let number = line(range.start);
        if is_hook(&shown, destinations.plan.generator) && destinations.follow(&shown, page) == Destination::Nothing {
            let words = text.get(link.start + 1..range.start).and_then(|words| words.rsplit_once("](")).unzip().0;
            log.left_out(
                "link of a render hook",
                number,
                format!("a template decides where {shown} leads; its text stays"),
            );
            edits.extend(words.map(|words| (link, words.trim_start_matches('[').to_owned())));
            continue;
        }
        let new = rewritten(&shown, page, destinations, &mut linked.files, number, log);
        edits.extend(new.map(|new| (range, new)));
    }
    linked.text = edited(text, edits);
    linked
}

/// An address in a text.
pub(super) struct Address {
    /// Where it is.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) text: String,
    /// Where the link, the picture or the definition is.
    pub(super) link: Range<usize>,
}

/// Returns the addresses of links, pictures and definitions in `text`.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let markdown = Markdown::new(text);
    let (events, definitions) = markdown.events_and_definitions();
    for (event, range) in events {
        let Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) = event else {
            continue;
        };
        if !matches!(link_type, LinkType::Inline) {
            continue;
        }
        let shown = text.get(range.clone()).unwrap_or_default();
        let Some(at) = address_in(shown, &dest_url) else { continue };
        let start = range.start + at;
        found.push(Address { range: start..start + dest_url.len(), text: dest_url.to_string(), link: range });
    }
    for range in definitions {
        let shown = text.get(range.clone()).unwrap_or_default();
        let Some((label, rest)) = shown.split_once("]:") else { continue };
        let start = label.len() + 2 + (rest.len() - rest.trim_start().len());
        let address: &str = rest.split_whitespace().next().unwrap_or_default();
        let bare = address.trim_matches(['<', '>']);
        let at = range.start + start + usize::from(address.starts_with('<'));
        found.push(Address { range: at..at + bare.len(), text: bare.to_owned(), link: range });
    }
    found
}

/// Returns `text` after `edits`, none of which overlap.
pub(super) fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut made, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in edits {
        let Some(before) = text.get(at..range.start) else { continue };
        made.push_str(before);
        made.push_str(&new);
        at = range.end;
    }
    made.push_str(text.get(at..).unwrap_or_default());
    made
}

/// Finds the address in `[words](address "title")`; the words may hold it too.
fn address_in(shown: &str, address: &str) -> Option<usize> {
    if address.is_empty() {
        return None;
    }
    let after = shown.match_indices("](").filter_map(|(at, _)| {
        let rest = shown.get(at + 2..)?;
        let start = at + 2 + (rest.len() - rest.trim_start().len());
        let start = start + usize::from(shown.get(start..)?.starts_with('<'));
        shown.get(start..)?.starts_with(address).then_some(start)
    });
    after.last()
}

fn rewritten(
    address: &str,
    page: &Page,
    destinations: &Destinations<'_>,
    files: &mut BTreeSet<String>,
    number: usize,
    log: &mut Log,
) -> Option<String> {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_reference = address.starts_with(HUGO_REF);
    if address.starts_with('#') || address.starts_with("//") || scheme.contains(':') && !is_reference {
        return None;
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().unwrap_or(path);
    let path = percent_decode_str(path.strip_prefix("pathname://").unwrap_or(path)).decode_utf8().ok()?;
    let target = match destinations.follow(&path, page) {
        Destination::Page(target) => target,
        Destination::File(source) => {
            let target = destinations.file_target(&source);
            files.insert(source);
            target
        }
        Destination::Nothing => {
            log.changed(
                "link that leads nowhere",
                number,
                format!("{} is not in the folder that is imported", address.trim_start_matches(HUGO_REF)),
            );
            return is_reference.then(|| address.trim_start_matches(HUGO_REF).to_owned());
        }
    };
    let mut new = encoded(&relative(folder_of(&page.target), &target));
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        if target == page.target {
            new.clear();
        }
        new.push('#');
        new.push_str(fragment);
    }
    (new != address).then_some(new)
}

/// Returns whether `path` is a single word, which templates of Hugo give a meaning and no browser follows.
fn is_hook(path: &str, generator: Generator) -> bool {
    generator == Generator::Hugo && !path.is_empty() && path.chars().all(char::is_alphanumeric)
}

/// Encodes what would end an address in Markdown.
fn encoded(path: &str) -> String {
    path.replace('%', "%25")
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('<', "%3C")
        .replace('>', "%3E")
}
