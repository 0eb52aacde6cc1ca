//! What the owner of an opportunity owes: to-dos, answers, promises and decisions.

use super::phrase::{counted, listed};
use crate::opportunity::{Comment, Opportunity};
use chrono::NaiveDate;

/// How many words of a comment are quoted.
const QUOTED: usize = 16;

/// What is owed, by its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Owed {
    /// A close date that has passed.
    late: Option<String>,
    todos: Vec<String>,
    answers: Vec<String>,
    next_step: Option<String>,
    pub(super) promises: Vec<String>,
    pub(super) decisions: Vec<String>,
    /// Comments of the owner that others have to answer.
    pub(super) awaited: Vec<String>,
}

impl Owed {
    /// Gathers what `opportunity` records.
    pub(super) fn new(opportunity: &Opportunity, day: NaiveDate) -> Self {
        let close = opportunity.close_date.filter(|close| *close < day);
        let mut owed = Self {
            late: close.map(|close| format!("Set a new close date; {close} has passed")),
            next_step: opportunity.next_step.clone(),
            ..Self::default()
        };
        let Some(activity) = &opportunity.activity else { return owed };
        owed.todos.clone_from(&activity.todos);
        for comment in &activity.comments {
            let day = comment.at.day();
            if opportunity.owner.as_deref() == Some(comment.author.as_str()) {
                owed.awaited.push(format!("{} waits for an answer since {day}: {}", comment.author, quote(comment)));
            } else {
                owed.answers.push(format!("Answer {} of {day}: {}", comment.author, quote(comment)));
            }
        }
        owed
    }

    /// Returns one sentence with the number of to-dos, answers, promises and decisions; `None` if there are none.
    pub(super) fn summary(&self) -> Option<String> {
        let kinds = [
            (self.todos.len(), "to-do", "to-dos"),
            (self.answers.len(), "answer", "answers"),
            (self.promises.len(), "promise", "promises"),
            (self.decisions.len(), "decision", "decisions"),
        ];
        let kinds = kinds.iter().filter(|(count, _, _)| *count > 0);
        let parts: Vec<String> = kinds.map(|(count, one, several)| counted(*count, one, several)).collect();
        (!parts.is_empty()).then(|| format!("You owe {}", listed(&parts)))
    }

    /// Returns everything that has to be done, the most urgent first.
    pub(super) fn lines(self) -> impl Iterator<Item = String> {
        let parts = [self.todos, self.answers, self.decisions];
        let first = self.late.into_iter().chain(parts.into_iter().flatten());
        first.chain(self.next_step).chain(self.promises)
    }
}

fn quote(comment: &Comment) -> String {
    let mut words = comment.text.split_whitespace();
    let kept: Vec<&str> = words.by_ref().take(QUOTED).collect();
    let mark = if words.next().is_some() { "…" } else { "" };
    format!("“{}{mark}”", kept.join(" "))
}
