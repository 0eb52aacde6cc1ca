//! A preview under attack: paths that lead out, foreign hosts, slow and greedy connections.

use super::folder::Folder;
use super::preview::{Preview, body, code};
use super::rounds;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::time::Instant;

/// What no answer may hold: it is in files outside the served site.
const SENTINEL: &str = "sentinel-of-the-outside";

/// How many KiB a flood may add to what the preview holds; 1,500 heads of 16 KiB alone would be as much again.
const ROOM_KIB: u64 = 64 << 10;

fn holds(answer: &[u8], word: &str) -> bool {
    answer.windows(word.len()).any(|window| window == word.as_bytes())
}

/// Returns targets that try to leave the site for `file`.
fn ways_out(file: &str) -> Vec<String> {
    let ups = ["..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "..%00", "%c0%ae%c0%ae", "..;", "....", "%uff0e%uff0e"];
    let slashes = ["/", "%2f", "\\", "%5c", "%255c", "%c0%af", "//"];
    let pairs = ups
        .iter()
        .flat_map(|up| slashes.iter().map(move |slash| format!("/{}{file}", format!("{up}{slash}").repeat(2))));
    let below = [
        "/pages/../../",
        "/./../",
        "/pages/page-0/%2e%2e/%2e%2e/%2e%2e/",
        "//",
        "///",
        "/%2f",
        "/%5c",
        "\\",
        "",
        "/c:/",
        "/file:",
        "/~/",
        "/pages%00/",
    ];
    let more = [
        "/%00",
        "/a%00.html",
        "*",
        "//etc/passwd",
        "/etc/passwd",
        "/proc/self/environ",
        "file:///etc/passwd",
        "http://127.0.0.1/../x",
        "/%ff%fe",
        "/%",
        "/%2",
    ];
    let long = [format!("/{}", "a/".repeat(4000)), format!("/{}", "%2e%2e/".repeat(1500)), "/../".repeat(2000)];
    pairs.chain(below.iter().map(|start| format!("{start}{file}"))).chain(more.map(str::to_owned)).chain(long).collect()
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = Folder::new("hello", 3);
    fs::write(site.path().join("outside.txt"), SENTINEL).expect("written");
    fs::write(site.path().join(".fieldbook-outside"), SENTINEL).expect("written");
    let preview = Preview::of(site.path(), &[]);
    let good = preview.ask("GET /pages/page-1/");
    assert!(code(&good) == 200 && holds(&good, "This page says hello"), "a control: pages are served");
    assert!(
        holds(&fs::read(site.path().join("outside.txt")).expect("there"), SENTINEL),
        "a control: the word is there"
    );
    let targets = ways_out("outside.txt");
    assert!(targets.len() > 90, "{}", targets.len());
    for target in &targets {
        let answer = preview.ask(&format!("GET {target}"));
        let shown: String = target.chars().take(80).collect();
        assert!(matches!(code(&answer), 400 | 404), "{shown}: {}", String::from_utf8_lossy(&answer));
        assert!(!holds(&answer, SENTINEL) && !holds(&answer, "root:"), "{shown}");
    }
    assert_eq!(code(&preview.ask("GET /")), 200, "it still answers");
}

#[test]
fn the_policy_of_a_page_is_a_header_too_and_forbids_frames() {
    let site = Folder::new("hello", 1);
    let preview = Preview::of(site.path(), &[]);
    for (path, status) in [("/", 200), ("/pages/page-0/", 200), ("/nowhere", 404)] {
        let answer = String::from_utf8(preview.ask(&format!("GET {path}"))).expect("a text");
        let (head, page) = answer.split_once("\r\n\r\n").expect("a head");
        assert_eq!(code(answer.as_bytes()), status);
        let own = page.split_once("Content-Security-Policy\" content=\"").expect("a policy in the page").1;
        let own = own.split_once('"').expect("its end").0;
        assert!(own.contains("default-src 'none'"), "a control: {own}");
        let header = format!("\r\nContent-Security-Policy: {own}; frame-ancestors 'none'\r\n");
        assert_eq!(head.matches(&header).count(), 1, "{path}: {head}");
    }
}

#[test]
fn a_browser_keeps_the_files_of_the_theme_and_of_live_reload_only() {
    let site = Folder::new("kept", 1);
    let preview = Preview::of(site.path(), &[]);
    let kept = |path: &str| {
        let answer = preview.ask(&format!("GET {path}"));
        assert!(code(&answer) == 200 || path == "/none/", "{path}");
        (holds(&answer, "Cache-Control: max-age=31536000, immutable"), holds(&answer, "Cache-Control: no-store"))
    };
    let page = preview.ask("GET /pages/page-0/");
    let page = String::from_utf8_lossy(body(&page));
    let linked: Vec<_> = page.split("=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()).collect();
    let own: Vec<_> = linked.iter().filter(|path| path.contains("assets/") || path.contains("_fieldbook/")).collect();
    assert!(own.len() >= 7, "styles, scripts, pictures and live reload: {own:?}");
    for path in own {
        assert_eq!(
            kept(&format!("/{}", path.trim_start_matches("../").trim_start_matches('/'))),
            (true, false),
            "{path}"
        );
    }
    for path in ["/", "/pages/page-0/", "/none/", "/api/entries.json", "/search/index/meta.bin"] {
        assert_eq!(kept(path), (false, true), "{path}");
    }
}

#[test]
fn foreign_hosts_origins_and_methods_are_refused() {
    let site = Folder::new("hello", 1);
    let preview = Preview::of(site.path(), &[]);
    let port = preview.port;
    let send = |head: String| preview.send(head.as_bytes());
    for host in [
        "kb.example",
        "kb.example:80",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.example",
        "0.0.0.0",
        "169.254.169.254",
        "",
    ] {
        assert_eq!(code(&send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"))), 421, "{host:?}");
    }
    assert_eq!(code(&send("GET / HTTP/1.1\r\n\r\n".to_owned())), 421, "no host");
    let two = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: kb.example\r\n\r\n");
    assert_eq!(code(&send(two)), 421, "two hosts");
    for origin in ["https://kb.example", "null", "http://127.0.0.1:1", "file://"] {
        let head = format!("GET /_fieldbook/events/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n\r\n");
        assert_eq!(code(&send(head)), 403, "{origin}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        assert_eq!(code(&preview.ask(&format!("{method} /"))), 405, "{method}");
    }
    let head = preview.ask("HEAD /");
    assert_eq!((code(&head), body(&head).len()), (200, 0));
    for nonsense in ["\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n"] {
        assert_eq!(code(&send(nonsense.to_owned())), 400, "{nonsense:?}");
    }
    assert_eq!(code(&preview.ask("GET /")), 200, "a control: the good request is answered");
}

#[test]
fn slow_connections_do_not_shut_good_ones_out() {
    let site = Folder::new("hello", 3);
    let preview = Preview::of(site.path(), &[]);
    assert_eq!(code(&preview.ask("GET /")), 200);
    let before = preview.status("VmHWM");
    let slow: Vec<_> = (0..rounds("FIELDBOOK_SLOW_CONNECTIONS", 300))
        .map(|_| {
            let mut stream = preview.connect();
            // Those that gave way to newer ones may be closed already.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ");
            stream
        })
        .collect();
    let begun = Instant::now();
    let answer = preview.ask("GET /pages/page-1/");
    super::note(&format!("{} slow connections: a good request was answered after {:?}", slow.len(), begun.elapsed()));
    assert!(code(&answer) == 200 && holds(&answer, "This page says hello"));
    let grown = preview.status("VmHWM") - before;
    assert!(grown < ROOM_KIB, "{grown} KiB more");
    // A connection that gave way ends its thread when it notices.
    let deadline = Instant::now() + std::time::Duration::from_mins(1);
    while preview.status("Threads") >= 100 {
        assert!(Instant::now() < deadline, "{} threads for 64 connections", preview.status("Threads"));
        std::thread::yield_now();
    }
    drop(slow);
}

#[test]
fn a_huge_header_is_refused_early() {
    let site = Folder::new("hello", 1);
    let preview = Preview::of(site.path(), &[]);
    assert_eq!(code(&preview.ask("GET /")), 200);
    let before = preview.status("VmHWM");
    let large = format!("GET / HTTP/1.1\r\nX-Large: {}", "a".repeat(17 << 10));
    assert_eq!(code(&preview.send(large.as_bytes())), 431);
    let mut stream = preview.connect();
    let piece = vec![b'a'; 1 << 20];
    let begun = stream.write_all(b"GET / HTTP/1.1\r\nX-Large: ");
    let mut written = 0;
    while begun.is_ok() && written < 100 && stream.write_all(&piece).is_ok() {
        written += 1;
    }
    assert!(written < 32, "{written} MiB of 100 were taken; what is left is the buffers of the system");
    assert!(preview.status("VmHWM") - before < ROOM_KIB);
    assert_eq!(code(&preview.ask("GET /")), 200);
}

#[test]
fn listeners_are_bounded_and_those_that_left_make_room() {
    let site = Folder::new("hello", 1);
    let preview = Preview::of(site.path(), &[]);
    assert_eq!(code(&preview.ask("GET /")), 200);
    let before = preview.status("VmHWM");
    let request = format!("GET /_fieldbook/events/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    let listen = || {
        let mut stream = preview.connect();
        stream.write_all(request.as_bytes()).expect("asked");
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        // A connection that gave way has no first line.
        let _ = reader.read_line(&mut line);
        (line.contains(" 200 "), reader)
    };
    let listening: Vec<_> = (0..rounds("FIELDBOOK_LISTENERS", 500)).map(|_| listen()).collect();
    let taken = listening.iter().filter(|(is_taken, _)| *is_taken).count();
    assert_eq!(taken, 64, "of {}", listening.len());
    assert_eq!(code(&preview.ask("GET /")), 200, "pages are served all the same");
    let (grown, threads) = (preview.status("VmHWM") - before, preview.status("Threads"));
    assert!(grown < ROOM_KIB && threads < 200, "{grown} KiB more, {threads} threads");
    // One of those that were taken hears of a change, while the others are many.
    let (_, mut first) = listening.into_iter().find(|(is_taken, _)| *is_taken).expect("one");
    site.write(0, "changed");
    let mut heard = String::new();
    while heard.matches("data: ").count() < 2 {
        let mut piece = [0; 512];
        let read = first.read(&mut piece).expect("heard before patience ends");
        assert!(read > 0, "the listener was dropped: {heard}");
        heard.push_str(&String::from_utf8_lossy(&piece[..read]));
    }
    drop(first);
    // All have left now; a page that is opened is taken as soon as that is noticed.
    let deadline = Instant::now() + std::time::Duration::from_mins(1);
    while !listen().0 {
        assert!(Instant::now() < deadline, "those that left keep their places");
    }
}
