//! The stand-in on a port: as much of HTTP/1.1 as a client needs, and ways to break it.

use super::{Answer, Fault, StandIn};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{BufRead as _, BufReader, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// Lines of one head; the limit ends the loop.
const HEADER_LIMIT: usize = 100;
/// The size of a large answer, in bytes.
const LARGE: usize = 64 << 20;
/// How many seconds a slow answer takes at most.
const SLOW_SECONDS: usize = 60;

/// Starts a stand-in that listens on this machine until the process ends.
pub(crate) struct Listener;

impl Listener {
    /// Listens on `port`, or on a free one for 0, and returns the address.
    pub(crate) fn start(stand_in: &Arc<StandIn>, port: u16) -> Result<SocketAddr> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let stand_in = Arc::clone(stand_in);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let stand_in = Arc::clone(&stand_in);
                // A client that goes away is its own affair.
                std::thread::spawn(move || drop(serve(&stand_in, stream)));
            }
        });
        Ok(address)
    }
}

fn serve(stand_in: &StandIn, stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let target = line.split_whitespace().nth(1).unwrap_or_default().to_owned();
        let (mut host, mut etag) = (String::new(), None);
        for _ in 0..HEADER_LIMIT {
            let mut line = String::new();
            input.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "host" => value.trim().clone_into(&mut host),
                "if-none-match" => etag = Some(value.trim().to_owned()),
                _ => {}
            }
        }
        let answer = stand_in.answer(&host, &target, etag.as_deref());
        if !write_answer(&mut output, &answer)? {
            return output.shutdown(std::net::Shutdown::Both);
        }
    }
}

/// Sends an answer and returns whether the connection still serves.
fn write_answer(output: &mut TcpStream, answer: &Answer) -> Result<bool> {
    if answer.fault == Some(Fault::Reset) {
        return Ok(false);
    }
    let (mut body, mut headers) = (answer.body.clone(), answer.headers.clone());
    match answer.fault {
        Some(Fault::Large) => body.resize(LARGE, b' '),
        Some(Fault::GzipBomb) => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(&vec![b' '; LARGE])?;
            body = packed.finish()?;
            headers.push("Content-Encoding: gzip".to_owned());
        }
        Some(Fault::Truncated) => headers.push("X-Stand-In: truncated".to_owned()),
        _ => {}
    }
    write!(output, "HTTP/1.1 {} Stand-In\r\n", answer.status)?;
    for header in &headers {
        write!(output, "{header}\r\n")?;
    }
    if answer.fault == Some(Fault::EndlessHeaders) {
        for number in 0..1_000_000 {
            write!(output, "X-Endless-{number}: {number}\r\n")?;
        }
        return Ok(false);
    }
    let longer = if answer.fault == Some(Fault::Truncated) { 1_000 } else { 0 };
    write!(output, "Content-Length: {}\r\n\r\n", body.len() + longer)?;
    if answer.fault == Some(Fault::Slow) {
        for byte in body.iter().take(SLOW_SECONDS) {
            output.write_all(&[*byte])?;
            output.flush()?;
            std::thread::sleep(Duration::from_secs(1));
        }
        return Ok(false);
    }
    output.write_all(&body)?;
    output.flush()?;
    Ok(answer.fault.is_none())
}
