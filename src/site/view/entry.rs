//! The page of an entry.

use super::correction::CorrectionsView;
use super::evidence::{EvidenceView, VerificationView, evidence};
use super::exposure::ExposureView;
use super::findings::FindingsView;
use super::folders::{FoldersView, PagerView, sections_above};
use super::frame::{Frame, Heading, Place};
use super::kind_fields::{FieldsContext, KindFieldsView, kind_fields_view};
use super::link::LinkView;
use super::parts::{RowView, row, unusual_status, words};
use super::people::person_link;
use super::preview::PreviewView;
use super::recheck::RecheckView;
use super::references::EntryReferences;
use super::repository_links::{challenge_link, edit_link};
use super::state::{StateView, StepView, step_views};
use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::freshness::{Timeline, beginning};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::{Rendered, Renderer, safe_url};
use crate::site::theme::Assets;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// The page of an entry; its template is named after its kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EntryView {
    frame: Frame,
    id: String,
    kind: &'static str,
    kind_title: &'static str,
    title: String,
    summary: Option<String>,
    status: Option<&'static str>,
    is_draft: bool,
    owner: Option<LinkView>,
    owner_mail: Option<String>,
    audience: String,
    customer: Option<String>,
    state: Option<StateView>,
    steps: Vec<StepView>,
    /// The last day on which everything may still be relied on.
    holds_until: Option<String>,
    verified: Option<VerificationView>,
    expires: Option<String>,
    approvals: Vec<ApprovalView>,
    scopes: Vec<ScopeView>,
    exposure: Option<ExposureView>,
    body_html: String,
    contents: Vec<LinkView>,
    evidence: Vec<EvidenceView>,
    related: Vec<RowView>,
    pager: Option<PagerView>,
    /// How to say that it is still true.
    still: Option<RecheckView>,
    edit: Option<String>,
    challenge: Option<String>,
    corrections: Option<CorrectionsView>,
    /// What the checks found, in builds for those who fix it.
    findings: Option<FindingsView>,
    fields: KindFieldsView,
}

