//! The files with which a forge checks every change of a site, and the whole library once a day.

use super::new_file::NewFile;
use crate::values::Choice;
use std::fmt;

/// Where the repository is hosted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

impl Choice for Forge {
    const WORDS: &'static [(&'static str, Self)] = &[("github", Self::Github), ("gitlab", Self::Gitlab)];
}

/// A path that a workflow cannot name without being read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafePath(String);

impl fmt::Display for UnsafePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.0.escape_debug();
        write!(formatter, "a workflow cannot name the directory {path}; use letters, digits, `.`, `_`, `-` and `/`")
    }
}

impl std::error::Error for UnsafePath {}

/// Returns the file that runs `fieldbook check` on changes and on a schedule, by its path from the top of the repository,
/// where forges look for it. `site` is the path of the site from there, with `/` between its parts; empty for the top.
/// Sites of one repository have files of their own.
///
/// # Errors
/// The path has characters that shells or forges read.
pub fn check_workflow(forge: Forge, site: &str) -> Result<NewFile, UnsafePath> {
    let is_plain = |symbol: char| symbol.is_ascii_alphanumeric() || matches!(symbol, '.' | '_' | '-' | '/');
    if !site.chars().all(is_plain) || site.split('/').any(|part| part.starts_with('-')) {
        return Err(UnsafePath(site.to_owned()));
    }
    let is_word = |symbol: char| symbol.is_ascii_alphanumeric();
    let words: Vec<&str> = site.split(|symbol| !is_word(symbol)).filter(|word| !word.is_empty()).collect();
    let slug = ["fieldbook"].into_iter().chain(words).collect::<Vec<_>>().join("-").to_lowercase();
    let prefix = if site.is_empty() { String::new() } else { format!("{site}/") };
    let (path, text) = match forge {
        Forge::Github => (format!(".github/workflows/{slug}.yml"), include_str!("starter/github.yml")),
        Forge::Gitlab => (format!(".gitlab/{slug}.yml"), include_str!("starter/gitlab.yml")),
    };
    let text = with_install(text)
        .replace("@NAME@", &if site.is_empty() { slug.clone() } else { format!("fieldbook ({site})") })
        .replace("@SLUG@", &slug)
        .replace("@VERSION@", concat!("v", env!("CARGO_PKG_VERSION")))
        .replace("@SITE@", &format!("\"{}\"", if site.is_empty() { "." } else { site }))
        .replace("@PREFIX@", &prefix);
    Ok(NewFile { path, text })
}

/// The lines that install a release: its program, or one that is built.
const INSTALL: &str = include_str!("starter/install.sh");

/// Replaces the line `@INSTALL@` of a recipe by the lines that install a release, as far indented.
fn with_install(recipe: &str) -> String {
    let mut whole = String::with_capacity(recipe.len() + INSTALL.len());
    for line in recipe.split_inclusive('\n') {
        match line.find("@INSTALL@").and_then(|at| line.get(..at)) {
            Some(indent) => whole.extend(INSTALL.split_inclusive('\n').flat_map(|line| [indent, line])),
            None => whole.push_str(line),
        }
    }
    whole
}

/// The file at the top of a repository that GitLab reads.
pub const GITLAB_CI: &str = ".gitlab-ci.yml";

/// Returns a [`GITLAB_CI`] that includes the file of every site.
pub fn gitlab_ci() -> NewFile {
    NewFile { path: GITLAB_CI.to_owned(), text: include_str!("starter/gitlab-ci.yml").to_owned() }
}
