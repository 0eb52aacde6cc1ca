//! The progress of a build: a line that is redrawn meanwhile, and a table of its stages afterwards.

use super::console;
use super::environment::is_set;
use crate::publish::Reuse;
use crate::session::{Notes, Stage};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Measures the stages of a build, and shows the present one on a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    stages: Mutex<Stages>,
}

/// The stages that ended, and the one that runs.
struct Stages {
    ended: Vec<(Stage, Duration)>,
    running: Option<Stage>,
    /// How much of the last build each build used again.
    reuse: Vec<Reuse>,
    since: Instant,
}

impl Progress {
    /// Begins to measure.
    #[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
    pub(super) fn start() -> Self {
        // A CI log keeps every redrawn line.
        let is_shown = console::is_watched() && !is_set("CI");
        let bar = if is_shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos} files {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        let stages = Stages { ended: Vec::new(), running: None, reuse: Vec::new(), since: Instant::now() };
        Self { bar, stages: Mutex::new(stages) }
    }

    /// Returns the stages with their times in milliseconds, and how much of the last build was used again.
    pub(super) fn table(&self) -> String {
        let stages = self.stages();
        let lines = stages.ended.iter().map(|(stage, time)| format!("{stage:<10}{:>8} ms", time.as_millis()));
        lines.chain(stages.reuse.iter().map(Reuse::to_string)).collect::<Vec<_>>().join("\n")
    }

    fn stages(&self) -> MutexGuard<'_, Stages> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stages {
    fn change(&mut self, next: Option<Stage>) {
        let time = self.since.elapsed();
        self.since += time;
        self.ended.extend(self.running.map(|stage| (stage, time)));
        self.running = next;
    }
}

impl Notes for Progress {
    fn note(&self, text: &str) {
        self.bar.suspend(|| console::note(text));
    }

    fn error(&self, text: &str) {
        self.bar.suspend(|| console::error(text));
    }

    fn begin(&self, stage: Stage) {
        self.stages().change(Some(stage));
        self.bar.set_message(stage.to_string());
    }

    fn file_done(&self) {
        self.bar.inc(1);
    }

    fn reused(&self, reuse: &Reuse) {
        self.stages().reuse.push(*reuse);
    }

    fn end(&self) {
        self.stages().change(None);
        self.bar.finish_and_clear();
    }
}
