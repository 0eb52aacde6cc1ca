//! From the head of a request to the path of a file, or the refusal that it deserves.

use percent_encoding::percent_decode_str;

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// The path, decoded, without its leading slash.
    pub(super) path: String,
    /// Whether only the head of the answer is wanted.
    pub(super) is_head: bool,
}

/// A status and its words, for requests that are not answered.
pub(super) type Refusal = (u16, &'static str);

/// Reads the head of a request that came in at port `port`.
///
/// # Errors
/// 400 for what is not a request, 405 for other methods, 421 for a foreign host, 403 for a foreign origin, 404 for a path
/// that leads elsewhere.
pub(super) fn read(head: &[u8], port: u16) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    if !matches!(parsed.parse(head), Ok(httparse::Status::Complete(_))) {
        return Err((400, "Bad Request"));
    }
    let header = |name: &str| {
        let mut found = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        let value = found.next().and_then(|header| std::str::from_utf8(header.value).ok());
        if found.next().is_some() { None } else { value }
    };
    if !header("host").is_some_and(|host| is_ours(host, port)) {
        return Err((421, "Misdirected Request"));
    }
    let origin = header("origin");
    if origin.is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port))) {
        return Err((403, "Forbidden"));
    }
    let is_head = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err((405, "Method Not Allowed")),
    };
    let path = parsed.path.and_then(clean).ok_or((404, "Not Found"))?;
    Ok(Request { path, is_head })
}

/// Returns whether `host` is this machine under a name that only this machine answers to.
fn is_ours(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given.parse::<u16>().ok()),
        _ => (host, Some(80)),
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") && given == Some(port)
}

/// Decodes a path once and refuses every form that could lead out of the site.
fn clean(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next()?.strip_prefix('/')?;
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let is_bad = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0', ':']);
    if decoded.starts_with('/') || decoded.split('/').any(is_bad) {
        return None;
    }
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: &str, host: &str) -> Result<String, u16> {
        let head = format!("{line} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        read(head.as_bytes(), 4000).map(|request| request.path).map_err(|refusal| refusal.0)
    }

    #[test]
    fn only_this_machine_is_answered() {
        for host in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert_eq!(answer("GET /a/b.html?q=1", host), Ok("a/b.html".to_owned()), "{host}");
        }
        for host in [
            "",
            "kb.example",
            "localhost",
            "localhost:4001",
            "127.0.0.1.example:4000",
            "localhost:4000:4000",
            "evil@localhost:4000",
        ] {
            assert_eq!(answer("GET /", host), Err(421), "{host}");
        }
    }

    #[test]
    fn only_reading_is_answered() {
        assert_eq!(answer("HEAD /", "localhost:4000"), Ok(String::new()));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"] {
            assert_eq!(answer(&format!("{method} /"), "localhost:4000"), Err(405), "{method}");
        }
        assert_eq!(read(b"nonsense\r\n\r\n", 4000), Err((400, "Bad Request")));
    }

    #[test]
    fn no_path_leads_out() {
        for path in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a/%5c..%5cx",
            "//etc/passwd",
            "/%2Fetc",
            "/a%00b",
            "/c:/x",
            "/%ff",
            "x",
        ] {
            assert!(matches!(answer(&format!("GET {path}"), "localhost:4000"), Err(404 | 400)), "{path}");
        }
        assert_eq!(answer("GET /%252e%252e/x", "localhost:4000"), Ok("%2e%2e/x".to_owned()));
    }

    #[test]
    fn a_foreign_origin_and_two_hosts_are_refused() {
        let head = "GET / HTTP/1.1\r\nHost: localhost:4000\r\nOrigin: https://evil.example\r\n\r\n";
        assert_eq!(read(head.as_bytes(), 4000), Err((403, "Forbidden")));
        let head = "GET / HTTP/1.1\r\nHost: localhost:4000\r\nHost: evil.example\r\n\r\n";
        assert_eq!(read(head.as_bytes(), 4000), Err((421, "Misdirected Request")));
    }
}
