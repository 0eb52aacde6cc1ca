//! What most commands begin with: the site read and linked, and the part of the library that the command covers.

use super::diagram_store::{Access, diagram_files};
use super::environment::Session;
use super::failure::Failure;
use super::kept_artefacts;
use super::kept_clean_texts;
use super::notes::Notes;
use super::opportunities::{Opportunities, read_opportunities};
use super::origins::{Detail, find_origins};
use super::pipeline::{CheckRequest, Loaded, load};
use super::scope::ScopeOptions;
use super::shared_attachments::SharedAttachments;
use super::suppression_ages::past_of_suppressions;
use super::target::Known;
use crate::config::Settings;
use crate::finding::{Family, Finding};
use crate::git;
use crate::inputs::{CredentialSearch, Files, Inputs, Reader, Reading, read_site_settings};
use crate::library::{Scope, UnknownOrigin};
use crate::rules::Selection;
use crate::secrets::{OwnSecrets, set_own_patterns};
use crate::source::PastTextsByPath;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A site that was read for one command.
pub struct PreparedSite {
    /// The site's folder.
    pub folder: PathBuf,
    /// The files that were read: those of the folder, or of Git's index.
    pub files: Box<dyn Files>,
    /// The day for which freshness is computed.
    pub today: NaiveDate,
    /// That day if the command line or a demonstration gave it; every page then names it.
    pub pinned: Option<NaiveDate>,
    /// The part of the library that the command covers.
    pub scope: Scope,
    /// Everything that was read.
    pub loaded: Loaded,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: BTreeMap<String, NaiveDate>,
    /// Earlier versions of the files with a suppression that has no end.
    pub past: PastTextsByPath,
    /// What was found in opportunities and attachments.
    found_later: Vec<Finding>,
    /// The tokens of this program, which no report contains.
    pub(super) own_secrets: OwnSecrets,
}

impl PreparedSite {
    /// Returns the same site with other inputs; opportunities and history are not read again.
    pub(super) fn with_inputs(self, session: &Session<'_>, inputs: Inputs) -> Self {
        let loaded = load(inputs, self.loaded.snapshot.clone(), self.found_later.clone());
        let loaded = with_origins(loaded, session);
        let past = past_of_suppressions(&self.folder, "HEAD", &loaded.library, &loaded.settings);
        Self { loaded, past, ..self }
    }

    /// Makes sure that there is something to check or to publish.
    ///
    /// # Errors
    /// No content file was read.
    pub(super) fn require_content(&self) -> Result<(), Failure> {
        let library = &self.loaded.library;
        if self.loaded.read_paths().is_empty() && !library.has_unreadable() {
            return Err(Failure(empty_site(&self.folder, &self.loaded.settings)));
        }
        Ok(())
    }

    /// Returns the check of this site by the rules of `selection`.
    pub(super) fn check_request<'a>(&'a self, selection: &'a Selection) -> CheckRequest<'a> {
        CheckRequest {
            today: self.today,
            scope: &self.scope,
            selection,
            edited: &self.edited,
            past: &self.past,
            unpublished: &[],
            before: None,
        }
    }
}

/// Reads everything that a command needs.
///
/// # Errors
/// The site has no such audience or customer, or the machine does not let a file be read.
pub fn prepare(session: &Session<'_>, options: &ScopeOptions) -> Result<PreparedSite, Failure> {
    let site = prepare_for(session, options, &Selection::default())?;
    kept_artefacts::keep(session, &site.loaded.artefacts);
    Ok(site)
}

/// Reads everything that a command needs whose findings are those of `selection`.
///
/// # Errors
/// The site has no such audience or customer, or the machine does not let a file be read.
pub(super) fn prepare_for(
    session: &Session<'_>,
    options: &ScopeOptions,
    selection: &Selection,
) -> Result<PreparedSite, Failure> {
    prepare_again(session, options, &mut SiteReader::recalling(session, selection))
}

/// Reads everything that a command needs, with what `reader` remembers.
///
/// # Errors
/// The site has no such audience or customer, or the machine does not let a file be read.
pub(super) fn prepare_again(
    session: &Session<'_>,
    options: &ScopeOptions,
    reader: &mut SiteReader,
) -> Result<PreparedSite, Failure> {
    let mut site = read_for(session, options, reader)?;
    site.loaded.drawings = diagram_files(session, Access::ReadWrite);
    Ok(site)
}

/// Reads what rules of `selection` need, all of which are about credentials: only the content in which one is found is parsed.
///
/// # Errors
/// The site has no such audience or customer, or the machine does not let a file be read.
pub(super) fn prepare_for_credentials(
    session: &Session<'_>,
    options: &ScopeOptions,
    selection: &Selection,
) -> Result<PreparedSite, Failure> {
    read_for(session, options, &mut SiteReader::of_credentials(selection))
}

fn read_for(session: &Session<'_>, options: &ScopeOptions, reader: &mut SiteReader) -> Result<PreparedSite, Failure> {
    note_unreadable_repository(session);
    kept_clean_texts::recall(session);
    let (site, _) = prepare_with(session, options, reader)?;
    site.require_content()?;
    Ok(site)
}

/// Reads everything that a command needs, with what `reader` remembers; returns the content files that it had to read.
pub(super) fn prepare_with(
    session: &Session<'_>,
    options: &ScopeOptions,
    reader: &mut SiteReader,
) -> Result<(PreparedSite, Vec<String>), Failure> {
    let files = Box::new(session.files());
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(files.as_ref())?;
    set_own_patterns(&settings.credential_patterns);
    let Reading { inputs, changed } = reader.site.read(files.as_ref())?;
    let missing = missing_roots_note(&inputs.missing_private_roots);
    if !missing.is_empty() {
        session.notes.note(&missing);
    }
    let opportunities = read_opportunities(session, &inputs.settings)?;
    let read = ReadSite { files, inputs, opportunities };
    let site = prepare_inputs(session, options, read, &mut reader.attachments)?;
    Ok((site, changed))
}

