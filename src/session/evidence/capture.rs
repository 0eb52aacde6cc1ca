//! Recording what a person captured of a page that no program may read, such as one behind a log-in.

use super::host_file::{Damaged, HostFile, HostPlace, cited};
use super::quoted::{Quoted, all_quoted};
use crate::evidence::{Former, Look, Looked, Page, PageRecord, Quote, Record, Unproven, Verdict, host_of, look};
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::Library;
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::people::{find_person, git_person};
use crate::session::verify_target::find_target;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is captured, and who did it.
#[derive(Debug, Clone)]
pub struct CaptureOptions {
    /// `entry#claim`.
    pub target: String,
    /// The address of the captured page; needed if the claim quotes several.
    pub url: Option<String>,
    /// The person; by default the one that Git's settings name.
    pub by: Option<String>,
    /// What messages call the captured file.
    pub name: String,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// `entry#claim`.
    pub name: String,
    /// The file.
    pub path: String,
    /// What was recorded of each quote of the claim on the page.
    pub quotes: Vec<(String, Record)>,
}

/// Looks for the quotes of a claim in a page that a person captured, and records what was found.
///
/// # Errors
/// There is no such claim or it quotes no page or several, the bytes are not a page, nothing shows that they are that page, or
/// the record cannot be read or written; nothing is recorded then.
pub fn capture(session: &Session<'_>, bytes: &[u8], options: &CaptureOptions) -> Result<Captured, Failure> {
    let Inputs { settings: _, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let quotes = quotes_of(session, &library, options)?;
    let by = match &options.by {
        Some(name) => Some(find_person(&library.lists.people, name)?),
        None => git_person(session.folder, &library.lists.people),
    };
    if by.is_none() {
        session.notes.note(
            "note: Git's user.email and user.name match no person in people.yaml; name who captured the page with --by",
        );
    }
    let fault = |text: &str| Failure(format!("{}: {text}; nothing was recorded", options.name));
    let page = Page::read(bytes, None).map_err(|cause| fault(&cause.to_string()))?;
    let content = format!("sha256:{}", hex(&Sha256::digest(bytes)));
    let mut recorded = Vec::new();
    for quoted in &quotes {
        let before = quoted.look.recorded.map(|(record, _)| record);
        if let Some(later) = before.filter(|before| before.looked > session.today) {
            return Err(fault(&format!("the last look was on {}, after {}", later.looked, session.today)));
        }
        let former = Former { record: before, page: quoted.page() };
        let found =
            look(&page, &Quote::new(quoted.quote()), former, library.vocabulary()).map_err(|cause| match cause {
                Unproven::Encoding => fault(&format!(
                    "its encoding is not known, so that a quote that is not found proves nothing; save {} as UTF-8",
                    options.name
                )),
                _ => fault(&format!("the quote is not in it, and nothing shows that it is {}: {cause}", quoted.url())),
            })?;
        notes(session, quoted, &found);
        let (url, quote, by, content) = (quoted.url(), quoted.quote(), by.clone(), content.clone());
        let record = Record::after(before, found, Looked { url, quote, on: session.today, by, content, to: None });
        let masked = |text: Option<String>| text.map(|text| mask(&text));
        let record = Record { sentence: masked(record.sentence), now: masked(record.now), ..record };
        recorded.push((quote.to_owned(), record));
    }
    let Some((first, host)) = quotes.first().and_then(|first| Some((first, host_of(first.url())?))) else {
        return Err(Failure("no quote was looked for".to_owned()));
    };
    let verdicts = recorded.iter().map(|(_, record): &(String, Record)| record.verdict);
    let best = verdicts.max_by_key(|verdict| verdict.is_found());
    let seen = PageRecord::captured(first.page(), &page, first.url(), session.today, best);
    let place = HostPlace { folder: &first.folder(), host: &host };
    let seen = PageRecord { title: mask(&seen.title), ..seen };
    let mut file = HostFile::read(session, &library, &cited(&library), place, Damaged::Refused)?;
    file.add(vec![seen], recorded.iter().map(|(_, record)| record.clone()).collect());
    file.prune(session.notes);
    let path = file.path.clone();
    file.write()?;
    Ok(Captured { name: options.target.clone(), path, quotes: recorded })
}

/// Returns the quotes of the claim on one page.
fn quotes_of<'a>(
    session: &Session<'_>,
    library: &'a Library,
    options: &CaptureOptions,
) -> Result<Vec<Quoted<'a>>, Failure> {
    let target = find_target(library, &options.target, &git::prefix(session.folder))?;
    let name = target.name();
    let Some(claim) = target.claim else {
        return Err(Failure(format!("{name} is an entry; name one of its claims, such as {name}#limit")));
    };
    let is_it = |quoted: &Quoted<'_>| quoted.entry.id == target.entry.id && quoted.claim.id.value == claim;
    let mut quotes: Vec<Quoted<'a>> = all_quoted(library).filter(is_it).collect();
    let urls: BTreeSet<&str> = quotes.iter().map(Quoted::url).collect();
    let list = urls.iter().copied().collect::<Vec<_>>().join(", ");
    match &options.url {
        None if urls.len() > 1 => {
            return Err(Failure(format!("{name} quotes several pages; name one with --url: {list}")));
        }
        Some(url) if !urls.is_empty() && !urls.contains(url.as_str()) => {
            return Err(Failure(format!("{name} does not quote {url}; it quotes {list}")));
        }
        _ => {}
    }
    quotes.retain(|quoted| options.url.as_deref().is_none_or(|url| quoted.url() == url));
    if quotes.is_empty() {
        return Err(Failure(format!(
            "{name} has no source with a web address and a quote; add `quote:` to its source"
        )));
    }
    Ok(quotes)
}

/// Says what a person has to know of a look before relying on it.
fn notes(session: &Session<'_>, quoted: &Quoted<'_>, found: &Look) {
    let name = quoted.name();
    if found.verdict == Verdict::Match && found.is_negated {
        session.notes.note(&format!("note: {name}: the sentence on the page has a negation beside the quote; read it"));
    }
    let is_verified_today = quoted.claim.verified.as_ref().is_some_and(|verified| verified.on.value >= session.today);
    if found.verdict != Verdict::Match && is_verified_today {
        session.notes.note(&format!(
            "note: {name} was verified today, so this look does not challenge it; correct the claim if the page is right"
        ));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
