//! `<!-- fieldbook-allow rule/id until=2027-01-31 reason="…" -->`: a finding suppressed in the next block. A secret is named by
//! `fingerprint=3f9c2a7144d0`, and `not-a-secret` lets it be published.

use crate::finding::{AllowedValue, Nature, SuppressionEnd};
use crate::markdown::Markdown;
use crate::source::{Span, Spanned, count, parse_date};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The word with which a comment begins.
pub(super) const MARK: &str = "fieldbook-allow";

/// What is before the fingerprint of a secret.
pub(super) const FINGERPRINT: &str = "fingerprint=";
/// The word for a value that is not a secret.
pub(super) const NOT_A_SECRET: &str = "not-a-secret";

/// One comment that suppresses findings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// The rules that it names.
    pub(super) rules: Vec<Spanned<String>>,
    /// The reason.
    pub(super) reason: Option<String>,
    /// The last day.
    pub(super) until: SuppressionEnd,
    /// Which secret value is meant.
    pub(super) value: AllowedValue,
    /// What the value is said to be.
    pub(super) nature: Nature,
    /// The next block, or the block in which it is; `None` if no block follows.
    pub(super) scope: Option<Span>,
    /// The word with which it begins.
    pub(super) mark: Span,
    /// From `<!--` to `-->`; empty where more is between than this.
    pub(super) whole: Span,
}

/// Returns every comment in `text`, which begins at byte `start` of its file; code holds none.
pub(super) fn comments(text: &str, start: u32) -> Vec<Comment> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    let markdown = Markdown::new(text);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (event, range) in markdown.events() {
        let is_html = matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_));
        let holds_mark = is_html && text.get(range.clone()).is_some_and(|html| html.contains(MARK));
        if holds_mark {
            marks.push(range);
        } else if is_block(&event) {
            blocks.push(range);
        }
    }
    marks.into_iter().flat_map(|mark| read(text, start, mark, &blocks)).collect()
}

fn is_block(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
        )
    )
}

/// Reads the comments in one piece of HTML.
fn read(text: &str, start: u32, mark: Range<usize>, blocks: &[Range<usize>]) -> Vec<Comment> {
    let around =
        blocks.iter().rfind(|block| block.start < mark.start && mark.end <= block.end && is_inline(text, &mark));
    let next = blocks.iter().find(|block| block.start >= mark.end);
    let scope = around.or(next).map(|block| Span::new(block.clone()).shifted(start));
    let html = text.get(mark.clone()).unwrap_or_default();
    let found = html.match_indices(MARK).filter_map(|(index, _)| {
        let from = index + MARK.len();
        let rest = html.get(from..)?;
        let inside = rest.get(..rest.find("-->").unwrap_or(rest.len()))?;
        let mark_span = Span::new(index..from).shifted(start + count(mark.start));
        let whole =
            whole(html, index).map_or(Span::default(), |range| Span::new(range).shifted(start + count(mark.start)));
        Some(Comment { whole, scope, mark: mark_span, ..parse(inside, start + count(mark.start + from)) })
    });
    found.collect()
}

/// Returns the comment whose only word of ours is at `index`.
fn whole(html: &str, index: usize) -> Option<Range<usize>> {
    let open = html.get(..index)?.rfind("<!--")?;
    let close = index + html.get(index..)?.find("-->")? + "-->".len();
    let is_alone = html.get(open + "<!--".len()..index)?.trim().is_empty();
    let is_one = html.get(open..close)?.matches(MARK).count() == 1;
    (is_alone && is_one).then_some(open..close)
}

