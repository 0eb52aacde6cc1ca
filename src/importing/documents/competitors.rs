//! Statements about competitors, made claims that were never verified.

use super::model::{Block, Inline, Line, Run, for_each_line};
use crate::markdown::{LocatedText, slug};
use crate::prose::{Names, sentence_ranges};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many words a sentence must have to be a statement.
const FEWEST_WORDS: usize = 4;
/// How many words of a statement are its id.
const WORDS_OF_ID: usize = 6;

/// The names of competitors.
#[derive(Debug)]
pub struct Competitors(Names);

impl Competitors {
    /// Makes the set of these names.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self(Names::new(names.into_iter().map(|name| (name.clone(), name)).collect()))
    }

    /// Returns the names in `text`, each once.
    pub(in crate::importing) fn named(&self, text: &str) -> Vec<String> {
        let names: BTreeSet<String> = self.0.find(text).map(|named| named.id.to_owned()).collect();
        names.into_iter().collect()
    }
}

/// A statement about a competitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Its id within the page.
    pub(super) id: String,
    /// The sentence.
    pub(super) text: String,
    /// The address that the sentence links to or is noted with.
    pub(super) source: Option<String>,
}

/// Makes a claim of every sentence that names a competitor, and cites it at the end of the sentence. No claim has a
/// date: that a sentence was written does not mean that it was checked.
pub(super) fn add_claims(
    blocks: &mut [Block],
    notes: &[(String, Vec<Block>)],
    competitors: &Competitors,
) -> Vec<Claim> {
    let addresses: BTreeMap<&str, String> =
        notes.iter().filter_map(|(name, blocks)| Some((name.as_str(), first_address(blocks)?))).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for_each_line(blocks, &mut |line| {
        let mut cited = Vec::new();
        for (range, text, source) in statements(line, competitors, &addresses) {
            cited.push((range.end, claim_id(&mut claims, text, source)));
        }
        for (end, id) in cited.into_iter().rev() {
            cite(line, end, id);
        }
    });
    claims
}

/// Makes claims of the sentences of a Markdown text, and returns the text in which they are cited.
pub(super) fn add_claims_to_markdown(markdown: &str, competitors: &Competitors) -> (String, Vec<Claim>) {
    let located = LocatedText::new(markdown);
    let text = located.text();
    let mut claims = Vec::new();
    let mut cited: Vec<(usize, String)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for range in sentence_ranges(line) {
            let whole = start + range.start..start + range.end;
            let sentence = line.get(range).unwrap_or_default();
            if !is_statement(sentence, competitors) || located.is_code(&whole) {
                continue;
            }
            let source = located.source(&whole);
            let before = markdown.get(..source.start).unwrap_or_default();
            let own_line = before.rsplit('\n').next().unwrap_or_default();
            if own_line.trim_start().starts_with('#') {
                continue;
            }
            let (end, linked) = after_marks(markdown, source.end);
            let inside = markdown.get(source.start..end).unwrap_or_default();
            let address = linked.or_else(|| written_address(inside)).filter(|address| address.starts_with("http"));
            let folded = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            cited.push((end, claim_id(&mut claims, folded, address)));
        }
        start += line.len();
    }
    let mut written = markdown.to_owned();
    cited.sort_by_key(|(end, _)| *end);
    for (end, id) in cited.into_iter().rev() {
        if written.is_char_boundary(end) {
            written.insert_str(end, &format!("[^{id}]"));
        }
    }
    (written, claims)
}

/// Returns the place after the marks that end at `end`, and the address of a link that ends there.
fn after_marks(markdown: &str, mut end: usize) -> (usize, Option<String>) {
    let mut address = None;
    while let Some(rest) = markdown.get(end..) {
        if rest.starts_with(['*', '_', '~', '`']) {
            end += 1;
        } else if let Some(inner) = rest.strip_prefix("](")
            && let Some(close) = inner.find(')')
        {
            address = inner.get(..close).map(str::to_owned);
            end += close + 3;
        } else {
            break;
        }
    }
    (end, address)
}

/// Returns the id of the claim with this text; a new one gets an id of its own.
fn claim_id(claims: &mut Vec<Claim>, text: String, source: Option<String>) -> String {
    if let Some(claim) = claims.iter_mut().find(|claim| claim.text == text) {
        claim.source = claim.source.take().or(source);
        return claim.id.clone();
    }
    let id = free_id(&text, claims);
    claims.push(Claim { id: id.clone(), text, source });
    id
}

