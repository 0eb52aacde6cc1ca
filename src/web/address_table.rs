//! Which addresses are not of the public internet.
//!
//! The ranges are those that IANA's registries of special-purpose addresses do not call globally reachable (RFC 6890), with
//! multicast (RFC 5771, RFC 4291), the former site-local range (RFC 3879), ranges that lead to other addresses (NAT64, 6to4,
//! Teredo), and one public address at which a cloud answers its own machines.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Its first address.
    pub first: IpAddr,
    /// How many leading bits all its addresses share.
    pub prefix: u8,
    /// What it is for.
    pub name: &'static str,
}

const fn v4(first: [u8; 4], prefix: u8, name: &'static str) -> Range {
    let [a, b, c, d] = first;
    Range { first: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix, name }
}

const fn v6(first: [u16; 8], prefix: u8, name: &'static str) -> Range {
    let [s0, s1, s2, s3, s4, s5, s6, s7] = first;
    Range { first: IpAddr::V6(Ipv6Addr::new(s0, s1, s2, s3, s4, s5, s6, s7)), prefix, name }
}

/// The ranges that are refused, in the order of their addresses.
pub static RANGES: [Range; 35] = [
    v4([0, 0, 0, 0], 8, "this network"),
    v4([10, 0, 0, 0], 8, "private use"),
    v4([100, 64, 0, 0], 10, "shared address space"),
    v4([127, 0, 0, 0], 8, "loopback"),
    v4([168, 63, 129, 16], 32, "the platform of a cloud"),
    v4([169, 254, 0, 0], 16, "link local"),
    v4([172, 16, 0, 0], 12, "private use"),
    v4([192, 0, 0, 0], 24, "protocol assignments"),
    v4([192, 0, 2, 0], 24, "documentation"),
    v4([192, 88, 99, 0], 24, "6to4 relay"),
    v4([192, 168, 0, 0], 16, "private use"),
    v4([198, 18, 0, 0], 15, "benchmarking"),
    v4([198, 51, 100, 0], 24, "documentation"),
    v4([203, 0, 113, 0], 24, "documentation"),
    v4([224, 0, 0, 0], 4, "multicast"),
    v4([240, 0, 0, 0], 4, "reserved"),
    v6([0, 0, 0, 0, 0, 0, 0, 0], 96, "unspecified, loopback and IPv4-compatible"),
    v6([0, 0, 0, 0, 0, 0xFFFF, 0, 0], 96, "IPv4-mapped"),
    v6([0x64, 0xFF9B, 0, 0, 0, 0, 0, 0], 96, "NAT64"),
    v6([0x64, 0xFF9B, 1, 0, 0, 0, 0, 0], 48, "NAT64"),
    v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64, "discard only"),
    v6([0x100, 0, 0, 1, 0, 0, 0, 0], 64, "dummy prefix"),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, "protocol assignments, Teredo and ORCHID"),
    v6([0x2001, 0xDB8, 0, 0, 0, 0, 0, 0], 32, "documentation"),
    v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16, "6to4"),
    v6([0x3FFF, 0, 0, 0, 0, 0, 0, 0], 20, "documentation"),
    v6([0x4000, 0, 0, 0, 0, 0, 0, 0], 2, "not assigned"),
    v6([0x5F00, 0, 0, 0, 0, 0, 0, 0], 16, "segment routing"),
    v6([0x8000, 0, 0, 0, 0, 0, 0, 0], 2, "not assigned"),
    v6([0xC000, 0, 0, 0, 0, 0, 0, 0], 3, "not assigned"),
    v6([0xE000, 0, 0, 0, 0, 0, 0, 0], 4, "not assigned"),
    v6([0xFC00, 0, 0, 0, 0, 0, 0, 0], 7, "unique local"),
    v6([0xFE80, 0, 0, 0, 0, 0, 0, 0], 10, "link local"),
    v6([0xFEC0, 0, 0, 0, 0, 0, 0, 0], 10, "site local"),
    v6([0xFF00, 0, 0, 0, 0, 0, 0, 0], 8, "multicast"),
];

impl Range {
    /// Returns whether `address` is in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                u32::from(first).checked_shr(shift).unwrap_or(0) == u32::from(address).checked_shr(shift).unwrap_or(0)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                u128::from(first).checked_shr(shift).unwrap_or(0) == u128::from(address).checked_shr(shift).unwrap_or(0)
            }
            _ => false,
        }
    }
}

/// Returns the range because of which `address` is refused; `None` if it is public.
pub fn refused_range(address: IpAddr) -> Option<&'static Range> {
    RANGES.iter().find(|range| range.contains(address))
}
