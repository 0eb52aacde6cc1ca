//! The calls to the file system, and the hook that lets a test make one of them fail.
//!
//! The code that reads the site and writes the output asks the hook before each call, so that a test can make the n-th call of a
//! whole build fail, or every call of a kind, as on a file system without it.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// The kind, size or file system of a path.
    Look,
    /// The names in a folder.
    List,
    /// The bytes of a file.
    Read,
    /// The target of a symbolic link.
    ReadLink,
    /// A new folder.
    CreateFolder,
    /// A file opened to be written.
    Create,
    /// Bytes into a file that is open.
    Write,
    /// A copy of a file.
    Copy,
    /// A second name for a file.
    Link,
    /// Another name for a file or a folder.
    Rename,
    /// Two folders that change their names.
    Exchange,
    /// A file or a folder with all that is in it.
    Remove,
    /// The lock that keeps builds apart.
    Lock,
    /// What was written, to the disk itself.
    Flush,
}

impl Call {
    /// Returns the verb of an error message.
    pub(crate) fn attempt(self) -> &'static str {
        match self {
            Self::Look => "look at",
            Self::List => "list",
            Self::Read => "read",
            Self::ReadLink => "follow",
            Self::CreateFolder | Self::Create => "create",
            Self::Write => "write",
            Self::Copy | Self::Link => "copy",
            Self::Rename => "rename",
            Self::Exchange => "exchange",
            Self::Remove => "remove",
            Self::Lock => "lock",
            Self::Flush => "flush",
        }
    }
}

/// Decides whether a call fails.
pub trait FaultHook: fmt::Debug + Send + Sync {
    /// Returns the error that `call` on `path` ends with, or lets it be made.
    ///
    /// # Errors
    /// Whatever the hook injects.
    fn before(&self, call: Call, path: &Path) -> io::Result<()>;
}

/// The hook of every run but a test's.
#[derive(Debug)]
struct NoFaults;

impl FaultHook for NoFaults {
    fn before(&self, _: Call, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What is asked before each call.
#[derive(Debug, Clone)]
pub struct DiskHook(Arc<dyn FaultHook>);

impl Default for DiskHook {
    fn default() -> Self {
        Self(Arc::new(NoFaults))
    }
}

impl DiskHook {
    /// Lets calls fail as `hook` decides.
    pub fn new(hook: Arc<dyn FaultHook>) -> Self {
        Self(hook)
    }

    /// Returns the error that `call` on `path` ends with, or lets it be made.
    ///
    /// # Errors
    /// Whatever the hook injects.
    pub(crate) fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        self.0.before(call, path)
    }
}
