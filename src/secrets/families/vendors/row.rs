//! Short names for what a row of the vendors' tables is made of.

use crate::secrets::family::CredentialKind;
use crate::secrets::value_form::ValueForm;

/// A universal id.
pub(super) const UUID: ValueForm = ValueForm::UUID;

/// Returns the family of the values of `forms` near one of `keywords`.
pub(super) const fn of(
    id: &'static str,
    name: &'static str,
    keywords: &'static [&'static str],
    forms: &'static [ValueForm],
    document: &'static str,
) -> CredentialKind {
    CredentialKind::of_vendor(id, name, keywords, forms, document)
}

/// Returns the form of `length` hexadecimal digits.
pub(super) const fn hex(length: usize) -> ValueForm {
    ValueForm::hex(length)
}

/// Returns the form of `length` letters of lower case and digits.
pub(super) const fn lower(length: usize) -> ValueForm {
    ValueForm::lower(length)
}

/// Returns the form of `length` letters of upper case and digits.
pub(super) const fn upper(length: usize) -> ValueForm {
    ValueForm::upper(length)
}

/// Returns the form of `length` letters and digits.
pub(super) const fn alnum(length: usize) -> ValueForm {
    ValueForm::alnum(length)
}

/// Returns the form of `length` letters, digits, `_` and `-`.
pub(super) const fn word(length: usize) -> ValueForm {
    ValueForm::word(length)
}

/// Returns the form of `length` characters of base 64.
pub(super) const fn base64(length: usize) -> ValueForm {
    ValueForm::base64(length)
}
