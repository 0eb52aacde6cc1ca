//! The listener and its connections.
//!
//! Small on purpose: one request per connection, 16 KiB of head, five seconds between bytes, 64 connections that are
//! still sending their head (the oldest gives way to a new one, so that slow ones cannot shut good ones out), 64
//! listeners for changes.

use super::current::{Overlay, OverlayKind, Preview};
use super::request::{self, Request};
use super::{live_reload, policy, storage};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const HEAD_BYTES: usize = 16 << 10;
const CONNECTIONS: usize = 64;
const LISTENERS: usize = 64;
const PATIENCE: Duration = Duration::from_secs(5);
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often a listener that has nothing to hear is looked after: a page that was left must not keep its place.
const GLANCE: Duration = Duration::from_secs(1);

/// Where a page hears of changes; its own path follows.
const EVENTS: &str = "_fieldbook/events/";

/// The address could not be had.
#[derive(Debug)]
pub struct ServeError {
    port: u16,
    cause: io::Error,
}

impl fmt::Display for ServeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot listen on 127.0.0.1:{}: {}; choose another with --port", self.port, self.cause)
    }
}

impl std::error::Error for ServeError {}

/// A listener on loopback.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
}

#[derive(Clone)]
struct RequestHandler {
    preview: Preview,
    port: u16,
    waiting: Arc<Mutex<VecDeque<(u64, TcpStream)>>>,
    listeners: Arc<AtomicUsize>,
}

impl Server {
    /// Listens on port `port` of 127.0.0.1; 0 takes any free one.
    ///
    /// # Errors
    /// The port is taken or not allowed.
    pub fn bind(port: u16) -> Result<Self, ServeError> {
        let error = |cause| ServeError { port, cause };
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(error)?;
        let port = listener.local_addr().map_err(error)?.port();
        Ok(Self { listener, port })
    }

    /// Returns the address to open.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers requests from `preview` until the process ends.
    pub fn run(self, preview: Preview) {
        let handler = RequestHandler { preview, port: self.port, waiting: Arc::default(), listeners: Arc::default() };
        for (number, stream) in (0..).zip(self.listener.incoming()) {
            // A connection that broke before it was accepted needs no answer.
            let Ok(stream) = stream else { continue };
            handler.take(number, stream);
        }
    }
}

impl RequestHandler {
    fn take(&self, number: u64, stream: TcpStream) {
        let Ok(second) = stream.try_clone() else { return };
        // Otherwise an event waits until the reader has acknowledged the one before (RFC 896), for 40 ms. Where this cannot be had,
        // it comes later.
        let _ = stream.set_nodelay(true);
        {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.len() >= CONNECTIONS
                && let Some((_, oldest)) = waiting.pop_front()
            {
                // It may have gone by itself.
                let _ = oldest.shutdown(Shutdown::Both);
            }
            waiting.push_back((number, second));
        }
        let handler = self.clone();
        let spawned = std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
            let head = read_head(&stream);
            handler.done(number);
            // A reader that went away in the middle of an answer is no fault of ours.
            let _ = head.and_then(|head| handler.answer(&stream, &head));
            let _ = stream.shutdown(Shutdown::Both);
        });
        if spawned.is_err() {
            self.done(number);
        }
    }

    fn done(&self, number: u64) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(waiting, _)| *waiting != number);
    }

    fn answer(&self, stream: &TcpStream, head: &[u8]) -> io::Result<()> {
        match request::read(head, self.port) {
            Err((status, words)) => respond(stream, status, words),
            Ok(request) if request.path.starts_with(EVENTS) => {
                self.events(stream, request.path.get(EVENTS.len()..).unwrap_or_default())
            }
            Ok(request) => match live_reload::file(&request.path) {
                Some(bytes) => send(stream, &request, &Head::of(200, &request.path, bytes), bytes),
                None => self.page(stream, &request),
            },
        }
    }

    fn page(&self, stream: &TcpStream, request: &Request) -> io::Result<()> {
        // Before the files: a change in between reloads the page once too often, never once too seldom.
        let (version, _) = self.preview.overlay();
        let files = self.preview.files();
        let path = request.path.as_str();
        let forms = [path.to_owned(), format!("{}/index.html", path.trim_end_matches('/')), "index.html".to_owned()];
        let tried = if path.is_empty() { &forms[2..] } else { &forms[..2] };
        let found = tried.iter().find_map(|form| files.get(form).map(|bytes| (form, bytes)));
        let (status, name, bytes) = match found {
            // Relative links of a page resolve against its folder, so the address must end in one.
            Some((form, _)) if form.ends_with("/index.html") && !path.ends_with('/') && form != path => {
                return redirect(stream, &format!("/{path}/"));
            }
            Some((form, bytes)) => (200, form.as_str(), bytes.as_ref()),
            None => (404, "404.html", files.get("404.html").map_or(b"Not Found".as_slice(), AsRef::as_ref)),
        };
        let head = Head::of(status, name, bytes);
        if !head.content_type.starts_with("text/html") {
            return send(stream, request, &head, bytes);
        }
        send(stream, request, &head, &live_reload::added_to(bytes, version))
    }

    /// Reports every change to the page at `path`, and whether the page itself changed.
    fn events(&self, mut stream: &TcpStream, path: &str) -> io::Result<()> {
        let own = [path.to_owned(), format!("{path}index.html")];
        if self.listeners.fetch_add(1, Ordering::SeqCst) >= LISTENERS {
            self.listeners.fetch_sub(1, Ordering::SeqCst);
            return respond(stream, 503, "Too many listeners");
        }
        let sent = (|| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n")?;
            let (mut version, overlay) = self.preview.overlay();
            tell(stream, (version, false), &overlay)?;
            let _open = self.preview.note_open(&own);
            let mut silent = Duration::ZERO;
            while !has_gone(stream) {
                let (now, overlay) = self.preview.wait_past(version, GLANCE);
                silent += GLANCE;
                if now != version {
                    let is_touched = self.preview.has_changed((version, now), &own);
                    version = now;
                    tell(stream, (version, is_touched), &overlay)?;
                } else if silent >= HEARTBEAT {
                    stream.write_all(b": still here\n\n")?;
                } else {
                    continue;
                }
                silent = Duration::ZERO;
            }
            Ok(())
        })();
        self.listeners.fetch_sub(1, Ordering::SeqCst);
        sent
    }
}

