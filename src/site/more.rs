//! The pages that join entries across kinds: the matrix, claims, changes, people.

use super::atom::changes_feed;
use super::catalogue::Catalogue;
use super::changes::Changes;
use super::spreadsheet::matrix_csv;
use super::{Making, view};

impl Making<'_> {
    /// A page for each claim that has one.
    pub(super) fn claims(&mut self, catalogue: &Catalogue<'_>) {
        for entry in catalogue.input.library.entries() {
            for claim in catalogue.claims(entry) {
                if let Some((address, view)) = view::ClaimView::new(catalogue, self.theme.assets(), entry, claim) {
                    self.add(&address, "claim.html", &view);
                }
            }
        }
    }

    /// The queue of each owner, for readers inside.
    pub(super) fn people(&mut self, catalogue: &Catalogue<'_>) {
        if catalogue.is_outside {
            return;
        }
        let ((address, view), queues) = view::people_views(catalogue, self.theme.assets());
        self.add(&address, "people.html", &view);
        for (address, view) in queues {
            self.add(&address, "queue.html", &view);
        }
    }

    /// What changed lately, and its feed.
    pub(super) fn changes(&mut self, catalogue: &Catalogue<'_>) {
        let changes = Changes::new(catalogue);
        let (address, view) = view::ChangesView::new(catalogue, self.theme.assets(), &changes);
        self.add(&address, "changes.html", &view);
        self.pages.extend(changes_feed(catalogue, &changes).map(|feed| ("changes/feed.xml".to_owned(), feed)));
    }

    /// The matrix and its file for spreadsheets.
    pub(super) fn comparison(&mut self, catalogue: &Catalogue<'_>) {
        let views = view::compare_views(catalogue, self.theme.assets());
        if !views.is_empty() {
            self.pages.insert("compare/matrix.csv".to_owned(), matrix_csv(catalogue));
        }
        for (address, view) in views {
            self.add(&address, "compare.html", &view);
        }
    }
}
