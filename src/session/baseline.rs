//! `fieldbook baseline`: the list of known faults, written, shortened, and honoured by `check`.

use super::prepare::{Run, prepare};
use crate::cli::arguments::{BaselineArguments, BaselineCommand};
use crate::cli::{Failure, Outcome, console};
use crate::inputs::{Files, read_file, read_optional};
use crate::rules::Selection;
use crate::rules::baseline::{Baseline, Terms};
use crate::session::pipeline::{self, Judged};
use crate::settled::SettledFinding;
use crate::source::SourceFile;
use crate::user_files::{Expected, write};
use chrono::{Days, NaiveDate};
use std::hash::{BuildHasher as _, RandomState};
use std::path::PathBuf;
use std::sync::Arc;

/// The file that `check` reads, in the site's folder.
pub(crate) const FILE: &str = "fieldbook-baseline.json";
/// The largest baseline that is read.
const LIMIT: u64 = 16 << 20;
/// How many days a fault is left where nobody says until when.
const DAYS: Days = Days::new(90);

pub(crate) fn run(site: Option<&PathBuf>, command: &BaselineCommand) -> Result<Outcome, Failure> {
    match command {
        BaselineCommand::Write { common, reason, until } => {
            let now = look(site, common)?;
            // Whoever begins needs no reason but that; what comes later does.
            let begun = now.previous.is_none().then(|| format!("known on {}", now.today));
            let reason = reason.clone().filter(|reason| !reason.trim().is_empty()).or(begun);
            let is_reasoned = reason.is_some();
            let until = until.or_else(|| now.today.checked_add_days(DAYS)).unwrap_or(now.today);
            let terms = Terms { reason: reason.unwrap_or_default(), until, salt: salt() };
            let written = Baseline::of(&now.findings, &terms, now.previous.as_ref());
            let fresh = now.previous.as_ref().map_or(written.entries().len(), |previous| written.growth(previous));
            if fresh > 0 && !is_reasoned {
                return Err(Failure(format!(
                    "{fresh} faults are new to the baseline; --reason says why they are left"
                )));
            }
            save(&now, &written)?;
            console::note(&format!(
                "{}: {} known faults, {fresh} of them new",
                now.path.display(),
                written.entries().len()
            ));
            let held = now.findings.iter().filter(|finding| holds_back(finding)).map(line);
            for held in held {
                console::note(&format!(
                    "it is quiet, not harmless, and nothing is published before it is fixed: {held}"
                ));
            }
        }
        BaselineCommand::Prune(common) => {
            let now = look(site, common)?;
            let Some(previous) = &now.previous else {
                return Err(Failure(format!("there is no baseline at {}", now.path.display())));
            };
            let written = previous.pruned(&now.findings);
            let gone = previous.entries().len() - written.entries().len();
            if gone > 0 {
                save(&now, &written)?;
            }
            console::note(&format!(
                "{}: {} known faults, {gone} taken out",
                now.path.display(),
                written.entries().len()
            ));
        }
    }
    Ok(Outcome::Clean)
}

/// Returns whether a build publishes nothing while `finding` stands, whoever knows of it.
pub(crate) fn holds_back(finding: &SettledFinding) -> bool {
    finding.rule.blocks_publication(finding.severity)
}

fn line(finding: &SettledFinding) -> String {
    let place = &finding.place;
    format!("{}:{}:{} {}", place.path, place.start.line, place.start.column, finding.rule.id)
}

/// The site's faults, and the baseline as it is.
struct Now {
    path: PathBuf,
    /// The bytes of the baseline; `None` if there is none.
    before: Option<Vec<u8>>,
    today: NaiveDate,
    findings: Vec<SettledFinding>,
    previous: Option<Baseline>,
}

fn look(site: Option<&PathBuf>, arguments: &BaselineArguments) -> Result<Now, Failure> {
    let run = prepare(site, &arguments.scope)?;
    let path = run.folder.join(&arguments.file);
    // Read before the baseline is understood: a change in between is found when it is written.
    let before = if path.exists() { Some(read_file(&path, LIMIT)?) } else { None };
    let selection = Selection::default();
    let judged = Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited };
    let findings = pipeline::check(&run.loaded, &judged);
    let previous = read(run.files.as_ref(), &arguments.file)?.map(|(_, baseline)| baseline);
    Ok(Now { path, before, today: run.today, findings, previous })
}

/// Returns the `findings` of a whole check that the baseline of the usual name does not know.
///
/// # Errors
/// The baseline is there and cannot be read.
pub(crate) fn fresh(findings: &[SettledFinding], run: &Run) -> Result<Vec<SettledFinding>, Failure> {
    Known { files: run.files.as_ref(), file: FILE }.taken_out(findings.to_vec(), (run.today, &[]))
}

/// The baseline that `check` honours.
pub(crate) struct Known<'a> {
    /// The site's files.
    pub(crate) files: &'a dyn Files,
    /// The file in it.
    pub(crate) file: &'a str,
}

impl Known<'_> {
    /// Makes sure that a baseline of another name than the usual is there.
    ///
    /// # Errors
    /// It is not.
    pub(crate) fn is_there(&self) -> Result<(), Failure> {
        if self.file == FILE || self.files.contains(self.file) {
            return Ok(());
        }
        Err(Failure(format!("there is no baseline at {}", self.file)))
    }

    /// Takes the faults that the baseline knows out of `findings`, which are sorted and complete but for rules that
    /// were not `asked` for. Without a baseline nothing is known.
    ///
    /// # Errors
    /// The baseline is there and cannot be read.
    pub(crate) fn taken_out(
        &self,
        findings: Vec<SettledFinding>,
        (today, asked): (NaiveDate, &[String]),
    ) -> Result<Vec<SettledFinding>, Failure> {
        let Some((file, baseline)) = read(self.files, self.file)? else { return Ok(findings) };
        let mut kept = baseline.apply(findings, &file, today);
        if !asked.is_empty() {
            // A fault whose rule did not run only seems to be gone.
            kept.retain(|finding| finding.source_path() != self.file);
        }
        Ok(kept)
    }
}

fn read(files: &dyn Files, path: &str) -> Result<Option<(Arc<SourceFile>, Baseline)>, Failure> {
    let mut faults = Vec::new();
    let file = read_optional(files, path, LIMIT, &mut faults)?;
    if let Some(fault) = faults.first() {
        return Err(Failure(format!("cannot read the baseline {path}: {}", fault.message)));
    }
    let Some(file) = file else { return Ok(None) };
    let baseline = Baseline::read(file.text()).map_err(|fault| Failure(format!("{path}: {fault}")))?;
    Ok(Some((file, baseline)))
}

fn save(now: &Now, baseline: &Baseline) -> Result<(), Failure> {
    let expected = now.before.as_deref().map_or(Expected::Nothing, Expected::Content);
    write(&now.path, baseline.to_json()?.as_bytes(), expected)?;
    Ok(())
}

/// Makes 32 random hexadecimal digits: the standard library keys each hasher from the system's source of randomness.
fn salt() -> String {
    let state = RandomState::new();
    format!("{:016x}{:016x}", state.hash_one(0_u8), state.hash_one(1_u8))
}
