//! Rules whose findings appear as days pass, without a change of any file.

use super::{expired, over_budget, stale_claim, stale_entry};
use crate::finding::Rule;

/// Rules whose findings come and go with the days alone; `freshness.fail = false` makes them warnings.
pub(crate) static BROUGHT_BY_TIME: [&Rule; 4] =
    [&expired::RULE, &over_budget::RULE, &stale_claim::RULE, &stale_entry::RULE];
