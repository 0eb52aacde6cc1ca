//! What differs between operating systems.
//!
//! Each function has a version for Unix, and one for other systems that does less: no atomic exchange, no inode numbers,
//! no owners, no single keys. Callers have no conditions of their own.

mod disk_hook;
mod errors;
mod exchange;
mod file_size;
mod owner;
mod permissions;
mod processor_time;
mod stamp;
mod terminal;

pub use disk_hook::{Call, DiskHook, FaultHook};
pub(crate) use errors::{has_no_exchange, has_no_locks};
pub(crate) use exchange::exchange;
pub(crate) use file_size::catch_file_size_limit;
pub(crate) use owner::keep_owner;
pub(crate) use permissions::{create_private_folder, ordinary_file};
pub(crate) use processor_time::processor_time;
pub(crate) use stamp::{FileStamp, entry_number, file_stamp};
pub(crate) use terminal::KeyMode;
