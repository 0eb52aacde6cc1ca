//! The control of the search: what is planted must be found.

use super::encoding::Encoding;
use super::search::Sweep;
use super::spellings::plantings;

/// A sweep that cannot be trusted: its control was not found, or its patterns could not be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTestError {
    /// The label of the pattern that was planted and not found; empty if nothing could be compiled.
    pub label: String,
    /// How it was planted.
    pub encoding: Option<Encoding>,
}

impl Sweep {
    /// Plants every pattern in every spelling between other bytes, and looks for it.
    ///
    /// # Errors
    ///
    /// The pattern and the spelling that were not found. Then nothing that this sweep says counts, and nothing may be
    /// published.
    pub fn self_test(&self) -> Result<(), SelfTestError> {
        if self.automaton.is_none() {
            return Err(SelfTestError { label: String::new(), encoding: None });
        }
        for pattern in &self.patterns {
            for (planted, encoding) in plantings(&pattern.text) {
                let bytes = [b"\x01\xFE ", planted.as_slice(), b" \xFE\x01"].concat();
                if !self.traces(&bytes).iter().any(|trace| trace.label == pattern.label) {
                    return Err(SelfTestError { label: pattern.label.clone(), encoding: Some(encoding) });
                }
            }
        }
        Ok(())
    }
}
