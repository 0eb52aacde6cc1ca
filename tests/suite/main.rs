//! The suite.

mod report;
