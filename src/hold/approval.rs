//! The approvals that an entry's kind or topics require, and those that it lacks.

use crate::config::{Attestation, Status};
use crate::entry::{Approval, Entry, KindFields};
use crate::library::{Library, Lists};
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
            Self::Topic { topic, roles } => {
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

/// Returns the approvals that `entry` lacks although its status is `approved`, each with its place in the file. Approvals
/// that do not count under `attestation` are as if they were not there.
pub fn missing_approvals(entry: &Entry, library: &Library, attestation: Attestation) -> Vec<(MissingApproval, Span)> {
    if entry.status.value != Status::Approved {
        return Vec::new();
    }
    let approvals = library.counted_approvals(entry, attestation);
    let roles = approved_roles(&approvals, &library.lists);
    let has = |fitting: &[&str]| roles.iter().any(|role| fitting.contains(&role.as_str()));
    match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let required = answer.topics.iter().filter_map(|topic| Some((topic, roles_for(topic)?)));
            let lacking = required.filter(|(_, roles)| !has(roles));
            let missing = lacking
                .map(|(topic, roles)| (MissingApproval::Topic { topic: topic.value.clone(), roles }, topic.span));
            let mut missing: Vec<_> = missing.collect();
            if missing.is_empty() && approvals.is_empty() {
                missing.push((MissingApproval::Any, entry.status.span));
            }
            missing
        }
        KindFields::Architecture(_) if !has(ARCHITECTS) => {
            vec![(MissingApproval::Architecture { roles: ARCHITECTS }, entry.status.span)]
        }
        KindFields::Brief { .. } if approvals.is_empty() => vec![(MissingApproval::Any, entry.status.span)],
        _ => Vec::new(),
    }
}

/// Returns whether Legal has approved `entry`, with an approval that counts under `attestation`.
pub fn is_approved_by_legal(entry: &Entry, library: &Library, attestation: Attestation) -> bool {
    let is_legal =
        |approval: &&Approval| approval.role.as_ref().is_some_and(|role| role.value.eq_ignore_ascii_case("legal"));
    library.counted_approvals(entry, attestation).iter().any(is_legal)
}

/// Returns the roles in which an entry is approved: those that an approval names, else those of the person.
fn approved_roles(approvals: &[&Approval], lists: &Lists) -> Vec<String> {
    let roles = approvals.iter().flat_map(|approval| {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;
    use crate::library::read_list;
    use crate::source::SourceFile;

    const PEOPLE: &str = "- {id: ann, name: Ann Example, roles: [Legal, sme]}\n- {id: bob, name: Bob Example}\n";

    /// Returns what an entry with these fields lacks, each with the text of its place.
    fn missing(path: &str, fields: &str) -> Vec<String> {
        let mut lists = Lists::default();
        assert!(read_list(&SourceFile::new("people.yaml", PEOPLE.to_owned()), &mut lists).is_empty());
        let file = read_content(&[(path, &format!("---\n{fields}---\nText.\n"))]).remove(0);
        let entry = file.entries.first().unwrap();
        let shown = |(missing, span): (MissingApproval, Span)| format!("{}: {missing}", entry.file.slice(span));
        let library = Library::new(vec![file.clone()], lists).0;
        missing_approvals(entry, &library, Attestation::Text).into_iter().map(shown).collect()
    }

    fn of_answer(topics: &str, approvals: &str) -> Vec<String> {
        let fields = format!("question: Q\nstatus: approved\ntopics: [{topics}]\napprovals: [{approvals}]\n");
        missing("content/answers/a.md", &fields)
    }

    #[test]
    fn an_answer_lacks_the_approval_of_each_topic_or_any() {
        assert_eq!(of_answer("", ""), ["approved: no approval is recorded"]);
        assert_eq!(of_answer("pricing", ""), ["approved: no approval is recorded"]);
        assert_eq!(of_answer("pricing", "{role: sme}"), Vec::<String>::new());
        let security = "security: no approval by `security` or `ciso`, required for the topic `security`";
        let privacy = "Privacy: no approval by `privacy` or `dpo` or `legal`, required for the topic `Privacy`";
        assert_eq!(of_answer("security, Privacy", ""), [security, privacy], "without the one about any");
        assert_eq!(of_answer("security, Privacy", "{role: sme}, {role: CISO}"), [privacy]);
        assert_eq!(of_answer("security, Privacy", "{role: legal}"), [security]);
        assert_eq!(of_answer("security, Privacy", "{role: dpo}, {role: security}"), Vec::<String>::new());
        assert_eq!(of_answer("legal, contract", "{role: legal}"), Vec::<String>::new());
        assert_eq!(of_answer("legal, contract", "{role: privacy}").len(), 2);
    }

    #[test]
    fn an_approval_without_a_role_counts_for_the_roles_of_the_person() {
        assert_eq!(of_answer("legal", "{by: ann}"), Vec::<String>::new());
        assert_eq!(of_answer("legal", "{by: ann, role: sme}").len(), 1, "the role that is named counts alone");
        assert_eq!(of_answer("legal", "{by: bob}").len(), 1);
        assert_eq!(of_answer("legal", "{by: carl}").len(), 1);
    }

    #[test]
    fn an_architecture_lacks_the_approval_of_an_architect_and_a_brief_any() {
        let fields = |approvals: &str| format!("title: T\nstatus: approved\napprovals: [{approvals}]\n");
        let architecture = |approvals: &str| missing("content/architectures/a.md", &fields(approvals));
        let lacking = "approved: no approval by `architect` or `architecture` or `engineering` or `product`, required for an architecture";
        assert_eq!(architecture(""), [lacking]);
        assert_eq!(architecture("{role: sme}"), [lacking]);
        assert_eq!(architecture("{role: sme}, {role: Product}"), Vec::<String>::new());
        assert_eq!(missing("content/briefs/a.md", &fields("")), ["approved: no approval is recorded"]);
        assert_eq!(missing("content/briefs/a.md", &fields("{role: sme}")), Vec::<String>::new());
        assert_eq!(missing("content/pages/a.md", &fields("")), Vec::<String>::new());
    }

    #[test]
    fn only_an_approved_entry_can_lack_an_approval() {
        let of = |status: &str| missing("content/answers/a.md", &format!("question: Q\nstatus: {status}\n")).len();
        assert_eq!(
            ["draft", "unreviewed", "in-review", "approved", "deprecated", "archived"].map(of),
            [0, 0, 0, 1, 0, 0]
        );
    }
}
