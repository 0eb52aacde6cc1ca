//! Counts what was found, by family and by form.

use super::credentials::Credential;
use super::forms::Form;
use fieldbook::secrets::{Hit, scan_text};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Returns whether the scan reports a credential in `text` as an error.
pub(crate) fn is_reported(text: &str) -> bool {
    scan_text(text).iter().any(Hit::is_credential)
}

/// Texts that were found, of all.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    found: u32,
    all: u32,
}

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    families: BTreeMap<&'static str, [Share; 2]>,
    forms: BTreeMap<(&'static str, bool), Share>,
}

impl Share {
    fn add(&mut self, is_found: bool) {
        self.found += u32::from(is_found);
        self.all += 1;
    }

    fn percent(self) -> f64 {
        100.0 * f64::from(self.found) / f64::from(self.all.max(1))
    }
}

impl Tally {
    /// Counts one text.
    pub(crate) fn add(&mut self, credential: &Credential, form: &Form, is_found: bool) {
        let [known, aside] = self.families.entry(credential.family).or_default();
        if form.is_kept_aside { aside } else { known }.add(is_found);
        self.forms.entry((form.name, form.is_kept_aside)).or_default().add(is_found);
    }

    /// Returns the table: each family and each form, then all texts together and the mean of the families.
    pub(crate) fn table(&self) -> String {
        let mut table = format!("{:<22}{:>10}{:>10}\n", "family", "known %", "aside %");
        let row = |name: &str, known: f64, aside: f64| format!("{name:<22}{known:>10.1}{aside:>10.1}\n");
        for (family, [known, aside]) in &self.families {
            table += &row(family, known.percent(), aside.percent());
        }
        let _ = writeln!(table, "\n{:<22}{:>10}", "form", "%");
        for ((form, is_kept_aside), share) in &self.forms {
            let _ =
                writeln!(table, "{form:<22}{:>10.1}{}", share.percent(), if *is_kept_aside { " aside" } else { "" });
        }
        let micro = |which: fn(&[Share; 2]) -> Share| {
            let sum = self.families.values().map(which).fold(Share::default(), |sum, share| Share {
                found: sum.found + share.found,
                all: sum.all + share.all,
            });
            sum.percent()
        };
        let macro_mean = |which: fn(&[Share; 2]) -> Share| {
            let count = u32::try_from(self.families.len().max(1)).unwrap_or(1);
            self.families.values().map(which).map(Share::percent).sum::<f64>() / f64::from(count)
        };
        table += "\n";
        table += &row("all texts", micro(|shares| shares[0]), micro(|shares| shares[1]));
        table += &row("mean of families", macro_mean(|shares| shares[0]), macro_mean(|shares| shares[1]));
        table
    }
}
