//! What the table says about a kind.

use crate::source::Interval;

/// The facts about one kind.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent columns of a table")]
pub struct KindFacts {
    /// The word that authors write as `kind:`; also the name of its page template and its schema.
    pub word: &'static str,
    /// The top folder that gives entries this kind; also the folder of its list in the site.
    pub folder: &'static str,
    /// What one entry is called.
    pub title: &'static str,
    /// What several entries are called.
    pub plural: &'static str,
    /// What several entries are called where there is little room, as in the filters of the search.
    pub short_plural: &'static str,
    /// The title of the list that holds its entries.
    pub list_title: &'static str,
    /// The sentence above that list; `None` if another template than `list.html` makes the list.
    pub list_intro: Option<&'static str>,
    /// Its place in the navigation; `None` if it has none.
    pub navigation: Option<Navigation>,
    /// The default review interval; `None` if entries of this kind do not age by themselves.
    pub review_every: Option<Interval>,
    /// Whether its entries are about one deal, and so belong in a private root.
    pub is_deal: bool,
    /// Whether its sentences reach customers by mouth or by mail, whatever the audience of the entry.
    pub is_customer_facing: bool,
    /// Whether its text may reach a customer without another look at it, so that a stale entry is an error.
    pub is_sent_unread: bool,
    /// Whether readers find its entries only by links: it has no matrix, card or questionnaire that leads to them.
    pub is_reached_by_link: bool,
    /// Whether lists show which opportunities are affected by an entry.
    pub shows_exposure: bool,
    /// The texts for authors, in three parts with a line `---` between them: a sentence for each field of its own
    /// (`path: sentence`), the front matter and the body of a new entry.
    pub texts: &'static str,
}

/// An item of the site's navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Navigation {
    /// The title of the group that holds it.
    pub group: &'static str,
    /// Its position within the group, from 1; pages that are not lists of entries have positions too.
    pub position: u8,
    /// Its title.
    pub title: &'static str,
    /// The name of its icon in the theme's sheet.
    pub icon: &'static str,
}