fn is_statement(sentence: &str, competitors: &Competitors) -> bool {
    let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    words >= FEWEST_WORDS && !sentence.trim_end().ends_with(['?', ':']) && competitors.0.find(sentence).next().is_some()
}

fn statements(
    line: &Line,
    competitors: &Competitors,
    addresses: &BTreeMap<&str, String>,
) -> Vec<(Range<usize>, String, Option<String>)> {
    let text = plain(line);
    if competitors.0.find(&text).next().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for range in sentence_ranges(&text) {
        let sentence = text.get(range.clone()).unwrap_or_default();
        if is_statement(sentence, competitors) {
            let folded = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let source = address(line, &range, addresses).or_else(|| written_address(sentence));
            found.push((range, folded, source));
        }
    }
    found
}

fn plain(line: &Line) -> String {
    line.iter().map(text_of).collect()
}

fn text_of(inline: &Inline) -> &str {
    match inline {
        Inline::Text(run) => &run.text,
        Inline::Break => "\n",
        Inline::Picture(..) | Inline::Note(_) => "",
    }
}

/// Returns the address that a part of `range` links to, or that a note in or directly after it contains.
fn address(line: &Line, range: &Range<usize>, notes: &BTreeMap<&str, String>) -> Option<String> {
    let mut at = 0;
    for inline in line {
        let start = at;
        at += text_of(inline).len();
        match inline {
            Inline::Text(Run { link: Some(link), .. })
                if link.starts_with("http") && start < range.end && at > range.start =>
            {
                return Some(link.clone());
            }
            Inline::Note(name) if start > range.start && start <= range.end => {
                if let Some(address) = notes.get(name.as_str()) {
                    return Some(address.clone());
                }
            }
            _ => {}
        }
    }
    None
}

fn first_address(blocks: &[Block]) -> Option<String> {
    let mut blocks = blocks.to_vec();
    let mut found = None;
    for_each_line(&mut blocks, &mut |line| {
        let linked = line.iter().find_map(|inline| match inline {
            Inline::Text(run) => run.link.clone().filter(|link| link.starts_with("http")),
            _ => None,
        });
        found = found.take().or(linked).or_else(|| written_address(&plain(line)));
    });
    found
}

/// Returns the first address that is written out in a text.
fn written_address(text: &str) -> Option<String> {
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let rest = text.get(start..)?;
    let end = rest.find(|symbol: char| symbol.is_whitespace() || matches!(symbol, '<' | '>' | '"' | ')' | ']'));
    let address = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (address.len() > "https://".len()).then(|| address.to_owned())
}

fn free_id(text: &str, claims: &[Claim]) -> String {
    let is_part = |symbol: char| symbol.is_alphanumeric() || symbol == '-';
    let words = text.split_whitespace().take(WORDS_OF_ID).map(slug).filter(|word| !word.is_empty());
    let base: String = words.collect::<Vec<_>>().join("-").chars().filter(|symbol| is_part(*symbol)).take(60).collect();
    let base = base.trim_matches('-').to_owned();
    let base = if base.is_empty() { "claim".to_owned() } else { base };
    let is_free = |id: &String| claims.iter().all(|claim| claim.id != *id);
    let numbered = (2_usize..).map(|count| format!("{base}-{count}"));
    std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
}

/// Cites a claim after the byte `end` of the text of a line.
fn cite(line: &mut Line, end: usize, id: String) {
    let mut at = 0;
    for index in 0..line.len() {
        let length = line.get(index).map_or(0, |inline| text_of(inline).len());
        if at + length < end {
            at += length;
            continue;
        }
        let cut = end - at;
        let after = match line.get_mut(index) {
            Some(Inline::Text(run)) if cut < length => {
                let rest = run.text.split_off(cut);
                Some(Inline::Text(Run { text: rest, marks: run.marks.clone(), link: run.link.clone() }))
            }
            _ => None,
        };
        line.insert(index + 1, Inline::Note(id));
        if let Some(rest) = after {
            line.insert(index + 2, rest);
        }
        return;
    }
    line.push(Inline::Note(id));
}
