//! What a finished questionnaire teaches: other wordings of questions that the library answers, answers that it lacks, and
//! the answers that have changed since.
//!
//! In go a filled questionnaire or its manifest, with the answers of the library as they are today; out come lessons and
//! differences. Nothing is written here, and no entry is known: `session` proposes the change of files.

pub mod changes;
pub mod lesson;
pub mod lessons;
