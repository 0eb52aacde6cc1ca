//! What each kind shows beyond what all entries show.

use super::answer::{AnswerView, answer, answers_of};
use super::competitor::{CompetitorView, competitor};
use super::context::FieldsContext;
use crate::entry::{self, Fit, KindFields};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::view::deals::DealsView;
use crate::site::view::glance::{GlanceView, glance};
use crate::site::view::link::LinkView;
use crate::site::view::parts::{RowView, reference, references, word, words};
use crate::source::Spanned;
use serde::Serialize;

/// What the template of one kind shows; the template's name is the kind's word.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum KindFieldsView {
    Battlecard { competitor: Option<LinkView>, glance: Box<GlanceView> },
    Competitor(Box<CompetitorView>),
    Answers { answers: Vec<RowView> },
    Answer(Box<AnswerView>),
    Architecture(Box<ArchitectureView>),
    Gap(Box<GapView>),
    Objection { about: Option<String>, response: Option<String>, evidence: Vec<LinkView>, gap: Option<LinkView> },
    Demo(Box<DemoView>),
    Poc(Box<PocView>),
    Winplan(Box<WinplanView>),
    Guide { system: Option<String>, steps: Vec<String>, limits: Vec<String> },
    Brief { outcomes: Vec<String> },
    Qualification { requirements: Vec<RequirementView> },
    Page {},
}

/// A reference architecture.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ArchitectureView {
    environment: Option<String>,
    components: Vec<ComponentView>,
    integration_points: Vec<[Option<String>; 4]>,
    assumptions: Vec<String>,
    not_suitable_when: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ComponentView {
    name: String,
    role: Option<String>,
}

/// A gap.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GapView {
    severity: Option<&'static str>,
    state: Option<&'static str>,
    workaround: Option<String>,
    impact: Option<String>,
    capability: Option<String>,
    shipped_in: Option<String>,
    tracker: Option<LinkView>,
    /// Each opportunity split across its gaps by weight.
    attributed: Option<String>,
    opportunities: DealsView,
}

/// A demo script.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DemoView {
    requirements: Vec<String>,
    duration: Option<String>,
    fallback: Option<String>,
    sections: Vec<DemoSectionView>,
    environment: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct DemoSectionView {
    title: Option<String>,
    requirement: Option<String>,
    fallback: Option<String>,
}

/// A proof-of-concept plan.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PocView {
    success_criteria: Vec<String>,
    exit_criteria: Vec<String>,
    dates: Vec<(&'static str, String)>,
    decision_framework: Option<String>,
    environment: Vec<(&'static str, String)>,
    changes: Vec<String>,
    results: Vec<String>,
}

/// A win plan.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WinplanView {
    win_criteria: Vec<String>,
    risks: Vec<RiskView>,
    requirements: Vec<RequirementView>,
    decisions: Vec<String>,
    commitments: Vec<String>,
    handoff: Option<String>,
}

/// A risk of a deal, and what is done about it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RiskView {
    risk: Option<String>,
    mitigation: Option<String>,
    owner: Option<String>,
}

/// A requirement and what meets it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RequirementView {
    text: Option<String>,
    fit: Option<&'static str>,
    answered_by: Option<LinkView>,
}

/// Shows what the kind of the entry adds.
pub(crate) fn kind_fields_view(making: FieldsContext<'_, '_>) -> KindFieldsView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    match &entry.kind_fields {
        KindFields::Battlecard(card) => KindFieldsView::Battlecard {
            competitor: card.competitor.as_ref().map(|name| match catalogue.input.library.competitor(&name.value) {
                Some(found) => {
                    LinkView { text: found.title.value.clone(), href: Some(from.link(&catalogue.address(found))) }
                }
                None => LinkView::plain(name.value.clone()),
            }),
            glance: Box::new(glance(catalogue, entry)),
        },
        KindFields::Competitor(own) => KindFieldsView::Competitor(Box::new(competitor(making, own))),
        KindFields::Answers => KindFieldsView::Answers { answers: answers_of(making) },
        KindFields::Answer(own) => KindFieldsView::Answer(Box::new(answer(making, own))),
        KindFields::Architecture(own) => KindFieldsView::Architecture(Box::new(architecture(own))),
        KindFields::Gap(own) => KindFieldsView::Gap(Box::new(gap(making, own))),
        KindFields::Objection(own) => KindFieldsView::Objection {
            about: word(own.about.as_ref()),
            response: word(own.response.as_ref()),
            evidence: references(catalogue, from, &own.evidence),
            gap: own.gap.as_ref().map(|gap| reference(catalogue, from, &gap.value)),
        },
        KindFields::Demo(own) => KindFieldsView::Demo(Box::new(demo(own))),
        KindFields::Poc(own) => KindFieldsView::Poc(Box::new(poc(own))),
        KindFields::Winplan(own) => KindFieldsView::Winplan(Box::new(winplan(making, own))),
        KindFields::Guide { system, steps, limits } => {
            KindFieldsView::Guide { system: word(system.as_ref()), steps: words(steps), limits: words(limits) }
        }
        KindFields::Brief { outcomes } => KindFieldsView::Brief { outcomes: words(outcomes) },
        KindFields::Qualification { requirements: list } => {
            KindFieldsView::Qualification { requirements: requirement_views(catalogue, from, list) }
        }
        KindFields::Page => KindFieldsView::Page {},
    }
}

