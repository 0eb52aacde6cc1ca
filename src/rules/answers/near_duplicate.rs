//! Answers to nearly the same question.

use super::scope::{live, overlap};
use super::terms::terms;
use crate::entry::Entry;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Two answers are to nearly the same question.
pub(crate) static RULE: Rule = Rule {
    id: "answers/near-duplicate",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Two answers are to nearly the same question.",
    help: "Join them, with the other wording as an alternate.",
    page: include_str!("near_duplicate.md"),
};

/// How alike two questions are at least: the weight of the words they share over that of all their words (weighted
/// Jaccard of stems). Chosen for precision: half of all duplicates stay unfound, and those found are duplicates.
const ALIKE: f64 = 0.75;

struct Question<'a> {
    entry: &'a Arc<Entry>,
    span: Span,
    terms: Vec<String>,
}

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let questions: Vec<Question<'_>> = live(shared.check.library)
        .into_iter()
        .filter_map(|(entry, answer)| {
            let question = answer.question.as_ref()?;
            let terms: Vec<String> = terms(question).into_iter().collect();
            (terms.len() > 1).then_some(Question { entry, span: question.span, terms })
        })
        .collect();
    let weights = weights(&questions);
    // Questions with the same words form one group, so that a library of copies is compared once per wording.
    let mut groups = BTreeMap::<&[String], Vec<&Question<'_>>>::new();
    for question in &questions {
        groups.entry(&question.terms).or_default().push(question);
    }
    let mut found: Vec<Finding> = groups.values().flat_map(|group| among(group)).collect();
    found.extend(between(&groups, &weights));
    found
}

/// Weighs a word by its rarity: the logarithm is only compared with others of this run.
fn weights(questions: &[Question<'_>]) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::<&str, u32>::new();
    for term in questions.iter().flat_map(|question| &question.terms) {
        *counts.entry(term).or_default() += 1;
    }
    let total = f64::from(u32::try_from(questions.len()).unwrap_or(u32::MAX));
    counts.into_iter().map(|(term, count)| (term.to_owned(), (1.0 + total / f64::from(count)).ln())).collect()
}

/// Compares questions of the same words: each with the first that it may meet.
fn among(group: &[&Question<'_>]) -> Vec<Finding> {
    let pairs = group.iter().enumerate().filter_map(|(index, question)| {
        let earlier = group.get(..index)?.iter().take(50);
        let twin = earlier.into_iter().find(|earlier| overlap(question.entry, earlier.entry))?;
        Some(finding(question, twin))
    });
    pairs.collect()
}

/// Compares groups: two are alike only if they share one of their rarest words, so only those are looked up.
fn between(groups: &BTreeMap<&[String], Vec<&Question<'_>>>, weights: &BTreeMap<String, f64>) -> Vec<Finding> {
    let mut by_term = BTreeMap::<&str, Vec<usize>>::new();
    let all: Vec<(&[String], &Vec<&Question<'_>>)> = groups.iter().map(|(terms, group)| (*terms, group)).collect();
    let mut found = Vec::new();
    for (index, (terms, group)) in all.iter().enumerate() {
        let rare = rarest(terms, weights);
        let candidates: BTreeSet<usize> = rare.iter().filter_map(|term| by_term.get(term)).flatten().copied().collect();
        let near = candidates.into_iter().filter_map(|other| all.get(other));
        let alike = near.filter(|(other, _)| is_alike(terms, other, weights)).flat_map(|(_, group)| group.iter());
        let others: Vec<&&Question<'_>> = alike.take(50).collect();
        for question in *group {
            let twin = others.iter().find(|other| overlap(question.entry, other.entry));
            found.extend(twin.map(|twin| ordered(question, twin)));
        }
        for term in rare {
            by_term.entry(term).or_default().push(index);
        }
    }
    found
}

/// Returns the words of which at least one is shared with every question that is alike.
fn rarest<'t>(terms: &'t [String], weights: &BTreeMap<String, f64>) -> Vec<&'t str> {
    let weight = |term: &str| weights.get(term).copied().unwrap_or(0.0);
    let mut sorted: Vec<&str> = terms.iter().map(String::as_str).collect();
    sorted.sort_by(|one, other| weight(other).total_cmp(&weight(one)).then_with(|| one.cmp(other)));
    let mut rest: f64 = sorted.iter().map(|term| weight(term)).sum();
    let least = rest * ALIKE;
    let mut kept = Vec::new();
    for term in sorted {
        if rest < least {
            break;
        }
        rest -= weight(term);
        kept.push(term);
    }
    kept
}

/// Near-twins such as “at rest” and “in transit” differ on both sides, so one of two alike questions only adds words.
fn is_alike(one: &[String], other: &[String], weights: &BTreeMap<String, f64>) -> bool {
    let weight = |terms: &mut dyn Iterator<Item = &String>| -> f64 {
        terms.map(|term| weights.get(term).copied().unwrap_or(0.0)).sum()
    };
    let adds = |one: &[String], other: &[String]| one.iter().any(|term| other.binary_search(term).is_err());
    if adds(one, other) && adds(other, one) {
        return false;
    }
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    weight(&mut shorter.iter()) >= ALIKE * weight(&mut longer.iter())
}

/// Reports at the later of two, by id, so that the order of groups does not show.
fn ordered(one: &Question<'_>, other: &Question<'_>) -> Finding {
    if one.entry.id > other.entry.id { finding(one, other) } else { finding(other, one) }
}

fn finding(question: &Question<'_>, twin: &Question<'_>) -> Finding {
    let message = format!("`{}` answers nearly the same question", twin.entry.id);
    let owner = question.entry.owner.as_ref().map(|owner| owner.value.clone());
    let finding = Finding::new(&RULE, Place::new(&question.entry.file, question.span), message).owner(owner);
    finding.see(Place::new(&twin.entry.file, twin.span), "the other question")
}
