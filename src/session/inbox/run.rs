//! Going through a folder of change files.

use super::commit_message::commit_message;
use super::folder::{InboxFolder, read_folder};
use super::outcome::{Inbox, InboxFile, InboxState, MadeChange, RefusedChange};
use super::site::BranchSite;
use super::writing::{NewContent, commit, is_clean};
use crate::corrections::{Amended, Amendment, Change, ChangeFault, Screening, amend, screen};
use crate::git::{self, Branch};
use crate::report::unified;
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use chrono::Days;
use std::path::PathBuf;

/// What is done with change files.
#[derive(Debug, Clone)]
pub struct InboxOptions {
    /// The folder of the files.
    pub folder: PathBuf,
    /// The branch of the commits; by default the one that is checked out.
    pub branch: Option<String>,
    /// Whether commits are made.
    pub mode: InboxMode,
}

/// Whether commits are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxMode {
    /// One for each change.
    Commit,
    /// None: what would change is shown.
    DryRun,
}

/// What a UTF-8 file may begin with; the text of a source file does not have it.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Checks the change files of a folder and makes a commit of each that can be applied.
///
/// # Errors
/// The folder has no change file, the site is not in a repository, or Git or the machine fails; commits that were made
/// before stay.
pub fn inbox(session: &Session<'_>, options: &InboxOptions) -> Result<Inbox, Failure> {
    let InboxFolder { files, left_out } = read_folder(&options.folder)?;
    let branch = git::branch(session.folder, options.branch.as_deref())?;
    let name = branch.name.clone();
    let site = BranchSite::read(session, &branch)?;
    let mut run = Run { session, site, branch, mode: options.mode };
    let files = files.into_iter().map(|(name, read)| match read {
        Ok(change) => run.take(name, change),
        Err(faults) => {
            let state = InboxState::Refused(RefusedChange { faults, ..RefusedChange::default() });
            Ok(InboxFile { name, change: None, state })
        }
    });
    let files = files.collect::<Result<Vec<_>, Failure>>()?;
    Ok(Inbox { branch: name, files, left_out })
}

struct Run<'a> {
    session: &'a Session<'a>,
    site: BranchSite<'a>,
    branch: Branch,
    mode: InboxMode,
}

impl Run<'_> {
    fn take(&mut self, name: String, change: Change) -> Result<InboxFile, Failure> {
        let mut file = InboxFile { name, change: None, state: InboxState::Refused(RefusedChange::default()) };
        let faults = self.screened(&change);
        if !faults.is_empty() {
            // What must not come in is not repeated in the report either.
            file.state = InboxState::Refused(RefusedChange { faults, ..RefusedChange::default() });
            return Ok(file);
        }
        file.state = match self.amendment(&change) {
            Err(refused) => InboxState::Refused(refused),
            Ok(Amended::AlreadyDone { entry }) => InboxState::AlreadyDone { entry },
            Ok(Amended::Changed(amendment)) => self.make(&file, &change, &amendment)?,
        };
        file.change = Some(change);
        Ok(file)
    }

    /// Returns what speaks against the change before its place is looked at.
    fn screened(&self, change: &Change) -> Vec<ChangeFault> {
        let library = &self.site.state.loaded.library;
        let entry = change.entry.as_deref().and_then(|id| library.find(id));
        let own = entry.and_then(|entry| entry.customer.as_ref()).map(|customer| customer.value.as_str());
        let mut faults = screen(change, Screening { customers: &self.site.customers, own });
        // The site may be checked for an earlier day, and somewhere it may be tomorrow already.
        let now = self.session.environment.now.map_or(self.session.today, |now| now.day().max(self.session.today));
        if now.checked_add_days(Days::new(1)).is_some_and(|tomorrow| change.day > tomorrow) {
            let message = format!("its day, {}, has not come", change.day);
            faults.push(ChangeFault::new(message, "Have its author set the clock and make the change again."));
        }
        faults
    }

    /// Returns what the change makes of the site.
    fn amendment(&self, change: &Change) -> Result<Amended, RefusedChange> {
        let loaded = &self.site.state.loaded;
        amend(&loaded.library, &loaded.settings, change).map_err(|refusal| RefusedChange {
            faults: vec![ChangeFault::new(refusal.message, refusal.help)],
            now: refusal.now,
            findings: Vec::new(),
        })
    }

    /// Checks the site with the change, and commits it.
    fn make(&mut self, file: &InboxFile, change: &Change, amendment: &Amendment) -> Result<InboxState, Failure> {
        let path = amendment.path.as_str();
        let refused = |message: String, help| {
            let faults = vec![ChangeFault::new(message, help)];
            Ok(InboxState::Refused(RefusedChange { faults, ..RefusedChange::default() }))
        };
        if self.site.is_elsewhere(path) {
            return refused(
                format!("{path} is not in this repository"),
                "Run the command for the site in the repository of that folder.",
            );
        }
        let before = self.site.bytes(path)?;
        let mark = if before.as_deref().is_some_and(|bytes| bytes.starts_with(MARK)) { MARK } else { b"" };
        let after = [mark, amendment.after.as_bytes()].concat();
        let content = NewContent { path, before: before.as_deref(), after: &after };
        if self.mode == InboxMode::Commit && !is_clean(self.session, &self.branch, content) {
            return refused(
                format!("{path} differs from the commit of the branch {}", self.branch.name),
                "Commit or put away your own changes of the file first, or name another branch with --branch.",
            );
        }
        let rehearsed = self.site.rehearse(path, after.clone())?;
        if !rehearsed.forbidden.is_empty() {
            let fault = ChangeFault::new(
                "the checks find what must not come in through a change",
                "Have its author make the change without it, or edit the file by hand.",
            );
            let findings = rehearsed.forbidden;
            return Ok(InboxState::Refused(RefusedChange { faults: vec![fault], now: None, findings }));
        }
        let wider_audience = self.wider_audience(change, amendment);
        let commit = match self.mode {
            InboxMode::DryRun => None,
            InboxMode::Commit => {
                let message = commit_message(file, change, amendment);
                Some(commit(self.session.folder, &mut self.branch, content, &message)?)
            }
        };
        let findings = rehearsed.findings.clone();
        self.site.accept(rehearsed);
        let text = amendment.before.as_deref().unwrap_or_default();
        Ok(InboxState::Made(MadeChange {
            commit,
            entry: amendment.entry.clone(),
            path: path.to_owned(),
            diff: unified(&mask(path), &mask(text), &mask(&amendment.after)),
            has_lost_approval: amendment.has_lost_approval,
            wider_audience,
            findings,
        }))
    }

    /// Returns the audiences of the reader's page and of the entry, if more people read the entry than the page: then what the
    /// reader knows from stricter pages needs a look.
    fn wider_audience(&self, change: &Change, amendment: &Amendment) -> Option<(String, String)> {
        let loaded = &self.site.state.loaded;
        let audiences = &loaded.settings.audiences;
        let page = audiences.find(change.audience.as_deref()?)?;
        let entry = loaded.library.find(&amendment.entry).map_or(audiences.default, |entry| entry.audience.value);
        (entry < page).then(|| (audiences.name(page).to_owned(), audiences.name(entry).to_owned()))
    }
}