#[derive(Debug, Clone, Serialize)]
struct ApprovalView {
    role: Option<String>,
    by: Option<String>,
    on: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ScopeView {
    label: &'static str,
    values: Vec<String>,
}

/// A page of an entry, and what it brings along.
#[derive(Debug)]
pub(crate) struct EntryPage {
    /// What the template shows.
    pub(crate) view: EntryView,
    /// Files that the body shows, by path below the site.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Attachments that the page shows or links to, by path beside the settings.
    pub(crate) attachments: BTreeSet<String>,
}

/// Makes the page of `entry`.
pub(crate) fn entry_view(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
    renderer: &Renderer<'_>,
    entry: &Entry,
) -> EntryPage {
    let from = catalogue.address(entry).into_owned();
    let references = EntryReferences::new(catalogue, entry, &from);
    let fields = kind_fields_view(FieldsContext { catalogue, entry, from: &from, renderer, references: &references });
    let shows_body = !matches!(&entry.kind_fields, KindFields::Answer(_));
    let body = if shows_body { renderer.render(entry, entry.body.span, &references) } else { Rendered::default() };
    let timeline = catalogue.age(entry);
    let as_of = catalogue.input.as_of;
    let owner = entry.owner.as_ref().map(|owner| owner.value.as_str());
    let person = owner.filter(|_| !catalogue.is_outside).and_then(|owner| catalogue.input.library.lists.person(owner));
    let title = entry.title.value.clone();
    let view = EntryView {
        frame: Frame::new(catalogue, assets, &place(catalogue, entry, &from), &heading(entry))
            .with_preview(PreviewView::of_entry(catalogue, entry))
            .with_folders(FoldersView::new(catalogue, &from, entry.kind, Some(entry))),
        pager: PagerView::new(catalogue, &from, entry),
        id: entry.id.clone(),
        kind: entry.kind.word(),
        kind_title: entry.kind.facts().title,
        summary: entry.summary.as_ref().map(|summary| summary.value.clone()),
        status: unusual_status(entry.status.value),
        is_draft: matches!(entry.status.value, Status::Draft | Status::InReview),
        owner: owner.and_then(|owner| person_link(catalogue, &from, owner)),
        owner_mail: person
            .and_then(|person| person.email.as_ref())
            .and_then(|mail| safe_url(&format!("mailto:{mail}"))),
        audience: catalogue.input.settings.audiences.name(entry.audience.value).to_owned(),
        customer: entry.customer.as_ref().map(|customer| customer.value.clone()),
        state: timeline.map(|timeline| StateView::new(timeline, as_of)),
        steps: timeline.map(|timeline| step_views(timeline, catalogue.input.library, as_of)).unwrap_or_default(),
        holds_until: timeline.and_then(holds_until).map(|day| day.to_string()),
        verified: entry.verified.as_ref().map(|verified| VerificationView::new(catalogue, verified)),
        expires: entry.expires.as_ref().map(|day| day.value.to_string()),
        approvals: approvals(catalogue, entry),
        scopes: scopes(entry),
        exposure: ExposureView::new(catalogue, &from, &catalogue.resting_on(entry)),
        body_html: body.html,
        contents: if shows_body { contents(entry) } else { Vec::new() },
        evidence: catalogue
            .claims(entry)
            .map(|(claim, timeline)| evidence(catalogue, &from, entry, claim, timeline))
            .collect(),
        related: catalogue.related(entry).iter().map(|other| row(catalogue, &from, other)).collect(),
        still: RecheckView::of_entry(catalogue, entry),
        edit: edit_link(catalogue, entry).filter(|_| !catalogue.is_outside),
        corrections: CorrectionsView::new(catalogue, assets, &from, entry),
        challenge: challenge_link(catalogue, entry).filter(|_| !catalogue.is_outside),
        findings: FindingsView::new(catalogue, &from, entry),
        title,
        fields,
    };
    EntryPage { view, files: body.files, attachments: references.attachments.into_inner() }
}

fn holds_until(timeline: &Timeline) -> Option<NaiveDate> {
    let first = timeline.steps().find(|step| !step.state.is_trusted())?;
    (first.from > beginning()).then(|| first.from.pred_opt()).flatten()
}

fn heading(entry: &Entry) -> Heading {
    let description =
        entry.summary.as_ref().map_or_else(|| entry.kind.facts().title.to_owned(), |text| text.value.clone());
    Heading { title: entry.title.value.clone(), description }
}

fn place(catalogue: &Catalogue<'_>, entry: &Entry, address: &Address) -> Place {
    let folder = entry.kind.folder();
    let mut above = vec![(entry.kind.facts().list_title.to_owned(), Some(Address::of_folder(folder)))];
    above.extend(sections_above(catalogue, entry));
    Place { address: address.clone(), section: folder, above }
}

fn approvals(catalogue: &Catalogue<'_>, entry: &Entry) -> Vec<ApprovalView> {
    let view = |approval: &crate::entry::Approval| ApprovalView {
        role: approval.role.as_ref().map(|role| role.value.clone()),
        by: approval.by.as_ref().and_then(|by| catalogue.person(&by.value)),
        on: approval.on.as_ref().map(|on| on.value.to_string()),
    };
    // One that does not count is not shown as if it did; the gate names it.
    let input = &catalogue.input;
    let counted = input.library.counted_approvals(entry, input.settings.site.attestation);
    counted.into_iter().map(view).collect()
}

fn scopes(entry: &Entry) -> Vec<ScopeView> {
    let scopes = [
        ("Products", &entry.products),
        ("Industries", &entry.industries),
        ("Regions", &entry.regions),
        ("Tags", &entry.tags),
    ];
    let scopes = scopes.into_iter().filter(|(_, values)| !values.is_empty());
    scopes.map(|(label, values)| ScopeView { label, values: words(values) }).collect()
}

/// The sections of the body, for the list beside it.
fn contents(entry: &Entry) -> Vec<LinkView> {
    let sections = entry.body.headings.iter().filter(|heading| heading.level == 2 && !heading.text.is_empty());
    sections
        .map(|heading| LinkView { text: heading.text.clone(), href: Some(format!("#{}", heading.anchor)) })
        .collect()
}
