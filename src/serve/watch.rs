//! Waiting until something below a folder changes.

use notify_debouncer_full::notify::{self, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer, new_debouncer_opt};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the disk must be quiet before a change counts; an editor's save is several events.
const QUIET: Duration = Duration::from_millis(20);
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
    pending: Arc<AtomicBool>,
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
        let pending = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&pending);
        let heard = move |result: DebounceEventResult| {
            let counts = match result {
                Ok(events) => events.iter().any(|event| {
                    event.need_rescan()
                        || !event.kind.is_access() && event.paths.iter().any(|path| is_content(path, &ignored))
                }),
                // Events may have been lost, so anything may have changed.
                Err(_) => true,
            };
            if counts {
                // The receiver is gone only when the watch ends.
                noted.store(true, Ordering::SeqCst);
                let _ = sender.send(());
            }
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

    /// Waits for the next change and takes all that came with it; `false` once nothing is watched any more.
    pub fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        self.take();
        true
    }

    /// Returns a function that reports, on any thread, whether there is a further change that was not handled.
    pub fn has_more(&self) -> impl Fn() -> bool + Sync + use<> {
        let pending = Arc::clone(&self.pending);
        move || pending.load(Ordering::SeqCst)
    }

    /// Takes every change that has come.
    pub fn take(&self) {
        self.pending.store(false, Ordering::SeqCst);
        while self.changes.try_recv().is_ok() {}
    }
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
