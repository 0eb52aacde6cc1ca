//! What the preview says about one page, and when.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long a change may take.
const LONGEST: Duration = Duration::from_mins(2);

/// A listener for changes of one page.
pub(crate) struct Events(Receiver<f64>);

impl Events {
    /// Listens for changes of the page at `address`.
    ///
    /// # Errors
    /// There is no connection.
    pub(crate) fn of(port: u16, address: &str) -> Result<Self, Box<dyn Error>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "GET /_fieldbook/events{address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
        let (sender, receiver) = channel();
        // Ends with the preview, which closes the connection then.
        std::thread::spawn(move || {
            let lines = BufReader::new(stream).lines().map_while(Result::ok);
            for _ in lines.filter(|line| line.starts_with("data:") && line.contains("\"touched\":true")) {
                if sender.send(now_ms()).is_err() {
                    return;
                }
            }
        });
        Ok(Self(receiver))
    }

    /// Returns when the next change of the page was reported, in milliseconds since 1970-01-01.
    ///
    /// # Errors
    /// No change is reported in time.
    pub(crate) fn next(&self) -> Result<f64, String> {
        self.0.recv_timeout(LONGEST).map_err(|_| "the preview reports no change of the page".to_owned())
    }
}

/// Returns the time in milliseconds since 1970-01-01.
pub(crate) fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1e3
}
