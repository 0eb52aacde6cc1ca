//! A preview that runs for the length of a measurement, and requests to it.

use super::meter::{TICKS_PER_S, peak_of};
use std::error::Error;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// How long the first build may take.
const START: Duration = Duration::from_mins(10);
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 64 << 20;
/// How often the processor time is read.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// A preview that used at most a hundredth of a second in this time has made all pages.
const REST: Duration = Duration::from_millis(500);
/// How long a preview may be busy after a save.
const LONGEST: Duration = Duration::from_mins(2);

/// A running `fieldbook serve`; it ends with the value.
#[derive(Debug)]
pub(crate) struct Preview {
    /// Where it listens on 127.0.0.1.
    pub(crate) port: u16,
    child: Child,
}

impl Preview {
    /// Starts `command`, a `serve --port 0`, and waits until it has built the site.
    ///
    /// # Errors
    /// It does not start, ends, or takes too long.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Box<dyn Error>> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut preview = Self { child, port: 0 };
        let printed = preview.child.stdout.take().ok_or("serve has no output")?;
        let (sender, receiver) = channel();
        // Ends with the process, whose output ends then.
        std::thread::spawn(move || {
            for line in BufReader::new(printed).lines().map_while(Result::ok) {
                // The receiver is gone once it has the address.
                let _ = sender.send(line);
            }
        });
        let line = receiver.recv_timeout(START).map_err(|_| "serve printed no address")?;
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        preview.port = port.ok_or_else(|| format!("serve printed no address: {line:?}"))?;
        Ok(preview)
    }

    /// Waits until all pages are made; returns the milliseconds from `begin` until they were.
    ///
    /// # Errors
    /// The preview has ended, or uses the processor all the time.
    pub(crate) fn until_quiet(&self, begin: Instant) -> Result<f64, Box<dyn Error>> {
        let (mut known, mut last) = (self.processor_s()?, Instant::now());
        while last.elapsed() < REST {
            std::thread::sleep(LOOK_EVERY);
            let now = self.processor_s()?;
            // More than one tick.
            if now - known > 0.015 {
                (known, last) = (now, Instant::now());
            }
            if begin.elapsed() > LONGEST {
                return Err("the preview is never quiet".into());
            }
        }
        Ok((last - begin).as_secs_f64() * 1e3)
    }

    /// Returns the answer to a request for `path`, with its head.
    ///
    /// # Errors
    /// There is no connection, or no answer in time.
    pub(crate) fn get(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port)?;
        let mut answer = Vec::new();
        stream.take(LARGEST).read_to_end(&mut answer)?;
        Ok(answer)
    }

    /// Returns the processor time in seconds, of all threads and of processes that it started and that ended.
    ///
    /// # Errors
    /// The process has ended, or `/proc` cannot be read.
    pub(crate) fn processor_s(&self) -> Result<f64, Box<dyn Error>> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // `utime`, `stime`, `cutime` and `cstime` are fields 14 to 17; the second one is in brackets.
        let (_, fields) = text.rsplit_once(')').ok_or("/proc/PID/stat has another form")?;
        let ticks = fields.split_whitespace().skip(11).take(4).map(str::parse::<f64>);
        Ok(ticks.sum::<Result<f64, _>>()? / TICKS_PER_S)
    }

    /// Returns the peak memory in MiB.
    pub(crate) fn peak_mib(&self) -> Option<f64> {
        peak_of(&self.child)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
