//! Links to anchors that are not those of headings: pieces with an `id` and terms of definitions. Pages here have anchors at
//! headings and claims alone, so such a link leads to the heading above the piece.

use super::links::{Address, addresses, edited};
use super::log::Log;
use super::repository::{Repository, folder_of, join, relative};
use crate::markdown::{Anchors, Markdown, slug};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

/// The body of a page as it will be written.
pub(super) struct Body {
    /// Its path in the repository.
    pub(super) source: String,
    /// Its path below the target.
    pub(super) target: String,
    pub(super) text: String,
    pub(super) log: Log,
}

/// The anchors of a page.
#[derive(Default)]
struct PageAnchors {
    all: BTreeSet<String>,
    /// The texts of headings with their anchors.
    headings: Vec<(String, String)>,
    /// The anchors of the headings above the terms of definitions, by the anchor that the term would have.
    terms: BTreeMap<String, String>,
}

/// Rewrites the links of all pages to anchors that are not those of headings.
pub(super) fn follow(bodies: &mut [Body], repository: &Repository) {
    let sources: BTreeMap<String, String> =
        bodies.iter().map(|body| (body.target.clone(), body.source.clone())).collect();
    let wanted: Vec<BTreeMap<String, (String, String)>> = bodies.iter().map(|body| fragments(body, &sources)).collect();
    let needed: BTreeSet<&str> = wanted.iter().flatten().map(|(_, (target, _))| target.as_str()).collect();
    let anchors: BTreeMap<String, PageAnchors> = bodies
        .iter()
        .filter(|body| needed.contains(body.target.as_str()))
        .map(|body| (body.target.clone(), PageAnchors::of(&body.text)))
        .collect();
    for (body, wanted) in bodies.iter_mut().zip(wanted) {
        let mut new = BTreeMap::new();
        for (address, (target, fragment)) in wanted {
            let Some(known) = anchors.get(&target).filter(|known| !known.all.contains(&fragment)) else { continue };
            let raw = sources.get(&target).and_then(|source| repository.text(source)).unwrap_or_default();
            let Some(anchor) = known.above(&fragment, raw) else { continue };
            let path = if target == body.target && !anchor.is_empty() {
                String::new()
            } else {
                address
                    .split('#')
                    .next()
                    .filter(|path| !path.is_empty())
                    .map_or_else(|| relative(folder_of(&body.target), &target), str::to_owned)
            };
            let anchor = if anchor.is_empty() { anchor } else { format!("#{anchor}") };
            new.insert(address, format!("{path}{anchor}"));
        }
        if new.is_empty() {
            continue;
        }
        let edits: Vec<_> = addresses(&body.text)
            .into_iter()
            .filter_map(|Address { range, text, .. }| Some((range, new.get(&text)?.clone())))
            .collect();
        let note = format!("{} to a piece that is not a heading lead to the heading above it", edits.len());
        body.log.changed("link to an anchor", 0, note);
        body.text = edited(&body.text, edits);
    }
}

/// Returns the addresses with a fragment in a page, each with its page and the fragment.
fn fragments(body: &Body, sources: &BTreeMap<String, String>) -> BTreeMap<String, (String, String)> {
    if !body.text.contains('#') {
        return BTreeMap::new();
    }
    let read = |address: String| {
        let (path, fragment) = address.split_once('#').filter(|(path, _)| !path.contains(':'))?;
        let target = match path {
            "" => body.target.clone(),
            path => join(folder_of(&body.target), &path.replace("%20", " "))?,
        };
        (sources.contains_key(&target) && !fragment.is_empty())
            .then(|| (address.clone(), (target, fragment.to_owned())))
    };
    addresses(&body.text).into_iter().filter_map(|address| read(address.text)).collect()
}

