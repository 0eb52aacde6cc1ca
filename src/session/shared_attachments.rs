//! The attachments that readers outside the company, or of one customer's build, can open, searched for what they must not read.

use super::failure::Failure;
use super::pipeline::Loaded;
use crate::customers::CustomerNames;
use crate::entry::Entry;
use crate::finding::{Family, Finding};
use crate::inputs::{Files, ReadFault, Stamp};
use crate::library::{Scope, Target};
use crate::rules::{AttachmentCheck, Selection};
use crate::visibility::Readers;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The largest attachment that is searched, in bytes; of a larger one it is reported that it was not searched.
const LARGEST: u64 = 64 << 20;

/// What was found in attachments, and the state in which they were searched; one that did not change is not read again.
#[derive(Debug, Default)]
pub(super) struct SharedAttachments {
    /// Whether no rule that runs is about what is searched.
    is_omitted: bool,
    /// What was looked for: the names and settings.
    sought: String,
    known: BTreeMap<(String, Option<String>), (Stamp, Vec<Finding>)>,
}

impl SharedAttachments {
    /// Prepares the search for what rules of `selection` are about; by default everything is searched.
    pub(super) fn new(selection: &Selection) -> Self {
        let is_omitted = ![Family::Audience, Family::Exposure].into_iter().any(|family| selection.includes(family));
        Self { is_omitted, ..Self::default() }
    }

    /// Returns what is found in the attachments of `loaded` that others than the whole company can open.
    ///
    /// # Errors
    /// The source of the files stopped working.
    pub(super) fn search(
        &mut self,
        files: &dyn Files,
        loaded: &Loaded,
        scope: &Scope,
    ) -> Result<Vec<Finding>, Failure> {
        if self.is_omitted {
            return Ok(Vec::new());
        }
        let names = CustomerNames::new(loaded.library.lists.all_customers());
        let sought =
            format!("{:?} {}", loaded.library.lists.all_customers().collect::<Vec<_>>(), loaded.settings.file.text());
        if self.sought != sought {
            (self.known, self.sought) = (BTreeMap::new(), sought);
        }
        let check = AttachmentCheck { names: &names, settings: &loaded.settings };
        let opened: Vec<(String, Option<String>)> = opened(loaded, scope).into_iter().collect();
        let searched: Vec<Result<_, Failure>> = opened
            .into_par_iter()
            .map(|attachment| {
                let (path, own) = &attachment;
                // Before the bytes: a change in between is then seen the next time.
                let stamp = files.stamp(path);
                let same = self.known.get(&attachment).filter(|(known, _)| Some(known) == stamp.as_ref());
                let findings = match same {
                    Some((_, findings)) => findings.clone(),
                    None => search(files, &check, path, own.as_deref())?,
                };
                Ok((attachment, stamp, findings))
            })
            .collect();
        let mut all = Vec::new();
        self.known = BTreeMap::new();
        for outcome in searched {
            let (attachment, stamp, findings) = outcome?;
            all.extend(findings.iter().cloned());
            self.known.extend(stamp.map(|stamp| (attachment, (stamp, findings))));
        }
        Ok(all)
    }
}

/// Returns the attachments that others can open, each with the customer of all entries that link to it, if they have one.
fn opened(loaded: &Loaded, scope: &Scope) -> BTreeMap<String, Option<String>> {
    let readers = Readers::new(scope, &loaded.settings);
    let mut opened = BTreeMap::<String, Option<String>>::new();
    let is_read = |entry: &Entry| {
        let is_outside = loaded.settings.audiences.is_outside(entry.audience.value);
        entry.is_published() && (is_outside || (!readers.is_company_wide() && readers.includes(entry)))
    };
    for entry in loaded.library.entries().iter().filter(|entry| is_read(entry)) {
        for link in &entry.body.links {
            let Target::Asset(path) = loaded.library.resolve(entry, link) else { continue };
            // Also one of a type that is not published: it is meant to be.
            if !loaded.assets.contains_key(&path) {
                continue;
            }
            let own = entry.customer.as_ref().map(|key| key.value.clone());
            let known = opened.entry(path).or_insert_with(|| own.clone());
            if *known != own {
                *known = None;
            }
        }
    }
    opened
}

fn search(
    files: &dyn Files,
    check: &AttachmentCheck<'_>,
    path: &str,
    own: Option<&str>,
) -> Result<Vec<Finding>, Failure> {
    match files.read(path, LARGEST) {
        Ok(bytes) => Ok(check.findings(path, &bytes, own)),
        Err(ReadFault::Stopped(error)) => Err(error.into()),
        // A file that cannot be read, or is too large to be searched, is reported where credentials are searched.
        Err(_) => Ok(Vec::new()),
    }
}
