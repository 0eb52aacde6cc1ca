//! An entry as the readers of one build see it: the one table of who may see which field.
//!
//! Every field of an entry and of a kind with such fields is named here, so that a new one does not compile before it is
//! decided who sees it. What pages show of people (`owner`, `by`, `sme`) is decided by the library's names of people.

use super::hidden_ids::HiddenIds;
use super::readers::Readers;
use crate::entry::{
    Answer, Challenge, Claim, Demo, DemoEnvironment, Entry, Gap, KindFields, Objection, Requirement, Winplan,
};
use crate::source::Spanned;
use std::sync::Arc;

/// Returns `entry` as `readers` see it: without references to entries that are hidden from them, and outside the company
/// without the fields that are for the company.
pub(super) fn shown_entry(entry: &Arc<Entry>, readers: &Readers, hidden: &HiddenIds) -> Arc<Entry> {
    let shown =
        |entry: &Arc<Entry>| if readers.is_outside() { Arc::new(for_outsiders(entry)) } else { Arc::clone(entry) };
    if hidden.is_empty() { shown(entry) } else { Arc::new(without_hidden((*shown(entry)).clone(), hidden)) }
}

/// Removes the fields that are for the company.
fn for_outsiders(entry: &Entry) -> Entry {
    #[rustfmt::skip]
    let Entry {
        // Shown to all readers of the entry.
        id, kind, file, root, is_private, head, title, summary, status, audience, customer, readership, verified,
        review_every, expires, competitors, products, industries, regions, tags, aliases, related, supersedes,
        moved_from, order, section, notes, written,
        body,
        // Shown without people, whom the library does not name.
        owner, approvals,
        // For the company, in part or as a whole.
        challenged, claims, suppressions: _, kind_fields,
    } = entry.clone();
    #[rustfmt::skip]
    let shown = Entry {
        id, kind, file, root, is_private, head, title, summary, status, audience, customer, readership, verified,
        review_every, expires, competitors, products, industries, regions, tags, aliases, related, supersedes,
        moved_from, order, section, notes, written,
        body, owner, approvals,
        challenged: challenged.map(day_alone),
        claims: claims.into_iter().map(claim_for_outsiders).collect(),
        suppressions: Vec::new(),
        kind_fields: fields_for_outsiders(kind_fields),
    };
    shown
}

/// Leaves of a reader's doubt that there is one, and since when.
fn day_alone(challenge: Challenge) -> Challenge {
    let Challenge { on, by: _, reason: _ } = challenge;
    Challenge { on, by: None, reason: None }
}

fn claim_for_outsiders(claim: Claim) -> Claim {
    #[rustfmt::skip]
    let Claim { id, text, stance, capability, topic, sources, verified, review_every, expires, challenged, written } = claim;
    let challenged = challenged.map(day_alone);
    Claim { id, text, stance, capability, topic, sources, verified, review_every, expires, challenged, written }
}

fn fields_for_outsiders(fields: KindFields) -> KindFields {
    match fields {
        KindFields::Gap(Gap {
            severity,
            workaround,
            impact,
            capability,
            state,
            shipped_in,
            opportunities: _,
            tracker: _,
        }) => {
            let (opportunities, tracker) = (Vec::new(), None);
            KindFields::Gap(Gap { severity, workaround, impact, capability, state, shipped_in, opportunities, tracker })
        }
        KindFields::Demo(demo) => {
            let Demo { requirements, duration, fallback, sections, environment } = *demo;
            let environment = environment.map(|environment| {
                let DemoEnvironment { name, rebuild, setup_time, contents, credentials: _ } = environment;
                DemoEnvironment { name, rebuild, setup_time, contents, credentials: None }
            });
            KindFields::Demo(Box::new(Demo { requirements, duration, fallback, sections, environment }))
        }
        // Shown to all readers of the entry, as its author gave it its audience.
        fields @ (KindFields::Battlecard(_)
        | KindFields::Competitor(_)
        | KindFields::Answers
        | KindFields::Answer(_)
        | KindFields::Architecture(_)
        | KindFields::Objection(_)
        | KindFields::Poc(_)
        | KindFields::Winplan(_)
        | KindFields::Guide { .. }
        | KindFields::Brief { .. }
        | KindFields::Qualification { .. }
        | KindFields::Page) => fields,
    }
}

/// Removes references to hidden entries, whose ids would say that they exist.
fn without_hidden(mut entry: Entry, hidden: &HiddenIds) -> Entry {
    let list = |names: &mut Vec<Spanned<String>>| names.retain(|name| !hidden.are_named_by(&name.value));
    let one = |name: &mut Option<Spanned<String>>| {
        name.take_if(|name| hidden.are_named_by(&name.value));
    };
    let all = |requirements: &mut Vec<Requirement>| requirements.iter_mut().for_each(|next| one(&mut next.answered_by));
    list(&mut entry.related);
    list(&mut entry.supersedes);
    match &mut entry.kind_fields {
        KindFields::Answer(answer) => {
            let Answer { gap, evidence, .. } = answer.as_mut();
            one(gap);
            list(evidence);
        }
        KindFields::Objection(Objection { gap, evidence, .. }) => {
            one(gap);
            list(evidence);
        }
        KindFields::Winplan(Winplan { requirements, .. }) | KindFields::Qualification { requirements } => {
            all(requirements);
        }
        _ => {}
    }
    entry
}
