//! Whether the person that a date names introduced it.
//!
//! Author and committer of a commit are what their machine says: each can be forged by everybody who can push. Both must
//! be the person, so that a squash merge, a rebase by another person or an edit in a web page does not count. Only a verified signature proves who it was.

use super::dated::{DateRecord, DatedPart};
use super::entries::Library;
use super::lists::Person;
use super::origins::{Origin, UnknownOrigin};
use crate::config::Attestation;
use crate::entry::{Approval, Entry};
use crate::source::{Commit, parse_date};
use chrono::NaiveDate;
use std::fmt;

/// Why a date does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttestationFault {
    /// No day is recorded.
    NoDate,
    /// No person is named.
    NoPerson,
    /// `people.yaml` does not have the person.
    UnknownPerson(String),
    /// `people.yaml` has no address of the person.
    NoAddress(String),
    /// `people.yaml` has the person's address for another person as well.
    SharedAddress(String),
    /// The commit that introduced the date is not known.
    UnknownCommit(UnknownOrigin),
    /// Another person wrote the commit.
    OtherAuthor(String),
    /// Another person or service made the commit of what the person wrote: a squash merge, a rebase, a web page.
    OtherCommitter(String),
    /// The commit names further authors, so that it is not known who wrote the date.
    CoAuthors,
    /// The person had left.
    Inactive(NaiveDate),
    /// The date is after the day of the commit.
    AfterCommit,
    /// The person does not have the role of the approval.
    NotInRole(String),
    /// The commit has no signature.
    Unsigned,
    /// Git does not verify the signature, or not by a trusted key; the letter of Git's verdict.
    NotVerified(char),
    /// Another person signed the commit.
    OtherSigner(String),
}

impl AttestationFault {
    /// Returns what to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoDate => "Record the day with `on`.",
            Self::NoPerson => "Name the person with `by`.",
            Self::UnknownPerson(_) | Self::NoAddress(_) | Self::SharedAddress(_) => {
                "Give the person an address of their own in `people.yaml`."
            }
            Self::UnknownCommit(UnknownOrigin::Uncommitted) => "The person that it names must commit it.",
            Self::UnknownCommit(UnknownOrigin::Shallow) => {
                "Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow."
            }
            Self::UnknownCommit(_) => "Check the site in a clone that has the whole history.",
            Self::OtherAuthor(_) | Self::OtherCommitter(_) | Self::CoAuthors | Self::OtherSigner(_) => {
                "The person must record it with `fieldbook verify` in a commit of their own, which is merged without \
                 squashing or rebasing."
            }
            Self::Inactive(_) => "Another person must check it.",
            Self::AfterCommit => "Record the day of the check.",
            Self::NotInRole(_) => "A person with this role in `people.yaml` must approve it.",
            Self::Unsigned | Self::NotVerified(_) => {
                "Sign the commit with a key that Git trusts here (`git log --format='%G? %GS'` must print `G` and the \
                 person)."
            }
        }
    }
}

impl fmt::Display for AttestationFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDate => formatter.write_str("no day is recorded"),
            Self::NoPerson => formatter.write_str("no person is named"),
            Self::UnknownPerson(name) => write!(formatter, "`{name}` is not in `people.yaml`"),
            Self::NoAddress(id) => write!(formatter, "`people.yaml` has no `email` of `{id}`"),
            Self::SharedAddress(id) => write!(formatter, "another person in `people.yaml` has the `email` of `{id}`"),
            Self::UnknownCommit(cause) => write!(formatter, "the commit that introduced it is not known: {cause}"),
            Self::OtherAuthor(name) => write!(formatter, "the commit that introduced it was written by {name}"),
            Self::OtherCommitter(name) => {
                write!(formatter, "unknown: the commit that introduced it was made by {name}, as in a squash merge")
            }
            Self::CoAuthors => formatter.write_str("unknown: the commit that introduced it has several authors"),
            Self::Inactive(until) => write!(formatter, "the person's last day was {until}"),
            Self::AfterCommit => formatter.write_str("the day is after that of the commit that introduced it"),
            Self::NotInRole(role) => write!(formatter, "the person does not have the role `{role}`"),
            Self::Unsigned => formatter.write_str("the commit that introduced it has no signature"),
            Self::NotVerified(letter) => write!(
                formatter,
                "unknown: Git does not verify the signature of the commit that introduced it (`%G?` is `{letter}`)"
            ),
            Self::OtherSigner(name) => write!(formatter, "the commit that introduced it was signed by {name}"),
        }
    }
}

impl Library {
    /// Checks that the person whom `record` names introduced it as `part` of the entry `id`.
    ///
    /// # Errors
    /// The date does not count under `attestation`.
    pub fn attest(
        &self,
        id: &str,
        part: &DatedPart,
        record: &DateRecord,
        attestation: Attestation,
    ) -> Result<(), AttestationFault> {
        if attestation == Attestation::Text {
            return Ok(());
        }
        if record.on.is_empty() {
            return Err(AttestationFault::NoDate);
        }
        let person = self.person_of(record)?;
        let commit = self.commit_of(id, part)?;
        require_maker(person, commit)?;
        require_active(person, record, commit)?;
        if let (DatedPart::Approval(_), Some(role)) = (part, &record.role)
            && !person.roles.iter().any(|own| own.eq_ignore_ascii_case(role))
        {
            return Err(AttestationFault::NotInRole(role.clone()));
        }
        if attestation == Attestation::Signed { require_signature(person, commit) } else { Ok(()) }
    }

