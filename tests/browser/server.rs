//! A folder over http on loopback, as plain servers show it: compressed, save what is small already.

use fieldbook_search::packed;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one request may take to come in, or its answer to go out.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves `folder` on a free port until the suite ends; returns its address, with a slash at the end.
pub(crate) fn serve(folder: &Path) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let folder = folder.clone();
            // A browser that goes away in the middle of an answer is no fault.
            std::thread::spawn(move || answer(&stream, &folder).ok());
        }
    });
    format!("http://127.0.0.1:{port}/")
}

fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = request.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap_or("/");
    let path = place(folder, target);
    let (status, path) = if path.is_file() { ("200 OK", path) } else { ("404 Not Found", folder.join("404.html")) };
    let bytes = fs::read(&path).unwrap_or_default();
    let kind = content_type(&path);
    // `deflate` means the format of RFC 1950 (RFC 9110, 8.4.1.2).
    let is_small = matches!(kind, "application/octet-stream" | "image/png");
    let (bytes, encoding) = if is_small { (bytes, "identity") } else { (packed(&bytes), "deflate") };
    let length = bytes.len();
    // Many servers let browsers store scripts.
    let storage = if path.ends_with("rows.js") { "Cache-Control: max-age=3600\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Encoding: {encoding}\r\nContent-Length: {length}\r\n{storage}Connection: close\r\n\r\n"
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes())?;
    stream.write_all(&bytes)
}

/// Returns the file that a request means; a path that leads out of the folder means none.
fn place(folder: &Path, target: &str) -> PathBuf {
    let path = target.trim_start_matches('/');
    if path.split('/').any(|part| part == "..") {
        return folder.join("404.html");
    }
    let path = folder.join(path);
    if path.is_dir() { path.join("index.html") } else { path }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
