//! Records of looks at sources, killed at every step of their writes and without room: each file is the old or the new one.

use super::user_files::{Again, Case, MOST, command, files};
use super::{errors, succeed};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const HOSTS: [&str; 2] = ["docs.globex.example", "www.initech.example"];

/// A site with a quote on each of two hosts.
fn write_site(folder: &Path) {
    fs::create_dir_all(folder.join("content/pages")).expect("made");
    fs::write(folder.join("site.toml"), "[site]\ntitle = \"T\"\n").expect("written");
    for host in HOSTS {
        let quote = "Ingestion is limited to 5 TB per day";
        let entry = format!(
            "---\ntitle: T\nclaims:\n  - id: c\n    text: It is 5.\n    source: https://{host}/limits\n    quote: {quote}\n---\nIt is 5.[^c]\n"
        );
        fs::write(folder.join(format!("content/pages/{host}.md")), entry).expect("written");
    }
    fs::write(folder.join("page.html"), page(8)).expect("written");
}

fn page(limit: u32) -> String {
    let part = |number: u32| format!("<p>Part {number} of this page says how the product works in great detail.</p>");
    let parts: String = (1..9).map(part).collect();
    format!("<html lang=en><title>Limits</title>{parts}<p>Ingestion is limited to {limit} TB per day</p>")
}

/// Serves the page with the limit of the moment to every request, on a free port.
fn served(limit: &Arc<AtomicU32>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let limit = Arc::clone(limit);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().filter_map(Result::ok).take(400) {
            let mut head = [0; 4_096];
            let length = stream.read(&mut head).unwrap_or_default();
            let is_page = head.get(..length).is_some_and(|head| head.starts_with(b"GET /limits"));
            let body = if is_page { page(limit.load(Ordering::Relaxed)) } else { String::new() };
            let status = if is_page { "200 OK" } else { "404 Not Found" };
            // A reader that was killed is gone.
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

/// A site whose two hosts were looked at when the limit was 5, and the environment in which it is 8.
fn looked_at(folder: &Path) -> Vec<(&'static str, String)> {
    write_site(folder);
    let limit = Arc::new(AtomicU32::new(5));
    let address = served(&limit);
    let allowed = HOSTS.map(|host| format!("{host}={address}")).join(",");
    let environment = vec![("FIELDBOOK_EVIDENCE_ALLOW", allowed)];
    let mut first = command(folder, &["evidence", "refresh", "--today", "2026-11-06"]);
    succeed(&first.envs(environment.clone()).output().expect("it runs"), "the first look");
    limit.store(8, Ordering::Relaxed);
    environment
}

#[test]
fn refresh_killed_at_any_step_leaves_old_or_new_records() {
    let whole = tempfile::tempdir().expect("a folder");
    let environment = looked_at(whole.path());
    let case = Case::new(whole.path(), &["evidence", "refresh", "--today", "2026-11-20"], environment, Again::Succeeds);
    let case = &case;
    // At once, since the command waits between its requests.
    let killed: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=30).map(|step| scope.spawn(move || case.is_killed_at(step))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no step fails")).collect()
    });
    let steps = killed.iter().take_while(|is_killed| **is_killed).count();
    assert!((6..30).contains(&steps) && killed.iter().filter(|is_killed| **is_killed).count() == steps, "{killed:?}");
}

#[test]
fn capture_killed_at_any_step_leaves_the_old_or_the_new_record() {
    let whole = tempfile::tempdir().expect("a folder");
    looked_at(whole.path());
    let arguments = ["evidence", "capture", "pages/docs.globex.example#c", "--from", "page.html", "--by", "ann"];
    let case = Case::new(whole.path(), &arguments, Vec::new(), Again::Succeeds);
    let steps = (1..MOST).take_while(|step| case.is_killed_at(*step)).count();
    assert!(steps >= 6, "{steps} steps");
}

#[test]
fn records_without_room_stay_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let environment = looked_at(folder.path());
    let before = files(folder.path());
    let refresh = command(folder.path(), &["evidence", "refresh", "--today", "2026-11-20"]);
    let mut limited = Command::new("bash");
    // No file may get a byte; what is said goes to a pipe, which has no size.
    limited.args(["-c", "ulimit -f 0; exec \"$@\"", "bash"]).arg(refresh.get_program()).args(refresh.get_args());
    let failed = limited.current_dir(folder.path()).envs(environment.clone()).env("RUST_BACKTRACE", "0").output();
    let failed = failed.expect("bash runs");
    let said = errors(&failed);
    assert_eq!(failed.status.code(), Some(2), "{said}");
    assert!(said.contains("evidence/docs.globex.example.jsonl") && said.contains("File too large"), "{said}");
    assert_eq!(files(folder.path()), before);
    let mut next = command(folder.path(), &["evidence", "refresh", "--today", "2026-11-20"]);
    succeed(&next.envs(environment).output().expect("it runs"), "with room");
    assert_ne!(files(folder.path()), before, "the control");
}