/// What reads a site again and again, and remembers what did not change.
#[derive(Debug, Default)]
pub(super) struct SiteReader {
    /// Content, data files and the credentials in attachments.
    pub(super) site: Reader,
    /// Attachments that others than the whole company can open.
    pub(super) attachments: SharedAttachments,
}

impl SiteReader {
    /// Makes a reader that searches attachments for what rules of `selection` are about.
    pub(super) fn new(selection: &Selection) -> Self {
        let has_credentials = selection.includes(Family::Secrets);
        let search = if has_credentials { CredentialSearch::Made } else { CredentialSearch::Omitted };
        Self { site: Reader::new(search), attachments: SharedAttachments::new(selection) }
    }

    /// Makes the same reader, which does not parse again what earlier commands did.
    pub(super) fn recalling(session: &Session<'_>, selection: &Selection) -> Self {
        let mut reader = Self::new(selection);
        reader.site.use_artefacts(&kept_artefacts::recall(session));
        reader
    }

    /// Makes a reader that parses only the content in which it finds a credential.
    pub(super) fn of_credentials(selection: &Selection) -> Self {
        Self { site: Reader::new(CredentialSearch::Alone), attachments: SharedAttachments::new(selection) }
    }
}

/// A site as it was read, not linked yet.
pub(super) struct ReadSite {
    /// Its files.
    pub(super) files: Box<dyn Files>,
    /// What they contain.
    pub(super) inputs: Inputs,
    /// Its opportunities.
    pub(super) opportunities: Opportunities,
}

/// Makes a site of what was read.
pub(super) fn prepare_inputs(
    session: &Session<'_>,
    options: &ScopeOptions,
    read: ReadSite,
    attachments: &mut SharedAttachments,
) -> Result<PreparedSite, Failure> {
    let ReadSite { files, inputs, opportunities } = read;
    let scope = options.resolve(&inputs)?;
    let edited = if inputs.settings.site.strict { edited(session.folder, session.notes) } else { BTreeMap::new() };
    let Opportunities { snapshot, findings: mut found_later } = opportunities;
    let mut loaded = load(inputs, snapshot, found_later.clone());
    let in_attachments = attachments.search(files.as_ref(), &loaded, &scope)?;
    loaded.findings.extend(in_attachments.iter().cloned());
    found_later.extend(in_attachments);
    let loaded = with_origins(loaded, session);
    note_unknown_origins(session, &loaded);
    let past = past_of_suppressions(session.folder, "HEAD", &loaded.library, &loaded.settings);
    let Session { today, pinned, .. } = *session;
    Ok(PreparedSite {
        folder: session.folder.to_owned(),
        files,
        today,
        pinned,
        scope,
        loaded,
        edited,
        past,
        found_later,
        own_secrets: OwnSecrets::new(session.environment.notion_token.clone()),
    })
}

/// Returns the site of `session` with what Git says of its dates.
fn with_origins(loaded: Loaded, session: &Session<'_>) -> Loaded {
    let known = Known { settings: &loaded.settings, library: &loaded.library };
    let origins = find_origins(session, "HEAD", known, Detail::Needed);
    loaded.with_origins(origins)
}

/// Says how many dates cannot be compared with what was said when they were written, since the history is cut off.
fn note_unknown_origins(session: &Session<'_>, loaded: &Loaded) {
    let count = loaded.library.origins().unknown(UnknownOrigin::Shallow);
    // The strict profile has said that the clone is shallow.
    if count > 0 && !loaded.settings.site.strict {
        session.notes.note(&format!(
            "note: this clone is shallow, so it is not known whether texts changed since they were checked (dates: \
             {count}); fetch the whole history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)"
        ));
    }
}

/// Says that Git cannot read the repository of the site, and what then is not known.
pub(super) fn note_unreadable_repository(session: &Session<'_>) {
    if let Some(cause) = git::unreadable(session.folder) {
        session
            .notes
            .note(&format!("note: {cause}; the commit of the site and the days on which files changed are not known"));
    }
}

/// Returns when each text changed; only the strict profile needs it.
fn edited(repository: &Path, notes: &dyn Notes) -> BTreeMap<String, NaiveDate> {
    if git::head(repository).is_some_and(|head| head.is_shallow) {
        notes.note(
            "note: this clone is shallow, so the days on which texts changed are not known and not checked; fetch the \
             whole history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)",
        );
    } else if std::path::absolute(repository).is_ok_and(|folder| git::repository_top(&folder).is_none()) {
        notes.note("note: the site is not in a Git repository, so the days on which texts changed are not checked");
    }
    git::last_changes(repository, "HEAD")
}

/// Names the private roots that this copy of the site does not have; empty if it has all.
pub(super) fn missing_roots_note(missing: &[String]) -> String {
    if missing.is_empty() {
        return String::new();
    }
    format!("note: private roots that are not in this copy of the site: {} ({})", missing.len(), missing.join(", "))
}

/// Describes a site without content: the folder that was read, and what was expected in it.
pub(super) fn empty_site(folder: &Path, settings: &Settings) -> String {
    let roots = settings.roots.iter().map(|root| root.path.value.as_str()).collect::<Vec<_>>().join(", ");
    let folder = folder.display();
    format!("nothing to read: {folder} has no Markdown file in its roots ({roots}); --site names another folder")
}
