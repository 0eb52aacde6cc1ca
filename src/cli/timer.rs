//! Where the time goes: a table afterwards, a line that moves meanwhile.

use super::{console, day};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// Measures the stages of a build, and shows the one that runs where a person watches.
pub(crate) struct Timer {
    begun: Instant,
    laps: Vec<(&'static str, Duration)>,
    bar: ProgressBar,
}

impl Timer {
    #[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
    pub(crate) fn start() -> Self {
        // Logs of CI keep every frame that is drawn into them.
        let is_shown = console::is_watched() && !day::is_set("CI");
        let bar = if is_shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos} files {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        bar.set_message("read");
        Self { begun: Instant::now(), laps: Vec::new(), bar }
    }

    /// Ends the stage called `name` and says which is next.
    pub(crate) fn lap(&mut self, name: &'static str, next: &'static str) {
        let before: Duration = self.laps.iter().map(|(_, lap)| *lap).sum();
        self.laps.push((name, self.begun.elapsed().saturating_sub(before)));
        self.bar.set_message(next);
    }

    /// Counts one finished file, from any thread.
    pub(crate) fn file_done(&self) {
        self.bar.inc(1);
    }

    /// Says something above the moving line.
    pub(crate) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the moving line away for good.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Returns the stages with their times in milliseconds.
    pub(crate) fn table(&self) -> String {
        let lines = self.laps.iter().map(|(name, lap)| format!("{name:<10}{:>8} ms", lap.as_millis()));
        lines.collect::<Vec<_>>().join("\n")
    }
}
