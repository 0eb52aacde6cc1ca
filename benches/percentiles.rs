//! The distribution of a measure.

use std::fmt;

/// Median, 95th percentile and maximum, each the nearest value that occurred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Percentiles {
    median: f64,
    p95: f64,
    most: f64,
    digits: usize,
}

impl Percentiles {
    /// Returns those of `values`, printed with `digits` digits after the point; `None` if there are no values.
    pub(crate) fn of(mut values: Vec<f64>, digits: usize) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let nearest = |percent: usize| values.get((values.len() * percent).div_ceil(100).checked_sub(1)?).copied();
        Some(Self { median: nearest(50)?, p95: nearest(95)?, most: nearest(100)?, digits })
    }
}

impl fmt::Display for Percentiles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { median, p95, most, digits } = self;
        write!(formatter, "median {median:.digits$}, p95 {p95:.digits$}, max {most:.digits$}")
    }
}
