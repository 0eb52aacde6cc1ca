//! The line above a table.

use super::corpus::Written;
use std::fs;

/// Returns what is measured, how often, and how busy the machine is.
pub(crate) fn title(written: Written, runs: usize) -> String {
    let load = load_average().map_or_else(String::new, |load| format!(", load average {load}"));
    format!("{} entries, {} bytes, {runs} runs{load}", written.entries, written.bytes)
}

/// Returns the load of the last 1, 5 and 15 minutes (proc(5)), where the system reports one.
fn load_average() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    Some(text.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}
