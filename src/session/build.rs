//! `fieldbook build`: the site as files.

use super::baseline::without_known;
use super::build_options::BuildOptions;
use super::environment::Session;
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use super::kept_artefacts;
use super::kept_clean_texts;
use super::notes::{Notes, Stage};
use super::outcome::Outcome;
use super::pipeline;
use super::prepare::{PreparedSite, SiteReader, missing_roots_note, prepare_again};
use super::publishing::{note_held, publish_verdict};
use super::refresh::refresh_before;
use super::reports::{ReportContent, concise, write_reports};
use super::site_files::make_site;
use super::site_request::{GitFacts, compile_theme, site_request};
use super::site_stage::SiteStage;
use super::up_to_date;
use crate::finding::Finding;
use crate::publish::{BuildRecord, Placement, Published, matching_record, write_record};
use crate::report::Extent;
use crate::rules::Selection;
use crate::settled::{PublishVerdict, SettledFinding, settle_findings};
use crate::visibility::VisibleLibrary;
use std::path::Path;

/// Builds a site, unless the last build had the same inputs.
///
/// # Errors
/// An option names what does not exist, or a file cannot be read or written; the old site is left as it was.
pub fn build(session: &Session<'_>, options: &BuildOptions) -> Result<Outcome, Failure> {
    refresh_before(session, options.scope.opportunities)?;
    build_with(session, options, &mut SiteReader::recalling(session, &Selection::default()))
}

/// Builds a site as [`build`] does, with what `reader` remembers; Notion is not contacted.
pub(super) fn build_with(
    session: &Session<'_>,
    options: &BuildOptions,
    reader: &mut SiteReader,
) -> Result<Outcome, Failure> {
    let notes = session.notes;
    notes.begin(Stage::Compare);
    let output = session.folder.join(&options.output);
    let key = up_to_date::key(session, options)?;
    if let Some(record) = key.as_ref().and_then(|key| matching_record(&session.disk(), &output, key)) {
        notes.end();
        note(notes, &record.messages);
        note_published(
            notes,
            &output,
            Published { written: 0, unchanged: record.files, removed: 0, placement: Placement::Unchanged },
        );
        return Ok(if record.is_clean { Outcome::Passed } else { Outcome::Failed });
    }
    let built = write_site(session, options, reader)?;
    kept_clean_texts::keep(session);
    let Some(built) = built else { return Ok(Outcome::Failed) };
    note_published(notes, &output, built.published);
    let outcome = if options.strict { Outcome::of(&built.findings, None) } else { Outcome::Passed };
    if let Some(key) = key {
        let files = built.published.written + built.published.unchanged;
        write_record(
            &session.disk(),
            &output,
            BuildRecord::new(key, built.messages, outcome == Outcome::Passed, files),
        )?;
    }
    Ok(outcome)
}

/// What a build published.
struct Built {
    published: Published,
    /// The findings that are not in the baseline.
    findings: Vec<SettledFinding>,
    /// What was noted of them.
    messages: String,
}

/// Writes the site to its output; `None` if a finding blocks that.
fn write_site(
    session: &Session<'_>,
    options: &BuildOptions,
    reader: &mut SiteReader,
) -> Result<Option<Built>, Failure> {
    let notes = session.notes;
    notes.begin(Stage::Read);
    let site = prepare_again(session, &options.scope, reader)?;
    notes.begin(Stage::Check);
    let findings = pipeline::check(&site.loaded, &site.check_request(&Selection::default()));
    notes.begin(Stage::Render);
    let verdict = publish_verdict(&site, &findings);
    if verdict != PublishVerdict::Publish {
        kept_artefacts::keep(session, &site.loaded.artefacts);
        write_reports(content(&site, &findings, &verdict), &options.reports)?;
        note_held(notes, &site, &findings, &verdict);
        return Ok(None);
    }
    let new = without_known(&site, &findings)?;
    write_reports(content(&site, &new, &verdict), &options.reports)?;
    let messages = concise(&site, &new);
    note(notes, &messages);
    let (visible, hidden) = site.loaded.visible_to(&site.scope, &findings);
    let sweep = FinalSweep::new(session, &visible, &hidden)?;
    let stage = SiteStage::begin(session, &site, options, sweep)?;
    let faults = render_site(&site, options, &visible, &stage)?;
    kept_artefacts::keep(session, &site.loaded.artefacts);
    notes.begin(Stage::Publish);
    let (leaks, staged) = stage.into_parts();
    notes.reused(&staged.reuse());
    let late: Vec<SettledFinding> = settle_findings(faults, &[]).into_iter().chain(leaks).collect();
    let verdict = publish_verdict(&site, &late);
    if verdict != PublishVerdict::Publish {
        write_reports(content(&site, &[new, late.clone()].concat(), &verdict), &options.reports)?;
        note_held(notes, &site, &late, &verdict);
        return Ok(None);
    }
    let published = staged.publish()?;
    notes.end();
    // A build with the same inputs repeats what reading this site noted.
    let missing = missing_roots_note(&site.loaded.missing_private_roots);
    let messages = [missing, messages].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    Ok(Some(Built { published, findings: new, messages }))
}

/// Returns what the reports of the build are made of.
fn content<'a>(
    site: &'a PreparedSite,
    findings: &'a [SettledFinding],
    publish: &'a PublishVerdict,
) -> ReportContent<'a> {
    let reported = Some(site.loaded.library.entries().len());
    ReportContent { site, findings, publish, extent: Extent::Whole, reported, claims_change: None }
}

/// Makes every file of the site for `stage`; returns what could not be rendered.
fn render_site(
    site: &PreparedSite,
    options: &BuildOptions,
    visible: &VisibleLibrary,
    stage: &SiteStage<'_>,
) -> Result<Vec<Finding>, Failure> {
    let theme = compile_theme(site, options.medium)?;
    let git = GitFacts::of(site);
    let trend = git.trend(site, visible);
    let request = site_request(site, visible, &theme, options.medium, &git, trend.as_ref());
    make_site(&site.loaded, &request, stage)
}

fn note(notes: &dyn Notes, text: &str) {
    if !text.is_empty() {
        notes.note(text);
    }
}

fn note_published(notes: &dyn Notes, output: &Path, published: Published) {
    let Published { written, unchanged, removed, placement } = published;
    let files = written + unchanged;
    let shown = output.display();
    notes.note(&format!("{files} files: {written} written, {unchanged} unchanged, {removed} removed; {shown}"));
    if placement == Placement::InPlace {
        notes.note(&format!(
            "note: {shown} cannot be renamed (it is a mounted volume, or its parent directory is read-only), so its files \
             were replaced one by one; this is not atomic: for a moment readers could see files of both builds"
        ));
    }
}
