//! The reasons against sending an answer, and their wording.

use super::approval::MissingApproval;
use super::commitments::Commitment;
use super::exposure::ExposedKind;
use crate::config::Status;
use crate::freshness::State;
use std::fmt;

/// Why an answer must not be sent; its text is the one wording of it, a phrase without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldReason {
    /// The entry has another status than `approved`.
    NotApproved(Status),
    /// The entry is approved, and an approval that its topics require is not recorded.
    MissingApproval(MissingApproval),
    /// Something in the entry has to be checked again.
    NotCurrent {
        /// The state of the entry.
        state: State,
        /// The timeline's reason for that state, without its full stop.
        cause: String,
    },
    /// The entry has no date and no claim, so nothing shows that it is current.
    Undated,
    /// The entry is for stricter readers than the response.
    Audience {
        /// The entry's audience.
        entry: String,
        /// The response's audience.
        recipient: String,
    },
    /// The entry belongs to another customer than the response.
    OtherCustomer,
    /// The entry is in a private root and for no customer, so it stays inside the company.
    Private,
    /// The text names another customer.
    NamesCustomer,
    /// The text has a placeholder that its author did not declare.
    Placeholder(String),
    /// The text has a declared placeholder, and the response has no value for it.
    MissingValue(String),
    /// The text shows a template in code, which reads like a placeholder once its marks are gone.
    TemplateInCode,
    /// The text or a field binds the company.
    Commitment(Commitment),
    /// The entry shows an address that only the company reaches.
    Exposure {
        /// What the address exposes.
        kind: ExposedKind,
        /// What is wrong with it, with the address.
        message: String,
    },
    /// The entry contains a credential; this describes it without its value.
    Credential(String),
    /// The text links to an entry for stricter readers, whose title the link would reveal.
    StricterLink {
        /// The id of that entry.
        target: String,
        /// Its audience.
        audience: String,
    },
    /// The short answer is `planned`.
    Planned,
    /// There is neither a text nor a short answer.
    NoText,
}

impl HoldReason {
    /// Returns the reason's name in machine output.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotApproved(_) => "not-approved",
            Self::MissingApproval(_) => "missing-approval",
            Self::NotCurrent { .. } => "not-current",
            Self::Undated => "undated",
            Self::Audience { .. } => "audience",
            Self::OtherCustomer => "other-customer",
            Self::Private => "private",
            Self::NamesCustomer => "names-customer",
            Self::Placeholder(_) => "placeholder",
            Self::MissingValue(_) => "missing-value",
            Self::TemplateInCode => "template-in-code",
            Self::Commitment(commitment) => commitment.code(),
            Self::Exposure { kind, .. } => kind.code(),
            Self::Credential(_) => "credential",
            Self::StricterLink { .. } => "stricter-link",
            Self::Planned => "planned",
            Self::NoText => "no-text",
        }
    }
}

impl fmt::Display for HoldReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotApproved(status) => write!(formatter, "status is `{}`, not `approved`", status.word()),
            Self::MissingApproval(missing) => missing.fmt(formatter),
            Self::NotCurrent { state, cause } => write!(formatter, "not current, {}: {cause}", state.word()),
            Self::Undated => write!(formatter, "no verification or review date"),
            Self::Audience { entry, recipient } => write!(formatter, "audience is `{entry}`, not `{recipient}`"),
            Self::OtherCustomer => write!(formatter, "restricted to another customer"),
            Self::Private => write!(formatter, "in a private root and for no customer"),
            Self::NamesCustomer => write!(formatter, "names another customer"),
            Self::Placeholder(placeholder) => write!(formatter, "unresolved placeholder `{placeholder}`"),
            Self::MissingValue(name) => write!(formatter, "no value for the placeholder `{{{{{name}}}}}`"),
            Self::TemplateInCode => write!(formatter, "shows `{{{{…}}}}` in code"),
            Self::Commitment(commitment) => commitment.fmt(formatter),
            Self::Exposure { message, .. } => formatter.write_str(message),
            Self::Credential(description) => write!(formatter, "contains {description}"),
            Self::StricterLink { target, audience } => {
                write!(formatter, "links to `{target}`, which is for `{audience}`")
            }
            Self::Planned => write!(formatter, "describes something planned"),
            Self::NoText => write!(formatter, "no text"),
        }
    }
}
