//! What the body of one entry refers to.

use super::parts::claim_anchor;
use super::state::StateView;
use crate::entry::{Entry, Link};
use crate::freshness::Timeline;
use crate::library::{Served, Target, served_link, served_picture};
use crate::site::address::{Address, encode_anchor};
use crate::site::attachment_path;
use crate::site::catalogue::Catalogue;
use crate::site::html::{Href, Picture, References, push_attribute, push_escaped, safe_url};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Follows the links of `entry` from its page at `from`.
pub(super) struct EntryReferences<'a, 'c> {
    pub(super) catalogue: &'a Catalogue<'c>,
    pub(super) entry: &'a Entry,
    pub(super) from: &'a Address,
    claims: BTreeMap<&'a str, &'a Timeline>,
    /// Attachments that the page shows or links to.
    pub(super) attachments: RefCell<BTreeSet<String>>,
}

impl<'a, 'c> EntryReferences<'a, 'c> {
    pub(super) fn new(catalogue: &'a Catalogue<'c>, entry: &'a Entry, from: &'a Address) -> Self {
        let claims = catalogue.claims(entry).map(|(claim, timeline)| (claim.id.value.as_str(), timeline));
        // Of claims with the same id, the first one counts.
        let claims = claims.collect::<Vec<_>>().into_iter().rev().collect();
        Self { catalogue, entry, from, claims, attachments: RefCell::default() }
    }

    fn attachment(&self, path: &str) -> String {
        self.attachments.borrow_mut().insert(path.to_owned());
        self.from.link_file(&attachment_path(path))
    }

    /// Names the anchor as the target page does: claims have one of their own.
    fn anchored(&self, entry: &Entry, anchor: Option<String>) -> String {
        let page = self.from.link(&self.catalogue.address(entry));
        match anchor {
            Some(anchor) if entry.claim(&anchor).is_some() => {
                format!("{page}#{}", encode_anchor(&claim_anchor(&anchor)))
            }
            Some(anchor) => format!("{page}#{}", encode_anchor(&anchor)),
            None => page,
        }
    }
}

impl References for EntryReferences<'_, '_> {
    fn href(&self, link: &Link) -> Href {
        match self.catalogue.input.library.resolve(self.entry, link) {
            Target::Entry(entry, anchor) => Href::Inside(self.anchored(&entry, anchor)),
            Target::Anchor(anchor) if self.claims.contains_key(anchor.as_str()) => {
                Href::Inside(format!("#{}", encode_anchor(&claim_anchor(&anchor))))
            }
            Target::Anchor(anchor) => Href::Inside(format!("#{}", encode_anchor(&anchor))),
            Target::Asset(path) => {
                let is_known = self.catalogue.input.attachments.contains_key(&path);
                if is_known && served_link(&path) != Served::Never {
                    Href::Inside(self.attachment(&path))
                } else {
                    Href::Nowhere
                }
            }
            Target::External(url) => safe_url(&url).map_or(Href::Nowhere, Href::Outside),
            Target::Unreadable | Target::Missing(_) | Target::Unsafe => Href::Nowhere,
        }
    }

    fn title(&self, link: &Link) -> Option<String> {
        match self.catalogue.input.library.resolve(self.entry, link) {
            Target::Entry(entry, Some(anchor)) => {
                let claim = entry.claim(&anchor).map(|claim| claim.text.value.clone());
                Some(claim.unwrap_or_else(|| entry.title.value.clone()))
            }
            Target::Entry(entry, None) => Some(entry.title.value.clone()),
            _ => None,
        }
    }

    fn picture(&self, link: &Link) -> Option<Picture> {
        let Target::Asset(path) = self.catalogue.input.library.resolve(self.entry, link) else { return None };
        let attachment =
            self.catalogue.input.attachments.get(&path).filter(|_| served_picture(&path) != Served::Never)?;
        Some(Picture { href: self.attachment(&path), size: attachment.size })
    }

    fn chip(&self, id: &str) -> Option<String> {
        Some(chip(id, &StateView::new(self.claims.get(id)?, self.catalogue.input.as_of)))
    }

    fn file(&self, path: &str) -> String {
        self.from.link_file(path)
    }
}

/// Writes the chip of a claim: a link to its evidence on the same page, which a script opens beside the sentence.
pub(super) fn chip(id: &str, state: &StateView) -> String {
    let mut html = "<a class=\"chip\"".to_owned();
    push_attribute(&mut html, "href", &format!("#{}", encode_anchor(&claim_anchor(id))));
    html.push_str("><span");
    let class = if state.badge.is_empty() { "state".to_owned() } else { format!("state {}", state.badge) };
    push_attribute(&mut html, "class", &class);
    push_attribute(&mut html, "data-steps", &state.steps);
    html.push('>');
    push_escaped(&mut html, &state.brief);
    html.push_str("</span></a>");
    html
}
