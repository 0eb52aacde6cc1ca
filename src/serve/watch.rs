//! Waiting until something below a folder changes.

use notify_debouncer_full::notify::{self, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer, new_debouncer_opt};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the disk must be quiet before a change counts; an editor's save is several events.
const QUIET: Duration = Duration::from_millis(10);
/// How often `--poll` looks.
const POLL: Duration = Duration::from_millis(500);

/// Nothing can be watched.
#[derive(Debug)]
pub struct WatchError {
    folder: PathBuf,
    cause: notify::Error,
}

impl fmt::Display for WatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot watch {}: {}", self.folder.display(), self.cause)?;
        if matches!(self.cause.kind, notify::ErrorKind::MaxFilesWatch) {
            formatter.write_str("; raise fs.inotify.max_user_watches, or use --poll")?;
        }
        Ok(())
    }
}

impl std::error::Error for WatchError {}

/// Watches a folder.
#[derive(Debug)]
pub struct Watcher {
    changes: Receiver<()>,
    pending: Pending,
    _watching: Watching,
}

#[derive(Debug)]
enum Watching {
    Native(
        #[expect(dead_code, reason = "dropping it ends the watch")]
        Box<Debouncer<RecommendedWatcher, RecommendedCache>>,
    ),
    Polling(#[expect(dead_code, reason = "dropping it ends the watch")] Box<Debouncer<PollWatcher, RecommendedCache>>),
}

/// What changed since it was last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Files and folders at these paths, some of which may be gone.
    Paths(BTreeSet<PathBuf>),
    /// It is not known: events were lost.
    Anything,
}

/// The changes that were not taken yet; none is `None`.
#[derive(Debug, Clone, Default)]
struct Pending(Arc<Mutex<Option<Changed>>>);

impl Pending {
    fn lock(&self) -> MutexGuard<'_, Option<Changed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, more: Changed) {
        let mut pending = self.lock();
        *pending = Some(match (pending.take(), more) {
            (Some(Changed::Anything), _) | (_, Changed::Anything) => Changed::Anything,
            (Some(Changed::Paths(mut paths)), Changed::Paths(more)) => {
                paths.extend(more);
                Changed::Paths(paths)
            }
            (None, more) => more,
        });
    }
}

/// How changes come to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// Native change notifications.
    Native,
    /// By looking again and again, for drives that tell nothing.
    Polling,
}

impl Watcher {
    /// Watches `folder`; changes below the folders named in `ignored` do not count.
    ///
    /// # Errors
    /// The folder cannot be watched.
    pub fn new(folder: &Path, ignored: Vec<PathBuf>, mode: WatchMode) -> Result<Self, WatchError> {
        let (sender, changes) = channel();
        let pending = Pending::default();
        let noted = pending.clone();
        let heard = move |result: DebounceEventResult| {
            let Some(changed) = changed_by(result, &ignored) else { return };
            noted.add(changed);
            // The receiver is gone only when the watch ends.
            let _ = sender.send(());
        };
        let error = |cause| WatchError { folder: folder.to_owned(), cause };
        let watching = match mode {
            WatchMode::Native => {
                let mut debouncer = new_debouncer(QUIET, None, heard).map_err(error)?;
                debouncer.watch(folder, RecursiveMode::Recursive).map_err(error)?;
                Watching::Native(Box::new(debouncer))
            }
            WatchMode::Polling => {
                let config = notify::Config::default().with_poll_interval(POLL).with_compare_contents(true);
                let cache = RecommendedCache::new();
                let mut debouncer =
                    new_debouncer_opt::<_, PollWatcher, _>(QUIET, None, heard, cache, config).map_err(error)?;
                debouncer.watch(folder, RecursiveMode::Recursive).map_err(error)?;
                Watching::Polling(Box::new(debouncer))
            }
        };
        Ok(Self { changes, pending, _watching: watching })
    }

    /// Waits for the next change and takes all that came with it; `None` once nothing is watched any more.
    pub fn wait(&self) -> Option<Changed> {
        loop {
            self.changes.recv().ok()?;
            if let Some(changed) = self.take() {
                return Some(changed);
            }
        }
    }

    /// Returns a function that reports, on any thread, whether there is a further change that was not handled.
    pub fn has_more(&self) -> impl Fn() -> bool + Sync + use<> {
        let pending = self.pending.clone();
        move || pending.lock().is_some()
    }

    /// Takes every change that has come; `None` if there is none.
    pub fn take(&self) -> Option<Changed> {
        while self.changes.try_recv().is_ok() {}
        self.pending.lock().take()
    }
}

/// Returns what changed by these events; `None` if nothing did that counts.
fn changed_by(result: DebounceEventResult, ignored: &[PathBuf]) -> Option<Changed> {
    // After an error, events may have been lost.
    let Ok(events) = result else { return Some(Changed::Anything) };
    if events.iter().any(|event| event.need_rescan()) {
        return Some(Changed::Anything);
    }
    let counting = events.iter().filter(|event| !event.kind.is_access());
    let paths = counting.flat_map(|event| &event.paths).filter(|path| is_content(path, ignored));
    let paths: BTreeSet<PathBuf> = paths.cloned().collect();
    (!paths.is_empty()).then_some(Changed::Paths(paths))
}

fn is_content(path: &Path, ignored: &[PathBuf]) -> bool {
    let is_of_git = |part: std::path::Component<'_>| part.as_os_str() == ".git";
    !ignored.iter().any(|folder| path.starts_with(folder)) && !path.components().any(is_of_git)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folders_of_git_and_of_this_program_are_ignored() {
        let ignored = [PathBuf::from("/site/.fieldbook")];
        let counts = |path: &str| is_content(Path::new(path), &ignored);
        for path in ["/site/.git/index", "/site/content/.git/HEAD", "/site/.git", "/site/.fieldbook/cache"] {
            assert!(!counts(path), "{path}");
        }
        for path in ["/site/.gitignore", "/site/content/.github-notes/a.md", "/site/.git2/a.md", "/site/.fieldbook2"] {
            assert!(counts(path), "{path}");
        }
    }
}
