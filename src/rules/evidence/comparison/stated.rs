//! Which sentences state what a competitor does, lacks, limits or costs.

use super::features::{Features, features};
use super::section::Topic;
use super::subject::{Before, Mention, Subject, own_part, subject, words};
use crate::prose::{List, Names, Prose, Role, Sentence};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Returns the sentences of `prose` that state something about a competitor, with their number.
///
/// A sentence that names no one is about the competitor of the card, unless it is advice or the section
/// is about us.
pub(in crate::rules::evidence) fn stated<'p>(competitors: &Names, prose: &'p Prose) -> Vec<(usize, &'p Sentence)> {
    let mut found = Vec::new();
    let mut topic = Topic::Open;
    let mut before = Before::default();
    for (index, sentence) in prose.sentences().iter().enumerate() {
        let text = without_quotes(prose.text_of(sentence));
        let (text, role) = (text.as_ref(), prose.role(sentence));
        if role == Role::Heading {
            (topic, before) = (Topic::of_heading(text), Before::default());
        }
        let about = subject(competitors, text, before);
        before = Before::of(text, about);
        // "Why we win" is no one whom `they` could mean.
        before.is_about_others &= role != Role::Heading;
        let is_stated = !text.ends_with('?')
            && match (about, role) {
                (_, Role::Field) => false,
                (Subject::Competitor(mention), Role::Heading) => has_verb(prose, sentence, text, mention),
                (Subject::Competitor(mention), _) => is_stated_of(prose, sentence, text, mention),
                (Subject::Unnamed, Role::Paragraph | Role::Item) => is_stated_below(topic, prose, sentence, text),
                (Subject::Us, Role::Paragraph | Role::Item | Role::Cell) => {
                    names_later(competitors, prose, sentence, text)
                }
                (Subject::Unnamed | Subject::Us, _) => false,
            };
        if is_stated {
            found.push((index, sentence));
        }
    }
    found
}

/// Returns whether a sentence that names a competitor states something about it: by a verb near the name, or, if it is
/// not advice, by a lack, a limit, a price or a number.
fn is_stated_of(prose: &Prose, sentence: &Sentence, text: &str, mention: Mention) -> bool {
    if has_verb(prose, sentence, text, mention) {
        return true;
    }
    let text = own_part(text);
    if is_advice(text) || (!mention.is_first && is_about_others(text)) {
        return false;
    }
    let after = features(text.get(mention.end..).unwrap_or_default());
    after.limits || after.lacks || after.counts || features(text).limits
}

/// Returns whether a sentence that names no one states something in a section about `topic`.
fn is_stated_below(topic: Topic, prose: &Prose, sentence: &Sentence, text: &str) -> bool {
    let text = own_part(text);
    if is_advice(text) || is_about_others(text) {
        return false;
    }
    let Features { lacks, limits, counts } = features(text);
    let has_verb = || {
        let verbs = prose.hits_in(List::Statement, sentence).map(|hit| hit.range.start - sentence.range.start);
        verbs.filter(|verb| *verb > 0 && *verb < text.len()).any(|verb| is_near(text, 0, verb, 5))
    };
    match topic {
        Topic::Competitor | Topic::Open => lacks || limits || counts || has_verb(),
        // What is missing where we win, they miss; what is missing where we lose, we do.
        Topic::WeWin => lacks,
        Topic::WeLose => !lacks && (limits || counts || has_verb()),
        Topic::Us => false,
    }
}

/// Returns whether a sentence about us states something about a competitor that it names.
fn names_later(competitors: &Names, prose: &Prose, sentence: &Sentence, text: &str) -> bool {
    let they = text.match_indices("they ").map(|(start, they)| start + they.len() - 1);
    competitors.find(text).map(|name| name.range.end).chain(they).any(|end| {
        let mention = Mention { end, is_first: false, is_possessive: false };
        has_verb(prose, sentence, text, mention)
    })
}

/// Returns whether a verb of a statement follows the name, in the same clause and near.
fn has_verb(prose: &Prose, sentence: &Sentence, text: &str, mention: Mention) -> bool {
    // A noun follows a possessive, with what belongs to it.
    let most_between = if mention.is_possessive { 6 } else { 3 };
    let verbs = prose.hits_in(List::Statement, sentence).map(|hit| hit.range.start - sentence.range.start);
    let is_own = |verb: &usize| text.get(*verb..).is_some_and(|rest| !rest.starts_with(' '));
    verbs.filter(|verb| *verb >= mention.end && is_own(verb)).any(|verb| is_near(text, mention.end, verb, most_between))
}

/// Returns whether at most `most` words of one clause are between `start` and `verb`.
fn is_near(text: &str, start: usize, verb: usize, most: usize) -> bool {
    let between = text.get(start..verb).unwrap_or_default();
    !between.contains([',', ';', ':', '.', '(']) && between.split_whitespace().count() <= most
}

/// Returns `text` with a blank for each byte between quotation marks: the words of others.
fn without_quotes(text: &str) -> Cow<'_, str> {
    let mut own = Cow::Borrowed(text);
    let mut start = 0;
    while let Some((open, mark)) =
        text.get(start..).and_then(|rest| rest.char_indices().find(|(_, mark)| is_opening(*mark)))
    {
        let open = start + open;
        let inside = open + mark.len_utf8();
        let closing = text.get(inside..).and_then(|rest| rest.find(['"', '”', '“', '»']));
        let end = closing.map_or(text.len(), |closing| inside + closing);
        own.to_mut().replace_range(inside..end, &" ".repeat(end - inside));
        start = text.get(end..).and_then(|rest| rest.chars().next()).map_or(text.len(), |mark| end + mark.len_utf8());
    }
    own
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '"' | '“' | '„' | '«')
}

/// First words of sentences that tell the reader what to do, or when.
static ADVICE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("advice.txt").lines().collect());
/// Words of sentences about our own deals, or about the company.
const OTHERS: [&str; 11] =
    ["champion", "deal", "deals", "founded", "lost", "opinion", "pilot", "poc", "pov", "rfp", "won"];

fn is_advice(text: &str) -> bool {
    let first = words(text).next().unwrap_or_default();
    ADVICE.contains(first.as_ref())
}

fn is_about_others(text: &str) -> bool {
    words(text).any(|word| OTHERS.contains(&word.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_others_are_blanked() {
        for (text, expected) in [
            ("Say \"5 TB\" now", "Say \"    \" now"),
            ("„Ä“ und “b” c", "„  “ und “ ” c"),
            ("\"never closed", "\"            "),
            ("5' of it's", "5' of it's"),
        ] {
            assert_eq!(without_quotes(text), expected);
        }
    }
}
