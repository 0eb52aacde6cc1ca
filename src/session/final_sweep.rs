//! The final sweep: every file of a build is searched for what its readers must not see, before it may be published.

use super::attachments::LARGEST_ATTACHMENT;
use super::environment::Session;
use super::failure::Failure;
use crate::finding::Finding;
use crate::inputs::read_file_with;
use crate::platform::DiskHook;
use crate::publish::{Content, File};
use crate::rules::audience::leaked;
use crate::secrets::{Pattern, Sweep};
use crate::settled::{SettledFinding, settle_findings};
use crate::visibility::{HiddenPart, VisibleLibrary};
use std::sync::{Mutex, PoisonError};

/// Searches files from any thread, and keeps what it found.
pub(super) struct FinalSweep {
    sweep: Sweep,
    hook: DiskHook,
    leaks: Mutex<Vec<Finding>>,
}

impl FinalSweep {
    /// Prepares the sweep of a build of `visible` for `hidden` content and the token of the environment.
    ///
    /// # Errors
    /// The sweep does not find what it plants itself.
    pub(super) fn new(session: &Session<'_>, visible: &VisibleLibrary, hidden: &HiddenPart) -> Result<Self, Failure> {
        let mut patterns = hidden.patterns(visible);
        let token = session.environment.notion_token.clone();
        patterns.extend(token.map(|token| Pattern::token("a token of this build", token)));
        let sweep = Sweep::new(patterns);
        if !sweep.is_empty() {
            sweep.self_test().map_err(|error| {
                Failure(format!("the sweep missed what it planted ({}); nothing was published", error.label))
            })?;
        }
        Ok(Self { sweep, hook: session.environment.disk.clone(), leaks: Mutex::default() })
    }

    /// Returns whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.sweep.is_empty()
    }

    /// Searches the bytes and the path of `file`.
    pub(super) fn search(&self, file: &File) -> Result<(), Failure> {
        if self.sweep.is_empty() {
            return Ok(());
        }
        let mut traces = self.sweep.traces(file.path.as_bytes());
        traces.extend(match &file.content {
            Content::Bytes(plain) | Content::Packed { plain, .. } => self.sweep.traces(plain),
            Content::Copy(from) => self.sweep.traces(&read_file_with(&self.hook, from, LARGEST_ATTACHMENT)?),
        });
        let found = traces.iter().map(|trace| leaked(&file.path, trace));
        self.leaks.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    /// Returns what was found, in order.
    pub(super) fn leaks(self) -> Vec<SettledFinding> {
        settle_findings(self.leaks.into_inner().unwrap_or_else(PoisonError::into_inner), &[])
    }
}
