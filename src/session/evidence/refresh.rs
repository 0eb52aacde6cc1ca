//! Looking at the pages that claims quote.

use super::elsewhere::{Elsewhere, PlannedQuotes};
use super::feeds::CompetitorFeed;
use super::host_file::{Damaged, HostFile, HostPlace, cited};
use super::plan::{HostPlan, LANES, MOST_REQUESTS, PAUSE, Plan, PlannedPage, Planner, RefreshOptions};
use super::quoted::Quoted;
use super::record_feeds::{FEED_LIMIT, feed_validators, record_feeds};
use super::refreshed::{RefreshPlan, Refreshed, RefreshedQuote};
use super::unread::say_unread;
use crate::config::{Robots, Settings};
use crate::evidence::{
    Asked, AskedQuote, Judged, Obstacle, Outcome, PageRecord, ReachKind, Record, host_of, judge, quote_key,
};
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::Library;
use crate::opportunity::{Exposures, Stages};
use crate::secrets::mask;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::opportunities::read_opportunities;
use crate::web::{Allowances, Contact, Gate, Limits, NameLookup, Pace, ProxyUse, RobotsUse, Transport, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The most bytes of a page that are read.
const PAGE_LIMIT: usize = 2 << 20;
/// How long a run asks at most.
const LONGEST_RUN: Duration = Duration::from_mins(30);
/// The name of the program in `robots.txt`.
pub const AGENT: &str = "fieldbook";

/// How a run reaches the web.
#[derive(Clone, Copy)]
pub struct Network<'a> {
    /// Sends requests.
    pub transport: &'a dyn Transport,
    /// Finds the addresses of hosts.
    pub lookup: &'a dyn NameLookup,
    /// The hosts with private addresses that the environment allows.
    pub allowances: &'a Allowances,
    /// Whether a proxy sends the requests.
    pub proxy: ProxyUse,
}

/// A site whose sources are looked at.
struct Site {
    settings: Settings,
    library: Library,
}

fn read(session: &Session<'_>) -> Result<Site, Failure> {
    let Inputs { settings, files, lists, .. } = read_inputs(session.folder)?;
    let (library, _) = Library::new(files, lists);
    say_unread(session.notes, &settings.evidence, &library);
    Ok(Site { settings, library })
}

/// Returns what a run would do, and sends nothing.
///
/// # Errors
/// The site cannot be read, or an option names what is not in it.
pub fn plan_refresh(session: &Session<'_>, options: &RefreshOptions) -> Result<RefreshPlan, Failure> {
    let site = read(session)?;
    with_plan(session, &site, options, |plan| {
        let (hosts, not_due, left_out) = (plan.lines(&site.settings), plan.not_due, plan.left_out);
        Ok(RefreshPlan { hosts, lanes: LANES, not_due, left_out })
    })
}

/// Looks at the pages that are due and records what was found.
///
/// # Errors
/// The site cannot be read, more than half of the hosts cannot be reached, which is a fault of the own network, or a file
/// cannot be written. Nothing is written unless it is the writing that fails.
pub fn refresh(session: &Session<'_>, options: &RefreshOptions, network: Network<'_>) -> Result<Refreshed, Failure> {
    let site = read(session)?;
    with_plan(session, &site, options, |plan| run(session, &site, &plan, network))
}

