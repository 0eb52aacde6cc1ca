//! The table of costs.

use super::meter::Cost;

/// Returns the names of the columns.
pub(crate) fn head() -> String {
    format!(
        "{:<28} {:>26} {:>26} {:>26}",
        "", "CPU s min/median/max", "wall s min/median/max", "peak MiB min/median/max"
    )
}

/// Returns one line.
pub(crate) fn row(name: &str, costs: &[Cost]) -> String {
    let column = |of: fn(&Cost) -> f64, digits: usize| {
        let (least, middle, most) = spread(costs.iter().map(of).collect());
        format!("{least:.digits$} / {middle:.digits$} / {most:.digits$}")
    };
    let processor = column(|cost| cost.processor_s, 3);
    let wall = column(|cost| cost.wall_s, 3);
    let peak = column(|cost| cost.peak_mib, 1);
    format!("{name:<28} {processor:>26} {wall:>26} {peak:>26}")
}

/// Returns minimum, median and maximum; the median of an even number is the lower of the two in the middle.
pub(crate) fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len().saturating_sub(1) / 2);
    let or_zero = |value: Option<&f64>| value.copied().unwrap_or(0.0);
    (or_zero(values.first()), or_zero(middle), or_zero(values.last()))
}
