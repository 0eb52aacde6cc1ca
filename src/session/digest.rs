//! `fieldbook digest`: the digests of the open opportunities as text, for chat and mail.

use super::digest_options::{DigestOptions, DigestSince};
use super::digest_selection::{Selected, Selection, customer_keys};
use super::due::for_terminal;
use super::environment::Session;
use super::failure::Failure;
use super::prepare::{PreparedSite, prepare};
use super::scope::{OpportunityAccess, ScopeOptions};
use crate::config::OpportunitySource;
use crate::digest::{DigestMaker, DigestSubject, Period};
use crate::library::Scope;
use crate::opportunity::{Exposures, Opportunity, PART_BULLETS, Snapshot, Stages, Timestamp};
use crate::secrets::mask;
use crate::visibility::VisibleLibrary;
use chrono::NaiveDate;

/// Between two digests.
const BETWEEN: &str = "\n\n\n";

/// Makes the digests, each followed by a line end; what the source lacks is listed at the end.
///
/// # Errors
/// The site cannot be read, has no opportunities that the audience may see, or has no such customer or owner.
pub fn digest(session: &Session<'_>, options: &DigestOptions) -> Result<String, Failure> {
    let scope =
        ScopeOptions { audience: options.audience.clone(), customer: None, opportunities: OpportunityAccess::Offline };
    let site = prepare(session, &scope)?;
    let (visible, _) = site.loaded.visible_to(&site.scope, &[]);
    let snapshot = visible.opportunities().ok_or_else(|| absent(&site, &visible))?;
    if snapshot.status.is_absent() {
        return Err(Failure(format!("there are no opportunities: {}", snapshot.status.reasons().join("; "))));
    }
    let period = period(session, &site, options)?;
    // Papers about a deal are for those who name its customer.
    let own: Vec<VisibleLibrary> = customer_keys(&site.loaded.library, &options.customers)
        .map(|key| site.loaded.visible_to(&Scope { audience: site.scope.audience, customer: Some(key) }, &[]).0)
        .collect();
    let maker = DigestMaker::new(&visible, &site.loaded.settings, site.today, Some(period));
    let maker = maker.with_papers(own.iter().map(|own| &**own));
    let text = text(session, &Source { site: &site, visible: &visible, snapshot, maker, period }, options)?;
    let lines = text.lines().map(for_terminal).collect::<Vec<_>>().join("\n");
    Ok(site.own_secrets.mask(mask(&lines)) + "\n")
}

/// What digests are made from.
struct Source<'s> {
    site: &'s PreparedSite,
    visible: &'s VisibleLibrary,
    snapshot: &'s Snapshot,
    maker: DigestMaker<'s>,
    period: Period,
}

fn text(session: &Session<'_>, source: &Source<'_>, options: &DigestOptions) -> Result<String, Failure> {
    let Source { site, visible, snapshot, maker, period } = source;
    let stages = Stages::new(&site.loaded.settings.opportunities, Some(snapshot));
    let exposures = Exposures::new(snapshot, visible, &stages);
    let selection = Selection::new(session, visible, snapshot, options)?;
    let since = options.since.map(|_| *period);
    let Selected { opportunities, unchanged } = selection.of(exposures.open(), snapshot, since);
    let digest = |opportunity: &&Opportunity| {
        let gaps = exposures.gaps_of(&opportunity.id);
        maker.of_opportunity(&DigestSubject { opportunity, origin: snapshot.origin, gaps: &gaps }).to_text()
    };
    let mut digests: Vec<String> = opportunities.iter().map(digest).collect();
    let without = maker.without_opportunity(snapshot);
    let without = without.into_iter().filter(|(customer, _)| selection.includes_without_opportunity(customer));
    digests.extend(without.map(|(_, digest)| digest.to_text()));
    if unchanged > 0 {
        let begin = period.begin();
        session.notes.note(&format!("note: open opportunities without activity since {begin}: {unchanged}"));
    }
    if digests.is_empty() {
        session.notes.note("note: there is nothing to digest");
    }
    digests.extend(left_out(snapshot));
    Ok(digests.join(BETWEEN))
}

/// Lists what the source lacks; `None` if it lacks nothing.
fn left_out(snapshot: &Snapshot) -> Option<String> {
    let name = |id: &str| snapshot.get(id).map_or_else(|| id.to_owned(), |one| one.name.clone());
    let rows = snapshot.left_out.iter().map(|row| {
        let name = if row.name.is_empty() { &row.id } else { &row.name };
        format!("{name}: {}", row.reason)
    });
    let values = snapshot.left_out_values.iter().map(|value| {
        let of = if value.id.is_empty() { "Every opportunity".to_owned() } else { name(&value.id) };
        format!("{of}: `{}` is missing, {}", value.role, value.reason)
    });
    let doubts = snapshot.status.reasons().into_iter().map(|reason| format!("All opportunities: {reason}"));
    let mut lines: Vec<String> = doubts.chain(rows).chain(values).collect();
    if lines.len() > PART_BULLETS {
        let more = lines.split_off(PART_BULLETS - 1).len();
        lines.push(format!("and {more} more; `fieldbook check --rule opportunities` names them"));
    }
    (!lines.is_empty()).then(|| format!("Left out, check :\n- {}", lines.join("\n- ")))
}

fn period(session: &Session<'_>, site: &PreparedSite, options: &DigestOptions) -> Result<Period, Failure> {
    let day = |day: NaiveDate| Timestamp::parse(&format!("{day}T00:00:00Z"));
    let begin = match options.since {
        None => return Period::week_before(site.today).ok_or_else(out_of_range),
        Some(DigestSince::Day(since)) => day(since),
        Some(DigestSince::Seconds(seconds)) => {
            now(session).ok_or_else(out_of_range)?.unix().checked_sub(seconds).and_then(Timestamp::from_unix)
        }
    };
    begin.map(Period::since).ok_or_else(out_of_range)
}

/// Returns the present moment; the end of the day that is pinned, if one is.
fn now(session: &Session<'_>) -> Option<Timestamp> {
    match session.pinned {
        Some(day) => Timestamp::parse(&format!("{}T00:00:00Z", day.succ_opt()?)),
        None => session.environment.now,
    }
}

fn out_of_range() -> Failure {
    Failure("the clock or the period is out of range".to_owned())
}

/// Says why there are no opportunities.
fn absent(site: &PreparedSite, visible: &VisibleLibrary) -> Failure {
    let settings = &site.loaded.settings;
    if settings.opportunities.source == OpportunitySource::None {
        return Failure("there are no opportunities: [opportunities] in site.toml has no `source`".to_owned());
    }
    if visible.readers().is_outside() {
        let audience = settings.audiences.name(visible.readers().audience());
        let text = format!("readers of the audience {audience} do not see opportunities; use --audience internal");
        return Failure(text);
    }
    Failure(format!("there are no opportunities at {}", settings.opportunities.path().unwrap_or_default()))
}
