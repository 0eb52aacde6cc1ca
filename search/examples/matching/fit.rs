//! Fits the two models of the calibration, and measures them on questions that they were not fitted on.

use super::evaluation::{Grade, Judged, Label};
use super::figures::{First, confidence, float, ranking};
use fieldbook_search::matching::Features;
use std::fmt::Write as _;

/// How many parts the questions are divided into; each is measured with models fitted on the others.
const FOLDS: usize = 10;
/// How often the division is repeated, each time in another order.
const ROUNDS: usize = 3;
/// The L2 penalty of the relevance.
const RELEVANCE_PENALTY: f64 = 0.1;
/// The L2 penalty of the confidence.
const CONFIDENCE_PENALTY: f64 = 0.5;

/// An example: inputs, whether it is positive, and its weight.
type Example = (Vec<f64>, bool, f64);

/// Fits on all questions and prints the coefficients, after the figures of the cross-validation.
pub(crate) fn cross_validated(questions: &[Judged]) -> String {
    let mut text = format!("cross-validated: {ROUNDS} times {FOLDS} parts\n");
    let (mut grades, mut firsts) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let part_of = |index: usize| (index * (7 + 2 * round) + index / (round + 2)) % FOLDS;
        for fold in 0..FOLDS {
            let split = |is_inside: bool| {
                let all = questions.iter().enumerate();
                all.filter(move |(index, _)| (part_of(*index) == fold) == is_inside).map(|(_, judged)| judged)
            };
            let (train, test): (Vec<&Judged>, Vec<&Judged>) = (split(false).collect(), split(true).collect());
            let model = Model::fit(&train);
            for judged in test {
                let order = model.order(judged);
                firsts.push(model.first(judged, &order));
                grades.push((judged.label, order.iter().filter_map(|at| Some(judged.ranked.get(*at)?.1)).collect()));
            }
        }
    }
    text += &ranking(&grades);
    text += &confidence(&firsts);
    let all: Vec<&Judged> = questions.iter().collect();
    let model = Model::fit(&all);
    _ = writeln!(text, "relevance {}\nconfidence {}", numbers(&model.relevance), numbers(&model.confidence));
    text
}

fn numbers(numbers: &[f64]) -> String {
    numbers.iter().map(|number| format!("{number:.2}")).collect::<Vec<_>>().join(", ")
}

struct Model {
    relevance: Vec<f64>,
    confidence: Vec<f64>,
}

impl Model {
    fn fit(questions: &[&Judged]) -> Self {
        let relevance = logistic(&candidates(questions), RELEVANCE_PENALTY);
        // The confidence sees candidates that a model put first which had not seen the question.
        let mut examples = Vec::new();
        for part in 0..FOLDS {
            let split = |is_inside: bool| {
                let all = questions.iter().enumerate();
                all.filter(move |(index, _)| (index % FOLDS == part) == is_inside).map(|(_, judged)| *judged)
            };
            let train: Vec<&Judged> = split(false).collect();
            let inner = Self { relevance: logistic(&candidates(&train), RELEVANCE_PENALTY), confidence: Vec::new() };
            for judged in split(true) {
                let order = inner.order(judged);
                if let Some((inputs, is_good)) = inner.first_inputs(judged, &order) {
                    examples.push((inputs, is_good, 1.0));
                }
            }
        }
        Self { relevance, confidence: logistic(&examples, CONFIDENCE_PENALTY) }
    }

    fn order(&self, judged: &Judged) -> Vec<usize> {
        let score = |at: &usize| {
            judged
                .ranked
                .get(*at)
                .map_or(0.0, |(ranked, _)| apply(&self.relevance, &relevance_inputs(&ranked.features)))
        };
        let mut order: Vec<usize> = (0..judged.ranked.len()).collect();
        order.sort_by(|left, right| score(right).total_cmp(&score(left)).then(left.cmp(right)));
        order
    }

