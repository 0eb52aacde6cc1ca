//! Front matter that is extreme. Most of it is over the limit of 64 KiB at the larger sizes, and costs a finding there.

use super::Generator;

/// The generators by name.
pub(super) const GENERATORS: &[Generator] = &[
    ("front matter, never closed", |n| format!("---\ntitle: x\n{}", "a: b\n".repeat(n / 5))),
    ("front matter, unknown keys", |n| entry(&numbered(n, |i| format!("key{i}: x\n")))),
    ("front matter, one list", |n| entry(&format!("tags: [{}]\n", numbered(n, |i| format!("t{i}, "))))),
    ("front matter, tags of one name", |n| entry(&format!("tags: [{}]\n", "t, ".repeat(n / 3)))),
    ("front matter, brackets", |n| entry(&format!("tags: {}\n", "[".repeat(n)))),
    ("front matter, braces", |n| entry(&format!("tags: {}\n", "{a: ".repeat(n / 4)))),
    ("front matter, depth by indent", |n| {
        let depth = (n / 4).min(2_000);
        entry(&(0..depth).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<Vec<_>>().concat())
    }),
    ("front matter, anchors", |n| entry(&format!("a: &a x\n{}", numbered(n, |i| format!("b{i}: *a\n"))))),
    ("front matter, one scalar", |n| entry(&format!("summary: {}\n", "a".repeat(n)))),
    ("front matter, one quoted scalar", |n| entry(&format!("summary: \"{}\"\n", "\\u0041".repeat(n / 6)))),
    ("front matter, one block", |n| entry(&format!("summary: |\n{}", "  a\n".repeat(n / 4)))),
    ("front matter, comments", |n| entry(&"# a\n".repeat(n / 4))),
    ("front matter, documents", |n| entry(&"--- \n".repeat(n / 5))),
    ("front matter, duplicate keys", |n| entry(&"a: b\n".repeat(n / 5))),
    ("claims", |n| {
        entry(&format!("claims:\n{}", numbered(n, |i| format!("  - id: c{i}\n    text: It stops at {i} users.\n"))))
    }),
    ("aliases", |n| entry(&format!("aliases: [{}]\n", numbered(n, |i| format!("a{i}, "))))),
    ("title of one word", |n| format!("---\ntitle: {}\ncompetitor: Globex\n---\nx\n", "a".repeat(n))),
];

fn entry(fields: &str) -> String {
    format!("---\ntitle: Globex\ncompetitor: Globex\n{fields}---\nx\n")
}

fn numbered(size: usize, part: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 100);
    for index in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&part(index));
    }
    text
}
