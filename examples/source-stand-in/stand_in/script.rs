//! What changes on the pages, and when.

use serde::Deserialize;
use std::path::Path;

/// What changes on the pages. Of the changes of one address that have happened, texts are replaced by all, and the last one
/// decides the rest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    #[serde(default)]
    pub(crate) change: Vec<Change>,
}

/// One change.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// The day from which on it has happened, as `YYYY-MM-DD`; empty for always.
    #[serde(default)]
    pub(crate) from: String,
    /// The address, without query.
    pub(crate) url: String,
    /// A text and what replaces it.
    #[serde(default)]
    pub(crate) replace: Option<[String; 2]>,
    /// The HTTP status.
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// Where it is redirected to; 301 unless `status` says otherwise.
    #[serde(default)]
    pub(crate) redirect: Option<String>,
    /// The whole body.
    #[serde(default)]
    pub(crate) body: Option<String>,
    /// The type of the body.
    #[serde(default)]
    pub(crate) content_type: Option<String>,
    /// More headers, each as `Name: value`.
    #[serde(default)]
    pub(crate) headers: Vec<String>,
    /// `cloudflare`, `aws`, `anubis`, `datadome`, `login` or `javascript`.
    #[serde(default)]
    pub(crate) wall: Option<String>,
    /// `reset`, `slow`, `truncated`, `endless-headers`, `large` or `gzip-bomb`.
    #[serde(default)]
    pub(crate) fault: Option<String>,
}

impl Script {
    /// Reads a script.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        #[expect(clippy::disallowed_methods, reason = "a program outside the crate")]
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}
