//! What the pages of lists are called, and where they are.

use super::frame::{Frame, Heading, Place};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::listing::{ListPage, ListPlan};
use crate::site::theme::Assets;

/// The title, description and section of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListName<'a> {
    /// The title of the whole list.
    pub(super) title: &'a str,
    /// One or two sentences on it.
    pub(super) description: &'a str,
    /// The folder of its item of the navigation.
    pub(super) section: &'static str,
}

impl ListName<'_> {
    /// Makes the frame of `page` of `plan`, at `address`; returns it with the title of the page.
    pub(super) fn frame(
        &self,
        catalogue: &Catalogue<'_>,
        assets: &Assets,
        plan: &ListPlan,
        page: &ListPage<'_>,
        address: &Address,
    ) -> (Frame, String) {
        let heading = self.heading(page);
        (Frame::new(catalogue, assets, &self.place(plan, page, address), &heading), heading.title)
    }

    /// Returns what `page` is called: the title of the list, with the value that its rows share.
    fn heading(&self, page: &ListPage<'_>) -> Heading {
        let title = match page.part_label() {
            Some(label) => format!("{}: {label}", self.title),
            None => self.title.to_owned(),
        };
        Heading { title, description: self.description.to_owned() }
    }

    /// Returns where `page`, at `address`, is.
    fn place(&self, plan: &ListPlan, page: &ListPage<'_>, address: &Address) -> Place {
        let above = page.part_label().map(|_| (self.title.to_owned(), Some(plan.home())));
        Place { address: address.clone(), section: self.section, above: above.into_iter().collect() }
    }
}
