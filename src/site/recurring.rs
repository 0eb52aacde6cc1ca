//! Recurring objections: what buyers say again and again, where it was said, and which entry answers it.
//!
//! In go the objections of the library, the objections that battlecards list, what opportunities have written on their
//! pages, and the questions of customers that were left open; out come groups of the same objection. A link joins a
//! statement with an entry; without one, the matcher must be as sure as it must be to fill a cell of a questionnaire. A
//! text of an opportunity or a question that no objection has is no objection, and stays where it is shown already.

use super::catalogue::Catalogue;
use crate::artefacts::{ArtefactKey, Artefacts};
use crate::entry::{Body, Entry, KindFields};
use crate::kinds::Kind;
use crate::opportunity::Opportunity;
use crate::responses::{OpenQuestion, same_questions};
use fieldbook_search::matching::{Matcher, STRONG, Wordings};
use std::sync::Arc;

/// An objection and everybody who has it.
#[derive(Debug)]
pub(super) struct RecurringObjection<'a> {
    /// Its words: those of the entry that answers it, else as a battlecard has it.
    pub(super) words: String,
    /// The entry that answers it; `None` if none does.
    pub(super) answer: Option<&'a Arc<Entry>>,
    /// The battlecards that list it, each with the words there.
    pub(super) cards: Vec<(&'a Arc<Entry>, String)>,
    /// The open opportunities on whose pages it is, each with the words there.
    pub(super) said: Vec<(&'a Opportunity, String)>,
    /// The open questions of customers that raise it.
    pub(super) questions: Vec<&'a OpenQuestion>,
}

/// The heading of the section of a battlecard that lists objections, in lower case.
const SECTION: &str = "objections";

impl<'a> RecurringObjection<'a> {
    fn new(words: String, answer: Option<&'a Arc<Entry>>) -> Self {
        Self { words, answer, cards: Vec::new(), said: Vec::new(), questions: Vec::new() }
    }

    /// Returns the open opportunities that the objection affects, each once: those on whose pages it is, and those that
    /// the entry or a battlecard affects, the gap of the entry included.
    pub(super) fn exposed(&self, catalogue: &Catalogue<'a>) -> Vec<&'a Opportunity> {
        let entries = self.answer.iter().chain(self.cards.iter().map(|(card, _)| card));
        let mut exposed: Vec<&Opportunity> = entries.flat_map(|entry| catalogue.resting_on(entry)).collect();
        if let Some(KindFields::Objection(own)) = self.answer.map(|answer| &answer.kind_fields) {
            let gap = own.gap.as_ref().and_then(|gap| catalogue.target(&gap.value));
            exposed.extend(gap.iter().flat_map(|(gap, _)| catalogue.exposures.of_gap(&gap.id).iter().copied()));
        }
        exposed.extend(self.said.iter().map(|(opportunity, _)| *opportunity));
        exposed.sort_by_key(|one| (one.close_date.is_none(), one.close_date, &one.id));
        exposed.dedup_by_key(|one| &one.id);
        exposed
    }

    /// Returns in how many places it is: entries, opportunities and questionnaires.
    pub(super) fn count(&self) -> usize {
        let questions: usize = self.questions.iter().map(|question| question.responses).sum();
        usize::from(self.answer.is_some()) + self.cards.len() + self.said.len() + questions
    }
}

/// Groups the objections of the library that `catalogue` shows, by id of the entry; those without an entry last.
pub(super) fn recurring<'a>(catalogue: &Catalogue<'a>) -> Vec<RecurringObjection<'a>> {
    let library = catalogue.input.library;
    let mut groups: Vec<RecurringObjection<'a>> = library
        .of_kind(Kind::Objection)
        .map(|entry| RecurringObjection::new(entry.title.value.clone(), Some(entry)))
        .collect();
    let mut unlinked = Vec::new();
    for card in library.of_kind(Kind::Battlecard) {
        for item in items(card) {
            let linked = |group: &&mut RecurringObjection<'_>| group.answer.is_some_and(|entry| item.links_to(entry));
            match groups.iter_mut().find(linked) {
                Some(group) => group.cards.push((card, item.words)),
                None => unlinked.push((card, item.words)),
            }
        }
    }
    join_unlinked(&mut groups, unlinked, &library.lists.synonyms, catalogue.input.artefacts);
    let known = Known::new(&groups, &library.lists.synonyms);
    for opportunity in catalogue.exposures.open() {
        for text in texts(opportunity) {
            if let Some(group) = known.find(text).and_then(|group| groups.get_mut(group)) {
                group.said.push((opportunity, text.to_owned()));
            }
        }
    }
    for question in &library.open_questions().questions {
        if let Some(group) = known.find(&question.question).and_then(|group| groups.get_mut(group)) {
            group.questions.push(question);
        }
    }
    groups
}

