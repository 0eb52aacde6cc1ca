//! The same check of an earlier commit, for `check --since`.

use super::baseline::{BaselineContext, BaselineFile, gone_entries};
use super::check_options::{CacheUse, CheckOptions, CheckSource, SinceOptions};
use super::environment::Session;
use super::failure::Failure;
use super::opportunities::{Opportunities, read_from};
use super::origins::{Detail, find_origins};
use super::past::Past;
use super::pipeline::{self, CheckRequest, EvidenceBefore, load};
use super::prepare::PreparedSite;
use super::shared_attachments::SharedAttachments;
use super::since_cache::SinceCache;
use super::suppression_ages::past_of_suppressions;
use super::target::Known;
use super::unpublished_files::credentials_beside;
use crate::config::{OpportunitySource, Settings};
use crate::git::{self, ComparedWith};
use crate::inputs::Files;
use crate::opportunity::Snapshot;
use crate::rules::baseline::{Baseline, UseOfBaseline};
use crate::rules::{Before, EvidenceRecord, Selection};
use crate::settled::FormerNames;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a change is compared with.
pub(super) struct Comparison {
    /// What is known of the findings before the change.
    pub(super) before: Before,
    /// What files and entries were called then.
    pub(super) former: FormerNames,
    /// The present baseline and its file, if there is one.
    pub(super) baseline: Option<(Arc<SourceFile>, Baseline)>,
}

impl Comparison {
    /// Returns the evidence before the change.
    pub(super) fn evidence(&self) -> EvidenceBefore<'_> {
        EvidenceBefore { record: self.before.evidence(), former: &self.former, baseline: self.baseline.as_ref() }
    }
}

/// Returns what the change since the commit that `since` names is compared with: the findings of the commit where both
/// parted, for the day of `site`; read from the cache, or computed.
///
/// # Errors
/// Git knows no such commit, has none in common with it, or cannot read its files.
pub(super) fn compare(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &CheckOptions,
    since: &SinceOptions,
    selection: &Selection,
) -> Result<Comparison, Failure> {
    let failure = |fault| Failure(format!("--since: {fault}"));
    if since.revision == "HEAD" && git::is_without_commits(&site.folder) {
        // Before its first commit, everything in a repository is new.
        return Ok(Comparison { before: Before::default(), former: FormerNames::default(), baseline: None });
    }
    let commit = git::merge_base(&site.folder, &since.revision).map_err(failure)?;
    let past = Past::new(&site.folder, commit, &site.loaded.settings)?.with_artefacts(&site.loaded.artefacts);
    if !past.unversioned.is_empty() {
        session.notes.note(&unversioned_note(&past.unversioned));
    }
    let with = match options.source {
        CheckSource::Folder => ComparedWith::Folder,
        CheckSource::Index => ComparedWith::Index,
    };
    let moved = git::renames(&site.folder, &past.commit, with).map_err(failure)?;
    let former = past.former_names(moved, &site.loaded.settings);
    let baseline = BaselineFile { files: site.files.as_ref(), file: &options.baseline }.read()?;
    let cache = if options.cache == CacheUse::Ignored { None } else { SinceCache::of(session) };
    let key = cache.as_ref().and_then(|_| key(session, site, options, &past));
    if let Some(before) = cache.as_ref().zip(key.as_ref()).and_then(|(cache, key)| cache.recall(key)) {
        return Ok(Comparison { before, former, baseline });
    }
    let (before, has_digests) = before(session, site, options, &past, selection)?;
    if let Some((cache, key)) = cache.zip(key).filter(|_| !has_digests) {
        cache.keep(&key, &before);
    }
    Ok(Comparison { before, former, baseline })
}
/// Names everything on which the findings of `past` depend: its files, the day, the options, the program, and the
/// present opportunities if the commit has none of its own.
fn key(session: &Session<'_>, site: &PreparedSite, options: &CheckOptions, past: &Past) -> Option<String> {
    let tree = git::tree(&site.folder, &past.commit)?;
    let scope = (&options.scope.audience, &site.scope.audience, &site.scope.customer);
    let snapshot = site.loaded.snapshot.as_ref().map(Snapshot::to_json).transpose().ok()?;
    let asked = (site.today, scope, &options.rules, &options.baseline);
    // The strict profile depends on days of the history, and whether that is cut off.
    let history = (&past.commit, git::head(&site.folder).is_some_and(|head| head.is_shallow));
    let program = session.environment.program.as_ref()?;
    let disk = past.disk_state()?;
    let text = format!("{tree}\n{asked:?}\n{history:?}\n{snapshot:?}\n{program:?}\n{disk}");
    Some(blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect())
}

