//! What most commands begin with: the folder, the day, the library, the part of it that is wanted.

use super::arguments::ScopeArguments;
use super::{Failure, day, folder, opportunities};
use crate::config::Settings;
use crate::git;
use crate::inputs::Reader;
use crate::library::Scope;
use crate::pipeline::{Loaded, load};
use crate::values::nearest;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A run that is ready to go.
pub(super) struct Run {
    /// The site's folder.
    pub(super) folder: PathBuf,
    /// The day to judge for.
    pub(super) today: NaiveDate,
    /// That day, where it was asked for; every page then says so.
    pub(super) pinned: Option<NaiveDate>,
    /// The part of the library that is wanted.
    pub(super) scope: Scope,
    /// Everything that was read.
    pub(super) loaded: Loaded,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub(super) edited: BTreeMap<String, NaiveDate>,
}

/// Reads everything that a command needs.
pub(super) fn prepare(site: Option<&PathBuf>, arguments: &ScopeArguments) -> Result<Run, Failure> {
    prepare_again(site, arguments, &mut Reader::default()).map(|(run, _)| run)
}

/// Reads everything that a command needs, with what `reader` remembers; returns the content files that it had to read.
pub(super) fn prepare_again(
    site: Option<&PathBuf>,
    arguments: &ScopeArguments,
    reader: &mut Reader,
) -> Result<(Run, Vec<String>), Failure> {
    let folder = folder::site_folder(site)?;
    let today = day::today(arguments.today)?;
    let (inputs, changed) = reader.read(&folder)?;
    let scope = scope(&inputs.settings, arguments)?;
    let (snapshot, found) = if arguments.offline {
        opportunities::read_offline(&folder, &inputs.settings)?
    } else {
        opportunities::read(&folder, &inputs.settings)?
    };
    // Only the strict profile asks how old a text is.
    let edited = if inputs.settings.site.strict { git::last_changes(&folder, "HEAD") } else { BTreeMap::new() };
    let loaded = load(inputs, snapshot, found);
    Ok((Run { folder, today, pinned: arguments.today, scope, loaded, edited }, changed))
}

/// Returns the part of the library that the arguments name.
pub(super) fn scope(settings: &Settings, arguments: &ScopeArguments) -> Result<Scope, Failure> {
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
