//! What open opportunities depend on: the competitors and gaps that they name.
//!
//! In go a snapshot and the library, out come the distinct open opportunities behind each competitor and gap, and their
//! amounts. Sums are kept per currency and no opportunity counts twice; `reporting` converts sums.

use super::amount::format_amount;
use super::record::Opportunity;
use super::snapshot::Snapshot;
use super::stages::Stages;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::library::Library;
use std::collections::{BTreeMap, BTreeSet};

/// Every open opportunity, and which of them name a competitor or a gap.
#[derive(Debug, Default)]
pub struct Exposures<'a> {
    open: Vec<&'a Opportunity>,
    by_competitor: BTreeMap<String, Vec<&'a Opportunity>>,
    by_gap: BTreeMap<String, Vec<&'a Opportunity>>,
    /// The gaps of each open opportunity that misses any.
    gaps: BTreeMap<&'a str, BTreeSet<String>>,
    open_ids: BTreeSet<&'a str>,
}

/// A sum in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The currency, where the source names one.
    pub currency: Option<String>,
    /// The sum in whole units.
    pub amount: u64,
}

impl<'a> Exposures<'a> {
    /// Joins the open opportunities of `snapshot` with the competitors and gaps of `library`.
    pub fn new(snapshot: &'a Snapshot, library: &Library, stages: &Stages) -> Self {
        let mut open: Vec<_> =
            snapshot.opportunities.iter().filter(|opportunity| stages.is_open(&opportunity.stage)).collect();
        open.sort_by_key(|opportunity| (opportunity.close_date.is_none(), opportunity.close_date, &opportunity.id));
        let open_ids = open.iter().map(|opportunity| opportunity.id.as_str()).collect();
        let mut exposures = Self { open, open_ids, ..Self::default() };
        for opportunity in &exposures.open {
            for competitor in named_competitors(opportunity, library) {
                exposures.by_competitor.entry(competitor).or_default().push(opportunity);
            }
        }
        let gaps_by_opportunity = gaps_by_opportunity(library);
        for opportunity in &exposures.open {
            let named = named_gaps(opportunity, library, &gaps_by_opportunity);
            for gap in &named {
                exposures.by_gap.entry(gap.clone()).or_default().push(opportunity);
            }
            exposures.gaps.insert(&opportunity.id, named);
        }
        exposures
    }

    /// Returns every open opportunity, the first to close first, those without a day last.
    pub fn open(&self) -> &[&'a Opportunity] {
        &self.open
    }

