//! Sentences of a battlecard that state something about the competitor and prove nothing.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::{List, Names, Prose, Role, Sentence, TableCell};
use crate::rules::subject::Subject;
use crate::source::Span;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A sentence of a battlecard states what the competitor does or lacks, and cites nothing.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/uncited-comparison",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A sentence of a battlecard states what the competitor does or lacks, and cites nothing.",
    help: "Cite a claim as `[^id]`, or link the page that says so.",
    page: include_str!("uncited_comparison.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, prose) = (subject.entry, subject.prose_of(&[Kind::Battlecard]));
    let Some(prose) = prose.filter(|_| subject.is_due_complete()) else { return Vec::new() };
    // What the customer says and what one asks states nothing in our own voice.
    let question_sections: Vec<_> =
        ["Objections", "Questions to ask", "Landmines"].iter().filter_map(|name| entry.section(name)).collect();
    let competitors = subject.shared.competitors();
    let sentences = prose.sentences().iter().enumerate();
    let stated = sentences.filter(|(index, sentence)| {
        states(competitors, prose, sentence) && !prose.is_cited(sentence) && !is_cited_below(prose, *index)
    });
    let mut uncited: Vec<&Sentence> = stated.map(|(_, sentence)| sentence).collect();
    uncited.extend(uncited_rows(competitors, prose));
    let spans = uncited.into_iter().map(|sentence| prose.span(&sentence.range));
    let is_question =
        |span: &Span| question_sections.iter().any(|section| section.start <= span.start && span.start < section.end);
    spans
        .filter(|span| !is_question(span))
        .map(|span| subject.finding(&RULE, span, "this states something about the competitor and cites nothing"))
        .collect()
}

/// Returns whether the sentence says of a competitor that it names what it does, lacks, limits or costs.
fn states(competitors: &Names, prose: &Prose, sentence: &Sentence) -> bool {
    if !matches!(prose.role(sentence), Role::Paragraph | Role::Item | Role::Cell | Role::Heading) {
        return false;
    }
    let text = prose.text_of(sentence);
    if text.ends_with('?') {
        return false;
    }
    let named: Vec<usize> = competitors.find(text).map(|name| name.range.end).collect();
    let mut verbs = prose.hits_in(List::Statement, sentence).map(|hit| hit.range.start - sentence.range.start);
    verbs.any(|verb| named.iter().any(|end| is_near(text, *end, verb)))
        || named.first().is_some_and(|end| text.get(*end..).is_some_and(is_limit))
}

/// Returns whether at most two words are between the name's end and the verb.
fn is_near(text: &str, name_end: usize, verb: usize) -> bool {
    let Some(between) = text.get(name_end..verb) else { return false };
    !between.contains([',', ';', ':', '.', '(']) && between.split_whitespace().count() <= 2
}

/// A restriction to a plan, a number that is a limit, or a price.
static LIMIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \bonly\ (?:on|in|with|for|from|above)\b
        | \b(?:limit(?:ed)?|limits|caps?|capped|maximum|max|up\ to|at\ most)\b [^.;,]{0,30} [0-9]
        | [0-9] [^.;,]{0,20} \b(?:limit|cap|maximum)\b
        | (?:[$€£]\s?[0-9] | \b[0-9][0-9.,]*\s?(?:usd|eur|gbp|dollars|euros)\b) [^.;]{0,30} \b(?:per|a|each|every)\ (?:user|seat|month|year|licen[cs]e)\b",
    )
    .ok()
});

/// Returns whether the words after a name state a restriction, a limit or a price.
fn is_limit(after: &str) -> bool {
    LIMIT.as_ref().is_some_and(|limit| limit.is_match(after))
}

/// Returns whether sentence number `index` is a heading whose section cites something before the next heading.
fn is_cited_below(prose: &Prose, index: usize) -> bool {
    let is_heading = |sentence: &Sentence| prose.role(sentence) == Role::Heading;
    let sentences = prose.sentences();
    let below = sentences.get(index + 1..).unwrap_or_default();
    sentences.get(index).is_some_and(is_heading)
        && below.iter().take_while(|sentence| !is_heading(sentence)).any(|sentence| prose.is_cited(sentence))
}

/// Returns the first cell about a competitor of every row that cites nothing: cells below a heading that is a
/// competitor's name, and cells beside one.
fn uncited_rows<'p>(competitors: &Names, prose: &'p Prose) -> Vec<&'p Sentence> {
    let in_cells = prose.sentences().iter().filter_map(|sentence| Some((prose.cell(sentence)?, sentence)));
    let cells: Vec<(TableCell, &Sentence)> = in_cells.collect();
    let is_name = |sentence: &Sentence| {
        let text = prose.text_of(sentence);
        competitors.find(text).any(|name| name.range == (0..text.trim_end().len()))
    };
    let names: Vec<TableCell> = cells.iter().filter(|(_, sentence)| is_name(sentence)).map(|(cell, _)| *cell).collect();
    let columns: BTreeSet<(usize, usize)> =
        names.iter().filter(|name| name.row == 0 && name.column > 0).map(|name| (name.table, name.column)).collect();
    let rows: BTreeSet<(usize, usize)> =
        names.iter().filter(|name| name.column == 0).map(|name| (name.table, name.row)).collect();
    let is_about = |cell: TableCell| {
        let is_beside = cell.column > 0 && rows.contains(&(cell.table, cell.row));
        cell.row > 0 && (is_beside || columns.contains(&(cell.table, cell.column)))
    };
    let cited: BTreeSet<(usize, usize, Option<usize>)> = cells
        .iter()
        .filter(|(_, sentence)| prose.is_cited(sentence))
        .map(|(cell, _)| (cell.table, cell.row, Some(cell.column).filter(|_| cell.row == 0)))
        .collect();
    let is_cited = |cell: TableCell| {
        cited.contains(&(cell.table, cell.row, None)) || cited.contains(&(cell.table, 0, Some(cell.column)))
    };
    let states = |sentence: &Sentence| {
        let text = prose.text_of(sentence);
        !text.ends_with('?') && text.chars().any(char::is_alphanumeric)
    };
    let about = cells.iter().filter(|(cell, sentence)| is_about(*cell) && states(sentence) && !is_cited(*cell));
    let mut found: Vec<&(TableCell, &Sentence)> = about.collect();
    found.dedup_by_key(|(cell, _)| (cell.table, cell.row));
    found.into_iter().map(|(_, sentence)| *sentence).collect()
}
