//! The decision of the command line that a choice in the page is.

use super::choice::Choice;
use super::decided_choice::DecidedKind;
use crate::answer_length::AnswerLength;
use crate::answer_list::ListedAnswer;
use crate::decisions::decision::{Assignment, ChosenAnswer, Decided, Decision, TypedAnswer};
use crate::layout::question_key::QuestionKey;
use crate::short_answer::ShortAnswer;

/// Returns the decision of `choice` about the question `key`; `None` if no person decided.
///
/// # Errors
/// Why the command line could not apply it, a phrase.
pub(super) fn decided(
    key: QuestionKey,
    choice: &Choice,
    answers: &[ListedAnswer],
    today: &str,
) -> Result<Option<Decided>, String> {
    let Some(own) = &choice.decided else { return Ok(None) };
    let decision = match own.kind {
        DecidedKind::NotApplicable => Some(Decision::NotApplicable(own.note.clone())),
        DecidedKind::Assign => Some(Decision::Assign(Assignment { to: own.to.clone(), due: own.due })),
        DecidedKind::Accept | DecidedKind::Choose | DecidedKind::Edit if choice.answer.is_empty() => typed(choice),
        kind => Some(of_answer(kind, choice, answers, today)?),
    };
    Ok(decision.map(|decision| Decided { question: key, decision, by: own.by.clone(), on: own.on }))
}

/// Returns the decision for an answer of the library, as it is or edited.
fn of_answer(kind: DecidedKind, choice: &Choice, answers: &[ListedAnswer], today: &str) -> Result<Decision, String> {
    let answer = answers.iter().find(|answer| answer.id == choice.answer);
    let answer = answer.ok_or("the answer is no longer in this library")?;
    if choice.is_outdated(answer) {
        return Err("the answer has changed in the library since it was picked".to_owned());
    }
    if choice.text.is_some() {
        // The text is based on an answer that is held, and the command line does not know on which.
        return match answer.hold_reasons(today).into_iter().next() {
            Some(reason) => Err(reason),
            None => typed(choice).ok_or_else(|| "neither a text nor a short answer is left".to_owned()),
        };
    }
    let digest = answer.digest.clone().ok_or("this site is for outsiders and identifies no texts")?;
    let chosen = ChosenAnswer { entry: answer.id.clone(), digest, length: chosen_length(choice, answer) };
    Ok(if kind == DecidedKind::Accept { Decision::Accept(chosen) } else { Decision::Choose(chosen) })
}

fn typed(choice: &Choice) -> Option<Decision> {
    let text = choice.text.as_deref().unwrap_or_default().trim().to_owned();
    let short_answer = ShortAnswer::of_word(&choice.mark);
    let is_empty = text.is_empty() && short_answer.is_none();
    (!is_empty).then_some(Decision::Edit(TypedAnswer { text, short_answer }))
}

/// Returns the length of the text, if it is not the one that is written without a choice.
fn chosen_length(choice: &Choice, answer: &ListedAnswer) -> Option<AnswerLength> {
    let has = |length: &AnswerLength| answer.texts.get(length.word()).is_some_and(|text| !text.trim().is_empty());
    let usual = AnswerLength::PREFERRED.into_iter().find(has);
    AnswerLength::of_word(&choice.length).filter(|length| has(length) && Some(*length) != usual)
}
