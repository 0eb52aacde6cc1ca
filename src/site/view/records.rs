//! What browsers know of the rows of lists: by what they are found, narrowed and sorted.

use super::answer_texts::answer_texts;
use super::evidence::stance_words;
use super::parts::unusual_status;
use super::state::StateView;
use crate::config::Status;
use crate::entry::{Claim, Entry, KindFields};
use crate::freshness::Timeline;
use crate::opportunity::{Opportunity, reported, sums};
use crate::site::catalogue::Catalogue;
use crate::site::listing::{Facet, Record};

/// The name of the value of what has no owner, which scripts know too.
pub(super) const NO_OWNER: &str = "no-owner";

/// Returns what browsers know of the row of `entry`.
pub(super) fn entry_record(catalogue: &Catalogue<'_>, entry: &Entry) -> Record {
    let library = catalogue.input.library;
    let resting = if entry.kind.facts().shows_exposure { catalogue.resting_on(entry) } else { Vec::new() };
    let mut record = Record {
        title: entry.title.value.clone(),
        words: entry.aliases.iter().chain(&entry.summary).map(|text| text.value.clone()).collect(),
        steps: catalogue.age(entry).map(|timeline| steps(catalogue, timeline)).unwrap_or_default(),
        day: Catalogue::last_check(entry),
        weight: weight(catalogue, &resting),
        ..Record::default()
    };
    add_owner(catalogue, &mut record, entry);
    for name in &entry.competitors {
        let known = library.competitor(&name.value);
        record.add(Facet::Competitor, known.map_or(&name.value, |known| &known.title.value));
    }
    let of_facets = [
        (Facet::Product, &entry.products),
        (Facet::Industry, &entry.industries),
        (Facet::Region, &entry.regions),
        (Facet::Tag, &entry.tags),
    ];
    for (facet, values) in of_facets {
        for value in values {
            record.add(facet, &value.value);
        }
    }
    record.add(Facet::Status, status(entry));
    if let KindFields::Gap(gap) = &entry.kind_fields {
        gap.severity.iter().for_each(|severity| record.add(Facet::Severity, severity.value.word()));
        gap.state.iter().for_each(|state| record.add(Facet::Progress, state.value.word()));
    }
    if let KindFields::Answer(answer) = &entry.kind_fields {
        record.words.extend(answer.question.iter().chain(&answer.alternates).map(|text| text.value.clone()));
        answer.topics.iter().for_each(|topic| record.add(Facet::Topic, &topic.value));
        record.words.extend(answer_texts(entry, answer).into_iter().next().map(|(_, text)| text));
        answer.short_answer.iter().for_each(|answer| record.add(Facet::Answer, answer.value.word()));
    }
    let labels: Vec<String> = record.labels().collect();
    record.words.extend(labels);
    record
}

/// Returns what browsers know of the row of `claim` of `entry`.
pub(super) fn claim_record(catalogue: &Catalogue<'_>, entry: &Entry, claim: &Claim, timeline: &Timeline) -> Record {
    let sources = claim.sources.iter().map(|source| source.url.value.clone());
    let mut record = Record {
        title: claim.text.value.clone(),
        words: std::iter::once(entry.title.value.clone()).chain(sources).collect(),
        steps: steps(catalogue, timeline),
        day: claim.verified.as_ref().map(|verified| verified.on.value),
        weight: weight(catalogue, &catalogue.resting_on(entry)),
        ..Record::default()
    };
    add_owner(catalogue, &mut record, entry);
    claim.topic.iter().for_each(|topic| record.add(Facet::Topic, topic.value.word()));
    claim.stance.iter().for_each(|stance| record.add(Facet::Stance, stance_words(stance.value)));
    record.add(Facet::Kind, entry.kind.facts().plural);
    let labels: Vec<String> = record.labels().collect();
    record.words.extend(labels);
    record
}

/// Returns what browsers know of the row of `opportunity`.
pub(super) fn opportunity_record(catalogue: &Catalogue<'_>, opportunity: &Opportunity) -> Record {
    let library = catalogue.input.library;
    let mut record = Record {
        title: opportunity.name.clone(),
        words: opportunity.customer.iter().chain(&opportunity.next_step).cloned().collect(),
        day: opportunity.close_date,
        weight: weight(catalogue, &[opportunity]),
        ..Record::default()
    };
    let owner = opportunity.owner.as_ref().map(|owner| catalogue.person_id(owner));
    add_person(catalogue, &mut record, owner);
    let stage = opportunity.stage.trim();
    let stage = if stage.is_empty() { "No stage" } else { stage };
    record.add_named(Facet::Stage, &stage.to_lowercase(), stage);
    for competitor in opportunity.competitors.iter().filter_map(|name| library.competitor(name)) {
        record.add(Facet::Competitor, &competitor.title.value);
    }
    opportunity.products.iter().for_each(|product| record.add(Facet::Product, product));
    let labels: Vec<String> = record.labels().collect();
    record.words.extend(labels);
    record
}

/// Adds the owner of `entry`, for readers who see people.
fn add_owner(catalogue: &Catalogue<'_>, record: &mut Record, entry: &Entry) {
    if catalogue.is_outside {
        return;
    }
    add_person(catalogue, record, entry.owner.as_ref().map(|owner| catalogue.person_id(&owner.value)));
}

fn add_person(catalogue: &Catalogue<'_>, record: &mut Record, id: Option<String>) {
    match id.and_then(|id| Some((catalogue.person(&id)?, id))) {
        Some((name, id)) => record.add_named(Facet::Owner, &id, &name),
        None => record.add_named(Facet::Owner, NO_OWNER, "No owner"),
    }
}

fn steps(catalogue: &Catalogue<'_>, timeline: &Timeline) -> String {
    StateView::new(timeline, catalogue.input.as_of).steps
}

fn status(entry: &Entry) -> &'static str {
    unusual_status(entry.status.value).unwrap_or(Status::Approved.word())
}

/// Returns the sum of `opportunities`, in the reporting currency if there is one; their number where amounts are hidden.
pub(super) fn weight(catalogue: &Catalogue<'_>, opportunities: &[&Opportunity]) -> u64 {
    if !catalogue.shows_amounts {
        return u64::try_from(opportunities.len()).unwrap_or(u64::MAX);
    }
    let sums = reported(sums(opportunities), catalogue.input.settings.opportunities.reporting.as_ref());
    sums.first().map_or(0, |sum| sum.amount)
}
