//! rules

pub mod secrets;