    fn first_inputs(&self, judged: &Judged, order: &[usize]) -> Option<(Vec<f64>, bool)> {
        let (ranked, grade) = judged.ranked.get(*order.first()?)?;
        let relevance = apply(&self.relevance, &relevance_inputs(&ranked.features));
        Some((confidence_inputs(relevance), *grade != Grade::Wrong))
    }

    fn first(&self, judged: &Judged, order: &[usize]) -> First {
        let inputs = self.first_inputs(judged, order);
        First {
            probability: inputs.as_ref().map_or(0.0, |(inputs, _)| sigmoid(apply(&self.confidence, inputs))),
            is_acceptable: inputs.is_some_and(|(_, is_good)| is_good),
            label: judged.label,
        }
    }
}

/// Every candidate of every question; a fitting one counts twice.
fn candidates(questions: &[&Judged]) -> Vec<Example> {
    let of = |judged: &&Judged| -> Vec<Example> {
        let with_label = judged.label != Label::None;
        judged
            .ranked
            .iter()
            .map(|(ranked, grade)| {
                let weight = if *grade == Grade::Strong { 2.0 } else { 1.0 };
                (relevance_inputs(&ranked.features), with_label && *grade != Grade::Wrong, weight)
            })
            .collect()
    };
    questions.iter().flat_map(of).collect()
}

/// The inputs of the relevance, in the order of the printed coefficients; the last one is constant.
fn relevance_inputs(features: &Features) -> Vec<f64> {
    let Features { relative, letters, agreement, mutual, said, .. } = *features;
    vec![relative, letters, agreement, mutual, said, 1.0]
}

/// The inputs of the confidence; the last one is constant.
fn confidence_inputs(relevance: f64) -> Vec<f64> {
    vec![relevance, 1.0]
}

fn apply(model: &[f64], inputs: &[f64]) -> f64 {
    model.iter().zip(inputs).map(|(weight, input)| weight * input).sum()
}

fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Fits a logistic model by Newton's method; the penalty does not count for the constant.
fn logistic(examples: &[Example], penalty: f64) -> Vec<f64> {
    let size = examples.first().map_or(0, |(inputs, _, _)| inputs.len());
    let mut model = vec![0.0; size];
    for _ in 0..25 {
        let (mut gradient, mut curvature) = (vec![0.0; size], vec![vec![0.0; size]; size]);
        for (inputs, is_good, weight) in examples {
            let expected = sigmoid(apply(&model, inputs));
            let error = weight * (float(usize::from(*is_good)) - expected);
            for (row, input) in inputs.iter().enumerate() {
                add(&mut gradient, row, error * input);
                for (column, other) in inputs.iter().enumerate() {
                    let value = weight * expected * (1.0 - expected) * input * other;
                    curvature.get_mut(row).into_iter().for_each(|line| add(line, column, value));
                }
            }
        }
        for at in 0..size {
            let own = if at + 1 == size { 1e-6 } else { penalty };
            add(&mut gradient, at, -own * model.get(at).copied().unwrap_or(0.0));
            curvature.get_mut(at).into_iter().for_each(|line| add(line, at, own));
        }
        for (weight, step) in model.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    model
}

fn add(values: &mut [f64], at: usize, value: f64) {
    if let Some(own) = values.get_mut(at) {
        *own += value;
    }
}

/// Solves linear equations with a positive definite matrix.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let (Some(line), Some(own)) = (matrix.get(at).cloned(), right.get(at).copied()) else { continue };
        let pivot = line.get(at).copied().unwrap_or(1.0);
        for row in (0..size).filter(|row| *row != at) {
            let Some(target) = matrix.get_mut(row) else { continue };
            let factor = target.get(at).copied().unwrap_or(0.0) / pivot;
            for (value, other) in target.iter_mut().zip(&line) {
                *value -= factor * other;
            }
            add(&mut right, row, -factor * own);
        }
    }
    let diagonal = matrix.iter().enumerate().map(|(at, line)| line.get(at).copied().unwrap_or(1.0));
    right.iter().zip(diagonal).map(|(value, pivot)| value / pivot).collect()
}
