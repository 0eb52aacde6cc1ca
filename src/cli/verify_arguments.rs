//! What was checked, and how, as it is typed.

use super::ahead::{Ahead, read_ahead};
use super::candidates;
use super::days::read_day;
use chrono::NaiveDate;
use clap::Args;
use clap_complete::ArgValueCandidates;

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// What was checked: an entry, such as battlecards/globex, one of its claims, such as battlecards/globex#limit, or
    /// a place that `check` prints, such as content/battlecards/globex.md:12.
    #[arg(required_unless_present_any = ["due", "intervals"], value_name = "ENTRY[#CLAIM]|PATH:LINE", add = ArgValueCandidates::new(candidates::targets))]
    pub(super) targets: Vec<String>,
    /// Go through what is due, page by page, with one key for each action: still true, open the page, edit, skip, quit. With a
    /// length of time, such as 14d, also what ends within it; by default `freshness.warn_before`, or what is to be checked soon.
    #[arg(long, conflicts_with = "targets", value_name = "TIME", num_args = 0..=1, default_missing_value = "",
        value_parser = read_ahead)]
    pub(super) due: Option<Ahead>,
    /// Propose review intervals from the history of checks, and write nothing: longer for pages that never changed, shorter for
    /// pages that often did.
    #[arg(long, conflicts_with_all = ["targets", "due"])]
    pub(super) intervals: bool,
    /// With --due and --intervals: only what this person or team owns; `me` is the person in people.yaml with Git's user.email.
    #[arg(long, value_name = "ID|me", conflicts_with = "targets", add = ArgValueCandidates::new(candidates::owners))]
    pub(super) owner: Option<String>,
    /// Who checked: an id, e-mail or name in people.yaml; by default the person with Git's user.email or user.name.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) by: Option<String>,
    /// With what or whom: a product version, a second presenter.
    #[arg(long, value_name = "TEXT")]
    pub(super) with: Option<String>,
    /// How it was checked.
    #[arg(long, value_name = "TEXT")]
    pub(super) method: Option<String>,
    /// The day of the check instead of today; not a future day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) today: Option<NaiveDate>,
}
