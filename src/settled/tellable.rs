//! Findings in the words that a build's readers may see.

use super::settled_finding::SettledFinding;
use crate::library::Library;
use crate::secrets::{Pattern, Sweep};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Returns `findings` for the pages of a build of `visible`, a part of `all`. Where the words of one name an entry that
/// is left out, its rule's own words stand instead: a build must not say that there is such an entry.
pub fn tellable<'a>(findings: &'a [SettledFinding], all: &Library, visible: &Library) -> Cow<'a, [SettledFinding]> {
    let shown: BTreeSet<&str> = visible.entries().iter().map(|entry| entry.id.as_str()).collect();
    let hidden: Vec<_> = all.entries().iter().filter(|entry| !shown.contains(entry.id.as_str())).collect();
    if hidden.is_empty() || findings.is_empty() {
        return Cow::Borrowed(findings);
    }
    let names = hidden.iter().flat_map(|entry| [entry.id.as_str(), entry.file.path(), &entry.title.value]);
    let sweep = Sweep::new(names.map(|name| Pattern::name("an entry that is left out", name)));
    let tell = |finding: &SettledFinding| {
        let words = format!("{}\n{}", finding.message, finding.help);
        let names_hidden = !sweep.traces(words.as_bytes()).is_empty();
        if names_hidden { finding.in_words_of_rule() } else { finding.clone() }
    };
    Cow::Owned(findings.iter().map(tell).collect())
}

#[cfg(test)]
mod tests {
    use super::super::settled_finding::settle;
    use super::*;
    use crate::config::default_settings;
    use crate::entry::{Context, read_entries};
    use crate::finding::{Finding, Place};
    use crate::library::Lists;
    use crate::secrets::LEAKED_CANARY;
    use crate::source::{SourceFile, Span};

    #[test]
    fn words_about_what_is_left_out_give_way_to_the_rules_own() {
        let settings = default_settings();
        let root = settings.roots.first().unwrap();
        let library = |texts: &[(&str, &str)]| {
            let read = |(path, text): &(&str, &str)| {
                read_entries(&SourceFile::new(path, (*text).to_owned()), Context { settings: &settings, root })
            };
            Library::new(texts.iter().map(read).collect(), Lists::default()).0
        };
        let texts = [
            ("content/pages/open.md", "---\ntitle: Open\n---\n"),
            ("content/pages/secret.md", "---\ntitle: Merger\n---\n"),
        ];
        let (all, visible) = (library(&texts), library(&texts[..1]));
        let place = Place::new(&SourceFile::new("content/pages/open.md", String::new()), Span::default());
        let finding = |message: &str| Finding::new(&LEAKED_CANARY, place.clone(), message);
        let findings = ["mergers happen", "says what `pages/secret` says", "the merger is named"];
        let findings = settle(findings.map(finding).to_vec(), &[]);
        let told: Vec<String> =
            tellable(&findings, &all, &visible).iter().map(|finding| finding.message.clone()).collect();
        assert_eq!(told, ["mergers happen", LEAKED_CANARY.summary, LEAKED_CANARY.summary]);
        assert!(matches!(tellable(&findings, &all, &all), Cow::Borrowed(_)));
    }
}
