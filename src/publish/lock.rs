//! One build at a time into one output.

use super::disk::{Disk, failed};
use super::error::PublishError;
use super::target::Target;
use crate::platform::{Call, file_stamp};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::Path;

/// How often a lock is taken again that its last holder removed meanwhile.
const ATTEMPTS: usize = 100;

/// The lock of an output, held until the value is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Lock(fs::File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough while a process that is being started still has a copy of the descriptor.
        let _ = self.0.unlock();
    }
}

/// Takes the lock of `target`.
///
/// # Errors
/// Another process holds it, or it cannot be opened or written.
pub(super) fn lock(disk: &Disk, target: &Target) -> Result<Lock, PublishError> {
    for _ in 0..ATTEMPTS {
        let Some(mut file) = open(disk, target)? else { continue };
        let locked = disk.before(Call::Lock, &target.lock).and_then(|()| Ok(file.try_lock()?));
        match locked {
            Ok(()) if is_at(disk, &file, &target.lock)? => {
                let written = file
                    .set_len(0)
                    .and_then(|()| file.rewind())
                    .and_then(|()| disk.before(Call::Write, &target.lock))
                    .and_then(|()| write!(file, "{}", std::process::id()));
                written.map_err(failed(Call::Write, &target.lock))?;
                return Ok(Lock(file));
            }
            // The holder before removed the file, so that another process can lock a new one.
            Ok(()) => {}
            Err(cause) if cause.kind() == ErrorKind::WouldBlock => {
                let mut holder = String::new();
                let read = file.read_to_string(&mut holder);
                let holder = if read.is_ok() && !holder.is_empty() { holder } else { "unknown".to_owned() };
                return Err(PublishError::Locked(target.output.clone(), holder));
            }
            Err(cause) => return Err(failed(Call::Lock, &target.lock)(cause)),
        }
    }
    Err(PublishError::Locked(target.output.clone(), "unknown".to_owned()))
}

/// Opens the file of the lock; `None` if its folder was removed meanwhile.
fn open(disk: &Disk, target: &Target) -> Result<Option<fs::File>, PublishError> {
    let path = &target.lock;
    if let Some(side) = &target.side {
        disk.create_folders(side)?;
    }
    let opened = disk
        .before(Call::Create, path)
        .and_then(|()| OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path));
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(failed(Call::Create, path)(cause)),
    }
}

/// Returns whether `file` is the one at `path`.
fn is_at(disk: &Disk, file: &fs::File, path: &Path) -> Result<bool, PublishError> {
    let own = file.metadata().map_err(failed(Call::Look, path))?;
    let file = |metadata: &fs::Metadata| {
        let stamp = file_stamp(metadata);
        (stamp.device, stamp.number)
    };
    Ok(disk.look(path)?.is_some_and(|found| file(&found) == file(&own)))
}
