//! The pages that join entries across kinds: the matrix, claims, changes, people.

use super::atom::changes_feed;
use super::catalogue::Catalogue;
use super::changes::Changes;
use super::making::Making;
use super::spreadsheet::matrix_csv;
use super::view;
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
}
