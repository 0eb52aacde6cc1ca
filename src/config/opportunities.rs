//! Where opportunities come from.

use crate::source::Spanned;
use std::collections::BTreeMap;

/// The kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpportunitySource {
    /// No opportunities.
    None,
    /// A JSON or CSV file.
    File,
    /// A Notion data source, read at build time.
    Notion,
}

/// `[opportunities]`.
#[derive(Debug, Clone)]
pub struct OpportunitySettings {
    /// The kind of source.
    pub source: OpportunitySource,
    /// The file of the `file` source.
    pub file: Spanned<String>,
    /// The strictest-first bound: amounts are shown to this audience and stricter ones.
    pub amounts_for: String,
    /// The page, database or data source that a person pasted.
    pub notion_url: Option<Spanned<String>>,
    /// Where the last complete snapshot is kept.
    pub snapshot: String,
    /// Names of properties by role, each with alternatives.
    pub properties: BTreeMap<String, Vec<String>>,
    /// Stages that end an opportunity.
    pub terminal_stages: Vec<String>,
}

impl OpportunitySettings {
    /// Returns the file that holds the opportunities, or the last snapshot of them; `None` if the site has no source.
    pub fn path(&self) -> Option<&str> {
        match self.source {
            OpportunitySource::None => None,
            OpportunitySource::File => Some(&self.file.value),
            OpportunitySource::Notion => Some(&self.snapshot),
        }
    }
}

impl Default for OpportunitySettings {
    fn default() -> Self {
        Self {
            source: OpportunitySource::None,
            file: Spanned::new("opportunities.json".to_owned(), crate::source::Span::default()),
            amounts_for: "internal".to_owned(),
            notion_url: None,
            snapshot: ".fieldbook/opportunities.json".to_owned(),
            properties: BTreeMap::new(),
            terminal_stages: ["WIN", "Lost", "Transferred"].map(str::to_owned).to_vec(),
        }
    }
}
