//! A made-up library of any size whose words are as common and as rare as in real text.
//!
//! Word frequencies follow Zipf's law over 40,000 written forms; seven in ten documents are answers of some 200 words,
//! the rest longer, as in a real library. The same number of documents always gives the same library.

use fieldbook_search::{Comparison, Document, Side, State, Synonyms};

const FORMS: usize = 40_000;
const ENDINGS: [&str; 6] = ["", "s", "ed", "ing", "ation", "er"];
const ONSETS: [&str; 20] =
    ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "cr", "gr"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "io"];
const CODAS: [&str; 8] = ["", "n", "r", "t", "l", "ck", "nd", "st"];
/// The commonest words of English make up what the commonest forms are.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "in", "is", "for", "that", "with", "are", "data", "customer", "security", "by", "on",
    "access", "be", "as", "service", "all", "or", "system", "we", "our",
];

/// Numbers that look random and are always the same (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(rolled).unwrap_or(0) % sides.max(1)
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or("")
    }
}

/// Words by how common they are.
pub(crate) struct Vocabulary {
    pub(crate) words: Vec<String>,
    /// The summed frequencies up to each word.
    sums: Vec<usize>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut dice = Dice::new(7);
        let mut words: Vec<String> = COMMON.iter().map(|word| (*word).to_owned()).collect();
        while words.len() < FORMS {
            let mut stem = String::new();
            for _ in 0..2 + dice.below(2) {
                stem.extend([dice.pick(&ONSETS), dice.pick(&VOWELS), dice.pick(&CODAS)]);
            }
            for ending in ENDINGS.iter().take(1 + dice.below(ENDINGS.len())) {
                words.push([&stem, *ending].concat());
            }
        }
        let mut sum = 0;
        let sums = (0..words.len()).map(|rank| {
            sum += 10_000_000 / (rank + 2);
            sum
        });
        Self { sums: sums.collect(), words }
    }

    /// A word as often as Zipf says; `rarer` words from the top of the list are left out.
    pub(crate) fn word(&self, dice: &mut Dice, rarer: usize) -> &str {
        let from = self.sums.get(rarer).copied().unwrap_or(0);
        let most = self.sums.last().copied().unwrap_or(0);
        let at = from + dice.below(most - from);
        self.words.get(self.sums.partition_point(|sum| *sum <= at)).map_or("", String::as_str)
    }

    fn words(&self, dice: &mut Dice, number: usize, rarer: usize) -> String {
        let words: Vec<&str> = (0..number).map(|_| self.word(dice, rarer)).collect();
        words.join(" ")
    }
}

/// A library of `number` documents.
pub(crate) fn library(vocabulary: &Vocabulary, number: usize) -> impl Iterator<Item = Document> {
    (0..number).map(|at| document(vocabulary, at))
}

fn document(vocabulary: &Vocabulary, at: usize) -> Document {
    let mut dice = Dice::new(u64::try_from(at).unwrap_or(0) + 1);
    let (kind, length) = match at % 20 {
        0..14 => ("answer", 150 + dice.below(120)),
        14..17 => ("battlecard", 1_200 + dice.below(300)),
        17..19 => ("architecture", 1_600 + dice.below(340)),
        _ => ("gap", 100 + dice.below(100)),
    };
    let mut title = String::from(if kind == "answer" { "Do you " } else { "" });
    let length_of_title = 3 + dice.below(5);
    title.push_str(&vocabulary.words(&mut dice, length_of_title, 40));
    title.push_str(if kind == "answer" { "?" } else { "" });
    let id = format!("{kind}s/{}-{at}", vocabulary.word(&mut dice, 100));
    let first_day = 20_000 + i32::try_from(dice.below(300)).unwrap_or(0);
    Document {
        url: format!("{id}/"),
        alternates: (0..dice.below(4)).map(|_| vocabulary.words(&mut dice, 7, 10)).collect(),
        tags: vec![vocabulary.word(&mut dice, 200).to_owned()],
        summary: vocabulary.words(&mut dice, 18, 0),
        body: vocabulary.words(&mut dice, length, 0),
        facets: vec![
            ("product".into(), format!("product-{}", dice.below(8))),
            ("owner".into(), format!("person-{}", dice.below(30))),
        ],
        names: if kind == "battlecard" { vec![format!("Rival{at}")] } else { Vec::new() },
        controls: if at % 20 < 4 { vec![format!("caiq-4: IAM-{at}.1")] } else { Vec::new() },
        states: vec![(first_day, State::Current), (first_day + 60, State::CheckSoon), (first_day + 90, State::Stale)],
        second_names: Vec::new(),
        comparison: side(kind, at),
        kind: kind.into(),
        title,
        id,
    }
}

