//! What each kind shows beyond what all entries show.

use super::changes::until_rechecked;
use super::correction::CorrectionView;
use super::deals::DealsView;
use super::glance::{GlanceView, glance};
use super::hold::HoldsView;
use super::hub::{HubView, hub};
use super::link::LinkView;
use super::parts::{RowView, claim_href, reference, references, row, word, words};
use super::references::EntryReferences;
use crate::entry::{self, AnyRelease, Entry, Fit, KindFields};
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::changes::outdated;
use crate::site::html::{Renderer, safe_url};
use crate::site::pages::PageKind;
use crate::source::{Span, Spanned};
use serde::Serialize;

/// How many releases that feeds announced the page of a competitor shows.
const MOST_ANNOUNCED: usize = 30;

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

/// A competitor's hub.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CompetitorView {
    aliases: Vec<String>,
    website: Option<LinkView>,
    threat: Option<String>,
    /// The newest first.
    releases: Vec<ReleaseView>,
    /// How many older ones that feeds announced are not shown.
    older_releases: usize,
    cards: Vec<RowView>,
    hub: HubView,
    objections: Vec<RowView>,
    opportunities: DealsView,
}

#[derive(Debug, Clone, Serialize)]
struct ReleaseView {
    date: Option<String>,
    title: LinkView,
    capabilities: Vec<String>,
    is_from_feed: bool,
    /// What that means for the claims.
    until: &'static str,
    /// Claims about the same capability that were checked before it.
    outdates: Vec<LinkView>,
}

/// An answer to a question of questionnaires.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AnswerView {
    /// The question, where it is not the title.
    question: Option<String>,
    /// The page, from the root of the site.
    path: String,
    tray: String,
    /// Why it must not be sent.
    holds: HoldsView,
    short_answer: Option<&'static str>,
    compliance: Option<&'static str>,
    workaround: Option<String>,
    lengths: Vec<LengthView>,
    alternates: Vec<String>,
    topics: Vec<String>,
    evidence: Vec<LinkView>,
    sme: Option<String>,
    gap: Option<LinkView>,
    frameworks: Vec<FrameworkView>,
    variants: Vec<VariantView>,
}

#[derive(Debug, Clone, Serialize)]
struct LengthView {
    title: &'static str,
    words: usize,
    text_html: String,
    correction: Option<CorrectionView>,
}

#[derive(Debug, Clone, Serialize)]
struct FrameworkView {
    name: String,
    href: String,
    controls: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct VariantView {
    scope: String,
    short_answer: Option<&'static str>,
    text: Option<String>,
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

/// What an entry's own part is made from.
#[derive(Clone, Copy)]
pub(super) struct FieldsContext<'a, 'c> {
    pub(super) catalogue: &'a Catalogue<'c>,
    pub(super) entry: &'a Entry,
    pub(super) from: &'a Address,
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) references: &'a EntryReferences<'a, 'c>,
}

/// Shows what the kind of the entry adds.
pub(super) fn kind_fields_view(making: FieldsContext<'_, '_>) -> KindFieldsView {
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

fn competitor(making: FieldsContext<'_, '_>, own: &entry::Competitor) -> CompetitorView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let library = catalogue.input.library;
    let is_about = |other: &&std::sync::Arc<Entry>| {
        other.competitors.iter().any(|name| library.competitor(&name.value).is_some_and(|found| found.id == entry.id))
    };
    let (shown, older_releases) = shown_releases(own);
    CompetitorView {
        aliases: words(&entry.aliases),
        website: own.website.as_ref().map(|url| outside(&url.value)),
        threat: word(own.threat.as_ref()),
        releases: shown.into_iter().map(|one| release(making, one)).collect(),
        older_releases,
        cards: catalogue.cards_of(&entry.id).iter().map(|card| row(catalogue, from, card)).collect(),
        hub: hub(catalogue, from, entry),
        objections: library.of_kind(Kind::Objection).filter(is_about).map(|one| row(catalogue, from, one)).collect(),
        opportunities: DealsView::new(catalogue, from, catalogue.exposures.of_competitor(&entry.id)),
    }
}

/// Words that lead to another site if their address may be followed.
fn outside(url: &str) -> LinkView {
    let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    LinkView { text: text.to_owned(), href: safe_url(url).filter(|url| url.contains("://")) }
}

/// Returns the releases that a competitor's page shows, the newest first: all that its author wrote and the newest of its
/// feeds; and how many are left out.
fn shown_releases(own: &entry::Competitor) -> (Vec<AnyRelease<'_>>, usize) {
    let mut shown = own.all_releases();
    let (all, mut room) = (shown.len(), MOST_ANNOUNCED);
    shown.retain(|release| {
        let is_shown = matches!(release, AnyRelease::Written(_)) || room > 0;
        room = room.saturating_sub(usize::from(matches!(release, AnyRelease::Announced(_))));
        is_shown
    });
    let older = all - shown.len();
    (shown, older)
}

fn release(making: FieldsContext<'_, '_>, release: AnyRelease<'_>) -> ReleaseView {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let outdates = outdated(catalogue, &entry.id, release).into_iter().map(|(card, claim)| LinkView {
        text: claim.text.value.clone(),
        href: Some(claim_href(catalogue, from, card, &claim.id.value)),
    });
    let outdates = outdates.collect();
    let title = release.title().or(release.id()).unwrap_or("A release");
    ReleaseView {
        date: release.date().map(|day| day.to_string()),
        title: LinkView {
            text: title.to_owned(),
            href: release.url().and_then(safe_url).filter(|url| url.contains("://")),
        },
        capabilities: release.capabilities().into_iter().map(|id| catalogue.capability(id)).collect(),
        is_from_feed: matches!(release, AnyRelease::Announced(_)),
        until: until_rechecked(release),
        outdates,
    }
}

