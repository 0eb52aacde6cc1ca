//! The stand-in on a port: as much of HTTP/1.1 as a client needs, and ways to break it.

use super::{Answer, Delivery, Request, StandIn};
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

const BODY_LIMIT: u64 = 1 << 20;
/// Lines of one head; the limit ends the loop.
const HEADER_LIMIT: usize = 100;
const FLOOD_MEBIBYTES: usize = 64;

/// A stand-in that listens on this machine until the process ends.
pub(crate) struct Listener {
    address: SocketAddr,
}

impl Listener {
    /// Listens on `port`, or on a free one for 0.
    pub(crate) fn start(stand_in: &Arc<StandIn>, port: u16) -> Result<Self> {
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
        Ok(Self { address })
    }

    /// Where it listens, as `http://127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn serve(stand_in: &StandIn, stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    while let Some(request) = read_request(&mut input)? {
        let answer = stand_in.answer(&request);
        if !write_answer(&mut output, &answer)? {
            return output.shutdown(std::net::Shutdown::Both);
        }
    }
    Ok(())
}

fn read_request(input: &mut BufReader<TcpStream>) -> Result<Option<Request>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request { method, target, token: String::new(), version: String::new(), body: Vec::new() };
    let mut length = 0;
    for _ in 0..HEADER_LIMIT {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.trim_start_matches("Bearer ").clone_into(&mut request.token),
            "notion-version" => value.clone_into(&mut request.version),
            "content-length" => length = value.parse().unwrap_or(0_u64).min(BODY_LIMIT),
            _ => {}
        }
    }
    input.by_ref().take(length).read_to_end(&mut request.body)?;
    Ok(Some(request))
}

/// Sends an answer and says whether the connection still serves.
fn write_answer(output: &mut TcpStream, answer: &Answer) -> Result<bool> {
    if answer.delivery == Delivery::Reset {
        return Ok(false);
    }
    let is_flood = answer.delivery == Delivery::Flood;
    let length = if is_flood { FLOOD_MEBIBYTES << 20 } else { answer.body.len() };
    let mut head =
        format!("HTTP/1.1 {} Status\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n", answer.status);
    if let Some((name, value)) = &answer.header {
        head = format!("{head}{name}: {value}\r\n");
    }
    output.write_all(format!("{head}\r\n").as_bytes())?;
    if is_flood {
        let mebibyte = vec![b' '; 1 << 20];
        (0..FLOOD_MEBIBYTES).try_for_each(|_| output.write_all(&mebibyte))?;
        return Ok(false);
    }
    let is_whole = answer.delivery == Delivery::Whole;
    let sent = if is_whole { answer.body.len() } else { answer.body.len() / 2 };
    output.write_all(answer.body.get(..sent).unwrap_or_default())?;
    output.flush()?;
    Ok(is_whole)
}