/// The claims of a library of `number` documents, two for each, and the page that compares.
pub(crate) fn claims(vocabulary: &Vocabulary, number: usize) -> impl Iterator<Item = Document> {
    let page = Document {
        id: "compare".into(),
        kind: "place".into(),
        url: "compare/index.html".into(),
        title: "Compare".into(),
        names: vec!["Compare".into()],
        comparison: Comparison::Page,
        ..Document::default()
    };
    (0..2 * number).map(|at| claim(vocabulary, at)).chain([page])
}

fn claim(vocabulary: &Vocabulary, at: usize) -> Document {
    let mut dice = Dice::new(u64::try_from(at).unwrap_or(0) + 1_000_003);
    let entry = document(vocabulary, at / 2);
    let id = format!("{}#{}", entry.id, vocabulary.word(&mut dice, 100));
    let competitor = entry.names.first().cloned();
    Document {
        url: format!("{}index.html#~claim-{at}", entry.url),
        title: vocabulary.words(&mut dice, 13, 0),
        tags: competitor.iter().cloned().chain([vocabulary.word(&mut dice, 200).to_owned()]).collect(),
        body: vocabulary.words(&mut dice, 9, 0),
        summary: format!("Battlecard · {}", entry.title),
        facets: vec![("owner".into(), format!("person-{}", dice.below(30)))],
        states: entry.states,
        kind: "claim".into(),
        id: format!("{id}-{at}"),
        ..Document::default()
    }
}

/// Some words that mean the same.
pub(crate) fn synonyms(vocabulary: &Vocabulary) -> Synonyms {
    let mut dice = Dice::new(3);
    let group = |dice: &mut Dice| vec![vocabulary.words(dice, 1, 100), vocabulary.words(dice, 2, 100)];
    Synonyms { groups: (0..100).map(|_| group(&mut dice)).collect(), ..Synonyms::default() }
}

/// Battlecards are sides of comparisons.
fn side(kind: &str, at: usize) -> Comparison {
    let side = Side { id: format!("rival-{at}"), name: format!("Rival{at}") };
    if kind == "battlecard" { Comparison::Side(side) } else { Comparison::None }
}

/// `number` queries: words and phrases of titles, unfinished, mistyped, and questions.
pub(crate) fn queries(vocabulary: &Vocabulary, documents: usize, number: usize) -> Vec<String> {
    let mut dice = Dice::new(11);
    let mut queries = Vec::new();
    for at in 0..number {
        let document = document(vocabulary, dice.below(documents));
        let words: Vec<&str> = document.title.trim_end_matches('?').split(' ').collect();
        let from = dice.below(words.len());
        let some: Vec<&str> = words.iter().copied().skip(from).take(1 + at % 4).collect();
        let mut query = some.join(" ");
        match at % 6 {
            0 => query = mistyped(&query, &mut dice),
            1 => drop(query.pop()),
            2 => query.push('?'),
            3 if dice.below(3) == 0 => {
                query = document.names.first().or(document.controls.first()).cloned().unwrap_or(query);
            }
            4 if dice.below(4) == 0 => query = "rival14 vs rival15".into(),
            _ => {}
        }
        queries.push(query);
    }
    queries
}

/// `text` with one slip of the keyboard: a letter left out, doubled, exchanged or swapped.
pub(crate) fn mistyped(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len());
    match dice.below(4) {
        0 => drop(letters.splice(at..=at, [])),
        1 => letters.insert(at, 'x'),
        2 => drop(letters.splice(at..=at, ['q'])),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.push('e'),
    }
    letters.into_iter().collect()
}
