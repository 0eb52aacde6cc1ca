//! The last look at every file of a build, before it may be published.

use super::build::LARGEST_ATTACHMENT;
use super::opportunities::TOKEN;
use super::prepare::Run;
use crate::cli::{Failure, day};
use crate::finding::Finding;
use crate::inputs::read_file;
use crate::publish::{Content, File};
use crate::secrets::{Sweep, sweep_file};
use crate::session::pipeline::prepare_sweep;
use crate::settled::{SettledFinding, settle};
use std::sync::{Mutex, PoisonError};

/// Looks through files on any thread, and keeps what it found.
pub(crate) struct Swept {
    sweep: Sweep,
    leaks: Mutex<Vec<Finding>>,
}

impl Swept {
    pub(crate) fn new(run: &Run) -> Result<Self, Failure> {
        let tokens: Vec<String> = day::variable(TOKEN).into_iter().collect();
        let sweep = prepare_sweep(&run.loaded, &run.scope, &tokens).map_err(|error| {
            Failure(format!("the sweep missed what it planted ({}); nothing was published", error.label))
        })?;
        Ok(Self { sweep, leaks: Mutex::default() })
    }

    /// Looks for what this build's readers must not see.
    pub(crate) fn look(&self, file: &File) -> Result<(), Failure> {
        if self.sweep.is_empty() {
            return Ok(());
        }
        let found = match &file.content {
            Content::Bytes(plain) | Content::Packed { plain, .. } => sweep_file(&self.sweep, &file.path, plain),
            Content::Copy(from) => sweep_file(&self.sweep, &file.path, &read_file(from, LARGEST_ATTACHMENT)?),
        };
        self.leaks.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    /// Returns what was found, in order.
    pub(crate) fn leaks(self) -> Vec<SettledFinding> {
        settle(self.leaks.into_inner().unwrap_or_else(PoisonError::into_inner), &[])
    }
}
