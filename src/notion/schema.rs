//! Maps properties to roles.

use super::fitting::{fitting_types, is_fitting};
use super::source::parse_id;
use super::value::text;
use super::{Failure, Mapping};
use crate::opportunity::{Binding, Role};
use serde_json::Value;

/// The properties of a data source that have a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Schema {
    /// Roles with their properties.
    pub(super) bindings: Vec<Binding>,
    /// The data sources to which properties of roles relate.
    pub(super) related: Vec<RelatedSource>,
    /// Roles without a property.
    pub(super) unbound: Vec<UnboundRole>,
    /// The stages of the data source, in its order.
    pub(super) stages: Vec<String>,
    /// The stages of the group `Complete`, if the stage is a status.
    pub(super) terminal_stages: Vec<String>,
    /// The key of a filter by stage, if the type of the stage can be split exhaustively.
    pub(super) stage_filter: Option<&'static str>,
    /// The currency of the amount's number format.
    pub(super) currency: Option<String>,
}

/// The data source to which the property of a role relates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RelatedSource {
    pub(super) role: Role,
    /// The name of the property.
    pub(super) property: String,
    /// The id of the data source; `None` if the schema does not name it.
    pub(super) data_source: Option<String>,
}

impl RelatedSource {
    /// Returns the same relation with its data source unknown, so that pages are requested one by one.
    pub(super) fn without_source(self) -> Self {
        Self { data_source: None, ..self }
    }
}

/// A role for which the data source has no property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnboundRole {
    /// The role.
    pub role: Role,
    /// The names that were searched; empty if the settings give the role no property.
    pub wanted: Vec<String>,
}

/// Reads the response about a data source.
pub(super) fn read_schema(data_source: &Value, mapping: &Mapping) -> Result<Schema, Failure> {
    let properties = properties_of(data_source);
    let title = properties.iter().find(|(_, property)| text(property.get("type")) == "title");
    let title = title.map(|(name, property)| binding(Role::Name, name, property));
    let mut schema = Schema { bindings: title.into_iter().collect(), ..Schema::default() };
    for (role, wanted, usual) in roles(mapping, &Mapping::default()) {
        let Some((name, property)) = choose(&properties, role, wanted)? else {
            if role == Role::Stage || (wanted != usual && !wanted.is_empty()) {
                return Err(missing(&properties, role, wanted));
            }
            schema.unbound.push(UnboundRole { role, wanted: wanted.to_vec() });
            continue;
        };
        schema.bindings.push(binding(role, name, property));
        schema.related.extend(related(role, name, property));
        match role {
            Role::Stage => {
                schema.stages = options(property);
                schema.terminal_stages = completed(property);
                let kind = text(property.get("type"));
                schema.stage_filter = ["select", "status"].into_iter().find(|name| *name == kind);
            }
            Role::Amount => schema.currency = currency(property),
            _ => {}
        }
    }
    Ok(schema)
}

fn roles<'a>(mapping: &'a Mapping, usual: &Mapping) -> Vec<(Role, &'a [String], Vec<String>)> {
    let pair = |role, names: fn(&Mapping) -> &Vec<String>| (role, names(mapping).as_slice(), names(usual).clone());
    vec![
        pair(Role::Customer, |mapping| &mapping.customer),
        pair(Role::Domains, |mapping| &mapping.domains),
        pair(Role::Stage, |mapping| &mapping.stage),
        pair(Role::Amount, |mapping| &mapping.amount),
        pair(Role::Currency, |mapping| &mapping.currency),
        pair(Role::CloseDate, |mapping| &mapping.close_date),
        pair(Role::Owner, |mapping| &mapping.owner),
        pair(Role::Competitors, |mapping| &mapping.competitors),
        pair(Role::Products, |mapping| &mapping.products),
        pair(Role::Gaps, |mapping| &mapping.gaps),
        pair(Role::NextStep, |mapping| &mapping.next_step),
        pair(Role::Features, |mapping| &mapping.features),
    ]
}

