//! What is masked in the texts and lines of findings.
//!
//! A credential is known by its place: that of a finding of the family `secrets`, and every one that a scan finds in a
//! file that a finding shows. Lines that hold one are not shown, and texts that repeat one have it replaced, as they
//! have whatever looks like a credential itself.

use super::excerpt::{Excerpt, cut, cut_first};
use super::settled_place::SettledPlace;
use crate::finding::{Family, Finding, Place};
use crate::secrets::{KnownValues, scan_file};
use crate::source::SourceFile;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where credentials are, and what they are.
pub(super) struct Masks {
    lines_by_path: BTreeMap<String, BTreeSet<u32>>,
    values: KnownValues,
}

impl Masks {
    /// Collects the credentials among `secrets` and in every file that `findings` show.
    pub(super) fn new(secrets: &[Finding], findings: &[Finding]) -> Self {
        let mut masks = Self { lines_by_path: BTreeMap::new(), values: KnownValues::new([]) };
        let mut texts = BTreeSet::new();
        let is_secret = |finding: &&Finding| finding.rule.family == Family::Secrets;
        for finding in secrets.iter().chain(findings).filter(is_secret) {
            masks.add(&finding.place, &mut texts);
            for (place, _) in &finding.related {
                masks.hide_lines(place);
            }
        }
        let scanned: Vec<Vec<Place>> = shown_files(findings)
            .into_par_iter()
            .map(|file| scan_file(file).iter().map(|hit| Place::new(file, hit.span)).collect())
            .collect();
        for place in scanned.iter().flatten() {
            masks.add(place, &mut texts);
        }
        masks.values = KnownValues::new(texts.iter().map(String::as_str));
        masks
    }

    fn add(&mut self, place: &Place, texts: &mut BTreeSet<String>) {
        self.hide_lines(place);
        let text = place.file.slice(place.span);
        texts.insert(text.to_owned());
    }

    fn hide_lines(&mut self, place: &Place) {
        let lines = self.lines_by_path.entry(place.file.path().to_owned()).or_default();
        lines.extend(place.start().line..=place.end().line);
    }

    /// Returns `text` without credentials.
    pub(super) fn text(&self, text: &str) -> String {
        self.values.mask(text)
    }

    /// Returns `place` as reports show it.
    pub(super) fn place(&self, place: &Place) -> SettledPlace {
        let (start, end) = (place.start(), place.end());
        let excerpt = match self.excerpt(place, start.line, end.line) {
            Excerpt::Lines(lines, _) if self.text(&lines) != lines => Excerpt::Secret,
            excerpt => excerpt,
        };
        SettledPlace { path: self.text(place.file.path()), span: place.span, start, end, excerpt }
    }

    /// Returns the lines of `place`, or only its first where the whole may not be shown.
    fn excerpt(&self, place: &Place, first_line: u32, last_line: u32) -> Excerpt {
        let lines = self.lines_by_path.get(place.file.path());
        let has_secret = |last| lines.is_some_and(|lines| lines.range(first_line..=last).next().is_some());
        if has_secret(first_line) {
            return Excerpt::Secret;
        }
        let text = place.file.text();
        let range = place.span.range();
        if !has_secret(last_line)
            && let Some(excerpt) = cut(text, range.clone())
        {
            return excerpt;
        }
        cut_first(text, range.start).unwrap_or(Excerpt::Long)
    }
}

