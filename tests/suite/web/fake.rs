//! A web without a network: a clock that moves when somebody sleeps, names, and answers by address.

use fieldbook::web::{
    Allowances, Clock, Contact, Fault, Gate, Limits, NameLookup, Pace, ProxyUse, Request, Response, RobotsUse,
    Transport, Visitor,
};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// A clock that moves when somebody sleeps.
#[derive(Default)]
pub(crate) struct FakeClock(AtomicU64);

impl Clock for FakeClock {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, pause: Duration) {
        self.0.fetch_add(u64::try_from(pause.as_millis()).expect("it fits"), Ordering::SeqCst);
    }
}

/// Answers of names, each look-up with the next list.
#[derive(Default)]
pub(crate) struct FakeNames {
    pub(crate) answers: BTreeMap<String, Vec<Vec<IpAddr>>>,
    pub(crate) lookups: AtomicUsize,
}

impl FakeNames {
    /// Every host of `hosts` has the address.
    pub(crate) fn of(hosts: &[&str], address: &str) -> Self {
        let address: IpAddr = address.parse().expect("an address");
        let answers = hosts.iter().map(|host| ((*host).to_owned(), vec![vec![address]])).collect();
        Self { answers, lookups: AtomicUsize::new(0) }
    }
}

impl NameLookup for FakeNames {
    fn addresses(&self, host: &str) -> Option<Vec<IpAddr>> {
        let before = self.lookups.fetch_add(1, Ordering::SeqCst);
        let answers = self.answers.get(host)?;
        answers.get(before).or(answers.last()).cloned()
    }
}

/// Answers by address; others are 404. Notes each request with its time.
pub(crate) struct FakeWeb<'a> {
    pub(crate) clock: &'a FakeClock,
    pub(crate) pages: BTreeMap<String, Vec<Result<Response, Fault>>>,
    pub(crate) requests: Mutex<Vec<(String, Duration)>>,
    pub(crate) headers: Mutex<Vec<Vec<(String, String)>>>,
    open: Mutex<BTreeSet<String>>,
}

impl<'a> FakeWeb<'a> {
    pub(crate) fn new(clock: &'a FakeClock) -> Self {
        Self {
            clock,
            pages: BTreeMap::new(),
            requests: Mutex::default(),
            headers: Mutex::default(),
            open: Mutex::default(),
        }
    }

    /// Answers requests for `url`, in turn; the last one stays.
    pub(crate) fn page(mut self, url: &str, answers: Vec<Result<Response, Fault>>) -> Self {
        self.pages.insert(url.to_owned(), answers);
        self
    }

    /// The addresses that were asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.requests.lock().expect("a lock").iter().map(|(url, _)| url.clone()).collect()
    }
}

impl Transport for FakeWeb<'_> {
    fn send(&self, request: &Request<'_>) -> Result<Response, Fault> {
        let (url, host) = (request.approved.url.to_string(), request.approved.host.clone());
        assert!(self.open.lock().expect("a lock").insert(host.clone()), "two requests at once to {host}");
        let count = {
            let mut requests = self.requests.lock().expect("a lock");
            let count = requests.iter().filter(|(asked, _)| *asked == url).count();
            requests.push((url.clone(), self.clock.elapsed()));
            count
        };
        let headers = request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.headers.lock().expect("a lock").push(headers);
        let answers = self.pages.get(&url);
        let answer = answers.and_then(|answers| answers.get(count).or(answers.last())).cloned();
        let answer = answer.unwrap_or_else(|| Ok(response(404, &[], "nothing")));
        self.open.lock().expect("a lock").remove(&host);
        answer
    }
}

pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Response { status, headers, body: body.as_bytes().to_vec(), is_cut: false }
}

/// Makes a visitor with the usual pace.
pub(crate) fn visitor<'a>(web: &'a FakeWeb<'a>, names: &'a FakeNames, allowed: &str) -> Visitor<'a> {
    let allowances = Allowances::parse(allowed).expect("hosts");
    Visitor::new(
        Gate::new(names, allowances, ProxyUse::Never),
        web,
        web.clock,
        Pace { pause: Duration::from_secs(3), by_host: BTreeMap::new() },
        Contact { agent: "fieldbook".to_owned(), robots: RobotsUse::HeededBut(BTreeSet::new()) },
        Limits { requests: 20, until: Duration::from_mins(30) },
    )
}
