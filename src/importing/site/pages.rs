//! The pages of a site: which files they are, their addresses there, and where they go.

use super::front_matter::{FrontMatter, split};
use super::generator::Generator;
use super::plan::Plan;
use super::repository::{Repository, ending, folder_of};
use std::collections::{BTreeMap, BTreeSet};

/// A page of the other site.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Its path in the repository.
    pub(super) source: String,
    pub(super) front: FrontMatter,
    /// Its address below the site's root of pages, without slashes at the ends; empty for the first page.
    pub(super) url: String,
    /// Its path below the target.
    pub(super) target: String,
    /// Whether its target is not what its address says, since another page has that.
    pub(super) is_renamed: bool,
}

/// Returns the pages in the order of their paths; parts that other pages include are none.
pub(super) fn pages(repository: &Repository, plan: &Plan) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for (path, _) in repository.below(&plan.pages).filter(|(path, _)| is_page(path, plan)) {
        let Some(text) = repository.text(path) else { continue };
        let front = FrontMatter::read(split(text).0);
        let url = url_of(path, &front, plan);
        pages.push(Page { source: path.to_owned(), front, url, target: String::new(), is_renamed: false });
    }
    let folders: BTreeSet<String> = pages.iter().flat_map(|page| parents(&page.url)).collect();
    let mut taken = BTreeSet::new();
    // Pages that are the index of their folder come first, so that they keep its address.
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_key(|index| pages.get(*index).is_none_or(|page| !is_index(&page.source)));
    for index in order {
        let Some(page) = pages.get_mut(index) else { continue };
        let safe = safe_path(&page.url);
        let wanted = if page.url.is_empty() {
            "index.md".to_owned()
        } else if is_index(&page.source) || folders.contains(&page.url) {
            format!("{safe}/index.md")
        } else {
            format!("{safe}.md")
        };
        let stem = wanted.trim_end_matches(".md");
        let mut target = wanted.clone();
        let mut number = 2;
        // Names that differ only by case are one file on some machines; `a.md` and `a/index.md` have one address.
        while !taken.insert(address_of(&target)) {
            target = format!("{stem}-{number}.md");
            number += 1;
        }
        page.is_renamed = target != wanted;
        page.target = target;
    }
    pages
}

fn address_of(target: &str) -> String {
    target.trim_end_matches(".md").trim_end_matches("/index").to_lowercase()
}

fn is_page(path: &str, plan: &Plan) -> bool {
    let is_markdown = matches!(ending(path).as_str(), "md" | "mdx" | "markdown");
    let below = path.strip_prefix(&plan.pages).unwrap_or(path).trim_start_matches('/');
    let is_part = plan.generator == Generator::Docusaurus && below.split('/').any(|part| part.starts_with('_'));
    // A plain repository has its hidden and foreign folders beside its pages.
    is_markdown && !is_part && !below.split('/').any(|part| part.starts_with('.') || part == "node_modules")
}

/// Returns whether the file is the page of its folder.
pub(super) fn is_index(path: &str) -> bool {
    let stem = stem_of(path);
    matches!(stem, "index" | "README" | "_index" | "readme" | "Readme")
}

fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn parents(url: &str) -> Vec<String> {
    url.match_indices('/').filter_map(|(at, _)| url.get(..at)).map(str::to_owned).collect()
}

fn url_of(path: &str, front: &FrontMatter, plan: &Plan) -> String {
    let below = path.strip_prefix(&plan.pages).unwrap_or(path).trim_start_matches('/');
    let mut folders: Vec<String> =
        folder_of(below).split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut name = stem_of(below).to_owned();
    if plan.generator == Generator::Docusaurus {
        for folder in &mut folders {
            *folder = without_number(folder).to_owned();
        }
        without_number(&name.clone()).clone_into(&mut name);
    }
    let is_index = is_index(path) || plan.generator == Generator::Docusaurus && folders.last() == Some(&name);
    match plan.generator {
        Generator::Docusaurus => {
            if let Some(slug) = front.text("slug") {
                if let Some(absolute) = slug.strip_prefix('/') {
                    return absolute.trim_matches('/').to_owned();
                }
                name = slug;
            } else if let Some(id) = front.text("id") {
                name = id;
            } else if is_index {
                return folders.join("/");
            }
        }
        Generator::Hugo => {
            if let Some(url) = front.text("url") {
                return url.trim_matches('/').trim_end_matches(".html").to_owned();
            }
            for folder in &mut folders {
                *folder = hugo_part(folder);
            }
            name = front.text("slug").map_or_else(|| hugo_part(&name), |slug| hugo_part(&slug));
            if is_index {
                if front.text("slug").is_some() && !folders.is_empty() {
                    folders.pop();
                    folders.push(name);
                }
                return folders.join("/");
            }
        }
        Generator::MkDocs | Generator::Plain => {
            if is_index {
                return folders.join("/");
            }
        }
    }
    folders.push(name);
    folders.join("/").trim_matches('/').to_owned()
}

