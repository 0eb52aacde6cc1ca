//! The pages that join entries across kinds: the matrix, claims, changes, people, answers, rules.

use super::atom::changes_feed;
use super::catalogue::Catalogue;
use super::changes::Changes;
use super::making::Making;
use super::spreadsheet::matrix_csv;
use super::view;
use crate::rules::registry;
use rayon::prelude::*;

impl<E: Send> Making<'_, E> {
    /// A page for each claim that has one.
    pub(super) fn claims(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let views: Vec<_> = catalogue
            .input
            .library
            .entries()
            .par_iter()
            .flat_map_iter(|entry| {
                catalogue.claims(entry).filter_map(|claim| view::ClaimView::new(catalogue, assets, entry, claim))
            })
            .collect();
        self.add_all("claim.html", &views);
    }

    /// The queue of each owner, for readers inside.
    pub(super) fn people(&mut self, catalogue: &Catalogue<'_>) {
        if catalogue.is_outside {
            return;
        }
        let ((address, view), queues) = view::people_views(catalogue, self.theme.assets());
        self.add(&address, "people.html", &view);
        self.add_all("queue.html", &queues);
    }

    /// What changed lately, and its feed.
    pub(super) fn changes(&mut self, catalogue: &Catalogue<'_>) {
        let changes = Changes::new(catalogue);
        let (address, view) = view::ChangesView::new(catalogue, self.theme.assets(), &changes);
        self.add(&address, "changes.html", &view);
        if let Some(feed) = changes_feed(catalogue, &changes) {
            self.file("changes/feed.xml".to_owned(), feed);
        }
    }

    /// The matrix and its file for spreadsheets.
    pub(super) fn comparison(&mut self, catalogue: &Catalogue<'_>) {
        let views = view::compare_views(catalogue, self.theme.assets());
        if !views.is_empty() {
            self.file("compare/matrix.csv".to_owned(), matrix_csv(catalogue));
        }
        self.add_all("compare.html", &views);
    }

    /// The answer library, the tray, and the coverage of frameworks.
    pub(super) fn answers(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let pages = view::library_views(catalogue, assets);
        if !pages.is_empty() {
            let (address, view) = view::TrayView::new(catalogue, assets);
            self.add(&address, "tray.html", &view);
        }
        self.add_all("library.html", &pages);
        self.add_all("framework.html", &view::framework_views(catalogue, assets));
    }

    /// The rule reference, for those who make the site.
    pub(super) fn rules(&mut self, catalogue: &Catalogue<'_>) {
        if !catalogue.is_for_makers {
            return;
        }
        let assets = self.theme.assets();
        let (address, view) = view::RulesView::new(catalogue, assets);
        self.add(&address, "rules.html", &view);
        let views: Vec<_> = registry().par_iter().map(|rule| view::RuleView::new(catalogue, assets, rule)).collect();
        self.add_all("rule.html", &views);
    }
}
