//! The versions of the API, and what differs between them as far as reads show it.

use serde_json::Value;

/// A value of the header `Notion-Version`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// 2022-06-28: a database is its only data source.
    Databases,
    /// 2025-09-03: databases have data sources.
    DataSources,
    /// 2026-03-11: `archived` is gone, `in_trash` stays.
    Trash,
}

impl Version {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "2022-06-28" => Some(Self::Databases),
            "2025-09-03" => Some(Self::DataSources),
            "2026-03-11" => Some(Self::Trash),
            _ => None,
        }
    }

    /// Gives `value` the form of this version.
    pub(super) fn adapt(self, value: &mut Value) {
        if self == Self::Trash {
            return;
        }
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.adapt(item)),
            Value::Object(fields) => {
                fields.values_mut().for_each(|field| self.adapt(field));
                if let Some(in_trash) = fields.get("in_trash").cloned() {
                    fields.insert("archived".to_owned(), in_trash);
                }
            }
            _ => {}
        }
    }
}
