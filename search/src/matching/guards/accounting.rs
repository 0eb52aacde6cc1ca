//! Every word of a closed question has to be accounted for.

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::{halves, quantities};

/// A word of the question that the wording lacks; of technical terms, such as `AES`, a sentence of the answer is enough.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    let mut content = compared.plain.iter().copied();
    let is_term = |at: usize| quantities::is_label(question.stem(at));
    let is_accounted = |at: usize| compared.is_worded(at) || is_term(at) && compared.is_confirmed(at);
    let lacking = content.find(|at| !is_accounted(*at)).map(|at| question.word(at).to_owned());
    lacking.or_else(|| lacks_data(compared)).or_else(|| lacks_nested(compared)).map(Mismatch::Lacks)
}

/// The word "data", if the question is about data and nothing in the entry is: it is not a content word, because entries
/// about data name it in many ways.
fn lacks_data(compared: &Comparison<'_>) -> Option<String> {
    let mut texts = compared.wordings.iter().chain([compared.wording, compared.answer.statement()]);
    (compared.question.has_stem("data") && !texts.any(is_about_data)).then(|| "data".to_owned())
}

fn is_about_data(text: &Statement) -> bool {
    const KINDS: [&str; 8] = ["data", "backup", "record", "inform", "databas", "file", "content", "log"];
    KINDS.iter().any(|kind| text.has_stem(kind))
}

/// A thing of the same thing, as in "the suppliers of your suppliers", which no text of the entry has.
fn lacks_nested(compared: &Comparison<'_>) -> Option<String> {
    let mut texts = compared.wordings.iter().chain([compared.wording, compared.answer.statement()]);
    let at = nested(compared.question)?;
    let stem = compared.question.stem(at);
    let has = |text: &Statement| nested(text).is_some_and(|own| text.stem(own) == stem);
    (!texts.any(has)).then(|| compared.question.word(at).to_owned())
}

/// The place of a content word that follows itself after `of`.
fn nested(text: &Statement) -> Option<usize> {
    let content = text.content();
    let pairs = content.iter().zip(content.iter().skip(1));
    let is_of = |from: usize, to: usize| (from + 1..to).any(|at| text.word(at) == "of");
    pairs
        .into_iter()
        .find(|(one, other)| text.stem(**one) == text.stem(**other) && is_of(**one, **other))
        .map(|(_, at)| *at)
}

/// A word of the wording that the question lacks: what is denied of one thing may hold for more. What is denied of this
/// or that is denied of each.
pub(super) fn further(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (question, wording) = (compared.question, compared.wording);
    let alternatives = halves::alternatives(wording);
    let mut content = wording.content().iter().copied().filter(|at| !alternatives.contains(at));
    let lacking = content.find(|at| !question.has(wording, *at)).map(|at| wording.word(at).to_owned());
    let narrower = || (is_about_data(wording) && !is_about_data(question)).then(|| "data".to_owned());
    let number = || quantities::further(compared);
    lacking.or_else(narrower).or_else(number).map(Mismatch::Narrower)
}

/// A word of the question that the wording has only in other words.
pub(super) fn reworded(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (question, wording) = (compared.question, compared.wording);
    let lacking = question.content().iter().copied().find(|at| !wording.has_stem(question.stem(*at)))?;
    Some(Mismatch::Lacks(question.word(lacking).to_owned()))
}
