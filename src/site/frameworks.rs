//! Frameworks, and the answers that name their controls.

use super::address::Address;
use super::input::SiteInput;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::library::PageFolders;
use crate::markdown::slug;
use crate::site::pages::PageKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A framework as the library knows it.
#[derive(Debug)]
pub(super) struct Framework<'a> {
    /// What people call it.
    pub(super) name: &'a str,
    /// The address of its page.
    pub(super) address: Address,
    /// Answers by control.
    pub(super) controls: BTreeMap<&'a str, Vec<&'a Arc<Entry>>>,
    /// Every answer once.
    pub(super) answers: BTreeSet<&'a str>,
}

/// Returns every framework that an answer or `frameworks.yaml` names, by id.
pub(super) fn frameworks<'a>(input: &SiteInput<'a>) -> BTreeMap<&'a str, Framework<'a>> {
    let library = input.library;
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let answers = || {
        library.of_kind(Kind::Answer).filter_map(|entry| match &entry.kind_fields {
            KindFields::Answer(answer) => Some((entry, answer)),
            _ => None,
        })
    };
    for (_, answer) in answers() {
        names.extend(answer.frameworks.iter().map(|(id, _)| (id.value.as_str(), id.value.as_str())));
    }
    names.extend(library.lists.frameworks.iter().map(|known| (known.id.value.as_str(), known.name.as_str())));
    let mut folders = PageFolders::default();
    let framework = |(id, name): (&'a str, &'a str)| {
        let folder = folders.take(PageKind::Framework.facts().folder, &slug(id), id);
        let (controls, answers) = (BTreeMap::new(), BTreeSet::new());
        (id, Framework { name, address: Address::of_folder(&folder), controls, answers })
    };
    let mut found: BTreeMap<&str, Framework<'_>> = names.into_iter().map(framework).collect();
    for (entry, answer) in answers() {
        for (id, controls) in &answer.frameworks {
            let Some(framework) = found.get_mut(id.value.as_str()) else { continue };
            framework.answers.insert(&entry.id);
            for control in controls {
                framework.controls.entry(&control.value).or_default().push(entry);
            }
        }
    }
    found
}
