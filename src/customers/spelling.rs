//! The forms in which a declared name is looked for.

use super::folded::Folded;
use super::ordinary::is_ordinary;
use std::collections::BTreeSet;

/// A form of a name, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    /// The text that is looked for.
    pub(super) text: String,
    /// How letters' case counts.
    pub(super) case: Case,
}

/// How letters' case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// Not at all.
    Any,
    /// Each word begins with a capital or a digit: the name consists of ordinary words.
    Capitals,
    /// The name is one ordinary word or at most three characters: the case is that of the name, or a first capital.
    Exact,
}

/// Legal forms at the end of names, folded.
const LEGAL_FORMS: [&str; 36] = [
    "inc",
    "inc.",
    "incorporated",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "llc",
    "l.l.c.",
    "llp",
    "lp",
    "ltd",
    "ltd.",
    "limited",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "se",
    "kg",
    "kgaa",
    "ohg",
    "e.v.",
    "sa",
    "s.a.",
    "sas",
    "sarl",
    "bv",
    "b.v.",
    "nv",
    "n.v.",
    "ab",
    "oy",
    "spa",
];

/// Returns the forms in which `name` is looked for; empty if it has fewer than two letters or digits.
pub(super) fn spellings(name: &str) -> Vec<Spelling> {
    let whole = Folded::new(name).text.trim_matches([' ', '.', ',']).to_owned();
    let umlauts = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    let transcribed = Folded::new(&umlauts).text.trim_matches([' ', '.', ',']).to_owned();
    let mut forms = BTreeSet::new();
    for form in [whole, transcribed] {
        let stem = without_legal_form(&form).to_owned();
        for form in [form, stem] {
            if form.contains('&') {
                forms.extend([" and ", " und ", " "].map(|word| form.replace('&', word)));
            }
            forms.insert(form);
        }
    }
    let joined = forms.iter().filter(|form| form.contains(' ')).map(|form| form.replace([' ', '&'], ""));
    let joined: Vec<_> = joined.filter(|form| form.chars().count() > 5 && !is_ordinary(form)).collect();
    forms.extend(joined);
    let is_name = |form: &String| form.chars().filter(|symbol| symbol.is_alphanumeric()).count() > 1;
    forms.into_iter().filter(is_name).map(|text| Spelling { case: case(&text), text }).collect()
}

/// Returns whether `name` as a whole is spelt like no ordinary word.
pub(super) fn is_distinctive(name: &str) -> bool {
    let whole = Folded::new(name).text.trim_matches([' ', '.', ',']).to_owned();
    let stem = without_legal_form(&whole);
    !LEGAL_FORMS.contains(&whole.as_str()) && [&whole, stem].into_iter().all(|form| case(form) == Case::Any)
}

/// Returns the form of a domain.
pub(super) fn domain(domain: &str) -> Option<Spelling> {
    let text = Folded::new(domain.trim()).text;
    let text = text.trim_start_matches("www.").to_owned();
    text.contains('.').then_some(Spelling { text, case: Case::Any })
}

/// Returns `name` without the legal forms at its end, if something is left.
fn without_legal_form(name: &str) -> &str {
    let mut stem = name;
    while let Some((before, last)) = stem.rsplit_once([' ', ',', '&']) {
        if !LEGAL_FORMS.contains(&last) && !last.is_empty() {
            break;
        }
        stem = before.trim_end_matches([' ', ',', '&']);
    }
    if stem.is_empty() { name } else { stem }
}

fn case(form: &str) -> Case {
    let words: Vec<&str> = form.split([' ', '&', '.']).filter(|word| !word.is_empty()).collect();
    let is_plain = |word: &&str| word.chars().count() < 3 || is_ordinary(word);
    if form.chars().count() < 4 || (words.len() == 1 && is_ordinary(form)) {
        Case::Exact
    } else if words.iter().all(is_plain) {
        Case::Capitals
    } else {
        Case::Any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> Vec<String> {
        spellings(name).into_iter().map(|form| format!("{:?} {}", form.case, form.text)).collect()
    }

    #[test]
    fn a_name_has_forms_without_its_legal_form_and_without_blanks() {
        assert_eq!(shown("Copperwyne"), ["Any copperwyne"]);
        assert_eq!(
            shown("Copperwyne Mills, Inc."),
            ["Any copperwyne mills", "Any copperwyne mills, inc", "Any copperwynemills", "Any copperwynemills,inc",]
        );

        assert!(shown("Ada & Söhne GmbH & Co. KG").contains(&"Any ada und soehne".to_owned()));
        assert_eq!(shown("Müller"), ["Any mueller", "Any muller"]);
        assert_eq!([shown("X"), shown("…"), shown("")], [[""; 0]; 3].map(|none| none.map(str::to_owned).to_vec()));
    }

    #[test]
    fn ordinary_words_and_short_names_keep_their_case() {
        assert_eq!(shown("Target"), ["Exact target"]);
        assert_eq!(shown("Target Corporation"), ["Exact target", "Any target corporation", "Any targetcorporation"]);
        assert_eq!(shown("Next Gap"), ["Capitals next gap", "Any nextgap"]);
        assert_eq!([shown("GE"), shown("Arc")], [["Exact ge"], ["Exact arc"]]);
        assert_eq!(shown("Arco"), ["Any arco"]);
    }

    #[test]
    fn a_domain_is_one_whole() {
        assert_eq!(domain("www.Target.example"), Some(Spelling { text: "target.example".to_owned(), case: Case::Any }));
        assert_eq!(domain("localhost"), None);
    }
}
