//! What decides the files of a page or a list.

use super::face::face;
use crate::artefacts::ArtefactKey;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::catalogue::Catalogue;
use crate::site::input::{BuildFacts, SiteInput};
use crate::site::theme::Assets;
use rayon::prelude::*;
use std::fmt::{self, Write};

/// What decides every page of a build, apart from the texts of entries.
pub(in crate::site) struct Decided {
    /// For whom the build is: builds for others have records of their own.
    readers: String,
    /// A hash over the data of the site and what every entry says of itself.
    hash: [u8; 32],
}

/// A page or a list: where its record is, and what decides it.
pub(in crate::site) struct Group {
    pub(super) key: ArtefactKey,
    pub(super) decided: [u8; 32],
}

impl Decided {
    /// Hashes everything that `catalogue` is made from, apart from texts; `None` if that is not known, or if nothing is kept.
    pub(in crate::site) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> Option<Self> {
        let input = catalogue.input;
        let data = input.data_hash.filter(|_| input.artefacts.are_kept())?;
        let readers = format!("{:?}", input.library.readers());
        let mut facts = Facts(blake3::Hasher::new());
        facts.0.update(&data);
        facts.add(input, assets).ok()?;
        let faces: Option<Vec<[u8; 32]>> =
            input.library.entries().par_iter().map(|entry| face(catalogue, entry)).collect();
        for face in faces? {
            facts.0.update(&face);
        }
        Some(Self { readers, hash: facts.0.finalize().into() })
    }

    /// Returns the page of `entry`, on which `findings` are shown.
    pub(in crate::site) fn of_entry(&self, catalogue: &Catalogue<'_>, entry: &Entry, findings: &[u8]) -> Group {
        // A page shows the last edit of its own file, and no other.
        let edits = catalogue.input.history.map(|history| history.files.get(entry.file.path()));
        self.group("entry", &entry.id, &[entry.file.hash(), findings, format!("{edits:?}").as_bytes()])
    }

    /// Returns the list called `name`, which shows no text.
    pub(in crate::site) fn of_list(&self, name: &str) -> Group {
        self.group("list", name, &[])
    }

    /// Returns what shows the texts of all answers under the name `name`.
    pub(in crate::site) fn of_answers(&self, name: &str, catalogue: &Catalogue<'_>) -> Group {
        let mut texts = blake3::Hasher::new();
        for answer in catalogue.input.library.of_kind(Kind::Answer) {
            texts.update(answer.file.hash());
        }
        self.group("answers", name, &[texts.finalize().as_bytes()])
    }

    fn group(&self, sort: &str, name: &str, texts: &[&[u8]]) -> Group {
        let key = ArtefactKey::of("pages", &[self.readers.as_bytes(), sort.as_bytes(), name.as_bytes()]);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.hash);
        for text in texts {
            hasher.update(&(text.len() as u64).to_le_bytes()).update(text);
        }
        Group { key, decided: hasher.finalize().into() }
    }
}

/// Hashes what is written.
struct Facts(blake3::Hasher);

impl Write for Facts {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl Facts {
    /// Adds everything in `input` apart from entries and the files of data, each of which has a hash of its own.
    fn add(&mut self, input: &SiteInput<'_>, assets: &Assets) -> fmt::Result {
        let SiteInput {
            library,
            settings,
            data_hash: _,
            as_of,
            built,
            history,
            trend,
            attachments,
            theme: _,
            artefacts: _,
            diagrams,
        } = input;
        // Which commit it is, a script of its own says.
        let BuildFacts { commit, day, version } = built;
        write!(self, "{:?}\0{day:?}\0{version:?}\0{:?}\0", commit.is_some(), history.is_some())?;
        write!(self, "{settings:?}\0{as_of:?}\0{trend:?}\0{attachments:?}\0{assets:?}\0")?;
        write!(self, "{:?}\0{:?}\0", diagrams.is_some(), library.readers())?;
        write!(self, "{:?}\0{:?}\0", library.opportunities(), library.open_questions())?;
        write!(self, "{:?}\0{:?}\0", library.submitted(), library.lists.synonyms)?;
        library.write_rest(self)
    }
}
