//! Whether opportunities are current: decided here alone, for rules, pages and the verdict on a build.

use super::attempt::Attempt;
use super::snapshot::{Origin, Snapshot};
use super::status::{Age, Reading, SourceStatus};
use super::timestamp::Timestamp;
use crate::config::{OpportunitySettings, OpportunitySource, StalePolicy};
use chrono::NaiveDate;

/// What decides how current a snapshot is.
#[derive(Debug, Clone, Copy)]
pub struct SourceFacts<'a> {
    /// The last attempt to read the source, where one is recorded.
    pub attempt: Option<&'a Attempt>,
    /// Whether the file of the opportunities is there and cannot be read.
    pub is_unreadable: bool,
    /// The files with names from the source that Git tracks outside of private roots.
    pub tracked: &'a [String],
    /// The day.
    pub today: NaiveDate,
}

impl Snapshot {
    /// Adds to `snapshot` how current it is. If it is not current and the settings leave such opportunities out, or if
    /// Notion was never read, the result has no opportunities and is incomplete; `None` if there is no source.
    pub fn with_status(snapshot: Option<Self>, settings: &OpportunitySettings, facts: SourceFacts<'_>) -> Option<Self> {
        let is_notion = settings.source == OpportunitySource::Notion;
        let reading = match &snapshot {
            _ if facts.is_unreadable => Reading::Failed,
            None if is_notion => Reading::Never,
            _ => Reading::Done,
        };
        let origin = if is_notion { Origin::Notion } else { Origin::File };
        let empty = || Self { complete: false, ..Self::new(origin, Vec::new()) };
        let mut snapshot = snapshot.or_else(|| (reading != Reading::Done).then(empty))?;
        let age = age(snapshot.as_of, settings, facts.today);
        // A snapshot that says that it is of a later day does not say that the attempt is older.
        let is_future = matches!(age, Age::Future { .. });
        let is_newer = |attempt: &&Attempt| is_future || snapshot.as_of.is_none_or(|as_of| as_of < attempt.at);
        let mut status = SourceStatus {
            reading,
            failure: facts.attempt.filter(is_newer).and_then(|attempt| attempt.failure.clone()),
            age: if reading == Reading::Done { age } else { Age::Allowed },
            is_omitted: false,
            tracked: facts.tracked.to_vec(),
        };
        status.is_omitted = status.is_doubtful() && settings.policy == StalePolicy::Omit;
        if status.is_omitted {
            let empty = Self::new(snapshot.origin, Vec::new());
            snapshot = Self { as_of: snapshot.as_of, complete: false, omitted: Some(Box::new(snapshot)), ..empty };
        }
        Some(Self { status, ..snapshot })
    }
}

