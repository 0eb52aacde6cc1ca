//! A site's own lists of words: plain words, never patterns, so that no list can make a check slow.

use super::{fieldbook, site, text};

const PAGE: &str = "---\ntitle: T\nsummary: S.\nowner: ann\naudience: customer\n---\nWe say (a+)+$ and leverage, and aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! \n";

#[test]
fn a_pattern_in_the_list_of_jargon_is_a_word_like_others() {
    let jargon = "- {term: \"(a+)+$\", say: it}\n- {term: \".*\", say: nothing}\n- {term: leverage, say: use}\n";
    let folder = site(&[("site.toml", ""), ("jargon.yaml", jargon), ("content/pages/a.md", PAGE)]);
    let outcome = fieldbook(folder.path(), &["check", "--rule", "style/jargon", "--format", "concise"]);
    let found: Vec<String> = text(&outcome.stdout)
        .lines()
        .map(|line| line.split(" warning").next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(found, ["content/pages/a.md:7:8:", "content/pages/a.md:7:19:"], "{outcome:?}");
}

#[test]
fn an_unknown_rule_is_said_with_the_one_that_is_meant() {
    let settings = "[rules]\n\"style/jargn\" = \"error\"\n";
    let page = PAGE.replace("We say", "<!-- fieldbook-allow style/jargn reason=\"r\" until=2027-01-01 -->\nWe say");
    let folder = site(&[("site.toml", settings), ("content/pages/a.md", &page)]);
    let outcome = fieldbook(folder.path(), &["check", "--format", "concise", "--rule", "schema"]);
    let expected = "content/pages/a.md:7:22: warning[schema/unknown-value] unknown rule or family `style/jargn`; did you mean `style/jargon`?\nsite.toml:2:1: error[schema/unknown-key] unknown rule or family `style/jargn`; did you mean `style/jargon`?\n";
    assert_eq!(text(&outcome.stdout), expected);
}

#[test]
fn a_credential_that_is_allowed_or_not_asked_for_is_not_shown_either() {
    let key = super::key();
    let print = super::fingerprint(&key);
    let allow =
        format!("<!-- fieldbook-allow secrets/leaked-credential fingerprint={print} not-a-secret reason=\"r\" -->");
    let page = format!("---\ntitle: T\nowner: ann\n{key}: x\n---\n{allow}\nSee [[pages/{key}]] for {key}, seperate.\n");
    let folder = site(&[("site.toml", super::SALT), ("content/pages/a.md", &page)]);
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] {
        for rule in [&[][..], &["--rule", "schema", "--rule", "links", "--rule", "style"]] {
            let outcome = fieldbook(folder.path(), &[&["check", "--format", format], rule].concat());
            let shown = text(&outcome.stdout) + &text(&outcome.stderr);
            assert!(shown.contains("unknown-key") || format == "gitlab", "a control: {shown}");
            assert!(!super::leaks(&shown), "{format} {rule:?}: {}", shown.replace(&key, "KEY"));
        }
    }
}
