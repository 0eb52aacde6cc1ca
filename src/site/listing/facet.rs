//! By what lists can be narrowed.

/// A property by whose values readers narrow a list: several values of one widen it, several properties narrow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Facet {
    /// Its state on the reader's day; browsers work it out, so that no value of it is written here.
    State,
    /// The short answer.
    Answer,
    /// What it is about.
    Topic,
    /// How much a gap or a rule matters.
    Severity,
    /// How far a gap is closed.
    Progress,
    /// The stage of an opportunity.
    Stage,
    /// Who owns it.
    Owner,
    /// Whom it is about.
    Competitor,
    /// The kind of the entry that contains it.
    Kind,
    /// Whom a claim favours.
    Stance,
    /// The product.
    Product,
    /// The industry that it is for.
    Industry,
    /// The region that it is for.
    Region,
    /// A tag.
    Tag,
    /// Whether it is approved.
    Status,
}

impl Facet {
    /// Returns its name in addresses: `?owner=ann`.
    pub(crate) fn key(self) -> &'static str {
        self.words().0
    }

    /// Returns what readers call it.
    pub(crate) fn title(self) -> &'static str {
        self.words().1
    }

    /// Returns the folder of the pages of its values.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            _ => self.key(),
        }
    }

    /// Returns whether each of its values has pages of its own, so that readers without scripts can narrow a list by it.
    pub(crate) fn has_pages(self) -> bool {
        matches!(self, Self::Owner | Self::Topic | Self::Stage | Self::Competitor | Self::Severity)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::State => ("state", "State"),
            Self::Answer => ("answer", "Answer"),
            Self::Topic => ("topic", "Topic"),
            Self::Severity => ("severity", "Severity"),
            Self::Progress => ("progress", "Progress"),
            Self::Stage => ("stage", "Stage"),
            Self::Owner => ("owner", "Owner"),
            Self::Competitor => ("competitor", "Competitor"),
            Self::Kind => ("kind", "Found in"),
            Self::Stance => ("stance", "Favours"),
            Self::Product => ("product", "Product"),
            Self::Industry => ("industry", "Industry"),
            Self::Region => ("region", "Region"),
            Self::Tag => ("tag", "Tag"),
            Self::Status => ("status", "Status"),
        }
    }
}
