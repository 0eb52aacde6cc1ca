//! `fieldbook verify --due`: goes through what is due, one key each.
//!
//! Each check is written at once, so that leaving early loses nothing.

use super::arguments::VerifyArguments;
use super::keys::Keys;
use super::verify::{Target, hint, verified_text, verifier};
use super::{Failure, Outcome, console, day, folder};
use crate::config::Settings;
use crate::git;
use crate::inputs::{Inputs, read_inputs};
use crate::library::{Library, Person};
use crate::opportunity::{Exposures, Opportunity};
use crate::secrets::mask;
use crate::session::opportunities;
use crate::session::overwrite::overwrite;
use crate::source::SourceFile;
use crate::values::nearest;
use crate::verification::{Due, VerificationRecord, due};
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What the keys do.
const HELP: &str = "s still true · o open the source · e edit · k skip · q quit";

/// The state of the walk.
struct Walk<'a> {
    folder: &'a Path,
    keys: Keys,
    record: VerificationRecord,
    /// What was verified or skipped.
    seen: BTreeSet<String>,
    verified: usize,
    skipped: usize,
}

/// What a key did to one item.
enum Done {
    Next,
    /// A person edited files, so all is read again.
    Edited,
    Quit,
}

pub(super) fn run(site: Option<&PathBuf>, arguments: &VerifyArguments) -> Result<Outcome, Failure> {
    let folder = folder::site_folder(site)?;
    let on = day::today(arguments.today)?;
    let people = Library::new(Vec::new(), read_inputs(&folder)?.lists).0;
    let people = &people.lists.people;
    let owner = arguments.owner.as_deref().map(|name| owner(&folder, people, name)).transpose()?;
    let by = verifier(&folder, people, arguments.by.as_deref())?;
    let record = VerificationRecord { on, by, with: arguments.with.clone(), method: arguments.method.clone() };
    let keys = Keys::new();
    let mut walk = Walk { folder: &folder, keys, record, seen: BTreeSet::new(), verified: 0, skipped: 0 };
    let left = loop {
        let Inputs { settings, files, lists, .. } = read_inputs(&folder)?;
        let (library, _) = Library::new(files, lists);
        let (snapshot, _) = opportunities::read_offline(&folder, &settings)?;
        let stages = opportunities::stages(&settings);
        let exposures = snapshot.as_ref().map(|snapshot| Exposures::new(snapshot, &library, &stages));
        let exposures = exposures.unwrap_or_default();
        let mut items: Vec<Item<'_>> = due(&library, &settings, on)
            .into_iter()
            .filter(|due| owner.as_ref().is_none_or(|owner| owns(owner, due, &library)))
            .filter(|due| !walk.seen.contains(&due.name()))
            .map(|due| Item { resting: exposures.of_entry(due.entry, &library), due })
            .collect();
        sort(&mut items);
        match walk.through(&items, &settings)? {
            (Done::Edited, _) => {}
            (Done::Next | Done::Quit, left) => break left,
        }
    };
    console::print(&format!("{} verified, {} skipped, {left} left\n", walk.verified, walk.skipped));
    Ok(Outcome::Clean)
}

/// Something that is due, and the open opportunities that depend on it.
struct Item<'a> {
    due: Due<'a>,
    resting: Vec<&'a Opportunity>,
}

/// Sorts by what open opportunities depend on, the first to close before the others; then by what is longest overdue;
/// then by what is soon due. An entry comes after its claims, whose footnotes are part of the text that its check covers.
fn sort(items: &mut Vec<Item<'_>>) {
    let closes = |item: &Item<'_>| item.resting.iter().filter_map(|one| one.close_date).min();
    items.sort_by_key(|item| {
        let (closes, urgency) = (closes(item), item.due.urgency());
        (item.resting.is_empty(), closes.is_none(), closes, urgency, item.due.step.from, item.due.name())
    });
    let (claims, wholes): (Vec<_>, Vec<_>) =
        std::mem::take(items).into_iter().partition(|item| item.due.claim.is_some());
    *items = claims;
    for whole in wholes {
        let is_same = |item: &Item<'_>| item.due.entry.id == whole.due.entry.id;
        let after_claims = items.iter().rposition(is_same).map(|index| index + 1);
        let key = |item: &Item<'_>| {
            (item.resting.is_empty(), closes(item).is_none(), closes(item), item.due.urgency(), item.due.step.from)
        };
        let place = items.iter().position(|item| key(item) > key(&whole)).unwrap_or(items.len());
        items.insert(after_claims.map_or(place, |after| after.max(place)), whole);
    }
}

