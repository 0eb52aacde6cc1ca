//! What a build cost, by stage, and how much of the last one it used again: as text and as JSON.

use crate::publish::Reuse;
use crate::session::Stage;
use clap::ValueEnum;
use serde_json::json;
use std::fmt;
use std::time::Duration;

/// The name of the form, whose JSON Schema is `timings-1.json` beside this file.
const SCHEMA: &str = "fieldbook/timings/1";
/// The JSON Schema of the form.
pub(super) const TIMINGS_SCHEMA: &str = include_str!("timings-1.json");

/// How timings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimingsForm {
    /// For people, on standard error.
    Text,
    /// For programs, on standard output.
    Json,
}

/// What a build cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timings {
    /// The stages that ran, in order.
    pub(super) stages: Vec<StageCost>,
    /// How much of the last build each build used again.
    pub(super) builds: Vec<Reuse>,
}

/// What a stage cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StageCost {
    /// The stage.
    pub(super) stage: Stage,
    /// The time that passed.
    pub(super) wall: Duration,
    /// The processor time of all threads; `None` where the system does not report it.
    pub(super) processor: Option<Duration>,
}

impl Timings {
    /// Returns them as one JSON document.
    pub(super) fn to_json(&self) -> String {
        let stages = self.stages.iter().map(|cost| {
            let processor = cost.processor.map(milliseconds);
            json!({"stage": cost.stage.to_string(), "wall_ms": milliseconds(cost.wall), "processor_ms": processor})
        });
        let builds = self.builds.iter().map(|reuse| {
            let Reuse { kept, unknown, changed, touched } = reuse;
            json!({"kept": kept, "made": {"unknown": unknown, "changed": changed, "touched": touched}})
        });
        let all = json!({"schema": SCHEMA, "stages": stages.collect::<Vec<_>>(), "builds": builds.collect::<Vec<_>>()});
        format!("{all:#}\n")
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stages = self.stages.iter().map(|StageCost { stage, wall, processor }| {
            let processor = processor.map_or(String::new(), |time| format!(", processor{:>8} ms", time.as_millis()));
            format!("{stage:<10}{:>8} ms{processor}", wall.as_millis())
        });
        let lines: Vec<String> = stages.chain(self.builds.iter().map(Reuse::to_string)).collect();
        formatter.write_str(&lines.join("\n"))
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_shown_as_text_and_as_json() {
        let time = Duration::from_millis;
        let stages = vec![
            StageCost { stage: Stage::Read, wall: time(12), processor: Some(time(20)) },
            StageCost { stage: Stage::Render, wall: time(3), processor: None },
        ];
        let builds = vec![Reuse { kept: 5, unknown: 1, changed: 2, touched: 0 }];
        let timings = Timings { stages, builds };
        let text = "read            12 ms, processor      20 ms\nrender           3 ms\n\
                    reused 5 files; made again: 2 with other content, 1 new, 0 changed in the output";
        assert_eq!(timings.to_string(), text);
        let read: serde_json::Value = serde_json::from_str(&timings.to_json()).unwrap();
        let expected = json!({
            "schema": "fieldbook/timings/1",
            "stages": [
                {"stage": "read", "wall_ms": 12, "processor_ms": 20},
                {"stage": "render", "wall_ms": 3, "processor_ms": null},
            ],
            "builds": [{"kept": 5, "made": {"unknown": 1, "changed": 2, "touched": 0}}],
        });
        assert_eq!(read, expected);
        let schema: serde_json::Value = serde_json::from_str(TIMINGS_SCHEMA).unwrap();
        assert_eq!(schema["properties"]["schema"]["const"], json!(SCHEMA));
    }
}
