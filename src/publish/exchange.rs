//! From the old site to the new one.

use super::changes::{Changes, Placement};
use super::disk::{Disk, failed, is_immovable};
use super::error::PublishError;
use super::in_place;
use super::target::{Target, check_ours};
use crate::platform::{Call, has_no_exchange};

/// Restores the old site if a run ended between the two renames that replace an exchange.
pub(super) fn restore(disk: &Disk, target: &Target) -> Result<(), PublishError> {
    if target.side.is_none() || disk.look(&target.aside)?.is_none() {
        return Ok(());
    }
    if disk.look(&target.output)?.is_none() {
        return disk.rename(&target.aside, &target.output).map_err(failed(Call::Rename, &target.aside));
    }
    disk.remove_folder(&target.aside)
}

/// Puts the staged site in place of the old one.
///
/// # Errors
/// See [`PublishError`]; only [`PublishError::Aside`] and [`PublishError::Partly`] leave the output changed.
pub(super) fn replace(disk: &Disk, target: &Target, changes: &Changes) -> Result<Placement, PublishError> {
    if target.is_in_place {
        return in_place::replace(disk, target, changes);
    }
    if check_ours(disk, &target.output)? {
        disk.rename(&target.stage, &target.output).map_err(failed(Call::Rename, &target.stage))?;
        return Ok(Placement::Exchanged);
    }
    match disk.exchange(&target.stage, &target.output) {
        Ok(()) => Ok(Placement::Exchanged),
        Err(cause) if has_no_exchange(&cause) => rename_twice(disk, target, changes),
        Err(cause) if is_immovable(&cause) => in_place::replace(disk, target, changes),
        Err(cause) => Err(failed(Call::Exchange, &target.output)(cause)),
    }
}

/// Renames the old site aside and the new one to its place; brings the old one back if the second rename fails.
fn rename_twice(disk: &Disk, target: &Target, changes: &Changes) -> Result<Placement, PublishError> {
    match disk.rename(&target.output, &target.aside) {
        Ok(()) => {}
        Err(cause) if is_immovable(&cause) => return in_place::replace(disk, target, changes),
        Err(cause) => return Err(failed(Call::Rename, &target.output)(cause)),
    }
    let Err(cause) = disk.rename(&target.stage, &target.output) else { return Ok(Placement::Exchanged) };
    if disk.rename(&target.aside, &target.output).is_ok() {
        return Err(failed(Call::Rename, &target.stage)(cause));
    }
    let (output, saved) = (target.output.clone(), target.aside.clone());
    Err(PublishError::Aside { output, saved, cause })
}
