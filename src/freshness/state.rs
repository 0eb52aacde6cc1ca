//! The states of a statement, and the words that readers see for them.

/// The state of a claim or an entry, best first, so that the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Checked, and far from the end of its interval.
    Fresh,
    /// In the last fifth of its interval, at least seven days, or after a release of a feed on its capability.
    Due,
    /// Never checked.
    Unverified,
    /// Past its interval.
    Stale,
    /// Past its hard end.
    Expired,
    /// Nothing supports it.
    Unsourced,
    /// Disputed, or contradicted by something newer.
    Challenged,
}

/// The four words that readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// Trust it.
    Current,
    /// Trust it, and re-check it soon.
    CheckSoon,
    /// Do not rely on it.
    Stale,
    /// Nothing shows that it is true.
    NotProven,
}

impl State {
    /// Returns every state, best first.
    pub fn all() -> [Self; 7] {
        [Self::Fresh, Self::Due, Self::Unverified, Self::Stale, Self::Expired, Self::Unsourced, Self::Challenged]
    }

    /// Returns the state's name in messages and in machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Due => "due",
            Self::Unverified => "unverified",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Unsourced => "unsourced",
            Self::Challenged => "challenged",
        }
    }

    /// Returns the word that readers see.
    pub fn badge(self) -> Badge {
        match self {
            Self::Fresh => Badge::Current,
            Self::Due => Badge::CheckSoon,
            Self::Stale | Self::Expired => Badge::Stale,
            Self::Unverified | Self::Unsourced | Self::Challenged => Badge::NotProven,
        }
    }

    /// Returns whether a statement in this state may be relied on.
    pub fn is_trusted(self) -> bool {
        matches!(self, Self::Fresh | Self::Due)
    }
}

impl Badge {
    /// Returns the words that readers see.
    pub fn words(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::CheckSoon => "Check soon",
            Self::Stale => "Stale",
            Self::NotProven => "Not proven",
        }
    }

    /// Returns the badge's name in classes and machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::CheckSoon => "check-soon",
            Self::Stale => "stale",
            Self::NotProven => "not-proven",
        }
    }
}
