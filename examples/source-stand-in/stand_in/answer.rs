//! What is answered to a request on one day.

use super::pages::{Pages, place};
use super::{Change, Script};
use std::sync::Mutex;
use std::sync::PoisonError;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) fault: Option<Fault>,
}

/// A way in which an answer is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection ends without an answer.
    Reset,
    /// A byte a second.
    Slow,
    /// Less than the length that it says.
    Truncated,
    /// Headers without end.
    EndlessHeaders,
    /// 64 MiB.
    Large,
    /// 64 MiB, packed.
    GzipBomb,
}

/// The pages that a site quotes, as they are on one day.
pub(crate) struct StandIn {
    pages: Pages,
    script: Script,
    day: Mutex<String>,
    requests: Mutex<Vec<String>>,
}

impl StandIn {
    pub(crate) fn new(pages: Pages, script: Script, day: &str) -> Self {
        Self { pages, script, day: Mutex::new(day.to_owned()), requests: Mutex::default() }
    }

    /// Returns the requests so far, each as `host path`, with ` conditional` if it names an earlier answer.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sets the day that decides which changes have happened.
    pub(crate) fn set_day(&self, day: &str) {
        day.clone_into(&mut self.day.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Answers `GET target` of `host`; `etag` is what the request says of an earlier answer.
    pub(crate) fn answer(&self, host: &str, target: &str, etag: Option<&str>) -> Answer {
        if let Some(day) = target.strip_prefix("/__day/") {
            self.set_day(day);
            return text(200, "set\n");
        }
        if target == "/__requests" {
            return text(200, &(self.requests().join("\n") + "\n"));
        }
        let host = host.split(':').next().unwrap_or(host);
        let path = target.split('?').next().unwrap_or(target);
        let condition = if etag.is_some() { " conditional" } else { "" };
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{host} {target}{condition}"));
        let here = format!("{host}{path}");
        let day = self.day.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_here = |change: &&Change| place(&change.url) == Some(here.as_str()) && change.from <= day;
        let changes: Vec<&Change> = self.script.change.iter().filter(is_here).collect();
        let mut html = self.pages.html(&here);
        for [old, new] in changes.iter().filter_map(|change| change.replace.as_ref()) {
            html = html.map(|html| html.replace(old.as_str(), new));
        }
        let answer = match changes.last() {
            Some(change) => changed(change, html),
            None => html.map_or_else(|| text(404, "Not found\n"), page),
        };
        let tag = format!(
            "ETag: \"{:x}\"",
            answer.body.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31) + u64::from(*byte))
        );
        if answer.status == 200 && etag.is_some_and(|etag| tag.ends_with(etag)) {
            return Answer { status: 304, headers: vec![tag], body: Vec::new(), fault: None };
        }
        let mut answer = answer;
        answer.headers.push(tag);
        answer
    }
}

/// Returns the page after a change.
fn changed(change: &Change, html: Option<String>) -> Answer {
    let body = change.body.clone().or(html).unwrap_or_default();
    let mut answer = page(body);
    if let Some(kind) = &change.content_type {
        answer.headers = vec![format!("Content-Type: {kind}")];
    }
    if let Some(wall) = &change.wall {
        answer = walled(wall);
    }
    if let Some(to) = &change.redirect {
        answer = Answer { status: 301, headers: vec![format!("Location: {to}")], body: Vec::new(), fault: None };
    }
    answer.status = change.status.unwrap_or(answer.status);
    answer.headers.extend(change.headers.iter().cloned());
    answer.fault = match change.fault.as_deref() {
        Some("reset") => Some(Fault::Reset),
        Some("slow") => Some(Fault::Slow),
        Some("truncated") => Some(Fault::Truncated),
        Some("endless-headers") => Some(Fault::EndlessHeaders),
        Some("large") => Some(Fault::Large),
        Some("gzip-bomb") => Some(Fault::GzipBomb),
        _ => None,
    };
    answer
}

fn walled(wall: &str) -> Answer {
    let (status, header, body) = match wall {
        "cloudflare" => (
            403,
            "cf-mitigated: challenge",
            "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue",
        ),
        "aws" => (202, "x-amzn-waf-action: challenge", ""),
        "anubis" => (200, "x-stand-in: anubis", "<title>Making sure you're not a bot!</title><p>Loading"),
        "datadome" => (403, "x-datadome: blocked", "<script src=https://captcha-delivery.com/c.js></script>"),
        "login" => (
            200,
            "x-stand-in: login",
            "<title>Log in</title><form>E-mail <input type=email> Password <input type=password></form>",
        ),
        _ => (
            200,
            "x-stand-in: javascript",
            "<!doctype html><html lang=en><title>Docs</title><noscript>Enable JavaScript</noscript><div id=root></div><script src=/app.js></script>",
        ),
    };
    let headers = vec!["Content-Type: text/html".to_owned(), header.to_owned()];
    Answer { status, headers, body: body.as_bytes().to_vec(), fault: None }
}

fn page(html: String) -> Answer {
    let headers = vec!["Content-Type: text/html; charset=utf-8".to_owned()];
    Answer { status: 200, headers, body: html.into_bytes(), fault: None }
}

fn text(status: u16, body: &str) -> Answer {
    Answer { status, headers: vec!["Content-Type: text/plain".to_owned()], body: body.as_bytes().to_vec(), fault: None }
}
