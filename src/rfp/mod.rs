//! rfp
