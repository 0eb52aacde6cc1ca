//! The sums of a generated pipeline of 2,000 rows in three currencies, against a calculation that shares no code with them.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects, and panics if it is not there"
)]

use super::literal_site::LiteralSite;
use fieldbook::opportunity::{Exposures, Opportunity, Stages, Sum, reported, sums};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const ROWS: usize = 2_000;
const CURRENCIES: [&str; 3] = ["USD", "EUR", "GBP"];
const COMPETITORS: [[&str; 2]; 4] = [["Globex", "GBX"], ["Initech", "initech"], ["Hooli", "HOOLI"], ["Umbra", "umbra"]];
/// Severity and weight of each gap.
const GAPS: [(&str, u64); 5] = [("blocker", 60), ("major", 30), ("major", 30), ("minor", 10), ("minor", 10)];
/// Hundredths of a dollar for each unit.
const RATES: [u64; 3] = [100, 108, 127];

/// One row as the generator knows it.
struct Row {
    amount: u64,
    currency: usize,
    is_open: bool,
    competitors: BTreeSet<usize>,
    gaps: BTreeSet<usize>,
}

/// A linear congruential generator (Knuth, "The Art of Computer Programming", volume 2, section 3.3.4).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

fn rows() -> Vec<Row> {
    let mut random = Random(14);
    let mut row = |_| Row {
        amount: u64::try_from(random.below(900_000)).expect("small"),
        currency: random.below(3),
        is_open: random.below(5) > 0,
        competitors: (0..random.below(4)).map(|_| random.below(COMPETITORS.len())).collect(),
        gaps: (0..random.below(4)).map(|_| random.below(GAPS.len())).collect(),
    };
    (0..ROWS).map(&mut row).collect()
}

/// The rows as a file in which each competitor is named twice, under two names.
fn file(rows: &[Row]) -> String {
    let mut text = "id,name,customer,stage,amount,currency,competitors,gaps\n".to_owned();
    for (index, row) in rows.iter().enumerate() {
        let stage = if row.is_open { "Demo" } else { "Closed Lost" };
        let competitors = row.competitors.iter().flat_map(|one| COMPETITORS[*one]).collect::<Vec<_>>().join(";");
        let gaps = row.gaps.iter().map(|gap| format!("gaps/g{gap}")).collect::<Vec<_>>().join(";");
        let (amount, currency) = (row.amount, CURRENCIES[row.currency]);
        writeln!(
            text,
            "o{index},Deal {index},Customer {},{stage},{amount},{currency},{competitors},{gaps}",
            index % 300
        )
        .expect("text");
    }
    text
}

fn site(rows: &[Row]) -> LiteralSite {
    let mut files = vec![
        ("opportunities.csv".to_owned(), file(rows)),
        (
            "site.toml".to_owned(),
            "[opportunities]\nreporting_currency = \"USD\"\nrates = [\"1 EUR = 1.08 USD, 2026-11-01\", \
             \"100 GBP = 127 USD, 2026-11-01\"]\n"
                .to_owned(),
        ),
    ];
    for [name, alias] in COMPETITORS {
        let path = format!("content/competitors/{}.md", name.to_lowercase());
        files.push((path, format!("---\nname: {name}\naliases: [{alias}]\n---\n")));
    }
    for (index, (severity, _)) in GAPS.iter().enumerate() {
        files.push((
            format!("content/gaps/g{index}.md"),
            format!("---\ntitle: Gap {index}\nseverity: {severity}\nworkaround: none\nimpact: Some.\n---\n"),
        ));
    }
    LiteralSite::read(&files)
}

type ByCurrency = BTreeMap<String, u64>;

fn by_currency(sums: Vec<Sum>) -> ByCurrency {
    sums.into_iter().map(|sum| (sum.currency.expect("a currency"), sum.amount)).collect()
}

/// Adds the amounts of `parts`, by the index of their currency.
fn added(parts: impl Iterator<Item = (usize, u64)>) -> ByCurrency {
    let mut sums = ByCurrency::new();
    for (currency, amount) in parts {
        *sums.entry(CURRENCIES[currency].to_owned()).or_default() += amount;
    }
    sums
}

/// Each currency in dollars, rounded down, then added.
fn dollars(sums: &ByCurrency) -> ByCurrency {
    let rate = |code: &str| RATES[CURRENCIES.iter().position(|known| *known == code).expect("a currency")];
    [("USD".to_owned(), sums.iter().map(|(code, amount)| amount * rate(code) / 100).sum())].into()
}

#[test]
fn every_sum_of_a_pipeline_is_that_of_an_independent_calculation() {
    let rows = rows();
    let site = site(&rows);
    let snapshot = site.snapshot.as_ref().expect("opportunities");
    assert!(site.findings.is_empty() && snapshot.opportunities.len() == ROWS, "{:?}", site.findings);
    let exposures = Exposures::new(snapshot, &site.library, &Stages::default());
    let reporting = site.settings.opportunities.reporting.as_ref();
    let check = |what: &str, found: Vec<Sum>, expected: &ByCurrency| {
        assert_eq!(by_currency(reported(found.clone(), reporting)), dollars(expected), "{what} in dollars");
        assert_eq!(by_currency(found), *expected, "{what}");
    };
    let open = || rows.iter().filter(|row| row.is_open);
    let whole = |row: &Row| (row.currency, row.amount);
    let pipeline = added(open().map(whole));
    assert_eq!(pipeline.len(), 3);
    check("the pipeline", sums(exposures.open()), &pipeline);
    for (index, [name, _]) in COMPETITORS.iter().enumerate() {
        let of = exposures.of_competitor(&format!("competitors/{}", name.to_lowercase()));
        check(name, sums(of), &added(open().filter(|row| row.competitors.contains(&index)).map(whole)));
    }
    let mut attributed = ByCurrency::new();
    for (index, (_, weight)) in GAPS.iter().enumerate() {
        let id = format!("gaps/g{index}");
        let of: &[&Opportunity] = exposures.of_gap(&id);
        check(&id, sums(of), &added(open().filter(|row| row.gaps.contains(&index)).map(whole)));
        let share = |row: &Row| {
            let total: u64 = row.gaps.iter().map(|gap| GAPS[*gap].1).sum();
            (row.currency, row.amount * weight / total)
        };
        let expected = added(open().filter(|row| row.gaps.contains(&index)).map(share));
        check("attributed", exposures.attributed(&id, &site.library, &site.settings.gap_weights), &expected);
        for (currency, amount) in expected {
            *attributed.entry(currency).or_default() += amount;
        }
    }
    assert!(
        attributed.iter().all(|(currency, amount)| amount <= &pipeline[currency]),
        "{attributed:?} of {pipeline:?}"
    );
}
