//! Tables of names by role, such as columns and properties, each one name or a list of alternatives.

use crate::values::{Fields, Node, Value};
use std::collections::BTreeMap;

/// Reads a table of names by role, each one name or a list of alternatives.
pub(super) fn alternatives(fields: &Fields<'_>, key: &'static str) -> BTreeMap<String, Vec<String>> {
    let text = |item: &Node| if let Value::Text(name) = &item.value { Some(name.clone()) } else { None };
    let names = |node: &Node| match &node.value {
        Value::Text(name) => vec![name.clone()],
        Value::List(items) => items.iter().filter_map(text).collect(),
        _ => Vec::new(),
    };
    fields.open(key).iter().map(|(role, node)| (role.value.clone(), names(node))).collect()
}
