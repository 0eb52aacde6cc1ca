//! What the links, pictures and citations of a body lead to.

use crate::entry::Link;

/// Where a link leads, as the page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Href {
    /// To a place in the site, by a relative link.
    Inside(String),
    /// To another site, or by mail.
    Outside(String),
    /// Nowhere that a page may lead: the words are alone.
    Nowhere,
}

/// A picture in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The relative link to it.
    pub(crate) href: String,
    /// Its width and height in pixels, where they are known.
    pub(crate) size: Option<(u32, u32)>,
}

/// What the body of a page refers to.
pub(crate) trait References {
    /// Returns where `link` leads.
    fn href(&self, link: &Link) -> Href;
    /// Returns the title of the entry that `link` leads to.
    fn title(&self, link: &Link) -> Option<String>;
    /// Returns the picture that `link` shows; `None` if there is none.
    fn picture(&self, link: &Link) -> Option<Picture>;
    /// Returns the chip of the claim called `id`, as HTML; `None` if the entry has no such claim.
    fn chip(&self, id: &str) -> Option<String>;
    /// Returns the relative link to the file at `path` below the site.
    fn file(&self, path: &str) -> String;
}
