//! Runs every guard on a question and an entry.

use super::comparison::{Answer, Comparison, Source};
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::{
    accounting, actors, aspects, direction, frequency, halves, modifiers, names, negation, order, polarity, quantities,
    roles, scope,
};
use crate::matching::asked::{Asked, Form};

/// The texts of an entry.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Texts<'a> {
    /// Its question and alternates.
    pub(in crate::matching) wordings: Vec<&'a str>,
    /// The text of its answer.
    pub(in crate::matching) answer: &'a str,
    /// Its answer in a word, such as `yes`; `None` if only the text says it.
    pub(in crate::matching) choice: Option<&'a str>,
}

/// The least share of a question's content words that a sentence of a yes has, to be compared like a wording.
const SAID: f64 = 0.5;

/// What an entry answers to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Yes,
    No,
    /// Neither: partly, planned, or does not apply.
    Other,
    /// It has no choice, or the question takes none.
    Text,
}

impl Given {
    fn of(form: Form, choice: Option<&str>) -> Self {
        match (form, choice) {
            (Form::Open, _) | (_, None) => Self::Text,
            (_, Some("yes")) => Self::Yes,
            (_, Some("no")) => Self::No,
            _ => Self::Other,
        }
    }
}

/// A question, prepared for many entries.
pub(in crate::matching) struct Guarded {
    question: Statement,
    /// The places of its content words without names, numbers and intervals.
    plain: Vec<usize>,
    form: Form,
}

impl Guarded {
    pub(in crate::matching) fn new(asked: &Asked) -> Self {
        let question = Statement::of(&asked.core);
        let guarded = [names::places(&question), frequency::places(&question), quantities::units(&question)].concat();
        let plain = question.content().iter().copied().filter(|at| !guarded.contains(at)).collect();
        Self { question, plain, form: asked.form }
    }

    /// Returns the mismatches with an entry: those of the wording that has fewest. Sentences of a yes count as wordings.
    pub(in crate::matching) fn mismatches(&self, texts: &Texts<'_>) -> Vec<Mismatch> {
        let asked: Vec<Asked> = texts.wordings.iter().map(|text| Asked::new(text)).collect();
        let wordings: Vec<Statement> = asked.iter().map(|asked| Statement::of(&asked.core)).collect();
        let given = Given::of(self.form, texts.choice);
        // The text of a no says why not: it confirms nothing that is asked.
        let is_confirming = matches!(given, Given::Yes | Given::Text);
        let answer = Answer::new(if is_confirming { texts.answer } else { "" });
        let question = &self.question;
        let comparison = Comparison {
            question,
            plain: &self.plain,
            wording: question,
            source: Source::Wording,
            wordings: &wordings,
            answer: &answer,
        };
        let of_wording = |(wording, form): (&Statement, Form)| {
            let mut found = self.compare(&Comparison { wording, ..comparison }, given);
            let own = wordings.first().zip(asked.first()).filter(|(_, asked)| asked.form == Form::Closed);
            // The short answer is that of the entry's question.
            let is_closed = self.form == Form::Closed && form == Form::Closed;
            if is_closed && own.is_some_and(|(own, _)| polarity::are_opposite(own, wording)) {
                found.push(Mismatch::Polarity);
            }
            (found, question.common_with(wording))
        };
        let said = answer.plain().filter(|sentence| given == Given::Yes && sentence.share_of(question) >= SAID);
        let of_sentence = |sentence| {
            let found = self.compare(&Comparison { wording: sentence, source: Source::Answer, ..comparison }, given);
            (found, question.common_with(sentence))
        };
        let of_wordings = wordings.iter().zip(asked.iter().map(|asked| asked.form)).map(of_wording);
        let all = of_wordings.chain(said.map(of_sentence));
        let fewest = all.min_by(|left, right| left.0.len().cmp(&right.0.len()).then(right.1.total_cmp(&left.1)));
        fewest.map(|(found, _)| found).unwrap_or_default()
    }

    /// Returns whether a wording of an entry has every content word of the question.
    pub(in crate::matching) fn is_worded(&self, texts: &Texts<'_>) -> bool {
        let content = self.question.content();
        let has_all = |wording: Statement| content.iter().all(|at| wording.has(&self.question, *at));
        texts.wordings.iter().any(|text| has_all(Statement::of(&Asked::new(text).core)))
    }

    fn compare(&self, compared: &Comparison<'_>, given: Given) -> Vec<Mismatch> {
        let mut found: Vec<Mismatch> = aspects::check(compared).into_iter().collect();
        found.extend(names::check(compared));
        found.extend(quantities::check(compared));
        found.extend(halves::check(compared));
        found.extend(roles::check(compared));
        found.extend(roles::done_to(compared));
        found.extend(order::check(compared));
        found.extend(direction::check(compared));
        if self.form == Form::Closed {
            let closed = [
                negation::check(compared),
                frequency::check(compared),
                actors::check(compared),
                scope::unconfirmed(compared),
                scope::narrower(compared),
                scope::further(compared),
                modifiers::check(compared),
            ];
            found.extend(closed.into_iter().flatten());
            // A more precise reason is shown alone.
            if found.is_empty() {
                found.extend(accounting::check(compared));
            }
            if found.is_empty() && matches!(given, Given::No | Given::Other) {
                found.extend(accounting::further(compared));
            }
            // A part of something depends on how it is put.
            if found.is_empty() && given == Given::Other {
                found.extend(accounting::reworded(compared));
            }
        }
        found
    }
}

/// Returns the mismatch of an alternate with the entry's own question if a yes to one is a no to the other; `None` if
/// one of them cannot be answered with yes or no.
pub fn opposite_polarity(question: &str, alternate: &str) -> Option<Mismatch> {
    let (own, other) = (Asked::new(question), Asked::new(alternate));
    let are_closed = own.form == Form::Closed && other.form == Form::Closed;
    let are_opposite = || polarity::are_opposite(&Statement::of(&own.core), &Statement::of(&other.core));
    (are_closed && are_opposite()).then_some(Mismatch::Polarity)
}
