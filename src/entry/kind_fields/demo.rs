//! Demo scripts.

use crate::source::Spanned;
use crate::values::Fields;
use serde::{Deserialize, Serialize};

/// What a demo script adds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demo {
    /// The requirements it shows, at most three.
    pub requirements: Vec<Spanned<String>>,
    /// How long it takes, in minutes or as `20 min`.
    pub duration: Option<Spanned<String>>,
    /// What to do when it fails.
    pub fallback: Option<Spanned<String>>,
    /// Its parts.
    pub sections: Vec<DemoSection>,
    /// Where it runs.
    pub environment: Option<DemoEnvironment>,
}

/// A part of a demo.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemoSection {
    /// What it is called.
    pub title: Option<Spanned<String>>,
    /// The requirement it shows.
    pub requirement: Option<Spanned<String>>,
    /// What to do when it fails.
    pub fallback: Option<Spanned<String>>,
}

/// Where a demo runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemoEnvironment {
    /// What it is called.
    pub name: Option<Spanned<String>>,
    /// How to build it again.
    pub rebuild: Option<Spanned<String>>,
    /// How long that takes.
    pub setup_time: Option<Spanned<String>>,
    /// What is in it; `synthetic` is right.
    pub contents: Option<Spanned<String>>,
    /// Where its credentials are in the vault; never the credentials.
    pub credentials: Option<Spanned<String>>,
}

pub(crate) fn read_demo(fields: &Fields<'_>) -> Demo {
    let requirements = fields.texts("requirements");
    if requirements.is_empty() {
        fields.missing("requirements", "a demo shows one to three things that the customer requested");
    }
    Demo {
        requirements,
        duration: fields.text("duration"),
        fallback: fields.text("fallback"),
        sections: fields.maps("sections", |fields| DemoSection {
            title: fields.text("title"),
            requirement: fields.text("requirement"),
            fallback: fields.text("fallback"),
        }),
        environment: fields.map("environment", |fields| DemoEnvironment {
            name: fields.text("name"),
            rebuild: fields.text("rebuild"),
            setup_time: fields.text("setup_time"),
            contents: fields.text("data"),
            credentials: fields.text("credentials"),
        }),
    }
}