/// Says which roots are not compared.
fn unversioned_note(roots: &[String]) -> String {
    let roots = roots.iter().map(|root| format!("`{root}`")).collect::<Vec<_>>().join(", ");
    format!(
        "note: --since: not in this repository: {roots}; the files there count as unchanged, so their findings are left out"
    )
}

/// Returns what is known of the findings and the evidence of `past`, and whether fingerprints depend on the digest of a
/// secret: those are not written down, since a short one could be found by trying words.
fn before(
    session: &Session<'_>,
    site: &PreparedSite,
    options: &CheckOptions,
    past: &Past,
    selection: &Selection,
) -> Result<(Before, bool), Failure> {
    let inputs = past.read()?;
    // An audience or a customer that did not exist then is compared with what the site would have shown.
    let scope = options.scope.resolve(&inputs).unwrap_or_else(|_| site.scope.clone());
    let Opportunities { snapshot, findings } = opportunities(session, site, &past.files, &inputs.settings)?;
    let edited =
        if inputs.settings.site.strict { git::last_changes(&site.folder, &past.commit) } else { BTreeMap::new() };
    let mut loaded = load(inputs, snapshot, findings);
    let in_attachments = SharedAttachments::default().search(&past.files, &loaded, &scope)?;
    loaded.findings.extend(in_attachments);
    let origins = find_origins(
        session,
        &past.commit,
        Known { settings: &loaded.settings, library: &loaded.library },
        Detail::Needed,
    );
    let loaded = loaded.with_origins(origins);
    let texts = past_of_suppressions(&site.folder, &past.commit, &loaded.library, &loaded.settings);
    let committed: Vec<String> = git::paths_in(&site.folder, &past.commit).into_iter().collect();
    let unpublished = credentials_beside(&past.files, &loaded, &committed, selection)?;
    let request = CheckRequest {
        today: site.today,
        scope: &scope,
        selection,
        edited: &edited,
        past: &texts,
        unpublished: &unpublished,
        before: None,
    };
    let baseline = BaselineFile { files: &past.files, file: &options.baseline };
    let gone = gone_entries(site);
    let context = BaselineContext { revision: &past.commit, rules: &options.rules, ..BaselineContext::of(site, &gone) };
    let found = pipeline::check(&loaded, &request);
    let has_digests = found.iter().any(|finding| finding.value().is_some());
    let UseOfBaseline { reported, left_out } = baseline.without_known(found, &context)?;
    let known = baseline.read()?;
    let known = known.as_ref().map(|(_, known)| known);
    let evidence = EvidenceRecord::of(&loaded.library, &loaded.settings, known, site.today);
    Ok((Before::of(&reported, left_out, evidence), has_digests))
}

/// Returns the opportunities as the commit has them; if it has none, the present ones, which no change brought.
fn opportunities(
    session: &Session<'_>,
    site: &PreparedSite,
    files: &dyn Files,
    settings: &Settings,
) -> Result<Opportunities, Failure> {
    let own = &settings.opportunities;
    if own.source == OpportunitySource::File && files.contains(&own.file.value) {
        return read_from(session, files, settings);
    }
    Ok(Opportunities { snapshot: site.loaded.snapshot.clone(), findings: Vec::new() })
}
