//! Archives: office documents with their parts and relations, and exports.
//!
//! The archive is checked as a whole before a part of it is used: sizes, ratios, overlaps, names, encryption.

use super::xml_tree::Element;
use fieldbook_questionnaire::files::archive::{Archive, MAX_UNPACKED};
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The first bytes of a compound file (MS-CFB 2.2): old office documents, and encrypted new ones.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An archive that was checked.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
}

/// What a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// The last word of its type, such as `image`.
    pub(super) kind: String,
    /// The name of the other part, or an address outside.
    pub(super) target: String,
    /// Whether it is outside the archive.
    pub(super) place: Place,
}

/// Where the target of a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A part of the archive.
    Inside,
    /// An address.
    Outside,
}

impl<'a> Package<'a> {
    /// Opens and checks an archive.
    ///
    /// # Errors
    /// It is damaged, encrypted, an old document, or has parts past the limits; a phrase that says what to do.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if let Some(why) = compound_reason(bytes) {
            return Err(why.to_owned());
        }
        let checked = Archive::open(bytes).map_err(|error| error.to_string())?;
        let names = checked.names().map(str::to_owned).collect();
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("the archive is damaged: {error}"))?;
        Ok(Self { archive, names })
    }

    /// Returns the names of its files, without those of folders.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| !name.ends_with('/'))
    }

    /// Returns whether there is a part of this name; the case of letters does not count.
    pub(super) fn has(&self, name: &str) -> bool {
        self.stored(name).is_some()
    }

    fn stored(&self, name: &str) -> Option<&str> {
        let name = name.trim_start_matches('/');
        self.names().find(|stored| stored.eq_ignore_ascii_case(name))
    }

    /// Returns the content of a part; `None` if there is no such part or it cannot be unpacked.
    pub(super) fn content(&mut self, name: &str) -> Option<Vec<u8>> {
        let stored = self.stored(name)?.to_owned();
        let part = self.archive.by_name(&stored).ok()?;
        let mut bytes = Vec::new();
        part.take(MAX_UNPACKED).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Returns a part as XML; `None` if there is no such part.
    ///
    /// # Errors
    /// It is not well-formed.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, String> {
        let Some(bytes) = self.content(name) else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| format!("part {name} is not UTF-8"))?;
        Element::parse(&text).map(Some).map_err(|error| format!("part {name} is damaged: {error}"))
    }

    /// Returns what a part refers to, by the ids of the relations.
    pub(super) fn relations(&mut self, part: &str) -> BTreeMap<String, Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Ok(Some(list)) = self.xml(name.trim_start_matches('/')) else { return BTreeMap::new() };
        let read = |one: &Element| {
            let kind = one.attribute("Type")?.rsplit('/').next()?.to_owned();
            let written = one.attribute("Target")?;
            let place = match one.attribute("TargetMode") {
                Some("External") => Place::Outside,
                _ => Place::Inside,
            };
            let target = if place == Place::Inside { joined(folder, written) } else { written.to_owned() };
            Some((one.attribute("Id")?.to_owned(), Relation { kind, target, place }))
        };
        list.elements().filter_map(read).collect()
    }

    /// Returns the name of the main part of an office document.
    pub(super) fn main_part(&mut self) -> Option<String> {
        let relations = self.relations("");
        let main = relations.into_values().find(|relation| relation.kind == "officeDocument")?;
        self.stored(&main.target).map(str::to_owned)
    }
}

/// Joins the name of a part with the folder that it is written in.
pub(super) fn joined(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Says what a compound file is and what to do with it. Its streams are named in UTF-16 (MS-CFB 2.6.1; MS-OFFCRYPTO 1.3.3).
fn compound_reason(bytes: &[u8]) -> Option<&'static str> {
    if !bytes.starts_with(&COMPOUND) {
        return None;
    }
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    Some(if has("EncryptedPackage") {
        "it is encrypted: open it with its password, save it without one, and import it again"
    } else if has("WordDocument") {
        "it is in the old .doc format: save it as .docx in Word or LibreOffice, and import it again"
    } else if has("PowerPoint Document") {
        "it is in the old .ppt format: save it as .pptx in PowerPoint or LibreOffice, and import it again"
    } else if has("Workbook") {
        "it is in the old .xls format: save it as .xlsx in Excel or LibreOffice, then use `fieldbook import answers`"
    } else {
        "it is an office document in the binary form of before 2007: save it in the present form, and import it again"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_the_folder_of_the_part() {
        assert_eq!(joined("ppt/slides", "../media/a.png"), "ppt/media/a.png");
        assert_eq!(joined("word", "/word/media/a.png"), "word/media/a.png");
        assert_eq!(joined("", "../../a"), "a");
    }

    #[test]
    fn old_documents_are_named_with_what_to_do() {
        let old = |stream: &str| {
            let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
            [COMPOUND.to_vec(), name.collect()].concat()
        };
        for (stream, expected) in [
            ("EncryptedPackage", "password"),
            ("WordDocument", ".docx"),
            ("PowerPoint Document", ".pptx"),
            ("Workbook", ".xlsx"),
        ] {
            let why = Package::open(&old(stream)).err().unwrap_or_default();
            assert!(why.contains(expected), "{why}");
        }
        assert_eq!(compound_reason(b"PK"), None);
    }
}
