//! Reference architectures.

use crate::source::Spanned;
use crate::values::{Fields, Shape, Value};
use serde::{Deserialize, Serialize};

/// What an architecture adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Architecture {
    /// Where it runs.
    pub environment: Option<Spanned<String>>,
    /// What it is made of.
    pub components: Vec<Component>,
    /// Where it meets other systems.
    pub integration_points: Vec<IntegrationPoint>,
    /// What it takes for granted.
    pub assumptions: Vec<Spanned<String>>,
    /// When to choose something else.
    pub not_suitable_when: Vec<Spanned<String>>,
}

/// A part of an architecture.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Component {
    /// What it is called.
    pub name: Spanned<String>,
    /// What it does.
    pub role: Option<Spanned<String>>,
}

/// A meeting point with another system.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrationPoint {
    /// The system.
    pub system: Option<Spanned<String>>,
    /// How they talk.
    pub protocol: Option<Spanned<String>>,
    /// Who begins: `inbound`, `outbound` or `both`.
    pub direction: Option<Spanned<String>>,
    /// How they prove who they are.
    pub auth: Option<Spanned<String>>,
}

pub(crate) fn read_architecture(fields: &Fields<'_>) -> Architecture {
    Architecture {
        environment: fields.text("environment"),
        components: read_components(fields),
        integration_points: fields.maps("integration_points", |fields| IntegrationPoint {
            system: fields.text("system"),
            protocol: fields.text("protocol"),
            direction: fields.text("direction"),
            auth: fields.text("auth"),
        }),
        assumptions: fields.texts("assumptions"),
        not_suitable_when: fields.texts("not_suitable_when"),
    }
}

/// Reads `components:`, names alone or maps of `name` and `role`.
fn read_components(fields: &Fields<'_>) -> Vec<Component> {
    let holds_maps = match fields.node("components", Shape::Maps).map(|node| &node.value) {
        Some(Value::List(items)) => items.iter().any(|item| matches!(item.value, Value::Map(_))),
        Some(Value::Map(_)) => true,
        _ => fields.reading().shapes.is_some(),
    };
    if !holds_maps {
        let name = |name| Component { name, role: None };
        return fields.texts("components").into_iter().map(name).collect();
    }
    let components = fields.maps("components", |fields| {
        let (name, role) = (fields.text("name"), fields.text("role"));
        if name.is_none() {
            fields.missing("name", "a component has a name");
        }
        Some(Component { name: name?, role })
    });
    components.into_iter().flatten().collect()
}
