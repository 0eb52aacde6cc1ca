//! A folder of pages as a section of the navigation.

use crate::source::Spanned;
use crate::values::{Fields, Node, Reading, Value};

/// The file in a folder that says how the navigation shows the folder.
pub const SECTION_FILE: &str = "_section.yaml";

/// What `_section.yaml` says of its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its title; without one, the title of its index page, else the name of the folder.
    pub title: Option<Spanned<String>>,
    /// Its place among the pages and sections beside it, the smallest first; those without one follow by title.
    pub order: Option<Spanned<u64>>,
    /// Whether the navigation shows it closed until a reader opens it.
    pub collapsed: bool,
}

/// Reads the section from the file of a folder; `None` for a file without anything in it.
pub(super) fn read_section(reading: &Reading<'_>, node: &Node) -> Option<Section> {
    if matches!(node.value, Value::Null) {
        return None;
    }
    let fields = Fields::new(reading, node, "");
    let section = Section {
        title: fields.text("title"),
        order: fields.number("order"),
        collapsed: fields.boolean("collapsed").is_some_and(|collapsed| collapsed.value),
    };
    fields.finish();
    Some(section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Lists, read_list};
    use crate::source::SourceFile;

    fn read(text: &str) -> (Option<String>, Vec<String>) {
        let mut lists = Lists::default();
        let findings = read_list(&SourceFile::new("content/docs/setup/_section.yaml", text.to_owned()), &mut lists);
        let shown = |section: &Section| {
            let title = section.title.as_ref().map(|title| title.value.as_str());
            let order = section.order.as_ref().map(|order| order.value);
            format!("{title:?} {order:?} {}", section.collapsed)
        };
        let section = lists.sections.get("content/docs/setup").map(shown);
        (section, findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn a_folder_has_a_title_a_place_and_may_be_closed() {
        let known = |text| {
            let (section, findings) = read(text);
            assert_eq!(findings, Vec::<String>::new());
            section.unwrap_or_default()
        };
        assert_eq!(known("title: Set up\norder: 20\ncollapsed: true\n"), "Some(\"Set up\") Some(20) true");
        assert_eq!(known("order: 0\n"), "None Some(0) false");
        assert_eq!(known(""), "");
    }

    #[test]
    fn a_misspelt_key_and_a_wrong_type_are_findings() {
        let (section, findings) = read("titel: Set up\norder: first\ncollapsed: 1\n");
        assert_eq!(section.as_deref(), Some("None None false"));
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings.iter().any(|message| message.contains("titel")), "{findings:?}");
        let (section, findings) = read("- a\n");
        assert_eq!((section.is_some(), findings.len()), (true, 1), "{findings:?}");
    }
}
