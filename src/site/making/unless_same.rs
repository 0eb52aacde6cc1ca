//! Pages that are made together, and not again while everything that decides them is the same.

use super::page_writer::PageWriter;
use crate::site::page::Page;
use crate::site::reuse::{Decided, Group, MadeFile, Record, Recorder, Reuse};
use crate::site::sink::{Origin, Sink};
use std::collections::BTreeSet;

impl<E: Send> PageWriter<'_, E> {
    /// Makes the pages that `group` names by `make`, unless those of the last build were made from the same.
    pub(in crate::site) fn unless_same(
        &mut self,
        group: impl FnOnce(&Decided) -> Group,
        make: impl FnOnce(&mut PageWriter<'_, E>),
    ) {
        let Some(Reuse { decided, artefacts }) = self.reuse else { return make(self) };
        let group = group(decided);
        let record = Record::recall(artefacts, &group).filter(|record| {
            // Where another page has the path already, that is a finding.
            record.files.iter().all(|file| !self.taken.contains(&file.path))
        });
        if let Some(record) = record {
            match keep_all(self.sink, &record.files) {
                Ok(true) => return self.taken.extend(record.files.into_iter().map(|file| file.path)),
                Ok(false) => {}
                Err(fault) => return self.fault = self.fault.take().or(Some(fault)),
            }
        }
        let recorder = Recorder::new(self.sink);
        let mut making = PageWriter {
            theme: self.theme,
            settings: self.settings,
            sink: &recorder,
            rendering: self.rendering,
            fault: self.fault.take(),
            taken: std::mem::take(&mut self.taken),
            attachments: BTreeSet::new(),
            findings: Vec::new(),
            reuse: None,
        };
        make(&mut making);
        let PageWriter { fault, taken, attachments, findings, .. } = making;
        if fault.is_none()
            && findings.is_empty()
            && attachments.is_empty()
            && let Some(files) = recorder.into_files()
        {
            Record::new(&group, files, BTreeSet::new()).keep(artefacts, &group);
        }
        (self.fault, self.taken) = (fault, taken);
        self.attachments.extend(attachments);
        self.findings.extend(findings);
    }
}

/// Keeps `files` of the last build; returns whether all were kept.
fn keep_all<E>(sink: &dyn Sink<Page, E>, files: &[MadeFile]) -> Result<bool, E> {
    for file in files {
        if !sink.keep(&file.path, &Origin(file.origin))? {
            return Ok(false);
        }
    }
    Ok(true)
}