    /// Returns the open opportunities that name the competitor with this id, by close date.
    pub fn of_competitor(&self, id: &str) -> &[&'a Opportunity] {
        self.by_competitor.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns the open opportunities that miss the gap with this id, by close date.
    pub fn of_gap(&self, id: &str) -> &[&'a Opportunity] {
        self.by_gap.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns the ids of the gaps that the opportunity with this id misses.
    pub fn gaps_of(&self, id: &str) -> Vec<&str> {
        self.gaps.get(id).into_iter().flatten().map(String::as_str).collect()
    }

    /// Returns whether the opportunity with this id is open.
    pub fn is_open(&self, id: &str) -> bool {
        self.open_ids.contains(id)
    }

    /// Returns the open opportunities that depend on `entry`: those that name a competitor it is about, or miss the gap
    /// that it is; each once, by close date. Empty for entries about one deal.
    pub fn of_entry(&self, entry: &Entry, library: &Library) -> Vec<&'a Opportunity> {
        if entry.kind == Kind::Gap {
            return self.of_gap(&entry.id).to_vec();
        }
        if entry.kind.facts().is_deal {
            return Vec::new();
        }
        let named = entry.competitors.iter().filter_map(|name| library.competitor(&name.value));
        let ids: BTreeSet<&str> = named.chain(library.competitor_of(entry)).map(|found| found.id.as_str()).collect();
        let mut resting: Vec<_> = ids.iter().flat_map(|id| self.of_competitor(id).iter().copied()).collect();
        resting.sort_by_key(|one| (one.close_date.is_none(), one.close_date, &one.id));
        resting.dedup_by_key(|one| &one.id);
        resting
    }

    /// Returns what each gap is answerable for when every opportunity is split across its gaps by severity: the sums
    /// over all gaps never exceed the pipeline, since halves are rounded down.
    pub fn attributed(&self, gap: &str, library: &Library, weights: &BTreeMap<String, u64>) -> Vec<Sum> {
        let set_weight = |id: &str| {
            let KindFields::Gap(own) = &library.find(id)?.kind_fields else { return None };
            weights.get(own.severity.as_ref()?.value.word())
        };
        let weight = |id: &str| set_weight(id).copied().unwrap_or(1);
        let share = |opportunity: &&Opportunity| {
            let total: u64 = self.gaps_of(&opportunity.id).iter().map(|id| weight(id)).sum();
            let part = u128::from(opportunity.amount?) * u128::from(weight(gap)) / u128::from(total.max(1));
            Some((opportunity.currency.clone(), u64::try_from(part).unwrap_or(u64::MAX)))
        };
        add(self.of_gap(gap).iter().filter_map(share))
    }
}

/// Adds the amounts of `opportunities`, per currency; an opportunity without an amount adds nothing.
pub fn sums(opportunities: &[&Opportunity]) -> Vec<Sum> {
    let amount = |one: &&Opportunity| one.amount.map(|amount| (one.currency.clone(), amount));
    add(opportunities.iter().filter_map(amount))
}

/// Writes sums the way people say them: `$410k + €96k`.
pub fn format_sums(sums: &[Sum]) -> String {
    sums.iter().map(|sum| format_amount(sum.amount, sum.currency.as_deref())).collect::<Vec<_>>().join(" + ")
}

fn add(amounts: impl Iterator<Item = (Option<String>, u64)>) -> Vec<Sum> {
    let mut by_currency = BTreeMap::<Option<String>, u64>::new();
    for (currency, amount) in amounts {
        let sum = by_currency.entry(currency).or_default();
        *sum = sum.saturating_add(amount);
    }
    let mut sums: Vec<_> = by_currency.into_iter().map(|(currency, amount)| Sum { currency, amount }).collect();
    sums.sort_by(|one, other| other.amount.cmp(&one.amount).then_with(|| one.currency.cmp(&other.currency)));
    sums
}

fn named_competitors(opportunity: &Opportunity, library: &Library) -> BTreeSet<String> {
    let found = opportunity.competitors.iter().filter_map(|name| library.competitor(name));
    found.map(|competitor| competitor.id.clone()).collect()
}

fn gaps_by_opportunity(library: &Library) -> BTreeMap<String, BTreeSet<String>> {
    let mut gaps = BTreeMap::<String, BTreeSet<String>>::new();
    for entry in library.of_kind(Kind::Gap) {
        let KindFields::Gap(gap) = &entry.kind_fields else { continue };
        for opportunity in &gap.opportunities {
            gaps.entry(opportunity.value.clone()).or_default().insert(entry.id.clone());
        }
    }
    gaps
}

/// The gaps that name the opportunity, and those that it names by id or title.
fn named_gaps(
    opportunity: &Opportunity,
    library: &Library,
    by_opportunity: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<String> {
    let by_name = |name: &String| {
        let by_title = || library.of_kind(Kind::Gap).find(|gap| gap.title.value.eq_ignore_ascii_case(name));
        library.find(name).filter(|found| found.kind == Kind::Gap).or_else(by_title).map(|gap| gap.id.clone())
    };
    let named = opportunity.gaps.iter().filter_map(by_name);
    named.chain(by_opportunity.get(&opportunity.id).into_iter().flatten().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::entry::read_content;
    use crate::library::Lists;
    use crate::opportunity::snapshot::Origin;

    fn library() -> Library {
        let files = read_content(&[
            ("content/competitors/globex.md", "---\nname: Globex\naliases: [GBX]\n---\n"),
            ("content/gaps/scim.md", "---\ntitle: No SCIM\nseverity: blocker\nopportunities: [b]\n---\n"),
            ("content/gaps/sso.md", "---\ntitle: No SSO\nseverity: minor\n---\n"),
            ("content/objections/price.md", "---\ntitle: Price\ncompetitors: [globex, GBX]\n---\n"),
        ]);
        Library::new(files, Lists::default()).0
    }

    fn opportunity(id: &str, stage: &str, amount: u64, competitors: &[&str], gaps: &[&str]) -> Opportunity {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Opportunity {
            id: id.to_owned(),
            stage: stage.to_owned(),
            amount: Some(amount),
            currency: Some(if id == "c" { "EUR" } else { "USD" }.to_owned()),
            competitors: texts(competitors),
            gaps: texts(gaps),
            ..Opportunity::default()
        }
    }

    #[test]
    fn each_open_opportunity_counts_once_and_in_its_currency() {
        let library = library();
        let opportunities = vec![
            opportunity("a", "Open", 100_000, &["Globex", "GBX", "competitors/globex"], &["no sso"]),
            opportunity("b", "Open", 70_000, &["gbx"], &["gaps/scim", "gaps/sso"]),
            opportunity("c", "Open", 5_000, &["globex"], &[]),
            opportunity("d", " lost ", 1, &["globex"], &["gaps/scim"]),
        ];
        let snapshot = Snapshot::new(Origin::File, opportunities);
        let exposures = Exposures::new(&snapshot, &library, &Stages::default());
        let ids = |found: &[&Opportunity]| found.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(exposures.of_competitor("competitors/globex")), ["a", "b", "c"]);
        assert_eq!(ids(&exposures.of_entry(library.find("objections/price").unwrap(), &library)), ["a", "b", "c"]);
        assert_eq!(format_sums(&sums(exposures.of_competitor("competitors/globex"))), "$170k + €5k");
        assert_eq!((ids(exposures.of_gap("gaps/scim")), exposures.gaps_of("b").len()), (vec!["b".to_owned()], 2));
        let weights = default_settings().gap_weights;
        let attributed = |gap| format_sums(&exposures.attributed(gap, &library, &weights));
        assert_eq!([attributed("gaps/scim"), attributed("gaps/sso")], ["$60k", "$110k"]);
    }

    fn snapshot(opportunities: Vec<Opportunity>) -> Snapshot {
        Snapshot::new(Origin::File, opportunities)
    }

    fn closing(id: &str, day: Option<&str>, competitors: &[&str], gaps: &[&str]) -> Opportunity {
        let close_date = day.map(|day| day.parse().unwrap());
        Opportunity { close_date, ..opportunity(id, "Open", 1_000, competitors, gaps) }
    }

    #[test]
    fn opportunities_are_sorted_by_close_date_and_those_without_one_are_last() {
        let files = read_content(&[
            ("content/competitors/globex.md", "---\nname: Globex\n---\n"),
            ("content/competitors/hooli.md", "---\nname: Hooli\n---\n"),
            ("content/gaps/sso.md", "---\ntitle: No SSO\nopportunities: [d, e]\n---\n"),
            ("content/objections/price.md", "---\ntitle: Price\ncompetitors: [Globex, Hooli]\n---\n"),
        ]);
        let library = Library::new(files, Lists::default()).0;
        let snapshot = snapshot(vec![
            closing("a", None, &["Globex"], &["gaps/sso"]),
            closing("b", Some("2026-12-02"), &["Hooli", "Globex"], &[]),
            closing("c", Some("2026-12-01"), &["Hooli"], &["No SSO"]),
            closing("d", Some("2026-12-01"), &["Globex"], &[]),
            closing("e", None, &[], &[]),
        ]);
        let exposures = Exposures::new(&snapshot, &library, &Stages::default());
        let ids = |found: &[&Opportunity]| found.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(exposures.open()), ["c", "d", "b", "a", "e"]);
        assert_eq!(ids(exposures.of_competitor("competitors/globex")), ["d", "b", "a"]);
        assert_eq!(ids(exposures.of_gap("gaps/sso")), ["c", "d", "a", "e"], "named by the gap or by the opportunity");
        let of = |id: &str| ids(&exposures.of_entry(library.find(id).unwrap(), &library));
        assert_eq!(of("objections/price"), ["c", "d", "b", "a"], "each once");
        assert_eq!(of("gaps/sso"), ["c", "d", "a", "e"]);
    }

    #[test]
    fn a_gap_without_a_severity_or_a_weight_weighs_one() {
        let files = read_content(&[
            ("content/gaps/a.md", "---\ntitle: A\nseverity: blocker\n---\n"),
            ("content/gaps/b.md", "---\ntitle: B\n---\n"),
            ("content/gaps/c.md", "---\ntitle: C\nseverity: minor\n---\n"),
        ]);
        let library = Library::new(files, Lists::default()).0;
        let snapshot = snapshot(vec![
            opportunity("p", "Open", 1_000, &[], &["gaps/a", "gaps/b"]),
            opportunity("q", "Open", 500, &[], &["gaps/a"]),
            opportunity("c", "Open", 900, &[], &["gaps/b", "gaps/c"]),
        ]);
        let exposures = Exposures::new(&snapshot, &library, &Stages::default());
        let attributed = |gap, weights: &[(&str, u64)]| {
            let weights = weights.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect();
            format_sums(&exposures.attributed(gap, &library, &weights))
        };
        let by_severity = [("blocker", 4), ("minor", 2)];
        assert_eq!(
            ["gaps/a", "gaps/b", "gaps/c"].map(|gap| attributed(gap, &by_severity)),
            ["$1.3k", "€300 + $200", "€600"]
        );
        assert_eq!(attributed("gaps/b", &[]), "$500 + €450", "without weights all weigh the same");
        assert_eq!(attributed("gaps/a", &[]), "$1k", "the only gap of an opportunity has all of it");
        assert_eq!(attributed("gaps/c", &[("minor", 0)]), "€0");
    }
}
