//! A draft of an answer, from what people wrote into a questionnaire.

use super::alternates::double_quoted;
use super::entry::{NoPlace, file_name};
use super::new_file::NewFile;
use crate::config::Settings;
use crate::entry::ShortAnswer;
use crate::kinds::Kind;

/// What is known of the answer.
#[derive(Debug, Clone, Copy)]
pub struct DraftAnswer<'a> {
    /// The question.
    pub question: &'a str,
    /// The answer in one word.
    pub short_answer: Option<ShortAnswer>,
    /// What shows it; may be empty.
    pub evidence: &'a str,
    /// Who is accountable; without one, the folder's default holds.
    pub owner: Option<&'a str>,
    /// The text; may be empty.
    pub text: &'a str,
}

/// Makes the file of a draft; its path follows from the question.
///
/// # Errors
/// The question gives no name, or no root of the site is shared.
pub fn draft_answer(draft: &DraftAnswer<'_>, settings: &Settings) -> Result<NewFile, NoPlace> {
    let name = file_name(draft.question).ok_or(NoPlace::NoName)?;
    let root = settings.roots.iter().find(|root| !root.private).ok_or(NoPlace::NoSharedRoot)?;
    let mut text = format!("---\nquestion: {}\nstatus: draft\n", double_quoted(draft.question));
    if let Some(owner) = draft.owner {
        text.extend(["owner: ", &double_quoted(owner), "\n"]);
    }
    if let Some(short) = draft.short_answer {
        text.extend(["short_answer: ", short.word(), "\n"]);
    }
    if !draft.evidence.is_empty() {
        let evidence = draft.evidence.split_whitespace().collect::<Vec<_>>().join(" ");
        text.extend(["evidence: [", &double_quoted(&evidence), "]\n"]);
    }
    text.push_str("---\n");
    if !draft.text.is_empty() {
        text.extend([draft.text.trim(), "\n"]);
    }
    Ok(NewFile { path: format!("{}/{}/{name}.md", root.path.value, Kind::Answer.folder()), text })
}
