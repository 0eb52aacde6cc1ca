//! What is put into the index: documents, and the words that mean the same.

/// How trustworthy an entry is from a certain day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Everything it says was verified recently enough.
    Current,
    /// Something in it is due to be verified soon.
    CheckSoon,
    /// Something in it is overdue.
    Stale,
    /// Something in it was never verified.
    NotProven,
}

impl State {
    /// The number that shards and JSON carry, 0 to 3.
    pub fn number(self) -> u8 {
        match self {
            Self::Current => 0,
            Self::CheckSoon => 1,
            Self::Stale => 2,
            Self::NotProven => 3,
        }
    }

    /// The state with this number; any other number is [`State::NotProven`], the most cautious.
    pub fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Current,
            1 => Self::CheckSoon,
            2 => Self::Stale,
            _ => Self::NotProven,
        }
    }
}

/// The last state of a timeline that has begun by `today`; before its first day, the first one.
pub fn state_on(states: &[(i32, State)], today: i32) -> Option<State> {
    let begun = states.iter().rev().find(|(day, _)| *day <= today);
    begun.or(states.first()).map(|(_, state)| *state)
}

/// One thing that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique; the last tie-breaker of every ranking.
    pub id: String,
    /// The entry's kind, such as `battlecard`; also the facet `kind`. A question mark prefers [`Document::ANSWER`].
    pub kind: String,
    /// Where the result leads, relative to the site.
    pub url: String,
    /// The title, or the question of an answer.
    pub title: String,
    /// Other wordings of the title or question.
    pub alternates: Vec<String>,
    /// Short labels; searched with more weight than the body.
    pub tags: Vec<String>,
    /// The body as plain text.
    pub body: String,
    /// One or two sentences shown with the result; searched like the body.
    pub summary: String,
    /// Facets as (name, value); a name may come several times. `kind` is added by itself.
    pub facets: Vec<(String, String)>,
    /// Names that open this document first when they are all that was asked, such as a competitor's.
    pub names: Vec<String>,
    /// Names of this document too, below those that others declare as [`Document::names`].
    pub second_names: Vec<String>,
    /// The document's part in comparisons such as `A vs B`.
    pub comparison: Comparison,
    /// Ids in control frameworks, such as `caiq-4: IAM-08.1`; the part after the colon alone is found too.
    pub controls: Vec<String>,
    /// The state from each day on, days counted from 1970-01-01, ascending.
    pub states: Vec<(i32, State)>,
}

impl Document {
    /// The kind that a question mark prefers.
    pub const ANSWER: &'static str = "answer";
    /// The kind that comes behind others unless the query has a declared name.
    pub const CLAIM: &'static str = "claim";
}

/// The part of a document in comparisons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Comparison {
    /// It has none.
    #[default]
    None,
    /// Its names are one side of a comparison.
    Side(Side),
    /// It is the page of comparisons: its address takes `?with=` and the ids of the sides.
    Page,
}

/// One side of a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// Its id in the address of the comparison.
    pub id: String,
    /// Its name in the title of the comparison.
    pub name: String,
}

/// Groups of phrases that mean the same, such as `SSO`, `single sign-on`, and everyday words for terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// The groups; the order of groups and phrases does not matter to a ranking.
    pub groups: Vec<Vec<String>>,
    /// What people type, and the terms that documents use for it.
    pub wordings: Vec<Wording>,
}

/// What people type for terms. Unlike in a group, the terms do not stand for the typed phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The phrases that are typed; articles, pronouns and auxiliaries in them do not matter.
    pub typed: Vec<String>,
    /// The terms that are searched too.
    pub terms: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_begun_state_counts() {
        let states = [(10, State::Current), (20, State::CheckSoon), (30, State::Stale)];
        let on = [5, 10, 25, 99].map(|today| state_on(&states, today));
        let expected = [State::Current, State::Current, State::CheckSoon, State::Stale].map(Some);
        assert_eq!((on, state_on(&[], 5)), (expected, None));
    }
}
