//! What keeps a battlecard believable: where we lose, no insults, no rumours, no trick questions.

pub(super) mod disparagement;
pub(super) mod hearsay;
pub(super) mod loaded_question;
pub(super) mod no_losses;
