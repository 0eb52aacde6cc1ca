//! Who may read what: an ordered list, loosest first.

use crate::source::Span;
use serde::{Deserialize, Serialize};

/// A place in the site's ordered list of audiences; a greater one is stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Audience(u8);

/// The ordered list and the two defaults.
#[derive(Debug, Clone)]
pub struct Audiences {
    names: Vec<String>,
    /// The audience of an entry that names none.
    pub default: Audience,
    /// The audience of a build that names none.
    pub build: Audience,
    /// Where the list is in the settings.
    pub span: Span,
}

impl Audiences {
    /// Makes the list from its names, loosest first; names that are not in it fall back to the strictest.
    pub fn new(names: Vec<String>, default: &str, build: &str, span: Span) -> Self {
        let last = Audience(u8::try_from(names.len().saturating_sub(1)).unwrap_or(u8::MAX));
        let mut audiences = Self { names, default: last, build: last, span };
        audiences.default = audiences.find(default).unwrap_or(last);
        audiences.build = audiences.find(build).unwrap_or(last);
        audiences
    }

    /// Returns the audience called `name`.
    pub fn find(&self, name: &str) -> Option<Audience> {
        let index = self.names.iter().position(|known| known == name)?;
        u8::try_from(index).ok().map(Audience)
    }

    /// Returns the strictest audience.
    pub fn strictest(&self) -> Audience {
        Audience(u8::try_from(self.names.len().saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// Returns the name of `audience`.
    pub fn name(&self, audience: Audience) -> &str {
        self.names.get(usize::from(audience.0)).map_or("restricted", String::as_str)
    }

    /// Returns all names, loosest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns whether a person outside the company reads what is meant for `audience`: everything looser than
    /// `internal`, or than the entry default where a site has no audience of that name.
    pub fn is_outside(&self, audience: Audience) -> bool {
        audience < self.find("internal").unwrap_or(self.default)
    }
}
