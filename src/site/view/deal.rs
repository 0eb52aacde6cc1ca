//! What the papers about one deal record: risks, dates of trials.

use super::kind_fields::{RiskView, risk_view};
use super::link::LinkView;
use crate::entry::{Entry, KindFields};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use serde::Serialize;
use std::sync::Arc;

/// What plans, trials and qualifications say of a deal.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct DealView {
    /// The first three risks of its win plans.
    risks: Vec<RiskView>,
    trials: Vec<TrialView>,
}

#[derive(Debug, Clone, Serialize)]
struct TrialView {
    trial: LinkView,
    start: Option<String>,
    end: Option<String>,
    decision: Option<String>,
}

/// How many risks are shown.
const RISKS: usize = 3;

impl DealView {
    /// Reads the papers about a deal.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, papers: &[&Arc<Entry>]) -> Self {
        let mut view = Self::default();
        for paper in papers {
            match &paper.kind_fields {
                KindFields::Winplan(plan) => {
                    view.risks.extend(plan.risks.iter().map(|risk| risk_view(catalogue, risk)));
                }
                KindFields::Poc(own) => {
                    let day = |day: &Option<crate::source::Spanned<chrono::NaiveDate>>| {
                        day.as_ref().map(|day| day.value.to_string())
                    };
                    view.trials.push(TrialView {
                        trial: LinkView {
                            text: paper.title.value.clone(),
                            href: Some(from.link(&catalogue.address(paper))),
                        },
                        start: day(&own.start),
                        end: day(&own.end),
                        decision: day(&own.decision_on),
                    });
                }
                _ => {}
            }
        }
        view.risks.truncate(RISKS);
        view
    }
}
