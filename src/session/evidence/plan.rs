//! Which pages a run looks at, and in what order.

use super::feeds::{CompetitorFeed, competitor_feeds};
use super::quoted::{Quoted, all_quoted};
use crate::config::{Settings, Status};
use crate::evidence::{PageRecord, Records, host_of, page_address};
use crate::freshness::claim_interval;
use crate::library::Library;
use crate::opportunity::Exposures;
use crate::secrets::mask;
use crate::session::failure::Failure;
use crate::session::verify_target::find_target;
use crate::source::Interval;
use crate::web::Validators;
use chrono::{Datelike as _, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The most pages of one host in a run.
pub(super) const MOST_PAGES: usize = 30;
/// The most requests of a run.
pub(super) const MOST_REQUESTS: usize = 300;
/// The pause between two requests to a host.
pub(super) const PAUSE: Duration = Duration::from_secs(3);
/// How many hosts are asked at once.
pub(super) const LANES: usize = 4;
/// Every how many looks a page is requested in full, whatever the server says of changes.
const FULL_EVERY: i64 = 4;

/// Which pages a run looks at.
#[derive(Debug, Clone, Default)]
pub struct RefreshOptions {
    /// Claims and entries; empty means all.
    pub targets: Vec<String>,
    /// Competitors whose claims are looked at, by id or name; empty means all.
    pub competitors: Vec<String>,
    /// Hosts whose pages are looked at; empty means all.
    pub hosts: Vec<String>,
    /// Which of those pages.
    pub extent: Extent,
}

/// Which pages are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// Those whose last look is too old, failed, or was in doubt.
    #[default]
    Due,
    /// All.
    All,
}

/// A page that is requested, with the quotes of it.
#[derive(Clone)]
pub(super) struct PlannedPage<'a> {
    /// Its address, without fragment.
    pub(super) url: String,
    /// The quotes by the folder of their records.
    pub(super) quotes: BTreeMap<String, Vec<Quoted<'a>>>,
    /// By what the server can say that it is unchanged.
    pub(super) validators: Validators,
    /// How many open opportunities depend on its claims.
    pub(super) exposed: usize,
}

/// What one host is requested.
#[derive(Clone, Default)]
pub(super) struct HostPlan<'a> {
    pub(super) host: String,
    /// Its pages, the most exposed first.
    pub(super) pages: Vec<PlannedPage<'a>>,
    /// Its feeds, which are requested after the pages.
    pub(super) feeds: Vec<CompetitorFeed<'a>>,
}

impl HostPlan<'_> {
    /// Returns what is requested, in order.
    pub(super) fn urls(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|page| page.url.as_str()).chain(self.feeds.iter().map(|feed| feed.url))
    }
}

/// What a run asks for.
#[derive(Clone, Default)]
pub(super) struct Plan<'a> {
    /// The hosts, the most exposed first.
    pub(super) hosts: Vec<HostPlan<'a>>,
    /// How many pages are not due.
    pub(super) not_due: usize,
    /// What is left out, with the reason.
    pub(super) left_out: Vec<(String, String)>,
}

/// A line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedHost {
    /// The host.
    pub host: String,
    /// The pages and feeds, in the order in which they are requested.
    pub pages: Vec<String>,
    /// The most requests, without redirects: the pages and `robots.txt`.
    pub requests: usize,
    /// How long the pauses take at least, in seconds.
    pub seconds: u64,
}

/// Decides what is looked at.
pub(super) struct Planner<'a> {
    pub(super) library: &'a Library,
    pub(super) settings: &'a Settings,
    pub(super) exposures: &'a Exposures<'a>,
    pub(super) today: NaiveDate,
    pub(super) options: &'a RefreshOptions,
    pub(super) prefix: &'a str,
}

