//! The ranking core.
