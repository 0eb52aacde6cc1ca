//! What the part of an entry that only its kind has is made from.

use crate::entry::Entry;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::html::Renderer;
use crate::site::view::references::EntryReferences;

/// What an entry's own part is made from.
#[derive(Clone, Copy)]
pub(crate) struct FieldsContext<'a, 'c> {
    pub(crate) catalogue: &'a Catalogue<'c>,
    pub(crate) entry: &'a Entry,
    pub(crate) from: &'a Address,
    pub(crate) renderer: &'a Renderer<'a>,
    pub(crate) references: &'a EntryReferences<'a, 'c>,
}