/// Returns the first of the wanted properties whose type fits the role; `None` if there is none of them.
fn choose<'a>(
    properties: &[(&'a str, &'a Value)],
    role: Role,
    wanted: &[String],
) -> Result<Option<(&'a str, &'a Value)>, Failure> {
    let found: Vec<_> = wanted.iter().filter_map(|wanted| find(properties, wanted)).collect();
    let fits = |(_, property): &&(&str, &Value)| is_fitting(role, &text(property.get("type")));
    match (found.iter().find(fits), found.first()) {
        (Some(chosen), _) => Ok(Some(*chosen)),
        (None, Some((name, property))) => Err(Failure::UnfitProperty {
            role: role.name(),
            property: (*name).to_owned(),
            kind: text(property.get("type")),
            types: fitting_types(role),
            similar: typical(properties, role),
        }),
        (None, None) => Ok(None),
    }
}

/// What the check of a setup says of the property of a role.
pub(super) enum PropertyState {
    /// It exists.
    Bound { name: String, kind: String },
    /// It exists, and its type does not fit the role.
    Unfit(Failure),
    /// The settings give the role none.
    GivenUp,
    /// None was found; similar ones are those with a similar name, or else those of a fitting type.
    Unbound { wanted: Vec<String>, is_required: bool, similar: Vec<String> },
}

/// Returns the state of the property of every role; similar properties are those that have no role.
pub(super) fn property_states(data_source: &Value, mapping: &Mapping) -> Vec<(Role, PropertyState)> {
    let properties = properties_of(data_source);
    let usual = Mapping::default();
    let found = |wanted: &[String]| wanted.iter().find_map(|wanted| find(&properties, wanted));
    let taken: Vec<&str> = roles(mapping, &usual).iter().filter_map(|(_, wanted, _)| Some(found(wanted)?.0)).collect();
    let free: Vec<_> = properties.iter().filter(|(name, _)| !taken.contains(name)).copied().collect();
    let state = |(role, wanted, usual): (Role, &[String], Vec<String>)| {
        let state = match choose(&properties, role, wanted) {
            Err(failure) => PropertyState::Unfit(failure),
            Ok(Some((name, property))) => {
                PropertyState::Bound { name: name.to_owned(), kind: text(property.get("type")) }
            }
            Ok(None) if wanted.is_empty() && role != Role::Stage => PropertyState::GivenUp,
            Ok(None) => {
                let near = nearest_names(&free, wanted);
                let similar = if near.is_empty() { typical(&free, role) } else { near };
                let is_required = role == Role::Stage || wanted != usual;
                PropertyState::Unbound { wanted: wanted.to_vec(), is_required, similar }
            }
        };
        (role, state)
    };
    roles(mapping, &usual).into_iter().map(state).collect()
}

/// Returns the names of the properties whose type is typical for the role.
fn typical(properties: &[(&str, &Value)], role: Role) -> Vec<String> {
    let kinds: &[&str] = match role {
        Role::Stage => &["status", "select"],
        Role::Amount => &["number", "formula"],
        Role::CloseDate => &["date"],
        Role::Owner => &["people"],
        Role::Competitors | Role::Products | Role::Gaps | Role::Features => &["relation", "multi_select"],
        Role::Customer => &["relation"],
        Role::Domains => &["url"],
        Role::Name | Role::Currency | Role::NextStep => &[],
    };
    let is_fitting = |(_, property): &&(&str, &Value)| kinds.contains(&text(property.get("type")).as_str());
    properties.iter().filter(is_fitting).map(|(name, _)| (*name).to_owned()).collect()
}

/// Returns the data source of a relation ("Relation" in "Property schema objects" of Notion's reference).
fn related(role: Role, name: &str, property: &Value) -> Option<RelatedSource> {
    let relation = property.get("relation").filter(|_| text(property.get("type")) == "relation")?;
    let data_source = parse_id(&text(relation.get("data_source_id")));
    Some(RelatedSource { role, property: name.to_owned(), data_source })
}

fn binding(role: Role, name: &str, property: &Value) -> Binding {
    Binding { role, property: text(property.get("id")), name: name.to_owned() }
}

/// Makes sure that every role that had a property at the previous snapshot still has one, unless the settings give it none.
pub(super) fn check_bindings(data_source: &Value, schema: &Schema, previous: &[Binding]) -> Result<(), Failure> {
    let is_lost = |before: &&Binding| {
        schema.unbound.iter().any(|unbound| unbound.role == before.role && !unbound.wanted.is_empty())
    };
    let Some(before) = previous.iter().find(is_lost) else { return Ok(()) };
    let properties = properties_of(data_source);
    let renamed = properties.iter().find(|(_, property)| is_same_id(&text(property.get("id")), &before.property));
    Err(Failure::LostProperty {
        role: before.role.name(),
        before: before.name.clone(),
        renamed: renamed.map(|(name, _)| (*name).to_owned()),
        near: nearest_names(&properties, std::slice::from_ref(&before.name)),
    })
}