fn with_plan<T>(
    session: &Session<'_>,
    site: &Site,
    options: &RefreshOptions,
    then: impl FnOnce(Plan<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let Site { settings, library } = site;
    let snapshot = read_opportunities(session, settings)?.snapshot;
    let stages = Stages::new(&settings.opportunities, snapshot.as_ref());
    let exposures = snapshot.as_ref().map(|snapshot| Exposures::new(snapshot, library, &stages)).unwrap_or_default();
    let prefix = git::prefix(session.folder);
    let planner = Planner { library, settings, exposures: &exposures, today: session.today, options, prefix: &prefix };
    then(planner.plan()?)
}

/// What visits found.
#[derive(Default)]
struct Visits {
    pages: BTreeMap<String, Visited>,
    /// What came of each feed, by its address.
    feeds: BTreeMap<String, Outcome>,
    /// Where else the words of quotes are.
    elsewhere: Elsewhere,
}

/// What a visit of a page makes of the records, by the folder of the records.
struct Visited {
    failed: Option<Obstacle>,
    is_asked: bool,
    judged: BTreeMap<String, Judged>,
}

impl Visits {
    /// Names where else the words of quotes are that are not on their pages.
    fn completed(mut self) -> Self {
        for (folder, judged) in self.pages.values_mut().flat_map(|visit| &mut visit.judged) {
            let records = std::mem::take(&mut judged.records).into_iter();
            judged.records = records.map(|record| self.elsewhere.complete(folder, record)).collect();
        }
        self
    }

    /// Returns why a page or feed could not be looked at.
    fn failed(&self, url: &str) -> Option<Obstacle> {
        match (self.pages.get(url), self.feeds.get(url)) {
            (Some(visit), _) => visit.failed,
            (None, Some(Outcome::Failed(why))) => Some(*why),
            (None, Some(Outcome::Answered(answer))) => answer.obstacle(),
            _ => None,
        }
    }

    /// Returns whether a page or feed was not requested.
    fn is_unasked(&self, url: &str) -> bool {
        match (self.pages.get(url), self.feeds.get(url)) {
            (Some(visit), _) => !visit.is_asked,
            (None, feed) => feed.is_none_or(|outcome| matches!(outcome, Outcome::NotAsked)),
        }
    }
}

fn run(session: &Session<'_>, site: &Site, plan: &Plan<'_>, network: Network<'_>) -> Result<Refreshed, Failure> {
    let visitor = visitor(session, &site.settings, network);
    let visited = visit_all(session, site, plan, &visitor).completed();
    refuse_own_network(plan, &visited)?;
    let mut refreshed = Refreshed { requests: visitor.sent(), not_due: plan.not_due, ..Refreshed::default() };
    refreshed.left_out.clone_from(&plan.left_out);
    write(session, site, &visited.pages, &mut refreshed)?;
    for host in &plan.hosts {
        for url in host.urls() {
            if let Some(why) = visited.failed(url) {
                refreshed.failed.push((mask(url), why));
            } else if visited.is_unasked(url) {
                let why = format!("the run reached its limit of {MOST_REQUESTS} requests or 30 minutes");
                refreshed.left_out.push((mask(url), why));
            }
        }
        for page in &host.pages {
            refreshed.quotes.extend(visited.pages.get(&page.url).into_iter().flat_map(|visit| found(page, visit)));
        }
    }
    let feeds: Vec<&CompetitorFeed<'_>> = plan.hosts.iter().flat_map(|host| &host.feeds).collect();
    record_feeds(session, &site.library, &feeds, &visited.feeds, &mut refreshed)?;
    Ok(refreshed)
}

fn visitor<'a>(session: &Session<'a>, settings: &Settings, network: Network<'a>) -> Visitor<'a> {
    let clock = session.environment.clock.as_ref();
    let evidence = &settings.evidence;
    let hosts = evidence.hosts.iter();
    let ignored = hosts.clone().filter(|(host, _)| !evidence.heeds_robots(host)).map(|(host, _)| host.clone());
    let robots = if evidence.robots == Robots::Heeded {
        RobotsUse::HeededBut(ignored.collect())
    } else {
        let heeded = hosts.clone().filter(|(host, _)| evidence.heeds_robots(host)).map(|(host, _)| host.clone());
        RobotsUse::IgnoredBut(heeded.collect())
    };
    let by_host = hosts.map(|(host, settings)| (host.clone(), settings.delay)).collect();
    Visitor::new(
        Gate::new(network.lookup, network.allowances.clone(), network.proxy),
        network.transport,
        clock,
        Pace { pause: PAUSE, by_host },
        Contact { agent: AGENT.to_owned(), robots },
        Limits { requests: MOST_REQUESTS, until: clock.elapsed() + LONGEST_RUN },
    )
}

/// Asks the hosts, several at once and each in the order of its pages.
fn visit_all(session: &Session<'_>, site: &Site, plan: &Plan<'_>, visitor: &Visitor<'_>) -> Visits {
    let (next, visited) = (AtomicUsize::new(0), Mutex::new(Visits::default()));
    // The words of a large page need twenty times its bytes, so that pages are compared one at a time.
    let comparing = Mutex::new(());
    let quotes = PlannedQuotes::new(plan);
    std::thread::scope(|scope| {
        for _ in 0..LANES.min(plan.hosts.len()) {
            scope.spawn(|| {
                while let Some(host) = plan.hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for page in &host.pages {
                        let outcome = visitor.visit(&page.url, &page.validators, PAGE_LIMIT);
                        let turn = comparing.lock().unwrap_or_else(PoisonError::into_inner);
                        let visit = judge_page(session, site, page, &outcome);
                        let others = quotes.on(page, &outcome);
                        drop(turn);
                        let mut visited = visited.lock().unwrap_or_else(PoisonError::into_inner);
                        if matches!(outcome, Outcome::Answered(_)) && visit.failed.is_none() {
                            visited.elsewhere.add(&page.url, others);
                        }
                        visited.pages.insert(page.url.clone(), visit);
                    }
                    for feed in &host.feeds {
                        let outcome = visitor.visit(feed.url, &feed_validators(&site.library, feed), FEED_LIMIT);
                        let mut visited = visited.lock().unwrap_or_else(PoisonError::into_inner);
                        visited.feeds.insert(feed.url.to_owned(), outcome);
                    }
                }
            });
        }
    });
    visited.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn judge_page(session: &Session<'_>, site: &Site, page: &PlannedPage<'_>, outcome: &Outcome) -> Visited {
    let evidence = &site.library.lists.evidence;
    let language = site.settings.site.language.split('-').next().unwrap_or_default();
    let judged = page.quotes.iter().map(|(folder, quotes)| {
        let asked_quotes: Vec<AskedQuote<'_>> = quotes.iter().map(asked).collect();
        let asked = Asked {
            page: &page.url,
            before: evidence.page(folder, &page.url).map(|(page, _)| page),
            quotes: &asked_quotes,
            language,
            on: session.today,
        };
        let Judged { page, records } = judge(&asked, outcome, site.library.vocabulary());
        (
            folder.clone(),
            Judged {
                page: PageRecord { title: mask(&page.title), ..page },
                records: records.into_iter().map(masked).collect(),
            },
        )
    });
    let judged: BTreeMap<String, Judged> = judged.collect();
    let is_asked = !matches!(outcome, Outcome::NotAsked);
    let reach = judged.values().find_map(|judged| judged.page.reach);
    Visited { failed: reach.filter(|_| is_asked).map(|reach| reach.why), is_asked, judged }
}

fn asked<'q>(quoted: &'q Quoted<'_>) -> AskedQuote<'q> {
    AskedQuote { url: quoted.url(), text: quoted.quote(), before: quoted.look.recorded.map(|(record, _)| record) }
}

fn masked(record: Record) -> Record {
    let masked = |text: Option<String>| text.map(|text| mask(&text));
    Record { sentence: masked(record.sentence), now: masked(record.now), to: masked(record.to), ..record }
}

/// Refuses to record anything if more than half of the hosts cannot be reached.
fn refuse_own_network(plan: &Plan<'_>, visited: &Visits) -> Result<(), Failure> {
    let is_unreachable = |url: &str| visited.failed(url).is_some_and(|why| why.kind() == ReachKind::Unreachable);
    let unreachable: Vec<&HostPlan<'_>> = plan.hosts.iter().filter(|host| host.urls().all(is_unreachable)).collect();
    if unreachable.len() * 2 <= plan.hosts.len() {
        return Ok(());
    }
    let why = unreachable.first().and_then(|host| visited.failed(host.urls().next()?));
    Err(Failure(format!(
        "{} of {} hosts cannot be reached, such as {}: {}; the fault is probably in the own network, and nothing was recorded",
        unreachable.len(),
        plan.hosts.len(),
        unreachable.first().map_or("", |host| &host.host),
        why.map_or("no answer came", Obstacle::words)
    )))
}

/// Writes the file of each host, if it differs.
fn write(
    session: &Session<'_>,
    site: &Site,
    visited: &BTreeMap<String, Visited>,
    refreshed: &mut Refreshed,
) -> Result<(), Failure> {
    let mut files: BTreeMap<(String, String), Vec<&Judged>> = BTreeMap::new();
    for (url, visit) in visited.iter().filter(|(_, visit)| visit.is_asked) {
        let Some(host) = host_of(url) else { continue };
        for (folder, judged) in &visit.judged {
            files.entry((folder.clone(), host.clone())).or_default().push(judged);
        }
    }
    let cited = cited(&site.library);
    // The file of a host that no claim quotes any more is pruned too.
    for place in site.library.lists.evidence.hosts() {
        if !cited.contains_key(&place) {
            files.entry(place).or_default();
        }
    }
    for ((folder, host), judged) in files {
        let mut file = HostFile::read(
            session,
            &site.library,
            &cited,
            HostPlace { folder: &folder, host: &host },
            Damaged::Rebuilt,
        )?;
        if judged.iter().any(|judged| judged.page.looked == Some(session.today)) {
            file.check(session.today);
        }
        for judged in judged {
            file.add(vec![judged.page.clone()], judged.records.clone());
        }
        file.prune(session.notes);
        refreshed.files.extend(file.write()?);
    }
    Ok(())
}

/// Returns what is recorded now of the quotes of a page that was looked at.
fn found(page: &PlannedPage<'_>, visit: &Visited) -> Vec<RefreshedQuote> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (folder, quotes) in &page.quotes {
        let Some(judged) = visit.judged.get(folder).filter(|_| visit.is_asked && visit.failed.is_none()) else {
            continue;
        };
        for quoted in quotes.iter().filter(|quoted| seen.insert((quoted.name(), quoted.url(), quoted.quote()))) {
            let key = quote_key(quoted.quote());
            let record = judged.records.iter().find(|record| record.url == quoted.url() && record.quote == key);
            let Some(record) = record else { continue };
            let before = quoted.look.recorded.map(|(record, _)| record);
            let is_new = before.is_none_or(|before| before.since != record.since || before.verdict != record.verdict);
            let quote = mask(quoted.quote());
            found.push(RefreshedQuote { name: quoted.name(), quote, record: record.clone(), is_new });
        }
    }
    found
}
