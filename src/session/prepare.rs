//! What most commands begin with: the folder, the day, the library, the part of it that is wanted.

use super::diagram_store::{self, Access};
use super::opportunities;
use crate::cli::arguments::ScopeArguments;
use crate::cli::{Failure, console, day, folder};
use crate::config::Settings;
use crate::finding::Finding;
use crate::git;
use crate::inputs::{DiskFiles, Files, Inputs, Reader, Reading};
use crate::library::Scope;
use crate::opportunity::Snapshot;
use crate::session::pipeline::{Loaded, load};
use crate::values::nearest;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A run that is ready to go.
pub(crate) struct Run {
    /// The site's folder.
    pub(crate) folder: PathBuf,
    /// The files that were read: those of the folder, or of Git's index.
    pub(crate) files: Box<dyn Files>,
    /// The site's folder in its Git repository.
    pub(crate) repository: PathBuf,
    /// The day to judge for.
    pub(crate) today: NaiveDate,
    /// That day, where it was asked for; every page then says so.
    pub(crate) pinned: Option<NaiveDate>,
    /// The part of the library that is wanted.
    pub(crate) scope: Scope,
    /// Everything that was read.
    pub(crate) loaded: Loaded,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub(crate) edited: BTreeMap<String, NaiveDate>,
    /// What reading the opportunities found.
    snapshot_findings: Vec<Finding>,
}

impl Run {
    /// Returns the same run of other inputs; opportunities and history are not asked for again.
    pub(crate) fn of(self, inputs: Inputs) -> Self {
        let loaded = load(inputs, self.loaded.snapshot.clone(), self.snapshot_findings.clone());
        Self { loaded, ..self }
    }
}

/// Reads everything that a command needs.
pub(crate) fn prepare(site: Option<&PathBuf>, arguments: &ScopeArguments) -> Result<Run, Failure> {
    let (mut run, _) = prepare_again(site, arguments, &mut Reader::default())?;
    run.loaded.drawings = diagram_store::kept(&run.repository, Access::Write);
    Ok(run)
}

/// Reads everything that a command needs, with what `reader` remembers; returns the content files that it had to read.
pub(crate) fn prepare_again(
    site: Option<&PathBuf>,
    arguments: &ScopeArguments,
    reader: &mut Reader,
) -> Result<(Run, Vec<String>), Failure> {
    let folder = folder::site_folder(site)?;
    let today = day::today(arguments.today)?;
    let Reading { inputs, changed } = reader.read(&DiskFiles::new(&folder))?;
    say_if_empty(&folder, &inputs);
    // A wrong word on the command line is said before anybody is asked for opportunities.
    scope(&inputs.settings, arguments)?;
    let opportunities = if arguments.offline {
        opportunities::read_offline(&folder, &inputs.settings)?
    } else {
        opportunities::read(&folder, &inputs.settings)?
    };
    let run = of_inputs((folder.clone(), folder), today, arguments, (inputs, opportunities))?;
    Ok((run, changed))
}

/// Makes a run of what was read in the first folder; Git knows the site in the second.
pub(crate) fn of_inputs(
    (folder, repository): (PathBuf, PathBuf),
    today: NaiveDate,
    arguments: &ScopeArguments,
    (inputs, (snapshot, found)): (Inputs, (Option<Snapshot>, Vec<Finding>)),
) -> Result<Run, Failure> {
    let scope = scope(&inputs.settings, arguments)?;
    let edited = if inputs.settings.site.strict { edited(&repository) } else { BTreeMap::new() };
    let loaded = load(inputs, snapshot, found.clone());
    let files = Box::new(DiskFiles::new(&folder));
    Ok(Run {
        folder,
        files,
        repository,
        today,
        pinned: arguments.today,
        scope,
        loaded,
        edited,
        snapshot_findings: found,
    })
}

/// Returns when each text changed; only the strict profile asks.
fn edited(repository: &Path) -> BTreeMap<String, NaiveDate> {
    if git::head(repository).is_some_and(|head| head.is_shallow) {
        console::note(
            "note: this clone is shallow, so the days on which texts changed are not known and not judged; fetch the \
             whole history (`git fetch --unshallow`, or `fetch-depth: 0` in a workflow)",
        );
    }
    git::last_changes(repository, "HEAD")
}

/// Says so where a folder holds nothing to read, since that is likely the wrong folder.
fn say_if_empty(folder: &Path, inputs: &Inputs) {
    if inputs.files.is_empty() && inputs.findings.is_empty() {
        let roots = inputs.settings.roots.iter().map(|root| root.path.value.as_str()).collect::<Vec<_>>().join(", ");
        let folder = folder.display();
        console::note(&format!(
            "note: nothing was read: {folder} has no Markdown in {roots}; --site names another folder"
        ));
    }
}

/// Returns the part of the library that the arguments name.
pub(crate) fn scope(settings: &Settings, arguments: &ScopeArguments) -> Result<Scope, Failure> {
    let audiences = &settings.audiences;
    let audience = match &arguments.audience {
        None => audiences.build,
        Some(name) => audiences.find(name).ok_or_else(|| {
            let hint = nearest(name, audiences.names()).map_or(String::new(), |word| format!("; did you mean {word}?"));
            let names = audiences.names().collect::<Vec<_>>().join(", ");
            Failure(format!("there is no audience {name}{hint}; this site has {names}"))
        })?,
    };
    Ok(Scope { audience, customer: arguments.customer.clone() })
}