    /// Returns the approvals of `entry` that count under `attestation`.
    pub fn counted_approvals<'e>(&self, entry: &'e Entry, attestation: Attestation) -> Vec<&'e Approval> {
        let all = entry.approvals.iter().enumerate();
        let counts = |index, approval| self.attest_approval(&entry.id, index, approval, attestation).is_ok();
        all.filter(|(index, approval)| counts(*index, *approval)).map(|(_, approval)| approval).collect()
    }

    /// Checks that the person whom approval number `index` of the entry `id` names introduced it.
    ///
    /// # Errors
    /// The approval does not count under `attestation`.
    pub fn attest_approval(
        &self,
        id: &str,
        index: usize,
        approval: &Approval,
        attestation: Attestation,
    ) -> Result<(), AttestationFault> {
        self.attest(id, &DatedPart::Approval(index), &DateRecord::of_approval(approval), attestation)
    }

    fn person_of(&self, record: &DateRecord) -> Result<&Person, AttestationFault> {
        let name = record.by.as_ref().ok_or(AttestationFault::NoPerson)?;
        let person = self.lists.person(name).ok_or_else(|| AttestationFault::UnknownPerson(name.clone()))?;
        let id = &person.id.value;
        let email = person.email.as_ref().filter(|email| !email.trim().is_empty());
        let email = email.ok_or_else(|| AttestationFault::NoAddress(id.clone()))?;
        let has_it = |other: &&Person| other.email.as_ref().is_some_and(|own| is_same_address(own, email));
        if self.lists.people.iter().filter(has_it).count() > 1 {
            return Err(AttestationFault::SharedAddress(id.clone()));
        }
        Ok(person)
    }

    fn commit_of(&self, id: &str, part: &DatedPart) -> Result<&Commit, AttestationFault> {
        let unknown = |cause| AttestationFault::UnknownCommit(cause);
        let origins = self.origins().of(id, part).ok_or(unknown(UnknownOrigin::NotRead))?;
        let introduction = match &origins.record {
            Origin::Known(introduction) => introduction,
            Origin::Unknown(cause) => return Err(unknown(*cause)),
        };
        self.origins().commit(&introduction.commit).ok_or(unknown(UnknownOrigin::NoHistory))
    }
}

fn is_same_address(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn is_of(person: &Person, address: &str) -> bool {
    person.email.as_ref().is_some_and(|email| is_same_address(email, address))
}

fn require_maker(person: &Person, commit: &Commit) -> Result<(), AttestationFault> {
    if !is_of(person, &commit.author.email) {
        return Err(AttestationFault::OtherAuthor(commit.author.to_string()));
    }
    if !is_of(person, &commit.committer.email) {
        return Err(AttestationFault::OtherCommitter(commit.committer.to_string()));
    }
    let is_own = |name: &String| address_in(name).is_some_and(|address| is_of(person, address));
    if commit.co_authors.iter().all(is_own) { Ok(()) } else { Err(AttestationFault::CoAuthors) }
}

/// Checks that the person was there on the day that is recorded and on the day of the commit, and that the former is
/// not after the latter; one day apart is the time zone.
fn require_active(person: &Person, record: &DateRecord, commit: &Commit) -> Result<(), AttestationFault> {
    let on = parse_date(&record.on);
    if let Some(until) = &person.active_until
        && [on, commit.day].iter().any(|day| day.is_none_or(|day| day > until.value))
    {
        return Err(AttestationFault::Inactive(until.value));
    }
    let latest = commit.day.and_then(|day| day.succ_opt());
    if on.zip(latest).is_some_and(|(on, latest)| on <= latest) { Ok(()) } else { Err(AttestationFault::AfterCommit) }
}

/// Checks that Git calls the signature good (`%G?` is `G`: a key that it trusts, neither expired nor revoked) and that
/// its key belongs to the person: Git's name of the signer is the address, or ends in it between `<` and `>`.
fn require_signature(person: &Person, commit: &Commit) -> Result<(), AttestationFault> {
    let signature = commit.signature.as_ref().filter(|signature| signature.letter != 'N');
    let signature = signature.ok_or(AttestationFault::Unsigned)?;
    if signature.letter != 'G' {
        return Err(AttestationFault::NotVerified(signature.letter));
    }
    let signer = signature.signer.trim();
    if is_of(person, address_in(signer).unwrap_or(signer)) {
        Ok(())
    } else {
        Err(AttestationFault::OtherSigner(signer.to_owned()))
    }
}

/// Returns the address in `Name <address>`.
fn address_in(text: &str) -> Option<&str> {
    text.trim().strip_suffix('>')?.rsplit_once('<').map(|(_, address)| address)
}
