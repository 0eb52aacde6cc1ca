//! Whom a sentence is about.

use crate::prose::Names;
use std::borrow::Cow;

/// Whom a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A competitor.
    Competitor(Mention),
    /// Us.
    Us,
    /// Neither is named.
    Unnamed,
}

/// How a sentence names a competitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where the name ends, in bytes from the start of the sentence.
    pub(super) end: usize,
    /// Whether the sentence begins with it.
    pub(super) is_first: bool,
    /// Whether it is a possessive, such as `Globex's` or `their`, which a noun follows.
    pub(super) is_possessive: bool,
}

const PRONOUNS: [&str; 4] = ["they", "they're", "they've", "they'll"];
const SINGULAR: [&str; 2] = ["it", "it's"];
const POSSESSIVE: [&str; 2] = ["their", "theirs"];
const FIRST_PERSON: [&str; 13] =
    ["i", "i'd", "i'm", "i've", "me", "my", "our", "ours", "us", "we", "we're", "we've", "we'll"];
/// People whom `they` may mean instead.
const PEOPLE: [&str; 13] = [
    "admins",
    "administrators",
    "analysts",
    "auditors",
    "buyers",
    "champions",
    "customers",
    "executives",
    "partners",
    "people",
    "prospects",
    "teams",
    "users",
];

/// The sentence before, as far as pronouns depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Before {
    /// Whether it was about a competitor.
    pub(super) is_about_competitor: bool,
    /// Whether it was about us or named people.
    pub(super) is_about_others: bool,
}

impl Before {
    /// Returns what the next sentence must know of `text`, which is about `subject`.
    pub(super) fn of(text: &str, subject: Subject) -> Self {
        let names_people = || words(text).any(|word| PEOPLE.contains(&word.as_ref()));
        Self {
            is_about_competitor: matches!(subject, Subject::Competitor(_)),
            is_about_others: subject == Subject::Us || (subject == Subject::Unnamed && names_people()),
        }
    }
}

/// Returns the words of `text` in lower case, with straight apostrophes.
pub(super) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = text.split(|symbol: char| !symbol.is_alphanumeric() && !matches!(symbol, '\'' | '’' | '-'));
    words.filter(|word| !word.is_empty()).map(lower)
}

/// Returns `word` in lower case, with straight apostrophes. Most words are, and are not copied.
fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The number of words at the start of a sentence that decide whether it is about us.
const LEAD_WORDS: usize = 4;

fn is_first_person(word: &str) -> bool {
    // `US` is a country. No word of the list is longer, a curly apostrophe included.
    word != "US" && word.len() <= "we’re".len() && FIRST_PERSON.contains(&lower(word).as_ref())
}

/// Returns the part of `text` before it begins to speak of us.
pub(super) fn own_part(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if is_first_person(word.trim_matches(|symbol: char| !symbol.is_alphanumeric())) {
            return text.get(..end).unwrap_or(text);
        }
        end += word.len();
    }
    text
}

/// Returns whom `text` is about, after the sentence `before` in the same section.
pub(super) fn subject(competitors: &Names, text: &str, before: Before) -> Subject {
    let first = words(text).next().unwrap_or_default();
    let named = competitors.find(text).next();
    let is_named_first = named.as_ref().is_some_and(|named| named.range.start == 0);
    let own = own_part(text);
    if !is_named_first && own.len() < text.len() && own.split_whitespace().count() < LEAD_WORDS {
        return Subject::Us;
    }
    let pronoun_end = || text.find(char::is_whitespace).unwrap_or(text.len());
    let pronoun = |is_possessive| Subject::Competitor(Mention { end: pronoun_end(), is_first: true, is_possessive });
    let first = first.as_ref();
    if SINGULAR.contains(&first) && before.is_about_competitor {
        return pronoun(false);
    }
    if PRONOUNS.contains(&first) && !before.is_about_others {
        return pronoun(false);
    }
    if POSSESSIVE.contains(&first) && !before.is_about_others {
        return pronoun(true);
    }
    let Some(named) = named else { return Subject::Unnamed };
    let after = text.get(named.range.end..).unwrap_or_default();
    let is_possessive = after.starts_with("'s") || after.starts_with("’s");
    Subject::Competitor(Mention { end: named.range.end, is_first: named.range.start == 0, is_possessive })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, before: Before) -> &'static str {
        let names = Names::new(vec![("Globex".to_owned(), "g".to_owned())]);
        match subject(&names, text, before) {
            Subject::Competitor(Mention { is_possessive: true, .. }) => "of it",
            Subject::Competitor(Mention { is_first: true, .. }) => "it first",
            Subject::Competitor(_) => "it",
            Subject::Us => "us",
            Subject::Unnamed => "-",
        }
    }

    #[test]
    fn pronouns_mean_the_competitor_unless_others_were_named() {
        let none = Before::default();
        let competitor = Before { is_about_competitor: true, is_about_others: false };
        let others = Before { is_about_competitor: false, is_about_others: true };
        for (text, expected) in [
            ("Globex stops.", ["it first"; 3]),
            ("With Globex you pay.", ["it"; 3]),
            ("Globex’s app stops.", ["of it"; 3]),
            ("They charge.", ["it first", "it first", "-"]),
            ("Their app stops.", ["of it", "of it", "-"]),
            ("It needs Java.", ["-", "it first", "-"]),
            ("We do, Globex does not.", ["us"; 3]),
            ("The rest.", ["-"; 3]),
        ] {
            assert_eq!([none, competitor, others].map(|before| shown(text, before)), expected, "{text}");
        }
        assert_eq!(Before::of("Users want it.", Subject::Unnamed), others);
        assert_eq!(Before::of("It is so.", Subject::Unnamed), none);
    }
}
