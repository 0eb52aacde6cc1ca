//! A questionnaire that is answered as the arguments say.

use super::arguments::RfpArguments;
use crate::cli::console::StandardError;
use crate::cli::invocation::Invocation;
use crate::session::{AnsweredQuestionnaire, Failure, answer_questionnaire, read_questionnaire};
use std::path::PathBuf;

/// Reads the questionnaire and answers it from the site.
pub(super) fn answer(site: Option<&PathBuf>, arguments: &RfpArguments) -> Result<AnsweredQuestionnaire, Failure> {
    let received = read_questionnaire(&arguments.file, arguments.mapping.as_deref())?;
    let invocation = Invocation::new(site, arguments.scope.today)?;
    answer_questionnaire(&invocation.session(&StandardError), &arguments.scope.options(), received)
}
