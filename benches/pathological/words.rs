//! Words and sentences that are extreme: one endless word, one sentence, what rules look for, over and over.

use super::Generator;
use super::markdown::{body, lines};

/// The generators by name.
pub(super) const GENERATORS: &[Generator] = &[
    ("one word", |n| body(&"a".repeat(n), "")),
    ("one word of capitals", |n| body(&"A".repeat(n), "")),
    ("one word of digits", |n| body(&"7".repeat(n), "")),
    ("one word of letters and digits", |n| body(&"aB3x".repeat(n / 4), "")),
    ("one word with hyphens", |n| body(&"ab-".repeat(n / 3), "")),
    ("one word with dots", |n| body(&"ab.".repeat(n / 3), "")),
    ("one word with slashes", |n| body(&"ab/".repeat(n / 3), "")),
    ("one word with at signs", |n| body(&"ab@".repeat(n / 3), "")),
    ("one word with colons", |n| body(&"ab:".repeat(n / 3), "")),
    ("one word with apostrophes", |n| body(&"ab'".repeat(n / 3), "")),
    ("one word, accented", |n| body(&"é".repeat(n / 2), "")),
    ("combining marks", |n| body(&format!("e{}", "\u{301}".repeat(n / 2)), "")),
    ("ideographs", |n| body(&"漢".repeat(n / 3), "")),
    ("emoji", |n| body(&"👩‍👩‍👧 ".repeat(n / 20), "")),
    ("zero-width spaces", |n| body(&"a\u{200B}".repeat(n / 4), "")),
    ("right-to-left", |n| body(&"א ".repeat(n / 3), "")),
    ("one sentence", |n| body(&"word ".repeat(n / 5), "")),
    ("sentences of one word", |n| body(&"Go. ".repeat(n / 4), "")),
    ("abbreviations", |n| body(&"e.g. i.e. ".repeat(n / 10), "")),
    ("different words", |n| body(&(0..n / 8).map(|i| format!("w{i:06} ")).collect::<Vec<_>>().concat(), "")),
    ("findings on one line", |n| body(&"world-class seamless ".repeat(n / 21), "")),
    ("findings, one a line", |n| lines(n, |_| "It is world-class and seamless.\n".to_owned())),
    ("the competitor's name", |n| body(&"Globex lacks it. ".repeat(n / 17), "")),
    ("roadmap promises", |n| body(&"We will ship it in the next release. ".repeat(n / 37), "")),
    ("guarantees", |n| body(&"We guarantee 99.9 % uptime. ".repeat(n / 28), "")),
    ("prices", |n| body(&"It costs $1,000 a month. ".repeat(n / 25), "")),
    ("acronyms", |n| body(&"QXZ WVK ".repeat(n / 8), "")),
    ("different acronyms", |n| body(&(0..n / 5).map(|i| format!("{} ", letters(i))).collect::<Vec<_>>().concat(), "")),
    ("beginnings of tokens", |n| body(&"eyJ-".repeat(n / 4), "")),
    ("beginnings of passwords", |n| body(&"password=".repeat(n / 9), "")),
    ("words of secrets", |n| body(&"password: token= secret ".repeat(n / 24), "")),
    ("keys and values", |n| {
        body(&(0..n / 20).map(|i| format!("api_key = \"v{i}q\"; ")).collect::<Vec<_>>().concat(), "")
    }),
    ("base64", |n| body(&"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3ODkw".repeat(n / 44), "")),
    ("base64 in words", |n| body(&"QUJDREVGR0hJSktMTU5PUFFS ".repeat(n / 25), "")),
    ("hexadecimal", |n| body(&"0123456789abcdef".repeat(n / 16), "")),
    ("percent signs", |n| body(&"%41%42".repeat(n / 6), "")),
    ("key block opened", |n| body(&format!("{}BEGIN PRIVATE KEY-----\n", "-".repeat(5)), &"QUJD".repeat(n / 4))),
    ("beginnings of key blocks", |n| body(&format!("{}BEGIN PRIVATE KEY-----\n", "-".repeat(5)).repeat(n / 32), "")),
    ("addresses", |n| body(&"https://user:x@a.example/ ".repeat(n / 26), "")),
    ("one address", |n| body(&format!("https://a.example/{}", "a/".repeat(n / 2)), "")),
    ("private addresses", |n| body(&"10.0.0.1 ".repeat(n / 9), "")),
    ("numbers with dots", |n| body(&"1.".repeat(n / 2), "")),
    ("host names", |n| body(&"db.corp ".repeat(n / 8), "")),
    ("template syntax", |n| body(&"{{ a }} {% b %} ".repeat(n / 16), "")),
    ("placeholders", |n| body(&"TODO TBD [insert x] ".repeat(n / 20), "")),
    ("question marks", |n| body(&"?".repeat(n), "")),
    ("quotes", |n| body(&"\"a\" ".repeat(n / 4), "")),
    ("NUL", |n| body(&"\0".repeat(n), "")),
];

fn letters(mut number: usize) -> String {
    let mut text = String::new();
    for _ in 0..4 {
        text.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    text
}
