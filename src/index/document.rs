//! An entry as a document of the search.

use super::claims::add_claims;
use super::states::states;
use crate::entry::{Entry, KindFields};
use crate::freshness::EntryAges;
use crate::library::page_path;
use crate::markdown::plain_text;
use crate::site::encoded_path;
use crate::source::Span;
use crate::visibility::VisibleLibrary;
use fieldbook_search::{Comparison, Document, Side};

/// Returns `entry` as a document.
pub fn document(entry: &Entry, library: &VisibleLibrary, ages: &EntryAges) -> Document {
    Document { body: whole_body(entry), ..document_without_body(entry, library, ages) }
}

/// Returns `entry` as a document whose body is left out, since it costs more than the rest: [`whole_body`].
pub(super) fn document_without_body(entry: &Entry, library: &VisibleLibrary, ages: &EntryAges) -> Document {
    let values =
        |texts: &[crate::source::Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    let mut document = Document {
        id: entry.id.clone(),
        kind: entry.kind.word().to_owned(),
        url: encoded_path(&page_path(&entry.id)),
        title: entry.title.value.clone(),
        alternates: values(&entry.aliases),
        tags: [&entry.tags, &entry.competitors, &entry.products, &entry.industries, &entry.regions]
            .into_iter()
            .flat_map(|texts| values(texts))
            .chain([entry.kind.facts().title.to_owned()])
            .collect(),
        summary: entry.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default(),
        facets: facets(entry, library),
        states: ages.whole(entry).map(|timeline| states(&timeline)).unwrap_or_default(),
        ..Document::default()
    };
    own_words(entry, library, &mut document);
    document
}

/// Returns the text of `entry` as people read it, with its claims. The file, [`body_spans`] and the texts of the claims
/// decide it.
pub(super) fn whole_body(entry: &Entry) -> String {
    let mut body = body(entry);
    let claims: Vec<&str> = entry.claims.iter().map(|claim| claim.text.value.as_str()).collect();
    add_claims(&mut body, &claims);
    body
}

/// Returns the parts of the file that [`whole_body`] is made of.
pub(super) fn body_spans(entry: &Entry) -> [Option<Span>; 4] {
    let KindFields::Answer(answer) = &entry.kind_fields else { return [Some(entry.body.span), None, None, None] };
    [Some(entry.body.span), answer.lengths.short, answer.lengths.standard, answer.lengths.detailed]
}

/// The text; of an answer its lengths without their headings.
fn body(entry: &Entry) -> String {
    if !matches!(&entry.kind_fields, KindFields::Answer(_)) {
        return plain_text(entry.text());
    }
    let [_, lengths @ ..] = body_spans(entry);
    let texts: Vec<String> = lengths.into_iter().flatten().map(|span| plain_text(entry.file.slice(span))).collect();
    if texts.is_empty() { plain_text(entry.text()) } else { texts.concat() }
}

/// Adds what the kind has to say: other wordings, names, controls.
fn own_words(entry: &Entry, library: &VisibleLibrary, document: &mut Document) {
    match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let question = answer.question.iter().filter(|question| question.value != entry.title.value);
            document.alternates.extend(question.map(|question| question.value.clone()));
            document.alternates.extend(answer.alternates.iter().map(|alternate| alternate.value.clone()));
            document.tags.extend(answer.topics.iter().map(|topic| topic.value.clone()));
            let controls = answer.frameworks.iter().flat_map(|(framework, controls)| {
                controls.iter().map(|control| format!("{}: {}", framework.value, control.value))
            });
            document.controls.extend(controls);
        }
        KindFields::Battlecard(_) => {
            if let Some(competitor) = library.competitor_of(entry) {
                bear_names(competitor, document);
                let words = ["battlecard", "card"];
                document.names.extend(words.map(|word| format!("{} {word}", competitor.title.value)));
            }
        }
        KindFields::Competitor(_) if library.cards_of(&entry.id).next().is_none() => bear_names(entry, document),
        KindFields::Gap(gap) => document.tags.extend(gap.capability.iter().map(|capability| capability.value.clone())),
        KindFields::Guide { system, .. } => document.tags.extend(system.iter().map(|system| system.value.clone())),
        _ => {}
    }
}

/// Makes the names of `competitor` open `document`, and one side of a comparison.
fn bear_names(competitor: &Entry, document: &mut Document) {
    let name = &competitor.title.value;
    document.names.push(name.clone());
    document.names.extend(competitor.aliases.iter().map(|alias| alias.value.clone()));
    if let KindFields::Competitor(fields) = &competitor.kind_fields {
        document.names.extend(fields.name.iter().map(|name| name.value.clone()));
    }
    document.comparison = Comparison::Side(Side { id: competitor.id.clone(), name: name.clone() });
}

fn facets(entry: &Entry, library: &VisibleLibrary) -> Vec<(String, String)> {
    let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut facets = vec![one("status", entry.status.value.word())];
    let owner = entry.owner.as_ref().filter(|_| !library.hides_people());
    facets.extend(owner.map(|owner| one("owner", &owner.value)));
    facets.extend(entry.tags.iter().map(|tag| one("tag", &tag.value)));
    facets.extend(entry.products.iter().map(|product| one("product", &product.value)));
    if let KindFields::Answer(answer) = &entry.kind_fields {
        facets.extend(answer.topics.iter().map(|topic| one("topic", &topic.value)));
    }
    facets
}
