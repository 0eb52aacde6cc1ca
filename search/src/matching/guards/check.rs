//! Runs every guard on a question and an entry.

use super::comparison::{Answer, Comparison};
use super::mismatch::Mismatch;
use super::statement::Statement;
use super::{accounting, actors, aspects, frequency, halves, names, negation, polarity, quantities, roles, scope};
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

/// A question, prepared for many entries.
pub(in crate::matching) struct Guarded {
    question: Statement,
    form: Form,
}

impl Guarded {
    pub(in crate::matching) fn new(asked: &Asked) -> Self {
        Self { question: Statement::of(&asked.core), form: asked.form }
    }

    /// Returns the mismatches with an entry: those of the wording that has fewest.
    pub(in crate::matching) fn mismatches(&self, texts: &Texts<'_>) -> Vec<Mismatch> {
        let wordings: Vec<Asked> = texts.wordings.iter().map(|text| Asked::new(text)).collect();
        let statements: Vec<Statement> = wordings.iter().map(|asked| Statement::of(&asked.core)).collect();
        let is_denied = self.form == Form::Closed && texts.choice.is_some_and(|choice| choice != "yes");
        // The text of a no says why not: it confirms nothing that is asked.
        let answer = Answer::new(if is_denied { "" } else { texts.answer });
        let compare = |wording: &Statement, form: Form| {
            let compared = Comparison { question: &self.question, wording, wordings: &statements, answer: &answer };
            let mut found = self.compare(&compared);
            if is_denied && found.is_empty() {
                found.extend(accounting::further(&compared));
            }
            // The short answer is that of the entry's question.
            let own = statements.first().zip(wordings.first());
            if let Some((own, own_asked)) = own
                && [self.form, form, own_asked.form] == [Form::Closed; 3]
                && polarity::are_opposite(own, wording)
            {
                found.push(Mismatch::Polarity);
            }
            let common = wording.share_of(&self.question) + self.question.share_of(wording);
            (found, common)
        };
        let is_affirmed = self.form == Form::Closed && texts.choice == Some("yes");
        let said = answer.plain().filter(|sentence| is_affirmed && sentence.share_of(&self.question) >= SAID);
        let compared = statements.iter().zip(&wordings).map(|(wording, asked)| compare(wording, asked.form));
        let compared = compared.chain(said.map(|sentence| compare(sentence, Form::Closed)));
        let fewest = compared.min_by(|left, right| left.0.len().cmp(&right.0.len()).then(right.1.total_cmp(&left.1)));
        fewest.map(|(found, _)| found).unwrap_or_default()
    }

    /// Returns whether a wording of an entry has every content word of the question.
    pub(in crate::matching) fn is_worded(&self, texts: &Texts<'_>) -> bool {
        let content = self.question.content();
        let has_all = |wording: Statement| content.iter().all(|at| wording.has(&self.question, *at));
        texts.wordings.iter().any(|text| has_all(Statement::of(&Asked::new(text).core)))
    }

    fn compare(&self, compared: &Comparison<'_>) -> Vec<Mismatch> {
        let mut found: Vec<Mismatch> = aspects::check(compared).into_iter().collect();
        found.extend(names::check(compared));
        found.extend(quantities::check(compared));
        found.extend(halves::check(compared));
        found.extend(roles::check(compared));
        if self.form == Form::Closed {
            let closed = [
                negation::check(compared),
                frequency::check(compared),
                actors::check(compared),
                scope::unconfirmed(compared),
                scope::narrower(compared),
            ];
            found.extend(closed.into_iter().flatten());
            // A more precise reason is shown alone.
            if found.is_empty() {
                found.extend(accounting::check(compared));
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
