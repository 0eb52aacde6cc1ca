//! Every word of a closed question has to be accounted for.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::{frequency, names, quantities};

/// The least share of the question's content words that the wording itself has.
const WORDED: f64 = 0.5;

/// A word of the question that neither the wording nor a sentence of the answer that confirms it has.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    // Names, numbers and intervals have guards of their own.
    let guarded = [names::places(question), frequency::places(question), quantities::units(question)].concat();
    let content: Vec<usize> = question.content().into_iter().filter(|at| !guarded.contains(at)).collect();
    let is_accounted = |at: usize| compared.is_worded(at) || compared.is_confirmed(at);
    if let Some(lacking) = content.iter().find(|at| !is_accounted(**at)) {
        return Some(Mismatch::Lacks(question.word(*lacking).to_owned()));
    }
    // A word that only the answer has may replace one that only the wording has.
    let unworded = content.iter().find(|at| !compared.is_worded(**at));
    let unworded = unworded.filter(|_| compared.wording.share_of(question) < WORDED)?;
    Some(Mismatch::Lacks(question.word(*unworded).to_owned()))
}
