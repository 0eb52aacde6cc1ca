//! All documents of an import, each by the reader of its format.

use super::confluence::{self, read_html_page};
use super::converted::{DocumentSite, Read, add};
use super::document::Document;
use super::expand::expand;
use super::format::{Format, format_of};
use super::markdown_files::{self, Known};
use super::package::Package;
use super::slides::read_slides;
use super::targets::Targets;
use super::word::read_word;
use crate::importing::import::{Import, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Makes a page of each document, and of each document within archives.
pub fn import_documents(sources: Vec<Source>, site: DocumentSite<'_>) -> Import {
    let mut import = Import::default();
    let mut files = expand(sources, &mut import);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut targets = Targets::new(site.known);
    let roots = confluence::exports(&files);
    let root_of = |file: &Source| roots.iter().find(|root| file.path.starts_with(root.as_str()));
    for root in &roots {
        let own: Vec<&Source> = files.iter().filter(|file| root_of(file) == Some(root)).collect();
        confluence::import_export(root, &own, &mut targets, &mut import, site);
    }
    let others: Vec<&Source> = files.iter().filter(|file| root_of(file).is_none()).collect();
    let (mut pages, mut used) = (BTreeMap::new(), BTreeSet::new());
    for file in &others {
        if let Ok(Format::Word | Format::Slides | Format::Html) = format_of(&file.path, &file.bytes) {
            let target = targets.page(&file.path, &markdown_files::without_ids(&file.path));
            match document(file, &target, &others, &mut used) {
                Ok((document, what)) => {
                    pages.insert(file.path.clone(), target.clone());
                    add(&mut import, Read { file, target, document, what }, site);
                }
                Err(why) => import.leave_out(&file.path, &why),
            }
        }
    }
    markdown_files::import_files(&others, Known { pages, used }, &mut targets, &mut import, site);
    import
}

fn document(
    file: &Source,
    target: &str,
    others: &[&Source],
    used: &mut BTreeSet<String>,
) -> Result<(Document, &'static str), String> {
    match format_of(&file.path, &file.bytes)? {
        Format::Word => {
            Ok((read_word(&mut Package::open(&file.bytes)?, &file.path, target)?, "Word document converted"))
        }
        Format::Slides => Ok((read_slides(&mut Package::open(&file.bytes)?, &file.path, target)?, "slides converted")),
        Format::Html => {
            let (document, shown) = read_html_page(file, target, others);
            used.extend(shown);
            Ok((document, "HTML converted"))
        }
        Format::Markdown | Format::Delimited => Err("not a document of an office program".to_owned()),
    }
}
