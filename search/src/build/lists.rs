//! The posting lists of all terms.

use super::lexicon::Lexicon;
use crate::analysed::Analysed;
use crate::bytes::{count, size};
use crate::postings::{Posting, PostingList};
use crate::shard::terms::name_term;
use crate::weights::{BODY_NORM, Scale, TITLE_NORM, length_norm};
use crate::words::WordStemmer;

/// The posting list of each term, by the term's number.
pub(super) fn lists(documents: &[Analysed], lexicon: &Lexicon) -> Vec<PostingList> {
    let mut lists = vec![PostingList::default(); lexicon.terms.len()];
    let weigher = Weigher::new(documents);
    let mut terms: Vec<TermCounts> = Vec::new();
    for (number, document) in (0_u32..).zip(documents) {
        terms.clear();
        gather(document, lexicon, &mut terms);
        terms.sort_by_key(|counts| counts.term);
        for counts in terms.chunk_by_mut(|a, b| a.term == b.term) {
            let posting = weigher.posting(number, document, counts);
            if let Some(list) = counts.first().and_then(|first| lists.get_mut(size(first.term))) {
                list.push(&posting);
            }
        }
    }
    lists
}

/// How often a term occurs in one document, by one of the words that share it.
#[derive(Default)]
struct TermCounts {
    term: u32,
    body: u32,
    is_tag: bool,
    is_name: bool,
    is_title: bool,
    positions: Vec<u32>,
}

fn gather(document: &Analysed, lexicon: &Lexicon, terms: &mut Vec<TermCounts>) {
    let stemmer = WordStemmer::new();
    document.each_word(|word, counts| {
        if let Some(term) = lexicon.stem(word) {
            let (body, is_tag, positions) = (counts.body, counts.tags > 0, counts.positions);
            terms.push(TermCounts { term, body, is_tag, positions, ..TermCounts::default() });
        }
    });
    for name in &document.names {
        if let Some(term) = lexicon.terms.find(&name_term(&stemmer, name)) {
            terms.push(TermCounts { term, is_name: true, ..TermCounts::default() });
        }
    }
    if let Some(term) = document.short_title.as_ref().and_then(|title| lexicon.terms.find(&name_term(&stemmer, title)))
    {
        terms.push(TermCounts { term, is_title: true, ..TermCounts::default() });
    }
}

/// Turns counts into levels.
struct Weigher {
    body: Scale,
    title: Scale,
    average_body: f64,
    average_title: f64,
    average_alternate: f64,
}

impl Weigher {
    fn new(documents: &[Analysed]) -> Self {
        let titles = documents.iter().filter_map(|document| document.wordings.first());
        let alternates = documents.iter().flat_map(|document| document.wordings.iter().skip(1));
        Self {
            body: Scale::body(),
            title: Scale::title(),
            average_body: average(documents.iter().map(|document| &document.body_length)),
            average_title: average(titles),
            average_alternate: average(alternates),
        }
    }

    fn posting(&self, document: u32, analysed: &Analysed, counts: &mut [TermCounts]) -> Posting {
        let mut positions: Vec<u32> =
            counts.iter_mut().flat_map(|counts| std::mem::take(&mut counts.positions)).collect();
        positions.sort_unstable();
        let body: u32 = counts.iter().map(|counts| counts.body).sum();
        let (mut title, alternates) = self.wordings(analysed, &positions);
        if counts.iter().any(|counts| counts.is_title) {
            title = u8::MAX;
        }
        Posting {
            document,
            body: if body > 0 { self.body_level(body, analysed.body_length) } else { 0 },
            title,
            alternates,
            is_tag: counts.iter().any(|counts| counts.is_tag || counts.is_name),
            positions,
        }
    }

    fn body_level(&self, occurrences: u32, length: u32) -> u8 {
        self.body.level(f64::from(occurrences) / length_norm(BODY_NORM, length, self.average_body))
    }

    /// The levels of the title and of the alternate that matches best: a long list of alternates is no drawback.
    fn wordings(&self, analysed: &Analysed, positions: &[u32]) -> (u8, u8) {
        let (mut title, mut alternates) = (0, 0);
        let mut start = 0;
        for (at, length) in analysed.wordings.iter().enumerate() {
            let within = positions.iter().filter(|position| (start..start + length).contains(position)).count();
            start += length + 1;
            if within == 0 {
                continue;
            }
            let average = if at == 0 { self.average_title } else { self.average_alternate };
            let level = self.title.level(f64::from(count(within)) / length_norm(TITLE_NORM, *length, average));
            if at == 0 {
                title = level;
            } else {
                alternates = level.max(alternates);
            }
        }
        (title, alternates)
    }
}

fn average<'a>(lengths: impl Iterator<Item = &'a u32>) -> f64 {
    let (sum, number) = lengths.fold((0.0, 0.0), |(sum, number), length| (sum + f64::from(*length), number + 1.0));
    if number > 0.0 { sum / number } else { 0.0 }
}
