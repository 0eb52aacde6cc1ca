//! `fieldbook verify --due`: what is due, page by page, decided with one key each.
//!
//! A page is opened once, and its re-checks are written together when it is done; also before an editor opens and when
//! the person quits, so that quitting early loses nothing. No key confirms more than one statement.

use super::console;
use super::due_look::look_lines;
use super::environment::variable;
use super::exit::Exit;
use super::keys::Keys;
use super::programs::{editor, start};
use crate::due::{DueItem, Horizon, Need, SourcePage, by_page};
use crate::library::Library;
use crate::session::{DueSite, Failure, Known, Rechecks, Session, Target, VerifyOptions, find_owner, for_terminal};
use crate::source::Interval;
use crate::verification::VerificationRecord;
use std::collections::BTreeSet;

/// What the keys do.
const HELP: &str = "s still true · o open the page · e edit · k skip · q quit";

/// What of the list is shown.
pub(super) struct Selected<'a> {
    /// What ends within this time too; by default what the site's settings say.
    pub(super) within: Option<Interval>,
    /// Only what this person or team owns.
    pub(super) owner: Option<&'a str>,
}

/// The items that were shown, and what was done with them.
struct Walk<'a> {
    session: &'a Session<'a>,
    keys: Keys,
    record: VerificationRecord,
    /// What was confirmed or skipped.
    seen: BTreeSet<String>,
    verified: usize,
    skipped: usize,
    /// Of what was verified, how much has a page that was not opened here.
    unopened: usize,
}

/// How showing the items ended, and the number of items that were left.
struct Walked {
    end: Done,
    left: usize,
}

/// What a key did to one item.
enum Done {
    Next,
    /// A file was edited, so the site is read again.
    Edited,
    Quit,
}

/// Shows what is due, one item at a time.
pub(super) fn run(session: &Session<'_>, options: &VerifyOptions, selected: &Selected<'_>) -> Result<Exit, Failure> {
    let first = DueSite::read(session)?;
    let owner = selected.owner.map(|name| find_owner(session.folder, &first.library, name)).transpose()?;
    let record = options.recheck(session, &first.library.lists.people)?;
    let (seen, keys) = (BTreeSet::new(), Keys::new());
    let mut walk = Walk { session, keys, record, seen, verified: 0, skipped: 0, unopened: 0 };
    let mut site = first;
    let (left, others) = loop {
        let horizon = selected.within.map_or_else(|| Horizon::of(&site.settings), Horizon::Within);
        let items = site.items(session, horizon, owner.as_deref());
        let (mut items, others): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.need == Need::Recheck);
        items.retain(|item| !walk.seen.contains(&item.name()));
        match walk.through(&by_page(items), Known { settings: &site.settings, library: &site.library })? {
            Walked { end: Done::Edited, .. } => {}
            Walked { left, .. } => break (left, other_needs(&others)),
        }
        site = DueSite::read(session)?;
    };
    console::print(&walk.summary(left, &others))?;
    Ok(Exit::Success)
}