/// Returns what [`same_questions`] does, without asking it if an earlier build did.
fn kept_same_questions(words: &[&str], synonyms: &[Vec<String>], artefacts: &Artefacts) -> Vec<usize> {
    if !artefacts.are_kept() {
        return same_questions(words, synonyms);
    }
    let counts = [words.len(), synonyms.len()].map(|count| count.to_le_bytes().to_vec());
    let groups = synonyms.iter().map(|group| postcard::to_allocvec(group).unwrap_or_default());
    let words_as_bytes = words.iter().map(|words| words.as_bytes().to_vec());
    let parts: Vec<Vec<u8>> = counts.into_iter().chain(groups).chain(words_as_bytes).collect();
    let key = ArtefactKey::of("same questions", &parts.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let known = artefacts.recall(&key, |bytes| postcard::from_bytes::<Vec<usize>>(bytes).ok());
    known.filter(|known| known.len() == words.len()).unwrap_or_else(|| {
        let first = same_questions(words, synonyms);
        // Numbers, and no word of anybody.
        if let Ok(bytes) = postcard::to_allocvec(&first) {
            artefacts.keep(key, bytes);
        }
        first
    })
}

/// Adds what battlecards say without a link: to the objection that the matcher takes for the same, else as a new one.
fn join_unlinked<'a>(
    groups: &mut Vec<RecurringObjection<'a>>,
    unlinked: Vec<(&'a Arc<Entry>, String)>,
    synonyms: &[Vec<String>],
    artefacts: &Artefacts,
) {
    let known = Known::new(groups, synonyms);
    let (mut rest, mut placed) = (Vec::new(), Vec::new());
    for (card, words) in unlinked {
        match known.find(&words) {
            Some(group) => placed.push((group, card, words)),
            None => rest.push((card, words)),
        }
    }
    for (group, card, words) in placed {
        if let Some(group) = groups.get_mut(group) {
            group.cards.push((card, words));
        }
    }
    let words: Vec<&str> = rest.iter().map(|(_, words)| words.as_str()).collect();
    let first = kept_same_questions(&words, synonyms, artefacts);
    let before = groups.len();
    let mut numbers = Vec::new();
    for ((card, words), first) in rest.iter().zip(first) {
        let number = if let Some(number) = numbers.iter().position(|known| *known == first) {
            number
        } else {
            numbers.push(first);
            groups.push(RecurringObjection::new(words.clone(), None));
            numbers.len() - 1
        };
        if let Some(group) = groups.get_mut(before + number) {
            group.cards.push((card, words.clone()));
        }
    }
}

/// The objections that are known, for texts to be compared with.
struct Known {
    matcher: Option<Matcher>,
}

impl Known {
    fn new(groups: &[RecurringObjection<'_>], synonyms: &[Vec<String>]) -> Self {
        let wordings = groups.iter().map(|group| Wordings {
            question: &group.words,
            alternates: group.cards.iter().map(|(_, words)| words.as_str()).collect(),
            ..Wordings::default()
        });
        let wordings: Vec<Wordings<'_>> = wordings.collect();
        Self { matcher: (!wordings.is_empty()).then(|| Matcher::new(&wordings, synonyms)) }
    }

    /// Returns the number of the objection that `text` raises.
    fn find(&self, text: &str) -> Option<usize> {
        let proposals = self.matcher.as_ref()?.find(text, "");
        proposals.first().filter(|best| best.probability >= STRONG).map(|best| best.answer)
    }
}

/// What people wrote about an opportunity: to-dos, comments and the next step.
fn texts(opportunity: &Opportunity) -> impl Iterator<Item = &str> {
    let activity = opportunity.activity.as_ref();
    let todos = activity.into_iter().flat_map(|activity| activity.todos.iter().map(String::as_str));
    let comments = activity.into_iter().flat_map(|activity| activity.comments.iter().map(|one| one.text.as_str()));
    opportunity.next_step.as_deref().into_iter().chain(todos).chain(comments)
}

/// An objection in the list of a battlecard.
struct Item {
    words: String,
    /// The item as it is written.
    text: String,
}

impl Item {
    fn links_to(&self, entry: &Entry) -> bool {
        self.text.contains(entry.id.as_str())
    }
}

/// Returns the items of the list below the heading `Objections` of `card`.
fn items(card: &Entry) -> Vec<Item> {
    let Some(section) = section(&card.body) else { return Vec::new() };
    let text = card.file.slice(section);
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            Some(begin) => items.push(begin.to_owned()),
            None if line.starts_with(' ') => items.iter_mut().last().into_iter().for_each(|item| {
                item.push(' ');
                item.push_str(line.trim());
            }),
            None => {}
        }
    }
    items.into_iter().map(|text| Item { words: words(&text), text }).filter(|item| !item.words.is_empty()).collect()
}

/// Returns where the section with the objections is, without its heading.
fn section(body: &Body) -> Option<crate::source::Span> {
    let at = body.headings.iter().position(|heading| heading.text.trim().to_lowercase() == SECTION)?;
    let heading = body.headings.get(at)?;
    let next = body.headings.iter().skip(at + 1).find(|next| next.level <= heading.level);
    let end = next.map_or(body.span.end, |next| next.span.start);
    Some(crate::source::Span { start: heading.span.end, end })
}

/// Takes the objection out of an item: what is in quotation marks, else the first sentence.
fn words(item: &str) -> String {
    let plain: String = item.chars().filter(|letter| !matches!(letter, '*' | '_' | '`')).collect();
    let quoted = plain.split(['"', '“', '”']).nth(1).filter(|_| plain.trim_start().starts_with(['"', '“']));
    let sentence = plain.split_inclusive(['.', '?', '!']).next().unwrap_or_default();
    quoted.unwrap_or(sentence).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    #[test]
    fn the_items_of_a_card_are_its_objections_in_the_words_of_the_buyer() {
        let text = "---\ntitle: T\n---\n## Objections\n- *\"It costs a quarter.\"* It does.\n  See [[objections/cheap]].\n\
                    * We have it already! Measure it.\n\n### A part\n- \u{201c}Late?\u{201d} No.\n## Next\n- \"Not this.\"\n";
        let file = read_content(&[("content/battlecards/a.md", text)]).remove(0);
        let items = items(file.entries.first().unwrap());
        let words: Vec<&str> = items.iter().map(|item| item.words.as_str()).collect();
        assert_eq!(words, ["It costs a quarter.", "We have it already!", "Late?"]);
        assert!(items[0].text.contains("objections/cheap") && !items[1].text.contains("objections/cheap"));
    }
}
