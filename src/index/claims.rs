//! The text of an entry with its claims.

use aho_corasick::AhoCorasick;

/// The most claims that are looked for in a text one by one: each costs a pass over the text.
const ONE_BY_ONE: usize = 64;

/// Adds those of `claims` to `body` that it does not contain.
pub(super) fn add_claims(body: &mut String, claims: &[&str]) {
    let searcher = (claims.len() > ONE_BY_ONE).then(|| AhoCorasick::new(claims).ok()).flatten();
    match searcher {
        Some(searcher) => add_at_once(body, claims, &searcher),
        None => add_one_by_one(body, claims),
    }
}

fn add_one_by_one(body: &mut String, claims: &[&str]) {
    for claim in claims {
        if !body.contains(claim) {
            add(body, claim);
        }
    }
}

/// Adds the claims after one pass over the text, and one over each claim that is added.
fn add_at_once(body: &mut String, claims: &[&str], searcher: &AhoCorasick) {
    let mut contained = vec![false; claims.len()];
    let look_in = |text: &str, contained: &mut Vec<bool>| {
        for found in searcher.find_overlapping_iter(text) {
            if let Some(contained) = contained.get_mut(found.pattern().as_usize()) {
                *contained = true;
            }
        }
    };
    look_in(body, &mut contained);
    for (index, claim) in claims.iter().enumerate() {
        if contained.get(index) == Some(&false) {
            add(body, claim);
            look_in(claim, &mut contained);
        }
    }
}

fn add(body: &mut String, claim: &str) {
    body.push('\n');
    body.push_str(claim);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_claims_are_added_as_few_are() {
        let texts: Vec<String> = (0..200).map(|n| format!("It stops at {} TB.", n % 90)).collect();
        let more = ["stops at 7", "", "ü", "It stops at 7 TB.", "a", "aa", "xaa"];
        let claims: Vec<&str> = more.into_iter().chain(texts.iter().map(String::as_str)).chain(["aaa", "aa"]).collect();
        let start = "It stops at 5 TB. It stops at 66 TB. aax";
        let (mut few, mut many) = (start.to_owned(), start.to_owned());
        add_one_by_one(&mut few, &claims);
        add_claims(&mut many, &claims);
        assert_eq!(many, few);
        assert_eq!(many.matches("TB.").count(), 90, "each number once");
    }
}
