//! Addresses of private networks.

use regex::Regex;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::sync::LazyLock;

static FOUR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b[0-9]{1,3}(?:\.[0-9]{1,3}){3}\b").ok());
static SIX: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\bf[cd][0-9a-f]{2}:[0-9a-f:]{2,36}").ok());

/// The reserved blocks themselves, which every textbook names (RFC 1918, RFC 6598).
const BLOCKS: &[&str] = &["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/// Returns where an address of a private network is in `text`: RFC 1918, RFC 6598 and RFC 4193.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let four = FOUR.iter().flat_map(|pattern| pattern.find_iter(text)).filter(|found| {
        let is_private = found.as_str().parse().is_ok_and(|address: Ipv4Addr| is_private(address));
        is_private
            && !is_default(found.as_str())
            && !is_bridge(found.as_str())
            && !is_version(text, found.range())
            && !is_block(text, found.start())
    });
    let six = SIX.iter().flat_map(|pattern| pattern.find_iter(text)).filter_map(|found| {
        let address = found.as_str().trim_end_matches(':');
        address.parse::<Ipv6Addr>().is_ok().then(|| found.start()..found.start() + address.len())
    });
    four.map(|found| found.range()).chain(six).collect()
}

fn is_private(address: Ipv4Addr) -> bool {
    let is_shared = matches!(address.octets(), [100, second, ..] if second & 0xC0 == 64);
    address.is_private() || is_shared
}

/// Returns whether an address is in a network that the same software makes on every machine: Docker's default bridge (Docker
/// Engine documentation, “Networking overview”, 2026); the pods of Flannel, the pods and services of K3s (their documentation,
/// 2026), and the services of kubeadm, 10.96.0.0/16 of 10.96.0.0/12 (Kubernetes documentation, `kubeadm init`, 2026).
fn is_default(address: &str) -> bool {
    address.parse().is_ok_and(|address: Ipv4Addr| {
        matches!(address.octets(), [172, 17, ..] | [10, 244 | 42 | 43 | 96, ..] | [192, 168, 99 | 64, _])
    })
}

/// Returns whether an address is the gateway of one of Docker's own bridges, the same on every machine: Docker takes
/// 172.17.0.0/16 and up from its default address pools (Docker Engine documentation, “Networking overview”, 2026).
fn is_bridge(address: &str) -> bool {
    address.parse().is_ok_and(|address: Ipv4Addr| matches!(address.octets(), [172, 17..=31, 0, 1]))
}

/// Returns whether the four numbers at `range` are part of more numbers, or follow the word for a version.
fn is_version(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let goes_on = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|symbol: char| symbol.is_ascii_digit()));
    let word =
        before.trim_end_matches([' ', ':', '`', '*', 'v', 'V']).rsplit(|symbol: char| !symbol.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_ascii_lowercase();
    let is_named =
        matches!(word.as_str(), "version" | "versions" | "release" | "build" | "firmware" | "section" | "chapter");
    goes_on || before.ends_with(['.', 'v', 'V', '-', '_']) || is_named
}

fn is_block(text: &str, start: usize) -> bool {
    let rest = text.get(start..).unwrap_or_default();
    BLOCKS.iter().any(|block| {
        rest.strip_prefix(block).is_some_and(|after| !after.starts_with(|symbol: char| symbol.is_ascii_digit()))
    })
}
