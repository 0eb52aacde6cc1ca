//! Maps properties to roles.

use super::value::text;
use super::{Failure, Mapping};
use serde_json::Value;

/// The role of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Name,
    Customer,
    Stage,
    Amount,
    Currency,
    CloseDate,
    Owner,
    Competitors,
    Products,
    Gaps,
    NextStep,
    Features,
}

impl Role {
    /// The role's name in site.toml.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Customer => "customer",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::CloseDate => "close_date",
            Self::Owner => "owner",
            Self::Competitors => "competitors",
            Self::Products => "products",
            Self::Gaps => "gaps",
            Self::NextStep => "next_step",
            Self::Features => "features",
        }
    }
}

/// The properties of a data source that have a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Schema {
    /// Roles with the ids of their properties.
    pub(super) bindings: Vec<(Role, String)>,
    /// The stages of the data source, in its order.
    pub(super) stages: Vec<String>,
    /// The key of a filter by stage, if the type of the stage can be split exhaustively.
    pub(super) stage_filter: Option<&'static str>,
    /// The currency of the amount's number format.
    pub(super) currency: Option<String>,
}

/// Reads the response about a data source.
pub(super) fn read_schema(data_source: &Value, mapping: &Mapping) -> Result<Schema, Failure> {
    let empty = serde_json::Map::new();
    let properties = data_source.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let properties: Vec<(&str, &Value)> = properties.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let title = properties.iter().find(|(_, property)| text(property.get("type")) == "title");
    let title = title.map(|(_, property)| (Role::Name, text(property.get("id"))));
    let mut schema =
        Schema { bindings: title.into_iter().collect(), stages: Vec::new(), stage_filter: None, currency: None };
    for (role, wanted, usual) in roles(mapping, &Mapping::default()) {
        let Some(property) = wanted.iter().find_map(|wanted| find(&properties, wanted)) else {
            if role == Role::Stage || wanted != usual {
                return Err(missing(&properties, role, wanted));
            }
            continue;
        };
        schema.bindings.push((role, text(property.get("id"))));
        match role {
            Role::Stage => {
                schema.stages = options(property);
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

fn find<'a>(properties: &[(&str, &'a Value)], wanted: &str) -> Option<&'a Value> {
    let wanted = wanted.trim();
    let found = if let Some(id) = wanted.strip_prefix("id:") {
        properties.iter().find(|(_, property)| is_same_id(&text(property.get("id")), id))
    } else {
        let exact = properties.iter().find(|(name, _)| *name == wanted);
        let folded = wanted.to_lowercase();
        exact.or_else(|| properties.iter().find(|(name, _)| name.trim().to_lowercase() == folded))
    };
    found.map(|(_, property)| *property)
}

/// Property ids are percent-encoded in some responses and plain in others.
pub(super) fn is_same_id(one: &str, other: &str) -> bool {
    let plain = |id: &str| percent_encoding::percent_decode_str(id).collect::<Vec<u8>>();
    plain(one) == plain(other.trim())
}

fn missing(properties: &[(&str, &Value)], role: Role, wanted: &[String]) -> Failure {
    let distance = |name: &str| {
        wanted.iter().map(|wanted| strsim::osa_distance(&name.to_lowercase(), &wanted.to_lowercase())).min()
    };
    let nearest = properties.iter().filter_map(|(name, _)| Some((distance(name)?, *name))).min();
    let near = nearest.filter(|(distance, _)| *distance <= 3).map(|(_, name)| name.to_owned());
    Failure::MissingProperty { role: role.name(), wanted: wanted.to_vec(), near }
}

fn options(property: &Value) -> Vec<String> {
    let kind = text(property.get("type"));
    let options = property.get(&kind).and_then(|kind| kind.get("options")).and_then(Value::as_array);
    options.into_iter().flatten().map(|option| text(option.get("name"))).collect()
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
            " phase ": {"id": "%3Aab", "type": "status", "status": {"options": [{"name": "Demo"}, {"name": "WIN"}]}},
            "Budget": {"id": "bu", "type": "number", "number": {"format": "euro"}},
        }});
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mapping = Mapping { stage: names(&["Stage", "id::ab"]), amount: names(&["budget"]), ..Mapping::default() };
        let schema = read_schema(&source, &mapping).unwrap();
        let wanted = [(Role::Name, "title"), (Role::Stage, "%3Aab"), (Role::Amount, "bu")];
        assert_eq!(schema.bindings, wanted.map(|(role, id)| (role, id.to_owned())));
        assert_eq!((schema.stages, schema.currency.as_deref()), (names(&["Demo", "WIN"]), Some("EUR")));

        let failure = read_schema(
            &source,
            &Mapping { owner: names(&["Bugdet"]), stage: names(&["Phase"]), ..Mapping::default() },
        );
        let wanted =
            Failure::MissingProperty { role: "owner", wanted: names(&["Bugdet"]), near: Some("Budget".to_owned()) };
        assert_eq!(failure, Err(wanted));
        assert!(read_schema(&source, &Mapping::default()).is_err(), "the stage is never optional");
    }
}