fn hugo_part(part: &str) -> String {
    part.trim().to_lowercase().replace(' ', "-")
}

/// Takes the number off that orders files: `02-setup`.
fn without_number(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name.get(digits..).unwrap_or_default().trim_start();
    let bare = rest.strip_prefix(['-', '.', '_']).map(str::trim_start);
    bare.filter(|bare| digits > 0 && !bare.is_empty() && !bare.starts_with(|first: char| first.is_ascii_digit()))
        .unwrap_or(name)
}

/// Returns `url` with parts that any file system takes.
fn safe_path(url: &str) -> String {
    let part = |part: &str| {
        let kept: String =
            part.trim().chars().map(|symbol| if symbol.is_whitespace() { '-' } else { symbol }).collect();
        let kept: String =
            kept.chars().filter(|symbol| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.')).collect();
        let kept = kept.trim_matches('.').to_owned();
        let cut: String = kept.chars().take(80).collect();
        if cut.is_empty() { "page".to_owned() } else { cut }
    };
    url.split('/').filter(|part| !part.is_empty()).map(part).collect::<Vec<_>>().join("/")
}

/// The targets of pages, by source.
pub(super) fn targets(pages: &[Page]) -> BTreeMap<String, String> {
    pages.iter().map(|page| (page.source.clone(), page.target.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::repository::RepositoryFile;

    fn made(generator: Generator, files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), RepositoryFile::Text((*text).to_owned())));
        let repository = Repository::new(files.collect());
        let pages = pages(&repository, &Plan::new(generator, "docs".to_owned()));
        pages
            .iter()
            .map(|page| format!("{} {} {}", page.source.trim_start_matches("docs/"), page.url, page.target))
            .collect()
    }

    #[test]
    fn pages_keep_the_addresses_that_their_generator_made() {
        let files = [
            ("docs/01-intro.md", ""),
            ("docs/Set Up/_part.mdx", ""),
            ("docs/Set Up/Set Up.mdx", ""),
            ("docs/Set Up/a.mdx", "---\nslug: /b\n---\n"),
            ("docs/Set Up/c.md", "---\nid: d\n---\n"),
        ];
        assert_eq!(
            made(Generator::Docusaurus, &files),
            [
                "01-intro.md intro intro.md",
                "Set Up/Set Up.mdx Set Up Set-Up/index.md",
                "Set Up/a.mdx b b.md",
                "Set Up/c.md Set Up/d Set-Up/d.md"
            ]
        );
        let files = [
            ("docs/_index.md", ""),
            ("docs/A B/_index.md", ""),
            ("docs/A B/c.md", "+++\nslug = \"x\"\n+++\n"),
            ("docs/d.md", "---\nurl: /e/f/\n---\n"),
        ];
        assert_eq!(
            made(Generator::Hugo, &files),
            ["A B/_index.md a-b a-b/index.md", "A B/c.md a-b/x a-b/x.md", "_index.md  index.md", "d.md e/f e/f.md"]
        );
    }

    #[test]
    fn no_two_pages_have_one_file_on_any_machine() {
        let files = [
            ("docs/A.md", ""),
            ("docs/a.md", ""),
            ("docs/b.md", ""),
            ("docs/b/index.md", ""),
            ("docs/b/README.md", ""),
        ];
        assert_eq!(
            made(Generator::MkDocs, &files),
            ["A.md A A.md", "a.md a a-2.md", "b.md b b-2.md", "b/README.md b b/index.md", "b/index.md b b/index-2.md"]
        );
    }
}
