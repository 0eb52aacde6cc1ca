//! The approvals that an entry's kind or topics require, and those that it lacks.

use crate::config::Status;
use crate::entry::{Entry, KindFields};
use crate::library::Lists;
use crate::source::Span;
use std::fmt;

/// An approval that an approved entry lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissingApproval {
    /// No approval is recorded.
    Any,
    /// None of these roles has approved an answer on this topic.
    Topic {
        /// The topic, as its author wrote it.
        topic: String,
        /// The roles of which one must approve.
        roles: &'static [&'static str],
    },
    /// None of these roles has approved a reference architecture.
    Architecture {
        /// The roles of which one must approve.
        roles: &'static [&'static str],
    },
}

/// The roles that approve a reference architecture.
const ARCHITECTS: &[&str] = &["architect", "architecture", "engineering", "product"];

impl fmt::Display for MissingApproval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => write!(formatter, "no approval is recorded"),
            Self::Topic { roles, .. } => {
                let topic = roles.first().unwrap_or(&"");
                write!(formatter, "no approval by {}, required for the topic `{topic}`", alternatives(roles))
            }
            Self::Architecture { roles } => {
                write!(formatter, "no approval by {}, required for an architecture", alternatives(roles))
            }
        }
    }
}

fn alternatives(roles: &[&str]) -> String {
    roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(" or ")
}

/// Returns the approvals that `entry` lacks although its status is `approved`, each with its place in the file.
pub fn missing_approvals(entry: &Entry, lists: &Lists) -> Vec<(MissingApproval, Span)> {
    if entry.status.value != Status::Approved {
        return Vec::new();
    }
    let roles = approved_roles(entry, lists);
    let has = |fitting: &[&str]| roles.iter().any(|role| fitting.contains(&role.as_str()));
    match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let required = answer.topics.iter().filter_map(|topic| Some((topic, roles_for(topic)?)));
            let lacking = required.filter(|(_, roles)| !has(roles));
            let missing = lacking
                .map(|(topic, roles)| (MissingApproval::Topic { topic: topic.value.clone(), roles }, topic.span));
            let mut missing: Vec<_> = missing.collect();
            if missing.is_empty() && entry.approvals.is_empty() {
                missing.push((MissingApproval::Any, entry.status.span));
            }
            missing
        }
        KindFields::Architecture(_) if !has(ARCHITECTS) => {
            vec![(MissingApproval::Architecture { roles: ARCHITECTS }, entry.status.span)]
        }
        KindFields::Brief { .. } if entry.approvals.is_empty() => vec![(MissingApproval::Any, entry.status.span)],
        _ => Vec::new(),
    }
}

/// Returns the roles in which an entry is approved: those that an approval names, else those of the person.
fn approved_roles(entry: &Entry, lists: &Lists) -> Vec<String> {
    let roles = entry.approvals.iter().flat_map(|approval| {
        if let Some(role) = &approval.role {
            return vec![role.value.to_lowercase()];
        }
        let person = approval.by.as_ref().and_then(|by| lists.person(&by.value));
        person.map_or(Vec::new(), |person| person.roles.iter().map(|role| role.to_lowercase()).collect())
    });
    roles.collect()
}

/// Returns the roles of which one must approve an answer on `topic`; `None` if any approval is enough.
fn roles_for(topic: &str) -> Option<&'static [&'static str]> {
    match topic.to_lowercase().as_str() {
        "security" => Some(&["security", "ciso"]),
        "privacy" => Some(&["privacy", "dpo", "legal"]),
        "legal" | "contract" => Some(&["legal"]),
        _ => None,
    }
}
