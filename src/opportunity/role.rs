//! The roles that a property of a source can have.

/// What a property of Notion or a column of a file means for an opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What people call it.
    Name,
    /// The customer.
    Customer,
    /// The customer's internet domains.
    Domains,
    /// The stage.
    Stage,
    /// The amount.
    Amount,
    /// The currency of the amount.
    Currency,
    /// The day it is expected to close.
    CloseDate,
    /// Who owns it.
    Owner,
    /// Competitors.
    Competitors,
    /// Products in play.
    Products,
    /// Gaps that block it.
    Gaps,
    /// What happens next.
    NextStep,
    /// Requested features.
    Features,
}

impl Role {
    /// Every role, in the order of the settings.
    pub const ALL: [Self; 13] = [
        Self::Name,
        Self::Customer,
        Self::Domains,
        Self::Stage,
        Self::Amount,
        Self::Currency,
        Self::CloseDate,
        Self::Owner,
        Self::Competitors,
        Self::Products,
        Self::Gaps,
        Self::NextStep,
        Self::Features,
    ];

    /// Returns the role's name in site.toml and in opportunity files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Customer => "customer",
            Self::Domains => "domains",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::CloseDate => "close_date",
            Self::Owner => "owner",
            Self::Competitors => "competitors",
            Self::Products => "products",
            Self::Gaps => "gaps",
            Self::NextStep => "next_step",
            Self::Features => "features",
        }
    }

    /// Finds the role with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
