//! Credentials that are written in an encoding or cut by marks: base 64, hexadecimal digits, percent signs, HTML entities,
//! escapes, emphasis, invisible characters and line ends.
//!
//! In go a text and what a scan found in it, out comes what a scan finds with two levels of encodings removed, at the places of
//! the text as it is written. Each encoding is a file that finds its parts cheaply and returns them as [`piece::Piece`]s.

mod base64_runs;
mod entities;
mod escapes;
mod hex_runs;
mod hits;
mod joined;
mod percent;
mod piece;
mod window;
mod wrapped;

pub(super) use hits::{decoded_forms, with_decoded_hits};
