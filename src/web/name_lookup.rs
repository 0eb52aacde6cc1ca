//! The addresses of a host.

use std::net::{IpAddr, ToSocketAddrs as _};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long the addresses of a host are waited for.
const LONGEST: Duration = Duration::from_secs(5);

/// Finds the addresses of a host.
pub trait NameLookup: Send + Sync {
    /// Returns every address of `host`; `None` if it has none, or they are not known in time.
    fn addresses(&self, host: &str) -> Option<Vec<IpAddr>>;
}

/// The operating system's names.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

impl NameLookup for SystemLookup {
    fn addresses(&self, host: &str) -> Option<Vec<IpAddr>> {
        let (sender, receiver) = mpsc::channel();
        let host = host.to_owned();
        // The system's function cannot be interrupted; its thread ends by itself.
        thread::spawn(move || {
            let found = (host.as_str(), 0).to_socket_addrs();
            let _ = sender.send(found.map(|addresses| addresses.map(|address| address.ip()).collect::<Vec<_>>()));
        });
        let found = receiver.recv_timeout(LONGEST).ok()?.ok()?;
        (!found.is_empty()).then_some(found)
    }
}
