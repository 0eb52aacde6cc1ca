//! A site whose states are computed as of one day, whatever day it is.

use crate::source::Spanned;
use crate::values::Fields;
use chrono::NaiveDate;

/// `demo = true` with `as_of` in `[site]`: an example that looks the same on every day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demonstration {
    /// The day as of which states are computed, and where it is written.
    pub as_of: Spanned<NaiveDate>,
}

impl Demonstration {
    /// Says in one sentence for which day states are computed, which is `shown`: the day of the demonstration, or another
    /// that `--today` gave.
    pub fn sentence(&self, shown: NaiveDate) -> String {
        let as_of = self.as_of.value;
        if shown == as_of {
            format!("demonstration: states are computed as of {as_of} (`as_of` in site.toml), not as of today")
        } else {
            format!(
                "demonstration: states are computed as of {shown} (--today), not as of {as_of} (`as_of` in site.toml)"
            )
        }
    }
}

/// Reads `demo` and `as_of`. One without the other is a finding and makes no demonstration, so that a mistake shows
/// states as of today.
pub(super) fn read_demonstration(fields: &Fields<'_>) -> Option<Demonstration> {
    let demo = fields.boolean("demo");
    let as_of = fields.date("as_of");
    let is_demo = demo.as_ref().is_some_and(|demo| demo.value);
    if is_demo && !fields.has("as_of") {
        fields.missing("as_of", "a demonstration (`demo = true`) names the day as of which states are computed");
    }
    if as_of.is_some() && !is_demo && (demo.is_some() || !fields.has("demo")) {
        fields.missing("demo", "`as_of` has an effect only in a demonstration; write `demo = true`, or remove `as_of`");
    }
    as_of.filter(|_| is_demo).map(|as_of| Demonstration { as_of })
}
