//! An interval in the question that the entry does not keep.

use super::comparison::{Comparison, Source};
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use std::sync::LazyLock;

static FREQUENCIES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("frequencies.txt")));

/// The entry has to be at least as frequent, in each sentence that is about the question and names an interval.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let asked = compared.asked(&FREQUENCIES);
    let first = asked.first()?;
    let most = times(compared.question).into_iter().fold(0.0, f64::max);
    let kept = |times: &[f64]| !times.is_empty() && times.iter().all(|own| *own >= most);
    let answered: Vec<f64> = compared.confirming().flat_map(|sentence| times_about(compared, sentence)).collect();
    let worded = match compared.source {
        Source::Wording => times(compared.wording),
        Source::Answer => times_about(compared, compared.wording),
    };
    let is_kept = if answered.is_empty() { kept(&worded) } else { kept(&answered) };
    let words = compared.question.phrase(first.start, first.end);
    (!is_kept).then_some(Mismatch::Frequency(words))
}

/// The intervals that a sentence names for what the question asks, in times a year.
fn times_about(compared: &Comparison<'_>, sentence: &Statement) -> Vec<f64> {
    let found = FREQUENCIES.find_longest(&sentence.reading.words).into_iter();
    let about = found.filter(|found| compared.is_about_question(sentence, found.start));
    about.filter_map(|found| FREQUENCIES.name(found.row).parse().ok()).collect()
}

/// The intervals that a text names, in times a year.
fn times(statement: &Statement) -> Vec<f64> {
    let found = FREQUENCIES.find_longest(&statement.reading.words);
    found.iter().filter_map(|found| FREQUENCIES.name(found.row).parse().ok()).collect()
}

/// The places of the words that say how often.
pub(super) fn places(statement: &Statement) -> Vec<usize> {
    FREQUENCIES.find(&statement.reading.words).iter().flat_map(|found| found.start..found.end).collect()
}
