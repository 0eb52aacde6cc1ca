//! Broken servers on a real port: each answer ends in time, within the limit, with its reason.

use super::fake::FakeNames;
use fieldbook::evidence::Outcome;
use fieldbook::web::{Allowances, Clock, Contact, Gate, Http, Limits, Pace, ProxyUse, RobotsUse, Validators, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::{Duration, Instant};

const LIMIT: usize = 64 << 10;

struct RealClock(Instant);

impl Clock for RealClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
}

/// Answers every connection with these bytes and closes it.
fn serve(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().take(4).flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || {
                let mut head = [0; 4096];
                let _ = stream.read(&mut head);
                let _ = stream.write_all(&answer);
            });
        }
    });
    address
}

fn visit(answer: Vec<u8>) -> Outcome {
    visit_for(serve(answer), Duration::from_secs(20))
}

/// Visits a page of the server, and waits for its answer for `longest`.
fn visit_for(server: SocketAddr, longest: Duration) -> Outcome {
    #[expect(clippy::disallowed_methods, reason = "a test with a real port")]
    let clock = RealClock(Instant::now());
    let names = FakeNames::default();
    let allowances = Allowances::parse(&format!("globex.example={server}")).expect("hosts");
    let transport = Http::new("fieldbook/test", "en", ProxyUse::Never, &clock).expect("a client");
    let transport = transport.waiting(longest);
    let visitor = Visitor::new(
        Gate::new(&names, allowances, ProxyUse::Never),
        &transport,
        &clock,
        Pace { pause: Duration::ZERO, by_host: BTreeMap::new() },
        Contact { agent: "fieldbook".to_owned(), robots: RobotsUse::IgnoredBut(BTreeSet::new()) },
        Limits { requests: 4, until: Duration::from_mins(1) },
    );
    visitor.visit("https://globex.example/x", &Validators::default(), LIMIT)
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Answered(answer) => {
            format!("{} {}{}", answer.status, answer.body.len(), if answer.is_cut { " cut" } else { "" })
        }
        Outcome::Failed(why) => format!("{why:?}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn broken_answers_end_with_their_reason_and_within_the_limit() {
    let packed = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    };
    let with = |head: &str, body: &[u8]| [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat();
    let bomb = packed(&vec![b' '; 64 << 20]);
    let headers: String = "x-endless: header\r\n".repeat(200_000);
    for (name, answer, expected) in [
        ("whole", with("content-length: 5\r\n", b"limit"), "200 5"),
        ("no length", with("", b"limit"), "200 5"),
        ("at the limit", with("", &vec![b'x'; LIMIT]), "200 65536"),
        ("beyond it", with("", &vec![b'x'; LIMIT + 1]), "200 65536 cut"),
        ("a packed page", with("content-encoding: gzip\r\n", &packed(b"limit")), "200 5"),
        ("a packed bomb", with("content-encoding: gzip\r\n", &bomb), "200 65536 cut"),
        ("broken packing", with("content-encoding: gzip\r\n", b"limit"), "BrokenBody"),
        ("truncated", with("content-length: 50\r\n", b"limit"), "BrokenBody"),
        ("endless headers", with(&headers, b""), "Connection"),
        ("no answer", Vec::new(), "Connection"),
        ("not HTTP", b"SSH-2.0-x\r\n".to_vec(), "Connection"),
        ("NUL bytes", with("", b"a\0b"), "200 3"),
    ] {
        assert_eq!(shown(&visit(answer)), expected, "{name}");
    }
}

/// Sends a page of 20 bytes, one of them every 50 ms.
fn drip() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().take(2).flatten() {
            let mut head = [0; 4096];
            let _ = stream.read(&mut head);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n");
            for _ in 0..20 {
                let _ = stream.write_all(b"x");
                let _ = stream.flush();
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    });
    address
}

#[test]
fn a_slow_drip_ends_with_the_time_for_a_whole_answer() {
    assert_eq!(shown(&visit_for(drip(), Duration::from_secs(30))), "200 20", "the control");
    assert_eq!(shown(&visit_for(drip(), Duration::from_millis(300))), "Timeout");
}
