//! What a reference architecture needs to be built from.

pub(super) mod diagram_without_alt;
pub(super) mod integration_incomplete;
pub(super) mod undrawn_diagram;
pub(super) mod unvalidated;