/// Counts what no re-check helps.
fn other_needs(items: &[DueItem<'_>]) -> String {
    let count = |need: Need| items.iter().filter(|item| item.need == need).count();
    let kinds = [
        (Need::Source, "without a source"),
        (Need::Replacement, "past or near their last day"),
        (Need::Resolution, "disputed"),
    ];
    let kinds = kinds.map(|(need, words)| (count(need), words));
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    match items.len() {
        0 => String::new(),
        more => {
            format!("{more} more that no re-check helps: {}; `fieldbook check --due` lists them\n", kinds.join(", "))
        }
    }
}

impl Walk<'_> {
    /// Shows one page after the other; returns how it ended and how many items were left.
    fn through(&mut self, pages: &[SourcePage<'_>], known: Known<'_>) -> Result<Walked, Failure> {
        let record = self.record.clone();
        let library = known.library;
        let mut rechecks = Rechecks::new(self.session, known, &record);
        let mut left = pages.iter().map(|page| page.items.len()).sum();
        let of = self.seen.len() + left;
        for (index, page) in pages.iter().enumerate() {
            console::show(&page_line(page, index + 1, pages.len()));
            let mut visit = Visit { page, opened: 0, confirmed: 0 };
            let mut end = Done::Next;
            for item in &page.items {
                console::show(&card(item, &Position { number: self.seen.len() + 1, of }, &self.record, library));
                end = self.decide(&mut visit, item, &mut rechecks)?;
                if !matches!(end, Done::Next) {
                    break;
                }
                self.seen.insert(item.name());
                left -= 1;
            }
            self.write(&visit, &mut rechecks)?;
            if !matches!(end, Done::Next) {
                return Ok(Walked { end, left });
            }
        }
        Ok(Walked { end: Done::Next, left })
    }

    /// Waits for the keys that decide about one item.
    fn decide(
        &mut self,
        visit: &mut Visit<'_>,
        item: &DueItem<'_>,
        rechecks: &mut Rechecks<'_>,
    ) -> Result<Done, Failure> {
        loop {
            match self.keys.next() {
                None | Some('q') => return Ok(Done::Quit),
                Some('s') => {
                    self.confirm(visit, item, rechecks);
                    return Ok(Done::Next);
                }
                Some('k') => {
                    self.skipped += 1;
                    return Ok(Done::Next);
                }
                Some('o') => visit.open(item),
                Some('e') => {
                    self.write(visit, rechecks)?;
                    visit.confirmed = 0;
                    if self.edit(item) {
                        return Ok(Done::Edited);
                    }
                }
                Some(_) => console::show(&format!("  {HELP}\n")),
            }
        }
    }

    fn confirm(&mut self, visit: &mut Visit<'_>, item: &DueItem<'_>, rechecks: &mut Rechecks<'_>) {
        let target = Target { entry: item.entry, claim: item.claim.map(|claim| claim.id.value.as_str()) };
        match rechecks.add(&target) {
            Ok(()) => {
                self.verified += 1;
                visit.confirmed += 1;
                self.unopened += usize::from(visit.opened == 0 && !item.pages().is_empty());
            }
            Err(Failure(text)) => {
                self.skipped += 1;
                console::show(&format!("  not recorded: {}\n", for_terminal(&text)));
            }
        }
    }

    /// Writes what was confirmed on a page.
    fn write(&self, visit: &Visit<'_>, rechecks: &mut Rechecks<'_>) -> Result<(), Failure> {
        let confirmed = visit.confirmed;
        if confirmed == 0 {
            return Ok(());
        }
        let files = rechecks.write().map_err(|Failure(text)| {
            Failure(format!("{text}; re-checks of this page that were not recorded: {confirmed}"))
        })?;
        let ending = if files == 1 { "file" } else { "files" };
        console::show(&format!("  {confirmed} verified {}, {files} {ending} written\n", self.record.on));
        Ok(())
    }

    fn summary(&self, left: usize, others: &str) -> String {
        let nothing = if self.seen.is_empty() && left == 0 && others.is_empty() { "nothing is due\n" } else { "" };
        let unopened = match self.unopened {
            0 => String::new(),
            count => format!("{count} of {} were verified without opening their page here\n", self.verified),
        };
        format!("{nothing}{unopened}{others}{} verified, {} skipped, {left} left\n", self.verified, self.skipped)
    }

    /// Opens the file in the editor that `VISUAL` or `EDITOR` names; returns whether that was done.
    fn edit(&mut self, item: &DueItem<'_>) -> bool {
        let Some(program) = editor() else {
            console::show("  EDITOR is not set\n");
            return false;
        };
        let path = self.session.folder.join(item.entry.file.path());
        let is_done = self.keys.aside(|| start(&program, &[&path.to_string_lossy()]));
        if !is_done {
            console::show(&format!("  {} failed\n", for_terminal(&program)));
        }
        is_done
    }
}

/// A page whose items are decided.
struct Visit<'a> {
    page: &'a SourcePage<'a>,
    /// How many times a page was opened.
    opened: usize,
    /// How many items were confirmed since the last write.
    confirmed: usize,
}

impl Visit<'_> {
    /// Shows the page in the browser that `BROWSER` names, or the one of the desktop; at the next time the next page of
    /// the item.
    fn open(&mut self, item: &DueItem<'_>) {
        let first = self.page.marked_url();
        let further = item.pages().into_iter().skip(1).map(str::to_owned);
        let urls: Vec<String> = first.into_iter().chain(further).collect();
        let Some(url) = self.opened.checked_rem(urls.len()).and_then(|index| urls.get(index)) else {
            return console::show("  it has no source page to open\n");
        };
        self.opened += 1;
        let desktop = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let program = variable("BROWSER").unwrap_or_else(|| desktop.to_owned());
        if !start(&program, &[url]) {
            console::show(&format!(
                "  {} could not be started; open it yourself: {}\n",
                for_terminal(&program),
                for_terminal(url)
            ));
        }
    }
}

/// Where an item is in the list.
struct Position {
    number: usize,
    of: usize,
}

/// Describes a page.
fn page_line(page: &SourcePage<'_>, number: usize, of: usize) -> String {
    let url = page.url.as_ref().map_or_else(|| "no source page".to_owned(), |url| for_terminal(url));
    format!("Page {number} of {of}: {url} ({} to re-check)\n", page.items.len())
}

/// Describes an item.
fn card(item: &DueItem<'_>, position: &Position, record: &VerificationRecord, library: &Library) -> String {
    let Position { number, of } = position;
    let mut lines = vec![format!("[{number}/{of}] {} ({})", item.name(), item.entry.file.path())];
    lines.push(format!("  {}", for_terminal(&item.reason)));
    if let Some(first) = item.opportunities.first() {
        let verb = if item.opportunities.len() == 1 { "opportunity depends" } else { "opportunities depend" };
        let closes = first.close_date.map_or(String::new(), |day| {
            let days = day.signed_duration_since(record.on).num_days();
            format!("; the next closes on {day}, in {days} days")
        });
        lines.push(format!("  {} open {verb} on it{closes}", item.opportunities.len()));
    }
    match item.claim {
        Some(claim) => {
            lines.push(format!("  {}", for_terminal(&claim.text.value)));
            for source in &claim.sources {
                lines.extend(source.quote.as_ref().map(|quote| format!("  “{}”", for_terminal(&quote.value))));
                lines.push(format!("  {}", for_terminal(&source.url.value)));
                lines.extend(look_lines(source, claim, item.entry, library));
            }
        }
        None => lines.push(format!("  {}", for_terminal(&item.entry.title.value))),
    }
    lines.push(format!("  {HELP}"));
    lines.join("\n") + "\n"
}
