//! What every command that works on a site begins with: its folder, the day, the environment.

use super::day::today;
use super::environment::read_environment;
use super::folder::site_folder;
use crate::session::{Environment, Failure, Notes, Session};
use chrono::NaiveDate;
use std::path::PathBuf;

/// One invocation of a command on a site.
pub(super) struct Invocation {
    folder: PathBuf,
    today: NaiveDate,
    pinned: Option<NaiveDate>,
    environment: Environment,
}

impl Invocation {
    /// Reads the environment; `site` and `pinned` are the options `--site` and `--today`.
    ///
    /// # Errors
    /// The folder does not exist, or `SOURCE_DATE_EPOCH` is not a day.
    pub(super) fn new(site: Option<&PathBuf>, pinned: Option<NaiveDate>) -> Result<Self, Failure> {
        let folder = site_folder(site)?;
        Ok(Self { folder, today: today(pinned)?, pinned, environment: read_environment() })
    }

    /// Returns the session of this invocation, whose messages go to `notes`.
    pub(super) fn session<'a>(&'a self, notes: &'a dyn Notes) -> Session<'a> {
        Session { folder: &self.folder, today: self.today, pinned: self.pinned, environment: &self.environment, notes }
    }
}
