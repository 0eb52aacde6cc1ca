//! What a site is made with besides the library: its theme and what Git knows.

use super::failure::Failure;
use super::prepare::PreparedSite;
use super::site_files::{Medium, SiteRequest};
use super::trend::trend;
use crate::git::{self, PastFiles};
use crate::site::{PAST_DAYS, Theme, ThemeFault, Trend, trend_days};
use crate::source::History;
use crate::visibility::VisibleLibrary;
use chrono::{Days, NaiveDate};

/// Compiles the theme of the site.
pub(super) fn compile_theme(site: &PreparedSite, medium: Medium) -> Result<Theme, Failure> {
    let theme = Theme::load(&site.loaded.theme).map_err(|fault| {
        let ThemeFault { file, line, column, message } = fault;
        Failure(format!("the theme cannot be used: {file}:{line}:{column}: {message}"))
    })?;
    Ok(if medium == Medium::Disk { theme.portable() } else { theme })
}

/// What Git knows of a site.
#[derive(Debug, Default)]
pub(super) struct GitFacts {
    commit: Option<String>,
    history: Option<History>,
    past: Option<PastFiles>,
}

impl GitFacts {
    /// Runs Git in the folder of the site.
    pub(super) fn of(site: &PreparedSite) -> Self {
        Self {
            commit: git::head(&site.folder).map(|head| head.commit),
            history: git::history(&site.folder, first_day(site.today)),
            past: git::past_files(&site.folder, &trend_days(site.pinned.unwrap_or(site.today))),
        }
    }

    /// Counts what the readers of `library` see of `site` in the last weeks; `None` for readers outside the company, and
    /// where Git knows nothing.
    pub(super) fn trend(&self, site: &PreparedSite, library: &VisibleLibrary) -> Option<Trend> {
        let past = self.past.as_ref().filter(|_| !library.readers().is_outside())?;
        Some(trend(site, library, past))
    }
}

/// Returns the request for the pages of `site`.
pub(super) fn site_request<'a>(
    site: &'a PreparedSite,
    library: &'a VisibleLibrary,
    theme: &'a Theme,
    medium: Medium,
    git: &'a GitFacts,
    trend: Option<&'a Trend>,
) -> SiteRequest<'a> {
    SiteRequest {
        folder: &site.folder,
        library,
        today: site.today,
        pinned: site.pinned,
        history: git.history.as_ref(),
        trend,
        commit: git.commit.clone(),
        theme,
        medium,
    }
}

/// Returns the first day whose changes a site shows.
fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today)
}