fn properties_of(data_source: &Value) -> Vec<(&str, &Value)> {
    let properties = data_source.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, value)| (name.as_str(), value)).collect()
}

fn find<'a>(properties: &[(&'a str, &'a Value)], wanted: &str) -> Option<(&'a str, &'a Value)> {
    let wanted = wanted.trim();
    let found = if let Some(id) = wanted.strip_prefix("id:") {
        properties.iter().find(|(_, property)| is_same_id(&text(property.get("id")), id))
    } else {
        let exact = properties.iter().find(|(name, _)| *name == wanted);
        let folded = wanted.to_lowercase();
        exact.or_else(|| properties.iter().find(|(name, _)| name.trim().to_lowercase() == folded))
    };
    found.copied()
}

/// Property ids are percent-encoded in some responses and plain in others.
pub(super) fn is_same_id(one: &str, other: &str) -> bool {
    let plain = |id: &str| percent_encoding::percent_decode_str(id).collect::<Vec<u8>>();
    plain(one) == plain(other.trim())
}

fn missing(properties: &[(&str, &Value)], role: Role, wanted: &[String]) -> Failure {
    Failure::MissingProperty { role: role.name(), wanted: wanted.to_vec(), near: nearest_names(properties, wanted) }
}

/// The largest edit distance of a similar name.
const NEAR: usize = 3;

/// Returns the names of properties that are similar to a wanted one or contain one of its words, the most similar first.
fn nearest_names(properties: &[(&str, &Value)], wanted: &[String]) -> Vec<String> {
    let folded: Vec<String> = wanted.iter().map(|wanted| wanted.trim().to_lowercase()).collect();
    let words = || folded.iter().flat_map(|wanted| wanted.split_whitespace()).filter(|word| word.len() >= NEAR);
    let distance = |name: &str| {
        let name = name.trim().to_lowercase();
        let edits = folded.iter().map(|wanted| strsim::osa_distance(wanted, &name)).min()?;
        if edits <= NEAR {
            return Some(edits);
        }
        words().any(|word| name.split_whitespace().any(|own| own == word)).then_some(NEAR + 1)
    };
    let mut near: Vec<_> = properties.iter().filter_map(|(name, _)| Some((distance(name)?, *name))).collect();
    near.sort_unstable();
    near.into_iter().take(NEAR).map(|(_, name)| name.to_owned()).collect()
}

fn options(property: &Value) -> Vec<String> {
    let kind = text(property.get("type"));
    let options = property.get(&kind).and_then(|kind| kind.get("options")).and_then(Value::as_array);
    options.into_iter().flatten().map(|option| text(option.get("name"))).collect()
}

/// The options of the group `Complete` of a status ("Status" in "Property schema objects" of Notion's reference).
fn completed(property: &Value) -> Vec<String> {
    let list = |key: &str| property.get("status").and_then(|status| status.get(key)).and_then(Value::as_array);
    let is_complete = |group: &&Value| text(group.get("name")).trim().eq_ignore_ascii_case("complete");
    let group = list("groups").into_iter().flatten().find(is_complete);
    let ids = group.and_then(|group| group.get("option_ids")).and_then(Value::as_array);
    let ids: Vec<&Value> = ids.into_iter().flatten().collect();
    let options = list("options").into_iter().flatten();
    options
        .filter(|option| option.get("id").is_some_and(|id| ids.contains(&id)))
        .map(|option| text(option.get("name")))
        .collect()
}

