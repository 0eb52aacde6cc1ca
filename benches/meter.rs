//! Processor time, elapsed time and memory of a process, from Linux's `/proc`.

use std::error::Error;
use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The cost of one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cost {
    /// Processor time in seconds, user and system, of all threads.
    pub(crate) processor_s: f64,
    /// Elapsed time in seconds.
    pub(crate) wall_s: f64,
    /// Peak resident memory in MiB.
    pub(crate) peak_mib: f64,
}

/// Interval for reading the child's peak memory; only growth in the last interval can be missed.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// Linux gives processor time in hundredths of a second (`USER_HZ`, proc(5)), from a count of nanoseconds.
pub(crate) const TICKS_PER_S: f64 = 100.0;

/// Runs `command` until it exits.
///
/// # Errors
/// The command cannot be started, or `/proc` cannot be read.
pub(crate) fn run(command: &mut Command) -> Result<(Output, Cost), Box<dyn Error>> {
    run_for(command, Duration::MAX)?.ok_or_else(|| "the command did not end".into())
}

/// Runs `command` for at most `longest`; returns `None` if it had to be killed.
///
/// # Errors
/// The command cannot be started, or `/proc` cannot be read.
pub(crate) fn run_for(command: &mut Command, longest: Duration) -> Result<Option<(Output, Cost)>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (printed, complained) = (folder.path().join("out"), folder.path().join("err"));
    command.stdin(Stdio::null()).stdout(fs::File::create(&printed)?).stderr(fs::File::create(&complained)?);
    let before = children_s()?;
    let begin = Instant::now();
    let mut child = command.spawn()?;
    let mut peak_mib = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak_mib = peak_mib.max(peak_of(&child).unwrap_or(0.0));
        if begin.elapsed() > longest {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(LOOK_EVERY);
    };
    let wall_s = begin.elapsed().as_secs_f64();
    let cost = Cost { processor_s: children_s()? - before, wall_s, peak_mib };
    Ok(Some((Output { status, stdout: fs::read(printed)?, stderr: fs::read(complained)? }, cost)))
}

/// Returns the processor time of all children that have ended, in seconds.
fn children_s() -> Result<f64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The second field is a name in brackets that may hold spaces; `cutime` and `cstime` are fields 16 and 17.
    let (_, fields) = text.rsplit_once(')').ok_or("/proc/self/stat has another form")?;
    let ticks: Vec<f64> = fields.split_whitespace().skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() / TICKS_PER_S)
}

/// Returns the peak memory of a running child, in MiB.
pub(crate) fn peak_of(child: &Child) -> Option<f64> {
    peak_in(&fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?)
}

/// Returns the peak memory of this process, in MiB.
pub(crate) fn own_peak_mib() -> f64 {
    fs::read_to_string("/proc/self/status").ok().and_then(|text| peak_in(&text)).unwrap_or(0.0)
}

fn peak_in(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Returns the processor time of the threads of this process, in seconds, from a count of nanoseconds.
///
/// # Errors
/// `/proc` cannot be read.
pub(crate) fn own_s() -> Result<f64, Box<dyn Error>> {
    let mut total = 0.0;
    for thread in fs::read_dir("/proc/self/task")? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        let nanoseconds: f64 = text.split_whitespace().next().ok_or("schedstat is empty")?.parse()?;
        total += nanoseconds / 1e9;
    }
    Ok(total)
}
