//! Links and ids that lead somewhere.

mod broken_anchor;
mod broken_internal;
mod named_ids;
mod orphan;
mod respelling;
mod superseded_target;
mod unpublished_file;

use super::unit::Unit;

/// The family's rules.
pub(super) static UNITS: [Unit; 5] = [
    Unit::entry(&broken_anchor::RULE, broken_anchor::check),
    Unit::entry(&broken_internal::RULE, broken_internal::check),
    Unit::library(&orphan::RULE, orphan::check),
    Unit::entry(&superseded_target::RULE, superseded_target::check),
    Unit::entry(&unpublished_file::RULE, unpublished_file::check),
];
