//! Who made a commit.

use chrono::NaiveDate;

/// A commit, as far as it matters who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its hash.
    pub hash: String,
    /// Who wrote the change.
    pub author: Identity,
    /// Who made the commit.
    pub committer: Identity,
    /// The day on which the change was written, where the author was.
    pub day: Option<NaiveDate>,
    /// The number of its parents.
    pub parents: usize,
    /// The values of its `Co-authored-by` trailers.
    pub co_authors: Vec<String>,
    /// Its signature; `None` if it was not looked at.
    pub signature: Option<Signature>,
}

/// A name and an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// What Git says of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Git's letter (`%G?` of `git-log(1)`, Git 2.47): `G` for a good one whose key is trusted, `N` for none, others.
    pub letter: char,
    /// Who signed, as Git names the owner of the key.
    pub signer: String,
}

/// Writes the name and the address.
impl std::fmt::Display for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} <{}>", self.name, self.email)
    }
}
