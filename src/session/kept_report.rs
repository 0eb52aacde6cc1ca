//! What a check printed, in `.fieldbook/cache/`, so that the same check of the same site is not run again.
//!
//! A report depends on the files of the site, those that Git keeps beside them, the options, the day, the commits and the program,
//! and on nothing else; the file says of which it was made. A file that is cut short, changed or of something else counts as none,
//! and so does one that Git keeps. A report is kept only if the same files were there after the check as before it, no text of the
//! site holds a credential, no key ring and no clock decides about it, and nothing failed. If nothing can be written, nothing is kept.

use super::cache_folder::CacheFolder;
use super::check::check;
use super::check_options::{CacheUse, CheckOptions, CheckSource};
use super::checked::Checked;
use super::environment::Session;
use super::failure::Failure;
use super::heard::Heard;
use super::inputs_key::inputs_key_with;
use super::kept_index::{holds_credential, is_timeless};
use super::outcome::Outcome;
use super::suppression_ages::repository_of_its_own;
use crate::config::Attestation;
use crate::git::{self, ComparedWith};
use crate::inputs::read_file_with;
use crate::publish::write_atomically;
use crate::secrets::holds_secret;
use std::path::PathBuf;

/// The first bytes of the file.
const SCHEMA: &[u8] = b"fieldbook/report/1\n";
/// The largest file that is read or written, in bytes.
const LIMIT: usize = 64 << 20;
/// The length of a hash in bytes.
const HASH: usize = 32;
/// How many reports are kept, each of other options; of more, the oldest are removed.
const MOST: usize = 8;
/// How their names end.
const ENDING: &str = "report";

/// What a check printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedCheck {
    /// What it said about the run, in order.
    pub notes: Vec<String>,
    /// The report.
    pub text: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// Checks the site of `session` and returns what `print` makes of it, or what was printed the last time if nothing changed since;
/// `None` if there is nothing to check. `facts` are what else decides what is printed, such as its format; without them it is
/// neither recalled nor kept.
///
/// # Errors
/// As for [`check`], and those of `print`.
pub fn check_or_recall(
    session: &Session<'_>,
    options: &CheckOptions,
    facts: Option<&[String]>,
    print: &dyn Fn(&Checked) -> Result<PrintedCheck, Failure>,
) -> Result<Option<PrintedCheck>, Failure> {
    let kept = facts.and_then(|facts| KeptReport::of(session, options, facts));
    if let Some(recalled) = kept.as_ref().and_then(KeptReport::recall) {
        return Ok(Some(recalled));
    }
    let notes = Heard::new(session.notes);
    let Some(checked) = check(&Session { notes: &notes, ..*session }, options)? else { return Ok(None) };
    let printed = print(&checked)?;
    if let Some(kept) = kept {
        // What was noted during the check was before the rest.
        let notes = [notes.into_said().as_slice(), &printed.notes].concat();
        kept.keep(options, &checked, &PrintedCheck { notes, ..printed.clone() });
    }
    Ok(Some(printed))
}

/// Where the report of one check is kept.
struct KeptReport<'a> {
    session: &'a Session<'a>,
    facts: Vec<String>,
    path: PathBuf,
    key: [u8; HASH],
}

impl<'a> KeptReport<'a> {
    /// Returns where the report of a check of the site of `session` is kept; `None` if it cannot be. `facts` are what else
    /// decides what is printed, such as its format.
    fn of(session: &'a Session<'a>, options: &CheckOptions, facts: &[String]) -> Option<Self> {
        if options.cache == CacheUse::Ignored || options.source == CheckSource::Index {
            return None;
        }
        let folder = CacheFolder::of_this_machine(session)?.path().to_owned();
        let facts = [&[format!("check {options:?}")], facts].concat();
        let name = blake3::hash(facts.join("\n").as_bytes()).to_hex();
        let path = folder.join(format!("{}.{ENDING}", name.get(..16)?));
        let key = key(session, options, &facts)?;
        Some(Self { session, facts, path, key })
    }

    /// Returns what is kept; `None` if there is nothing of this check.
    fn recall(&self) -> Option<PrintedCheck> {
        let limit = u64::try_from(LIMIT).ok()?;
        parse(&read_file_with(&self.session.environment.disk, &self.path, limit).ok()?, &self.key)
    }

