//! Where a site has its pages, its files and its navigation: what its settings say.

use super::generator::Generator;
use super::navigation::NavigationItem;
use super::repository::join;
use std::collections::BTreeMap;

/// What the settings of a site say.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) generator: Generator,
    /// The folder of its pages.
    pub(super) pages: String,
    /// Folders whose files are at the top of the published site.
    pub(super) statics: Vec<String>,
    /// What the addresses of pages begin with on the published site, without slashes at the ends, the longest first.
    pub(super) prefixes: Vec<String>,
    /// Folders from which included files are named.
    pub(super) includes: Vec<String>,
    /// Former addresses, and the address or page that each leads to.
    pub(super) redirects: Vec<(String, String)>,
    /// The navigation, if the settings list it; otherwise folders and pages say their order.
    pub(super) navigation: Option<Vec<NavigationItem>>,
    /// Parameters that shortcodes show.
    pub(super) parameters: BTreeMap<String, String>,
    /// What of the settings was not understood: a name and what it is about.
    pub(super) left_out: Vec<(String, String)>,
}

impl Plan {
    /// Begins the plan of a site of `generator` with its pages in `pages`.
    pub(super) fn new(generator: Generator, pages: String) -> Self {
        Self {
            generator,
            pages,
            statics: Vec::new(),
            prefixes: Vec::new(),
            includes: Vec::new(),
            redirects: Vec::new(),
            navigation: None,
            parameters: BTreeMap::new(),
            left_out: Vec::new(),
        }
    }
}

/// Joins `path` to `folder` for settings; the folder itself where that leads out of what is imported.
pub(super) fn folder_in(folder: &str, path: &str) -> String {
    join(folder, path).unwrap_or_else(|| folder.to_owned())
}
