//! What every reader makes of one document.

use super::model::Block;
use crate::importing::construct::Construct;
use crate::importing::import::Written;

/// A document that was read.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its title, if it has one that is not a heading in its text.
    pub(super) title: Option<String>,
    /// Its text.
    pub(super) blocks: Vec<Block>,
    /// Its footnotes, with the names by which the text refers to them.
    pub(super) notes: Vec<(String, Vec<Block>)>,
    /// Its pictures and files, with their paths below the target.
    pub(super) assets: Vec<Written>,
    /// What became of its pieces.
    pub(super) constructs: Vec<Construct>,
}