    /// Keeps what the check that found `checked` printed.
    fn keep(&self, options: &CheckOptions, checked: &Checked, printed: &PrintedCheck) {
        let bytes = written(printed, &self.key);
        let is_small = bytes.len() <= LIMIT;
        // Files that changed meanwhile would be another site with the hash of this one.
        if !is_small || !is_lasting(checked, printed) || key(self.session, options, &self.facts) != Some(self.key) {
            return;
        }
        let Some(cache) = CacheFolder::of_this_machine(self.session) else { return };
        let disk = self.session.disk();
        // The folder ignores itself, so that no user has to. What cannot be written is made again by the next check.
        let ignored = cache.path().join(".gitignore");
        let is_ignored = ignored.exists() || write_atomically(&disk, &ignored, b"*\n").is_ok();
        if is_ignored && write_atomically(&disk, &self.path, &bytes).is_ok() {
            cache.forget_all_but(ENDING, MOST);
        }
    }
}

/// Returns a hash over everything on which the check depends; `None` if it is not known.
fn key(session: &Session<'_>, options: &CheckOptions, facts: &[String]) -> Option<[u8; HASH]> {
    let folder = session.folder;
    let base = options.since.as_ref().map(|since| git::merge_base(folder, &since.revision)).transpose().ok()?;
    // Files that moved are checked by their history under both names.
    let moved: Vec<String> = ["HEAD"]
        .into_iter()
        .chain(base.as_deref())
        .map(|commit| format!("{:?}", git::renames(folder, commit, ComparedWith::Folder).ok()))
        .collect();
    let unreadable = git::unreadable(folder).map(|cause| cause.to_string());
    // The age of what Git ignores is not known. What is kept is ignored itself.
    let is_own = |path: &String| path.starts_with(".fieldbook/");
    let ignored: Option<Vec<String>> =
        git::ignored_files(folder).map(|paths| paths.into_iter().filter(|path| !is_own(path)).collect());
    let repository = format!("{:?}", (unreadable, git::prefix(folder), base, moved, ignored));
    let facts: Vec<&str> = facts.iter().map(String::as_str).chain([repository.as_str()]).collect();
    let mut beside = git::tracked_files(folder);
    beside.push(options.baseline.clone());
    let key = inputs_key_with(session, &facts, &beside).ok()??;
    Some(*blake3::hash(key.as_bytes()).as_bytes())
}

/// Returns whether a check with the same key has the same findings, and what it printed may be written to a file.
fn is_lasting(checked: &Checked, printed: &PrintedCheck) -> bool {
    let site = &checked.site;
    let has_value = checked.findings.iter().any(|finding| finding.value().is_some());
    let is_signed = site.loaded.settings.site.attestation == Attestation::Signed;
    let has_other_history = site.past.keys().any(|path| repository_of_its_own(&site.folder, path).is_some());
    let texts = || printed.notes.iter().chain([&printed.text]);
    is_timeless(site)
        && !has_value
        && !is_signed
        && !has_other_history
        && !holds_credential(site)
        && !texts().any(|text| holds_secret(text))
}

fn written(printed: &PrintedCheck, key: &[u8; HASH]) -> Vec<u8> {
    let outcome: &[u8] = match printed.outcome {
        Outcome::Passed => b"+",
        Outcome::Failed => b"-",
    };
    let mut bytes = [SCHEMA, key, outcome].concat();
    for part in [&printed.text].into_iter().chain(&printed.notes) {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}

fn parse(bytes: &[u8], key: &[u8; HASH]) -> Option<PrintedCheck> {
    let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
    if blake3::hash(bytes) != *sum {
        return None;
    }
    let (outcome, mut rest) = bytes.strip_prefix(SCHEMA)?.strip_prefix(key)?.split_first()?;
    let outcome = match outcome {
        b'+' => Outcome::Passed,
        b'-' => Outcome::Failed,
        _ => return None,
    };
    let text = part(&mut rest)?;
    let mut notes = Vec::new();
    while !rest.is_empty() {
        notes.push(part(&mut rest)?);
    }
    Some(PrintedCheck { notes, text, outcome })
}

fn part(rest: &mut &[u8]) -> Option<String> {
    let (length, more) = rest.split_first_chunk::<8>()?;
    let (part, more) = more.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = more;
    String::from_utf8(part.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_as_it_was_written_and_any_other_byte_counts_as_none() {
        let key = [7; HASH];
        for (notes, outcome) in [(vec![], Outcome::Passed), (vec!["a".to_owned(), String::new()], Outcome::Failed)] {
            let printed = PrintedCheck { notes, text: "warning: ü\n".to_owned(), outcome };
            let bytes = written(&printed, &key);
            assert_eq!(parse(&bytes, &key).as_ref(), Some(&printed));
            assert_eq!(parse(&bytes, &[8; HASH]), None, "another key");
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other[at] ^= 1;
                assert_eq!(parse(&other, &key), None, "byte {at}");
                assert_eq!(parse(&bytes[..at], &key), None, "cut at {at}");
            }
        }
    }
}