fn architecture(own: &entry::Architecture) -> ArchitectureView {
    ArchitectureView {
        environment: word(own.environment.as_ref()),
        components: own
            .components
            .iter()
            .map(|component| ComponentView { name: component.name.value.clone(), role: word(component.role.as_ref()) })
            .collect(),
        integration_points: own
            .integration_points
            .iter()
            .map(|point| {
                [&point.system, &point.direction, &point.protocol, &point.auth].map(|part| word(part.as_ref()))
            })
            .collect(),
        assumptions: words(&own.assumptions),
        not_suitable_when: words(&own.not_suitable_when),
    }
}

fn gap(making: FieldsContext<'_, '_>, own: &entry::Gap) -> GapView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    GapView {
        severity: own.severity.as_ref().map(|severity| severity.value.word()),
        state: own.state.as_ref().map(|state| state.value.word()),
        workaround: word(own.workaround.as_ref()),
        impact: word(own.impact.as_ref()),
        capability: own.capability.as_ref().map(|id| catalogue.capability(&id.value)),
        shipped_in: word(own.shipped_in.as_ref()),
        tracker: own.tracker.as_ref().map(|url| LinkView::outside(&url.value)),
        attributed: catalogue.attributed(&entry.id),
        opportunities: DealsView::new(catalogue, from, catalogue.exposures.of_gap(&entry.id)),
    }
}

/// Labelled values, without those that are missing.
fn labelled<const N: usize>(pairs: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    pairs.into_iter().filter_map(|(label, value)| value.map(|value| (label, value))).collect()
}

fn demo(own: &entry::Demo) -> DemoView {
    let environment = own.environment.as_ref().map(|environment| {
        labelled([
            ("Name", word(environment.name.as_ref())),
            ("Rebuild", word(environment.rebuild.as_ref())),
            ("Set-up", word(environment.setup_time.as_ref())),
            ("Data", word(environment.contents.as_ref())),
            ("Credentials", word(environment.credentials.as_ref())),
        ])
    });
    let minutes =
        |text: String| if text.bytes().all(|byte| byte.is_ascii_digit()) { format!("{text} min") } else { text };
    DemoView {
        requirements: words(&own.requirements),
        duration: word(own.duration.as_ref()).map(minutes),
        fallback: word(own.fallback.as_ref()),
        sections: own
            .sections
            .iter()
            .map(|section| DemoSectionView {
                title: word(section.title.as_ref()),
                requirement: word(section.requirement.as_ref()),
                fallback: word(section.fallback.as_ref()),
            })
            .collect(),
        environment: environment.unwrap_or_default(),
    }
}

fn poc(own: &entry::Poc) -> PocView {
    let day = |day: &Option<Spanned<chrono::NaiveDate>>| day.as_ref().map(|day| day.value.to_string());
    let environment = own.environment.as_ref();
    PocView {
        success_criteria: words(&own.success_criteria),
        exit_criteria: words(&own.exit_criteria),
        dates: labelled([
            ("Start", day(&own.start)),
            ("End", day(&own.end)),
            ("Decision", day(&own.decision_on)),
            ("Agreed", word(own.agreed.as_ref())),
        ]),
        decision_framework: word(own.decision_framework.as_ref()),
        environment: labelled([
            ("Name", environment.and_then(|environment| word(environment.name.as_ref()))),
            ("Data", environment.and_then(|environment| word(environment.contents.as_ref()))),
        ]),
        changes: words(&own.changes),
        results: words(&own.results),
    }
}

/// Shows a risk.
pub(crate) fn risk_view(catalogue: &Catalogue<'_>, risk: &entry::Risk) -> RiskView {
    RiskView {
        risk: word(risk.risk.as_ref()),
        mitigation: word(risk.mitigation.as_ref()),
        owner: risk.owner.as_ref().and_then(|owner| catalogue.person(&owner.value)),
    }
}

fn winplan(making: FieldsContext<'_, '_>, own: &entry::Winplan) -> WinplanView {
    WinplanView {
        win_criteria: words(&own.win_criteria),
        risks: own.risks.iter().map(|risk| risk_view(making.catalogue, risk)).collect(),
        requirements: requirement_views(making.catalogue, making.from, &own.requirements),
        decisions: words(&own.decisions),
        commitments: words(&own.commitments),
        handoff: word(own.handoff.as_ref()),
    }
}

/// Shows requirements on the page at `from`.
/// Returns the word for how a requirement is met.
pub(crate) fn fit_word(fit: Fit) -> &'static str {
    match fit {
        Fit::Native => "native",
        Fit::Partial => "partial",
        Fit::Gap => "gap",
        Fit::Unknown => "unknown",
    }
}

pub(crate) fn requirement_views(
    catalogue: &Catalogue<'_>,
    from: &Address,
    list: &[entry::Requirement],
) -> Vec<RequirementView> {
    let view = |requirement: &entry::Requirement| RequirementView {
        text: word(requirement.text.as_ref()),
        fit: requirement.fit.as_ref().map(|fit| fit_word(fit.value)),
        answered_by: requirement.answered_by.as_ref().map(|name| reference(catalogue, from, &name.value)),
    };
    list.iter().map(view).collect()
}
