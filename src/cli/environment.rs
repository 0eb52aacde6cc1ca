//! The environment: read here and nowhere else.

use super::clock::{SystemClock, now};
use crate::opportunity::Timestamp;
use crate::platform::DiskHook;
use crate::secrets::OwnSecrets;
use crate::session::{CacheHistory, Environment, TOKEN};

/// The variable that holds another address of Notion's interface, on loopback only.
const ADDRESS: &str = "FIELDBOOK_NOTION_URL";

/// Reads what sessions need to know of the machine.
pub(super) fn read_environment() -> Environment {
    Environment {
        program: program(),
        notion_token: variable(TOKEN),
        notion_address: variable(ADDRESS),
        now: Timestamp::from_unix(now().timestamp()),
        clock: Box::new(SystemClock::start()),
        disk: DiskHook::default(),
        cache_history: CacheHistory::default(),
    }
}

/// Returns the tokens that this program was given, so that no output contains them.
pub(super) fn own_secrets() -> OwnSecrets {
    OwnSecrets::new(variable(TOKEN))
}

/// Identifies this program file, so that one that was compiled later differs.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the environment")]
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let metadata = std::fs::metadata(&path).ok()?;
    let (version, size, changed) = (env!("CARGO_PKG_VERSION"), metadata.len(), metadata.modified().ok()?);
    Some(format!("{version} {} {size} {changed:?}", path.display()))
}

/// Returns the value of an environment variable that is set, not empty and UTF-8.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the environment")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns whether an environment variable is set to anything.
pub(super) fn is_set(name: &str) -> bool {
    variable(name).is_some()
}
