//! The suite.

mod notion;
