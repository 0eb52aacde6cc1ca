//! Everything of a site that is not the page of one entry: the pages of the table, lists of entries, and files for
//! programs.

use super::atom::changes_feed;
use super::catalogue::Catalogue;
use super::changes::Changes;
use super::commit_script::{COMMIT_SCRIPT, commit_script};
use super::making::PageWriter;
use super::pages::{NOT_FOUND, PageKind};
use super::reuse::Decided;
use super::spreadsheet::matrix_csv;
use super::{feeds, llms, view};
use crate::kinds::Kind;
use crate::rules::reference;
use fieldbook_search::{packed, script};
use rayon::prelude::*;

impl<E: Send> PageWriter<'_, E> {
    /// Makes every page that the build's readers get, apart from the pages of entries.
    pub(super) fn generated(&mut self, catalogue: &Catalogue<'_>) {
        self.generated_in(catalogue, &|_| true);
        self.render(NOT_FOUND.to_owned(), NOT_FOUND, &view::NotFoundView::new(catalogue, self.theme.assets()));
        self.file("api/entries.json".to_owned(), feeds::entries_json(catalogue));
        self.file("api/claims.json".to_owned(), feeds::claims_json(catalogue));
        if catalogue.count(Kind::Answer) > 0 {
            let group = |decided: &Decided| decided.of_answers("answers.json", catalogue);
            self.unless_same(group, |making| making.answers(catalogue));
        }
        self.file("llms.txt".to_owned(), llms::llms_txt(catalogue));
        if let Some(script) = commit_script(&catalogue.input.built) {
            self.file(COMMIT_SCRIPT.to_owned(), script);
        }
        if let Some(xml) = feeds::sitemap(catalogue, &|path| self.is_taken(path)) {
            self.file("sitemap.xml".to_owned(), xml);
        }
    }

    /// Makes the list of answers for the tray and, for a site that is opened from a folder, the script with the same bytes.
    fn answers(&mut self, catalogue: &Catalogue<'_>) {
        let list = feeds::answers_json(catalogue);
        if self.theme.is_portable() {
            self.file(format!("{}.js", view::ANSWERS_PATH), script("answers", &packed(&list)).into_bytes());
        }
        self.file(view::ANSWERS_PATH.to_owned(), list);
    }

    /// Makes the pages of the tables in the sections that are `wanted`, by the folder of their item in the navigation.
    pub(super) fn generated_in(&mut self, catalogue: &Catalogue<'_>, wanted: &dyn Fn(&str) -> bool) {
        let readers = catalogue.input.library.readers();
        let pages = PageKind::ALL.iter().filter(|page| page.facts().readers.include(readers));
        for page in pages.filter(|page| wanted(page.section())) {
            self.page(*page, catalogue);
        }
        for kind in Kind::all().filter(|kind| wanted(kind.folder())) {
            let list = |making: &mut PageWriter<'_, E>| {
                making.lists(view::EntryList::new(catalogue, making.theme.assets(), kind));
            };
            self.unless_same(|decided| decided.of_list(kind.folder()), list);
        }
    }

    /// Makes the pages of the kind `page`; none if there is nothing to show.
    fn page(&mut self, page: PageKind, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        match page {
            PageKind::Home => self.add_all(page, &[view::HomeView::new(catalogue, assets)]),
            PageKind::Claims => {
                let list = |making: &mut PageWriter<'_, E>| making.lists([view::ClaimList::new(catalogue, assets)]);
                self.unless_same(|decided| decided.of_list("claims"), list);
            }
            PageKind::Gaps => self.lists(view::GapList::new(catalogue, assets)),
            PageKind::Answers => {
                let list = |making: &mut PageWriter<'_, E>| making.lists(view::AnswerList::new(catalogue, assets));
                self.unless_same(|decided| decided.of_answers("answers", catalogue), list);
            }
            page if !catalogue.has_page(page) => {}
            PageKind::Tray => self.add_all(page, &[view::TrayView::new(catalogue, assets)]),
            PageKind::Framework => self.add_all(page, &view::framework_views(catalogue, assets)),
            PageKind::Rules => self.add_all(page, &[view::RulesView::new(catalogue, assets)]),
            PageKind::Rule => self.rules(catalogue),
            PageKind::Opportunities => self.lists(view::opportunity_lists(catalogue, assets)),
            PageKind::Digest => self.digests(catalogue),
            PageKind::Opportunity => self.opportunities(catalogue),
            PageKind::Claim => self.claims(catalogue),
            PageKind::Changes => self.changes(catalogue),
            PageKind::Compare => self.comparison(catalogue),
            PageKind::People => self.people(catalogue),
            PageKind::Recurring => self.add_all(page, &[view::RecurringView::new(catalogue, assets)]),
            PageKind::Freshness => self.add_all(page, &[view::FreshnessView::new(catalogue, assets)]),
            PageKind::About => self.add_all(page, &[view::AboutView::new(catalogue, assets)]),
            PageKind::Search => self.add_all(page, &[view::SearchView::new(catalogue, assets)]),
            // Made together with the page above, from the same facts.
            PageKind::Topic | PageKind::Queue | PageKind::OwnerDigest => {}
        }
    }

    fn claims(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let entries = catalogue.input.library.entries().par_iter();
        let views: Vec<_> = entries
            .flat_map_iter(|entry| {
                catalogue
                    .claims(entry)
                    .filter_map(|(claim, timeline)| view::ClaimView::new(catalogue, assets, entry, claim, timeline))
            })
            .collect();
        self.add_all(PageKind::Claim, &views);
    }

    fn opportunities(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let all = catalogue.snapshot.map_or(&[][..], |snapshot| snapshot.opportunities.as_slice());
        let view = |opportunity| view::OpportunityView::new(catalogue, assets, opportunity);
        self.add_all(PageKind::Opportunity, &all.par_iter().filter_map(view).collect::<Vec<_>>());
    }

    fn digests(&mut self, catalogue: &Catalogue<'_>) {
        let (all, owners) = view::digest_views(catalogue, self.theme.assets());
        self.add_all(PageKind::Digest, &[all]);
        self.add_all(PageKind::OwnerDigest, &owners);
    }

    fn people(&mut self, catalogue: &Catalogue<'_>) {
        let (people, queues) = view::people_views(catalogue, self.theme.assets());
        self.add_all(PageKind::People, &[people]);
        self.add_all(PageKind::Queue, &queues);
    }

    /// The list of changes and its feed.
    fn changes(&mut self, catalogue: &Catalogue<'_>) {
        let changes = Changes::new(catalogue);
        self.add_all(PageKind::Changes, &[view::ChangesView::new(catalogue, self.theme.assets(), &changes)]);
        if let Some(feed) = changes_feed(catalogue, &changes) {
            self.file("changes/feed.xml".to_owned(), feed);
        }
    }

    /// The matrix and its file for spreadsheets.
    fn comparison(&mut self, catalogue: &Catalogue<'_>) {
        let views = view::compare_views(catalogue, self.theme.assets());
        if !views.is_empty() {
            self.file("compare/matrix.csv".to_owned(), matrix_csv(catalogue));
        }
        self.add_all(PageKind::Compare, &views);
    }

    fn rules(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let view = |rule: &&'static _| view::RuleView::new(catalogue, assets, rule);
        self.add_all(PageKind::Rule, &reference().par_iter().map(view).collect::<Vec<_>>());
    }
}
