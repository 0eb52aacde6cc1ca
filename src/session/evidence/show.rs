//! What is recorded of the quotes of a site.

use super::quoted::{Quoted, all_quoted};
use crate::evidence::Record;
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::Library;
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::verify_target::find_target;
use crate::wording::{Difference, compare};

/// The quotes of a site or of a claim, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownQuotes {
    /// The quotes.
    pub quotes: Vec<ShownQuote>,
    /// What could not be read in the records.
    pub unread: Vec<String>,
}

/// A quote and what is recorded of it; credentials are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownQuote {
    /// `entry#claim`.
    pub name: String,
    /// The address of the page.
    pub url: String,
    /// The quoted words.
    pub quote: String,
    /// What is recorded; `None` if there was no look.
    pub record: Option<Record>,
    /// The words that differ on the page.
    pub differences: Vec<Difference>,
    /// Whether the record challenges the claim on the day of the session.
    pub is_challenging: bool,
}

/// Returns what is recorded of the quotes of the claim or entry called `target`, or of every quote.
///
/// # Errors
/// There is none of that name, it quotes no page, or a file cannot be read.
pub fn show_evidence(session: &Session<'_>, target: Option<&str>) -> Result<ShownQuotes, Failure> {
    let Inputs { files, lists, findings, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let mut quotes: Vec<Quoted<'_>> = all_quoted(&library).collect();
    if let Some(name) = target {
        let target = find_target(&library, name, &git::prefix(session.folder))?;
        quotes.retain(|quoted| {
            quoted.entry.id == target.entry.id && target.claim.is_none_or(|claim| quoted.claim.id.value == claim)
        });
        if quotes.is_empty() {
            let name = target.name();
            return Err(Failure(format!("{name} has no source with a web address and a quote")));
        }
    }
    let unread = findings.iter().filter(|finding| *finding.rule == crate::evidence::UNREADABLE_RECORD);
    let unread = unread.map(|finding| {
        let line = finding.place.start().line;
        format!("{}:{line}: {}", finding.place.file.path(), finding.message)
    });
    let unread = unread.collect();
    Ok(ShownQuotes { quotes: quotes.iter().map(|quoted| shown(session, &library, quoted)).collect(), unread })
}

fn shown(session: &Session<'_>, library: &Library, quoted: &Quoted<'_>) -> ShownQuote {
    let record = quoted.look.recorded.map(|(record, _)| record);
    let differences = record.and_then(|record| {
        let now = record.now.as_deref()?;
        let before = record.sentence.as_deref().unwrap_or(quoted.quote());
        Some(compare(before, now, library.vocabulary()).differences)
    });
    let masked = |text: &Option<String>| text.as_deref().map(mask);
    let mask_words = |difference: Difference| Difference {
        class: difference.class,
        before: mask(&difference.before),
        after: mask(&difference.after),
    };
    ShownQuote {
        name: quoted.name(),
        url: mask(quoted.url()),
        quote: mask(quoted.quote()),
        record: record.map(|record| Record {
            sentence: masked(&record.sentence),
            now: masked(&record.now),
            ..record.clone()
        }),
        differences: differences.unwrap_or_default().into_iter().map(mask_words).collect(),
        is_challenging: quoted.look.challenges(quoted.claim) && record.is_some_and(|one| one.since <= session.today),
    }
}
