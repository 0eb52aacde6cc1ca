//! Review queues: the same list as `check --due`, in its order.

use super::site_under_test::{TestSite, pages};
use fieldbook::due::{DueItem, DueSelection, Horizon, Urgency, owner_of, sort};
use fieldbook::opportunity::{Exposures, Stages};
use fieldbook::source::parse_date;

/// Returns what is due for Ann in the fixture, by urgency: the statements of claims and the titles of entries.
fn due(site: &TestSite) -> Vec<String> {
    let exposures = Exposures::new(&site.snapshot, &site.library, &Stages::default());
    let today = parse_date("2026-11-21").expect("a day");
    let horizon = Horizon::of(&site.settings);
    let selection = DueSelection { library: &site.library, exposures: &exposures, today, horizon };
    let mut items = selection.of_entries(site.library.entries().iter(), &site.settings).items;
    sort(&mut items);
    let is_anns = |item: &&DueItem<'_>| owner_of(item.entry, &site.library).is_some_and(|owner| owner.id == "ann");
    let text = |item: &DueItem<'_>| item.claim.map_or(&item.entry.title.value, |claim| &claim.text.value).clone();
    let of = |urgency| items.iter().filter(is_anns).filter(move |item| item.urgency() == urgency).map(text);
    [Urgency::Exposed, Urgency::Overdue, Urgency::Soon].into_iter().flat_map(of).collect()
}

/// Returns the titles of the rows of Ann's queue.
fn shown(site: &TestSite) -> Vec<String> {
    let built = site.build("internal", None);
    let pages = pages(&built);
    let page = pages.get("people/ann/index.html").expect("a queue");
    let later = regex::Regex::new("(?s)<template.*?</template>").expect("a pattern");
    let page = &later.replace_all(page, "");
    let title = regex::Regex::new("<a class=\"row-title\" [^>]*>([^<]*)</a>").expect("a pattern");
    title.captures_iter(page).filter_map(|found| Some(found.get(1)?.as_str().to_owned())).collect()
}

#[test]
fn a_queue_shows_what_the_check_lists_and_with_warn_before_what_ends_within_it() {
    let site = TestSite::new("", "");
    let usual = due(&site);
    assert_eq!(shown(&site), usual);
    assert!(usual.len() > 5, "a control: {usual:?}");
    let site = TestSite::new("", "[freshness]\nwarn_before = \"9999d\"\n");
    let all = due(&site);
    assert_eq!(shown(&site), all);
    assert!(all.len() > usual.len(), "{all:?}");
}