impl Walk<'_> {
    /// Shows one item after the other; returns how it ended and how many were left.
    fn through(&mut self, items: &[Item<'_>], settings: &Settings) -> Result<(Done, usize), Failure> {
        let mut latest = BTreeMap::<String, Arc<SourceFile>>::new();
        for (index, item) in items.iter().enumerate() {
            let progress = Progress { number: self.seen.len() + 1, total: self.seen.len() + items.len() - index };
            console::print(&card(item, &progress, &self.record));
            match self.ask(item, settings, &mut latest)? {
                Done::Next => {
                    self.seen.insert(item.due.name());
                }
                ended => return Ok((ended, items.len() - index)),
            }
        }
        Ok((Done::Next, 0))
    }

    /// Waits for the keys that decide about one item.
    fn ask(
        &mut self,
        item: &Item<'_>,
        settings: &Settings,
        latest: &mut BTreeMap<String, Arc<SourceFile>>,
    ) -> Result<Done, Failure> {
        loop {
            match self.keys.next() {
                None | Some('q') => return Ok(Done::Quit),
                Some('s') => {
                    self.verify(item, settings, latest)?;
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
                Some(_) => console::print(&format!("  {HELP}\n")),
            }
        }
    }

    fn verify(
        &mut self,
        item: &Item<'_>,
        settings: &Settings,
        latest: &mut BTreeMap<String, Arc<SourceFile>>,
    ) -> Result<(), Failure> {
        let target = Target { entry: item.due.entry, claim: item.due.claim.map(|claim| claim.id.value.as_str()) };
        let path = item.due.entry.file.path();
        let now = latest.get(path).unwrap_or(&item.due.entry.file);
        match verified_text(now, &target, settings, &self.record) {
            Ok(text) => {
                let edited = SourceFile::new(path, text);
                overwrite(self.folder, &[(now, &edited)], settings.limits.file)?;
                latest.insert(path.to_owned(), edited);
                self.verified += 1;
                console::print(&format!("  verified {}\n", self.record.on));
            }
            Err(Failure(text)) => {
                self.skipped += 1;
                console::print(&format!("  not written: {}\n", shown(&text)));
            }
        }
        Ok(())
    }

    /// Shows the source in the browser that `BROWSER` names, or the one of the desktop.
    fn open(item: &Item<'_>) {
        let urls = item.due.claim.map(|claim| claim.sources.as_slice()).unwrap_or_default();
        let is_page = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let Some(url) = urls.iter().map(|source| source.url.value.as_str()).find(is_page) else {
            return console::print("  it has no source page to open\n");
        };
        let desktop = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let program = day::variable("BROWSER").unwrap_or_else(|| desktop.to_owned());
        if !start(&program, &[url]) {
            console::print(&format!("  {} could not be started; open it yourself: {}\n", shown(&program), shown(url)));
        }
    }

    /// Opens the file in the editor that `VISUAL` or `EDITOR` names; returns whether that was done.
    fn edit(&mut self, item: &Item<'_>) -> bool {
        let Some(program) = day::variable("VISUAL").or_else(|| day::variable("EDITOR")) else {
            console::print("  EDITOR is not set\n");
            return false;
        };
        let path = self.folder.join(item.due.entry.file.path());
        let is_done = self.keys.aside(|| start(&program, &[&path.to_string_lossy()]));
        if !is_done {
            console::print(&format!("  {} failed\n", shown(&program)));
        }
        is_done
    }
}

/// Runs a program that the environment names, with arguments if it gives any, and returns whether it succeeded.
#[expect(clippy::disallowed_methods, reason = "cli starts the person's own editor and browser")]
fn start(program: &str, arguments: &[&str]) -> bool {
    let mut words = program.split_whitespace();
    let Some(name) = words.next() else { return false };
    let mut command = Command::new(name);
    command.args(words).args(arguments);
    // An editor needs the terminal; keys in a pipe are not for it.
    let stdin = if std::io::stdin().is_terminal() { Stdio::inherit() } else { Stdio::null() };
    command.stdin(stdin).status().is_ok_and(|status| status.success())
}

/// Which of how many items is shown.
struct Progress {
    number: usize,
    total: usize,
}

/// Describes an item for the person who decides.
fn card(item: &Item<'_>, progress: &Progress, record: &VerificationRecord) -> String {
    let due = &item.due;
    let mut lines =
        vec![format!("[{}/{}] {} ({})", progress.number, progress.total, due.name(), due.entry.file.path())];
    lines.push(format!("  {}", shown(&due.reason)));
    if let Some(first) = item.resting.first() {
        let verb = if item.resting.len() == 1 { "opportunity depends" } else { "opportunities depend" };
        let closes = first.close_date.map_or(String::new(), |day| {
            let days = day.signed_duration_since(record.on).num_days();
            format!("; the next closes on {day}, in {days} days")
        });
        lines.push(format!("  {} open {verb} on it{closes}", item.resting.len()));
    }
    match due.claim {
        Some(claim) => {
            lines.push(format!("  {}", shown(&claim.text.value)));
            for source in &claim.sources {
                lines.extend(source.quote.as_ref().map(|quote| format!("  “{}”", shown(&quote.value))));
                lines.push(format!("  {}", shown(&source.url.value)));
            }
        }
        None => lines.push(format!("  {}", shown(&due.entry.title.value))),
    }
    lines.push(format!("  {HELP}"));
    lines.join("\n") + "\n"
}

/// Returns an author's text as it may go to a terminal: on one line, without commands and without credentials.
fn shown(text: &str) -> String {
    let is_command = |symbol: char| {
        symbol.is_control()
            || matches!(symbol, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    mask(text).chars().map(|symbol| if is_command(symbol) { ' ' } else { symbol }).collect()
}

/// Returns the id of the person, or the name of the team, that `--owner` means.
fn owner(folder: &Path, people: &[Person], name: &str) -> Result<String, Failure> {
    if name == "me" {
        let mail = git::email(folder);
        let mail = mail.ok_or_else(|| {
            Failure("--owner me: Git has no user.email here; name the owner with --owner ID".to_owned())
        })?;
        let is_mine = |person: &&Person| person.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&mail));
        let me = people.iter().find(is_mine).map(|person| person.id.value.clone());
        return me.ok_or_else(|| {
            Failure(format!("--owner me: no person in people.yaml has the address {}, Git's user.email", shown(&mail)))
        });
    }
    let bare = name.trim_start_matches('@');
    let is_meant = |person: &&Person| {
        person.id.value == bare
            || person.name == bare
            || person.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(bare))
    };
    if let Some(person) = people.iter().find(is_meant) {
        return Ok(person.id.value.clone());
    }
    let near = nearest(bare, people.iter().map(|person| person.id.value.as_str()));
    match near {
        // Teams are not listed, so a name that resembles no person's may be one.
        None => Ok(bare.to_owned()),
        Some(_) => Err(Failure(format!("--owner: there is no person {bare} in people.yaml{}", hint(near)))),
    }
}

fn owns(owner: &str, due: &Due<'_>, library: &Library) -> bool {
    let Some(own) = &due.entry.owner else { return false };
    let person = library.lists.person(&own.value);
    person.map_or_else(|| own.value.trim_start_matches('@') == owner, |person| person.id.value == owner)
}
