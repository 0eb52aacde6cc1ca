//! The final sweep: every file of a build is searched for what its readers must not see, before it may be published.

use super::attachments::LARGEST_ATTACHMENT;
use super::environment::Session;
use super::failure::Failure;
use crate::customers::{Certainty, CustomerNames};
use crate::finding::Finding;
use crate::inputs::read_file_with;
use crate::platform::DiskHook;
use crate::publish::{Content, File};
use crate::rules::audience::leaked;
use crate::secrets::{Encoding, Pattern, Sweep, Trace};
use crate::settled::{SettledFinding, settle_findings};
use crate::visibility::{HiddenPart, VisibleLibrary};
use std::sync::{Mutex, PoisonError};

/// Searches files from any thread, and keeps what it found.
pub(super) struct FinalSweep {
    sweep: Sweep,
    /// The names of hidden customers, in other spellings than those of the sweep.
    names: CustomerNames,
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
        Ok(Self {
            sweep,
            names: hidden.customer_names(),
            hook: session.environment.disk.clone(),
            leaks: Mutex::default(),
        })
    }

    /// Returns whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.sweep.is_empty()
    }

    /// Passes on what it looks for, part by part: sweeps of equal parts find the same.
    pub(super) fn identify(&self, add: &mut dyn FnMut(&[u8])) {
        self.sweep.identify(add);
        add(b"names");
        self.names.identify(add);
    }

    /// Searches the bytes and the path of `file`.
    pub(super) fn search(&self, file: &File) -> Result<(), Failure> {
        if self.sweep.is_empty() {
            return Ok(());
        }
        let mut traces = self.traces(file.path.as_bytes());
        traces.extend(match &file.content {
            Content::Bytes(plain) | Content::Packed { plain, .. } => self.traces(plain),
            Content::Copy(from) => self.traces(&read_file_with(&self.hook, from, LARGEST_ATTACHMENT)?),
        });
        let found = traces.iter().map(|trace| leaked(&file.path, trace));
        self.leaks.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    /// Returns every trace in `bytes`; a name that the sweep found too is given once.
    fn traces(&self, bytes: &[u8]) -> Vec<Trace> {
        let mut traces = self.sweep.traces(bytes);
        let text = if self.names.is_empty() { "" } else { std::str::from_utf8(bytes).unwrap_or_default() };
        // Of ordinary words, only a check of the sources can say what they mean.
        for mention in self.names.others_in(text, None).iter().filter(|found| found.certainty == Certainty::Certain) {
            let offset = mention.range.start;
            if !traces.iter().any(|trace| trace.offset == offset) {
                let label = "another customer's name".to_owned();
                traces.push(Trace { offset, label, encoding: Encoding::Plain });
            }
        }
        traces
    }

    /// Returns what was found, in order.
    pub(super) fn leaks(self) -> Vec<SettledFinding> {
        settle_findings(self.leaks.into_inner().unwrap_or_else(PoisonError::into_inner), &[])
    }
}