/// Returns whether text is before the comment on its line, so that it belongs to the block around it.
fn is_inline(text: &str, mark: &Range<usize>) -> bool {
    let line = text.get(..mark.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    !line.trim_matches(['-', '*', '+', '>', ' ', '\t']).is_empty()
}

fn parse(inside: &str, start: u32) -> Comment {
    let mut comment = Comment {
        rules: Vec::new(),
        reason: None,
        until: SuppressionEnd::Unwritten,
        value: AllowedValue::Unwritten,
        nature: Nature::Secret,
        scope: None,
        mark: Span::default(),
        whole: Span::default(),
    };
    let (words, reason) = cut_reason(inside);
    comment.reason = reason.filter(|reason| !reason.trim().is_empty());
    let mut at = 0;
    for word in words.split([' ', '\t', '\n', '\r', ',']) {
        let begin = at;
        at += word.len() + 1;
        let span = |offset: usize| Span::new(begin + offset..begin + word.len()).shifted(start);
        let is_rest_of_end = || matches!(comment.until, SuppressionEnd::Unreadable(_)) && !starts_as_name(word);
        if is_end(word) {
            let day = word.strip_prefix("until=").and_then(|day| parse_date(day.trim_matches('"')));
            comment.until = match (day, &comment.until) {
                (Some(day), SuppressionEnd::Unwritten) => SuppressionEnd::On(Spanned::new(day, span("until=".len()))),
                // Of two ends, none is certain.
                _ => SuppressionEnd::Unreadable(span(0)),
            };
        } else if let Some(written) = word.strip_prefix(FINGERPRINT) {
            comment.value = match comment.value {
                AllowedValue::Unwritten => AllowedValue::read(written.trim_matches('"'), span(FINGERPRINT.len())),
                // Of two values, neither is certain.
                _ => AllowedValue::Unreadable(span(0)),
            };
        } else if word == NOT_A_SECRET {
            comment.nature = Nature::NotASecret;
        } else if !word.is_empty() && !is_rest_of_end() {
            comment.rules.push(Spanned::new(word.to_owned(), span(0)));
        }
    }
    comment
}

/// Returns whether `word` is about the end, also in a form that is not read.
fn is_end(word: &str) -> bool {
    let rest = word.get(..5).filter(|head| head.eq_ignore_ascii_case("until")).and_then(|_| word.get(5..));
    rest.is_some_and(|rest| !starts_as_name(rest))
}

fn starts_as_name(word: &str) -> bool {
    word.starts_with(|symbol: char| symbol.is_alphabetic())
}

/// Cuts `reason="…"` out; what is before and after it keeps its place by blanks.
fn cut_reason(inside: &str) -> (String, Option<String>) {
    let Some((before, rest)) = inside.split_once("reason=\"") else { return (inside.to_owned(), None) };
    // A reason without its second quotation mark may have taken other words in, so it is none.
    let (reason, after) = rest.split_once('"').map_or((None, ""), |(reason, after)| (Some(reason.to_owned()), after));
    let blank = " ".repeat(inside.len() - before.len() - after.len());
    (format!("{before}{blank}{after}"), reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_reaches_the_next_block_and_code_holds_none() {
        let text = "<!-- fieldbook-allow links/orphan until=2027-01-31 reason=\"as it is\" -->\n\nOne.\n\n`<!-- fieldbook-allow style -->`\n\n```\n<!-- fieldbook-allow style -->\n```\n\nTwo <!-- fieldbook-allow style --> words.\n";
        let found = comments(text, 100);
        let shown: Vec<_> = found
            .iter()
            .map(|comment| {
                let scope = comment.scope.expect("a block").range();
                let scope = text.get(scope.start - 100..scope.end - 100).unwrap_or("?").trim_end();
                let is_ended = comment.until != SuppressionEnd::Unwritten;
                (comment.rules[0].value.as_str(), comment.reason.as_deref(), is_ended, scope)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("links/orphan", Some("as it is"), true, "One."),
                ("style", None, false, "Two <!-- fieldbook-allow style --> words.")
            ]
        );
        assert_eq!(found[0].rules[0].span, Span { start: 121, end: 133 });
    }

    #[test]
    fn an_end_in_another_form_is_not_read() {
        for (written, expected) in [
            ("until=2027-01-31", "2027-01-31"),
            ("until=\"2027-01-31\"", "2027-01-31"),
            ("until=2024-02-29", "2024-02-29"),
            ("until=31.01.2027", "unreadable `until=31.01.2027`"),
            ("until=2027-02-30", "unreadable `until=2027-02-30`"),
            ("until=2027-1-31", "unreadable `until=2027-1-31`"),
            ("until=", "unreadable `until=`"),
            ("until", "unreadable `until`"),
            ("until = 2027-01-31", "unreadable `until`"),
            ("until: 2027-01-31", "unreadable `until:`"),
            ("Until=2027-01-31", "unreadable `Until=2027-01-31`"),
            ("until=2027-01-31 until=2028-01-31", "unreadable `until=2028-01-31`"),
            ("", "unwritten"),
        ] {
            let text = format!("<!-- fieldbook-allow links/orphan {written} reason=\"r\" -->\n\nOne.\n");
            let found = comments(&text, 0);
            let [comment] = found.as_slice() else { panic!("one comment in {text}") };
            let end = match &comment.until {
                SuppressionEnd::Unwritten => "unwritten".to_owned(),
                SuppressionEnd::On(day) => day.value.to_string(),
                SuppressionEnd::Unreadable(span) => format!("unreadable `{}`", text.get(span.range()).unwrap_or("?")),
            };
            let rules: Vec<&str> = comment.rules.iter().map(|rule| rule.value.as_str()).collect();
            assert_eq!((end.as_str(), rules), (expected, vec!["links/orphan"]), "{written}");
        }
    }
}