fn age(as_of: Option<Timestamp>, settings: &OpportunitySettings, today: NaiveDate) -> Age {
    // Tomorrow is today somewhere.
    if let Some(day) = as_of.map(Timestamp::day).filter(|day| (*day - today).num_days() > 1) {
        return Age::Future { day };
    }
    let Some(greatest) = settings.greatest_age() else { return Age::Allowed };
    let Some(day) = as_of.map(Timestamp::day) else { return Age::Unknown };
    let days = today.signed_duration_since(day).num_days();
    if greatest.after(day) < today { Age::Exceeded { day, days, greatest } } else { Age::Allowed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunity::attempt::{ATTEMPT_SCHEMA, AttemptFailure};
    use crate::opportunity::record::Opportunity;
    use crate::source::{Interval, Span, Spanned};

    fn settings(policy: StalePolicy, max_stale: Option<Interval>) -> OpportunitySettings {
        let source = OpportunitySource::Notion;
        let max_stale = max_stale.map(|interval| Spanned::new(interval, Span::default()));
        OpportunitySettings { source, policy, max_stale, ..OpportunitySettings::default() }
    }

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse(&format!("{text}T12:00:00Z")).unwrap()
    }

    fn of(day: &str) -> Snapshot {
        Snapshot { as_of: Some(moment(day)), ..Snapshot::new(Origin::Notion, vec![Opportunity::default()]) }
    }

    fn dated(
        snapshot: Option<Snapshot>,
        settings: &OpportunitySettings,
        attempt: Option<&Attempt>,
    ) -> Option<Snapshot> {
        let facts = SourceFacts { attempt, is_unreadable: false, tracked: &[], today: "2026-11-21".parse().unwrap() };
        Snapshot::with_status(snapshot, settings, facts)
    }

    fn attempt(day: &str, failure: Option<&str>) -> Attempt {
        let failure = failure.map(|message| AttemptFailure {
            message: message.to_owned(),
            help: String::new(),
            retry_at_once: false,
        });
        Attempt { schema: ATTEMPT_SCHEMA.to_owned(), at: moment(day), settings: String::new(), failure }
    }

    #[test]
    fn the_age_is_compared_on_both_sides_of_the_limit() {
        let dated_on = |day, max_stale| {
            let dated = dated(Some(of(day)), &settings(StalePolicy::Stale, max_stale), None).unwrap();
            (dated.status.age, dated.opportunities.len())
        };
        let exceeded = |day: &str, days, greatest| Age::Exceeded { day: day.parse().unwrap(), days, greatest };
        assert_eq!(dated_on("2026-11-14", None), (Age::Allowed, 1), "seven days is the default for Notion");
        assert_eq!(dated_on("2026-11-13", None), (exceeded("2026-11-13", 8, Interval::Days(7)), 1));
        assert_eq!(dated_on("2026-11-13", Some(Interval::Days(8))), (Age::Allowed, 1));
        let file = OpportunitySettings { source: OpportunitySource::File, ..settings(StalePolicy::Stale, None) };
        assert_eq!(dated(Some(of("2020-01-01")), &file, None).unwrap().status, SourceStatus::default());
        let undated = || Some(Snapshot { as_of: None, ..of("2026-11-20") });
        assert_eq!(dated(undated(), &file, None).unwrap().status.age, Age::Allowed);
        let limited =
            OpportunitySettings { max_stale: settings(StalePolicy::Stale, Some(Interval::Days(1))).max_stale, ..file };
        assert_eq!(dated(undated(), &limited, None).unwrap().status.age, Age::Unknown);
    }

    #[test]
    fn a_later_day_than_tomorrow_is_not_believed() {
        let failed = attempt("2026-11-20", Some("no answer"));
        let status = |day| dated(Some(of(day)), &settings(StalePolicy::Stale, None), Some(&failed)).unwrap().status;
        assert_eq!(status("2026-11-22"), SourceStatus::default());
        let reasons = ["the last refresh failed: no answer", "they say that they are of 2026-11-23"];
        assert_eq!(status("2026-11-23").reasons(), reasons);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_no_source_without_opportunities() {
        let facts =
            SourceFacts { attempt: None, is_unreadable: true, tracked: &[], today: "2026-11-21".parse().unwrap() };
        for source in [OpportunitySource::File, OpportunitySource::Notion] {
            let settings = OpportunitySettings { source, ..settings(StalePolicy::Fail, None) };
            let snapshot = Snapshot::with_status(None, &settings, facts).unwrap();
            assert!(!snapshot.complete && snapshot.status.is_doubtful());
            assert_eq!(snapshot.status.reasons(), ["their file cannot be read"]);
        }
    }

    #[test]
    fn a_failed_attempt_counts_until_a_newer_snapshot() {
        let failed = attempt("2026-11-20", Some("Notion rejected the token (401)"));
        let status = |day| dated(Some(of(day)), &settings(StalePolicy::Stale, None), Some(&failed)).unwrap().status;
        assert_eq!(status("2026-11-19").reasons(), ["the last refresh failed: Notion rejected the token (401)"]);
        assert_eq!(status("2026-11-20"), SourceStatus::default());
        let fine = attempt("2026-11-20", None);
        let dated = dated(Some(of("2026-11-19")), &settings(StalePolicy::Stale, None), Some(&fine)).unwrap();
        assert!(!dated.status.is_doubtful());
    }

    #[test]
    fn doubtful_opportunities_are_left_out_only_by_that_policy() {
        let kept = |policy, day| {
            let dated = dated(Some(of(day)), &settings(policy, None), None).unwrap();
            (dated.opportunities.len(), dated.complete, dated.status.is_omitted)
        };
        assert_eq!(kept(StalePolicy::Omit, "2026-11-20"), (1, true, false));
        assert_eq!(kept(StalePolicy::Omit, "2026-11-01"), (0, false, true));
        assert_eq!(kept(StalePolicy::Stale, "2026-11-01"), (1, true, false));
        let missing = dated(None, &settings(StalePolicy::Stale, None), None).unwrap();
        assert_eq!((missing.complete, missing.status.reasons()), (false, vec!["they were never read".to_owned()]));
        assert_eq!(dated(None, &OpportunitySettings::default(), None), None);
    }
}
