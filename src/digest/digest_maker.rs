//! From an opportunity and the library to its digest.

use super::competitor::{ChallengedClaim, CompetitorFacts, challenged_line, competitors, no_card};
use super::gap::add_gaps;
use super::owed::Owed;
use super::paper::add_paper;
use super::papers::DealPapers;
use super::period::Period;
use super::phrase::fitted;
use crate::config::Settings;
use crate::entry::Entry;
use crate::library::Library;
use crate::opportunity::{Digest, DigestHead, Facts, Opportunity, Origin, Snapshot, format_amount};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Makes digests for one day.
#[derive(Debug)]
pub struct DigestMaker<'a> {
    library: &'a Library,
    day: NaiveDate,
    period: Option<Period>,
    competitors: BTreeMap<String, CompetitorFacts>,
    papers: DealPapers<'a>,
}

/// An opportunity, and what else its digest is made from.
#[derive(Debug, Clone, Copy)]
pub struct DigestSubject<'s> {
    /// The opportunity.
    pub opportunity: &'s Opportunity,
    /// Where it comes from.
    pub origin: Origin,
    /// The ids of the gaps that it misses.
    pub gaps: &'s [&'s str],
}

impl<'a> DigestMaker<'a> {
    /// Prepares digests of `day` from `library`, the part that the readers may see. What is new is so in `period`.
    pub fn new(library: &'a Library, settings: &Settings, day: NaiveDate, period: Option<Period>) -> Self {
        let competitors = competitors(library, settings, day);
        Self { library, day, period, competitors, papers: DealPapers::new(library) }
    }

    /// Adds the papers about deals in `libraries`, each the part for the readers of another customer.
    #[must_use]
    pub fn with_papers(self, libraries: impl IntoIterator<Item = &'a Library>) -> Self {
        Self { papers: self.papers.with(libraries), ..self }
    }

    /// Returns the papers about deals.
    pub fn papers(&self) -> &DealPapers<'a> {
        &self.papers
    }

    /// Makes the digest of an opportunity.
    pub fn of_opportunity(&self, subject: &DigestSubject<'_>) -> Digest {
        let DigestSubject { opportunity, gaps, .. } = *subject;
        let mut facts = Facts::default();
        let mut owed = Owed::new(opportunity, self.day);
        for paper in self.papers.of(opportunity) {
            add_paper(paper, self.day, &mut facts, &mut owed);
        }
        facts.tldr.extend(owed.summary());
        facts.tldr.extend(self.stage_line(opportunity));
        facts.tldr.extend(close_line(opportunity, self.day));
        facts.know.splice(0..0, unread_line(subject));
        facts.know.append(&mut owed.awaited);
        facts.todo.extend(owed.lines());
        facts.know.extend(challenged_line(&self.challenged(opportunity)));
        for name in &opportunity.competitors {
            self.add_competitor(name, &mut facts);
        }
        add_gaps(self.library, gaps, &mut facts);
        let head = if self.is_new(opportunity) { DigestHead::New } else { DigestHead::Stage(&opportunity.stage) };
        Digest::new(opportunity.customer_or_name(), head, facts)
    }

    /// Returns the claims about the competitors in an opportunity whose sources no longer say what they quote.
    pub fn challenged(&self, opportunity: &Opportunity) -> Vec<&ChallengedClaim> {
        let named = opportunity.competitors.iter().filter_map(|name| self.library.competitor(name));
        let ids: BTreeSet<String> = named.map(|competitor| competitor.id.clone()).collect();
        let known = ids.iter().filter_map(|id| self.competitors.get(id));
        known.flat_map(|known| &known.challenged_claims).collect()
    }

    /// Makes a digest of each customer of whose deals there are papers and no opportunity, with the name of the customer.
    pub fn without_opportunity(&self, snapshot: &Snapshot) -> Vec<(&'a str, Digest)> {
        let digest = |(customer, papers): (&'a str, &[&'a Arc<Entry>])| {
            let (mut facts, mut owed) = (Facts::default(), Owed::default());
            for paper in papers {
                add_paper(paper, self.day, &mut facts, &mut owed);
            }
            facts.tldr.extend(owed.summary());
            facts.tldr.push("There is no opportunity for this customer".to_owned());
            facts.todo.extend(owed.lines());
            (customer, Digest::new(customer, DigestHead::New, facts))
        };
        self.papers.without_opportunity(snapshot).into_iter().map(digest).collect()
    }

    fn is_new(&self, opportunity: &Opportunity) -> bool {
        self.period.is_some_and(|period| period.is_new(opportunity))
    }

    /// Says what is new about the stage: the stage of an opportunity that is new, or the last change in the period.
    fn stage_line(&self, opportunity: &Opportunity) -> Option<String> {
        let stage = opportunity.stage.trim();
        if self.is_new(opportunity) {
            let stage = if stage.is_empty() { "unknown" } else { stage };
            return Some(fitted("Its stage is", stage, ""));
        }
        let change = opportunity.stage_changes.last()?;
        let in_period = self.period.is_some_and(|period| period.contains(change.at));
        let from = if change.from.trim().is_empty() { "no stage" } else { change.from.trim() };
        in_period.then(|| fitted("Moved here from", from, &format!("on {}", change.at.day())))
    }

    fn add_competitor(&self, name: &str, facts: &mut Facts) {
        let competitor = self.library.competitor(name);
        let known = competitor.as_ref().and_then(|competitor| self.competitors.get(&competitor.id));
        let Some(known) = known else {
            facts.tldr.push(no_card(competitor.as_ref().map_or(name, |competitor| &competitor.title.value)));
            return;
        };
        facts.tldr.push(known.state.clone());
        facts.todo.extend(known.unsafe_claims.iter().map(|claim| format!("Check before you say it: {claim}")));
        facts.know.extend(known.due_claims.iter().map(|claim| format!("Due for a check soon: {claim}")));
    }
}

/// Says the day alone: how far it is away is another tomorrow.
fn close_line(opportunity: &Opportunity, day: NaiveDate) -> Option<String> {
    let close = opportunity.close_date?;
    let amount = opportunity.amount.map(|amount| format_amount(amount, opportunity.currency.as_deref()));
    let amount = amount.map_or(String::new(), |amount| format!(", for {amount}"));
    let words = if close < day { "Should have closed on" } else { "Closes on" };
    Some(format!("{words} {close}{amount}"))
}

/// Says that to-dos and comments may be missing.
fn unread_line(subject: &DigestSubject<'_>) -> Option<String> {
    let missing = || "Its page in Notion was not read, so to-dos and comments may be missing".to_owned();
    match &subject.opportunity.activity {
        None if subject.origin == Origin::Notion => Some(missing()),
        None => None,
        Some(activity) => {
            let reasons = activity.missing.join("; ");
            (!reasons.is_empty()).then(|| format!("To-dos or comments may be missing: {reasons}"))
        }
    }
}
