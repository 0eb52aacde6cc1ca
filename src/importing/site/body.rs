//! The body of one page, from the dialect of its generator to that of this program.

use super::front_matter::{FrontMatter, at, text_of};
use super::generator::Generator;
use super::includes::{MOST_LINES, Sources, find, resolve};
use super::lines::{Line, lines_of};
use super::log::Log;
use super::pages::Page;
use super::partials::with_partials;
use super::plan::Plan;
use super::repository::{Repository, ending, folder_of};
use super::shortcodes::Lookup;
use super::{callout, containers, front_matter, html, indented, inline, mdx, shortcodes};
use crate::values::Value;
use std::cell::Cell;

/// How deep files that shortcodes include may include others.
const DEEPEST: usize = 6;

/// Where the parts of a page come from.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) repository: &'a Repository,
    pub(super) plan: &'a Plan,
}

/// Rewrites the body of `page`, whose first line has the number `first`.
pub(super) fn convert(body: &str, first: usize, page: &Page, site: Site<'_>, log: &mut Log) -> Vec<Line> {
    let lines = lines_of(body, first);
    let sources = Sources { repository: site.repository, folders: &site.plan.includes };
    let callouts = lines.iter().filter(|line| line.text.trim_start().starts_with("> [!"));
    let callouts: Vec<usize> = callouts.map(|line| line.number).collect();
    let lines = match site.plan.generator {
        Generator::MkDocs => {
            let lines = resolve(lines, &page.source, sources, log);
            let lines = containers::without_generated_reference(lines, log);
            containers::convert(&indented::convert(&lines, log), '/', log)
        }
        Generator::Docusaurus => {
            let lines = with_partials(lines, &page.source, sources, log);
            mdx::convert(containers::convert(&lines, ':', log), log)
        }
        Generator::Hugo => {
            let (open, taken) = (vec![page.source.clone()], Cell::new(0));
            let asked = Asked { page, site, sources, open, taken: &taken };
            without_escapes(shortcodes::convert(lines, &asked, log))
        }
        Generator::Plain => {
            let lines = if ending(&page.source) == "mdx" {
                mdx::convert(with_partials(lines, &page.source, sources, log), log)
            } else {
                lines
            };
            let lines = resolve(lines, &page.source, sources, log);
            let lines = containers::convert(&indented::convert(&lines, log), ':', log);
            containers::convert(&lines, '/', log)
        }
    };
    for number in callouts {
        log.carried("callout", number);
    }
    inline::convert(html::convert(callout::with_own_titles(lines), log), log)
}

/// Shows shortcodes that Hugo shows as they are (`{{</* name */>}}`) without the marks that stop it from running them.
fn without_escapes(mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        for (from, to) in [("{{</*", "{{<"), ("*/>}}", ">}}"), ("{{%/*", "{{%"), ("*/%}}", "%}}")] {
            if line.text.contains(from) {
                line.text = line.text.replace(from, to);
            }
        }
    }
    lines
}

/// Answers what shortcodes ask for.
struct Asked<'a> {
    page: &'a Page,
    site: Site<'a>,
    sources: Sources<'a>,
    /// The page and the files that are being included, the innermost last.
    open: Vec<String>,
    /// How many lines the page took from other files.
    taken: &'a Cell<usize>,
}

impl Asked<'_> {
    /// Returns what the page of a folder above gives all pages below it, the nearest first.
    fn cascaded(&self, name: &str) -> Option<String> {
        let mut folder = folder_of(&self.page.source);
        loop {
            let index = if folder.is_empty() { "_index.md".to_owned() } else { format!("{folder}/_index.md") };
            if let Some(text) = self.site.repository.text(&index) {
                let front = FrontMatter::read(front_matter::split(text).0);
                let found = front.get("cascade").and_then(|cascade| in_cascade(cascade, name));
                if found.is_some() {
                    return found;
                }
            }
            if folder.is_empty() || folder == self.site.plan.pages {
                return None;
            }
            folder = folder_of(folder);
        }
    }
}

/// Returns the parameter `name` of a cascade, which is a map or a list of maps.
fn in_cascade(cascade: &Value, name: &str) -> Option<String> {
    match cascade {
        Value::List(items) => items.iter().find_map(|item| in_cascade(&item.value, name)),
        cascade => at(cascade, &[name]).or_else(|| at(cascade, &["params", name])).and_then(text_of),
    }
}

/// Returns the parameter `name` below `params` of a page.
fn of_pages(pairs: &[(String, Value)], name: &str) -> Option<String> {
    let (_, params) = pairs.iter().find(|(key, _)| key == "params")?;
    at(params, &[name]).and_then(text_of)
}

impl Lookup for Asked<'_> {
    fn parameter(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let own = self.page.front.text(&name).or_else(|| of_pages(&self.page.front.pairs, &name));
        own.or_else(|| self.cascaded(&name)).or_else(|| self.site.plan.parameters.get(&name).cloned())
    }

    fn file(&self, path: &str) -> Result<(String, Box<dyn Lookup + '_>), &'static str> {
        let found = find(path, self.open.last().map_or("", String::as_str), self.sources)?;
        if self.open.contains(&found) {
            return Err("it includes itself");
        }
        if self.open.len() > DEEPEST {
            return Err("files are included deeper than 6 levels");
        }
        let text = self.site.repository.text(&found).ok_or("it is not a text that can be read")?;
        let taken = self.taken.get() + text.lines().count();
        if taken > MOST_LINES {
            return Err("the page includes more than 50,000 lines");
        }
        self.taken.set(taken);
        let open = self.open.iter().cloned().chain([found]).collect();
        let inner = Asked { page: self.page, site: self.site, sources: self.sources, open, taken: self.taken };
        Ok((front_matter::split(text).1.to_owned(), Box::new(inner)))
    }
}
