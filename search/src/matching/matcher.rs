//! Finds the answers of a library that fit a question.

use super::asked::{Asked, Form};
use super::calibration;
use super::features::{self, Features};
use super::guards::{Guarded, Mismatch, Statement};
use super::library::Library;
use super::proposal::{Band, Proposal, REVIEW, Ranked, band_of};
use super::wordings::Wordings;
use crate::words::normalise;
use std::cmp::Ordering;

/// How many proposals a question gets at most.
pub const PROPOSALS: usize = 5;

/// Below this probability a candidate is not even shown.
const SHOWN: f64 = 0.02;

/// How many candidates of the quick ranking are looked at closely.
const CANDIDATES: usize = 24;

/// How many of these are compared word by word.
const CLOSE: usize = 10;

/// An entry that lacks a word of at least this share of the question's weight is never strong.
const GAP: f64 = 0.3;

/// An entry that has less than this share of the question's weight is never strong, however well the rest fits.
const SHARED: f64 = 0.5;

/// An entry that has less than this share of the question's weight does not fit.
const STRAY: f64 = 0.1;

/// A library, prepared for matching.
#[derive(Debug)]
pub struct Matcher {
    library: Library,
}

impl Matcher {
    /// Prepares a library. `synonyms` are groups of phrases that mean the same, on top of the built-in ones.
    pub fn new(answers: &[Wordings<'_>], synonyms: &[Vec<String>]) -> Self {
        Self { library: Library::new(answers, synonyms) }
    }

    /// Proposes answers for a question, best first. Those in [`Band::None`] do not fit, and are the nearest that there
    /// are. `control` is the customer's id of the question.
    pub fn find(&self, question: &str, control: &str) -> Vec<Proposal> {
        let asked = Asked::new(question);
        let guarded = Guarded::new(&asked);
        let ranked = self.rank_core(&asked.core);
        let worded = self.library.worded(&normalise(&asked.core));
        let mut proposals: Vec<Proposal> =
            worded.iter().take(PROPOSALS).map(|answer| self.exact(&guarded, *answer, worded.len())).collect();
        let others = ranked.iter().filter(|ranked| !worded.contains(&ranked.answer)).take(PROPOSALS);
        proposals.extend(others.map(|ranked| self.propose(&asked, &guarded, *ranked)));
        self.face_rivals(asked.form, &mut proposals);
        if let [answer] = self.library.controlled(&normalise(control)) {
            let bare = Ranked { answer: *answer, probability: 0.0, features: Features::default() };
            let known = ranked.iter().find(|ranked| ranked.answer == *answer).copied().unwrap_or(bare);
            promote(self.propose(&asked, &guarded, known), &mut proposals);
        }
        for proposal in &mut proposals {
            let compared = self.library.compare_words(&asked.core, proposal.answer);
            (proposal.matched, proposal.missing) = (compared.matched, compared.missing);
        }
        proposals.sort_by(order);
        proposals.retain(|proposal| proposal.band > Band::None || proposal.probability >= SHOWN);
        proposals.truncate(PROPOSALS);
        proposals
    }

    /// Ranks the nearest candidates of a question by probability, whatever it is.
    pub fn rank(&self, question: &str) -> Vec<Ranked> {
        self.rank_core(&Asked::new(question).core)
    }

    fn rank_core(&self, question: &str) -> Vec<Ranked> {
        let question = self.library.analyse(question);
        let candidates = question.candidates(&self.library, CANDIDATES);
        let features = features::of_all(&self.library, &question, &candidates);
        let mut near: Vec<(usize, Features)> = candidates.iter().map(|(answer, _)| *answer).zip(features).collect();
        let nearness = |(_, features): &(usize, Features)| features.relative + features.letters;
        near.sort_by(|left, right| nearness(right).total_cmp(&nearness(left)).then(left.0.cmp(&right.0)));
        near.truncate(CLOSE);
        let asked = Statement::of(&question.text);
        let rank = |(answer, mut features): (usize, Features)| {
            features::compare_strictly(&asked, &self.library.texts(answer), &mut features);
            Ranked { answer, probability: calibration::probability(&features), features }
        };
        let mut ranked: Vec<Ranked> = near.into_iter().map(rank).collect();
        let key = |ranked: &Ranked| calibration::relevance(&ranked.features);
        ranked.sort_by(|left, right| key(right).total_cmp(&key(left)).then(left.answer.cmp(&right.answer)));
        ranked
    }

    /// Finds the mismatches of a candidate, and chooses its band.
    fn propose(&self, asked: &Asked, guarded: &Guarded, ranked: Ranked) -> Proposal {
        let Ranked { answer, probability, features } = ranked;
        let mut mismatches = guarded.mismatches(&self.library.texts(answer));
        // Every word of a closed question is accounted for, and a wording may have all words of an open one.
        let is_open = asked.form == Form::Open;
        let is_loose = is_open && !guarded.is_worded(&self.library.texts(answer));
        if is_loose && (features.gap >= GAP || features.said < 1.0) {
            mismatches.extend(self.library.heaviest_gap(&asked.core, answer).map(Mismatch::Lacks));
        }
        if is_loose && features.entry < SHARED {
            let percent = (features.entry * 100.0).clamp(0.0, 100.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
            mismatches.push(Mismatch::Thin(percent as u8));
        }
        let is_clean = !is_open && mismatches.is_empty();
        let probability = if is_clean { calibration::without_mismatch(probability) } else { probability };
        let is_stray = features.entry < STRAY;
        let band = if is_stray { Band::None } else { band_of(probability, &mismatches) };
        Proposal { answer, band, probability, features, mismatches, matched: Vec::new(), missing: Vec::new() }
    }

    /// Moves strong proposals to review if there are several: the question may need more than one of them. If all give
    /// the same choice, the best of them answers a closed question, and only the others are moved.
    fn face_rivals(&self, form: Form, proposals: &mut [Proposal]) {
        let strong = proposals.iter().filter(|proposal| proposal.band == Band::Strong);
        let choices: Vec<Option<&str>> = strong.map(|proposal| self.library.choice(proposal.answer)).collect();
        if choices.len() < 2 {
            return;
        }
        let is_agreed =
            form == Form::Closed && choices.iter().all(|choice| choice.is_some() && choices.first() == Some(choice));
        let best = proposals.iter().map(|proposal| proposal.probability).fold(0.0, f64::max);
        let is_moved =
            |proposal: &&mut Proposal| proposal.band == Band::Strong && !(is_agreed && proposal.probability >= best);
        for proposal in proposals.iter_mut().filter(is_moved) {
            proposal.band = Band::Review;
            proposal.mismatches.push(Mismatch::Rivals(choices.len()));
        }
    }

    /// Proposes an entry with exactly the question's words; if several have them, a person chooses.
    fn exact(&self, guarded: &Guarded, answer: usize, count: usize) -> Proposal {
        let mut mismatches = if count == 1 { Vec::new() } else { vec![Mismatch::Twins(count)] };
        let found = guarded.mismatches(&self.library.texts(answer));
        mismatches.extend(found.into_iter().filter(|mismatch| *mismatch == Mismatch::Polarity));
        let band = if mismatches.is_empty() { Band::Exact } else { Band::Review };
        let features = Features::default();
        Proposal { answer, band, probability: 1.0, features, mismatches, matched: Vec::new(), missing: Vec::new() }
    }
}

/// Lifts the entry that answers the same control of a framework, if it asks for much the same.
fn promote(controlled: Proposal, proposals: &mut Vec<Proposal>) {
    let answer = controlled.answer;
    if !proposals.iter().any(|proposal| proposal.answer == answer) {
        proposals.push(controlled);
    }
    for proposal in proposals.iter_mut().filter(|proposal| proposal.answer == answer) {
        let fits = proposal.probability >= REVIEW && proposal.mismatches.is_empty();
        proposal.band = proposal.band.max(if fits { Band::Exact } else { Band::Review });
    }
}

/// Best first; equal ones by their place in the library.
fn order(left: &Proposal, right: &Proposal) -> Ordering {
    let is_exact = |proposal: &Proposal| proposal.band == Band::Exact;
    let by_exact = is_exact(right).cmp(&is_exact(left));
    by_exact.then(right.probability.total_cmp(&left.probability)).then(left.answer.cmp(&right.answer))
}
