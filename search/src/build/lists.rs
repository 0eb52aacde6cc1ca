//! The posting lists of all terms.

use super::lexicon::Lexicon;
use crate::analysed::{Analysed, WordCounts};
use crate::bytes::{count, size};
use crate::postings::{Posting, PostingList};
use crate::shard::terms::name_term;
use crate::weights::{BODY_NORM, Scale, TITLE_NORM, length_norm};
use crate::words::WordStemmer;

/// The posting list of each term, by the term's number.
pub(super) fn lists(documents: &[Analysed], lexicon: &Lexicon) -> Vec<PostingList> {
    let mut lists = vec![PostingList::default(); lexicon.terms.len()];
    let weigher = Weigher::new(documents);
    let mut numbers = lexicon.numbers.iter();
    let mut gathered = Gathered::default();
    for (number, document) in (0_u32..).zip(documents) {
        gathered.fill(document, lexicon, &mut numbers);
        for same in gathered.order.chunk_by(|a, b| a.0 == b.0) {
            let counts = same.iter().filter_map(|(_, at)| gathered.counts.get(size(*at)));
            let posting = weigher.posting(number, document, counts);
            if let Some(list) = same.first().and_then(|(term, _)| lists.get_mut(size(*term))) {
                list.push(&posting);
            }
        }
    }
    lists
}

/// How often one of the words that share a term occurs in one document.
#[derive(Default)]
struct TermCounts {
    counts: WordCounts,
    is_name: bool,
    is_title: bool,
}

/// The words of one document, and their terms in order.
#[derive(Default)]
struct Gathered {
    counts: Vec<TermCounts>,
    /// A term and where its counts are.
    order: Vec<(u32, u32)>,
}

impl Gathered {
    fn push(&mut self, term: Option<u32>, counts: TermCounts) {
        self.order.extend(term.map(|term| (term, count(self.counts.len()))));
        self.counts.push(counts);
    }

    /// Takes in `document`, whose words are the next `numbers`.
    fn fill<'a>(&mut self, document: &Analysed, lexicon: &Lexicon, numbers: &mut impl Iterator<Item = &'a u32>) {
        self.counts.clear();
        self.order.clear();
        document.each_word(|_, counts| {
            let term = numbers.next().and_then(|number| lexicon.stem(*number));
            self.push(term, TermCounts { counts, ..TermCounts::default() });
        });
        let stemmer = WordStemmer::new();
        let term = |name: &String| lexicon.terms.find(&name_term(&stemmer, name));
        for name in &document.names {
            self.push(term(name), TermCounts { is_name: true, ..TermCounts::default() });
        }
        for title in &document.titles {
            self.push(term(title), TermCounts { is_title: true, ..TermCounts::default() });
        }
        self.order.sort_unstable();
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

    fn posting<'a>(&self, document: u32, analysed: &Analysed, same: impl Iterator<Item = &'a TermCounts>) -> Posting {
        let mut posting = Posting { document, ..Posting::default() };
        let (mut body, mut is_title) = (0, false);
        for TermCounts { counts, is_name, is_title: is_whole } in same {
            body += counts.body;
            posting.is_tag |= counts.tags > 0 || *is_name;
            is_title |= is_whole;
            posting.positions.extend_from_slice(&counts.positions);
        }
        if body > 0 {
            posting.body = self.body_level(body, analysed.body_length);
        }
        if !posting.positions.is_empty() {
            posting.positions.sort_unstable();
            (posting.title, posting.alternates) = self.wordings(analysed, &posting.positions);
        }
        if is_title {
            posting.title = u8::MAX;
        }
        posting
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
