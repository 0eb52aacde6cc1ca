//! Whether readers see names of people.

/// Whether a library gives names of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleNames {
    /// Its readers are inside the company.
    Shown,
    /// Its readers are outside the company.
    Hidden,
}
