//! The events of a part with their places.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// Reads the next event of a part, with its byte range.
///
/// # Errors
/// The part is not well-formed.
pub(super) fn next_event<'x>(reader: &mut Reader<&'x [u8]>) -> Result<(Event<'x>, Range<usize>), String> {
    let start = place(reader);
    let event = reader.read_event().map_err(|error| error.to_string())?;
    Ok((event, start..place(reader)))
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
