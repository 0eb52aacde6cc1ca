//! What each template shows: one value per template, named after it, with plain texts and finished links.
//!
//! Fields whose name ends in `_html` hold finished HTML; everything else is escaped when it is shown.

mod about;
mod cell;
mod changes;
mod claim;
mod claims;
mod compare;
mod entry;
mod evidence;
mod exposure;
mod frame;
mod freshness;
mod glance;
mod home;
mod hub;
mod list;
mod opportunity;
mod own;
mod parts;
mod people;
mod references;
mod state;
mod still;

pub(super) use about::{AboutView, NotFoundView, RedirectView, SearchView};
pub(super) use cell::deciding;
pub(super) use changes::{ChangeRow, ChangesView, change_row, changes_address};
pub(super) use claim::ClaimView;
pub(super) use claims::claims_views;
pub(super) use compare::{compare_views, compared, competitors, group_of};
pub(super) use entry::entry_view;
pub(super) use freshness::FreshnessView;
pub(super) use home::HomeView;
pub(super) use list::list_views;
pub(super) use opportunity::{OpportunitiesView, OpportunityView};
pub(super) use people::people_views;
