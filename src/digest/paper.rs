//! What a paper about a deal records.

use super::owed::Owed;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::opportunity::Facts;
use chrono::NaiveDate;

/// Adds what `paper` records to `facts`, and what it promises to `owed`.
pub(super) fn add_paper(paper: &Entry, day: NaiveDate, facts: &mut Facts, owed: &mut Owed) {
    match &paper.kind_fields {
        KindFields::Winplan(plan) => {
            owed.promises.extend(plan.commitments.iter().map(|promise| promise.value.clone()));
            let risks = plan.risks.iter().filter_map(|risk| risk.risk.as_ref());
            facts.know.extend(risks.map(|risk| format!("Risk: {}", risk.value)));
        }
        KindFields::Poc(trial) => {
            owed.decisions.extend(trial.decision_on.as_ref().map(|on| decision(on.value, day)));
            let end = trial.end.as_ref().filter(|end| end.value >= day);
            facts.know.extend(end.map(|end| format!("The proof of concept ends on {}", end.value)));
        }
        _ => {}
    }
    if paper.kind == Kind::Qualification {
        facts.know.push(format!("Qualification: {}", paper.title.value));
    }
}

fn decision(on: NaiveDate, day: NaiveDate) -> String {
    if on < day {
        format!("Record the decision on the proof of concept, which was due on {on}")
    } else {
        format!("Decide on the proof of concept by {on}")
    }
}
