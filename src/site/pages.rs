//! The pages that are not the page of an entry or a list of entries of one kind: one table, in the order in which a build
//! makes them.
//!
//! Site building, navigation, links, the sitemap and tests take what they need to know about a page from here. A new page
//! is a row in this table, a view, a template and an arm in `making`, which the compiler asks for. Pages of entries and
//! lists of entries follow from the table of kinds.

use super::address::Address;
use crate::kinds::Navigation;
use crate::visibility::Readers;

/// What the table says about one kind of page.
#[derive(Debug)]
pub(crate) struct PageFacts {
    /// The folder of the page below the site, empty for the first page; of pages of which there are several, the folder
    /// that holds theirs.
    pub(crate) folder: &'static str,
    /// Its template.
    pub(crate) template: &'static str,
    /// Its title; of pages of which there are several, what one of them is.
    pub(crate) title: &'static str,
    /// The page above it, apart from the first page.
    pub(crate) above: Option<PageKind>,
    /// Its item in the navigation; `None` if it has none, or if the table of kinds has it.
    pub(crate) navigation: Option<Navigation>,
    /// Who gets it.
    pub(crate) readers: PageReaders,
    /// Whether the sitemap lists it.
    pub(crate) is_in_sitemap: bool,
}

/// Who gets a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageReaders {
    /// The readers of every build.
    Everybody,
    /// Readers inside the company.
    Inside,
    /// The whole company: not outsiders, and not the readers of a build for one customer.
    Company,
}

impl PageReaders {
    /// Returns whether the page is for `readers`.
    pub(crate) fn include(self, readers: &Readers) -> bool {
        match self {
            Self::Everybody => true,
            Self::Inside => !readers.is_outside(),
            Self::Company => readers.is_company_wide(),
        }
    }
}

