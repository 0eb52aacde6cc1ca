//! What each template shows: one value per template, named after it, with plain texts and finished links.
//!
//! Fields whose name ends in `_html` hold finished HTML; everything else is escaped when it is shown.

mod about;
mod ages;
mod cell;
mod changes;
mod claim;
mod claims;
mod compare;
mod deal;
mod digest;
mod entry;
mod evidence;
mod exposure;
mod findings;
mod frame;
mod framework;
mod freshness;
mod gaps;
mod glance;
mod hold;
mod home;
mod hub;
mod kind_fields;
mod library;
mod link;
mod list;
mod opportunity;
mod opportunity_source;
mod parts;
mod people;
mod recheck;
mod references;
mod repository_links;
mod rules;
mod severity;
mod state;
mod trust;

pub(super) use about::{AboutView, NotFoundView, RedirectView, SearchView};
pub(super) use cell::deciding;
pub(super) use changes::{ChangeRow, ChangesView, change_row};
pub(super) use claim::ClaimView;
pub(super) use claims::claims_views;
pub(super) use compare::{compare_views, compared, competitors, group_of};
pub(super) use digest::DigestPageView;
pub(super) use entry::entry_view;
pub(super) use framework::framework_views;
pub(super) use freshness::FreshnessView;
pub(super) use gaps::GapsView;
pub(super) use home::HomeView;
pub(super) use library::{TrayView, library_views};
pub(super) use list::list_views;
pub(super) use opportunity::{OpportunitiesView, OpportunityView};
pub(super) use people::people_views;
pub(super) use rules::{RuleView, RulesView};
