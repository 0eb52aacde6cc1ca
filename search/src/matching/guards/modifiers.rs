//! Which one is meant: "a second provider" is not said by "a second region of the same provider".

use super::comparison::Comparison;
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::table::Table;
use std::ops::Range;
use std::sync::LazyLock;

static MODIFIERS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("modifiers.txt")));

/// The question has a modifier with its noun, and the entry has it with other nouns only.
pub(super) fn check(compared: &Comparison<'_>) -> Option<Mismatch> {
    let question = compared.question;
    let texts = || {
        let own = compared.wordings.first().into_iter();
        std::iter::once(compared.wording).chain(own).chain(compared.confirming())
    };
    compared.asked(&MODIFIERS).into_iter().find_map(|asked| {
        let phrase = question.noun_phrase(asked.end);
        let noun = phrase.clone().next_back()?;
        let mut uses = texts().flat_map(|text| uses_of(text, asked.row)).peekable();
        uses.peek()?;
        let is_said = uses.any(|(text, mut own)| own.any(|at| text.has_pair(at, question, noun)));
        (!is_said).then(|| Mismatch::Scope(question.phrase(asked.start, phrase.end)))
    })
}

/// The places of the nouns that a text has after a modifier.
fn uses_of(text: &Statement, row: usize) -> impl Iterator<Item = (&Statement, Range<usize>)> {
    let found = MODIFIERS.find(&text.reading.words).into_iter().filter(move |found| found.row == row);
    found.map(move |found| (text, text.noun_phrase(found.end)))
}
