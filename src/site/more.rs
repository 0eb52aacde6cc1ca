//! The pages that join entries across kinds: the matrix, claims, changes, people.

use super::catalogue::Catalogue;
use super::spreadsheet::matrix_csv;
use super::{Making, view};

impl Making<'_> {
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
