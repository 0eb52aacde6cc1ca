//! What a site is made from.

use super::attachment::Attachment;
use super::theme::Theme;
use super::trend::Trend;
use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::diagrams::DiagramRenderer;
use crate::source::History;
use crate::visibility::VisibleLibrary;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Everything that a site is made from.
#[derive(Clone)]
pub struct SiteInput<'a> {
    /// What the build's readers may see: entries, opportunities and findings.
    pub library: &'a VisibleLibrary,
    /// The settings.
    pub settings: &'a Settings,
    /// A hash over every file with data that the site is made from, its content aside; `None` if nothing is used again.
    pub data_hash: Option<[u8; 32]>,
    /// The day that the build pins; every page says so. Without it, pages age by themselves.
    pub as_of: Option<NaiveDate>,
    /// What is known about the build.
    pub built: BuildFacts,
    /// The days on which files changed lately, where Git knows them.
    pub history: Option<&'a History>,
    /// How the library was at the ends of the last weeks, where Git knows it.
    pub trend: Option<&'a Trend>,
    /// Files beside the content that pages may show, by path beside the settings.
    pub attachments: &'a BTreeMap<String, Attachment>,
    /// The theme.
    pub theme: &'a Theme,
    /// What earlier builds made.
    pub artefacts: &'a Artefacts,
    /// What draws diagrams, where the build can; their source is shown otherwise.
    pub diagrams: Option<&'a dyn DiagramRenderer>,
}

/// What is known about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildFacts {
    /// The commit, where Git knows it.
    pub commit: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// The version of fieldbook.
    pub version: String,
}
