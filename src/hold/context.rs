//! For whom a response is written, and what the decision about every answer shares.

use super::clean_answers::CleanAnswers;
use crate::artefacts::Artefacts;
use crate::config::{Audience, Audiences, Settings};
use crate::customers::{Certainty, CustomerNames};
use crate::library::{Library, Scope};
use crate::visibility::Readers;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// For whom a response is written.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The audience that the recipient belongs to.
    pub audience: Audience,
    /// The customer's key, if the site knows one.
    pub customer: Option<String>,
    /// The values of declared placeholders, by name.
    pub values: BTreeMap<String, String>,
}

impl<'a> From<&'a Recipient> for Cow<'a, Recipient> {
    fn from(recipient: &'a Recipient) -> Self {
        Self::Borrowed(recipient)
    }
}

impl From<Recipient> for Cow<'_, Recipient> {
    fn from(recipient: Recipient) -> Self {
        Self::Owned(recipient)
    }
}

impl Recipient {
    /// Makes the recipient of a response: a customer, unless `audience` is chosen. It has no values for placeholders.
    pub fn new(audiences: &Audiences, chosen: Option<Audience>, customer: Option<&str>) -> Self {
        let audience = chosen.or_else(|| audiences.find("customer")).unwrap_or(audiences.build);
        Self { audience, customer: customer.map(str::to_owned), values: BTreeMap::new() }
    }
}

/// What the decision about every answer of a response shares.
#[derive(Debug)]
pub struct HoldContext<'a> {
    /// What names people, customers and competitors.
    pub(super) library: &'a Library,
    /// The settings of the site.
    pub(super) settings: &'a Settings,
    /// For whom the response is written.
    pub(super) recipient: Cow<'a, Recipient>,
    /// The readers that the recipient is one of.
    pub(super) readers: Readers,
    /// The names of all customers.
    pub(super) customers: CustomerNames,
    /// The answers that are known to disclose nothing.
    pub(super) clean: CleanAnswers<'a>,
}

impl<'a> HoldContext<'a> {
    /// Prepares the decisions of one response.
    pub fn new(library: &'a Library, settings: &'a Settings, recipient: impl Into<Cow<'a, Recipient>>) -> Self {
        let recipient = recipient.into();
        let customers = CustomerNames::new(library.lists.all_customers());
        let scope = Scope { audience: recipient.audience, customer: recipient.customer.clone() };
        let readers = Readers::new(&scope, settings);
        let clean = CleanAnswers::new(Artefacts::none(), library, settings);
        Self { library, settings, recipient, readers, customers, clean }
    }

    /// Does not search again what `artefacts` show to disclose nothing.
    #[must_use]
    pub fn recalling(self, artefacts: &'a Artefacts) -> Self {
        Self { clean: CleanAnswers::new(artefacts, self.library, self.settings), ..self }
    }

    /// Returns for whom the response is written.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    /// Returns whether `text` names a customer other than the recipient.
    pub(super) fn names_other(&self, text: &str) -> bool {
        let named = self.customers.others_in(text, self.recipient.customer.as_deref());
        named.iter().any(|mention| mention.certainty >= Certainty::Likely)
    }
}