/// The ISO 4217 code of a number format ("Property object", number formats, in Notion's reference).
fn currency(property: &Value) -> Option<String> {
    let format = text(property.get("number").and_then(|number| number.get("format")));
    let code = match format.as_str() {
        "dollar" => "USD",
        "australian_dollar" => "AUD",
        "canadian_dollar" => "CAD",
        "singapore_dollar" => "SGD",
        "new_zealand_dollar" => "NZD",
        "hong_kong_dollar" => "HKD",
        "new_taiwan_dollar" => "TWD",
        "euro" => "EUR",
        "pound" => "GBP",
        "yen" => "JPY",
        "yuan" => "CNY",
        "won" => "KRW",
        "rupee" => "INR",
        "franc" => "CHF",
        "krona" => "SEK",
        "norwegian_krone" => "NOK",
        "danish_krone" => "DKK",
        "zloty" => "PLN",
        "real" => "BRL",
        "rand" => "ZAR",
        "mexican_peso" => "MXN",
        _ => return None,
    };
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_ids_and_alternatives_find_their_property() {
        let source = json!({"properties": {
            "Deal": {"id": "title", "type": "title"},
            " phase ": {"id": "%3Aab", "type": "status", "status": {
                "options": [{"id": "1", "name": "Demo"}, {"id": "2", "name": "WIN"}, {"id": "3", "name": "Done"}],
                "groups": [{"name": "To-do", "option_ids": ["1"]}, {"name": "Complete", "option_ids": ["3", "2"]}]}},
            "Budget": {"id": "bu", "type": "number", "number": {"format": "euro"}},
        }});
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mapping = Mapping { stage: names(&["Stage", "id::ab"]), amount: names(&["budget"]), ..Mapping::default() };
        let schema = read_schema(&source, &mapping).unwrap();
        let wanted = [(Role::Name, "title", "Deal"), (Role::Stage, "%3Aab", " phase "), (Role::Amount, "bu", "Budget")];
        let wanted = wanted.map(|(role, id, name)| Binding { role, property: id.to_owned(), name: name.to_owned() });
        assert_eq!(schema.bindings, wanted);
        let unbound: Vec<&str> = schema.unbound.iter().map(|unbound| unbound.role.name()).collect();
        let wanted = [
            "customer",
            "domains",
            "currency",
            "close_date",
            "owner",
            "competitors",
            "products",
            "gaps",
            "next_step",
            "features",
        ];
        assert_eq!(unbound, wanted);
        assert_eq!((schema.stages, schema.currency.as_deref()), (names(&["Demo", "WIN", "Done"]), Some("EUR")));
        assert_eq!(schema.terminal_stages, names(&["WIN", "Done"]));

        let failure = read_schema(
            &source,
            &Mapping { owner: names(&["Bugdet"]), stage: names(&["Phase"]), ..Mapping::default() },
        );
        let wanted = Failure::MissingProperty { role: "owner", wanted: names(&["Bugdet"]), near: names(&["Budget"]) };
        assert_eq!(failure, Err(wanted));
        assert!(read_schema(&source, &Mapping::default()).is_err(), "the stage is never optional");
        assert!(read_schema(&source, &Mapping { stage: Vec::new(), ..mapping }).is_err(), "nor can it be given up");
    }

    #[test]
    fn a_role_that_lost_its_property_is_named_with_what_is_near() {
        let source = |amount: &str, id: &str| {
            json!({"properties": {
                "Stage": {"id": "st", "type": "status"},
                "Contract value": {"id": "cv", "type": "number"},
                amount: {"id": id, "type": "number"},
            }})
        };
        let before = [Binding { role: Role::Amount, property: "a%3Am".to_owned(), name: "Value".to_owned() }];
        let check = |source: &Value, amount: Vec<String>| {
            let mapping = Mapping { amount, ..Mapping::default() };
            check_bindings(source, &read_schema(source, &mapping).unwrap(), &before)
        };
        let lost = |renamed: Option<&str>, near: &[&str]| {
            let near = near.iter().map(|name| (*name).to_owned()).collect();
            let (before, renamed) = ("Value".to_owned(), renamed.map(str::to_owned));
            Err(Failure::LostProperty { role: "amount", before, renamed, near })
        };
        let usual = Mapping::default().amount;
        assert_eq!(check(&source("Amount", "other"), usual.clone()), Ok(()), "another property has the role");
        let renamed = lost(Some("Deal size"), &["Contract value"]);
        assert_eq!(check(&source("Deal size", "a:m"), usual.clone()), renamed);
        assert_eq!(check(&source("Valeu", "new"), usual.clone()), lost(None, &["Valeu", "Contract value"]));
        assert_eq!(check(&source("Deal size", "a:m"), Vec::new()), Ok(()), "the settings give it no property");
        let source = source("Deal size", "a:m");
        assert_eq!(check_bindings(&source, &read_schema(&source, &Mapping::default()).unwrap(), &[]), Ok(()));
    }
}
