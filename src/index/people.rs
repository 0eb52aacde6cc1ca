//! People as documents of the search: their names lead to what they own.

use crate::site::{PersonContent, PersonPage};
use fieldbook_search::Document;
use std::collections::BTreeSet;

/// The kind of these documents.
const KIND: &str = "person";

/// Returns the pages about people, which a build for outsiders has none of, as documents.
pub(super) fn documents(people: &[PersonPage]) -> Vec<Document> {
    let queues = people.iter().filter(|page| is_queue(page));
    let with_queue: BTreeSet<&str> = queues.map(|page| page.name.as_str()).collect();
    people.iter().map(|page| document(page, &with_queue)).collect()
}

fn is_queue(page: &PersonPage) -> bool {
    matches!(page.content, PersonContent::Queue { .. })
}

/// A queue is found first; a list of opportunities by its owner's name if the owner is not among those `with_queue`.
fn document(page: &PersonPage, with_queue: &BTreeSet<&str>) -> Document {
    let (title, summary) = match page.content {
        PersonContent::Queue { owned } => (page.name.clone(), format!("Review queue · owns {}", entries(owned))),
        PersonContent::Opportunities { open } => {
            (format!("{}: open opportunities", page.name), format!("Opportunities · {open} open"))
        }
    };
    let is_first = is_queue(page) || !with_queue.contains(page.name.as_str());
    let (names, second_names) =
        if is_first { (names(&page.name), Vec::new()) } else { (Vec::new(), names(&page.name)) };
    Document {
        id: page.id.clone(),
        kind: KIND.to_owned(),
        url: page.link.clone(),
        title,
        summary,
        tags: vec!["owner, owns, reviews, responsible".to_owned()],
        names,
        second_names,
        ..Document::default()
    }
}

fn entries(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

/// The whole name, and each of its words.
fn names(name: &str) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    names.extend(name.split_whitespace().filter(|word| word.chars().count() > 1 && *word != name).map(str::to_owned));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str, content: PersonContent) -> PersonPage {
        PersonPage { id: id.into(), name: "Ann Example".into(), link: format!("{id}/index.html"), content }
    }

    #[test]
    fn a_name_leads_to_the_queue_and_to_the_list_if_there_is_none() {
        let (queue, list) = (PersonContent::Queue { owned: 1 }, PersonContent::Opportunities { open: 2 });
        let both = documents(&[page("people/ann", queue), page("opportunities/owner/ann", list)]);
        let names = ["Ann Example", "Ann", "Example"];
        assert_eq!(both[0].names, names);
        assert_eq!((both[1].names.len(), both[1].second_names.as_slice()), (0, names.map(str::to_owned).as_slice()));
        assert_eq!(both[0].summary, "Review queue · owns 1 entry");
        assert_eq!(documents(&[page("opportunities/owner/ann", list)])[0].names, names);
    }
}
