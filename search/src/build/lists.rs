//! The posting lists of all terms.

use crate::analysed::Analysed;
use crate::bytes::{count, size};
use crate::lexicon::{Lexicon, Usage};
use crate::numbered::WordReader;
use crate::postings::{Posting, PostingList};
use crate::weights::{BODY_NORM, Scale, TITLE_NORM, length_norm};
use crate::words::WordStemmer;

/// The posting list of each term and the usage of each word, by their numbers.
pub(super) struct Inverted {
    pub(super) lists: Vec<PostingList>,
    pub(super) usage: Vec<Usage>,
}

/// Inverts `documents`, whose words are numbers of `lexicon`.
pub(super) fn invert(documents: &[Analysed], lexicon: &mut Lexicon) -> Inverted {
    let mut weigher = Weigher::new(documents);
    let mut usage = vec![Usage::default(); lexicon.len()];
    let mut lists = Vec::new();
    let mut gathered = Gathered::default();
    let mut positions = Vec::new();
    let stemmer = WordStemmer::new();
    for (number, document) in (0_u32..).zip(documents) {
        let mut reader = WordReader::new(document.numbered_words());
        while let Some(word) = reader.next(&mut positions) {
            let is_prominent = word.tags > 0 || !positions.is_empty();
            if let Some(usage) = usage.get_mut(size(word.number)) {
                usage.documents += 1;
                usage.is_prominent |= is_prominent;
            }
            let Some(term) = lexicon.stem(word.number) else { continue };
            gathered.counts(term).body += word.body;
            if is_prominent {
                let elsewhere = gathered.elsewhere(term);
                elsewhere.is_tag |= word.tags > 0;
                elsewhere.positions.extend_from_slice(&positions);
            }
        }
        for name in &document.names {
            gathered.elsewhere(lexicon.name(&stemmer, name)).is_tag = true;
        }
        for title in &document.titles {
            gathered.elsewhere(lexicon.name(&stemmer, title)).is_whole_title = true;
        }
        lists.resize_with(lexicon.terms.len(), PostingList::default);
        weigher.begin(document);
        gathered.drain(|term, counts, elsewhere| {
            if let Some(list) = lists.get_mut(size(term)) {
                list.push(weigher.posting(number, document, counts, elsewhere));
            }
        });
    }
    Inverted { lists, usage }
}

/// How often the words that share a term occur in the body of the present document.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    is_there: bool,
    body: u32,
    /// One more than where its [`Elsewhere`] is; 0 without one.
    elsewhere: u32,
}

/// Where a term is outside the body.
#[derive(Debug, Default)]
struct Elsewhere {
    is_tag: bool,
    is_whole_title: bool,
    positions: Vec<u32>,
}

/// The terms of one document; its memory serves the next one.
#[derive(Default)]
struct Gathered {
    /// By term.
    counts: Vec<Counts>,
    terms: Vec<u32>,
    elsewhere: Vec<Elsewhere>,
    used: usize,
    /// For terms beyond all that memory holds, of which there are none.
    none: (Counts, Elsewhere),
}

impl Gathered {
    fn counts(&mut self, term: u32) -> &mut Counts {
        let at = size(term);
        if at >= self.counts.len() {
            self.counts.resize((at + 1).next_power_of_two(), Counts::default());
        }
        let counts = self.counts.get_mut(at).unwrap_or(&mut self.none.0);
        if !counts.is_there {
            counts.is_there = true;
            self.terms.push(term);
        }
        counts
    }

    fn elsewhere(&mut self, term: u32) -> &mut Elsewhere {
        let known = self.counts(term).elsewhere;
        let at = if known > 0 { size(known) - 1 } else { self.used };
        if known == 0 {
            self.used += 1;
            self.counts(term).elsewhere = count(self.used);
        }
        if at >= self.elsewhere.len() {
            self.elsewhere.push(Elsewhere::default());
        }
        self.elsewhere.get_mut(at).unwrap_or(&mut self.none.1)
    }

    /// Calls `take` with each term, and forgets all.
    fn drain(&mut self, mut take: impl FnMut(u32, u32, Option<&mut Elsewhere>)) {
        for term in self.terms.drain(..) {
            let counts = self.counts.get_mut(size(term)).map(std::mem::take).unwrap_or_default();
            let at = counts.elsewhere.checked_sub(1).map(size);
            take(term, counts.body, at.and_then(|at| self.elsewhere.get_mut(at)));
        }
        for elsewhere in self.elsewhere.iter_mut().take(self.used) {
            (elsewhere.is_tag, elsewhere.is_whole_title) = (false, false);
            elsewhere.positions.clear();
        }
        self.used = 0;
    }
}

/// The most occurrences in a body whose level is worked out once per document.
const FEW: usize = 16;

/// Turns counts into levels.
struct Weigher {
    body: Scale,
    title: Scale,
    average_body: f64,
    average_title: f64,
    average_alternate: f64,
    body_norm: f64,
    /// The levels of few occurrences in the present document; 0 for those not known yet.
    few: [u8; FEW],
    posting: Posting,
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
            body_norm: 1.0,
            few: [0; FEW],
            posting: Posting::default(),
        }
    }

    /// Turns to a document.
    fn begin(&mut self, document: &Analysed) {
        self.body_norm = length_norm(BODY_NORM, document.body_length, self.average_body);
        self.few = [0; FEW];
    }

    fn posting(
        &mut self,
        document: u32,
        analysed: &Analysed,
        body: u32,
        elsewhere: Option<&mut Elsewhere>,
    ) -> &Posting {
        self.posting.positions.clear();
        let mut posting =
            Posting { document, positions: std::mem::take(&mut self.posting.positions), ..Posting::default() };
        if body > 0 {
            posting.body = self.body_level(body);
        }
        if let Some(elsewhere) = elsewhere {
            posting.is_tag = elsewhere.is_tag;
            if !elsewhere.positions.is_empty() {
                posting.positions.append(&mut elsewhere.positions);
                posting.positions.sort_unstable();
                (posting.title, posting.alternates) = self.wordings(analysed, &posting.positions);
            }
            if elsewhere.is_whole_title {
                posting.title = u8::MAX;
            }
        }
        self.posting = posting;
        &self.posting
    }

    fn body_level(&mut self, occurrences: u32) -> u8 {
        if let Some(known @ 1..) = self.few.get(size(occurrences)) {
            return *known;
        }
        let level = self.body.level(f64::from(occurrences) / self.body_norm);
        if let Some(few) = self.few.get_mut(size(occurrences)) {
            *few = level;
        }
        level
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

/// The average of lengths, rounded to a step of [`Scale::lengths`]: an edit of one document leaves the levels of all others
/// alone.
fn average<'a>(lengths: impl Iterator<Item = &'a u32>) -> f64 {
    let (sum, number) = lengths.fold((0.0, 0.0), |(sum, number), length| (sum + f64::from(*length), number + 1.0));
    let steps = Scale::lengths();
    if number > 0.0 && sum > 0.0 { steps.value(steps.level(sum / number)) } else { 0.0 }
}
