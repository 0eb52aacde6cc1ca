//! The fields that every entry may have.

use super::claim::{Challenge, Claim, Verification, read_challenge, read_claims, read_verification};
use super::readership::{ReaderFields, read_reader_fields};
use super::{Approval, WrittenFields};
use crate::config::{Audiences, Status, read_suppression};
use crate::finding::Suppression;
use crate::source::{Interval, Spanned};
use crate::values::{Fields, WRONG_TYPE};
use chrono::NaiveDate;

/// The fields that every entry may have, as they are in its front matter.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) owner: Option<Spanned<String>>,
    pub(crate) status: Option<Spanned<Status>>,
    pub(crate) readers: ReaderFields,
    pub(crate) verified: Option<Verification>,
    pub(crate) review_every: Option<Spanned<Interval>>,
    pub(crate) expires: Option<Spanned<NaiveDate>>,
    pub(crate) approvals: Vec<Approval>,
    pub(crate) competitors: Vec<Spanned<String>>,
    pub(crate) products: Vec<Spanned<String>>,
    pub(crate) industries: Vec<Spanned<String>>,
    pub(crate) regions: Vec<Spanned<String>>,
    pub(crate) tags: Vec<Spanned<String>>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) related: Vec<Spanned<String>>,
    pub(crate) supersedes: Vec<Spanned<String>>,
    pub(crate) moved_from: Vec<Spanned<String>>,
    pub(crate) order: Option<Spanned<u64>>,
    pub(crate) section: Vec<Spanned<String>>,
    pub(crate) challenged: Option<Challenge>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) suppressions: Vec<Suppression>,
    pub(crate) written: WrittenFields,
}

/// Reads the fields that every entry may have.
pub(crate) fn read_common(fields: &Fields<'_>, audiences: &Audiences) -> Common {
    Common {
        id: read_id(fields),
        title: fields.text("title"),
        summary: fields.text("summary"),
        owner: fields.text("owner"),
        status: fields.choice("status"),
        readers: read_reader_fields(fields, audiences),
        verified: read_verification(fields),
        review_every: fields.interval("review_every"),
        expires: fields.date("expires"),
        approvals: fields.maps("approvals", |fields| Approval {
            role: fields.text("role"),
            by: fields.text("by"),
            on: fields.date("on"),
        }),
        competitors: fields.names("competitors"),
        products: fields.names("products"),
        industries: fields.names("industries"),
        regions: fields.names("regions"),
        tags: fields.names("tags"),
        aliases: fields.texts("aliases"),
        related: fields.names("related"),
        supersedes: fields.names("supersedes"),
        moved_from: read_moved_from(fields),
        order: fields.number("order"),
        section: fields.texts("section"),
        challenged: read_challenge(fields),
        claims: read_claims(fields),
        suppressions: read_suppressions(fields),
        written: WrittenFields::of(fields),
    }
}

fn read_suppressions(fields: &Fields<'_>) -> Vec<Suppression> {
    fields.maps("suppress", read_suppression).into_iter().flatten().collect()
}

/// Reads `id:`, which becomes an address and a file name, so it may hold nothing that leads elsewhere.
fn read_id(fields: &Fields<'_>) -> Option<Spanned<String>> {
    let id = fields.text("id")?;
    if is_safe_id(&id.value) {
        return Some(id);
    }
    let message = "`id` must consist of letters, digits, `-`, `_`, `.` and `/` between its parts; no part is empty or begins with a dot";
    fields.reading().report(&WRONG_TYPE, id.span, "id", message.to_owned());
    None
}

/// Reads `moved_from:`: paths below the site, which become addresses of pages, so they may lead nowhere else.
fn read_moved_from(fields: &Fields<'_>) -> Vec<Spanned<String>> {
    let mut addresses = fields.texts("moved_from");
    addresses.retain(|address| {
        let is_fine = is_safe_id(address.value.trim_matches('/'));
        if !is_fine {
            let message = "`moved_from` must be paths below the site, such as `guides/setup`, of letters, digits, `-`, `_` and `.`; no part is empty or begins with a dot";
            fields.reading().report(&WRONG_TYPE, address.span, "moved_from", message.to_owned());
        }
        is_fine
    });
    addresses
}

/// Returns whether `id` can become an address below the site and nothing else.
pub(crate) fn is_safe_id(id: &str) -> bool {
    let is_fine = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '_' | '.');
    id.len() <= 200
        && id
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && part.chars().all(is_fine))
}
