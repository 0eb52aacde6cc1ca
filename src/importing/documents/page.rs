//! A document as a page: front matter, claims, text.

use super::competitors::{Claim, Competitors, add_claims, add_claims_to_markdown};
use super::document::Document;
use super::model::{Block, line_text};
use super::render::render;
use crate::entry::Body;
use crate::importing::construct::{Construct, Fate};
use crate::importing::headings::answers_page;
use crate::importing::proposal::{KindChoice, Proposal, propose};
use crate::kinds::Kind;
use crate::source::Span;
use crate::values::quoted;
use std::fmt::Write as _;

/// The status of imported pages: the source does not say whether they were approved.
pub(super) const STATUS: &str = "unreviewed";

/// What pages are made with.
#[derive(Clone, Copy)]
pub(super) struct PageSite<'a> {
    /// The competitors.
    pub(super) competitors: &'a Competitors,
    /// Which kinds were confirmed.
    pub(super) kinds: &'a KindChoice,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    /// Its text.
    pub(super) text: String,
    /// The kind that it reads like.
    pub(super) proposal: Option<Proposal>,
    /// The kind that was confirmed.
    pub(super) kind: Option<Kind>,
    /// What was noted about it as a whole.
    pub(super) notes: Vec<String>,
}

/// Writes a document as a page; `None` if it has no text.
pub(super) fn page(source: &str, document: &mut Document, site: PageSite<'_>) -> Option<Page> {
    if document.blocks.is_empty() {
        return None;
    }
    let title = title(source, document);
    let headings = headings(document, title.as_deref());
    let plain = render(&document.blocks, &document.notes);
    let proposal = propose(source, &headings, &site.competitors.named(&plain));
    let kind = site.kinds.confirmed(source, proposal.as_ref());
    if kind == Some(Kind::Answers) {
        // Its headings become questions; the title of a document is the title of the file.
        let title = title.clone().or_else(|| headings.first().cloned());
        if let Some((text, notes)) = answers_page(source, &plain, title.as_deref()) {
            return Some(Page { text, proposal, kind, notes });
        }
    }
    let kind = kind.filter(|kind| *kind != Kind::Answers);
    let claims = add_claims(&mut document.blocks, &document.notes, site.competitors);
    document.constructs.extend(claims.iter().map(|claim| statement(source, claim)));
    let competitor = site.competitors.named(&plain).into_iter().next();
    let front =
        front_matter(&Front { kind, title: title.as_deref(), competitor: competitor.as_deref(), claims: &claims });
    let text = format!("{front}\n{}", render(&document.blocks, &document.notes));
    Some(Page { text, proposal, kind, notes: Vec::new() })
}

/// Writes a Markdown text as a page; `title` is that of its file, used if the text has none. `None` if it has no text.
pub(super) fn markdown_page(
    source: &str,
    title: &str,
    text: &str,
    constructs: &mut Vec<Construct>,
    site: PageSite<'_>,
) -> Option<Page> {
    if text.trim().is_empty() {
        return None;
    }
    let body = Body::scan(text, Span::new(0..text.len()));
    let headings: Vec<String> = body.headings.iter().map(|heading| heading.text.clone()).collect();
    let is_titled = body.headings.first().is_some_and(|heading| heading.level == 1);
    let proposal = propose(source, &headings, &site.competitors.named(text));
    let kind = site.kinds.confirmed(source, proposal.as_ref());
    if kind == Some(Kind::Answers)
        && let Some((text, notes)) = answers_page(source, text, (!is_titled).then_some(title))
    {
        return Some(Page { text, proposal, kind, notes });
    }
    let kind = kind.filter(|kind| *kind != Kind::Answers);
    let (cited, claims) = add_claims_to_markdown(text, site.competitors);
    constructs.extend(claims.iter().map(|claim| statement(source, claim)));
    let competitor = site.competitors.named(text).into_iter().next();
    let title = (!is_titled).then_some(title);
    let front = front_matter(&Front { kind, title, competitor: competitor.as_deref(), claims: &claims });
    Some(Page { text: format!("{front}\n{}\n", cited.trim_matches('\n')), proposal, kind, notes: Vec::new() })
}

/// What the front matter of a page says.
struct Front<'a> {
    kind: Option<Kind>,
    title: Option<&'a str>,
    competitor: Option<&'a str>,
    claims: &'a [Claim],
}

fn front_matter(front: &Front<'_>) -> String {
    let mut text = format!("---\nkind: {}\n", front.kind.unwrap_or(Kind::Page).facts().word);
    if let Some(title) = front.title {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "title: {}", quoted(title));
    }
    let _ = writeln!(text, "status: {STATUS}");
    if let Some(competitor) = front.competitor.filter(|_| front.kind == Some(Kind::Battlecard)) {
        let _ = writeln!(text, "competitor: {}", quoted(competitor));
    }
    push_claims(&mut text, front.claims);
    text + "---\n"
}

fn statement(source: &str, claim: &Claim) -> Construct {
    construct(source, "statement about a competitor", format!("claim {}, without a date", claim.id))
}

fn construct(source: &str, name: &str, note: String) -> Construct {
    let (name, source) = (name.to_owned(), source.to_owned());
    Construct { name, fate: Fate::CarriedOver, source, place: String::new(), note }
}

fn push_claims(text: &mut String, claims: &[Claim]) {
    if claims.is_empty() {
        return;
    }
    text.push_str("claims:\n");
    for claim in claims {
        let _ = writeln!(text, "  - id: {}\n    text: {}", quoted(&claim.id), quoted(&claim.text));
        if let Some(source) = &claim.source {
            let _ = writeln!(text, "    source: {}", quoted(source));
        }
    }
}

/// Returns the title of the front matter; `None` if the first heading of the text is the title. A page has one heading
/// of the first level at most, so those of a document with a title or with several move down.
fn title(source: &str, document: &mut Document) -> Option<String> {
    let is_first_level = |block: &Block| matches!(block, Block::Heading(1, line) if !line_text(line).is_empty());
    let count = document.blocks.iter().filter(|block| is_first_level(block)).count();
    let is_titled = count == 1 && document.blocks.first().is_some_and(is_first_level);
    let title = document.title.take().filter(|title| !title.trim().is_empty());
    if is_titled && title.is_none() {
        return None;
    }
    if count > 0 {
        shift(&mut document.blocks);
    }
    Some(title.unwrap_or_else(|| name_in_words(source)))
}

fn shift(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(level, _) => *level = (*level + 1).min(6),
            Block::Quote(blocks) | Block::Callout(_, blocks) => shift(blocks),
            _ => {}
        }
    }
}

fn headings(document: &Document, title: Option<&str>) -> Vec<String> {
    let own = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(_, line) => Some(line_text(line)),
        _ => None,
    });
    title.map(str::to_owned).into_iter().chain(own).collect()
}

/// Returns the name of a file in words.
pub(super) fn name_in_words(source: &str) -> String {
    let name = source.rsplit('/').next().unwrap_or(source);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.replace(['-', '_'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "Untitled".to_owned() } else { words }
}
