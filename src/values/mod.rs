//! Values as written: a tree of text, lists and maps in which everything knows its place.
//!
//! YAML front matter, YAML data files and `site.toml` all become [`Node`]s; [`Fields`] reads a map into typed values
//! and turns every misfit into a finding, so that one file with five mistakes yields five findings. Only `yaml` and
//! `toml` know their parsers. Knows nothing of entries or settings.

mod fields;
mod node;
mod quoted;
mod toml;
mod yaml;

pub use self::toml::parse_toml;
pub use fields::{
    Choice, Fields, INVALID_FRONT_MATTER, MISSING_FIELD, MISSING_PATH, RULES, Reading, Shape, Shapes, UNKNOWN_KEY,
    UNREADABLE_FILE, UNUSED_SETTING, WRONG_TYPE, nearest,
};
pub use node::{Fault, Node, Value};
pub use quoted::quoted;
pub use yaml::parse_yaml;
