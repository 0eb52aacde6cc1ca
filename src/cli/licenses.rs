//! `fieldbook licenses`: the licences of the packages and syntax definitions in this binary.

use super::console;
use super::exit::Exit;
use crate::session::Failure;
use flate2::read::GzDecoder;
use std::io::Read as _;

/// `THIRD-PARTY-LICENSES.md`, written by the example `licenses`.
const COMPRESSED: &[u8] = include_bytes!("licenses.md.gz");

pub(super) fn run() -> Result<Exit, Failure> {
    let mut page = String::new();
    GzDecoder::new(COMPRESSED).read_to_string(&mut page)?;
    console::print(&page)?;
    Ok(Exit::Success)
}
