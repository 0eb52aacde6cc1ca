//! Writing the records of a host.

use super::quoted::{Quoted, all_quoted};
use crate::evidence::{Record, Records, evidence_folder, host_of, quote_key};
use crate::inputs::{Files as _, read_file};
use crate::library::Library;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::user_files::{Expected, write};
use std::collections::BTreeSet;

/// The largest file of records that is read, in bytes.
const LIMIT: u64 = 4 << 20;

/// Writes the records of the host, without those of quotes that no claim has any more.
pub(super) fn write_records(
    session: &Session<'_>,
    library: &Library,
    quotes: &[Quoted<'_>],
    recorded: &[(String, Record)],
) -> Result<String, Failure> {
    let Some((first, host)) = quotes.first().and_then(|first| Some((first, host_of(first.url())?))) else {
        return Err(Failure("no quote was looked for".to_owned()));
    };
    let folder = evidence_folder(first.entry.is_private.then_some(&*first.entry.root));
    let path = format!("{folder}/{host}.jsonl");
    let target = session.folder.join(&path);
    let before = if session.files().contains(&path) { Some(read_file(&target, LIMIT)?) } else { None };
    let lines =
        before.as_deref().map_or(0, |bytes| bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count());
    let known: Vec<&Record> = library.lists.evidence.in_file(&path).collect();
    if lines > 0 && lines != known.len() + 1 {
        return Err(Failure(format!(
            "{path} has lines that cannot be read; run `fieldbook check` and correct them first"
        )));
    }
    let quoted = |quoted: Quoted<'_>| {
        let own = evidence_folder(quoted.entry.is_private.then_some(&*quoted.entry.root));
        (own == folder).then(|| (quoted.url().to_owned(), quote_key(quoted.quote())))
    };
    let cited: BTreeSet<(String, String)> = all_quoted(library).filter_map(quoted).collect();
    let is_new = |record: &Record| recorded.iter().any(|(_, new)| new.url == record.url && new.quote == record.quote);
    let (kept, pruned): (Vec<&Record>, Vec<&Record>) = known
        .into_iter()
        .filter(|record| !is_new(record))
        .partition(|record| cited.contains(&(record.url.clone(), record.quote.clone())));
    if !pruned.is_empty() {
        session.notes.note(&format!("note: {path}: removed {} of quotes that no claim has", counted(pruned.len())));
    }
    let all = kept.into_iter().chain(recorded.iter().map(|(_, record)| record));
    let text = Records::text(&host, all).map_err(|cause| Failure(format!("cannot write {path}: {cause}")))?;
    write(&target, text.as_bytes(), before.as_deref().map_or(Expected::Nothing, Expected::Content))?;
    Ok(path)
}

fn counted(records: usize) -> String {
    if records == 1 { "1 record".to_owned() } else { format!("{records} records") }
}
