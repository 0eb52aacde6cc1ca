//! A new archive of parts.

use super::zip_records::CentralRecord;
use super::zip_writer::{NewPart, ZipWriter};
use crate::error::RfpError;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What XML parts begin with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The package of an office document (ECMA-376 part 2): its main part, and the others with their types.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewPackage<'a> {
    /// The folder of all parts, such as `word`.
    pub(super) folder: &'a str,
    /// The name of the main part in it.
    pub(super) main: &'a str,
    /// The type of the parts, without the beginning that all have.
    pub(super) kind: &'a str,
}

/// A part that the main part uses.
#[derive(Debug, Clone, Copy)]
pub(super) struct UsedPart<'a> {
    /// Its path below the folder.
    pub(super) path: &'a str,
    /// Its relation, such as `styles`, which also names its type.
    pub(super) relation: &'a str,
    /// Its type, as that of the main part.
    pub(super) kind: &'a str,
    /// Its content, without the declaration.
    pub(super) content: &'a str,
}

/// Packs an office document of a main part with this content, and the one part that it uses.
///
/// # Errors
/// The archive cannot be written.
pub(super) fn pack_office(package: NewPackage<'_>, content: &str, used: UsedPart<'_>) -> Result<Vec<u8>, RfpError> {
    let NewPackage { folder, main, kind } = package;
    let types = "application/vnd.openxmlformats-officedocument";
    let override_of = |path: &str, kind: &str| {
        format!("<Override PartName=\"/{folder}/{path}\" ContentType=\"{types}.{kind}+xml\"/>")
    };
    let content_types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}</Types>",
        override_of(main, kind),
        override_of(used.path, used.kind)
    );
    let parts = [
        ("[Content_Types].xml".to_owned(), content_types),
        ("_rels/.rels".to_owned(), relation("officeDocument", &format!("{folder}/{main}"))),
        (format!("{folder}/{main}"), content.to_owned()),
        (format!("{folder}/_rels/{main}.rels"), relation(used.relation, used.path)),
        (format!("{folder}/{}", used.path), used.content.to_owned()),
    ];
    pack(&parts.map(|(name, text)| (name, [DECLARATION, &text].concat())))
}

/// Returns the part that names one other.
fn relation(kind: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

/// Packs parts in their order. They carry the date at which such archives begin, so that the same parts give the same
/// bytes.
///
/// # Errors
/// The archive cannot be written.
fn pack(parts: &[(String, String)]) -> Result<Vec<u8>, RfpError> {
    let mut archive = ZipWriter::default();
    for (place, (name, text)) in parts.iter().enumerate() {
        archive.write(NewPart { place, record: CentralRecord::new(name) }, text)?;
    }
    archive.finish(&[])
}
