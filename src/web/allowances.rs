//! Hosts with private addresses that the environment allows.

use std::collections::BTreeMap;
use std::net::SocketAddr;

/// Hosts with private addresses that the environment allows. Settings of a site cannot: a proposed change could set them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowances {
    hosts: BTreeMap<String, Option<SocketAddr>>,
}

impl Allowances {
    /// Reads a list of hosts with commas between them. `HOST` may have private addresses. `HOST=127.0.0.1:8080` answers there,
    /// without encryption, which is for stand-ins; the address must be loopback.
    ///
    /// # Errors
    /// A host or an address is of another form.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut hosts = BTreeMap::new();
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (host, address) = match item.split_once('=') {
                None => (item, None),
                Some((host, address)) => {
                    let address: SocketAddr = address.parse().map_err(|_| {
                        format!("{item:?} must be HOST=ADDRESS:PORT, such as docs.example=127.0.0.1:8080")
                    })?;
                    if !address.ip().is_loopback() {
                        return Err(format!("{item:?} must name a loopback address"));
                    }
                    (host, Some(address))
                }
            };
            let is_name = |symbol: char| symbol.is_ascii_alphanumeric() || matches!(symbol, '-' | '.');
            if host.is_empty() || !host.chars().all(is_name) {
                return Err(format!("{item:?} must begin with the name of a host"));
            }
            hosts.insert(host.to_ascii_lowercase(), address);
        }
        Ok(Self { hosts })
    }

    /// Returns whether `host` may have private addresses.
    pub(super) fn allows(&self, host: &str) -> bool {
        self.hosts.contains_key(host)
    }

    /// Returns the loopback address that answers for `host`.
    pub(super) fn stand_in(&self, host: &str) -> Option<SocketAddr> {
        self.hosts.get(host).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_stand_ins_are_read_and_other_addresses_refused() {
        let read = Allowances::parse("Wiki.example, docs.example=127.0.0.1:80,").unwrap();
        assert!(read.allows("wiki.example") && !read.allows("other.example"));
        assert_eq!(
            (read.stand_in("wiki.example"), read.stand_in("docs.example").map(|at| at.port())),
            (None, Some(80))
        );
        for (text, expected) in [
            ("docs.example=10.0.0.1:80", "\"docs.example=10.0.0.1:80\" must name a loopback address"),
            (
                "docs.example=here",
                "\"docs.example=here\" must be HOST=ADDRESS:PORT, such as docs.example=127.0.0.1:8080",
            ),
            ("http://x", "\"http://x\" must begin with the name of a host"),
        ] {
            assert_eq!(Allowances::parse(text), Err(expected.to_owned()));
        }
    }
}
