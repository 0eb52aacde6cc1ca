//! What earlier imports brought, so that a second import says what changed at the origin and overwrites nothing.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name and version of the record.
pub const RECORD_SCHEMA: &str = "fieldbook/imports/1";

/// The JSON Schema of the record.
pub const IMPORTS_SCHEMA: &str = include_str!("imports-1.json");

/// Where a site keeps the record, below its folder.
pub const RECORD_FILE: &str = "imports.json";

/// What was imported into a site, by origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportRecord {
    /// The name and version of this form.
    pub schema: String,
    /// The origins by their names, such as the folder that was imported.
    pub origins: BTreeMap<String, Origin>,
    /// The columns that a person named for a table of answers, by the name of its file: the words of the header by role.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
}

/// What was imported from one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The target folder, from the site's folder.
    pub into: String,
    /// The documents by their paths at the origin.
    pub documents: BTreeMap<String, RecordedDocument>,
}

/// One document as it was when it was imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedDocument {
    /// The fingerprint of its bytes at the origin.
    pub source: String,
    /// The kind that was confirmed for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The files that it became, below the target folder, with the fingerprint of what was written.
    pub files: BTreeMap<String, String>,
}

impl Default for ImportRecord {
    fn default() -> Self {
        Self { schema: RECORD_SCHEMA.to_owned(), origins: BTreeMap::new(), columns: BTreeMap::new() }
    }
}

impl ImportRecord {
    /// Reads a record.
    ///
    /// # Errors
    /// It is not JSON of this form; a phrase that says where.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if record.schema != RECORD_SCHEMA {
            return Err(format!("`schema` is {:?}, not {RECORD_SCHEMA:?}", record.schema));
        }
        Ok(record)
    }

    /// Writes the record as it is kept in a file.
    ///
    /// # Errors
    /// None that texts can cause; the type is that of the JSON writer.
    pub fn text(&self) -> serde_json::Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?))
    }
}

/// Returns the fingerprint of some bytes: BLAKE3, the first 32 hexadecimal digits.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut digits = blake3::hash(bytes).to_hex().to_string();
    digits.truncate(32);
    digits
}
