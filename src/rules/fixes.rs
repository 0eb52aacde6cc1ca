//! Which rules offer a fix that is certain, and what it does.

/// The id of each rule with a fix, and the fix in one sentence; sorted.
pub const FIXES: [(&str, &str); 10] = [
    (
        "evidence/source-moved",
        "The address of the page is replaced with the one to which its server redirects for good.",
    ),
    ("evidence/unknown-claim", "A label that misses a claim or note only by the case of letters is spelt as that is."),
    ("links/address-gone", "Where a file was renamed, its former address is added to `moved_from`."),
    ("links/broken-anchor", "An anchor that misses a heading only by the case of letters is spelt as that is."),
    ("links/broken-internal", "A link or an id that misses an entry only by the case of letters is spelt as that is."),
    ("schema/unknown-key", "A key one stroke away from the only key that it can mean, which is missing, is renamed."),
    (
        "schema/unknown-value",
        "A word that misses one of the site's list only by the case of letters is spelt as that is.",
    ),
    (
        "schema/wrong-type",
        "A day with its year first, a known word in other letters and names with commas between them are written in the form that is read.",
    ),
    ("style/spelling", "The word is written as the list has it, with the capitals that it had."),
    ("suppression/unused", "The comment, or its word for this rule, is taken out of the text."),
];

/// Returns what `check --fix` does about findings of the rule with this id.
pub fn fix_of(id: &str) -> Option<&'static str> {
    FIXES.iter().find(|(rule, _)| *rule == id).map(|(_, fix)| *fix)
}
