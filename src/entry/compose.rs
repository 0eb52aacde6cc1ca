//! One entry, from its fields, its body, its folder and the site.

use super::common::{Common, read_common};
use super::footnote::footnote_claims;
use super::kind_fields::{KindFields, read_kind_fields};
use super::lengths::answer_lengths;
use super::{Body, Entry};
use crate::config::{Defaults, Root, Settings, Status};
use crate::kinds::Kind;
use crate::source::{Span, Spanned};
use crate::values::{Fields, Node, Reading};
use std::sync::Arc;

/// What a file is read against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The root that the file lies in.
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
}

/// Reads one entry of a known kind.
pub(crate) fn read_entry(reading: &Reading<'_>, context: Context<'_>, part: &Part<'_>, kind: Kind) -> Entry {
    let fields = Fields::new(reading, part.node, "");
    let _: Option<Spanned<Kind>> = fields.choice("kind");
    let common = read_common(&fields, &context.settings.audiences);
    let mut kind_fields = read_kind_fields(&fields, kind);
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
    if owner.is_none() && status.value != Status::Draft && status.value != Status::Archived {
        Fields::new(reading, part.node, "")
            .missing("owner", "a responsible person or team, here or as a default of the folder");
    }
    let mut claims = common.claims;
    claims.extend(footnote_claims(reading.file, &body));
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
        audience: common
            .audience
            .unwrap_or(Spanned::new(folder.audience.unwrap_or(context.settings.audiences.default), part.head)),
        customer: common.customer,
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
        challenged: common.challenged,
        claims,
        suppressions: common.suppressions,
        kind_fields,
        body,
    }
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
    Fields::new(reading, part.node, "").missing("title", "in front matter, or as a first heading");
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
