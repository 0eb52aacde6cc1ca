//! Texts beside a vendor's name without a credential: wrong lengths and alphabets, placeholders, hashes and ids.

use super::credentials::{Credential, credentials};
use super::draw::{drawn, expand};
use super::tally::is_reported;
use std::fmt::Write as _;

/// Writes a text about a credential that holds none, from a number that differs by text.
type Write = fn(&Credential, u64) -> String;

/// The kinds of harmless texts.
const KINDS: &[(&str, Write)] = &[
    ("a third shorter", |credential, seed| {
        let cut = |length: usize, part: String| part.chars().take(length - length.div_ceil(3)).collect();
        format!("{}: {}\n", credential.stem, expand(credential.template, seed, &cut))
    }),
    ("another alphabet", |credential, seed| {
        let odd = |_, part: String| part.char_indices().map(|(at, one)| if at % 3 == 2 { 'é' } else { one }).collect();
        format!("{}: {}\n", credential.stem, expand(credential.template, seed, &odd))
    }),
    ("masked", |credential, seed| {
        let mask = |length: usize, _| "x".repeat(length);
        named(credential, &expand(credential.template, seed, &mask))
    }),
    ("variable", |credential, seed| {
        named(credential, &expand(credential.template, seed, &|_, _| "${VALUE}".to_owned()))
    }),
    ("in angle brackets", |credential, _| named(credential, "<your-value-here>")),
    ("commit", |credential, seed| drawn(&format!("{} at commit «h 40»\n", credential.stem), seed)),
    ("action", |credential, seed| drawn(&format!("uses: {0}/{0}-action@«h 40» # v2\n", credential.stem), seed)),
    ("image", |credential, seed| drawn(&format!("image: {0}/{0}@sha256:«h 64»\n", credential.stem), seed)),
    ("checksum", |credential, seed| drawn(&format!("{} checksum: «h 64»\n", credential.stem), seed)),
    ("md5", |credential, seed| drawn(&format!("{}.tar.gz MD5 «h 32»\n", credential.stem), seed)),
    ("integrity", |credential, seed| {
        drawn(&format!("\"{}\": {{ \"integrity\": \"sha512-«b 86»==\" }}\n", credential.stem), seed)
    }),
    ("address of a page", |credential, seed| drawn(&format!("https://{}.com/docs/«u»\n", credential.stem), seed)),
    ("address with id", |credential, seed| drawn(&format!("https://{}.com/b/«A 24»/view\n", credential.stem), seed)),
    ("file of a hash", |credential, seed| drawn(&format!("/assets/{}-«h 32».js\n", credential.stem), seed)),
    ("id", |credential, seed| drawn(&format!("{}_project_id: «u»\n", credential.stem), seed)),
    ("request id", |credential, seed| drawn(&format!("{} replied, request id «h 32»\n", credential.stem), seed)),
    ("trace", |credential, seed| drawn(&format!("{} traceparent: 00-«h 32»-«h 16»-01\n", credential.stem), seed)),
];

fn named(credential: &Credential, value: &str) -> String {
    let name = format!("{}_{}", credential.stem, credential.words.replace(' ', "_")).to_uppercase();
    format!("{name}={value}\n")
}

/// Returns the share of harmless texts that are reported as errors, by kind.
pub(crate) fn table(draws: u64) -> String {
    let mut table = format!("\n{:<22}{:>10}\n", "harmless", "reported %");
    let (mut reported, mut all) = (0_u32, 0_u32);
    for (name, write) in KINDS {
        let vendors = (0..).zip(credentials()).filter(|(_, credential)| !credential.stem.is_empty());
        let texts =
            vendors.flat_map(|(number, credential)| (0..draws).map(move |draw| write(credential, number * 977 + draw)));
        let (mut wrong, mut count) = (0_u32, 0_u32);
        for text in texts {
            wrong += u32::from(is_reported(&text));
            count += 1;
        }
        let _ = writeln!(table, "{name:<22}{:>10.1}", 100.0 * f64::from(wrong) / f64::from(count.max(1)));
        (reported, all) = (reported + wrong, all + count);
    }
    let _ = writeln!(table, "{:<22}{:>10.1}", "all", 100.0 * f64::from(reported) / f64::from(all.max(1)));
    table
}
