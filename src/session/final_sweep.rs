//! The last look at every file of a build, before it may be published.

use super::attachments::LARGEST_ATTACHMENT;
use super::environment::Session;
use super::failure::Failure;
use super::pipeline::prepare_sweep;
use super::prepare::PreparedSite;
use crate::finding::Finding;
use crate::inputs::read_file;
use crate::publish::{Content, File};
use crate::secrets::{Sweep, sweep_file};
use std::sync::{Mutex, PoisonError};

/// Looks through files on any thread, and keeps what it found.
pub(super) struct FinalSweep {
    sweep: Sweep,
    leaks: Mutex<Vec<Finding>>,
}

impl FinalSweep {
    pub(super) fn new(session: &Session<'_>, site: &PreparedSite) -> Result<Self, Failure> {
        let tokens: Vec<String> = session.environment.notion_token.iter().cloned().collect();
        let sweep = prepare_sweep(&site.loaded, &site.scope, &tokens).map_err(|error| {
            Failure(format!("the sweep missed what it planted ({}); nothing was published", error.label))
        })?;
        Ok(Self { sweep, leaks: Mutex::default() })
    }

    /// Looks for what this build's readers must not see.
    pub(super) fn look(&self, file: &File) -> Result<(), Failure> {
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
    pub(super) fn leaks(self) -> Vec<Finding> {
        let mut leaks = self.leaks.into_inner().unwrap_or_else(PoisonError::into_inner);
        leaks.sort_by(Finding::order);
        leaks
    }
}
