//! The texts of an HTML page, kept apart: what a reader sees, with what is struck through, with what is folded away, and
//! the texts in its scripts.

use super::html_elements::{MEANINGS, Meaning, implied_end, is_block, is_scope, meaning};
use super::script::script_text;
use super::text::{HEADING_END, NOTE_MARK};
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// How deep elements that matter may be nested; deeper ones count as the element around them.
const DEEPEST: usize = 256;
/// The longest text in `sup` that can be the mark of a note, in characters.
const LONGEST_MARK: usize = 6;
/// From which length on nothing is added to a title, in bytes.
const LONGEST_TITLE: usize = 400;

/// The texts of a page. Each block is a line; headings and marks of notes are marked.
#[derive(Debug, Default)]
pub(super) struct HtmlTexts {
    /// What readers see.
    pub(super) visible: String,
    /// That, and what is struck through; `None` if nothing is.
    pub(super) with_struck: Option<String>,
    /// What readers see, and what is folded away; `None` if nothing is.
    pub(super) with_folded: Option<String>,
    /// What is folded away.
    pub(super) folded_away: String,
    /// The texts in scripts from which the page is made.
    pub(super) scripted: String,
    /// What the page says of itself.
    pub(super) facts: HtmlFacts,
}

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HtmlFacts {
    /// Its title.
    pub(super) title: String,
    /// The first part of its language tag in small letters, such as `de`; empty if it has none.
    pub(super) language: String,
    /// Whether it asks for a password.
    pub(super) has_password: bool,
    /// Whether it has an element into which a framework draws the page, or text for browsers without scripts.
    pub(super) is_drawn: bool,
}

/// Returns what readers see of a page or a part of one; each block is a line.
pub fn visible_text(html: &str) -> String {
    html_texts(html).visible
}