/// Returns whether the reader at the other end has closed the connection.
fn has_gone(stream: &TcpStream) -> bool {
    // A listener sends nothing after its head, so there is either nothing to read, or the end.
    let is_quick = stream.set_read_timeout(Some(Duration::from_millis(1))).is_ok();
    !is_quick || matches!(stream.peek(&mut [0]), Ok(0))
}

fn tell(mut stream: &TcpStream, (version, is_touched): (u64, bool), overlay: &Overlay) -> io::Result<()> {
    let body = serde_json::json!({
        "version": version,
        "touched": is_touched,
        "blocking": overlay.kind == OverlayKind::Blocking,
        "findings": overlay.findings,
    });
    // One write: a formatter's many small ones would be as many packets.
    stream.write_all(format!("data: {body}\n\n").as_bytes())
}

fn read_head(mut stream: &TcpStream) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        let read = stream.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        head.extend_from_slice(bytes);
        if head.windows(4).any(|window| window == b"\r\n\r\n") {
            return Ok(head);
        }
        if head.len() > HEAD_BYTES {
            respond(stream, 431, "Request Header Fields Too Large")?;
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

/// What the head of an answer says.
struct Head {
    status: u16,
    content_type: &'static str,
    /// The Content-Security-Policy.
    policy: String,
    /// How long a browser keeps the answer.
    storage: &'static str,
}

impl Head {
    /// Returns the head for the file `bytes` at `path` of the site.
    fn of(status: u16, path: &str, bytes: &[u8]) -> Self {
        let content_type = content_type(path);
        let storage = if status == 200 { storage::of(path, bytes) } else { storage::NONE };
        Self { status, content_type, policy: policy::of(content_type, bytes), storage }
    }

    /// Returns the head of an answer with a body of `length` bytes.
    fn bytes(&self, length: usize) -> Vec<u8> {
        let Self { status, content_type, policy, storage } = self;
        let words = words(*status);
        format!(
            "HTTP/1.1 {status} {words}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nCache-Control: {storage}\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: {policy}\r\nConnection: close\r\n\r\n"
        )
        .into_bytes()
    }
}

/// Answers with a sentence.
fn respond(mut stream: &TcpStream, status: u16, words: &str) -> io::Result<()> {
    let content_type = "text/plain; charset=utf-8";
    let policy = policy::of(content_type, words.as_bytes());
    let head = Head { status, content_type, policy, storage: storage::NONE };
    stream.write_all(&[head.bytes(words.len()).as_slice(), words.as_bytes()].concat())
}

fn send(mut stream: &TcpStream, request: &Request, head: &Head, body: &[u8]) -> io::Result<()> {
    stream.write_all(&head.bytes(body.len()))?;
    if request.is_head { Ok(()) } else { stream.write_all(body) }
}

fn redirect(mut stream: &TcpStream, to: &str) -> io::Result<()> {
    let to = percent_encoding::utf8_percent_encode(to, PATH);
    let head =
        format!("HTTP/1.1 308 Permanent Redirect\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())
}

/// What is left as it is in a path (RFC 3986, section 3.3), besides letters and digits.
const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn words(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Not Found",
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "wasm" => "application/wasm",
        "txt" | "csv" | "md" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
