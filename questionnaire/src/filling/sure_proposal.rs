//! The proposal that answers a question without a decision of a person.

use super::question_hold::QuestionHold;
use crate::layout::length_limits::without_limits;
use crate::layout::question::Question;
use fieldbook_search::matching::{Band, Matcher, Proposal};

/// Proposes answers for a question of a file, best first. What the question says about the length of its answer does not count.
pub fn propose(matcher: &Matcher, question: &Question) -> Vec<Proposal> {
    if question.is_too_long() {
        return Vec::new();
    }
    matcher.find(&without_limits(&question.full_text()), control_of(&question.id))
}

/// An id that could be one of a framework: it has letters. A bare `1.2` numbers the customer's own rows.
fn control_of(id: &str) -> &str {
    if id.chars().any(char::is_alphabetic) && id.chars().any(|character| character.is_ascii_digit()) { id } else { "" }
}

/// Returns the first proposal; `None` if it does not fit and is listed for review only.
pub fn fitting(proposals: &[Proposal]) -> Option<&Proposal> {
    proposals.first().filter(|proposal| proposal.band > Band::None)
}

/// Returns the proposal that answers a question if its answer may be sent, or why none does. `proposals` are those of
/// [`propose`].
///
/// # Errors
/// The layout forbids to write, or no proposal is sure enough.
pub fn sure_proposal<'a>(question: &Question, proposals: &'a [Proposal]) -> Result<&'a Proposal, Vec<QuestionHold>> {
    if !question.hold.is_empty() {
        return Err(vec![QuestionHold::Layout(question.hold.clone())]);
    }
    let proposal = fitting(proposals).ok_or_else(|| vec![QuestionHold::NoMatch])?;
    if proposal.band < Band::Strong {
        return Err(match_holds(proposal));
    }
    if question.parts > 1 && proposal.band != Band::Exact {
        return Err(vec![QuestionHold::SeveralParts(question.parts)]);
    }
    Ok(proposal)
}

/// Says why a proposal is not sure enough.
fn match_holds(proposal: &Proposal) -> Vec<QuestionHold> {
    if proposal.mismatches.is_empty() {
        vec![QuestionHold::LowProbability(proposal.probability)]
    } else {
        proposal.mismatches.iter().cloned().map(QuestionHold::Mismatch).collect()
    }
}
