//! Over real HTTP on this machine: the token is in no text of ours and goes nowhere else, and nothing is written.

use super::stand_in::{Faults, Listener, Plan, StandIn, TOKEN};
use super::*;
use std::net::TcpListener;
use std::sync::Arc;

/// A stand-in on a port, a client for it, and what a fetch over both says.
struct Served {
    stand_in: Arc<StandIn>,
    outcome: Result<Fetched, Failure>,
}

impl Served {
    fn new(plan: Plan, token: &str) -> Self {
        let clock = VirtualClock::default();
        let stand_in = Arc::new(StandIn::new(plan, clock.reader()));
        let listener = Listener::start(&stand_in, 0).unwrap();
        let settings = Settings { source: stand_in.database_id(), ..Settings::default() };
        let outcome = fetch_from(&listener.address(), token, &settings);
        Self { stand_in, outcome }
    }

    /// Everything that a person could get to see.
    fn shown(&self) -> String {
        match &self.outcome {
            Ok(fetched) => format!("{fetched:?}\n{}", fetched.snapshot.to_json().unwrap()),
            Err(failure) => format!("{failure:?}\n{failure}"),
        }
    }
}

fn fetch_from(address: &str, token: &str, settings: &Settings) -> Result<Fetched, Failure> {
    let address = Address::loopback(address).unwrap();
    let http = Http::new(address, Token::new(token).unwrap()).unwrap();
    fetch(settings, &session(&http, &VirtualClock::default()), Previous::default())
}

/// Whether any six bytes of the token's random part occur in `text`.
fn leaks(text: &str) -> bool {
    let random = TOKEN.strip_prefix("ntn_").unwrap();
    random.as_bytes().windows(6).any(|part| text.contains(std::str::from_utf8(part).unwrap()))
}

#[test]
fn no_text_holds_the_token_and_nothing_is_written() {
    let keys = ["unauthorized", "restricted", "unshared", "outage", "redirect", "flood"];
    let plans =
        keys.map(|key| format!("{key}_after=4")).into_iter().chain(["transient=200,short=300,dying=100".to_owned()]);
    let mut succeeded = 0;
    for faults in plans {
        let plan = Plan { rows: 250, references: vec![26], faults: Faults::parse(&faults).unwrap(), ..Plan::default() };
        let served = Served::new(plan, TOKEN);
        assert!(!leaks(&served.shown()), "{faults}: {}", served.shown());
        let truth = Truth::new(&served.stand_in.report());
        assert_eq!(truth.writes, 0, "{faults}");
        if let Ok(fetched) = &served.outcome {
            assert_eq!((live_ids(&fetched.snapshot), left_out_ids(&fetched.snapshot)), (truth.live, truth.trash));
            succeeded += 1;
        }
    }
    assert_eq!(succeeded, 1, "only the schedule of passing faults succeeds");
}

#[test]
fn a_wrong_token_is_named_without_being_shown() {
    let served = Served::new(Plan::default(), "ntn_0thers3cret");
    assert_eq!(served.outcome, Err(Failure::Unauthorized));
    assert!(!served.shown().contains("0thers3cret"));
}

#[test]
fn nobody_at_home_is_a_failure_without_the_token() {
    let free = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let settings = Settings { source: "0123456789abcdef0123456789abcdef".to_owned(), ..Settings::default() };
    let failure = fetch_from(&format!("http://{free}"), TOKEN, &settings).unwrap_err();
    assert!(matches!(failure, Failure::Unavailable { attempts: 6, .. }));
    assert!(!leaks(&format!("{failure:?}{failure}")));
}

#[test]
fn a_token_pasted_into_a_row_is_redacted_and_the_check_can_fail() {
    let plan = Plan { rows: 3, customer: Some(format!("Globex {TOKEN}")), ..Plan::default() };
    let served = Served::new(plan.clone(), TOKEN);
    assert!(!leaks(&served.shown()) && served.shown().contains("Globex [redacted]"));
    // Without the client that knows the token, the same row leaks, and the check says so.
    let scene = Scene::new(plan, 100);
    assert!(leaks(&scene.fetch(None).unwrap().snapshot.to_json().unwrap()));
}

#[test]
fn a_redirect_takes_the_token_nowhere() {
    let elsewhere = Arc::new(StandIn::new(Plan::default(), VirtualClock::default().reader()));
    let address = Listener::start(&elsewhere, 0).unwrap().address();
    let faults = Faults::parse("redirect_after=1").unwrap();
    let served = Served::new(Plan { elsewhere: format!("{address}/v1/x"), faults, ..Plan::default() }, TOKEN);
    assert!(matches!(served.outcome, Err(Failure::Redirected { .. })));
    assert_eq!(elsewhere.report()["requests"], serde_json::json!({}));
}

/// A clock that moves on whenever somebody looks.
struct Impatient(VirtualClock);

impl Clock for Impatient {
    fn elapsed(&self) -> Duration {
        self.0.sleep(Duration::from_secs(1));
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        self.0.sleep(pause);
    }
}

#[test]
fn an_answer_that_takes_too_long_is_given_up() {
    let stand_in = Arc::new(StandIn::new(
        Plan { faults: Faults::parse("flood_after=1").unwrap(), ..Plan::default() },
        VirtualClock::default().reader(),
    ));
    let address = Address::loopback(&Listener::start(&stand_in, 0).unwrap().address()).unwrap();
    let http = Http::new(address, Token::new(TOKEN).unwrap()).unwrap();
    let answer =
        http.send(&Call::Get("/v1/users/me".to_owned()), &Impatient(VirtualClock::default()), Duration::from_secs(5));
    assert_eq!(answer.err(), Some(IncompleteResponse::Connection("the response takes too long".to_owned())));
}

#[test]
fn a_write_would_be_counted() {
    let stand_in = StandIn::new(Plan::default(), VirtualClock::default().reader());
    let write = |method: &str, target: &str| {
        let request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            token: TOKEN.to_owned(),
            version: String::new(),
            body: Vec::new(),
        };
        stand_in.answer(&request).status
    };
    assert_eq!([write("POST", "/v1/pages"), write("PATCH", "/v1/pages/x"), write("DELETE", "/v1/blocks/x")], [405; 3]);
    assert_eq!(Truth::new(&stand_in.report()).writes, 3);
}
