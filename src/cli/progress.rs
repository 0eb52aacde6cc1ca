//! The progress of a build: a line that is redrawn meanwhile, and the costs of its stages afterwards.

use super::console;
use super::environment::is_set;
use super::timings::{StageCost, Timings};
use crate::platform::processor_time;
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
    ended: Timings,
    running: Option<Stage>,
    since: Instant,
    /// The processor time until then.
    processor: Option<Duration>,
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
        let (since, processor) = (Instant::now(), processor_time());
        let stages = Stages { ended: Timings::default(), running: None, since, processor };
        Self { bar, stages: Mutex::new(stages) }
    }

    /// Returns what the stages cost that ended, and how much of the last build was used again.
    pub(super) fn timings(&self) -> Timings {
        self.stages().ended.clone()
    }

    fn stages(&self) -> MutexGuard<'_, Stages> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stages {
    fn change(&mut self, next: Option<Stage>) {
        let (wall, until) = (self.since.elapsed(), processor_time());
        let processor = until.zip(self.processor).map(|(until, from)| until.saturating_sub(from));
        self.ended.stages.extend(self.running.map(|stage| StageCost { stage, wall, processor }));
        self.since += wall;
        (self.processor, self.running) = (until, next);
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
        self.stages().ended.builds.push(*reuse);
    }

    fn end(&self) {
        self.stages().change(None);
        self.bar.finish_and_clear();
    }
}
