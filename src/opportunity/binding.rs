//! Which property of the source has which role.

use super::role::Role;
use serde::{Serialize, Serializer};

/// A property of the source and its role, as of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Binding {
    /// The role.
    #[serde(serialize_with = "role_name")]
    pub role: Role,
    /// The property's id, which survives a rename.
    pub property: String,
    /// Its name at that time.
    pub name: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn role_name<S: Serializer>(role: &Role, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(role.name())
}
