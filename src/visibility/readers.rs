//! The readers of one build, and what they may see.

use super::hidden_reason::HiddenReason;
use crate::config::{Audience, Settings, Status};
use crate::entry::{Entry, Readership};
use crate::finding::Reach;
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

    /// Returns for whom the build is: the whole company, or others.
    pub fn reach(&self) -> Reach {
        if self.is_company_wide() { Reach::Company } else { Reach::Shared }
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
        self.is_company_wide() || self.has_key(&customer.key.value)
    }

    /// Returns whether the build is for the customer with this key. The key of a customer that only opportunities name is its
    /// name, and people write `acme` for `Acme`.
    pub fn has_key(&self, key: &str) -> bool {
        self.customer().is_some_and(|own| own.eq_ignore_ascii_case(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::entry::read_content;
    use crate::source::{Span, Spanned};
    use std::sync::Arc;

    /// Returns whether readers with this scope see an entry with these fields.
    fn sees(audience: &str, customer: Option<&str>, fields: &str) -> bool {
        readers(audience, customer).sees(&entry(fields))
    }

    fn readers(audience: &str, customer: Option<&str>) -> Readers {
        let settings = default_settings();
        let audience = settings.audiences.find(audience).unwrap();
        Readers::new(&Scope { audience, customer: customer.map(str::to_owned) }, &settings)
    }

    fn entry(fields: &str) -> Entry {
        let mut files = read_content(&[("content/pages/a.md", &format!("---\ntitle: T\n{fields}---\n"))]);
        Arc::into_inner(files.remove(0).entries.remove(0)).unwrap()
    }

    #[test]
    fn an_audience_sees_itself_and_what_is_less_strict() {
        let seen = |fields: &str| {
            ["public", "customer", "partner", "internal", "restricted"].map(|name| sees(name, None, fields))
        };
        assert_eq!(seen("audience: public\nstatus: approved\n"), [true, true, true, true, true]);
        assert_eq!(seen("audience: customer\nstatus: approved\n"), [false, true, true, true, true]);
        assert_eq!(seen("audience: internal\nstatus: approved\n"), [false, false, false, true, true]);
        assert_eq!(seen("audience: restricted\nstatus: approved\n"), [false, false, false, false, true]);
        assert_eq!(seen("audience: friends\nstatus: approved\n"), [false, false, false, false, true], "unknown");
    }

    #[test]
    fn outsiders_see_what_is_approved_and_the_company_what_is_not_archived() {
        let seen = |status: &str| {
            let fields = format!("audience: public\nstatus: {status}\n");
            ["public", "internal"].map(|audience| sees(audience, None, &fields))
        };
        assert_eq!(["draft", "unreviewed", "in-review"].map(seen), [[false, true]; 3]);
        assert_eq!(["approved", "deprecated"].map(seen), [[true, true]; 2]);
        assert_eq!(seen("archived"), [false, false]);
    }

    #[test]
    fn an_entry_for_a_customer_is_for_that_customer_alone() {
        let seen = |fields: &str| {
            let fields = format!("audience: public\nstatus: approved\n{fields}");
            [None, Some("acme"), Some("initech")].map(|customer| sees("restricted", customer, &fields))
        };
        assert_eq!(seen(""), [true, true, true]);
        assert_eq!(seen("customer: acme\n"), [false, true, false]);
    }

    #[test]
    fn an_entry_whose_readers_are_unknown_is_for_the_company_at_most() {
        let seen = |readership: Readership, key: Option<&str>| {
            let customer = key.map(|key| Spanned::new(key.to_owned(), Span::default()));
            let entry = Entry { customer, readership, ..entry("audience: public\nstatus: approved\n") };
            [None, Some("acme")].map(|customer| readers("restricted", customer).sees(&entry))
        };
        assert_eq!(seen(Readership::Known, None), [true, true]);
        assert_eq!(seen(Readership::Known, Some("acme")), [false, true]);
        assert_eq!(seen(Readership::UnknownAudience, None), [true, false]);
        assert_eq!(seen(Readership::UnknownAudience, Some("acme")), [false, false]);
        assert_eq!(seen(Readership::UnknownCustomer, None), [false, false]);
        assert_eq!(seen(Readership::UnknownCustomer, Some("acme")), [false, false]);
    }

    #[test]
    fn a_private_root_is_for_the_company_and_for_a_customer_who_shares_it() {
        let seen = |is_private: bool, customer: &str| {
            let entry = Entry { is_private, ..entry(&format!("audience: public\nstatus: approved\n{customer}")) };
            [("public", Some("acme")), ("internal", None), ("internal", Some("acme"))]
                .map(|(audience, customer)| readers(audience, customer).sees(&entry))
        };
        assert_eq!(seen(false, ""), [true, true, true]);
        assert_eq!(seen(true, ""), [false, true, true]);
        assert_eq!(seen(true, "customer: acme\n"), [true, false, true]);
    }

    #[test]
    fn every_reason_is_named() {
        let archived = "audience: restricted\nstatus: archived\ncustomer: acme\n";
        let restricted = default_settings().audiences.find("restricted").unwrap();
        assert_eq!(
            readers("internal", None).hidden_because(&entry(archived)),
            [HiddenReason::Audience(restricted), HiddenReason::Customer, HiddenReason::Status(Status::Archived)]
        );
        let private = Entry { is_private: true, ..entry("audience: public\nstatus: draft\n") };
        assert_eq!(
            readers("public", None).hidden_because(&private),
            [HiddenReason::PrivateRoot, HiddenReason::Status(Status::Draft)]
        );
        assert_eq!(readers("internal", None).hidden_because(&private), []);
    }

    #[test]
    fn readers_are_outside_or_company_wide_or_one_customer_s_team() {
        let facts = |audience, customer| {
            let readers = readers(audience, customer);
            (readers.is_outside(), readers.is_company_wide(), readers.customer().map(str::to_owned))
        };
        assert_eq!(facts("partner", None), (true, false, None));
        assert_eq!(facts("internal", None), (false, true, None));
        assert_eq!(facts("internal", Some("acme")), (false, false, Some("acme".to_owned())));
        let customer = Customer::named("acme");
        let sees_acme = |audience, customer_of: Option<&str>| readers(audience, customer_of).sees_customer(&customer);
        assert_eq!([sees_acme("internal", None), sees_acme("partner", None)], [true, false]);
        assert_eq!([sees_acme("partner", Some("acme")), sees_acme("internal", Some("initech"))], [true, false]);
    }
}