/// Makes the enum and its table from one list, so that neither can lack a page that the other has.
macro_rules! pages {
    ($($(#[$doc:meta])* $page:ident { $($facts:tt)* })*) => {
        /// A kind of page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum PageKind {
            $($(#[$doc])* $page,)*
        }

        impl PageKind {
            /// Every kind of page, in the order in which a build makes them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$page,)*];

            /// Returns what the table says about this kind of page.
            pub(crate) fn facts(self) -> &'static PageFacts {
                match self {
                    $(Self::$page => {
                        static FACTS: PageFacts = PageFacts { $($facts)*, ..NOTHING_ELSE };
                        &FACTS
                    })*
                }
            }
        }
    };
}

/// What a row leaves out.
const NOTHING_ELSE: PageFacts = PageFacts {
    folder: "",
    template: "",
    title: "",
    above: None,
    navigation: None,
    readers: PageReaders::Everybody,
    is_in_sitemap: false,
};

pages! {
    /// The first page.
    Home { folder: "", template: "home.html", title: "Home", is_in_sitemap: true }

    /// The register of claims.
    Claims {
        folder: "claims", template: "claims.html", title: "Claims", is_in_sitemap: true,
        navigation: Some(Navigation { group: "Answer", position: 3, title: "Claims", icon: "quote" })
    }

    /// The gaps, those that affect most first.
    Gaps { folder: "gaps", template: "gaps.html", title: "Gaps" }

    /// Objections that come again and again.
    Recurring {
        folder: "recurring-objections", template: "recurring.html", title: "Recurring objections",
        readers: PageReaders::Inside,
        navigation: Some(Navigation { group: "Deals", position: 5, title: "Recurring objections", icon: "speech" })
    }

    /// The answer library.
    Answers { folder: "answers", template: "library.html", title: "Answer library" }

    /// The answers of one topic.
    Topic {
        folder: "answers/topics", template: "library.html", title: "Answers of a topic", above: Some(PageKind::Answers)
    }

    /// The answers that a reader collects.
    Tray { folder: "answers/tray", template: "tray.html", title: "Tray", above: Some(PageKind::Answers) }

    /// The coverage of one framework.
    Framework {
        folder: "answers/frameworks", template: "framework.html", title: "Coverage of a framework",
        above: Some(PageKind::Answers)
    }

    /// The rule reference.
    Rules {
        folder: "rules", template: "rules.html", title: "Rules", readers: PageReaders::Company,
        navigation: Some(Navigation { group: "Keep true", position: 4, title: "Rules", icon: "list" })
    }

    /// One rule.
    Rule {
        folder: "rules", template: "rule.html", title: "Rule", above: Some(PageKind::Rules),
        readers: PageReaders::Company
    }

    /// The opportunities.
    Opportunities {
        folder: "opportunities", template: "opportunities.html", title: "Opportunities", readers: PageReaders::Inside,
        navigation: Some(Navigation { group: "Deals", position: 1, title: "Opportunities", icon: "target" })
    }

    /// A summary of each open opportunity.
    Digest {
        folder: "opportunities/digest", template: "digest.html", title: "Digest",
        above: Some(PageKind::Opportunities), readers: PageReaders::Inside
    }

    /// A summary of each open opportunity of one owner.
    OwnerDigest {
        folder: "opportunities/digest", template: "digest.html", title: "Digest of an owner",
        above: Some(PageKind::Opportunities), readers: PageReaders::Inside
    }

    /// One opportunity.
    Opportunity {
        folder: "opportunities", template: "opportunity.html", title: "Opportunity",
        above: Some(PageKind::Opportunities), readers: PageReaders::Inside
    }

    /// One claim.
    Claim { folder: "claims", template: "claim.html", title: "Claim", above: Some(PageKind::Claims) }

    /// What changed lately.
    Changes {
        folder: "changes", template: "changes.html", title: "Changes", is_in_sitemap: true,
        navigation: Some(Navigation { group: "Keep true", position: 1, title: "Changes", icon: "pulse" })
    }

    /// The matrix of capabilities and competitors.
    Compare {
        folder: "compare", template: "compare.html", title: "Compare", is_in_sitemap: true,
        navigation: Some(Navigation { group: "Compete", position: 2, title: "Compare", icon: "table" })
    }

    /// All owners.
    People {
        folder: "people", template: "people.html", title: "Review queues", readers: PageReaders::Inside,
        navigation: Some(Navigation { group: "Keep true", position: 3, title: "Review queues", icon: "person" })
    }

    /// The review queue of one owner.
    Queue {
        folder: "people", template: "queue.html", title: "Review queue", above: Some(PageKind::People),
        readers: PageReaders::Inside
    }

    /// The age of the whole library.
    Freshness {
        folder: "freshness", template: "freshness.html", title: "Freshness", readers: PageReaders::Inside,
        navigation: Some(Navigation { group: "Keep true", position: 2, title: "Freshness", icon: "clock" })
    }

    /// What was built, from what, for whom.
    About { folder: "about/build", template: "about.html", title: "About this build" }

    /// The search.
    Search { folder: "search", template: "search.html", title: "Search" }
}

/// The file that servers show where there is no page, which is also the name of its template.
pub(crate) const NOT_FOUND: &str = "404.html";

/// The template of the page at an old address.
pub(crate) const REDIRECT: &str = "redirect.html";

/// The template of a list of entries of one kind.
#[cfg(test)]
const LIST: &str = "list.html";

impl PageKind {
    /// Returns the address of the page.
    pub(crate) fn address(self) -> Address {
        Address::of_folder(self.facts().folder)
    }

    /// Returns the address of the one of several pages whose own folder is `part`, which can hold several folders.
    pub(crate) fn address_of(self, part: &str) -> Address {
        Address::of_folder(&format!("{}/{part}", self.facts().folder))
    }

    /// Returns the folder of the item of the navigation that the page belongs to.
    pub(crate) fn section(self) -> &'static str {
        self.facts().above.map_or(self.facts().folder, Self::section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Kind;
    use std::collections::BTreeSet;

    /// Templates that other templates use, and the folder of components.
    const SHARED: [&str; 8] = [
        "base.html",
        "components",
        "entry.html",
        "row-answer.html",
        "row-claim.html",
        "row-entry.html",
        "row-gap.html",
        "row-opportunity.html",
    ];

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test lists the templates of the repository")]
    fn every_template_of_the_theme_has_a_page_and_every_page_a_template() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
        let files = std::fs::read_dir(folder).unwrap();
        let files: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let mut used: BTreeSet<String> =
            SHARED.into_iter().chain([NOT_FOUND, REDIRECT, LIST]).map(str::to_owned).collect();
        used.extend(Kind::all().map(|kind| format!("{}.html", kind.word())));
        used.extend(PageKind::ALL.iter().map(|page| page.facts().template.to_owned()));
        assert_eq!(files, used);
    }

    #[test]
    fn the_keys_of_the_search_lead_to_pages_of_the_tables() {
        let script = include_str!("../../themes/default/scripts/70-search-places.js");
        let line = script.lines().find(|line| line.contains("const places = {")).unwrap();
        let places: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        let pages = PageKind::ALL.iter().map(|page| page.address().file());
        let known: BTreeSet<String> =
            pages.chain(Kind::all().map(|kind| Address::of_folder(kind.folder()).file())).collect();
        assert_eq!(places.len(), 5, "{line}");
        assert!(places.iter().all(|place| known.contains(*place)), "{places:?}");
    }

    #[test]
    fn a_page_below_another_has_its_readers_and_its_section() {
        for page in PageKind::ALL {
            let Some(above) = page.facts().above else { continue };
            assert_eq!(page.facts().readers, above.facts().readers, "{page:?}");
            assert_eq!(page.section(), above.facts().folder, "{page:?}");
            assert!(page.facts().folder.starts_with(above.facts().folder), "{page:?}");
        }
    }
}
