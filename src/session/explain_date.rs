//! Where the date of one claim or entry comes from, for a person who asks.

use super::environment::Session;
use super::failure::Failure;
use super::origins::{Detail, find_origins};
use super::target::Known;
use super::verify_target::find_target;
use crate::freshness::{EntryAges, Timeline};
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{DateRecord, DatedPart, Library, Origin, checked_text};
use crate::secrets::mask;
use crate::source::Commit;

/// What is known of one claim or entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedDate {
    /// `entry` or `entry#claim`.
    pub name: String,
    /// What a claim says; `None` for an entry.
    pub text: Option<String>,
    /// The word that readers see, its state, and why; `None` for what cannot age.
    pub state: Option<String>,
    /// The date of the check, and by whom; `None` without one.
    pub check: Option<String>,
    /// The commit that introduced it, or why it is not known.
    pub origin: Result<DateCommit, String>,
    /// Whether the date counts under the site's `attestation`, or why it does not.
    pub counts: Result<String, String>,
}

/// The commit that introduced a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateCommit {
    /// Its hash and its day.
    pub commit: String,
    /// Who wrote it.
    pub author: String,
    /// Who made it.
    pub committer: String,
    /// Its signature.
    pub signature: String,
    /// What the claim said there, if that is not what it says now.
    pub said: Option<String>,
}

/// Explains the date of the claim or entry called `name`.
///
/// # Errors
/// There is none of that name, or a file cannot be read.
pub fn explain_date(session: &Session<'_>, name: &str) -> Result<ExplainedDate, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    let origins = find_origins(session, "HEAD", Known { settings: &settings, library: &library }, Detail::Everything);
    let library = library.with_origins(origins);
    let target = find_target(&library, name, &git::prefix(session.folder))?;
    let entry = target.entry;
    let claim = target.claim.and_then(|claim| entry.claim(claim));
    let ages = EntryAges::new(entry, &library, &settings);
    let own = entry.claims.iter().position(|own| claim.is_some_and(|claim| own.id == claim.id));
    let timeline: Option<&Timeline> = match own {
        Some(index) => ages.claims.get(index),
        None => ages.own.as_ref(),
    };
    let verified = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref());
    let part = claim.map_or(DatedPart::Entry, |claim| DatedPart::Claim(claim.id.value.clone()));
    let attestation = settings.site.attestation;
    let counts =
        verified.map(|verified| library.attest(&entry.id, &part, &DateRecord::of_check(verified), attestation));
    let said_now = claim.map(|claim| checked_text(entry, Some(claim)));
    Ok(ExplainedDate {
        name: target.name(),
        text: said_now.as_deref().map(mask),
        state: timeline.map(|timeline| {
            let step = timeline.on(session.today);
            mask(&format!("{} ({}): {}", step.state.badge().words(), step.state.word(), step.reason(&library)))
        }),
        check: verified.map(|verified| {
            let by = verified.by.as_ref().map_or(String::new(), |by| format!(" by {}", by.value));
            format!("{}{by}", verified.on.value)
        }),
        origin: origin(&library, &entry.id, &part, said_now.as_deref()),
        counts: match counts {
            None => Err("there is no date".to_owned()),
            Some(Ok(())) => Ok(format!("yes, under `attestation = \"{}\"`", attestation.word())),
            Some(Err(fault)) => {
                Err(format!("no, under `attestation = \"{}\"`: {fault}. {}", attestation.word(), fault.help()))
            }
        },
    })
}

fn origin(library: &Library, id: &str, part: &DatedPart, now: Option<&str>) -> Result<DateCommit, String> {
    let origins = library.origins().of(id, part).ok_or("there is no date")?;
    let introduction = match &origins.record {
        Origin::Known(introduction) => introduction,
        Origin::Unknown(cause) => return Err(cause.to_string()),
    };
    let commit = library.origins().commit(&introduction.commit).ok_or("Git cannot read the commit")?;
    let said = introduction.said.texts.first().filter(|said| now.is_some_and(|now| now != said.as_str()));
    Ok(shown(library, commit, said.map(|said| mask(said))))
}

fn shown(library: &Library, commit: &Commit, said: Option<String>) -> DateCommit {
    let person = |identity: &crate::source::Identity| {
        let is_own = |email: &String| email.trim().eq_ignore_ascii_case(identity.email.trim());
        let known = library.lists.people.iter().find(|person| person.email.as_ref().is_some_and(is_own));
        match known {
            Some(known) => format!("{identity}, `{}` in people.yaml", known.id.value),
            None => format!("{identity}, not in people.yaml"),
        }
    };
    let day = commit.day.map_or(String::new(), |day| format!(" of {day}"));
    DateCommit {
        commit: format!("{}{day}", commit.hash),
        author: person(&commit.author),
        committer: person(&commit.committer),
        signature: match &commit.signature {
            None => "not looked at".to_owned(),
            Some(signature) => match signature.letter {
                'N' => "none".to_owned(),
                'G' => format!("verified (G), by {}", signature.signer),
                letter => format!("not verified ({letter})"),
            },
        },
        said,
    }
}
