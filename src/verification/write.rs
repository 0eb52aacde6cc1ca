//! The new text of a file in which a check is recorded.

use super::footnote;
use super::record::VerificationRecord;
use super::refusal::Refusal;
use crate::editing::{FieldValue, with_field};
use crate::entry::{Claim, Entry};
use crate::library::checked_text;
use crate::wording::{Vocabulary, text_hash};

/// Returns the text of the entry's file in which `claim`, or without one the whole entry, is verified as `record` says;
/// the names of `vocabulary` count as names in its hash.
///
/// # Errors
/// The claim has no source, or its fields are entangled with others, as by an alias.
pub fn with_verification(
    entry: &Entry,
    claim: Option<&Claim>,
    record: &VerificationRecord,
    vocabulary: &Vocabulary,
) -> Result<String, Refusal> {
    if claim.is_some_and(|claim| claim.sources.is_empty()) {
        return Err(Refusal::Unsourced);
    }
    let text = entry.file.text();
    if let Some(claim) = claim.filter(|claim| is_footnote(entry, claim)) {
        let edit = footnote::edit(text, claim, record).ok_or(Refusal::Entangled)?;
        return edit.apply(text).ok_or(Refusal::Entangled);
    }
    let map = record.as_map(&text_hash(&checked_text(entry, claim), vocabulary));
    let claim = claim.map(|claim| claim.id.value.as_str());
    with_field(entry, FieldValue { claim, key: "verified", yaml: &map }).ok_or(Refusal::Entangled)
}

