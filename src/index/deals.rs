//! Opportunities as documents of the search: a customer's name leads to them. Amounts stay out of the index.

use crate::config::Settings;
use crate::opportunity::{Opportunity, Snapshot, Stages};
use crate::site::encoded_path;
use crate::visibility::VisibleLibrary;
use fieldbook_search::Document;
use std::collections::{BTreeMap, BTreeSet};

/// The kind of these documents.
const KIND: &str = "opportunity";

/// Returns the opportunities in `snapshot`, which holds those that the build's readers may see, as documents.
pub(super) fn documents(snapshot: &Snapshot, library: &VisibleLibrary, settings: &Settings) -> Vec<Document> {
    let folders = snapshot.page_folders();
    let placed = snapshot.opportunities.iter().filter_map(|one| Some((one, folders.get(one.id.as_str())?)));
    // A page of the same name has the document already; two of one id would be none.
    let free = placed.filter(|(_, folder)| library.find(folder).is_none());
    let next = next_deals(snapshot, &Stages::new(&settings.opportunities, Some(snapshot)));
    let document = |(opportunity, folder): (&Opportunity, &String)| {
        let document = document(opportunity, folder, library);
        if next.contains(opportunity.id.as_str()) {
            return document;
        }
        Document { second_names: document.names, names: Vec::new(), ..document }
    };
    free.map(document).collect()
}

/// The opportunity that a customer's name opens: of those of one customer the open one that closes first.
fn next_deals<'a>(snapshot: &'a Snapshot, stages: &Stages) -> BTreeSet<&'a str> {
    let order =
        |one: &Opportunity| (stages.is_terminal(&one.stage), one.close_date.is_none(), one.close_date, one.id.clone());
    let mut next = BTreeMap::<String, &Opportunity>::new();
    for one in &snapshot.opportunities {
        let first = next.entry(one.customer_or_name().to_lowercase()).or_insert(one);
        if order(one) < order(first) {
            *first = one;
        }
    }
    next.into_values().map(|one| one.id.as_str()).collect()
}

fn document(opportunity: &Opportunity, folder: &str, library: &VisibleLibrary) -> Document {
    let next_step = opportunity.next_step.clone().unwrap_or_default();
    Document {
        id: folder.to_owned(),
        kind: KIND.to_owned(),
        url: encoded_path(&format!("{folder}/index.html")),
        title: opportunity.name.clone(),
        tags: [&opportunity.competitors, &opportunity.products, &opportunity.features]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        summary: summary(opportunity),
        body: next_step,
        facets: facets(opportunity, library),
        names: names(opportunity, library),
        ..Document::default()
    }
}

/// Customer, stage and competitors, in one line.
fn summary(opportunity: &Opportunity) -> String {
    let against =
        (!opportunity.competitors.is_empty()).then(|| format!("against {}", opportunity.competitors.join(", ")));
    let stage = Some(opportunity.stage.clone()).filter(|stage| !stage.is_empty());
    let parts = [opportunity.customer.clone(), stage, against];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The customer, and its other names as the list of customers has them.
fn names(opportunity: &Opportunity, library: &VisibleLibrary) -> Vec<String> {
    let Some(customer) = &opportunity.customer else { return Vec::new() };
    let is_named = |name: &String| name.eq_ignore_ascii_case(customer);
    let known = library
        .lists
        .customers
        .iter()
        .find(|known| is_named(&known.key.value) || known.names.iter().chain(&known.aliases).any(is_named));
    let others =
        known.into_iter().flat_map(|known| [&known.key.value].into_iter().chain(&known.names).chain(&known.aliases));
    let mut names = vec![customer.clone()];
    names.extend(others.filter(|name| !is_named(name)).cloned());
    names
}

fn facets(opportunity: &Opportunity, library: &VisibleLibrary) -> Vec<(String, String)> {
    let one = |name: &str, value: &String| (name.to_owned(), value.clone());
    let mut facets = Vec::new();
    facets.extend(Some(&opportunity.stage).filter(|stage| !stage.is_empty()).map(|stage| one("stage", stage)));
    let owner = opportunity.owner.as_ref().filter(|_| !library.hides_people());
    facets.extend(owner.map(|owner| one("owner", owner)));
    facets.extend(opportunity.products.iter().map(|product| one("product", product)));
    facets
}
