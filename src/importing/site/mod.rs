//! A site of another generator as entries: MkDocs, Docusaurus, Hugo or Markdown in folders.
//!
//! In go the files of a repository, out come pages of our dialect, sections of the navigation, the files to copy, and what
//! became of every piece that is not plain text. Nothing is run: settings that are programs are read as far as they are
//! literal data. Knows neither disk nor terminal.

mod anchors;
mod body;
mod callout;
mod claims;
mod containers;
mod docusaurus;
mod fields;
mod front_matter;
mod generator;
mod headings;
mod html;
mod hugo;
mod import_site;
mod includes;
mod indented;
mod inline;
mod leftovers;
mod lines;
mod links;
mod literal;
mod log;
mod mdx;
mod mkdocs;
mod navigation;
mod pages;
mod partials;
mod places;
mod plan;
mod redirects;
mod repository;
mod settings;
mod shortcodes;
mod tags;

pub use generator::{FoundSite, Generator, find_sites};
pub use import_site::{SiteImport, SiteOptions, import_site};
pub use repository::{Repository, RepositoryFile};
