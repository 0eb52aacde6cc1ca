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
    /// Files and folders at these paths below the watched folder, some of which may be gone.
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
    /// Watches `folder`; changes below the folders in it that `ignored` names do not count.
    ///
    /// # Errors
    /// The folder cannot be watched.
    pub fn new(folder: &Path, ignored: Vec<String>, mode: WatchMode) -> Result<Self, WatchError> {
        let error = |cause| WatchError { folder: folder.to_owned(), cause };
        // Events have absolute paths, also where the folder has not.
        let root = std::path::absolute(folder).map_err(|cause| error(notify::Error::io(cause)))?;
        let below = root.clone();
        let (sender, changes) = channel();
        let pending = Pending::default();
        let noted = pending.clone();
        let heard = move |result: DebounceEventResult| {
            let Some(changed) = changed_by(result, &below, &ignored) else { return };
            noted.add(changed);
            // The receiver is gone only when the watch ends.
            let _ = sender.send(());
        };
        let watching = match mode {
            WatchMode::Native => {
                let mut debouncer = new_debouncer(QUIET, None, heard).map_err(error)?;
                debouncer.watch(&root, RecursiveMode::Recursive).map_err(error)?;
                Watching::Native(Box::new(debouncer))
            }
            WatchMode::Polling => {
                let config = notify::Config::default().with_poll_interval(POLL).with_compare_contents(true);
                let cache = RecommendedCache::new();
                let mut debouncer =
                    new_debouncer_opt::<_, PollWatcher, _>(QUIET, None, heard, cache, config).map_err(error)?;
                debouncer.watch(&root, RecursiveMode::Recursive).map_err(error)?;
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

/// Returns what changed in the folder `root` by these events; `None` if nothing did that counts.
fn changed_by(result: DebounceEventResult, root: &Path, ignored: &[String]) -> Option<Changed> {
    // After an error, events may have been lost.
    let Ok(events) = result else { return Some(Changed::Anything) };
    if events.iter().any(|event| event.need_rescan()) {
        return Some(Changed::Anything);
    }
    let mut changed = BTreeSet::new();
    for path in events.iter().filter(|event| !event.kind.is_access()).flat_map(|event| &event.paths) {
        // Where events spell the folder in another way, anything in it may have changed.
        let Ok(inside) = path.strip_prefix(root) else { return Some(Changed::Anything) };
        if is_content(inside, ignored) {
            changed.insert(inside.to_owned());
        }
    }
    (!changed.is_empty()).then_some(Changed::Paths(changed))
}

fn is_content(inside: &Path, ignored: &[String]) -> bool {
    let is_of_git = |part: std::path::Component<'_>| part.as_os_str() == ".git";
    !ignored.iter().any(|folder| inside.starts_with(folder)) && !inside.components().any(is_of_git)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, EventKind, Flag};
    use notify_debouncer_full::DebouncedEvent;
    use std::time::Instant;

    #[test]
    fn only_the_folders_of_git_and_of_this_program_are_ignored() {
        let ignored = [".fieldbook".to_owned()];
        let counts = |path: &str| is_content(Path::new(path), &ignored);
        for path in [".git/index", "content/.git/HEAD", ".git", ".fieldbook/cache", ".fieldbook"] {
            assert!(!counts(path), "{path}");
        }
        for path in [".gitignore", "content/.github-notes/a.md", ".git2/a.md", ".fieldbook2", "content/.fieldbook"] {
            assert!(counts(path), "{path}");
        }
    }

    #[expect(clippy::disallowed_methods, reason = "an event has a moment")]
    fn event(kind: EventKind, path: &str) -> DebouncedEvent {
        DebouncedEvent::new(notify::Event::new(kind).add_path(path.into()), Instant::now())
    }

    fn paths(paths: &[&str]) -> Changed {
        Changed::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn changes_have_their_paths_in_the_folder_and_what_is_not_known_is_anything() {
        let ignored = [".fieldbook".to_owned()];
        let changed = |events| changed_by(events, Path::new("/srv/site"), &ignored);
        let create = EventKind::Create(CreateKind::Any);
        let read = EventKind::Access(AccessKind::Any);
        let (one, other) = (event(create, "/srv/site/content/a.md"), event(create, "/srv/site/site.toml"));
        assert_eq!(changed(Ok(vec![one.clone(), other])), Some(paths(&["content/a.md", "site.toml"])));
        assert_eq!(changed(Ok(vec![event(read, "/srv/site/content/a.md")])), None);
        assert_eq!(changed(Ok(vec![event(create, "/srv/site/.fieldbook/cache")])), None);
        assert_eq!(changed(Ok(Vec::new())), None);
        assert_eq!(changed(Ok(vec![event(create, "/private/site/content/a.md")])), Some(Changed::Anything));
        let mut lost = event(EventKind::Other, "/srv/site");
        lost.event = lost.event.set_flag(Flag::Rescan);
        assert_eq!(changed(Ok(vec![one, lost])), Some(Changed::Anything));
        assert_eq!(changed(Err(Vec::new())), Some(Changed::Anything));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test edits what is watched")]
    fn a_folder_is_watched_by_any_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let here = std::env::current_dir().expect("a folder");
        let up: PathBuf = here.ancestors().skip(1).map(|_| "..").collect();
        let relative = up.join(folder.path().strip_prefix("/").expect("an absolute path"));
        assert!(relative.is_relative() && relative.is_dir(), "{}", relative.display());
        for (name, mode) in [
            (folder.path(), WatchMode::Native),
            (&relative, WatchMode::Native),
            (folder.path(), WatchMode::Polling),
            (&relative, WatchMode::Polling),
        ] {
            std::fs::create_dir_all(folder.path().join("public")).expect("made");
            let watcher = Watcher::new(name, vec!["public".to_owned()], mode).expect("watched");
            std::fs::write(folder.path().join("public/index.html"), format!("{mode:?}")).expect("written");
            std::fs::write(folder.path().join("a.md"), format!("{mode:?} {}", name.display())).expect("written");
            assert_eq!(watcher.wait(), Some(paths(&["a.md"])), "{mode:?} {}", name.display());
        }
    }

    #[test]
    fn changes_that_were_not_taken_add_up() {
        let pending = Pending::default();
        pending.add(paths(&["a"]));
        pending.add(paths(&["b"]));
        assert_eq!(pending.lock().take(), Some(paths(&["a", "b"])));
        assert_eq!(pending.lock().take(), None);
        pending.add(Changed::Anything);
        pending.add(paths(&["a"]));
        assert_eq!(pending.lock().take(), Some(Changed::Anything));
        pending.add(paths(&["a"]));
        pending.add(Changed::Anything);
        assert_eq!(pending.lock().take(), Some(Changed::Anything));
    }
}
