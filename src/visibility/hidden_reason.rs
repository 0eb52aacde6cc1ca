//! Why the readers of a build do not see an entry.

use crate::config::{Audience, Audiences, Status};

/// Why the readers of a build do not see an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HiddenReason {
    /// It has this audience, which is stricter than theirs.
    Audience(Audience),
    /// It is for a customer that is not theirs, or it cannot be read for which.
    Customer,
    /// It is in a private root, without a customer, and they are outside the company.
    PrivateRoot,
    /// It has this status: archived, or, for outsiders, not approved.
    Status(Status),
}

impl HiddenReason {
    /// Returns the reason in a few words, to follow a number of entries.
    pub fn words(self, audiences: &Audiences) -> String {
        match self {
            Self::Audience(audience) => format!("for the audience `{}`", audiences.name(audience)),
            Self::Customer => "for another customer".to_owned(),
            Self::PrivateRoot => "in a private root without a customer".to_owned(),
            Self::Status(status) => format!("with the status `{}`", status.word()),
        }
    }
}
