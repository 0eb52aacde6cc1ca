//! Following values back through the history, commit by commit, as `git blame` follows lines.
//!
//! A value passes from a commit to its parent as long as the parent's version of the file has it, through merges to the
//! first parent that has it. The commit where it passes no further introduced it.

use super::earlier::{Value, earlier};
use super::version::Version;
use crate::git::{CommitChanges, FileChange, ParentChanges};
use crate::library::{Introduction, Origin, UnknownOrigin};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Reads a version of the file that is now at a path, from the hash of its content.
pub(super) type ReadVersion<'a> = dyn FnMut(&str, &str) -> Option<Version> + 'a;

/// A value on its way back.
#[derive(Debug, Clone)]
pub(super) struct Walker {
    /// Its number among the results.
    pub(super) number: usize,
    /// The file that has it now, from the site's folder.
    pub(super) file: Arc<str>,
    /// The value.
    pub(super) value: Value,
    /// The version that it was last seen in: first the present one, then those of commits.
    pub(super) version: Version,
    /// Its place there.
    pub(super) index: usize,
    /// Whether that version is of a commit.
    pub(super) is_committed: bool,
}

/// Values by the path that their file has in a commit.
type Waiting = BTreeMap<String, Vec<Walker>>;

/// The values that are followed, by the commit that they have reached.
pub(super) struct Trace {
    waiting: BTreeMap<String, Waiting>,
    found: BTreeMap<usize, Origin>,
}

impl Trace {
    /// Begins at the commit `start`, in which the file of each value has the given path.
    pub(super) fn new(start: &str, walkers: Vec<(String, Walker)>) -> Self {
        let mut waiting = Waiting::new();
        for (path, walker) in walkers {
            waiting.entry(path).or_default().push(walker);
        }
        Self { waiting: BTreeMap::from([(start.to_owned(), waiting)]), found: BTreeMap::new() }
    }

    /// Moves what has reached `commit` to its parents; children must come before their parents.
    pub(super) fn take(&mut self, commit: &CommitChanges, read: &mut ReadVersion<'_>) -> ControlFlow<()> {
        let Some(mut here) = self.waiting.remove(&commit.commit) else { return self.flow() };
        let Some(first) = commit.parents.first() else { return self.flow() };
        for change in &first.changes {
            if let Some(walkers) = here.remove(&change.path) {
                self.decide(commit, change, walkers, read);
            }
        }
        // What the commit did not touch is the same in its first parent.
        for (path, walkers) in here {
            if first.parent.is_empty() {
                for walker in &walkers {
                    self.lose(walker);
                }
            } else {
                self.wait(&first.parent, path, walkers);
            }
        }
        self.flow()
    }

    /// Returns what was found, by number; what is still on its way is not in the history.
    pub(super) fn finish(mut self) -> BTreeMap<usize, Origin> {
        let waiting = std::mem::take(&mut self.waiting);
        for walker in waiting.into_values().flat_map(BTreeMap::into_values).flatten() {
            self.lose(&walker);
        }
        self.found
    }

    fn flow(&self) -> ControlFlow<()> {
        if self.waiting.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn wait(&mut self, commit: &str, path: String, walkers: Vec<Walker>) {
        self.waiting.entry(commit.to_owned()).or_default().entry(path).or_default().extend(walkers);
    }

    fn lose(&mut self, walker: &Walker) {
        let cause = if walker.is_committed { UnknownOrigin::Unreadable } else { UnknownOrigin::Uncommitted };
        self.found.insert(walker.number, Origin::Unknown(cause));
    }

    /// Moves values of a file that differs from the first parent.
    fn decide(
        &mut self,
        commit: &CommitChanges,
        change: &FileChange,
        walkers: Vec<Walker>,
        read: &mut ReadVersion<'_>,
    ) {
        let changed = |parent: &&ParentChanges| parent.changes.iter().all(|other| other.path != change.path);
        if let Some(same) = commit.parents.iter().skip(1).find(changed) {
            self.wait(&same.parent, change.path.clone(), walkers);
            return;
        }
        for walker in walkers {
            self.step(commit, change, walker, read);
        }
    }

    /// Moves one value of a file that differs from every parent.
    fn step(&mut self, commit: &CommitChanges, change: &FileChange, walker: Walker, read: &mut ReadVersion<'_>) {
        let Some(version) = change.object.as_ref().and_then(|object| read(&walker.file, object)) else {
            self.found.insert(walker.number, Origin::Unknown(UnknownOrigin::Unreadable));
            return;
        };
        let walker = if walker.is_committed {
            walker
        } else {
            let Some(index) = earlier(walker.value, &walker.version, walker.index, &version) else {
                self.lose(&walker);
                return;
            };
            Walker { version, index, is_committed: true, ..walker }
        };
        let mut is_unreadable = false;
        let mut former: Option<(String, String, Walker)> = None;
        for parent in &commit.parents {
            let own = parent.changes.iter().find(|other| other.path == change.path);
            let Some(before) = own.and_then(|own| own.before.as_ref()) else { continue };
            let Some(version) = read(&walker.file, &before.object) else {
                is_unreadable = true;
                continue;
            };
            let Some(index) = earlier(walker.value, &walker.version, walker.index, &version) else { continue };
            let is_same = texts(&version, index) == texts(&walker.version, walker.index);
            // Of several parents the one that also has the text is where it comes from.
            if former.is_none() || is_same && commit.parents.len() > 1 {
                let walker = Walker { version, index, ..walker.clone() };
                former = Some((parent.parent.clone(), before.path.clone(), walker));
            }
            if is_same {
                break;
            }
        }
        match former {
            Some((parent, path, walker)) => self.wait(&parent, path, vec![walker]),
            None if is_unreadable => {
                self.found.insert(walker.number, Origin::Unknown(UnknownOrigin::Unreadable));
            }
            None => {
                let Some(said) = walker.version.get(walker.index) else { return };
                let introduction = Introduction::new(commit.commit.clone(), Arc::new(said.clone()));
                self.found.insert(walker.number, Origin::Known(introduction));
            }
        }
    }
}

fn texts(version: &Version, index: usize) -> Option<&[String]> {
    version.get(index).map(|statement| statement.texts.as_slice())
}
