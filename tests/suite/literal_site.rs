//! Sites in memory: the one way in which tests read a site without a disk, through the reader that the program uses.

use fieldbook::config::Settings;
use fieldbook::customers::accounts;
use fieldbook::finding::Finding;
use fieldbook::inputs::{LiteralFiles, read_site};
use fieldbook::library::{Library, Lists};
use fieldbook::opportunity::{self, FileForm, Snapshot, SourceFacts};
use fieldbook::responses::RecordedResponse;
use fieldbook::source::SourceFile;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A site as its files say it.
pub(crate) struct LiteralSite {
    /// The settings.
    pub(crate) settings: Settings,
    /// Every entry, whoever may see it.
    pub(crate) library: Library,
    /// The opportunities in `opportunities.json` or `.csv`.
    pub(crate) snapshot: Option<Snapshot>,
    /// The responses that manifests record.
    pub(crate) responses: Vec<RecordedResponse>,
    /// The paths of the files that pages can link to.
    pub(crate) assets: BTreeSet<String>,
    /// Every text that was read.
    pub(crate) sources: Vec<Arc<SourceFile>>,
    /// What reading found.
    pub(crate) findings: Vec<Finding>,
}

impl LiteralSite {
    /// Reads `files`, texts by path.
    pub(crate) fn read<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Self {
        let files = files.iter().map(|(path, text)| (path.as_ref(), text.as_ref()));
        let inputs = read_site(&files.clone().collect::<LiteralFiles>()).expect("folders");
        let mut findings = inputs.findings;
        let opportunities = files.into_iter().find(|(path, _)| path.starts_with("opportunities."));
        let snapshot = opportunities.and_then(|(path, text)| {
            let (snapshot, found) = opportunity::read(&SourceFile::new(path, text.to_owned()), &FileForm::default());
            findings.extend(found);
            snapshot
        });
        let today = "2026-11-21".parse().expect("a day");
        let facts = SourceFacts { attempt: None, is_unreadable: false, tracked: &[], today };
        let snapshot = Snapshot::with_status(snapshot, &inputs.settings.opportunities, facts);
        let accounts = accounts(snapshot.iter().flat_map(Snapshot::accounts), &inputs.lists.customers);
        let (library, found) = Library::new(inputs.files, Lists { accounts, ..inputs.lists });
        findings.extend(found);
        let assets = inputs.assets.into_keys().collect();
        let responses = inputs.responses;
        Self { settings: inputs.settings, library, snapshot, responses, assets, sources: inputs.sources, findings }
    }
}