/// Returns whether `claim` is written as a footnote, which has room for a day and a name alone.
pub fn is_footnote(entry: &Entry, claim: &Claim) -> bool {
    claim.id.span.start >= entry.body.span.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{EntryFile, read_content};
    use crate::source::parse_date;
    use proptest::prelude::*;

    fn read(text: &str) -> EntryFile {
        read_content(&[("content/answers/a.md", text)]).remove(0)
    }

    fn record() -> VerificationRecord {
        let on = parse_date("2026-11-21").expect("a day");
        VerificationRecord { on, by: Some("ann".to_owned()), with: None, method: None }
    }

    /// Verifies the entry (or its claim `c`) and shows hashes as `H`.
    fn verify(text: &str, id: &str, claim: Option<&str>) -> String {
        let file = read(text);
        let entry = file.entries.iter().find(|entry| entry.id == id).expect("the entry");
        let found = claim.map(|claim| entry.claim(claim).expect("the claim"));
        let new = match with_verification(entry, found, &record(), &Vocabulary::default()) {
            Ok(new) => new,
            Err(refusal) => return format!("refused: {refusal:?}"),
        };
        let after = read(&new);
        let entry = after.entries.iter().find(|entry| entry.id == id).expect("the entry");
        let claim = claim.map(|claim| entry.claim(claim).expect("the claim"));
        let verified = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref()).expect("verified");
        assert_eq!((verified.on.value, verified.by.as_ref().map(|by| by.value.as_str())), (record().on, Some("ann")));
        let Some(hash) = &verified.hash else { return new };
        assert_eq!(hash.value, text_hash(&checked_text(entry, claim), &Vocabulary::default()));
        new.replace(&hash.value, "H")
    }

    fn claim(fields: &str) -> String {
        let text = format!("---\ntitle: T # t\nquestion: Q\nclaims:\n{fields}\nstatus: draft\n---\nbody\n");
        let new = verify(&text, "answers/a", Some("c"));
        let inside = new.strip_prefix("---\ntitle: T # t\nquestion: Q\nclaims:\n");
        let inside = inside.and_then(|rest| rest.strip_suffix("\nstatus: draft\n---\nbody\n"));
        inside.map_or(new.clone(), str::to_owned)
    }

    #[test]
    fn claims_in_every_style() {
        let map = "{on: 2026-11-21, by: ann, hash: H}";
        let head = "  - id: c\n    text: x 1\n    source: https://e.example/";
        for (before, after) in [
            ("\n    verified: 2026-01-01 # soon", "\n    verified: {} # soon"),
            ("\n    verified:   \"2026-01-01\"", "\n    verified:   {}"),
            ("\n    verified: {on: 2026-01-01, by: bob} # x", "\n    verified: {} # x"),
            ("\n    verified: {\n      on: 2026-01-01, # why\n    }", "\n    verified: {}"),
            (
                "\n    verified:\n      on: 2026-01-01\n      by: bob # b\n    topic: limit",
                "\n    verified: {} # b\n    topic: limit",
            ),
            ("\n    verified: # kept\n      on: 2026-01-01", "\n    verified: # kept\n      {}"),
            ("\n    verified:\n    topic: limit", "\n    verified: {}\n    topic: limit"),
            ("\n    verified: ~", "\n    verified: {}"),
            ("", "\n    verified: {}"),
            (" # s\n  # next", " # s\n    verified: {}\n  # next"),
            ("\n    quote: |\n      a\n      b", "\n    quote: |\n      a\n      b\n    verified: {}"),
        ] {
            assert_eq!(claim(&format!("{head}{before}")), format!("{head}{}", after.replace("{}", map)));
        }
        assert_eq!(
            claim("  - {id: c, text: 'x, y', sources: [{url: https://e.example/}]}"),
            format!("  - {{id: c, verified: {map}, text: 'x, y', sources: [{{url: https://e.example/}}]}}")
        );
        assert_eq!(
            claim("  [{id: \"c\", text: x, source: \"https://e.example/\", verified: 2026-01-01}]"),
            format!("  [{{id: \"c\", text: x, source: \"https://e.example/\", verified: {map}}}]")
        );
        assert_eq!(claim("  - id: c\n    text: x"), "refused: Unsourced");
        let shared = "  - id: d\n    text: x\n    verified: *day\n  - id: c\n    text: x\n    source: https://e.example/\n    verified: &day 2026-01-01\n";
        let swapped = shared.replace("*day", "D").replace("&day 2026-01-01", "*day").replace('D', "&day 2026-01-01");
        assert!(claim(&swapped).contains(&format!("verified: {map}")));
        let other = swapped.replace("id: d", "id: e").replace("id: c", "id: d").replace("id: e", "id: c");
        assert_eq!(
            claim(&other.replace("text: x\n", "text: x\n    source: https://e.example/\n").replacen(
                "    source: https://e.example/\n    verified: *day",
                "    verified: *day",
                1
            )),
            "refused: Entangled"
        );
    }

    #[test]
    fn footnotes_keep_to_a_day_and_a_name() {
        for (before, after) in [
            ("\"q\" (verified 2026-01-01)", "\"q\" (verified 2026-11-21 by ann)"),
            ("“q” (verified 2026-01-01 by bob) x", "“q” (verified 2026-11-21 by ann) x"),
            ("“q”, p. 3", "“q” (verified 2026-11-21 by ann), p. 3"),
            ("(verified 2026-01-01)", "(verified 2026-11-21 by ann)"),
            ("(Verified: 2026-01-01, by bob)", "(Verified: 2026-11-21 by ann)"),
            ("“q”, checked by bob on 2026-01-01; p. 3 (new)", "“q”, checked 2026-11-21 by ann; p. 3 (new)"),
            ("as of 2026-01-01. See (x)", "as of 2026-11-21 by ann. See (x)"),
            ("“q” captured 2026-01-01", "“q” (verified 2026-11-21 by ann) captured 2026-01-01"),
        ] {
            let text = |end: &str| {
                format!("---\r\nquestion: Q\r\n---\r\nIt is 5.[^c]\r\n\r\n[^c]: <https://e.example/> {end}\r\n")
            };
            assert_eq!(verify(&text(before), "answers/a", Some("c")), text(after));
        }
    }

    #[test]
    fn whole_entries() {
        let map = "{on: 2026-11-21, by: ann, hash: H}";
        for (before, after) in [
            ("---\nquestion: Q\nverified: 2026-01-01\n---\nx", "---\nquestion: Q\nverified: {}\n---\nx"),
            (
                "---\r\nquestion: Q\r\nstatus: approved # s\r\ntags: [a]\r\n---\r\nx",
                "---\r\nquestion: Q\r\nstatus: approved # s\r\nverified: {}\r\ntags: [a]\r\n---\r\nx",
            ),
            ("---\n# only this\n---\nx", "---\nverified: {}\n# only this\n---\nx"),
            ("---\n{question: Q, tags: [a]}\n---\nx", "---\n{question: Q, verified: {}, tags: [a]}\n---\nx"),
            ("# T\n\nx\n", "---\nverified: {}\n---\n# T\n\nx\n"),
        ] {
            assert_eq!(verify(before, "answers/a", None), after.replace("{}", map));
        }
    }

    #[test]
    fn answers_of_a_file_get_fences_of_their_own() {
        let map = "verified: {on: 2026-11-21, by: ann, hash: H}";
        let front = "---\nverified: {on: 2026-01-01, hash: v1:0}\n---\nintro\n\n";
        for (before, after) in [
            ("## Q\n\nYes.\n", "## Q\n\n```yaml\n{}\n```\n\nYes.\n"),
            ("## Q\nYes.\n", "## Q\n\n```yaml\n{}\n```\n\nYes.\n"),
            ("## Q", "## Q\n\n```yaml\n{}\n```\n"),
            ("## Q\n```yaml\nsme: x\n```\nYes\n", "## Q\n```yaml\nsme: x\n{}\n```\nYes\n"),
            ("## Q\n\n```yaml\nverified: 2026-02-02\nsme: x\n```\nYes\n", "## Q\n\n```yaml\n{}\nsme: x\n```\nYes\n"),
        ] {
            let text = |end: &str| format!("{front}## First\n\nNo.\n\n{end}");
            assert_eq!(verify(&text(before), "answers/a/q", None), text(&after.replace("{}", map)));
        }
        let file = read(&format!("{front}## Q\n\nYes.\n"));
        let answer = file.entries.iter().find(|entry| entry.id == "answers/a/q").expect("the answer");
        assert!(answer.verified.as_ref().is_some_and(|verified| verified.hash.is_none()), "the file's hash is its own");
    }

    #[test]
    fn whatever_is_recorded_reads_back() {
        for method in ["read: the page", "true", "a \"b\" \\ c", "5", "# x", "é\u{7f}", "{x}, y", "- a", "'"] {
            let record = VerificationRecord { method: Some(method.to_owned()), ..record() };
            let file = read("---\nquestion: Q\n---\nx\n");
            let entry = file.entries.first().expect("an entry");
            let new = with_verification(entry, None, &record, &Vocabulary::default()).expect("verified");
            let after = read(&new);
            let verified = after.entries.first().and_then(|entry| entry.verified.clone()).expect("verified");
            assert_eq!(verified.method.map(|method| method.value).as_deref(), Some(method));
        }
    }

    fn verified_form() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "",
            "    verified: 2026-01-01\n",
            "    verified: '2026-01-01'   # c\n",
            "    verified:\n      on: 2026-01-01\n      by: bob\n",
            "    verified: {on: 2026-01-01,\n      by: bob}\n",
            "    verified:\n",
        ])
        .prop_map(str::to_owned)
    }

    proptest! {
        #[test]
        fn every_other_byte_stays(
            title in "[a-zA-Zé😀 ]{0,12}", comment in "( #[ -~é]{0,12})?", form in verified_form(),
            after in prop::sample::select(vec!["", "    topic: limit # t\n", "  # next\n", "\n"]),
            body in "[ -~é\n]{0,60}", is_crlf in any::<bool>()
        ) {
            let before = format!("---\nquestion: \"{title}\"{comment}\nclaims:\n  - id: c\n    text: x\n    source: https://e.example/{comment}\n");
            let tail = format!("{after}  - {{id: d, text: y}}\ntags: [a,   b]\n---\n{body}");
            let ends = |text: &str| if is_crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
            let (before, tail) = (ends(&before), ends(&tail));
            let text = format!("{before}{}{tail}", ends(&form));
            let file = read(&text);
            prop_assume!(file.entries.len() == 1);
            let entry = &file.entries[0];
            let claim = entry.claim("c").expect("the claim");
            let new = with_verification(entry, Some(claim), &record(), &Vocabulary::default()).expect("verified");
            prop_assert!(new.starts_with(&before), "{new}");
            let end = if after.starts_with("    topic") && form.is_empty() { tail.strip_prefix(&ends(after)).unwrap_or_default() } else { tail.as_str() };
            prop_assert!(new.ends_with(end), "{new}");
            prop_assert_eq!(new.matches('\n').count() - new.matches("\r\n").count(), if is_crlf { 0 } else { new.matches('\n').count() });
            let again = read(&new);
            let verified = again.entries[0].claim("c").and_then(|claim| claim.verified.clone()).expect("verified");
            prop_assert_eq!(verified.on.value, record().on);
            prop_assert_eq!(again.entries[0].text(), entry.text());
        }
    }
}