/// Returns every file that `findings` show, once.
fn shown_files(findings: &[Finding]) -> Vec<&Arc<SourceFile>> {
    let related = findings.iter().flat_map(|finding| finding.related.iter().map(|(place, _)| &place.file));
    let files = findings.iter().map(|finding| &finding.place.file).chain(related);
    files.map(|file| (Arc::as_ptr(file).addr(), file)).collect::<BTreeMap<_, _>>().into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Rule;
    use crate::settled::test_rules::rule;
    use crate::settled::{SettledFinding, settle_findings};
    use crate::source::Span;

    static SECRET: Rule = rule("secrets/test", Family::Secrets);
    static OTHER: Rule = rule("site/test", Family::Site);

    /// Returns the place of `text` in `file`.
    fn place(file: &Arc<SourceFile>, text: &str) -> Place {
        let start = file.text().find(text).unwrap();
        Place::new(file, Span::new(start..start + text.len()))
    }

    fn file(path: &str, text: &str) -> Arc<SourceFile> {
        SourceFile::new(path, text.to_owned())
    }

    /// Returns the lines that `place` shows, and what is meant of them.
    fn lines(place: &SettledPlace) -> String {
        match &place.excerpt {
            Excerpt::Lines(lines, meant) => format!("{lines:?} {meant:?}"),
            other => format!("{other:?}"),
        }
    }

    fn shown(findings: &[SettledFinding]) -> Vec<String> {
        findings.iter().map(|finding| format!("{}: {}", finding.message, lines(&finding.place))).collect()
    }

    #[test]
    fn a_credential_is_hidden_with_its_line_and_wherever_its_text_is_repeated() {
        let one = file("content/a.md", "aaa\nkey hunter42 end\nbbb\nccc\n");
        let two = file("content/b.md", "again hunter42\nddd hunter\n");
        let secrets = [Finding::new(&SECRET, place(&one, "hunter42"), "a credential")];
        let findings = vec![
            Finding::new(&OTHER, place(&one, "aaa"), "1 hunter42").help("not hunter42").owner(Some("hunter42 team")),
            Finding::new(&OTHER, place(&one, "aa\nkey"), "2").see(place(&one, "end"), "see hunter42"),
            Finding::new(&OTHER, place(&one, "end"), "3").subject("hunter42"),
            Finding::new(&OTHER, place(&one, "bb\ncc"), "4 hunter"),
            Finding::new(&OTHER, place(&two, "again"), "5"),
            Finding::new(&OTHER, place(&two, "ddd"), "6"),
        ];
        let settled = settle_findings(findings, &secrets);
        assert_eq!(
            shown(&settled),
            [
                "1 [redacted]: \"aaa\" 0..3",
                "2: \"aaa\" 1..3",
                "3: Secret",
                "4 hunter: \"bbb\\nccc\" 1..6",
                "5: Secret",
                "6: \"ddd hunter\" 0..3",
            ]
        );
        let first = settled.first().unwrap();
        assert_eq!((first.help.as_str(), first.owner.as_deref()), ("not [redacted]", Some("[redacted] team")));
        let (related, words) = settled.get(1).unwrap().related.first().unwrap();
        assert_eq!((lines(related).as_str(), words.as_str()), ("Secret", "see [redacted]"));
        assert_eq!(settled.get(2).unwrap().subject(), "[redacted]");
    }

    #[test]
    fn a_finding_of_another_family_hides_nothing() {
        let file = file("content/a.md", "key hunter42 end\n");
        let findings = vec![Finding::new(&OTHER, place(&file, "hunter42"), "hunter42")];
        assert_eq!(shown(&settle_findings(findings, &[])), ["hunter42: \"key hunter42 end\" 4..12"]);
    }

    #[test]
    fn a_finding_about_a_credential_hides_it_in_the_others_and_in_itself() {
        let one = file("content/a.md", "key hunter42\nnear\nfar\n");
        let secret =
            Finding::new(&SECRET, place(&one, "hunter42"), "found hunter42").see(place(&one, "near"), "beside");
        let findings = vec![
            secret,
            Finding::new(&OTHER, place(&one, "near"), "near"),
            Finding::new(&OTHER, place(&one, "far"), "near is no credential"),
        ];
        assert_eq!(
            shown(&settle_findings(findings, &[])),
            ["found [redacted]: Secret", "near: Secret", "near is no credential: \"far\" 0..3"]
        );
    }

    #[test]
    fn credentials_from_six_bytes_on_are_masked_in_other_texts() {
        let file = file("content/a.md", "abcde abcdef\nother\n");
        let masked = |secret: &str| {
            let secrets = [Finding::new(&SECRET, place(&file, secret), "a credential")];
            let findings = vec![Finding::new(&OTHER, place(&file, "other"), "abcde abcdef")];
            settle_findings(findings, &secrets).remove(0).message.clone()
        };
        assert_eq!([masked("abcde"), masked("abcdef")], ["abcde abcdef", "abcde [redacted]"]);
    }

    #[test]
    fn a_credential_of_many_lines_is_masked_line_by_line() {
        let file = file("content/a.md", "before\nfirst-line\n  second-line\nafter\n");
        let secrets = [Finding::new(&SECRET, place(&file, "first-line\n  second-line"), "a credential")];
        let findings = vec![
            Finding::new(&OTHER, place(&file, "before"), "first-line, second-line"),
            Finding::new(&OTHER, place(&file, "first"), "1"),
            Finding::new(&OTHER, place(&file, "second"), "2"),
            Finding::new(&OTHER, place(&file, "after"), "3"),
        ];
        assert_eq!(
            shown(&settle_findings(findings, &secrets)),
            ["[redacted], [redacted]: \"before\" 0..6", "1: Secret", "2: Secret", "3: \"after\" 0..5"]
        );
    }

    #[test]
    fn what_a_scan_of_the_shown_files_finds_is_masked_without_a_finding() {
        let (value, token) = (["Xk29f", "Lqz81vTnW"].concat(), ["AKIA", "Q3EGRVMD5KPT7XWN"].concat());
        let one = file("content/a.md", &format!("password: {value}\nother\n"));
        let two = file("content/b.md", &format!("passphrase: {value}2\nother\n"));
        let findings = vec![
            Finding::new(&OTHER, place(&one, "password"), "1"),
            Finding::new(&OTHER, place(&one, "other"), format!("2 {value}, {value}2")).see(place(&two, "other"), "x"),
            Finding::new(&OTHER, place(&file("content/c.md", "x\n"), "x"), format!("3 {token}")),
        ];
        assert_eq!(
            shown(&settle_findings(findings, &[])),
            ["1: Secret", "2 [redacted], [redacted]: \"other\" 0..5", "3 [redacted]: \"x\" 0..1"]
        );
    }
}
