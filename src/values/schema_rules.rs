//! The rules about files and values that cannot be read as they should.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// Front matter, a data file or the settings cannot be read at all.
pub static INVALID_FRONT_MATTER: Rule = Rule {
    id: "schema/invalid-front-matter",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Completeness,
    profile: Profile::Essential,
    summary: "Front matter, a data file or the settings cannot be read.",
    help: "Correct the line that is named; quote values that hold `: ` or begin with a sign.",
    page: include_str!("rules/invalid_front_matter.md"),
};

/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule {
    id: "schema/unknown-key",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A key that nothing reads, often a typing slip.",
    help: "Correct the spelling or remove the key.",
    page: include_str!("rules/unknown_key.md"),
};

/// A field without which the entry is of little use.
pub static MISSING_FIELD: Rule = Rule {
    id: "schema/missing-field",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A field is missing without which the entry is of little use.",
    help: "Add the field.",
    page: include_str!("rules/missing_field.md"),
};

/// A value of another shape than its field.
pub static WRONG_TYPE: Rule = Rule {
    id: "schema/wrong-type",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A value has the wrong type for its field.",
    help: "Write the value in the form that the message names.",
    page: include_str!("rules/wrong_type.md"),
};

/// A file that cannot be read as text.
pub static UNREADABLE_FILE: Rule = Rule {
    id: "schema/unreadable-file",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Completeness,
    profile: Profile::Essential,
    summary: "A file among the content cannot be read as text.",
    help: "Save the file as UTF-8 text within the size limit, or move it out of the content.",
    page: include_str!("rules/unreadable_file.md"),
};

/// The settings name a folder or a file that does not exist.
pub static MISSING_PATH: Rule = Rule {
    id: "schema/missing-path",
    family: Family::Schema,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The settings name a root, a theme or a list that does not exist.",
    help: "Correct the path in site.toml, or add what it names.",
    page: include_str!("rules/missing_path.md"),
};

/// Settings for a folder or for paths at which the site has no file.
pub static UNUSED_SETTING: Rule = Rule {
    id: "schema/unused-setting",
    family: Family::Schema,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The settings name a folder or paths at which the site has no file.",
    help: "Correct the path, or remove the setting.",
    page: include_str!("rules/unused_setting.md"),
};

/// The rules about the shape of values.
pub static RULES: [&Rule; 7] = [
    &INVALID_FRONT_MATTER,
    &UNKNOWN_KEY,
    &MISSING_FIELD,
    &MISSING_PATH,
    &UNUSED_SETTING,
    &WRONG_TYPE,
    &UNREADABLE_FILE,
];
