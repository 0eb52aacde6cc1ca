//! How processor time grows with the number of entries.

use super::meter::Cost;
use super::table::spread;

/// The median of each case, for each number of entries.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    medians: Vec<(usize, &'static str, f64)>,
}

impl Growth {
    /// Takes the costs of a case.
    pub(crate) fn take(&mut self, entries: usize, name: &'static str, costs: &[Cost]) {
        let (_, median, _) = spread(costs.iter().map(|cost| cost.processor_s).collect());
        self.medians.push((entries, name, median));
    }

    /// Returns a line for each case that was measured with the fewest and the most entries: how much more processor time an
    /// entry takes among the most.
    pub(crate) fn lines(&self) -> Vec<String> {
        let numbers = self.medians.iter().map(|(entries, _, _)| *entries);
        let Some((fewest, most)) = numbers.clone().min().zip(numbers.max()).filter(|(fewest, most)| fewest < most)
        else {
            return Vec::new();
        };
        let with = |number| self.medians.iter().filter(move |(entries, _, _)| *entries == number);
        let pairs = with(fewest).filter_map(|(_, name, few)| {
            let (_, _, many) = with(most).find(|(_, other, _)| other == name)?;
            Some((name, few, many))
        });
        let line = |(name, few, many): (&&str, &f64, &f64)| {
            #[expect(clippy::cast_precision_loss, reason = "numbers of entries are small")]
            let times = (many / most as f64) / (few / fewest as f64);
            format!("{name:<28} CPU s per entry with {most} entries: {times:.2} times that with {fewest}")
        };
        pairs.map(line).collect()
    }
}
