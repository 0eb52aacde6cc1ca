//! `fieldbook verify --due`: what is due, decided with one key each.
//!
//! Each re-check is written at once, so that quitting early loses nothing.

use super::console;
use super::environment::variable;
use super::exit::Exit;
use super::keys::Keys;
use crate::session::{
    DueItem, DueSite, Failure, Known, Session, Target, VerifyOptions, find_owner, for_terminal, overwrite,
    verified_text,
};
use crate::source::SourceFile;
use crate::verification::VerificationRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What the keys do.
const HELP: &str = "s still true · o open the source · e edit · k skip · q quit";

/// The items that were shown, and what was done with them.
struct Walk<'a> {
    session: &'a Session<'a>,
    keys: Keys,
    recheck: VerificationRecord,
    /// What was verified or skipped.
    seen: BTreeSet<String>,
    verified: usize,
    skipped: usize,
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

/// Shows what is due, one item at a time; only of `owner` if one is given.
pub(super) fn run(session: &Session<'_>, options: &VerifyOptions, owner: Option<&str>) -> Result<Exit, Failure> {
    let first = DueSite::read(session)?;
    let people = &first.library.lists.people;
    let owner = owner.map(|name| find_owner(session.folder, people, name)).transpose()?;
    let recheck = options.recheck(session, people)?;
    let mut walk = Walk { session, keys: Keys::new(), recheck, seen: BTreeSet::new(), verified: 0, skipped: 0 };
    let mut site = first;
    let left = loop {
        let mut items = site.items(session, owner.as_deref());
        items.retain(|item| !walk.seen.contains(&item.due.name()));
        match walk.through(&items, Known { settings: &site.settings, library: &site.library })? {
            Walked { end: Done::Edited, .. } => {}
            Walked { left, .. } => break left,
        }
        drop(items);
        site = DueSite::read(session)?;
    };
    console::print(&format!("{} verified, {} skipped, {left} left\n", walk.verified, walk.skipped))?;
    Ok(Exit::Success)
}

impl Walk<'_> {
    /// Shows one item after the other; returns how it ended and how many were left.
    fn through(&mut self, items: &[DueItem<'_>], known: Known<'_>) -> Result<Walked, Failure> {
        let mut latest = BTreeMap::<String, Arc<SourceFile>>::new();
        for (index, item) in items.iter().enumerate() {
            let number = self.seen.len() + 1;
            console::show(&card(item, &Position { number, of: self.seen.len() + items.len() - index }, &self.recheck));
            match self.ask(item, known, &mut latest)? {
                Done::Next => {
                    self.seen.insert(item.due.name());
                }
                end => return Ok(Walked { end, left: items.len() - index }),
            }
        }
        Ok(Walked { end: Done::Next, left: 0 })
    }

    /// Waits for the keys that decide about one item.
    fn ask(
        &mut self,
        item: &DueItem<'_>,
        known: Known<'_>,
        latest: &mut BTreeMap<String, Arc<SourceFile>>,
    ) -> Result<Done, Failure> {
        loop {
            match self.keys.next() {
                None | Some('q') => return Ok(Done::Quit),
                Some('s') => {
                    self.verify(item, known, latest)?;
                    return Ok(Done::Next);
                }
                Some('k') => {
                    self.skipped += 1;
                    return Ok(Done::Next);
                }
                Some('o') => Self::open(item),
                Some('e') => {
                    if self.edit(item) {
                        return Ok(Done::Edited);
                    }
                }
                Some(_) => console::show(&format!("  {HELP}\n")),
            }
        }
    }

    fn verify(
        &mut self,
        item: &DueItem<'_>,
        known: Known<'_>,
        latest: &mut BTreeMap<String, Arc<SourceFile>>,
    ) -> Result<(), Failure> {
        let target = Target { entry: item.due.entry, claim: item.due.claim.map(|claim| claim.id.value.as_str()) };
        let path = item.due.entry.file.path();
        let now = latest.get(path).unwrap_or(&item.due.entry.file);
        match verified_text(now, &target, known, &self.recheck, self.session.notes) {
            Ok(text) => {
                let edited = SourceFile::new(path, text);
                overwrite(self.session.folder, &[(now, &edited)], known.settings.limits.file)?;
                latest.insert(path.to_owned(), edited);
                self.verified += 1;
                console::show(&format!("  verified {}\n", self.recheck.on));
            }
            Err(Failure(text)) => {
                self.skipped += 1;
                console::show(&format!("  not written: {}\n", for_terminal(&text)));
            }
        }
        Ok(())
    }

    /// Shows the source in the browser that `BROWSER` names, or the one of the desktop.
    fn open(item: &DueItem<'_>) {
        let urls = item.due.claim.map(|claim| claim.sources.as_slice()).unwrap_or_default();
        let is_page = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let Some(url) = urls.iter().map(|source| source.url.value.as_str()).find(is_page) else {
            return console::show("  it has no source page to open\n");
        };
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

    /// Opens the file in the editor that `VISUAL` or `EDITOR` names; returns whether that was done.
    fn edit(&mut self, item: &DueItem<'_>) -> bool {
        let Some(program) = variable("VISUAL").or_else(|| variable("EDITOR")) else {
            console::show("  EDITOR is not set\n");
            return false;
        };
        let path = self.session.folder.join(item.due.entry.file.path());
        let is_done = self.keys.aside(|| start(&program, &[&path.to_string_lossy()]));
        if !is_done {
            console::show(&format!("  {} failed\n", for_terminal(&program)));
        }
        is_done
    }
}

/// Runs a program that the environment names, with arguments of its own, and returns whether it succeeded.
#[expect(clippy::disallowed_methods, reason = "cli starts the user's editor and browser")]
fn start(program: &str, arguments: &[&str]) -> bool {
    let mut words = program.split_whitespace();
    let Some(name) = words.next() else { return false };
    let mut command = Command::new(name);
    command.args(words).args(arguments);
    // An editor needs the terminal; keys that wait in a pipe are not for it.
    let stdin = if std::io::stdin().is_terminal() { Stdio::inherit() } else { Stdio::null() };
    command.stdin(stdin).status().is_ok_and(|status| status.success())
}

/// Where an item is in the list.
struct Position {
    number: usize,
    of: usize,
}

/// Describes an item.
fn card(item: &DueItem<'_>, position: &Position, recheck: &VerificationRecord) -> String {
    let due = &item.due;
    let Position { number, of } = position;
    let mut lines = vec![format!("[{number}/{of}] {} ({})", due.name(), due.entry.file.path())];
    lines.push(format!("  {}", for_terminal(&due.reason)));
    if let Some(first) = item.opportunities.first() {
        let verb = if item.opportunities.len() == 1 { "opportunity depends" } else { "opportunities depend" };
        let closes = first.close_date.map_or(String::new(), |day| {
            let days = day.signed_duration_since(recheck.on).num_days();
            format!("; the next closes on {day}, in {days} days")
        });
        lines.push(format!("  {} open {verb} on it{closes}", item.opportunities.len()));
    }
    match due.claim {
        Some(claim) => {
            lines.push(format!("  {}", for_terminal(&claim.text.value)));
            for source in &claim.sources {
                lines.extend(source.quote.as_ref().map(|quote| format!("  “{}”", for_terminal(&quote.value))));
                lines.push(format!("  {}", for_terminal(&source.url.value)));
            }
        }
        None => lines.push(format!("  {}", for_terminal(&due.entry.title.value))),
    }
    lines.push(format!("  {HELP}"));
    lines.join("\n") + "\n"
}
