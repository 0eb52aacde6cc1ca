//! New claims and new answers.

use super::amending::{Amending, folded};
use super::amendment::{Amended, Amendment, Refusal};
use super::base::length_text;
use super::change::Change;
use super::rewording::escaped;
use crate::authoring::{DraftAnswer, draft_answer};
use crate::config::Settings;
use crate::editing::{scalar, with_claim};
use crate::entry::{Entry, KindFields, entry_id};
use crate::library::Library;
use crate::markdown::slug;
use std::sync::Arc;

/// The most words of a statement that make the id of its claim.
const ID_WORDS: usize = 6;

/// Adds a claim to its entry: with its source, without a date, so that readers see that it is not proven.
pub(super) fn claim(library: &Library, settings: &Settings, change: &Change) -> Result<Amended, Refusal> {
    let id = change.entry.as_deref().unwrap_or_default();
    let Some(entry) = library.find(id) else {
        return Err(Refusal::new(
            format!("the entry {id} does not exist (any more)"),
            "Add the claim to another entry by hand.",
        ));
    };
    let says = |entry: &Entry| entry.claims.iter().any(|claim| folded(&claim.text.value) == folded(&change.text));
    if says(entry) {
        return Ok(Amended::AlreadyDone { entry: entry.id.clone() });
    }
    let fault = || Refusal::entangled(&change.subject());
    let mut fields = vec![("id", claim_id(entry, &change.text)), ("text", scalar(&change.text))];
    fields.extend(change.source.as_ref().map(|source| ("source", scalar(source))));
    let text = with_claim(entry, &fields).ok_or_else(fault)?;
    let amended = Amending { entry, settings }.in_review(text).ok_or_else(fault)?;
    amended.checked(|read: &Arc<Entry>| says(read)).ok_or_else(fault)
}

/// Returns an id that no claim of `entry` has, from the first words of `text`.
fn claim_id(entry: &Entry, text: &str) -> String {
    let words = text.split_whitespace().take(ID_WORDS).collect::<Vec<_>>().join(" ");
    let name = slug(&words);
    let name = name.trim_matches('-');
    // An id of digits alone would be read as a number.
    let is_word = name.starts_with(|symbol: char| symbol.is_ascii_alphabetic());
    let name = if is_word { name.to_owned() } else { format!("claim-{name}").trim_end_matches('-').to_owned() };
    let is_free = |id: &String| entry.claim(id).is_none();
    let further = (2_usize..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(further).find(is_free).unwrap_or(name)
}

/// Makes the draft of an answer in the first root that is not private.
pub(super) fn answer(library: &Library, settings: &Settings, change: &Change) -> Result<Amended, Refusal> {
    let question = change.question.as_deref().unwrap_or_default();
    let has_question = |entry: &&Arc<Entry>| match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let own = answer.question.as_ref().map_or(entry.title.value.as_str(), |question| question.value.as_str());
            folded(own).to_lowercase() == folded(question).to_lowercase()
        }
        _ => false,
    };
    if let Some(known) = library.entries().iter().find(has_question) {
        let said = match &known.kind_fields {
            KindFields::Answer(answer) => length_text(known, answer, "standard").unwrap_or_default(),
            _ => String::new(),
        };
        if folded(&said) == folded(&change.text) {
            return Ok(Amended::AlreadyDone { entry: known.id.clone() });
        }
        let mut refusal = Refusal::new(
            format!("{} answers this question already", known.id),
            "Edit that answer by hand, or add the question to its `alternates`.",
        );
        refusal.now = Some(said);
        return Err(refusal);
    }
    let text = escaped(&change.text);
    let evidence = change.source.as_deref().unwrap_or_default();
    let draft = DraftAnswer { question, owner: None, short_answer: None, evidence, text: &text };
    let file = draft_answer(&draft, settings).map_err(|_| {
        Refusal::new(
            "no file name can be made of the question, or the site has no shared root",
            "Add the answer by hand with `fieldbook new`.",
        )
    })?;
    if library.entries().iter().any(|entry| entry.file.path() == file.path) || library.is_unreadable(&file.path) {
        return Err(Refusal::new(
            format!("{} exists already", file.path),
            "Add the answer by hand under another name.",
        ));
    }
    let root = settings.roots.iter().find(|root| !root.private);
    let entry = entry_id(&file.path, root.map_or("", |root| root.path.value.as_str()));
    Ok(Amended::Changed(Amendment { entry, path: file.path, before: None, after: file.text, has_lost_approval: false }))
}
