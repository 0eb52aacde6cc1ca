//! Which files a site is made from: the one answer for reading and for the fingerprint of a build.

use super::error::InputError;
use super::files::{Files, HiddenFiles, LeftOut, Listing};
use super::text::read_optional;
use crate::config::{Settings, read_settings};
use crate::evidence::{evidence_folder, is_record_file};
use crate::finding::Finding;
use crate::library::SECTION_FILE;
use crate::releases::is_release_file;
use crate::source::SourceFile;
use crate::values::INVALID_FRONT_MATTER;
use std::path::Path;

/// The file of the settings, in the site's folder.
const SETTINGS: &str = "site.toml";
/// The largest file of settings that is read, in bytes.
const SETTINGS_LIMIT: u64 = 1 << 20;
/// The data files beside the settings; a private root has its own.
const LISTS: [&str; 5] = ["people.yaml", "capabilities.yaml", "frameworks.yaml", "jargon.yaml", SYNONYMS];
/// The list of synonyms, unless the settings name another one.
const SYNONYMS: &str = "synonyms.yaml";
/// The data file that only private roots have.
pub(super) const CUSTOMERS: &str = "customers.yaml";

/// The files of a site, by what they are.
#[derive(Debug)]
pub(super) struct Inventory {
    /// The data files that are read if they exist, in reading order.
    pub(super) lists: Vec<String>,
    /// The JSON files in the folder of responses, which are also among the files beside the content.
    pub(super) responses: Vec<String>,
    /// What is below each root of the settings, in their order.
    pub(super) roots: Vec<RootFiles>,
    /// The folder of the site's own theme.
    pub(super) theme_folder: String,
    /// What is below it.
    pub(super) theme: Listing,
}

/// What is below one root.
#[derive(Debug, Default)]
pub(super) struct RootFiles {
    /// Markdown files.
    pub(super) content: Vec<String>,
    /// Files that say how the navigation shows their folder.
    pub(super) sections: Vec<String>,
    /// Files that pages can link to.
    pub(super) assets: Vec<String>,
    /// What is not read.
    pub(super) left_out: Vec<LeftOut>,
}

impl Inventory {
    /// Lists the files of a site with these settings.
    ///
    /// # Errors
    /// A folder that exists and cannot be listed.
    pub(super) fn new(files: &dyn Files, settings: &Settings) -> Result<Self, InputError> {
        let folders = evidence_folders(settings);
        let roots = settings.roots.iter().map(|root| {
            let listing = files.list(&root.path.value, HiddenFiles::Skipped)?;
            let mut found = RootFiles::new(listing);
            found.assets.retain(|path| !folders.iter().any(|folder| is_evidence(path, folder)));
            Ok(found)
        });
        let roots = roots.collect::<Result<Vec<_>, InputError>>()?;
        let name = settings.site.theme.value.as_str();
        let theme_folder = format!("themes/{name}");
        let theme =
            if is_theme_name(name) { files.list(&theme_folder, HiddenFiles::Listed)? } else { Listing::default() };
        let is_response = |path: &&String| {
            let is_json = Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
            is_json && settings.questionnaires.responses.holds(path)
        };
        let responses = roots.iter().flat_map(|root| &root.assets).filter(is_response).cloned().collect();
        let mut records = Vec::new();
        for folder in &folders {
            let listing = files.list(folder, HiddenFiles::Skipped)?;
            records.extend(listing.files.into_iter().filter(|path| is_evidence(path, folder)));
        }
        let sections = roots.iter().flat_map(|root| root.sections.iter().cloned());
        let lists = data_files(settings).into_iter().chain(sections).chain(records).collect();
        Ok(Self { lists, responses, roots, theme_folder, theme })
    }

    /// Returns every path that is read, and what is left out.
    pub(super) fn into_parts(self) -> (Vec<String>, Vec<LeftOut>) {
        let mut paths = vec![SETTINGS.to_owned()];
        paths.extend(self.lists);
        paths.extend(self.theme.files);
        let mut left_out = self.theme.left_out;
        for root in self.roots {
            paths.extend(root.content);
            paths.extend(root.assets);
            left_out.extend(root.left_out);
        }
        (paths, left_out)
    }
}

/// Returns whether `name` is the name of a folder, and no path that leads elsewhere.
pub(super) fn is_theme_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\']) && !matches!(name, "." | "..")
}

impl RootFiles {
    fn new(listing: Listing) -> Self {
        let mut found = Self { left_out: listing.left_out, ..Self::default() };
        for path in listing.files {
            let (name, extension) = (Path::new(&path).file_name(), Path::new(&path).extension());
            let is_list = LISTS.iter().chain([&CUSTOMERS]).any(|list| name.is_some_and(|name| name == *list));
            if extension.is_some_and(|end| end.eq_ignore_ascii_case("md") || end == "markdown") {
                found.content.push(path);
            } else if name.is_some_and(|name| name == SECTION_FILE) {
                found.sections.push(path);
            } else if !is_list {
                found.assets.push(path);
            }
        }
        found
    }
}

/// Reads the settings, or returns the defaults if the file does not exist. A wrong key or value is a finding.
///
/// # Errors
/// The file exists and cannot be read or parsed: defaults in its place could publish what it keeps inside.
pub fn read_site_settings(files: &dyn Files) -> Result<(Settings, Vec<Finding>), InputError> {
    let mut faults = Vec::new();
    let file = read_optional(files, SETTINGS, SETTINGS_LIMIT, &mut faults)?;
    if !faults.is_empty() {
        return Err(InputError::settings(faults.iter()));
    }
    let (settings, findings) = read_settings(&file.unwrap_or_else(|| SourceFile::new(SETTINGS, String::new())));
    let mut faults = findings.iter().filter(|finding| *finding.rule == INVALID_FRONT_MATTER).peekable();
    if faults.peek().is_some() {
        return Err(InputError::settings(faults));
    }
    Ok((settings, findings))
}

/// Returns whether `path` is that of a file of records or releases in `folder`.
fn is_evidence(path: &str, folder: &str) -> bool {
    is_record_file(path, folder) || is_release_file(path, folder)
}

/// Returns the folders of the records of looks at sources: that of the site, and that of each private root.
pub(super) fn evidence_folders(settings: &Settings) -> Vec<String> {
    let private = settings.roots.iter().filter(|root| root.private);
    std::iter::once(None).chain(private.map(|root| Some(root.path.value.as_str()))).map(evidence_folder).collect()
}

/// Returns the paths of the data files of a site with these settings, from its folder.
pub fn data_files(settings: &Settings) -> Vec<String> {
    let mut paths: Vec<String> = LISTS.map(str::to_owned).to_vec();
    if settings.synonyms.value != SYNONYMS {
        paths.retain(|path| path != SYNONYMS);
        paths.push(settings.synonyms.value.clone());
    }
    for root in settings.roots.iter().filter(|root| root.private) {
        paths.extend(LISTS.iter().chain([&CUSTOMERS]).map(|name| format!("{}/{name}", root.path.value)));
    }
    paths
}
