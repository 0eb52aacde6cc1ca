//! The readers of one build, and what they may see.

use super::hidden_reason::HiddenReason;
use crate::config::{Audience, Settings, Status};
use crate::entry::{Entry, Readership};
use crate::library::{Customer, Scope};

/// The readers of one build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    scope: Scope,
    is_outside: bool,
    sees_amounts: bool,
}

impl Readers {
    /// Makes the readers of a build for `scope`.
    pub fn new(scope: &Scope, settings: &Settings) -> Self {
        let amounts_for = settings.audiences.find(&settings.opportunities.amounts_for);
        Self {
            is_outside: settings.audiences.is_outside(scope.audience),
            sees_amounts: amounts_for.is_some_and(|audience| scope.audience >= audience),
            scope: scope.clone(),
        }
    }

    /// Returns the strictest audience whose entries they see.
    pub fn audience(&self) -> Audience {
        self.scope.audience
    }

    /// Returns the key of the customer that the build is for.
    pub fn customer(&self) -> Option<&str> {
        self.scope.customer.as_deref()
    }

    /// Returns whether they are outside the company: they see no names of people, no opportunities, no review queues and
    /// no link into the repository.
    pub fn is_outside(&self) -> bool {
        self.is_outside
    }

    /// Returns whether they are everybody inside the company: they see findings, rules and the names of all customers,
    /// which outsiders and one customer's team do not.
    pub fn is_company_wide(&self) -> bool {
        !self.is_outside && self.scope.customer.is_none()
    }

    /// Returns whether they see the amounts of opportunities: `opportunities.amounts_for` or stricter.
    pub fn sees_amounts(&self) -> bool {
        self.sees_amounts
    }

    /// Returns whether `entry` is meant for them: not for a stricter audience, not for another customer, and not in a
    /// private root that no customer shares.
    pub fn includes(&self, entry: &Entry) -> bool {
        self.has_audience(entry) && self.has_customer(entry) && !self.is_internal_paper(entry)
    }

    /// Returns whether they see `entry`: it is meant for them, is not archived, and, for outsiders, is approved.
    pub fn sees(&self, entry: &Entry) -> bool {
        self.includes(entry) && self.has_status(entry)
    }

    /// Returns every reason why they do not see `entry`; empty if they see it.
    pub fn hidden_because(&self, entry: &Entry) -> Vec<HiddenReason> {
        let reasons = [
            (self.has_audience(entry), HiddenReason::Audience(entry.audience.value)),
            (self.has_customer(entry), HiddenReason::Customer),
            (!self.is_internal_paper(entry), HiddenReason::PrivateRoot),
            (self.has_status(entry), HiddenReason::Status(entry.status.value)),
        ];
        reasons.into_iter().filter_map(|(is_met, reason)| (!is_met).then_some(reason)).collect()
    }

    fn has_audience(&self, entry: &Entry) -> bool {
        entry.audience.value <= self.scope.audience
    }

    fn has_customer(&self, entry: &Entry) -> bool {
        match entry.readership {
            Readership::Known => entry.customer.as_ref().is_none_or(|key| self.customer() == Some(key.value.as_str())),
            Readership::UnknownAudience => entry.customer.is_none() && self.customer().is_none(),
            Readership::UnknownCustomer => false,
        }
    }

    /// Returns whether `entry` is in a private root, no customer shares it, and they are outside the company.
    fn is_internal_paper(&self, entry: &Entry) -> bool {
        self.is_outside && entry.is_private && entry.customer.is_none()
    }

    fn has_status(&self, entry: &Entry) -> bool {
        let is_unapproved = entry.status.value <= Status::InReview;
        entry.is_published() && !(self.is_outside && is_unapproved)
    }

    /// Returns whether they may see the names of `customer`.
    pub fn sees_customer(&self, customer: &Customer) -> bool {
        self.is_company_wide() || self.customer() == Some(customer.key.value.as_str())
    }
}
