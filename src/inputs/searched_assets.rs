//! The search for credentials in files that are published as they are.

use super::error::InputError;
use super::files::{Files, ReadFault, Stamp};
use crate::finding::Finding;
use crate::rules::secrets::{check_bytes, unsearched};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The largest file that is searched, in bytes.
const LARGEST: u64 = 64 << 20;

/// What was found in files, and the state in which they were searched; a file that did not change is not read again.
#[derive(Debug, Default)]
pub(super) struct SearchedAssets {
    known: BTreeMap<String, (Stamp, Vec<Finding>)>,
}

impl SearchedAssets {
    /// Returns the findings in the files at `paths`, in that order; what is known of other files is forgotten.
    ///
    /// # Errors
    /// The source of the files stopped working.
    pub(super) fn search(&mut self, files: &dyn Files, paths: &[&String]) -> Result<Vec<Finding>, InputError> {
        let known = &self.known;
        let searched: Vec<Result<_, InputError>> = paths
            .par_iter()
            .map(|path| {
                // Before the bytes: a change in between is then seen the next time.
                let stamp = files.stamp(path);
                let same = known.get(*path).filter(|(known, _)| Some(known) == stamp.as_ref());
                let findings = same.map_or_else(|| search(files, path), |(_, findings)| Ok(findings.clone()))?;
                Ok(((*path).clone(), stamp, findings))
            })
            .collect();
        let mut all = Vec::new();
        self.known = BTreeMap::new();
        for outcome in searched {
            let (path, stamp, findings) = outcome?;
            all.extend(findings.iter().cloned());
            self.known.extend(stamp.map(|stamp| (path, (stamp, findings))));
        }
        Ok(all)
    }
}

/// Returns what is found in the file at `path`, and that it could not be searched.
///
/// # Errors
/// The source of the files stopped working.
pub(super) fn search(files: &dyn Files, path: &str) -> Result<Vec<Finding>, InputError> {
    match files.read(path, LARGEST) {
        Ok(bytes) => Ok(check_bytes(path, &bytes)),
        Err(ReadFault::Stopped(error)) => Err(error),
        Err(ReadFault::TooLarge { bytes }) => {
            let message =
                format!("this file was not searched for credentials: it has {bytes} bytes; the limit is {LARGEST}");
            Ok(vec![unsearched(path, &message)])
        }
        // What cannot be read is reported where it is measured, and is not published.
        Err(ReadFault::Missing | ReadFault::NotRegular | ReadFault::Unreadable(_)) => Ok(Vec::new()),
    }
}
