//! `[[secrets.patterns]]`: formats of credentials that only the company itself knows.

use crate::source::Spanned;
use crate::values::{Fields, WRONG_TYPE};
use regex::{Regex, RegexBuilder};

/// The most patterns of a site.
const MOST: usize = 100;
/// The largest program of a compiled pattern, in bytes.
const LARGEST_PROGRAM: usize = 1 << 20;
/// The deepest nesting of groups and repetitions in a pattern.
const DEEPEST: u32 = 32;

/// A format of credentials.
#[derive(Debug, Clone)]
pub struct CredentialPattern {
    /// What to call such a credential in a message.
    pub name: String,
    /// Where it is revoked, such as `in the service console, Keys`.
    pub revoke: Option<String>,
    /// What it looks like. Group 1, where there is one, is the secret; the match as a whole is otherwise.
    pub pattern: Regex,
}

/// Reads the patterns in `top`. One that cannot be used is reported with the reason; an error in the settings holds every
/// build, since nothing is known of what it would have found.
pub(super) fn credential_patterns(top: &Fields<'_>) -> Vec<CredentialPattern> {
    let patterns = top.map("secrets", |fields| fields.maps("patterns", credential_pattern)).unwrap_or_default();
    let patterns: Vec<CredentialPattern> = patterns.into_iter().flatten().collect();
    if patterns.len() > MOST
        && let Some((name, _)) = top.open("secrets").first()
    {
        let message = format!("a site has at most {MOST} patterns of credentials; found {}", patterns.len());
        top.reading().report(&WRONG_TYPE, name.span, "secrets.patterns", message);
    }
    patterns
}

fn credential_pattern(fields: &Fields<'_>) -> Option<CredentialPattern> {
    let (name, pattern) = (fields.text("name"), fields.text("pattern"));
    let revoke = fields.text("revoke").map(|text| text.value);
    for (key, value) in [("name", &name), ("pattern", &pattern)] {
        if value.is_none() && !fields.has(key) {
            fields.missing(key, "a pattern of credentials has a `name` and a `pattern`");
        }
    }
    let (name, pattern) = (name?, pattern?);
    match compiled(&pattern) {
        Ok(pattern) => Some(CredentialPattern { name: name.value, revoke, pattern }),
        Err(cause) => {
            fields.reading().report(&WRONG_TYPE, pattern.span, "pattern", cause);
            None
        }
    }
}

/// Compiles a pattern. Matching takes linear time whatever the pattern is, so only its size is bounded.
fn compiled(pattern: &Spanned<String>) -> Result<Regex, String> {
    let built = RegexBuilder::new(&pattern.value)
        .size_limit(LARGEST_PROGRAM)
        .dfa_size_limit(LARGEST_PROGRAM)
        .nest_limit(DEEPEST)
        .build();
    match built {
        Ok(regex) if regex.is_match("") => {
            Err("the pattern matches empty text, so it would match everywhere".to_owned())
        }
        Ok(regex) => Ok(regex),
        Err(regex::Error::CompiledTooBig(_)) => {
            Err(format!("the pattern needs more than {LARGEST_PROGRAM} bytes; use smaller repetitions"))
        }
        Err(error) => {
            // The last line says what is wrong; those before it repeat the pattern.
            let text = error.to_string();
            let cause = text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Err(format!("the pattern is not a regular expression: {cause}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read_settings;
    use crate::source::SourceFile;

    /// Returns the names of the patterns in `text`, and what is wrong with it.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (settings, findings) = read_settings(&SourceFile::new("site.toml", text.to_owned()));
        let place = |finding: &crate::finding::Finding| finding.place.start();
        let show = |finding| format!("{}:{} {}", place(finding).line, place(finding).column, finding.message);
        let names = settings.credential_patterns.iter().map(|pattern| pattern.name.clone()).collect();
        (names, findings.iter().map(show).collect())
    }

    #[test]
    fn each_mistake_of_a_pattern_has_its_place_and_reason() {
        let pattern = |pattern: &str| format!("[[secrets.patterns]]\nname = \"K\"\npattern = '{pattern}'\n");
        assert_eq!(read(&pattern("k_[0-9]{8}")), (vec!["K".to_owned()], Vec::new()));
        let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
        for (text, expected) in [
            (pattern("k_[0-9"), "3:11 the pattern is not a regular expression: unclosed character class"),
            (pattern("k*"), "3:11 the pattern matches empty text, so it would match everywhere"),
            (pattern("(?:x{1000}){1000}"), "3:11 the pattern needs more than 1048576 bytes; use smaller repetitions"),
            (
                pattern(&deep),
                "3:11 the pattern is not a regular expression: exceed the maximum number of nested parentheses/brackets (32)",
            ),
            (pattern(r"(a)\1"), "3:11 the pattern is not a regular expression: backreferences are not supported"),
            (
                "[[secrets.patterns]]\nname = \"K\"\n".to_owned(),
                "1:1 `secrets.patterns[0].pattern` is missing: a pattern of credentials has a `name` and a `pattern`",
            ),
        ] {
            assert_eq!(read(&text), (Vec::new(), vec![expected.to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_site_has_at_most_a_hundred_patterns() {
        let patterns = |count: usize| "[[secrets.patterns]]\nname = \"K\"\npattern = 'k'\n".repeat(count);
        assert_eq!(read(&patterns(100)).1, Vec::<String>::new());
        assert_eq!(read(&patterns(101)).1, ["1:11 a site has at most 100 patterns of credentials; found 101"]);
    }
}
