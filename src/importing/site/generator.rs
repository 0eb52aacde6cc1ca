//! Which generator a site was written for, by its settings file.

use super::repository::{Repository, folder_of};

/// A generator of sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Generator {
    /// MkDocs, with the themes and extensions that are common with it.
    MkDocs,
    /// Docusaurus.
    Docusaurus,
    /// Hugo.
    Hugo,
    /// None that is known: Markdown in folders.
    Plain,
}

impl Generator {
    /// Every generator with the word for it on the command line.
    pub const WORDS: [(&'static str, Self); 4] =
        [("mkdocs", Self::MkDocs), ("docusaurus", Self::Docusaurus), ("hugo", Self::Hugo), ("markdown", Self::Plain)];

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, generator)| *generator == self).map_or("markdown", |(word, _)| word)
    }
}

/// A site that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSite {
    /// What it was written for.
    pub generator: Generator,
    /// Its settings file.
    pub settings: String,
}

/// Folders that hold packages, tests or samples of programs and not the site that was meant.
const NOT_SITES: [&str; 10] = [
    "node_modules",
    "vendor",
    "test",
    "tests",
    "testdata",
    "fixtures",
    "__fixtures__",
    "examples",
    "themes",
    "templates",
];

/// Returns the sites in `repository`, those nearest to its top first; those in folders of packages and tests do not count.
pub fn find_sites(repository: &Repository) -> Vec<FoundSite> {
    let mut found: Vec<FoundSite> = Vec::new();
    for (path, _) in repository.below("") {
        let folder = folder_of(path);
        if folder.split('/').any(|part| NOT_SITES.contains(&part)) {
            continue;
        }
        let Some(generator) = generator_of(path, repository) else { continue };
        let is_same = |site: &FoundSite| site.generator == generator && base_of(&site.settings) == base_of(path);
        if !found.iter().any(is_same) {
            found.push(FoundSite { generator, settings: path.to_owned() });
        }
    }
    found.sort_by_key(|site| (site.settings.matches('/').count(), site.settings.clone()));
    found
}

/// Returns the folder of the site that has its settings at `path`.
pub(super) fn base_of(path: &str) -> &str {
    let folder = folder_of(path);
    folder.strip_suffix("config/_default").map_or(folder, |base| base.trim_end_matches('/'))
}

fn generator_of(path: &str, repository: &Repository) -> Option<Generator> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "mkdocs.yml" | "mkdocs.yaml" => Some(Generator::MkDocs),
        "hugo.toml" | "hugo.yaml" | "hugo.yml" | "hugo.json" => Some(Generator::Hugo),
        "config.toml" | "config.yaml" | "config.yml" | "config.json" => {
            let base = base_of(path);
            let join = |name: &str| if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
            let text = repository.text(path).unwrap_or_default().to_lowercase();
            let says_so = text.contains("baseurl") || text.contains("[markup") || text.contains("contentdir");
            (repository.has_folder(&join("content")) && says_so).then_some(Generator::Hugo)
        }
        name if name.starts_with("docusaurus.config.") => Some(Generator::Docusaurus),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::repository::RepositoryFile;

    #[test]
    fn sites_are_known_by_their_settings() {
        let files = [
            ("web/docusaurus.config.ts", ""),
            ("docs/mkdocs.yml", ""),
            ("node_modules/x/mkdocs.yml", ""),
            ("a/config.toml", "baseURL = \"/\""),
            ("a/content/_index.md", ""),
            ("b/config.yaml", "name: x"),
            ("b/content/a.md", ""),
            ("c/config/_default/hugo.toml", ""),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), RepositoryFile::Text(text.to_owned())));
        let found = find_sites(&Repository::new(files.into_iter().collect()));
        let shown: Vec<_> = found.iter().map(|site| format!("{} {}", site.generator.word(), site.settings)).collect();
        assert_eq!(
            shown,
            [
                "hugo a/config.toml",
                "mkdocs docs/mkdocs.yml",
                "docusaurus web/docusaurus.config.ts",
                "hugo c/config/_default/hugo.toml"
            ]
        );
        assert_eq!(base_of("c/config/_default/hugo.toml"), "c");
    }
}
