//! The figures of one run.

use super::evaluation::{Grade, Judged, Label};
use fieldbook_search::matching::{Band, Mismatch, Proposal};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first candidate of a question: how probable, and how good.
pub(crate) struct First {
    pub(crate) probability: f64,
    pub(crate) is_acceptable: bool,
    pub(crate) label: Label,
}

/// Formats every figure of `questions`.
pub(crate) fn of(questions: &[Judged]) -> String {
    let grades: Vec<(Label, Vec<Grade>)> = questions
        .iter()
        .map(|judged| (judged.label, judged.ranked.iter().map(|(_, grade)| *grade).collect()))
        .collect();
    let firsts: Vec<First> = questions
        .iter()
        .map(|judged| First {
            probability: judged.ranked.first().map_or(0.0, |(ranked, _)| ranked.probability),
            is_acceptable: judged.ranked.first().is_some_and(|(_, grade)| *grade != Grade::Wrong),
            label: judged.label,
        })
        .collect();
    [ranking(&grades), confidence(&firsts), filling(questions)].concat()
}

/// Recall at 1, 3 and 5 of the questions with a fitting answer.
pub(crate) fn ranking(grades: &[(Label, Vec<Grade>)]) -> String {
    let answerable: Vec<&Vec<Grade>> =
        grades.iter().filter(|(label, _)| *label == Label::Answer).map(|(_, grades)| grades).collect();
    let recall = |count: usize| {
        let hits = answerable.iter().filter(|grades| grades.iter().take(count).any(|grade| *grade == Grade::Strong));
        share(hits.count(), answerable.len())
    };
    format!("R@1 {:.3}  R@3 {:.3}  R@5 {:.3}\n", recall(1), recall(3), recall(5))
}

/// Area under the curve, coverage at 90 % acceptable, and calibration error.
pub(crate) fn confidence(firsts: &[First]) -> String {
    let of = |label: Label| -> Vec<f64> {
        firsts.iter().filter(|first| first.label == label).map(|first| first.probability).collect()
    };
    let (answer, partial, none) = (of(Label::Answer), of(Label::Partial), of(Label::None));
    let not: Vec<f64> = partial.iter().chain(&none).copied().collect();
    format!(
        "AUROC answer/none {:.3}  answer/not {:.3}  acceptable {:.3}\ncoverage at 90 % acceptable {:.3}  ECE {:.3}\n",
        area(&answer, &none),
        area(&answer, &not),
        area(&acceptable(firsts, Acceptable::Yes), &acceptable(firsts, Acceptable::No)),
        coverage(firsts),
        calibration_error(firsts)
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Acceptable {
    Yes,
    No,
}

fn acceptable(firsts: &[First], which: Acceptable) -> Vec<f64> {
    let is = |first: &&First| first.is_acceptable == (which == Acceptable::Yes);
    firsts.iter().filter(is).map(|first| first.probability).collect()
}

/// The probability that one of `high` is above one of `low`.
fn area(high: &[f64], low: &[f64]) -> f64 {
    let pairs = high.iter().flat_map(|high| low.iter().map(move |low| (high, low)));
    let points = pairs.map(|(high, low)| if high > low { 1.0 } else { f64::from(u8::from(high >= low)) / 2.0 });
    points.sum::<f64>() / float(high.len() * low.len()).max(1.0)
}

/// The largest share of all questions that can be proposed with at least 90 % of them acceptable.
fn coverage(firsts: &[First]) -> f64 {
    let mut sorted: Vec<&First> = firsts.iter().collect();
    sorted.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    let (mut good, mut best) = (0, 0);
    for (count, first) in (1..).zip(sorted) {
        good += usize::from(first.is_acceptable);
        if good * 10 >= count * 9 {
            best = count;
        }
    }
    share(best, firsts.len())
}

/// The mean distance of probability and share of acceptable ones in ten equal ranges.
fn calibration_error(firsts: &[First]) -> f64 {
    let error = |bin: u8| {
        let low = f64::from(bin) / 10.0;
        let inside: Vec<&First> = firsts
            .iter()
            .filter(|first| first.probability >= low && (first.probability < low + 0.1 || bin == 9))
            .collect();
        let expected: f64 = inside.iter().map(|first| first.probability).sum();
        let real = float(inside.iter().filter(|first| first.is_acceptable).count());
        (expected - real).abs()
    };
    (0..10).map(error).sum::<f64>() / float(firsts.len())
}

/// What would be filled, and why the rest is held.
fn filling(questions: &[Judged]) -> String {
    let filled = |judged: &&Judged| judged.proposals.first().is_some_and(|(first, _)| first.band >= Band::Strong);
    let with = |label: Label, grades: &[Grade]| {
        let of_label = questions.iter().filter(filled).filter(|judged| judged.label == label);
        of_label.filter(|judged| judged.proposals.first().is_some_and(|(_, grade)| grades.contains(grade))).count()
    };
    let all = |label: Label| questions.iter().filter(|judged| judged.label == label).count();
    let mut text = format!(
        "filled: answerable {} right, {} partly, {} wrong of {}; partly answerable {} partly, {} wrong of {}; unanswerable {} of {}\n",
        with(Label::Answer, &[Grade::Strong]),
        with(Label::Answer, &[Grade::Partial]),
        with(Label::Answer, &[Grade::Wrong]),
        all(Label::Answer),
        with(Label::Partial, &[Grade::Partial]),
        with(Label::Partial, &[Grade::Wrong]),
        all(Label::Partial),
        with(Label::None, &[Grade::Wrong]),
        all(Label::None),
    );
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for judged in questions.iter().filter(|judged| !filled(judged)) {
        *reasons.entry(reason(judged)).or_default() += 1;
    }
    for (reason, count) in reasons {
        _ = writeln!(text, "  held {count:3}  {reason}");
    }
    text
}

fn reason(judged: &Judged) -> &'static str {
    let Some((first, _)) = judged.proposals.first() else { return "no proposal" };
    first.mismatches.first().map_or("low probability", |_| kind(first))
}

fn kind(proposal: &Proposal) -> &'static str {
    proposal.mismatches.first().map_or("", Mismatch::code)
}

pub(crate) fn share(part: usize, whole: usize) -> f64 {
    float(part) / float(whole).max(1.0)
}

pub(crate) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
