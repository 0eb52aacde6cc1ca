//! One entry, from its fields, its body, its folder and the site.

use super::evidence_note::{EvidenceNote, evidence_notes};
use super::front_matter::{Common, read_common};
use super::kind_fields::{KindFields, read_kind_fields};
use super::lengths::answer_lengths;
use super::readership::{ReaderFields, Readership, read_unknown_keys};
use super::{Body, Entry};
use crate::config::{Audience, Defaults, Root, Settings, Status};
use crate::kinds::Kind;
use crate::source::{Span, Spanned};
use crate::values::{Fields, Node, Reading, Value};
use std::sync::Arc;

/// What a file is read against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The root of the file.
    pub root: &'a Root,
}

/// What one entry is read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    /// The id that the place gives.
    pub(crate) id: &'a str,
    /// Its fields.
    pub(crate) node: &'a Node,
    /// The place of what is missing.
    pub(crate) head: Span,
    /// Its body.
    pub(crate) body: Span,
    /// Whether the places that decide about its readers could be read so far.
    pub(crate) readership: Readership,
}

/// Reads one entry of a known kind.
pub(crate) fn read_entry(reading: &Reading<'_>, context: Context<'_>, part: &Part<'_>, kind: Kind) -> Entry {
    let fields = Fields::new(reading, part.node, "");
    let _: Option<Spanned<Kind>> = fields.choice("kind");
    let mut common = read_common(&fields, &context.settings.audiences);
    let mut kind_fields = read_kind_fields(&fields, kind);
    common.readers.readership = common.readers.readership.max(part.readership).max(read_unknown_keys(&fields));
    if common.status.is_none() && fields.place_of("status").is_some_and(|(_, kind)| kind != Value::Null.kind()) {
        // An unreadable status must not take the folder's default, which may be for outsiders.
        common.status = Some(Spanned::new(Status::Draft, part.head));
    }
    fields.finish();
    let body = Body::scan(reading.file.slice(part.body), part.body);
    if let KindFields::Answer(answer) = &mut kind_fields {
        answer.lengths = answer_lengths(&body, 2);
    }
    compose(reading, context, part, Read { kind, common, kind_fields, body })
}

/// An entry's parts before they are joined.
pub(crate) struct Read {
    pub(crate) kind: Kind,
    pub(crate) common: Common,
    pub(crate) kind_fields: KindFields,
    pub(crate) body: Body,
}

/// Joins what was read with what the folder and the site say.
pub(crate) fn compose(reading: &Reading<'_>, context: Context<'_>, part: &Part<'_>, read: Read) -> Entry {
    let Read { kind, common, kind_fields, body } = read;
    let folder = folder_defaults(context.settings, part.id);
    let title = title(reading, &common, &kind_fields, &body, part);
    let id = common.id.map_or_else(|| part.id.to_owned(), |id| id.value);
    let status = common.status.unwrap_or(Spanned::new(folder.status.unwrap_or(Status::Draft), part.head));
    let owner = common.owner.or(folder.owner);
    let needs_owner = !matches!(status.value, Status::Draft | Status::Unreviewed | Status::Archived);
    if owner.is_none() && needs_owner {
        Fields::new(reading, part.node, "")
            .missing("owner", "a responsible person or team, here or as a default of the folder");
    }
    let audience = audience(&common.readers, folder.audience, context, part.head);
    let mut claims = common.claims;
    let notes = evidence_notes(reading.file, &body);
    let is_about_competitor = matches!(kind, Kind::Battlecard | Kind::Competitor);
    let proves = |note: &&EvidenceNote| is_about_competitor || note.is_plain_claim();
    claims.extend(notes.iter().filter(proves).filter_map(EvidenceNote::claim));
    let mut tags = common.tags;
    tags.extend(folder.tags);
    Entry {
        id,
        kind,
        file: Arc::clone(reading.file),
        root: Arc::from(context.root.path.value.as_str()),
        is_private: context.root.private,
        head: part.head,
        title,
        summary: common.summary,
        owner,
        status,
        audience,
        customer: common.readers.customer,
        readership: common.readers.readership,
        verified: common.verified,
        review_every: common.review_every.or(folder.review_every.map(|interval| Spanned::new(interval, part.head))),
        expires: common.expires,
        approvals: common.approvals,
        competitors: common.competitors,
        products: common.products,
        industries: common.industries,
        regions: common.regions,
        tags,
        aliases: common.aliases,
        related: common.related,
        supersedes: common.supersedes,
        moved_from: common.moved_from,
        order: common.order,
        section: common.section,
        challenged: common.challenged,
        claims,
        notes,
        suppressions: common.suppressions,
        written: common.written,
        kind_fields,
        body,
    }
}

/// Returns the audience that is written, else that of the folder, else that of the site; the strictest if it is unknown
/// who may read the entry.
fn audience(
    readers: &ReaderFields,
    of_folder: Option<Audience>,
    context: Context<'_>,
    head: Span,
) -> Spanned<Audience> {
    let audiences = &context.settings.audiences;
    if readers.readership != Readership::Known {
        return Spanned::new(audiences.strictest(), readers.audience.as_ref().map_or(head, |audience| audience.span));
    }
    readers.audience.clone().unwrap_or(Spanned::new(of_folder.unwrap_or(audiences.default), head))
}

fn title(
    reading: &Reading<'_>,
    common: &Common,
    kind_fields: &KindFields,
    body: &Body,
    part: &Part<'_>,
) -> Spanned<String> {
    let question = match kind_fields {
        KindFields::Answer(answer) => answer.question.clone(),
        KindFields::Competitor(competitor) => competitor.name.clone(),
        _ => None,
    };
    let heading = body.headings.iter().find(|heading| !heading.text.is_empty());
    let heading = heading.map(|heading| Spanned::new(heading.text.clone(), heading.span));
    if let Some(title) = common.title.clone().or(question).or(heading) {
        return title;
    }
    let keys: &[&str] = match kind_fields {
        KindFields::Answer(_) => &["title", "question"],
        KindFields::Competitor(_) => &["title", "name"],
        _ => &["title"],
    };
    Fields::new(reading, part.node, "").missing_among(keys, "in front matter, or as a first heading");
    let name = part.id.rsplit('/').next().unwrap_or(part.id);
    Spanned::new(name.replace(['-', '_'], " "), part.head)
}

/// Joins the defaults of every folder above `id`, the nearest first.
fn folder_defaults(settings: &Settings, id: &str) -> Defaults {
    let mut joined = Defaults::default();
    let mut folder = id;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if let Some(defaults) = settings.defaults.get(above) {
            joined.owner = joined.owner.or_else(|| defaults.owner.clone());
            joined.audience = joined.audience.or(defaults.audience);
            joined.review_every = joined.review_every.or(defaults.review_every);
            joined.status = joined.status.or(defaults.status);
            joined.tags.extend(defaults.tags.iter().cloned());
        }
        folder = above;
    }
    joined
}
