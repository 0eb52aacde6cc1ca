//! `robots.txt` as RFC 9309 has it: groups of rules, the longest match wins, `allow` before `disallow` of one length.
//!
//! The crates for it are unmaintained, or slice text at bytes that are not the start of a character; the answer of an
//! unknown server is read here.

use std::fmt::Write as _;
use std::time::Duration;

/// The most bytes of a file that are read (RFC 9309, 2.5, asks for at least 500 KiB).
const LIMIT: usize = 512 << 10;
/// The longest pause that is kept to.
const LONGEST_DELAY: f64 = 30.0;

/// The rules of one `robots.txt` for one agent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<(Access, String)>,
    /// The pause that it asks for between two requests.
    pub crawl_delay: Option<Duration>,
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Access {
    Disallow,
    Allow,
}

impl Robots {
    /// Excludes every page: that is what no answer means (RFC 9309, 2.3.1.4).
    pub fn none_allowed() -> Self {
        Self { rules: vec![(Access::Disallow, "/".to_owned())], crawl_delay: None }
    }

    /// Reads the rules for `agent`, in small letters: those of the groups that name it, or of the groups for all.
    pub fn parse(bytes: &[u8], agent: &str) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..LIMIT.min(bytes.len())).unwrap_or_default());
        let (mut own, mut general) = (Self::default(), Self::default());
        let (mut is_own, mut is_general, mut has_rules, mut is_named) = (false, false, false, false);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if has_rules {
                        (is_own, is_general, has_rules) = (false, false, false);
                    }
                    let name: String = value
                        .chars()
                        .take_while(|symbol| symbol.is_ascii_alphabetic() || matches!(symbol, '-' | '_'))
                        .collect();
                    is_general |= value.starts_with('*');
                    is_own |= name.eq_ignore_ascii_case(agent);
                    is_named |= is_own;
                }
                key @ ("allow" | "disallow") => {
                    has_rules = true;
                    let access = if key == "allow" { Access::Allow } else { Access::Disallow };
                    let rules = [(is_own, &mut own), (is_general, &mut general)];
                    for (_, robots) in rules.into_iter().filter(|(is_in, _)| *is_in && !value.is_empty()) {
                        robots.rules.push((access, normal(value)));
                    }
                }
                "crawl-delay" => {
                    has_rules = true;
                    let delay = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
                    let delay = delay.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY)));
                    for (_, robots) in
                        [(is_own, &mut own), (is_general, &mut general)].into_iter().filter(|(is_in, _)| *is_in)
                    {
                        robots.crawl_delay = delay.or(robots.crawl_delay);
                    }
                }
                _ => {}
            }
        }
        if is_named { own } else { general }
    }

    /// Returns whether the page with this path and query may be fetched.
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        let matching = self.rules.iter().filter(|(_, rule)| matches(rule, &path));
        let best = matching.max_by_key(|(access, rule)| (rule.len(), *access));
        path == "/robots.txt" || best.is_none_or(|(access, _)| *access == Access::Allow)
    }
}

/// Writes percent-encoded bytes in one way, and encodes those that are not ASCII.
fn normal(path: &str) -> String {
    let mut text = String::new();
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *byte == b'%');
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        match code {
            Some(code) if is_plain(code) => text.push(char::from(code)),
            Some(code) => push_code(&mut text, code),
            None if byte.is_ascii() => text.push(char::from(*byte)),
            None => push_code(&mut text, *byte),
        }
        at += if code.is_some() { 3 } else { 1 };
    }
    text
}

/// Adds a percent-encoded byte.
fn push_code(text: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    let _ = write!(text, "%{byte:02X}");
}

/// Returns whether `rule`, in which `*` is any text and a final `$` is the end, matches the beginning of `path`.
fn matches(rule: &str, path: &str) -> bool {
    let (rule, is_whole) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let last = if is_whole { parts.pop() } else { None };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !is_whole || rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        Robots::parse(robots.as_bytes(), "fieldbook").allows(path)
    }

    #[test]
    fn the_longest_rule_wins_and_allow_before_disallow() {
        let robots =
            "\u{FEFF}User-Agent: *\nDisallow: /docs # not these\nAllow: /docs/open\nAllow: /both\nDisallow: /both\n";
        for (path, expected) in
            [("/", true), ("/docs/x", false), ("/docs/open/x", true), ("/both", true), ("/robots.txt", true)]
        {
            assert_eq!(allows(robots, path), expected, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow:\n", "/x"), "an empty rule excludes nothing");
        assert!(!allows("user-agent: *\r\ndisallow: /\r\n", "/x"));
        assert!(allows("<html><p>User-agent: *</p>Disallow /", "/x"), "no robots.txt at all");
    }

    #[test]
    fn groups_with_our_name_count_alone_and_together() {
        let robots = "User-agent: other\nUser-agent: FieldBook/1.0\nDisallow: /a\nUser-agent: *\nDisallow: /\n\
                      User-agent: fieldbook\nDisallow: /b\nCrawl-delay: 2.5\n";
        assert_eq!([allows(robots, "/a"), allows(robots, "/b"), allows(robots, "/c")], [false, false, true]);
        assert_eq!(Robots::parse(robots.as_bytes(), "fieldbook").crawl_delay, Some(Duration::from_millis(2_500)));
        let delay = |text: &str| {
            Robots::parse(format!("user-agent: *\ncrawl-delay: {text}").as_bytes(), "fieldbook").crawl_delay
        };
        assert_eq!([delay("99"), delay("-1"), delay("x")], [Some(Duration::from_secs(30)), None, None]);
    }

    #[test]
    fn wildcards_and_ends_match() {
        for (rule, path, expected) in [
            ("/fish*$", "/fish.html", true),
            ("/fish*$", "/shark/fish", false),
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a/b.php5", false),
            ("/*.php", "/a/b.php5", true),
            ("/a*b*c", "/a1b2c3", true),
            ("/a*b*c", "/a1c2b", false),
            ("/$", "/", true),
            ("/$", "/x", false),
            ("/%7ejoe", "/~joe/", true),
            ("/ü", "/%C3%BC", true),
            ("/a%3cd", "/a%3Cd.html", true),
        ] {
            let robots = Robots::parse(format!("user-agent: *\ndisallow: {rule}").as_bytes(), "fieldbook");
            assert_eq!(!robots.allows(path), expected, "{rule} {path}");
        }
        assert!(!Robots::none_allowed().allows("/x"));
        let long =
            [b"user-agent: *\ndisallow: /x\n".to_vec(), vec![b'#'; 10 << 20], b"\nallow: /x\n".to_vec()].concat();
        assert!(!Robots::parse(&long, "fieldbook").allows("/x"), "what is beyond the limit is not read");
    }
}
