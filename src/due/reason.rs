//! Why something ends, said before it does.

use crate::freshness::Cause;
use crate::library::Library;

/// Says why something ends on a day ahead; `None` if the sentence of its present state says it.
pub(super) fn reason_ahead(cause: &Cause, library: &Library) -> Option<String> {
    match cause {
        Cause::HardEnd(end) => Some(format!("Its last day is {}.", end.on.value)),
        Cause::VerifierLeft(left) => Some(match library.name_of(&left.person) {
            Some(name) => format!("{name}, who checked it, leaves on {}.", left.until),
            None => format!("The person who checked it leaves on {}.", left.until),
        }),
        _ => None,
    }
}