impl PageAnchors {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut anchors = Anchors::default();
        let mut words = None::<(String, Option<String>)>;
        let mut last = String::new();
        for (event, _) in Markdown::new(text).events() {
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    let id = id.map(|id| id.to_string());
                    if let Some(id) = &id {
                        anchors.chosen(id);
                    }
                    words = Some((String::new(), id));
                }
                Event::Start(Tag::DefinitionListTitle) => words = Some((String::new(), None)),
                Event::Text(part) | Event::Code(part) => words.iter_mut().for_each(|(words, _)| words.push_str(&part)),
                Event::SoftBreak | Event::HardBreak => words.iter_mut().for_each(|(words, _)| words.push(' ')),
                Event::End(TagEnd::Heading(_)) => {
                    let Some((words, id)) = words.take() else { continue };
                    last = id.unwrap_or_else(|| anchors.next(&words));
                    found.all.insert(last.clone());
                    found.headings.push((words.trim().to_owned(), last.clone()));
                }
                Event::End(TagEnd::DefinitionListTitle) => {
                    let term = words.take().map(|(words, _)| slug(&words)).unwrap_or_default();
                    found.terms.entry(term).or_insert_with(|| last.clone());
                }
                _ => {}
            }
        }
        found
    }

    /// Returns the anchor of the heading above the piece called `fragment`, empty if none is above it; `None` if `raw`, the
    /// page as it was, has no such piece.
    fn above(&self, fragment: &str, raw: &str) -> Option<String> {
        // A second piece with the same words has a number at the end.
        let numbered = fragment.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok());
        let term = self.terms.get(fragment).or_else(|| self.terms.get(numbered?.0));
        if let Some(heading) = term {
            return Some(heading.clone());
        }
        let at = place_of(fragment, raw)?;
        let mut is_code = false;
        let mut heading = None;
        for line in raw.get(..at)?.lines() {
            is_code ^= line.trim_start().starts_with("```");
            let bare = line.trim_start_matches('#');
            if !is_code && bare.len() < line.len() && bare.starts_with(' ') {
                heading = Some(crate::markdown::plain_text(bare.split(['{', '<']).next().unwrap_or(bare)));
            }
        }
        let heading = heading.map(|heading| heading.trim().to_owned());
        let found = heading.and_then(|heading| self.headings.iter().find(|(words, _)| *words == heading));
        Some(found.map(|(_, anchor)| anchor.clone()).unwrap_or_default())
    }
}

/// Finds `id="name"`, `name="name"`, or `{ #name }` in a page.
fn place_of(name: &str, raw: &str) -> Option<usize> {
    let quoted = ["id=\"", "id='", "id={\"", "name=\"", "name='"];
    let mut quoted = quoted.iter().map(|before| format!("{before}{name}"));
    let is_whole = |at: usize, length: usize| {
        let next = raw.get(at + length..).and_then(|rest| rest.chars().next());
        next.is_none_or(|next| matches!(next, '"' | '\'' | '}' | ' '))
    };
    let found = quoted.find_map(|form| raw.match_indices(&form).find(|(at, _)| is_whole(*at, form.len())));
    let attribute = || {
        let form = format!("#{name}");
        let mut places = raw.match_indices(&form).map(|(at, _)| at);
        places.find(|at| {
            let before = raw.get(..*at).and_then(|before| before.rsplit_once('{')).map(|(_, inner)| inner);
            is_whole(*at, form.len()) && before.is_some_and(|inner| !inner.contains(['}', '\n']))
        })
    };
    found.map(|(at, _)| at).or_else(attribute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::repository::RepositoryFile;

    #[test]
    fn links_to_other_pieces_lead_to_the_heading_above() {
        let text = "# A\n\n## One\n\n<a id=\"x\"></a>\n\n`y`{ #opt.y }\n\n```\n## No\n```\n\n## Two\n\n<b name='z'>\n\nTerm\n: It is.\n";
        let links = "<a id=\"top\"></a>[1](a.md#x) [2](a.md#opt.y) [3](a.md#z) [4](a.md#term) [5](a.md#two) [6](a.md#gone) [7](#top) [8](a.md#term-1)\n";
        let pages = [("d/a.md", "a.md", text), ("d/b.md", "b.md", links)];
        let files = pages.map(|(source, _, text)| (source.to_owned(), RepositoryFile::Text(text.to_owned())));
        let repository = Repository::new(files.into_iter().collect());
        let body = |(source, target, text): (&str, &str, &str)| Body {
            source: source.to_owned(),
            target: target.to_owned(),
            text: text.to_owned(),
            log: Log::new(source),
        };
        let mut bodies = pages.map(body);
        follow(&mut bodies, &repository);
        let made = bodies.last().map(|body| body.text.as_str());
        assert_eq!(
            made,
            Some(
                "<a id=\"top\"></a>[1](a.md#one) [2](a.md#one) [3](a.md#two) [4](a.md#two) [5](a.md#two) [6](a.md#gone) [7](b.md) [8](a.md#two)\n"
            )
        );
    }
}
