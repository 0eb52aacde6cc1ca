//! The suite.

#[cfg(test)]
mod rfp;
