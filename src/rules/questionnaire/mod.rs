//! The rules about filled questionnaires. `fieldbook rfp check` runs them on a file of a customer and never on a site, so no
//! setting of a site changes them and the catalogue does not contain them.

mod table;

pub use table::{
    CHANGED_ANSWER, CREDENTIAL, HELD_ANSWER, NO_WITHOUT_NOTE, OPEN_QUESTION, OTHER_CUSTOMER, PLACEHOLDER, RULES,
    TOO_LONG, UNKNOWN_CHOICE, VAGUE_PARTIAL, YES_WITHOUT_EVIDENCE,
};
