//! The decision about one answer.

use super::approval::missing_approvals;
use super::context::HoldContext;
use super::dated_reason::Hold;
use super::disclosure::disclosures;
use super::placeholder::answer_placeholders;
use super::reason::HoldReason;
use crate::config::Status;
use crate::entry::{Answer, Entry, KindFields, ShortAnswer};
use crate::freshness::{Timeline, beginning};
use crate::library::Library;
use crate::markdown::plain_text;
use crate::source::Span;
use chrono::NaiveDate;

/// Returns why the answer `entry` must not be sent on `today`, each reason once, in the order in which a person would
/// ask; empty if it may be sent. `timeline` is the entry's own.
pub fn hold_reasons(
    entry: &Entry,
    timeline: Option<&Timeline>,
    context: &HoldContext<'_>,
    today: NaiveDate,
) -> Vec<HoldReason> {
    let mut reasons = Vec::new();
    for hold in holds(entry, timeline, context).into_iter().filter(|hold| hold.is_on(today)) {
        if !reasons.contains(&hold.reason) {
            reasons.push(hold.reason);
        }
    }
    reasons
}

/// Returns every reason against sending `entry` with the days on which it holds; none for an entry that is not an
/// answer. `timeline` is the entry's own.
pub fn holds(entry: &Entry, timeline: Option<&Timeline>, context: &HoldContext<'_>) -> Vec<Hold> {
    let KindFields::Answer(answer) = &entry.kind_fields else { return Vec::new() };
    let mut holds = Vec::new();
    if entry.status.value != Status::Approved {
        holds.push(Hold::always(HoldReason::NotApproved(entry.status.value), entry.status.span));
    }
    let missing = missing_approvals(entry, &context.library.lists).into_iter();
    holds.extend(missing.map(|(missing, span)| Hold::always(HoldReason::MissingApproval(missing), span)));
    holds.extend(not_current(entry, timeline, context.library));
    holds.extend(not_for_recipient(entry, answer, context));
    holds.extend(placeholder_holds(entry, answer, context));
    holds.extend(disclosures(entry, context));
    holds.extend(text_holds(entry, answer));
    holds
}

/// The days on which the timeline does not trust the answer.
fn not_current(entry: &Entry, timeline: Option<&Timeline>, library: &Library) -> Vec<Hold> {
    let Some(timeline) = timeline else { return vec![Hold::always(HoldReason::Undated, entry.head)] };
    let steps: Vec<_> = timeline.steps().collect();
    let untrusted = steps.iter().enumerate().filter(|(_, step)| !step.state.is_trusted());
    let hold = |(index, step): (usize, &&crate::freshness::Step)| Hold {
        reason: HoldReason::NotCurrent {
            state: step.state,
            cause: step.reason(library).trim_end_matches('.').to_owned(),
        },
        span: entry.verified.as_ref().map_or(entry.head, |verified| verified.on.span),
        from: (step.from > beginning()).then_some(step.from),
        until: steps.get(index + 1).map(|next| next.from),
    };
    untrusted.map(hold).collect()
}

fn not_for_recipient(entry: &Entry, answer: &Answer, context: &HoldContext<'_>) -> Vec<Hold> {
    let recipient = context.recipient;
    let mut holds = Vec::new();
    if entry.audience.value > recipient.audience {
        let name = |audience| context.settings.audiences.name(audience).to_owned();
        let reason = HoldReason::Audience { entry: name(entry.audience.value), recipient: name(recipient.audience) };
        holds.push(Hold::always(reason, entry.audience.span));
    }
    let owner = entry.customer.as_ref().filter(|customer| recipient.customer.as_ref() != Some(&customer.value));
    holds.extend(owner.map(|customer| Hold::always(HoldReason::OtherCustomer, customer.span)));
    if holds.is_empty() && !context.readers.includes(entry) {
        holds.push(Hold::always(HoldReason::Private, entry.head));
    }
    let names_other = |span: &Span| context.others.are_named_in(&plain_text(entry.file.slice(*span)));
    let texts = if context.others.is_empty() { Vec::new() } else { texts(answer) };
    let named = texts.into_iter().find(names_other);
    holds.extend(named.map(|span| Hold::always(HoldReason::NamesCustomer, span)));
    holds
}

fn placeholder_holds(entry: &Entry, answer: &Answer, context: &HoldContext<'_>) -> Vec<Hold> {
    let has_value =
        |name: &Option<String>| name.as_ref().is_some_and(|name| context.recipient.values.contains_key(name));
    let hold = |found: super::placeholder::AnswerPlaceholder| {
        let reason = match found.name {
            Some(name) if found.is_declared => HoldReason::MissingValue(name),
            _ if !found.is_code => HoldReason::Placeholder(found.shown),
            _ if found.shown.starts_with("{{") => HoldReason::TemplateInCode,
            // Other marks in code are examples: a command with a `<tenant>`, a list of TODO.
            _ => return None,
        };
        Some(Hold::always(reason, found.span))
    };
    let open = answer_placeholders(entry, answer).into_iter().filter(|one| !(one.is_declared && has_value(&one.name)));
    open.filter_map(hold).collect()
}

fn text_holds(entry: &Entry, answer: &Answer) -> Vec<Hold> {
    let mut holds = Vec::new();
    let planned = answer.short_answer.as_ref().filter(|short| short.value == ShortAnswer::Planned);
    holds.extend(planned.map(|short| Hold::always(HoldReason::Planned, short.span)));
    let is_empty = |span: Span| plain_text(entry.file.slice(span)).trim().is_empty();
    if answer.short_answer.is_none() && texts(answer).into_iter().all(is_empty) {
        holds.push(Hold::always(HoldReason::NoText, entry.head));
    }
    holds
}

/// The parts of the body that may be written into a questionnaire.
fn texts(answer: &Answer) -> Vec<Span> {
    let lengths = answer.lengths;
    [lengths.standard, lengths.short, lengths.detailed].into_iter().flatten().collect()
}
