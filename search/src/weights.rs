//! The numbers behind the ranking: field weights, saturation, rarity, and the levels that postings store.
//!
//! BM25F (Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple weighted fields"): the frequencies of a
//! term in the fields, each divided by its field's length norm, are summed with the field weights and saturated once.
//! The norm is applied at build time, and the quotient stored as a level on a geometric scale, so that no table of
//! field lengths has to travel to the browser.
//!
//! Only addition, multiplication, division and the `libm` crate are used: native code and WebAssembly agree bit by bit.

/// Weight of the title or question.
pub(crate) const TITLE: f64 = 5.0;
/// Weight of the best matching alternate wording.
pub(crate) const ALTERNATES: f64 = 4.0;
/// Weight of tags, facet values, names and control ids.
pub(crate) const TAGS: f64 = 2.5;
/// Weight of summary and body.
pub(crate) const BODY: f64 = 1.0;

/// How much the length of a title or alternate counts, 0 to 1.
pub(crate) const TITLE_NORM: f64 = 0.5;
/// How much the length of a body counts, 0 to 1.
pub(crate) const BODY_NORM: f64 = 0.6;

/// Where repetition stops to help: the usual BM25 constant.
const SATURATION: f64 = 1.2;

/// Share of the weaker of two neighbours that is added if the document has them in the order and distance of the query.
pub(crate) const PHRASE: f64 = 0.5;
/// Added when the whole query is a declared name of the document; above any sum of terms.
pub(crate) const NAME: f64 = 400.0;
/// Added when the whole query is the document's short title.
pub(crate) const WHOLE_TITLE: f64 = 40.0;
/// Added when the whole query is the beginning of a declared name, times the share that is typed.
pub(crate) const NAME_BEGUN: f64 = 30.0;
/// Share of its rarity that a name adds which is only a part of the query.
pub(crate) const NAME_INSIDE: f64 = 0.6;
/// What a question mark multiplies the score of an answer by.
pub(crate) const ANSWER: f64 = 1.5;
/// The same for a query that begins as a question, and has no declared name.
pub(crate) const LIKELY_ANSWER: f64 = 1.2;

/// What a claim's score is multiplied by if the query has no declared name: our own answers come first then.
pub(crate) const CLAIM: f64 = 0.75;
/// The same if the query has a declared name and other words: a name is all of a card's title, and little of a claim's.
pub(crate) const NAMED_CLAIM: f64 = 1.45;

/// A synonym counts this share of the word itself.
pub(crate) const SYNONYM: f64 = 0.85;
/// Two words written as one, or one as two.
pub(crate) const COMPOUND: f64 = 0.95;
/// A word that is one edit away.
pub(crate) const ONE_EDIT: f64 = 0.8;
/// A word that is two edits away.
pub(crate) const TWO_EDITS: f64 = 0.6;
/// A longer word that begins with the last one typed, when that one is a word itself.
pub(crate) const LONGER: f64 = 0.4;

/// What the ages of an otherwise equal document cost: the factor of each [`crate::State`].
pub(crate) const FRESHNESS: [f64; 4] = [1.0, 0.998, 0.99, 0.995];

/// Rarity of a term that `with` of `all` documents have: always positive.
pub fn rarity(all: u32, with: u32) -> f64 {
    let (all, with) = (f64::from(all), f64::from(with));
    libm::log(1.0 + (all - with + 0.5) / (with + 0.5))
}

/// Saturates the summed field weight of a term: 0 to just under 2.2.
pub fn saturated(weight: f64) -> f64 {
    (SATURATION + 1.0) * weight / (SATURATION + weight)
}

/// The largest value of [`saturated`].
pub const MOST_SATURATED: f64 = SATURATION + 1.0;

/// What a field's length divides a frequency by.
pub(crate) fn length_norm(norm: f64, length: u32, average: f64) -> f64 {
    1.0 - norm + norm * f64::from(length) / if average > 0.0 { average } else { 1.0 }
}

/// A geometric scale of levels; level 0 is "not there".
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    values: Vec<f64>,
}

impl Scale {
    /// 31 levels in steps of a fifth, for bodies: five bits.
    pub(crate) fn body() -> Self {
        Self::geometric(0.1, 1.22, 31)
    }

    /// 255 levels in steps of three percent, for titles and alternates: a byte.
    pub(crate) fn title() -> Self {
        Self::geometric(0.05, 1.03, 255)
    }

    /// Steps of six percent, for average lengths in words.
    pub(crate) fn lengths() -> Self {
        Self::geometric(1.0, 1.06, 255)
    }

    fn geometric(least: f64, step: f64, levels: usize) -> Self {
        let following = std::iter::successors(Some(least), |value| Some(value * step));
        Self { values: std::iter::once(0.0).chain(following.take(levels)).collect() }
    }

    /// The highest level that is not above `value`, at least 1.
    pub(crate) fn level(&self, value: f64) -> u8 {
        let above = self.values.partition_point(|level| *level <= value);
        u8::try_from(above.saturating_sub(1).max(1)).unwrap_or(u8::MAX)
    }

    /// The value of a level; unknown levels count as the highest.
    pub(crate) fn value(&self, level: u8) -> f64 {
        self.values.get(usize::from(level)).or(self.values.last()).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_come_back_within_a_step() {
        let scale = Scale::body();
        for value in [0.1, 0.5, 1.0, 7.0, 30.0] {
            let back = scale.value(scale.level(value));
            assert!(back <= value && back * 1.23 > value, "{value} came back as {back}");
        }
        assert_eq!((scale.level(0.0), scale.level(1e9), scale.value(0)), (1, 31, 0.0));
    }

    #[test]
    fn rarer_terms_weigh_more() {
        assert!(rarity(1000, 1) > rarity(1000, 10) && rarity(1000, 1000) > 0.0);
    }
}
