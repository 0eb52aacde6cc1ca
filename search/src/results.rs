//! What a search found, and its JSON.

use std::ops::Range;

use crate::document::State;
use crate::excerpt::Marked;
use crate::shard::push_decimal;

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Results {
    /// How many documents were found, of which `hits` are the best.
    pub total: usize,
    /// The best, in order.
    pub hits: Vec<Hit>,
    /// Each facet with its values and how many of the found documents have them, filters of the facet itself aside.
    pub facets: Vec<FacetCounts>,
    /// Words that no document has, with the word that was searched instead.
    pub corrections: Vec<(String, String)>,
    /// If nothing was found: the nearest words.
    pub suggestions: Vec<String>,
}

/// One facet's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub name: String,
    /// Its values, sorted, with the number of documents, which is never 0.
    pub values: Vec<(String, usize)>,
}

/// One document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Where it is, relative to the site.
    pub url: String,
    /// The title with the words that were searched for marked.
    pub title: Marked,
    /// The summary.
    pub summary: Marked,
    /// A passage of the body.
    pub excerpt: Marked,
    /// The higher, the better; only comparable within one search.
    pub score: f64,
    /// Its state on the query's day.
    pub state: Option<State>,
    /// The states from each day on.
    pub states: Vec<(i32, State)>,
    /// Its facets.
    pub facets: Vec<(String, String)>,
}

impl Results {
    /// Canonical JSON in one line: the same results give the same bytes, natively and in the browser. Marks count UTF-16
    /// code units there, as scripts do; scores are rounded down to a millionth.
    pub fn to_json(&self) -> String {
        let mut json = Json::default();
        json.raw("{\"schema\":\"fieldbook/search-results/1\",\"total\":");
        json.number(self.total);
        json.list(",\"hits\":", &self.hits, Json::hit);
        json.list(",\"facets\":", &self.facets, |json, facet| {
            json.raw("{\"name\":");
            json.text(&facet.name);
            json.list(",\"values\":", &facet.values, |json, (value, documents)| {
                json.raw("{\"value\":");
                json.text(value);
                json.raw(",\"count\":");
                json.number(*documents);
                json.raw("}");
            });
            json.raw("}");
        });
        json.pairs(",\"corrections\":", &self.corrections);
        json.list(",\"suggestions\":", &self.suggestions, |json, word| json.text(word));
        json.raw("}");
        json.out
    }
}

/// A JSON list of texts.
#[cfg(all(target_arch = "wasm32", feature = "abi"))]
pub(crate) fn json_texts(texts: &[String]) -> String {
    let mut json = Json::default();
    json.list("", texts, |json, text| json.text(text));
    json.out
}

#[derive(Default)]
struct Json {
    out: String,
}

impl Json {
    fn raw(&mut self, raw: &str) {
        self.out.push_str(raw);
    }

    fn number(&mut self, number: usize) {
        push_decimal(&mut self.out, number);
    }

    fn list<T>(&mut self, before: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.raw(before);
        self.raw("[");
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.raw("\\\""),
                '\\' => self.raw("\\\\"),
                '\n' => self.raw("\\n"),
                // Harmless in JSON, but ends of lines and tags if JSON is part of a script.
                '\0'..='\u{1f}' | '<' | '\u{7f}' | '\u{2028}' | '\u{2029}' => self.escape(character),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        self.raw("\\u");
        for shift in [12, 8, 4, 0] {
            self.out.extend(char::from_digit((u32::from(character) >> shift) & 0xf, 16));
        }
    }

    fn pairs(&mut self, before: &str, pairs: &[(String, String)]) {
        self.list(before, pairs, |json, (left, right)| {
            json.raw("[");
            json.text(left);
            json.raw(",");
            json.text(right);
            json.raw("]");
        });
    }

    fn marked(&mut self, name: &str, marked: &Marked) {
        self.raw(name);
        self.raw("{\"text\":");
        self.text(&marked.text);
        self.list(",\"marks\":", &utf16(marked), |json, mark| {
            json.raw("[");
            json.number(mark.start);
            json.raw(",");
            json.number(mark.end);
            json.raw("]");
        });
        self.raw("}");
    }

    fn hit(&mut self, hit: &Hit) {
        for (name, text) in [("{\"id\":", &hit.id), (",\"kind\":", &hit.kind), (",\"url\":", &hit.url)] {
            self.raw(name);
            self.text(text);
        }
        self.marked(",\"title\":", &hit.title);
        self.marked(",\"summary\":", &hit.summary);
        self.marked(",\"excerpt\":", &hit.excerpt);
        self.raw(",\"score\":");
        self.score(hit.score);
        self.raw(",\"state\":");
        match hit.state {
            Some(state) => self.number(usize::from(state.number())),
            None => self.raw("null"),
        }
        self.list(",\"states\":", &hit.states, |json, (day, state)| {
            json.raw(if *day < 0 { "[-" } else { "[" });
            json.number(usize::try_from(day.unsigned_abs()).unwrap_or(0));
            json.raw(",");
            json.number(usize::from(state.number()));
            json.raw("]");
        });
        self.pairs(",\"facets\":", &hit.facets);
        self.raw("}");
    }

    /// A score, never negative, with six decimals.
    fn score(&mut self, score: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "scores are small and not negative"
        )]
        let millionths = (score * 1_000_000.0) as u64;
        self.number(usize::try_from(millionths / 1_000_000).unwrap_or(usize::MAX));
        self.raw(".");
        let mut place = 100_000;
        while place > 0 {
            self.number(usize::try_from(millionths / place % 10).unwrap_or(0));
            place /= 10;
        }
    }
}

/// Marks in UTF-16 code units.
fn utf16(marked: &Marked) -> Vec<Range<usize>> {
    let units = |from: usize, to: usize| marked.text.get(from..to).unwrap_or("").encode_utf16().count();
    let (mut at, mut passed) = (0, 0);
    let mut marks = Vec::new();
    for mark in &marked.marks {
        let start = passed + units(at, mark.start);
        (at, passed) = (mark.end, start + units(mark.start, mark.end));
        marks.push(start..passed);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_written_whole() {
        let title = Marked { text: "\u{1f511} \"Key\" <b>".into(), marks: std::iter::once(6..9).collect() };
        let hit = Hit {
            id: "a".into(),
            kind: "answer".into(),
            url: "answers/a/".into(),
            title,
            summary: Marked::default(),
            excerpt: Marked::default(),
            score: 12.500_000_9,
            state: Some(State::Stale),
            states: vec![(-1, State::Current), (20_000, State::Stale)],
            facets: vec![("product".into(), "vault".into())],
        };
        let results = Results {
            total: 1,
            hits: vec![hit],
            facets: vec![FacetCounts { name: "kind".into(), values: vec![("answer".into(), 1)] }],
            corrections: vec![("kye".into(), "key".into())],
            suggestions: vec![],
        };
        let expected = concat!(
            r#"{"schema":"fieldbook/search-results/1","total":1,"hits":[{"id":"a","kind":"answer","url":"answers/a/","#,
            "\"title\":{\"text\":\"\u{1f511} \\\"Key\\\" \\u003cb>\",\"marks\":[[4,7]]},",
            r#""summary":{"text":"","marks":[]},"excerpt":{"text":"","marks":[]},"score":12.500000,"state":2,"#,
            r#""states":[[-1,0],[20000,2]],"facets":[["product","vault"]]}],"#,
            r#""facets":[{"name":"kind","values":[{"value":"answer","count":1}]}],"#,
            r#""corrections":[["kye","key"]],"suggestions":[]}"#,
        );
        assert_eq!(results.to_json(), expected);
    }
}
