//! Folders as sections of the navigation: the entries of each kind as a tree, from their folders or what they say.
//!
//! - `path`: the sections that an entry is in; `titles`: what a folder is called, and its place;
//! - `tree`: the sections of one kind with their pages in order, and the way from the top to each page.
//!
//! Only entries that the readers see are in a tree, so a folder without any is in none.

mod path;
mod titles;
mod tree;

pub(super) use tree::{FolderTree, Item, Section, folder_trees};
