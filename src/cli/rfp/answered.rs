//! A questionnaire that is answered as the arguments say.

use super::arguments::QuestionnaireArguments;
use crate::cli::console::{self, StandardError};
use crate::cli::invocation::Invocation;
use crate::session::{
    AnsweredQuestionnaire, DecisionsFile, Failure, LAYOUTS, LayoutFiles, LayoutSource, Session, answer_questionnaire,
    for_terminal, read_questionnaire,
};
use fieldbook_questionnaire::decisions::joined::UnmatchedDecision;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::path::PathBuf;

/// Reads the questionnaire and answers it from the site, as the matches and the decisions say.
pub(super) fn answer(
    site: Option<&PathBuf>,
    arguments: &QuestionnaireArguments,
) -> Result<AnsweredQuestionnaire, Failure> {
    let decisions = DecisionsFile::read(&arguments.file, arguments.decisions.as_deref())?;
    let invocation = Invocation::new(site, arguments.scope.today)?;
    answer_with(&invocation.session(&StandardError), arguments, &decisions)
}

/// Reads the questionnaire and answers it from the session's site, as the matches and `decisions` say.
pub(super) fn answer_with(
    session: &Session<'_>,
    arguments: &QuestionnaireArguments,
    decisions: &DecisionsFile,
) -> Result<AnsweredQuestionnaire, Failure> {
    let layouts = LayoutFiles { mapping: arguments.mapping.as_deref(), manifest: None, site: session.folder };
    let received = read_questionnaire(&arguments.file, layouts)?;
    note_layout(received.layout);
    note_left_out(&received.questionnaire);
    let answered = answer_questionnaire(session, &arguments.scope.options(), received, decisions.decisions().to_vec())?;
    note_unmatched(&answered);
    Ok(answered)
}

/// Says that the layout is one that the site remembers.
pub(super) fn note_layout(layout: LayoutSource) {
    if layout == LayoutSource::Remembered {
        console::note(&format!("note: the layout of this file is remembered in {LAYOUTS}"));
    }
}

/// Names the sheets and lines that are not read as questions.
fn note_left_out(questionnaire: &Questionnaire) {
    for left_out in questionnaire.left_out() {
        console::note(&format!("note: {}", for_terminal(&left_out)));
    }
}

/// Names the decisions that no question of the file has any more; none of them is used.
fn note_unmatched(answered: &AnsweredQuestionnaire) {
    for UnmatchedDecision { decided, cause } in &answered.decisions.unmatched {
        let (kind, question) = (decided.decision.kind(), for_terminal(&decided.question.text));
        let cause = for_terminal(&cause.to_string());
        console::note(&format!(
            "note: the decision `{kind}` of {} about \"{question}\" is not used: {cause}",
            decided.by
        ));
    }
}
