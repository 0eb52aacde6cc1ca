//! Where opportunities come from in this run: a file, the last snapshot, or Notion.

use crate::cli::{Failure, console, day};
use crate::config::{OpportunitySource, Settings};
use crate::finding::Finding;
use crate::inputs::{DiskFiles, Files, read_file, read_optional};
use crate::notion::{self, Address, Clock, Fetched, Http, Mapping, Session, Token};
use crate::opportunity::{self, Snapshot, Stages, Timestamp};
use crate::user_files::{Expected, write};
use std::path::Path;
use std::time::{Duration, Instant};

/// The largest file of opportunities that is read.
const LIMIT: u64 = 64 << 20;
/// How many bytes at the beginning of a snapshot are searched for its schema.
const BEGINNING: usize = 512;
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The variable that holds the token.
pub(crate) const TOKEN: &str = "FIELDBOOK_NOTION_TOKEN";
/// The variable that holds another address of the interface, on loopback only.
const ADDRESS: &str = "FIELDBOOK_NOTION_URL";

/// Whether a snapshot with far fewer rows than the last one is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shrink {
    /// It is an error.
    Refused,
    /// A person looked and agrees.
    Accepted,
}

/// Reads the opportunities that the settings name; from Notion where they say so and a token is set, else from the
/// file or the last snapshot. A refresh that fails leaves the last snapshot, and says so.
pub(crate) fn read(folder: &Path, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    if settings.opportunities.source == OpportunitySource::Notion && day::is_set(TOKEN) {
        match refresh(folder, settings, Shrink::Refused) {
            Ok(_) => {}
            Err(Failure(text)) => {
                console::note(&format!("warning: {text}\nwarning: the last snapshot is used instead"));
            }
        }
    }
    read_offline(folder, settings)
}

/// Reads the opportunities that the settings name from disk.
pub(crate) fn read_offline(folder: &Path, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    read_from(&DiskFiles::new(folder), settings)
}

/// Reads the opportunities that the settings name from `files`.
pub(crate) fn read_from(files: &dyn Files, settings: &Settings) -> Result<(Option<Snapshot>, Vec<Finding>), Failure> {
    let path = match settings.opportunities.source {
        OpportunitySource::None => return Ok((None, Vec::new())),
        OpportunitySource::File => settings.opportunities.file.value.as_str(),
        OpportunitySource::Notion => settings.opportunities.snapshot.as_str(),
    };
    let mut findings = Vec::new();
    let Some(file) = read_optional(files, path, LIMIT, &mut findings)? else {
        console::note(&format!("note: there are no opportunities at {path}; pages show none"));
        return Ok((None, findings));
    };
    let (snapshot, found) = opportunity::read(&file, &stages(settings));
    findings.extend(found);
    Ok((snapshot, findings))
}

/// Reads every opportunity from Notion and writes the snapshot.
///
/// # Errors
/// No token, no source, or anything that could have kept a row back; the last snapshot stays as it was.
pub(crate) fn refresh(folder: &Path, settings: &Settings, shrink: Shrink) -> Result<Fetched, Failure> {
    let token = day::variable(TOKEN).and_then(|text| Token::new(&text));
    let token = token.ok_or_else(|| Failure(format!("there is no token; set {TOKEN} to the connection's secret")))?;
    let address = match day::variable(ADDRESS) {
        Some(text) => Address::loopback(&text).map_err(|failure| explained(&failure))?,
        None => Address::notion(),
    };
    let transport = Http::new(address, token, PATIENCE).map_err(|failure| explained(&failure))?;
    let (previous, _) = read_offline(folder, settings)?;
    let notion_settings = notion_settings(settings)?;
    let as_of =
        Timestamp::from_unix(day::now().timestamp()).ok_or_else(|| Failure("the clock is out of range".to_owned()))?;
    let clock = SystemClock::start();
    let session = Session { transport: &transport, clock: &clock, as_of };
    let previous = previous.filter(|_| shrink == Shrink::Refused);
    let fetched =
        notion::fetch(&notion_settings, &session, previous.as_ref()).map_err(|failure| explained(&failure))?;
    let path = folder.join(&settings.opportunities.snapshot);
    refuse_foreign(&path)?;
    write(&path, fetched.snapshot.to_json()?.as_bytes(), Expected::Anything)?;
    for diagnostic in &fetched.diagnostics {
        console::note(&format!("note: {diagnostic}"));
    }
    Ok(fetched)
}

/// Refuses to replace a file that is not a snapshot of opportunities.
fn refuse_foreign(path: &Path) -> Result<(), Failure> {
    if !path.is_file() {
        return Ok(());
    }
    let bytes = read_file(path, LIMIT)?;
    // Also one that is cut off, or that has the marks of a merge conflict.
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(&bytes)).into_owned();
    if bytes.is_empty() || beginning.contains(opportunity::SCHEMA) {
        return Ok(());
    }
    Err(Failure(format!(
        "{} is not a snapshot of opportunities, so it was not replaced; name another file with `snapshot` in \
         [opportunities]",
        path.display()
    )))
}

fn explained(failure: &notion::Failure) -> Failure {
    Failure(failure.to_string())
}

fn notion_settings(settings: &Settings) -> Result<notion::Settings, Failure> {
    let own = &settings.opportunities;
    let missing = || Failure("[opportunities.notion] names no `url`; paste the link of the database there".to_owned());
    let source = own.notion_url.as_ref().ok_or_else(missing)?.value.clone();
    let mapping = Mapping::new(&own.properties)
        .map_err(|role| Failure(format!("[opportunities.notion] properties: `{role}` is no role")))?;
    Ok(notion::Settings { source, mapping, ..notion::Settings::default() })
}

/// Returns what the settings say of stages.
pub(crate) fn stages(settings: &Settings) -> Stages {
    Stages { terminal: settings.opportunities.terminal_stages.clone(), ..Stages::default() }
}

/// The machine's own timer.
struct SystemClock(Instant);

impl SystemClock {
    #[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
    fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
}
