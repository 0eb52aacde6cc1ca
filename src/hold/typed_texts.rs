//! What people type as the answer to one question, and whether it may be sent.

use super::context::Recipient;
use super::placeholder::shown_placeholders;
use super::reason::HoldReason;
use super::sendable_text::SendableText;
use crate::customers::{Certainty, CustomerNames};
use crate::entry::ShortAnswer;
use crate::library::Library;
use crate::secrets::{Hit, scan_text};

/// Checks texts that people type for one recipient.
#[derive(Debug)]
pub struct TypedTexts {
    customers: CustomerNames,
    recipient: Option<String>,
}

impl TypedTexts {
    /// Prepares the check of texts for `recipient`.
    pub fn new(library: &Library, recipient: &Recipient) -> Self {
        Self { customers: CustomerNames::new(library.lists.all_customers()), recipient: recipient.customer.clone() }
    }

    /// Returns the reasons against sending `text`: placeholders, names of other customers, credentials.
    pub fn reasons(&self, text: &str) -> Vec<HoldReason> {
        let mut reasons: Vec<HoldReason> = shown_placeholders(text).into_iter().map(HoldReason::Placeholder).collect();
        let named = self.customers.others_in(text, self.recipient.as_deref());
        if named.iter().any(|mention| mention.certainty >= Certainty::Likely) {
            reasons.push(HoldReason::NamesCustomer);
        }
        let credentials = scan_text(text).into_iter().filter(Hit::is_credential);
        reasons.extend(credentials.map(|hit| HoldReason::Credential(hit.description(text))));
        reasons
    }

    /// Checks the answer that a person typed.
    ///
    /// # Errors
    /// The reasons against sending it.
    pub fn check(&self, text: &str, short_answer: Option<ShortAnswer>) -> Result<SendableText, Vec<HoldReason>> {
        let mut reasons = self.reasons(text);
        if short_answer == Some(ShortAnswer::Planned) {
            reasons.push(HoldReason::Planned);
        }
        if text.trim().is_empty() && short_answer.is_none() {
            reasons.push(HoldReason::NoText);
        }
        if reasons.is_empty() { Ok(SendableText::typed(text, short_answer)) } else { Err(reasons) }
    }
}
