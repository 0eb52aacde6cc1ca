//! The fields of every kind as one type.

use super::answer::{Answer, read_answer};
use super::competitor::{Battlecard, Competitor, read_battlecard, read_competitor};
use super::deal::{Poc, Requirement, Winplan, read_poc, read_requirements, read_winplan};
use super::demo::{Demo, read_demo};
use super::gap::{Gap, Objection, read_gap, read_objection};
use super::technical::{Architecture, read_architecture};
use crate::kinds::Kind;
use crate::source::Spanned;
use crate::values::Fields;
use serde::{Deserialize, Serialize};

/// What a kind adds to the common fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum KindFields {
    /// A battlecard's.
    Battlecard(Battlecard),
    /// A competitor's.
    Competitor(Competitor),
    /// A file of answers has none.
    Answers,
    /// An answer's.
    Answer(Box<Answer>),
    /// An architecture's.
    Architecture(Architecture),
    /// A gap's.
    Gap(Gap),
    /// An objection's.
    Objection(Objection),
    /// A demo script's.
    Demo(Box<Demo>),
    /// A proof-of-concept plan's.
    Poc(Box<Poc>),
    /// A win plan's.
    Winplan(Winplan),
    /// A guide's: the system, steps and limits.
    Guide {
        /// The system that is integrated.
        system: Option<Spanned<String>>,
        /// The steps.
        steps: Vec<Spanned<String>>,
        /// What does not work.
        limits: Vec<Spanned<String>>,
    },
    /// A brief's outcomes.
    Brief {
        /// What the customer reaches.
        outcomes: Vec<Spanned<String>>,
    },
    /// A qualification's requirements.
    Qualification {
        /// Each requirement with its fit.
        requirements: Vec<Requirement>,
    },
    /// A page has none.
    Page,
}

/// Reads what `kind` adds.
pub(crate) fn read_kind_fields(fields: &Fields<'_>, kind: Kind) -> KindFields {
    match kind {
        Kind::Battlecard => KindFields::Battlecard(read_battlecard(fields)),
        Kind::Competitor => KindFields::Competitor(read_competitor(fields)),
        Kind::Answers => KindFields::Answers,
        Kind::Answer => KindFields::Answer(Box::new(read_answer(fields))),
        Kind::Architecture => KindFields::Architecture(read_architecture(fields)),
        Kind::Gap => KindFields::Gap(read_gap(fields)),
        Kind::Objection => KindFields::Objection(read_objection(fields)),
        Kind::Demo => KindFields::Demo(Box::new(read_demo(fields))),
        Kind::Poc => KindFields::Poc(Box::new(read_poc(fields))),
        Kind::Winplan => KindFields::Winplan(read_winplan(fields)),
        Kind::Guide => read_guide(fields),
        Kind::Brief => read_brief(fields),
        Kind::Qualification => KindFields::Qualification { requirements: read_requirements(fields) },
        Kind::Page => KindFields::Page,
    }
}

fn read_guide(fields: &Fields<'_>) -> KindFields {
    let system = fields.text("system");
    if system.is_none() {
        fields.missing("system", "a guide is about one system");
    }
    KindFields::Guide { system, steps: fields.texts("steps"), limits: fields.texts("limits") }
}

fn read_brief(fields: &Fields<'_>) -> KindFields {
    let outcomes = fields.texts("outcomes");
    if outcomes.is_empty() {
        fields.missing("outcomes", "a brief names what the customer reaches before what the product does");
    }
    KindFields::Brief { outcomes }
}