/// Reads a page as a browser does; nothing is an error.
pub(super) fn html_texts(html: &str) -> HtmlTexts {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // No script is run, so that nothing ends the reading before the end.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

#[derive(Debug, Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    visible: String,
    /// `None` until something is struck through.
    struck: Option<String>,
    /// `None` until something is folded away.
    folded: Option<String>,
    folded_away: String,
    script: String,
    scripted: String,
    raised: String,
    is_raised_link: bool,
    facts: HtmlFacts,
    open: Vec<(LocalName, Meaning)>,
    /// How many open elements have each meaning.
    within: [usize; MEANINGS],
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn is_in(&self, meaning: Meaning) -> bool {
        self.within.get(meaning as usize).is_some_and(|count| *count > 0)
    }

    fn text(&mut self, text: &str) {
        if self.is_in(Meaning::Skipped) {
        } else if self.is_in(Meaning::Data) {
            self.script.push_str(text);
        } else if self.is_in(Meaning::Raised) {
            self.raised.push_str(text);
        } else {
            if self.open.last().is_some_and(|(name, _)| &**name == "title") && self.facts.title.len() < LONGEST_TITLE {
                self.facts.title.push_str(text);
            }
            let is_control = ['\n', '\r', '\t', '\u{C}'];
            if text.contains(is_control) { self.push(&text.replace(is_control, " ")) } else { self.push(text) }
        }
    }

    /// Adds to the texts in which the open elements are. Up to what is struck through or folded away, all are the same.
    fn push(&mut self, text: &str) {
        let (is_struck, is_folded) = (self.is_in(Meaning::Struck), self.is_in(Meaning::Folded));
        if is_struck && self.struck.is_none() {
            self.struck = Some(self.visible.clone());
        }
        if is_folded && self.folded.is_none() {
            self.folded = Some(self.visible.clone());
        }
        if !is_struck && !is_folded {
            self.visible.push_str(text);
        }
        if let Some(struck) = self.struck.as_mut().filter(|_| !is_folded) {
            struck.push_str(text);
        }
        if let Some(folded) = self.folded.as_mut().filter(|_| !is_struck) {
            folded.push_str(text);
        }
        if is_folded && !is_struck {
            self.folded_away.push_str(text);
        } else if !self.folded_away.is_empty() && !self.folded_away.ends_with('\n') {
            self.folded_away.push('\n');
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if name == "wbr" {
            return TokenSinkResult::Continue;
        }
        self.facts.add(tag);
        if let Some(ended) = implied_end(name) {
            self.close_implied(ended);
        }
        if is_block(name) {
            self.push("\n");
        }
        self.is_raised_link |= name == "a" && self.is_in(Meaning::Raised);
        let is_void =
            matches!(name, "br" | "hr" | "img" | "input" | "meta" | "link" | "area" | "base" | "col" | "source");
        if !is_void && !tag.self_closing && self.open.len() < DEEPEST {
            let meaning = meaning(tag);
            self.open.push((tag.name.clone(), meaning));
            self.count(meaning, usize::saturating_add);
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" | "iframe" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| &**open == name) {
            self.close_to(at);
        }
        if is_block(name) {
            self.push("\n");
        }
    }

    /// Closes an element whose end tag may be left out.
    fn close_implied(&mut self, names: &[&str]) {
        let last = self.open.iter().rposition(|(open, _)| names.contains(&&**open) || is_scope(open));
        if let Some(at) = last.filter(|at| self.open.get(*at).is_some_and(|(open, _)| !is_scope(open))) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, at: usize) {
        for (_, meaning) in self.open.split_off(at) {
            self.count(meaning, usize::saturating_sub);
            match meaning {
                Meaning::Data => {
                    let script = std::mem::take(&mut self.script);
                    script_text(&script, |text| html_texts(text).visible, &mut self.scripted);
                }
                Meaning::Raised if !self.is_in(Meaning::Raised) => self.end_raised(),
                Meaning::Heading => self.push_char(HEADING_END),
                _ => {}
            }
        }
    }

    fn count(&mut self, meaning: Meaning, step: fn(usize, usize) -> usize) {
        if let Some(count) = self.within.get_mut(meaning as usize) {
            *count = step(*count, 1);
        }
    }

    /// Drops the mark of a note; other raised text is text. After a base such as 10, bare digits are an exponent.
    fn end_raised(&mut self) {
        let raised = std::mem::take(&mut self.raised);
        let is_link = std::mem::take(&mut self.is_raised_link);
        let text = raised.trim();
        let is_digits = !text.is_empty() && text.chars().all(|symbol| symbol.is_ascii_digit());
        if is_digits && !is_link && is_power(self.folded.as_ref().unwrap_or(&self.visible), text) {
            let powers = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
            let digits = text.chars().filter_map(|digit| digit.to_digit(10)).filter_map(|at| powers.get(at as usize));
            self.push(&digits.collect::<String>());
        } else if !is_note_mark(text) {
            self.push(&raised);
        } else if !text.is_empty() {
            self.push_char(NOTE_MARK);
        }
    }

    fn push_char(&mut self, symbol: char) {
        self.push(symbol.encode_utf8(&mut [0; 4]));
    }

    fn finish(mut self) -> HtmlTexts {
        self.close_to(0);
        HtmlTexts {
            visible: self.visible,
            with_struck: self.struck,
            with_folded: self.folded,
            folded_away: self.folded_away,
            scripted: self.scripted,
            facts: self.facts,
        }
    }
}

impl HtmlFacts {
    fn add(&mut self, tag: &Tag) {
        let value = |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| &*one.value);
        match &*tag.name {
            "html" if self.language.is_empty() => {
                let language = value("lang").unwrap_or_default().split(['-', '_']).next().unwrap_or_default().trim();
                let is_tag =
                    (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
                self.language = if is_tag { language.to_ascii_lowercase() } else { String::new() };
            }
            "input" => self.has_password |= value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")),
            "noscript" => self.is_drawn = true,
            _ => {
                let roots = ["root", "app", "__next", "__nuxt", "___gatsby", "app-root"];
                self.is_drawn |= value("id").is_some_and(|id| roots.contains(&id));
            }
        }
    }
}

/// Returns whether a raised text only marks a note.
fn is_note_mark(text: &str) -> bool {
    let is_mark = |symbol: char| {
        symbol.is_ascii_digit()
            || symbol.is_whitespace()
            || matches!(symbol, '*' | '†' | '‡' | '[' | ']' | '(' | ')' | ',' | '§')
    };
    text.chars().count() <= LONGEST_MARK && text.chars().all(is_mark)
}

/// Returns whether `before` ends with a number or a unit of length that is raised to a power, or with a price whose cents
/// are raised.
fn is_power(before: &str, digits: &str) -> bool {
    let word = before.rsplit(|symbol: char| !symbol.is_alphabetic()).next().unwrap_or_default();
    if matches!(digits, "2" | "3") && matches!(word, "m" | "mm" | "cm" | "dm" | "km" | "µm" | "nm" | "ft" | "yd") {
        return true;
    }
    let number = before.rsplit(|symbol: char| !symbol.is_ascii_digit()).next().unwrap_or_default();
    let sign = before.get(..before.len() - number.len()).and_then(|before| before.chars().next_back());
    matches!(number, "10" | "2") || !number.is_empty() && matches!(sign, Some('$' | '€' | '£' | '¥'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        let text = text.replace([HEADING_END, NOTE_MARK], "");
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn inline_tags_join_and_blocks_part() {
        for (html, expected) in [
            ("<p>pro<b>vision</b>ing<p>next", "provisioning|next"),
            ("<tr><td>SCIM<td>Yes</tr>", "SCIM|Yes"),
            ("a<br>b<wbr>c &amp; d", "a|bc & d"),
            ("<style>p{}</style><script>f()</script><noscript>no</noscript><!-- x -->text", "text"),
            ("5 TB<sup>[2]</sup> per <sup>new</sup> day", "5 TB per new day"),
            ("10<sup>3</sup> users, 99<sup>1</sup>, 10<sup><a href=#n>1</a></sup>", "10³ users, 99, 10"),
            ("$9<sup>99</sup>", "$9⁹⁹"),
            ("µg/m<sup>3</sup>, a plan<sup>3</sup>, 5 m<sup>4</sup>", "µg/m³, a plan, 5 m"),
            ("<title>T</title>x", "T|x"),
        ] {
            assert_eq!(lines(&html_texts(html).visible), expected, "{html}");
        }
    }

    #[test]
    fn text_for_screen_readers_is_not_seen() {
        let html = "a <i class='x sr-only'>b</i> <i class=govuk-visually-hidden>c</i> <i class=not-sr-only>d</i> \
                    <i style='width: 1px; height: 1px'>e</i><i style='width: 1px'>f</i>";
        let texts = html_texts(html);
        assert_eq!(lines(&texts.visible), "a d f");
        assert_eq!(texts.with_folded.as_deref().map(lines).unwrap(), "a b c d ef");
        assert_eq!(lines(&texts.folded_away), "b|c|e");
    }

    #[test]
    fn struck_and_folded_texts_are_kept_apart() {
        let texts = html_texts("<p>a <s>b</s> c<div hidden>d <p>e</div><details><summary>f</details> g");
        assert_eq!(lines(&texts.visible), "a c|g");
        assert_eq!(texts.with_struck.as_deref().map(lines).unwrap(), "a b c|g");
        assert_eq!(texts.with_folded.as_deref().map(lines).unwrap(), "a c|d|e|f|g");
        let plain = html_texts("<p hidden>a<p>b<li style='display: none'>c<li>d");
        assert_eq!(lines(&plain.visible), "b|d");
        assert!(plain.with_struck.is_none());
    }

    #[test]
    fn deep_and_unclosed_elements_are_read() {
        let deep = format!("{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(lines(&html_texts(&deep).visible), "text");
        assert_eq!(lines(&html_texts("a<script>b").visible), "a");
        assert_eq!(lines(&html_texts("a\0b<").visible), "ab<");
    }

    #[test]
    fn headings_and_marks_of_notes_are_marked() {
        let marked = |html: &str| {
            let text = html_texts(html).visible.replace(HEADING_END, "#").replace(NOTE_MARK, "^");
            text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
        };
        for (html, expected) in [
            ("<h2>Plans</h2><p>Ten", "Plans#|Ten"),
            ("<p class='box box-title'>Old</p><p class=entitled>Ten", "Old#|Ten"),
            ("<details open><summary>Why</summary>So", "Why#|So"),
            ("30 days<sup>1</sup> and<sup> </sup> x<sup>new</sup>", "30 days^ and xnew"),
        ] {
            assert_eq!(marked(html), expected, "{html}");
        }
    }
}
