//! The table of the rules about filled questionnaires.

use crate::finding::{Family, Floor, Profile, Rule, Severity};

/// What all rules of this table share.
const RULE: Rule = Rule {
    id: "",
    family: Family::Questionnaire,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "",
    help: "",
    page: "",
};

/// A question has neither an answer nor a decision that it does not apply.
pub static OPEN_QUESTION: Rule = Rule {
    id: "questionnaire/open-question",
    summary: "A question is not answered.",
    help: "Answer it with `fieldbook rfp review`, or write that it does not apply.",
    page: include_str!("open_question.md"),
    ..RULE
};
/// A yes has neither evidence nor an explanation.
pub static YES_WITHOUT_EVIDENCE: Rule = Rule {
    id: "questionnaire/yes-without-evidence",
    severity: Severity::Warning,
    summary: "A yes names no evidence.",
    help: "Name the document or page that shows it in the evidence or comments column.",
    page: include_str!("yes_without_evidence.md"),
    ..RULE
};
/// A no has no note.
pub static NO_WITHOUT_NOTE: Rule = Rule {
    id: "questionnaire/no-without-note",
    severity: Severity::Warning,
    summary: "A no has no note.",
    help: "Say in the comments what is done instead, or why it is not needed.",
    page: include_str!("no_without_note.md"),
    ..RULE
};
/// A partial answer does not say which part.
pub static VAGUE_PARTIAL: Rule = Rule {
    id: "questionnaire/vague-partial",
    summary: "A partial answer does not say which part.",
    help: "Say in the comments what is done and what is not.",
    page: include_str!("vague_partial.md"),
    ..RULE
};
/// A text has a placeholder.
pub static PLACEHOLDER: Rule = Rule {
    id: "questionnaire/placeholder",
    summary: "An answer has an unresolved placeholder.",
    help: "Write what the placeholder is for.",
    page: include_str!("placeholder.md"),
    ..RULE
};
/// A text names another customer.
pub static OTHER_CUSTOMER: Rule = Rule {
    id: "questionnaire/other-customer",
    summary: "An answer names another customer.",
    help: "Remove the name.",
    page: include_str!("other_customer.md"),
    ..RULE
};
/// A text has a credential.
pub static CREDENTIAL: Rule = Rule {
    id: "questionnaire/credential",
    summary: "An answer contains a credential.",
    help: "Remove the credential, and revoke it.",
    page: include_str!("credential.md"),
    ..RULE
};
/// A text is longer than its cell allows.
pub static TOO_LONG: Rule = Rule {
    id: "questionnaire/too-long",
    summary: "An answer is longer than its cell allows.",
    help: "Shorten it.",
    page: include_str!("too_long.md"),
    ..RULE
};
/// An answer of the library that was written has changed since.
pub static CHANGED_ANSWER: Rule = Rule {
    id: "questionnaire/changed-answer",
    severity: Severity::Warning,
    summary: "An answer has changed in the library since it was written.",
    help: "Fill the questionnaire again.",
    page: include_str!("changed_answer.md"),
    ..RULE
};
/// An answer of the library that was written must not be sent any more.
pub static HELD_ANSWER: Rule = Rule {
    id: "questionnaire/held-answer",
    summary: "An answer that was written must not be sent any more.",
    help: "Have it checked or approved, and fill the questionnaire again.",
    page: include_str!("held_answer.md"),
    ..RULE
};
/// A cell whose choice is not one that is known.
pub static UNKNOWN_CHOICE: Rule = Rule {
    id: "questionnaire/unknown-choice",
    severity: Severity::Warning,
    summary: "A choice is not one of the words of the list.",
    help: "Choose a word of the list.",
    page: include_str!("unknown_choice.md"),
    ..RULE
};

/// Every rule of this module, by id.
pub static RULES: [&Rule; 11] = [
    &CHANGED_ANSWER,
    &CREDENTIAL,
    &HELD_ANSWER,
    &NO_WITHOUT_NOTE,
    &OPEN_QUESTION,
    &OTHER_CUSTOMER,
    &PLACEHOLDER,
    &TOO_LONG,
    &UNKNOWN_CHOICE,
    &VAGUE_PARTIAL,
    &YES_WITHOUT_EVIDENCE,
];