impl<'a> Planner<'a> {
    /// Makes the plan.
    ///
    /// # Errors
    /// A claim, competitor or host that was named is not in the library.
    pub(super) fn plan(&self) -> Result<Plan<'a>, Failure> {
        let chosen = self.chosen()?;
        let mut pages: BTreeMap<String, PlannedPage<'a>> = BTreeMap::new();
        for quoted in chosen {
            let address = page_address(quoted.url());
            let page = pages.entry(address.to_owned()).or_insert_with(|| PlannedPage {
                url: address.to_owned(),
                quotes: BTreeMap::new(),
                validators: Validators::default(),
                exposed: 0,
            });
            page.exposed = page.exposed.max(self.exposures.of_entry(quoted.entry, self.library).len());
            page.quotes.entry(quoted.folder()).or_default().push(quoted);
        }
        let mut plan = Plan::default();
        let mut hosts: BTreeMap<String, HostPlan<'a>> = BTreeMap::new();
        for (address, page) in pages {
            let Some(host) = host_of(&address) else { continue };
            if self.settings.evidence.skips(&host) {
                plan.left_out.push((address, "site.toml skips its host".to_owned()));
            } else if let Some(later) = self.looked_later(&page) {
                plan.left_out.push((address, format!("its last look was on {later}, after {}", self.today)));
            } else if !self.is_due(&page, &host) {
                plan.not_due += 1;
            } else {
                let validators = self.validators(&page, &host);
                hosts.entry(host).or_default().pages.push(PlannedPage { validators, ..page });
            }
        }
        self.add_feeds(&mut hosts, &mut plan)?;
        if hosts.is_empty() && plan.not_due == 0 && plan.left_out.is_empty() {
            return Err(Failure(
                "nothing to look at: no claim has a source with a web address and a quote, and no competitor has a feed"
                    .to_owned(),
            ));
        }
        plan.hosts = hosts.into_iter().map(|(host, plan)| HostPlan { host, ..plan }).collect();
        for plan in &mut plan.hosts {
            plan.pages.sort_by(|one, other| other.exposed.cmp(&one.exposed).then_with(|| one.url.cmp(&other.url)));
        }
        let exposed = |plan: &HostPlan<'_>| plan.pages.iter().map(|page| page.exposed).max().unwrap_or(0);
        plan.hosts.sort_by_key(|plan| (std::cmp::Reverse(exposed(plan)), plan.host.clone()));
        plan.cut();
        Ok(plan)
    }

    /// Adds the release feeds of competitors, unless single claims or entries were chosen.
    fn add_feeds(&self, hosts: &mut BTreeMap<String, HostPlan<'a>>, plan: &mut Plan<'a>) -> Result<(), Failure> {
        if !self.options.targets.is_empty() {
            return Ok(());
        }
        let competitors = self.competitors()?;
        let wanted: Vec<String> = self.options.hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
        let mut seen = BTreeSet::new();
        for feed in competitor_feeds(self.library) {
            let Some(host) = host_of(feed.url) else {
                plan.left_out.push((feed.url.to_owned(), "it is not an address of the web".to_owned()));
                continue;
            };
            let is_chosen = competitors.is_empty() || competitors.contains(&feed.competitor.id);
            if !is_chosen
                || !(wanted.is_empty() || wanted.contains(&host))
                || !seen.insert((feed.url, feed.path.clone()))
            {
                continue;
            }
            if self.settings.evidence.skips(&host) {
                plan.left_out.push((feed.url.to_owned(), "site.toml skips its host".to_owned()));
            } else if self.is_feed_due(&feed) {
                hosts.entry(host).or_default().feeds.push(feed);
            } else {
                plan.not_due += 1;
            }
        }
        Ok(())
    }

    fn is_feed_due(&self, feed: &CompetitorFeed<'_>) -> bool {
        let file = self.library.lists.releases.at(&feed.path);
        let checked = file.and_then(|file| file.feeds.get(feed.url)).map(|state| state.checked);
        let every = days(self.settings.evidence.every);
        self.options.extent == Extent::All || checked.is_none_or(|checked| (self.today - checked).num_days() >= every)
    }

    /// Returns the quotes that were chosen.
    fn chosen(&self) -> Result<Vec<Quoted<'a>>, Failure> {
        let live = |quoted: &Quoted<'_>| quoted.entry.status.value <= Status::Approved;
        let mut quotes: Vec<Quoted<'a>> = all_quoted(self.library).filter(live).collect();
        if !self.options.targets.is_empty() {
            let mut wanted = BTreeSet::new();
            for name in &self.options.targets {
                let target = find_target(self.library, name, self.prefix)?;
                let is_it = |quoted: &Quoted<'_>| {
                    quoted.entry.id == target.entry.id
                        && target.claim.is_none_or(|claim| quoted.claim.id.value == claim)
                };
                let named: Vec<String> = quotes.iter().filter(|quoted| is_it(quoted)).map(Quoted::name).collect();
                if named.is_empty() {
                    return Err(Failure(format!("{} quotes no web page", target.name())));
                }
                wanted.extend(named);
            }
            quotes.retain(|quoted| wanted.contains(&quoted.name()));
        }
        let ids = self.competitors()?;
        if !ids.is_empty() {
            let is_wanted = |quoted: &Quoted<'_>| {
                self.library.competitor_of(quoted.entry).is_some_and(|competitor| ids.contains(&competitor.id))
            };
            quotes.retain(is_wanted);
        }
        if !self.options.hosts.is_empty() {
            let feeds = competitor_feeds(self.library).into_iter().filter_map(|feed| host_of(feed.url));
            let all: BTreeSet<String> = quotes.iter().filter_map(|quoted| host_of(quoted.url())).chain(feeds).collect();
            let wanted: Vec<String> = self.options.hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
            if let Some(unknown) = wanted.iter().find(|host| !all.contains(*host)) {
                return Err(Failure(format!("--host: no claim quotes a page of {unknown}, and no feed is there")));
            }
            quotes.retain(|quoted| host_of(quoted.url()).is_some_and(|host| wanted.contains(&host)));
        }
        Ok(quotes)
    }

    fn competitors(&self) -> Result<BTreeSet<String>, Failure> {
        let find = |name: &String| {
            let found = self.library.competitor(name).map(|competitor| competitor.id.clone());
            found.ok_or_else(|| Failure(format!("--competitor: there is no competitor {name}")))
        };
        self.options.competitors.iter().map(find).collect()
    }

    fn record(&self, folder: &str, page: &str) -> Option<&'a PageRecord> {
        self.evidence().page(folder, page).map(|(page, _)| page)
    }

    fn evidence(&self) -> &'a Records {
        &self.library.lists.evidence
    }

    /// Returns the day of the last look at a page if that is after the day of the run.
    fn looked_later(&self, page: &PlannedPage<'_>) -> Option<NaiveDate> {
        let pages = page.quotes.keys().filter_map(|folder| self.record(folder, &page.url)?.looked);
        let quotes = page.quotes.values().flatten().filter_map(|quoted| Some(quoted.look.recorded?.0.looked));
        pages.chain(quotes).max().filter(|looked| *looked > self.today)
    }

    fn is_due(&self, page: &PlannedPage<'_>, host: &str) -> bool {
        self.options.extent == Extent::All
            || page.quotes.iter().any(|(folder, quotes)| self.is_due_in(folder, quotes, &page.url, host))
    }

    fn is_due_in(&self, folder: &str, quotes: &[Quoted<'_>], url: &str, host: &str) -> bool {
        let Some(record) = self.record(folder, url) else { return true };
        let Some(looked) = record.looked else { return true };
        if let Some(doubt) = record.doubt {
            return doubt.since < self.today;
        }
        let is_new = |quoted: &Quoted<'_>| quoted.look.recorded.is_none();
        if record.reach.is_some() || quotes.iter().any(is_new) || !self.evidence().is_current(folder, host) {
            return true;
        }
        let intervals = quotes.iter().map(|quoted| {
            let interval = claim_interval(quoted.claim, quoted.entry, self.settings).interval;
            (days(interval) / 4).min(days(self.settings.evidence.every)).max(1)
        });
        (self.today - looked).num_days() >= intervals.min().unwrap_or(7)
    }

    /// Returns by what the server can say that nothing changed: only if every quote was compared by this version of reading,
    /// nothing is in doubt, and it is not the turn of a look in full.
    fn validators(&self, page: &PlannedPage<'_>, host: &str) -> Validators {
        let mut known = page.quotes.iter().map(|(folder, quotes)| {
            let record = self.record(folder, &page.url)?;
            let is_judged = quotes.iter().all(|quoted| quoted.look.recorded.is_some());
            let is_sound = record.doubt.is_none() && record.reach.is_none() && record.file.is_none();
            let is_usable = is_judged && is_sound && self.evidence().is_current(folder, host);
            is_usable.then(|| Validators { etag: record.etag.clone(), modified: record.modified.clone() })
        });
        let first = known.next().flatten().unwrap_or_default();
        let is_same = known.all(|other| other.as_ref() == Some(&first));
        let hash: i64 = page.url.bytes().map(i64::from).sum();
        let week = i64::from(self.today.num_days_from_ce() / 7);
        let is_full = (week + hash) % FULL_EVERY == 0;
        if is_same && !is_full && self.options.extent == Extent::Due { first } else { Validators::default() }
    }
}

