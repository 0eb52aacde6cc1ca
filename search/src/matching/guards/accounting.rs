//! Every word of a closed question has to be accounted for.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::{halves, quantities};

/// A word of the question that the wording lacks; of technical terms, such as `AES`, a sentence of the answer is enough.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    let mut content = compared.plain.iter().copied();
    let is_term = |at: usize| quantities::is_label(question.stem(at));
    let is_accounted = |at: usize| compared.is_worded(at) || is_term(at) && compared.is_confirmed(at);
    let lacking = content.find(|at| !is_accounted(*at))?;
    Some(Mismatch::Lacks(question.word(lacking).to_owned()))
}

/// A word of the wording that the question lacks: what is denied of one thing may hold for more. What is denied of this
/// or that is denied of each.
pub(super) fn further(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (question, wording) = (compared.question, compared.wording);
    let alternatives = halves::alternatives(wording);
    let mut content = wording.content().iter().copied().filter(|at| !alternatives.contains(at));
    let lacking = content.find(|at| !question.has(wording, *at))?;
    Some(Mismatch::Narrower(wording.word(lacking).to_owned()))
}

/// A word of the question that the wording has only in other words.
pub(super) fn reworded(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (question, wording) = (compared.question, compared.wording);
    let lacking = question.content().iter().copied().find(|at| !wording.has_stem(question.stem(*at)))?;
    Some(Mismatch::Lacks(question.word(lacking).to_owned()))
}
