//! Values as written: a tree of text, lists and maps in which everything knows its place.
//!
//! YAML front matter, YAML data files and `site.toml` all become [`Node`]s; [`Fields`] reads a map into typed values
//! and turns every misfit into a finding, so that one file with five mistakes yields five findings. Only `yaml` and
//! `toml` know their parsers. Knows nothing of entries or settings.

mod choice;
mod fields;
mod nearest;
mod node;
mod quoted;
mod reading;
mod scalars;
mod schema_rules;
mod shape;
mod toml;
mod yaml;

pub use self::toml::parse_toml;
pub use choice::Choice;
pub use fields::Fields;
pub use nearest::nearest;
pub use node::{Node, SyntaxError, Value};
pub use quoted::quoted;
pub use reading::Reading;
pub use schema_rules::{
    INVALID_FRONT_MATTER, MISSING_FIELD, MISSING_PATH, RULES, UNKNOWN_KEY, UNREADABLE_FILE, UNUSED_SETTING, WRONG_TYPE,
};
pub use shape::{Shape, Shapes};
pub use yaml::parse_yaml;
