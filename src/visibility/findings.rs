//! The findings that the readers of a build may see.

use super::readers::Readers;
use crate::entry::Entry;
use crate::secrets::{Pattern, Sweep};
use crate::settled::SettledFinding;
use std::sync::Arc;

/// Returns the part of `findings` that `readers` may see: all for the whole company, none for outsiders and for one
/// customer. A finding that names one of the `hidden` entries says what its rule says in general, since a build must not
/// reveal that such an entry exists.
pub(super) fn visible_findings(
    findings: &[SettledFinding],
    hidden: &[Arc<Entry>],
    readers: &Readers,
) -> Vec<SettledFinding> {
    if !readers.is_company_wide() || findings.is_empty() {
        return Vec::new();
    }
    if hidden.is_empty() {
        return findings.to_vec();
    }
    let names = hidden.iter().flat_map(|entry| [entry.id.as_str(), entry.file.path(), &entry.title.value]);
    let sweep = Sweep::new(names.map(|name| Pattern::name("a hidden entry", name)));
    findings.iter().map(|finding| without_hidden_names(finding, &sweep)).collect()
}

fn without_hidden_names(finding: &SettledFinding, hidden_names: &Sweep) -> SettledFinding {
    let words = format!("{}\n{}", finding.message, finding.help);
    let names_hidden = !hidden_names.traces(words.as_bytes()).is_empty();
    if names_hidden { finding.in_words_of_rule() } else { finding.clone() }
}

#[cfg(test)]
mod tests {
    use crate::config::default_settings;
    use crate::entry::{Context, DUPLICATE_ID, read_entries};
    use crate::finding::{Finding, Place};
    use crate::library::{Library, Lists, Scope};
    use crate::settled::settle_findings;
    use crate::source::{SourceFile, Span};
    use crate::visibility::{Unfiltered, VisibleLibrary};

    #[test]
    fn a_finding_that_names_a_hidden_entry_says_what_its_rule_says() {
        let settings = default_settings();
        let root = settings.roots.first().unwrap();
        let read = |(path, text): (&str, &str)| {
            read_entries(&SourceFile::new(path, text.to_owned()), Context { settings: &settings, root })
        };
        let texts = [
            ("content/pages/open.md", "---\ntitle: Open\n---\n"),
            ("content/pages/secret.md", "---\ntitle: Merger\naudience: restricted\n---\n"),
        ];
        let library = Library::new(texts.map(read).into(), Lists::default()).0;
        let place = Place::new(&SourceFile::new("content/pages/open.md", String::new()), Span::default());
        let messages = ["mergers happen", "says what `pages/secret` says", "the merger is named"];
        let findings = messages.map(|message| Finding::new(&DUPLICATE_ID, place.clone(), message));
        let findings = settle_findings(findings.into(), &[]);
        let all = Unfiltered {
            library: &library,
            opportunities: None,
            responses: &[],
            findings: &findings,
            settings: &settings,
        };
        let shown = |audience: &str, customer: Option<&str>| {
            let audience = settings.audiences.find(audience).unwrap();
            let scope = Scope { audience, customer: customer.map(str::to_owned) };
            let (visible, _) = VisibleLibrary::new(&all, &scope);
            visible.findings().iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(shown("internal", None), ["mergers happen", DUPLICATE_ID.summary, DUPLICATE_ID.summary]);
        assert_eq!(shown("restricted", None), messages);
        assert_eq!(shown("restricted", Some("acme")), Vec::<String>::new());
        assert_eq!(shown("customer", None), Vec::<String>::new());
    }
}
