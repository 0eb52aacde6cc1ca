//! The suite.

#[cfg(test)]
mod secrets;
