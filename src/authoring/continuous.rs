//! The file with which a forge checks every change, and the whole library once a day.

use super::new_file::NewFile;
use crate::values::Choice;

/// Where the repository lives.
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

/// Returns the file that runs `fieldbook check` on changes and on a schedule.
pub fn check_workflow(forge: Forge) -> NewFile {
    let (path, text) = match forge {
        Forge::Github => (".github/workflows/fieldbook.yml", include_str!("starter/github.yml")),
        Forge::Gitlab => (".gitlab-ci.yml", include_str!("starter/gitlab.yml")),
    };
    NewFile { path: path.to_owned(), text: text.to_owned() }
}
