//! The order of words that are much the same: "test data in production" and "production data in test".

use super::comparison::{Comparison, Source};
use super::mismatch::Mismatch;
use super::statement::Statement;

/// Two things have changed places around a preposition, in questions that begin alike.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let (question, wording) = (compared.question, compared.wording);
    if compared.source == Source::Answer || question.word(0) != wording.word(0) {
        return None;
    }
    let asked = around(question)?;
    let worded = around(wording)?;
    let is_in = |sides: &Sides, side: fn(&Sides) -> &Vec<usize>, at: usize| {
        side(sides).iter().any(|own| wording.has_pair(*own, question, at))
    };
    let moved = |from: fn(&Sides) -> &Vec<usize>, to: fn(&Sides) -> &Vec<usize>| {
        let mut places = from(&asked).iter();
        places.find(|at| is_in(&worded, to, **at) && !is_in(&worded, from, **at)).copied()
    };
    let (ahead, behind) =
        (moved(|sides| &sides.before, |sides| &sides.after), moved(|sides| &sides.after, |sides| &sides.before));
    let (ahead, behind) = ahead.zip(behind)?;
    Some(Mismatch::Order(question.word(ahead).to_owned(), question.word(behind).to_owned()))
}

/// The content words of a text before and after its preposition.
struct Sides {
    before: Vec<usize>,
    after: Vec<usize>,
}

/// The sides of the last preposition of a text.
fn around(statement: &Statement) -> Option<Sides> {
    const PREPOSITIONS: [&str; 9] = ["in", "into", "to", "from", "by", "for", "with", "on", "of"];
    let at = statement.reading.words.iter().rposition(|word| PREPOSITIONS.contains(&word.plain.as_str()))?;
    let (before, after) = statement.content().iter().partition(|place| **place < at);
    Some(Sides { before, after })
}
