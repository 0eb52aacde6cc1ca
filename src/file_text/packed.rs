//! Unpacking within a limit.

use super::found::Unread;
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Returns what the gzip file `bytes` unpacks to, at most `most` bytes.
pub(super) fn gunzip(bytes: &[u8], most: usize) -> Result<Vec<u8>, Unread> {
    unpack(MultiGzDecoder::new(bytes), most)
}

/// Returns what `reader` holds, at most `most` bytes.
pub(super) fn unpack(reader: impl Read, most: usize) -> Result<Vec<u8>, Unread> {
    let mut unpacked = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut unpacked).map_err(|_| Unread::Damaged)?;
    if unpacked.len() > most { Err(Unread::TooLarge) } else { Ok(unpacked) }
}
