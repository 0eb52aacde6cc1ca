//! What a library says about one answer, for matching.

/// What the library says about one answer.
#[derive(Debug, Clone, Default)]
pub struct Wordings<'a> {
    /// The question.
    pub question: &'a str,
    /// Other wordings of it.
    pub alternates: Vec<&'a str>,
    /// The answer in a word, such as `yes`; empty if only its text says it.
    pub short_answer: &'a str,
    /// The text of the answer.
    pub answer: &'a str,
    /// Topics and tags.
    pub tags: Vec<&'a str>,
    /// Control ids without their framework, such as `IAM-08.1`.
    pub controls: Vec<&'a str>,
}
