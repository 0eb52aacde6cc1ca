//! What is done before a run, and is not measured.

use super::aside::Aside;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The preparation of each run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// What earlier runs left stays.
    Nothing,
    /// No output and no cache.
    Clean,
    /// No output, and of the caches only the drawings of diagrams.
    Drawings,
    /// No output; caches stay.
    NoOutput,
    /// What earlier runs left, then one added sentence in one entry.
    Edit,
    /// The site is committed, then ten entries are changed; once.
    TenChanged,
    /// As [`Before::TenChanged`]; then a further sentence in one of the ten, before each run.
    TenChangedAndEdit,
}

/// A site, and what is prepared in it.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// The site.
    pub(crate) site: PathBuf,
    /// Where it is built.
    pub(crate) output: PathBuf,
    /// Ten entries, or all if there are fewer; the first one is edited.
    pub(crate) changed: Vec<PathBuf>,
    /// What was made before.
    pub(crate) aside: Aside,
}

impl Prepared {
    /// Returns the entry that is edited.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn edited(&self) -> Result<&Path, String> {
        self.changed.first().map(PathBuf::as_path).ok_or_else(|| "the corpus has no entry to edit".to_owned())
    }

    /// Prepares one run.
    ///
    /// # Errors
    /// A file cannot be written or moved, or Git fails.
    pub(crate) fn prepare(&self, before: Before) -> Result<(), Box<dyn Error>> {
        if !matches!(before, Before::TenChanged | Before::TenChangedAndEdit) {
            // A repository makes every command slower: its history says which texts changed since they were checked.
            self.aside.take(&self.site.join(".git"))?;
        }
        match before {
            Before::Nothing => {}
            Before::NoOutput => self.remove_output()?,
            Before::Clean => {
                self.remove_output()?;
                self.aside.take(&self.site.join(".fieldbook"))?;
            }
            Before::Drawings => {
                self.remove_output()?;
                self.keep_only_drawings()?;
            }
            Before::Edit => add_sentence(self.edited()?)?,
            Before::TenChanged => self.change_ten()?,
            Before::TenChangedAndEdit => {
                self.change_ten()?;
                add_sentence(self.edited()?)?;
            }
        }
        Ok(())
    }

    fn remove_output(&self) -> Result<(), Box<dyn Error>> {
        self.aside.take(&self.output)?;
        Ok(())
    }

    fn keep_only_drawings(&self) -> Result<(), Box<dyn Error>> {
        let own = self.site.join(".fieldbook");
        let Some(moved) = self.aside.take(&own)? else { return Ok(()) };
        let drawings = moved.join("cache/drawings");
        if drawings.exists() {
            fs::create_dir_all(own.join("cache"))?;
            fs::rename(drawings, own.join("cache/drawings"))?;
        }
        Ok(())
    }

    fn change_ten(&self) -> Result<(), Box<dyn Error>> {
        if self.site.join(".git").exists() {
            return Ok(());
        }
        self.git(&["init", "--quiet"])?;
        self.git(&["add", "--", ".", ":(exclude).fieldbook"])?;
        self.git(&["commit", "--quiet", "--message", "The library"])?;
        self.changed.iter().try_for_each(|path| add_sentence(path))
    }

    fn git(&self, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
        let own = ["user.name=Benchmark", "user.email=benchmark@example.com", "commit.gpgsign=false", "gc.auto=0"];
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.site).args(own.iter().flat_map(|setting| ["-c", setting])).args(arguments);
        let output = command.output().map_err(|error| format!("cannot run git: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}

fn add_sentence(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = fs::OpenOptions::new().append(true).open(path)?;
    file.write_all(b"\nOne sentence more.\n")?;
    Ok(())
}
