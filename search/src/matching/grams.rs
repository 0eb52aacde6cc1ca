//! How alike two wordings are letter by letter: the cosine of their character trigrams, rare ones counting more.

use crate::interner::Interner;
use crate::words::each_word;

/// A trigram, numbered in the order of first sight, and what it weighs in its text.
pub(super) type Weighed = (u32, f32);
/// A trigram and how often it occurs in its text.
pub(super) type Counted = (u32, u32);

/// How many wordings have each trigram.
#[derive(Debug)]
pub(super) struct Grams {
    numbers: Interner,
    /// How many wordings have each.
    counts: Vec<u32>,
    wordings: u32,
}

impl Grams {
    pub(super) fn new() -> Self {
        Self { numbers: Interner::with_capacity(8192), counts: Vec::new(), wordings: 0 }
    }

    /// Counts a wording of the library and returns its trigrams, each with how often it occurs there.
    pub(super) fn learn(&mut self, text: &str) -> Vec<Counted> {
        self.wordings += 1;
        let mut seen = Vec::new();
        each_gram(text, |gram| seen.push(self.numbers.number(gram)));
        let counted = count(seen);
        self.counts.resize(self.numbers.len(), 0);
        for (gram, _) in &counted {
            if let Some(count) = self.counts.get_mut(at(*gram)) {
                *count += 1;
            }
        }
        counted
    }

    /// Weighs counted trigrams by their rarity, brought to length 1. Comes after the last wording was learnt.
    pub(super) fn weigh(&self, counted: &[Counted]) -> Vec<Weighed> {
        self.scale(counted, 0)
    }

    /// The weighed trigrams of a question. Those that no wording has count for its length only.
    pub(super) fn read(&self, text: &str) -> Vec<Weighed> {
        let (mut seen, mut strange) = (Vec::new(), 0_u32);
        each_gram(text, |gram| match self.numbers.find(gram) {
            Some(number) => seen.push(number),
            None => strange += 1,
        });
        self.scale(&count(seen), strange)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a share of a length needs no more digits")]
    fn scale(&self, counted: &[Counted], strange: u32) -> Vec<Weighed> {
        let all = f64::from(self.wordings) + 1.0;
        let rarity = |with: u32| libm::log(1.0 + all / (f64::from(with) + 1.0));
        let with = |gram: u32| self.counts.get(at(gram)).copied().unwrap_or(0);
        let weights: Vec<f64> = counted.iter().map(|(gram, count)| f64::from(*count) * rarity(with(*gram))).collect();
        let known: f64 = weights.iter().map(|weight| weight * weight).sum();
        let length = (known + f64::from(strange) * rarity(0) * rarity(0)).sqrt();
        let share = |weight: f64| if length > 0.0 { (weight / length) as f32 } else { 0.0 };
        counted.iter().zip(weights).map(|((gram, _), weight)| (*gram, share(weight))).collect()
    }
}

/// The cosine of two weighed texts, 0 to 1.
pub(super) fn cosine(left: &[Weighed], right: &[Weighed]) -> f64 {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut sum = 0.0;
    while let (Some((one, a)), Some((other, b))) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += f64::from(*a) * f64::from(*b);
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// Calls `take` with each trigram of the words of a text, each word padded with a blank on both sides.
fn each_gram(text: &str, mut take: impl FnMut(&str)) {
    let mut padded = String::new();
    each_word(text, |word, _| {
        padded.clear();
        padded.extend([" ", word, " "]);
        let starts = padded.char_indices().map(|(start, _)| start);
        let ends = padded.char_indices().map(|(start, letter)| start + letter.len_utf8()).skip(2);
        starts.zip(ends).filter_map(|(start, end)| padded.get(start..end)).for_each(&mut take);
    });
}

fn count(mut seen: Vec<u32>) -> Vec<Counted> {
    seen.sort_unstable();
    seen.chunk_by(|left, right| left == right)
        .filter_map(|same| Some((*same.first()?, u32::try_from(same.len()).unwrap_or(u32::MAX))))
        .collect()
}

fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_symmetric_and_ends_at_one() {
        let mut known = Grams::new();
        known.learn("Is the data encrypted?");
        known.learn("Who owns the data?");
        let (one, other) = (known.read("is data encrypted"), known.read("owns encrypted data"));
        assert!((cosine(&one, &one) - 1.0).abs() < 1e-6);
        assert!((cosine(&one, &other) - cosine(&other, &one)).abs() < 1e-12);
        assert!(cosine(&one, &other) > 0.5 && cosine(&one, &known.read("zebra")) < 1e-9);
        assert!(cosine(&known.read("encrypted zebra"), &one) < cosine(&known.read("encrypted"), &one));
    }
}
