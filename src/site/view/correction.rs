//! What readers inside the company can correct, and who hears of it.

use super::repository_links::issue_template;
use crate::corrections::{base_hash, length_text};
use crate::entry::{Answer, Claim, Entry};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::safe_url;
use crate::site::theme::Assets;
use serde::Serialize;

/// A text that a reader can correct, with what its change file says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CorrectionView {
    /// `entry#claim`, or the entry.
    name: String,
    /// The length of an answer's text: `short`, `standard` or `detailed`.
    field: Option<&'static str>,
    /// The text without marks.
    base: String,
    /// Its hash.
    hash: String,
}

impl CorrectionView {
    /// Takes the text of a claim; `None` for outsiders.
    pub(crate) fn of_claim(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim) -> Option<Self> {
        let name = format!("{}#{}", entry.id, claim.id.value);
        Self::new(catalogue, name, None, claim.text.value.clone())
    }

    /// Takes a text of an answer; `None` for outsiders, and if the answer has no text of this length.
    pub(crate) fn of_length(
        catalogue: &Catalogue<'_>,
        entry: &Entry,
        answer: &Answer,
        length: &'static str,
    ) -> Option<Self> {
        Self::new(catalogue, entry.id.clone(), Some(length), length_text(entry, answer, length)?)
    }

    fn new(catalogue: &Catalogue<'_>, name: String, field: Option<&'static str>, base: String) -> Option<Self> {
        (!catalogue.is_outside).then(|| Self { name, field, hash: base_hash(&base), base })
    }
}

/// How corrections of a page reach its owner.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CorrectionsView {
    /// The script of the dialog, which is loaded when it opens.
    script: String,
    /// Its styles.
    style: Option<String>,
    /// The name of the owner.
    owner: Option<String>,
    /// The address of the owner as a link to mail.
    mail: Option<String>,
    /// The link that opens an issue, with `{title}` and perhaps `{body}` in it.
    issue: Option<String>,
}

impl CorrectionsView {
    /// Says how corrections of the page of `entry` at `from` reach its owner; `None` for outsiders.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets, from: &Address, entry: &Entry) -> Option<Self> {
        let script = assets.corrections.as_ref().filter(|_| !catalogue.is_outside)?;
        let owner = entry.owner.as_ref().map(|owner| owner.value.as_str());
        let person = owner.and_then(|owner| catalogue.input.library.lists.person(owner));
        let mail = person.and_then(|person| person.email.as_ref());
        Some(Self {
            script: from.link_file(script),
            style: assets.corrections_style.as_ref().map(|style| from.link_file(style)),
            owner: owner.and_then(|owner| catalogue.person(owner)),
            mail: mail.and_then(|mail| safe_url(&format!("mailto:{mail}"))),
            issue: issue_template(catalogue),
        })
    }
}
