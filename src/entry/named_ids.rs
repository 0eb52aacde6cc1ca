//! Ids of other entries in front matter.

use super::entry::Entry;
use super::kind_fields::{KindFields, Requirement};
use crate::kinds::Kind;
use crate::source::Spanned;

/// An id of another entry in front matter, perhaps with a claim: `battlecards/globex#cap`.
#[derive(Debug, Clone, Copy)]
pub struct NamedId<'a> {
    /// The field that names it.
    pub field: &'static str,
    /// The id as it is written, and where.
    pub id: &'a Spanned<String>,
}

impl Entry {
    /// Returns the ids of other entries that its front matter names: `related`, `gap`, `answered_by`, and what of
    /// `evidence` is written as an id, since that may also name documents that are not in the library.
    pub fn named_ids(&self) -> Vec<NamedId<'_>> {
        let (gap, evidence, requirements): (Option<&Spanned<String>>, &[Spanned<String>], &[Requirement]) =
            match &self.kind_fields {
                KindFields::Answer(answer) => (answer.gap.as_ref(), &answer.evidence, &[]),
                KindFields::Objection(objection) => (objection.gap.as_ref(), &objection.evidence, &[]),
                KindFields::Winplan(plan) => (None, &[], &plan.requirements),
                KindFields::Qualification { requirements } => (None, &[], requirements),
                _ => (None, &[], &[]),
            };
        let mut ids: Vec<_> = self.related.iter().map(|id| NamedId { field: "related", id }).collect();
        ids.extend(gap.map(|id| NamedId { field: "gap", id }));
        let evidence = evidence.iter().filter(|name| is_id(&name.value));
        ids.extend(evidence.map(|id| NamedId { field: "evidence", id }));
        let answered_by = requirements.iter().filter_map(|one| one.answered_by.as_ref());
        ids.extend(answered_by.map(|id| NamedId { field: "answered_by", id }));
        ids
    }
}

/// Returns whether `name` is written as an id: a path without blanks in the folder of a kind.
fn is_id(name: &str) -> bool {
    let folder = name.split_once('/').map(|(folder, _)| folder);
    !name.contains(char::is_whitespace) && folder.is_some_and(|folder| Kind::of_folder(folder).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_not_ids() {
        let ids = ["battlecards/globex", "battlecards/globex#cap", "answers/a/b", "architecture/x"];
        let documents = ["ISO/IEC-27001", "Policy", "battlecards", "answers/the whole file", "https://e.example/a", ""];
        assert_eq!(ids.map(is_id), [true; 4]);
        assert_eq!(documents.map(is_id), [false; 6]);
    }
}
