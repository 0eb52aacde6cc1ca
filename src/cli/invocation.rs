//! What every command that works on a site begins with: its folder, the day, the environment.

use super::console;
use super::day::{demonstration, judged_day};
use super::environment::read_environment;
use super::folder::site_folder;
use crate::session::{Environment, Failure, JudgedDay, Notes, Session};
use chrono::NaiveDate;
use std::path::PathBuf;

/// One invocation of a command on a site.
pub(super) struct Invocation {
    folder: PathBuf,
    day: JudgedDay,
    environment: Environment,
}

impl Invocation {
    /// Reads the environment, and says so if the site is a demonstration; `site` and `given` are the options `--site` and
    /// `--today`.
    ///
    /// # Errors
    /// The folder does not exist, or `SOURCE_DATE_EPOCH` is not a day.
    pub(super) fn new(site: Option<&PathBuf>, given: Option<NaiveDate>) -> Result<Self, Failure> {
        let folder = site_folder(site)?;
        let day = judged_day(&folder, given)?;
        if let Some(demonstration) = demonstration(&folder) {
            console::note(&format!("note: {}", demonstration.sentence(day.today)));
        }
        Ok(Self { folder, day, environment: read_environment() })
    }

    /// Neither uses what earlier commands kept nor keeps anything for later ones.
    pub(super) fn ignore_caches(&mut self) {
        self.environment.program = None;
    }

    /// Returns the session of this invocation, whose messages go to `notes`.
    pub(super) fn session<'a>(&'a self, notes: &'a dyn Notes) -> Session<'a> {
        let JudgedDay { today, pinned } = self.day;
        Session { folder: &self.folder, today, pinned, environment: &self.environment, notes }
    }
}