/// The answers in the same file.
fn answers_of(making: FieldsContext<'_, '_>) -> Vec<RowView> {
    let FieldsContext { catalogue, entry, from, .. } = making;
    let answers = catalogue.answer_file(entry).map_or(&[][..], |file| file.answers.as_slice());
    answers.iter().map(|answer| row(catalogue, from, answer)).collect()
}

fn answer(making: FieldsContext<'_, '_>, own: &entry::Answer) -> AnswerView {
    let FieldsContext { catalogue, from, .. } = making;
    let lengths = [
        length(making, own, "Short", own.lengths.short),
        length(making, own, "Standard", own.lengths.standard),
        length(making, own, "Detailed", own.lengths.detailed),
    ];
    let variant = |variant: &entry::Variant| VariantView {
        scope: [&variant.product, &variant.region, &variant.language]
            .into_iter()
            .flatten()
            .map(|part| part.value.as_str())
            .collect::<Vec<_>>()
            .join(" · "),
        short_answer: variant.short_answer.as_ref().map(|answer| answer.value.word()),
        text: word(variant.text.as_ref()),
    };
    AnswerView {
        question: word(own.question.as_ref()).filter(|question| *question != making.entry.title.value),
        path: from.file(),
        tray: from.link(&PageKind::Tray.address()),
        holds: HoldsView::new(catalogue, making.entry),
        short_answer: own.short_answer.as_ref().map(|answer| answer.value.word()),
        compliance: own.compliance.as_ref().map(|compliance| match compliance.value {
            entry::Compliance::Full => "full",
            entry::Compliance::Partial => "partial",
            entry::Compliance::None => "none",
        }),
        workaround: word(own.workaround.as_ref()),
        lengths: lengths.into_iter().flatten().collect(),
        alternates: words(&own.alternates),
        topics: words(&own.topics),
        evidence: references(catalogue, from, &own.evidence),
        sme: own.sme.as_ref().and_then(|sme| catalogue.person(&sme.value)),
        gap: own.gap.as_ref().map(|gap| reference(catalogue, from, &gap.value)),
        frameworks: own
            .frameworks
            .iter()
            .map(|(name, controls)| FrameworkView {
                href: catalogue
                    .frameworks
                    .get(name.value.as_str())
                    .map(|known| from.link(&known.address))
                    .unwrap_or_default(),
                name: name.value.clone(),
                controls: words(controls),
            })
            .collect(),
        variants: own.variants.iter().map(variant).collect(),
    }
}

fn length(
    making: FieldsContext<'_, '_>,
    own: &entry::Answer,
    title: &'static str,
    span: Option<Span>,
) -> Option<LengthView> {
    let (span, entry) = (span?, making.entry);
    let name = match title {
        "Short" => "short",
        "Standard" => "standard",
        _ => "detailed",
    };
    Some(LengthView {
        title,
        words: entry.file.slice(span).split_whitespace().count(),
        text_html: making.renderer.render(entry, span, making.references).html,
        correction: CorrectionView::of_length(making.catalogue, entry, own, name),
    })
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
        tracker: own.tracker.as_ref().map(|url| outside(&url.value)),
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
pub(super) fn risk_view(catalogue: &Catalogue<'_>, risk: &entry::Risk) -> RiskView {
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
pub(super) fn fit_word(fit: Fit) -> &'static str {
    match fit {
        Fit::Native => "native",
        Fit::Partial => "partial",
        Fit::Gap => "gap",
        Fit::Unknown => "unknown",
    }
}

pub(super) fn requirement_views(
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
