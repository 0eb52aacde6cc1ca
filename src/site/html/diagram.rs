//! What a fence of Mermaid says about itself.

/// Returns what a diagram shows, in its author's words: the `accTitle` or `title` of its source.
pub(crate) fn diagram_title(source: &str) -> Option<&str> {
    let title = |key: &str| {
        source.lines().find_map(|line| line.trim().strip_prefix(key)).map(|rest| rest.trim_start_matches(':').trim())
    };
    title("accTitle").or_else(|| title("title ")).or_else(|| title("title:")).filter(|title| !title.is_empty())
}

/// Returns the words for the person who cannot see the diagram: the `accDescr` of its source, on one line or in braces.
pub(crate) fn diagram_description(source: &str) -> Option<String> {
    let (_, rest) = source.split_once("accDescr")?;
    let rest = rest.trim_start();
    let words = match rest.strip_prefix('{') {
        Some(block) => block.split_once('}').map_or(block, |(inside, _)| inside),
        None => rest.strip_prefix(':')?.lines().next().unwrap_or_default(),
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagram_says_what_it_shows() {
        let source =
            "flowchart LR\n  accTitle: From CRM to queue\n  accDescr {\n    Events go\n    one way.\n  }\n  a-->b\n";
        assert_eq!(diagram_title(source), Some("From CRM to queue"));
        assert_eq!(diagram_description(source).as_deref(), Some("Events go one way."));
        assert_eq!(diagram_description("pie\naccDescr: A share\n\"a\": 1").as_deref(), Some("A share"));
        assert_eq!(diagram_description("flowchart LR\n a-->b"), None);
    }
}
