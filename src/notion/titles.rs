//! The titles of the pages that relations name: by queries of their data source, not by one request for each page.

use super::client::Client;
use super::enumerate::{RowQuery, enumerate};
use super::schema::{RelatedSource, Schema};
use super::title_cache::{KnownTitles, TitleCache};
use super::value::{self, Held, text};
use super::{Diagnostic, Failure, Limits};
use crate::opportunity::{Binding, Role, Timestamp, plain_text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The most pages of one data source that are requested one by one, since a query did not return them.
const SINGLE_PAGES: usize = 25;
/// The id of every title property ("Property object" in Notion's reference).
const TITLE: &str = "title";

/// The titles of related pages.
pub(super) struct Titles {
    /// By id; `None` for pages that cannot be read.
    by_page: BTreeMap<String, Option<String>>,
    /// The roles whose data source is not shared.
    pub(super) unshared: Vec<Role>,
    /// What the next fetch needs not request.
    pub(super) cache: TitleCache,
}

/// What titles are read with.
pub(super) struct TitleReader<'r, 'a> {
    pub(super) client: &'r mut Client<'a>,
    pub(super) limits: Limits,
    pub(super) now: Timestamp,
}

impl Titles {
    /// Returns the title of a page; `None` if it cannot be read.
    pub(super) fn of(&self, page: &str) -> Option<&str> {
        self.by_page.get(page)?.as_deref()
    }

    /// Reports the relations whose data source is not shared.
    pub(super) fn diagnostics<'t>(&'t self, related: &'t [RelatedSource]) -> impl Iterator<Item = Diagnostic> + 't {
        let is_unshared = |source: &&RelatedSource| self.unshared.contains(&source.role);
        related
            .iter()
            .filter(is_unshared)
            .map(|source| Diagnostic::UnsharedSource { role: source.role.name(), property: source.property.clone() })
    }
}

impl TitleReader<'_, '_> {
    /// Reads the titles of `pages`, which are the related pages by role.
    pub(super) fn read(
        &mut self,
        related: &[RelatedSource],
        pages: &BTreeMap<Role, BTreeSet<String>>,
        cache: &TitleCache,
    ) -> Result<Titles, Failure> {
        let mut titles = Titles { by_page: BTreeMap::new(), unshared: Vec::new(), cache: TitleCache::default() };
        let mut by_source = BTreeMap::<Option<&str>, (Vec<Role>, BTreeSet<&String>)>::new();
        for (role, pages) in pages {
            let source = related.iter().find(|source| source.role == *role);
            let source = source.and_then(|source| source.data_source.as_deref());
            let group = by_source.entry(source).or_default();
            group.0.push(*role);
            group.1.extend(pages);
        }
        for (source, (roles, pages)) in by_source {
            let Some(source) = source else {
                for page in pages {
                    titles.by_page.insert(page.clone(), self.title(page)?);
                }
                continue;
            };
            match self.of_source(source, &pages, cache.known(source, self.now)) {
                Ok(known) => {
                    let found = pages.iter().map(|page| ((*page).clone(), known.titles.get(*page).cloned()));
                    titles.by_page.extend(found);
                    titles.cache.insert(source, known);
                }
                Err(Failure::NotFound { .. } | Failure::Restricted) => titles.unshared.extend(roles),
                Err(failure) => return Err(failure),
            }
        }
        Ok(titles)
    }

    fn of_source(
        &mut self,
        source: &str,
        pages: &BTreeSet<&String>,
        mut known: KnownTitles,
    ) -> Result<KnownTitles, Failure> {
        if let Some(since) = known.changed_since() {
            self.query(source, Some(since), &mut known)?;
        }
        let missing = |known: &KnownTitles, now| {
            let is_missing = |page: &&&String| !known.titles.contains_key(**page) && !known.is_given_up(page, now);
            pages.iter().filter(is_missing).map(|page| (*page).clone()).collect::<Vec<String>>()
        };
        if known.enumerated.is_none() || missing(&known, self.now).len() > SINGLE_PAGES {
            self.query(source, None, &mut known)?;
            known.enumerated = Some(self.now);
        }
        for (index, page) in missing(&known, self.now).into_iter().enumerate() {
            let title = if index < SINGLE_PAGES { self.title(&page)? } else { None };
            match title {
                Some(title) => drop(known.titles.insert(page, title)),
                None => drop(known.unreadable.insert(page, self.now)),
            }
        }
        known.updated = Some(self.now);
        Ok(known)
    }

    /// Reads the titles of all pages of a data source, or of those that changed since a time.
    fn query(&mut self, source: &str, since: Option<Timestamp>, known: &mut KnownTitles) -> Result<(), Failure> {
        let name = Binding { role: Role::Name, property: TITLE.to_owned(), name: String::new() };
        let schema = Schema { bindings: vec![name], ..Schema::default() };
        let since = since.map(
            |since| json!({"timestamp": "last_edited_time", "last_edited_time": {"on_or_after": since.to_string()}}),
        );
        let query = RowQuery { data_source: source, schema: &schema, window: self.limits.window, filter: since };
        for row in enumerate(self.client, &query)?.rows.into_values() {
            let title = row.held.iter().find_map(|(_, _, property)| match &property.held {
                Held::Text(title) => Some(title.clone()),
                _ => None,
            });
            known.unreadable.remove(&row.id);
            match title {
                Some(title) => drop(known.titles.insert(row.id, title)),
                None => drop(known.titles.remove(&row.id)),
            }
        }
        Ok(())
    }

    /// Requests one page; `None` if it is not shared or has no title.
    fn title(&mut self, page: &str) -> Result<Option<String>, Failure> {
        match self.client.get(format!("/v1/pages/{page}")) {
            Ok(page) => Ok(Some(title(&page)).filter(|title| !title.is_empty())),
            Err(Failure::NotFound { .. } | Failure::Restricted) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

fn title(page: &Value) -> String {
    let properties = page.get("properties").and_then(Value::as_object).into_iter().flatten();
    let title = properties.map(|(_, property)| property).find(|property| text(property.get("type")) == TITLE);
    title.and_then(|title| title.get(TITLE)).map(|title| plain_text(&value::rich_text(title))).unwrap_or_default()
}
