//! The decision about one answer.

use super::approval::missing_approvals;
use super::context::HoldContext;
use super::dated_reason::Hold;
use super::disclosure::disclosures;
use super::placeholder::answer_placeholders;
use super::reason::HoldReason;
use crate::config::Status;
use crate::entry::{Answer, Entry, KindFields, ShortAnswer};
use crate::freshness::{Cause, Step, Timeline, beginning};
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
    let missing = missing_approvals(entry, context.library, context.settings.site.attestation).into_iter();
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
    // That it is not approved is a reason of its own.
    let is_counted = |step: &Step| !step.state.is_trusted() && !matches!(step.cause, Cause::Unapproved(_));
    let untrusted = steps.iter().enumerate().filter(|(_, step)| is_counted(step));
    let hold = |(index, step): (usize, &&Step)| Hold {
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
    let recipient = context.recipient.as_ref();
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
    let names_other = |span: &Span| context.names_other(&plain_text(entry.file.slice(*span)));
    let texts = if context.customers.is_empty() { Vec::new() } else { texts(answer) };
    let named = texts.into_iter().find(names_other);
    holds.extend(named.map(|span| Hold::always(HoldReason::NamesCustomer, span)));
    holds
}

fn placeholder_holds(entry: &Entry, answer: &Answer, context: &HoldContext<'_>) -> Vec<Hold> {
    let hold = |found: super::placeholder::AnswerPlaceholder| {
        let reason = match found.name {
            Some(name) if found.is_declared && context.recipient.values.contains_key(&name) => return None,
            Some(name) if found.is_declared => HoldReason::MissingValue(name),
            _ if !found.is_code => HoldReason::Placeholder(found.shown),
            _ if found.shown.starts_with("{{") => HoldReason::TemplateInCode,
            // Other marks in code are examples: a command with a `<tenant>`, a list of TODO.
            _ => return None,
        };
        Some(Hold::always(reason, found.span))
    };
    answer_placeholders(entry, answer).into_iter().filter_map(hold).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, default_settings};
    use crate::entry::read_content;
    use crate::freshness::entry_timeline;
    use crate::hold::Recipient;
    use crate::library::{Lists, read_list};
    use crate::source::SourceFile;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    const CUSTOMERS: &str = "- {key: acme, names: [Acme Mills]}\n- {key: initech, names: [Initech]}\n";
    const APPROVED: &str = "approvals: [{role: sme}]\nverified: 2026-01-01\nreview_every: 1y\n";
    const READY: &str = "status: approved\naudience: customer\n";

    struct Answered {
        settings: Settings,
        library: Library,
        entry: Entry,
    }

    /// Reads an answer that is approved, for customers and checked on 2026-01-01, unless `fields` begin otherwise.
    fn answered(fields: &str, body: &str) -> Answered {
        let mut lists = Lists::default();
        assert!(read_list(&SourceFile::new("customers.yaml", CUSTOMERS.to_owned()), &mut lists).is_empty());
        let text = format!("---\nquestion: Q\nowner: ann\n{fields}---\n{body}\n");
        let mut file = read_content(&[("content/answers/a.md", &text)]).remove(0);
        assert!(file.findings.is_empty(), "{:?}", file.findings);
        let entry = Arc::into_inner(file.entries.remove(0)).unwrap();
        Answered { settings: default_settings(), library: Library::new(Vec::new(), lists).0, entry }
    }

    impl Answered {
        /// Returns every hold that begins before the check of a year ends, with its days and the beginning of its place,
        /// for a customer.
        fn holds_for(&self, customer: Option<&str>, values: &[(&str, &str)]) -> Vec<String> {
            let mut recipient = Recipient::new(&self.settings.audiences, None, customer);
            recipient.values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let context = HoldContext::new(&self.library, &self.settings, &recipient);
            let timeline = entry_timeline(&self.entry, &self.library, &self.settings);
            let day = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
            let shown = |hold: Hold| {
                let place = self.entry.file.slice(hold.span).lines().next().unwrap_or_default();
                format!("{}..{} {place}: {}", day(hold.from), day(hold.until), hold.reason)
            };
            let end = NaiveDate::from_ymd_opt(2027, 1, 2);
            let holds = holds(&self.entry, timeline.as_ref(), &context).into_iter();
            holds.filter(|hold| hold.from.is_none() || hold.from != end).map(shown).collect()
        }
    }

    fn holds_of(fields: &str, body: &str) -> Vec<String> {
        answered(fields, body).holds_for(None, &[])
    }

    #[test]
    fn an_answer_that_is_ready_has_no_hold_and_a_draft_has_one() {
        assert_eq!(holds_of(&format!("{READY}{APPROVED}"), "Yes."), Vec::<String>::new());
        let draft = format!("status: draft\naudience: customer\n{APPROVED}");
        assert_eq!(holds_of(&draft, "Yes."), [".. draft: status is `draft`, not `approved`"]);
        let unapproved = format!("{READY}verified: 2026-01-01\nreview_every: 1y\n");
        let held = &holds_of(&unapproved, "Yes.")[..];
        assert_eq!(held, [".. approved: no approval is recorded"]);
    }

    #[test]
    fn an_answer_is_held_on_the_days_on_which_it_is_not_trusted() {
        let approved = format!("{READY}approvals: [{{role: sme}}]\n");
        let held = |fields: &str| holds_of(&format!("{approved}{fields}"), "Yes.");
        let checked = "Checked on 2026-01-01 and not since; its 30-day review interval ended on 2026-01-31";
        assert_eq!(
            held("verified: 2026-01-01\nreview_every: 30d\n"),
            [format!("2026-02-01.. 2026-01-01: not current, stale: {checked}")]
        );
        assert_eq!(
            held("verified: 2026-01-01\nreview_every: 30d\nexpires: 2026-03-01\n"),
            [
                format!("2026-02-01..2026-03-02 2026-01-01: not current, stale: {checked}"),
                "2026-03-02.. 2026-01-01: not current, expired: Ended on 2026-03-01".to_owned(),
            ]
        );
        assert_eq!(
            held("challenged: {on: 2026-03-01, reason: Old}\n"),
            [
                "..2026-03-01 ---: not current, unverified: This has never been checked",
                "2026-03-01.. ---: not current, challenged: Disputed on 2026-03-01: Old",
            ]
        );
    }

    #[test]
    fn an_answer_without_a_timeline_is_undated() {
        let answered = answered(&format!("{READY}{APPROVED}"), "Yes.");
        let recipient = Recipient::new(&answered.settings.audiences, None, None);
        let context = HoldContext::new(&answered.library, &answered.settings, &recipient);
        let held = holds(&answered.entry, None, &context);
        assert_eq!(held, [Hold::always(HoldReason::Undated, answered.entry.head)]);
    }

    #[test]
    fn an_answer_is_held_for_readers_that_it_is_not_for() {
        let held = |audience: &str| holds_of(&format!("status: approved\naudience: {audience}\n{APPROVED}"), "Yes.");
        assert_eq!(["public", "customer"].map(held), [Vec::<String>::new(), Vec::new()]);
        assert_eq!(held("partner"), [".. partner: audience is `partner`, not `customer`"]);
        let own = answered(&format!("{READY}{APPROVED}customer: acme\n"), "Yes.");
        let other = [".. acme: restricted to another customer"];
        assert_eq!(own.holds_for(Some("acme"), &[]), Vec::<String>::new());
        assert_eq!([own.holds_for(Some("initech"), &[]), own.holds_for(None, &[])], [other, other]);
    }

    #[test]
    fn an_answer_in_a_private_root_is_held_unless_its_customer_reads_it() {
        let private = |fields: &str| {
            let mut answered = answered(&format!("{READY}{APPROVED}{fields}"), "Yes.");
            answered.entry.is_private = true;
            [answered.holds_for(None, &[]), answered.holds_for(Some("acme"), &[])]
        };
        let held = [".. ---: in a private root and for no customer"].map(str::to_owned).to_vec();
        assert_eq!(private(""), [held.clone(), held]);
        let other = [".. acme: restricted to another customer"].map(str::to_owned).to_vec();
        assert_eq!(private("customer: acme\n"), [other, Vec::new()]);
    }

    #[test]
    fn the_name_of_another_customer_is_found_in_every_length() {
        for length in ["Short", "Standard", "Detailed"] {
            let body = format!("## {length}\n\nYes, as for **Acme** Mills.\n");
            let answered = answered(&format!("{READY}{APPROVED}"), &body);
            assert_eq!(answered.holds_for(None, &[]).len(), 1, "{length}");
            assert!(answered.holds_for(None, &[])[0].ends_with(": names another customer"));
            assert_eq!(answered.holds_for(Some("acme"), &[]), Vec::<String>::new());
        }
    }

    #[test]
    fn a_placeholder_holds_until_it_has_a_value() {
        let held = |placeholders: &str, body: &str, values: &[(&str, &str)]| {
            answered(&format!("{READY}{APPROVED}placeholders: [{placeholders}]\n"), body).holds_for(None, values)
        };
        let (place, body) = ("{{desk}}", "The {{desk}} answers.");
        let unknown = format!(".. {place}: unresolved placeholder `{place}`");
        let unknown = [unknown];
        assert_eq!(held("", body, &[]), unknown);
        assert_eq!(held("", body, &[("desk", "D")]), unknown, "not declared");
        assert_eq!(held("client", body, &[("client", "C")]), unknown, "another one is declared");
        assert_eq!(
            held("client, desk", body, &[("client", "C")]),
            [format!(".. {place}: no value for the placeholder `{place}`")]
        );
        assert_eq!(held("client, desk", body, &[("desk", "D")]), Vec::<String>::new());
        assert_eq!(held("", "Within TBD days.", &[]), [".. TBD: unresolved placeholder `TBD`"]);
        assert_eq!(held("", "Write `{{desk}}` and `TODO`.", &[]), [".. `{{desk}}`: shows `{{…}}` in code"]);
    }

    #[test]
    fn an_answer_that_discloses_something_is_held() {
        let held = holds_of(&format!("{READY}{APPROVED}"), "See https://wiki.corp.internal/sso for how.");
        let reason = "`wiki.corp.internal`: hosts below `.internal` exist only inside a company";
        assert_eq!(held, [format!(".. wiki.corp.internal: {reason}")]);
    }

    #[test]
    fn an_answer_needs_a_short_answer_or_a_text_and_must_not_be_planned() {
        let held = |short: &str, body: &str| holds_of(&format!("{READY}{APPROVED}{short}"), body);
        let (empty, half) = ("## Short\n\n## Standard\n", "## Short\n\n## Standard\n\nYes.\n");
        assert_eq!(held("", ""), [".. ---: no text"]);
        assert_eq!(held("", empty), [".. ---: no text"]);
        assert_eq!(held("", half), Vec::<String>::new());
        assert_eq!(held("short_answer: yes\n", ""), Vec::<String>::new());
        assert_eq!(held("short_answer: planned\n", "Later."), [".. planned: describes something planned"]);
    }

    #[test]
    fn each_reason_of_the_day_is_given_once() {
        let fields = format!("{READY}{APPROVED}expires: 2026-05-01\n");
        let answered = answered(&fields, "TBD or TBD or TODO.");
        let recipient =
            Recipient { values: BTreeMap::new(), ..Recipient::new(&answered.settings.audiences, None, None) };
        let context = HoldContext::new(&answered.library, &answered.settings, &recipient);
        let timeline = entry_timeline(&answered.entry, &answered.library, &answered.settings);
        let on = |day: &str| {
            let reasons = hold_reasons(&answered.entry, timeline.as_ref(), &context, day.parse().unwrap());
            reasons.iter().map(HoldReason::code).collect::<Vec<_>>()
        };
        assert_eq!(on("2026-05-01"), ["placeholder", "placeholder"], "TBD and TODO");
        assert_eq!(on("2026-05-02"), ["not-current", "placeholder", "placeholder"]);
    }
}
