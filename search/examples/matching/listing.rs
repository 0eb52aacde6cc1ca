//! Each question with its first proposals, for reading.

use super::evaluation::{Evaluation, Grade, Judged};
use std::fmt::Write as _;

/// Lists questions with label, and the first three candidates with grade, probability and mismatches.
pub(crate) fn of(evaluation: &Evaluation, questions: &[Judged]) -> String {
    let mut text = String::new();
    for judged in questions {
        _ = writeln!(text, "{:?}  {}", judged.label, judged.question);
        for (proposal, grade) in judged.proposals.iter().take(3) {
            let entry = evaluation.library.get(proposal.answer).map_or("", |entry| entry.question.as_str());
            let mark = match grade {
                Grade::Strong => "+",
                Grade::Partial => "~",
                Grade::Wrong => "-",
            };
            let reasons: Vec<String> = proposal.mismatches.iter().map(ToString::to_string).collect();
            let (band, p) = (proposal.band, proposal.probability);
            _ = writeln!(text, "  {mark} {band:?} {p:.2} {entry}  [{}]", reasons.join("; "));
        }
        let place = judged.ranked.iter().position(|(_, grade)| *grade == Grade::Strong);
        _ = writeln!(text, "  first fitting candidate: {}", place.map_or("none".to_owned(), |place| place.to_string()));
    }
    text
}
