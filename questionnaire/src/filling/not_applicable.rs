//! What is written where a question does not apply.

use super::planned_cells::{QuestionInFile, offers_choice};

/// Returns the text for a question that does not apply: the note of the person, else the words for it. Where the answer is
/// one word and there is no room for comments, the word says it, and the text is empty.
pub fn not_applicable_text<'a>(question_in_file: QuestionInFile<'_>, note: Option<&'a str>) -> &'a str {
    let QuestionInFile { grid, question, .. } = question_in_file;
    let has_room = question.comment.is_some() || !offers_choice(grid, question);
    note.unwrap_or(if has_room { "Not applicable." } else { "" })
}
