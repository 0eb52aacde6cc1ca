//! Edits of front matter in place: every byte but those of one value stays.
//!
//! In go an entry, or YAML with its place, and a field; out comes the edit, or nothing if none changes that field alone:
//! each way to write it is tried, the result read again and compared. Knows neither what a field means nor the disk.

mod edit;
mod entry_field;
mod fields;
mod item;
mod scalar;

pub(crate) use edit::Edit;
pub use entry_field::with_field;
pub use fields::FieldValue;
pub use item::with_claim;
pub use scalar::scalar;