impl Plan<'_> {
    /// Leaves out what is beyond the limits of a run; it is due again in the next.
    fn cut(&mut self) {
        let mut left = MOST_REQUESTS;
        let why = format!(
            "a run asks for at most {MOST_PAGES} pages of a host and sends at most {MOST_REQUESTS} requests; the next run asks for it"
        );
        for plan in &mut self.hosts {
            let room = MOST_PAGES.min(left.saturating_sub(1));
            for page in plan.pages.split_off(room.min(plan.pages.len())) {
                self.left_out.push((page.url, why.clone()));
            }
            let room = room - plan.pages.len();
            for feed in plan.feeds.split_off(room.min(plan.feeds.len())) {
                self.left_out.push((feed.url.to_owned(), why.clone()));
            }
            let asked = plan.urls().count();
            left -= (asked + usize::from(asked > 0)).min(left);
        }
        self.hosts.retain(|plan| plan.urls().next().is_some());
    }

    /// Returns the plan as it is shown.
    pub(super) fn lines(&self, settings: &Settings) -> Vec<PlannedHost> {
        let lines = self.hosts.iter().map(|plan| {
            let requests = plan.urls().count() + usize::from(settings.evidence.heeds_robots(&plan.host));
            let own = settings.evidence.hosts.get(&plan.host).map(|host| host.delay).unwrap_or_default();
            let seconds = PAUSE.max(own).as_secs() * (requests as u64).saturating_sub(1);
            PlannedHost { host: plan.host.clone(), pages: plan.urls().map(mask).collect(), requests, seconds }
        });
        lines.collect()
    }
}

/// Returns a length of time in days, a month as 30.
fn days(interval: Interval) -> i64 {
    match interval {
        Interval::Days(days) => i64::from(days),
        Interval::Months(months) => i64::from(months) * 30,
    }
}
