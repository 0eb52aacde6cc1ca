//! What a page reads like: a proposal for a person to confirm.

/// A kind that a page reads like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedKind {
    /// The path of the page below the target.
    pub path: String,
    /// The word of the kind.
    pub kind: &'static str,
    /// What speaks for it.
    pub reason: String,
}

/// Returns the kind that the page at `path` reads like; `None` for `page`.
pub(super) fn proposed(path: &str, text: &str, title: Option<&str>) -> Option<ProposedKind> {
    let headings: Vec<String> = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_matches(['#', ' ']).to_lowercase())
        .collect();
    let title = title.map(str::to_lowercase).or_else(|| headings.first().cloned()).unwrap_or_default();
    let found = battlecard(&headings, &title).map(|reason| ("battlecard", reason));
    let found = found.or_else(|| questions(text).map(|reason| ("answers", reason)));
    let found = found.or_else(|| architecture(path, text, &title).map(|reason| ("architecture", reason)));
    let found = found.or_else(|| guide(path, &title).map(|reason| ("guide", reason)));
    found.map(|(kind, reason)| ProposedKind { path: path.to_owned(), kind, reason })
}

/// A battlecard has two of its usual sections, or is called one and has one.
fn battlecard(headings: &[String], title: &str) -> Option<String> {
    let usual = [
        "why we win",
        "why we lose",
        "landmines",
        "questions to ask",
        "objections",
        "how to win",
        "strengths",
        "weaknesses",
    ];
    let found: Vec<&str> =
        usual.into_iter().filter(|usual| headings.iter().any(|heading| heading.contains(usual))).collect();
    let is_called = title.contains("battlecard")
        || title.contains("battle card")
        || title.contains(" vs ")
        || title.contains(" vs. ");
    (found.len() >= 2 || is_called && !found.is_empty()).then(|| format!("sections {}", found.join(", ")))
}

/// Questions as headings, at least three and more than half of those below the title.
fn questions(text: &str) -> Option<String> {
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("##")).collect();
    let asking = headings
        .iter()
        .filter(|heading| heading.split(" {#").next().unwrap_or(heading).trim_end().ends_with('?'))
        .count();
    (asking >= 3 && asking * 2 > headings.len()).then(|| format!("{asking} of {} headings ask", headings.len()))
}

/// An architecture says so, and shows a diagram.
fn architecture(path: &str, text: &str, title: &str) -> Option<String> {
    let says_so = title.contains("architecture") || path.to_lowercase().contains("architecture");
    let has_diagram = text.contains("```mermaid") || text.contains("![");
    (says_so && has_diagram).then(|| "it says architecture and shows a diagram".to_owned())
}

fn guide(path: &str, title: &str) -> Option<String> {
    let named = ["how to ", "how-to", "integrate ", "integration guide", "set up ", "setup guide"];
    let found =
        named.into_iter().find(|word| title.starts_with(word) || title.contains("guide") && title.contains(word));
    let folder =
        path.to_lowercase().split('/').any(|part| matches!(part, "integrations" | "how-to" | "how-tos" | "howto"));
    match found {
        Some(word) => Some(format!("the title says `{}`", word.trim())),
        None => folder.then(|| "its folder".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_read_like_a_kind_are_proposed() {
        let kind = |path: &str, text: &str| proposed(path, text, None).map_or("page", |proposed| proposed.kind);
        assert_eq!(kind("a.md", "# Globex\n\n## Why we win\n\n## Landmines\n"), "battlecard");
        assert_eq!(kind("a.md", "# Us vs Globex\n\n## Strengths\n"), "battlecard");
        assert_eq!(kind("a.md", "# Globex\n\n## Strengths\n"), "page");
        assert_eq!(kind("a.md", "# Security\n\n## Is it?\n\n## Does it? {#x}\n\n### Can it?\n"), "answers");
        assert_eq!(kind("a.md", "# Security\n\n## Is it?\n\n## Does it?\n"), "page");
        assert_eq!(kind("a.md", "# Architecture\n\n```mermaid\n"), "architecture");
        assert_eq!(kind("a.md", "# Architecture\n\nWords\n"), "page");
        assert_eq!(kind("integrations/a.md", "# A\n"), "guide");
    }
}
