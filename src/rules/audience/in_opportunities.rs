//! Names of customers in the opportunities of another customer.

use crate::customers::{CustomerNames, Mention};
use crate::opportunity::{Opportunity, Role};
use crate::rules::shared::Shared;
use crate::visibility::{Readers, visible_opportunities};

/// A name of another customer in an opportunity.
pub(super) struct NameInOpportunity<'a> {
    pub(super) mention: Mention<'a>,
    /// Where it is, as words that follow the name.
    pub(super) part: String,
}

/// Finds the names of other customers in what the pages of a build for one customer show of its opportunities.
pub(super) fn in_opportunities<'a>(
    shared: &Shared<'_>,
    readers: &Readers,
    names: &'a CustomerNames,
) -> Vec<NameInOpportunity<'a>> {
    let check = &shared.check;
    let Some(snapshot) = check.snapshot.filter(|_| readers.customer().is_some()) else { return Vec::new() };
    let Some(visible) = visible_opportunities(snapshot, check.library, readers) else { return Vec::new() };
    let mut found = Vec::new();
    for opportunity in &visible.opportunities {
        for (part, text) in shown_texts(opportunity) {
            let mentions = names.others_in(text, readers.customer());
            let others = mentions.into_iter().filter(|mention| !readers.has_key(mention.key));
            let part = format!(" in {part} of the opportunity {}", named(opportunity));
            found.extend(others.map(|mention| NameInOpportunity { mention, part: part.clone() }));
        }
    }
    found
}

/// The texts of an opportunity that pages show, each with what it is.
fn shown_texts(opportunity: &Opportunity) -> Vec<(&'static str, &str)> {
    let Opportunity { name, stage, owner, competitors, products, gaps, features, next_step, .. } = opportunity;
    let mut texts = vec![(Role::Name.name(), name.as_str()), (Role::Stage.name(), stage.as_str())];
    texts.extend(owner.as_deref().map(|text| (Role::Owner.name(), text)));
    texts.extend(next_step.as_deref().map(|text| (Role::NextStep.name(), text)));
    let lists =
        [(Role::Competitors, competitors), (Role::Products, products), (Role::Gaps, gaps), (Role::Features, features)];
    for (role, list) in lists {
        texts.extend(list.iter().map(|text| (role.name(), text.as_str())));
    }
    if let Some(activity) = &opportunity.activity {
        texts.extend(activity.todos.iter().map(|todo| ("a to-do", todo.as_str())));
        texts.extend(activity.comments.iter().map(|comment| ("a comment", comment.text.as_str())));
    }
    texts
}

fn named(opportunity: &Opportunity) -> String {
    match &opportunity.url {
        Some(url) => format!("{} <{url}>", opportunity.id),
        None => format!("`{}`", opportunity.id),
    }
}
