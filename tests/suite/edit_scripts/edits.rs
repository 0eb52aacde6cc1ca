//! The edits of a script: those of authors, of their tools, and of whatever else touches the folders.

use super::history;
use super::random::Random;
use super::run::Options;
use super::site::{
    DRAWING, SAID, answer, capabilities, card, hashed_card, opportunities, page, settings, several, write,
};
use std::fs;
use std::path::{Path, PathBuf};

const DAYS: [&str; 4] = ["2026-11-21", "2026-11-22", "2026-12-05", "2027-02-01"];
const CHECKED: [&str; 4] = ["2026-11-01", "2026-08-01", "2026-11-20", "2026-10-05"];
const AUDIENCES: [Option<&str>; 3] = [None, Some("customer"), Some("public")];

/// What one edit did.
#[derive(Debug)]
#[expect(dead_code, reason = "the message of a failed script shows it")]
pub(super) enum Edit {
    Wrote(String),
    Removed(String),
    Renamed(String, String),
    Committed,
    Asked(Options),
    Nothing,
}

/// A site under edit.
pub(super) struct World {
    folder: PathBuf,
    pub(super) options: Options,
    turn: usize,
    versions: Versions,
}

/// Whether a site is in a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Versions {
    None,
    InGit,
}

impl World {
    pub(super) fn new(folder: &Path, versions: Versions) -> Self {
        if versions == Versions::InGit {
            history::begin(folder);
        }
        Self { folder: folder.to_owned(), options: Options::default(), turn: 0, versions }
    }

    /// Makes one edit.
    pub(super) fn edit(&mut self, random: &mut Random) -> Edit {
        self.turn += 1;
        if self.versions == Versions::InGit && random.below(2) == 0 {
            return history::edit(&self.folder, random);
        }
        match random.below(21) {
            0..=8 => self.edit_entry(random),
            9 => {
                self.wrote("site.toml", &settings(random.pick(&["Ours", "Theirs"]), random.pick(&["warning", "info"])))
            }
            10 => self.wrote("deals.json", &opportunities(random.pick(&["Discovery", "Won"]), random.below(3) * 1000)),
            11 => self.wrote("people.yaml", &format!("- id: ann\n  name: Ann the {}th\n", random.below(3))),
            12 => self.edit_theme(random),
            13 | 14 => self.asked(random),
            15 => self.wrote("synonyms.yaml", random.pick(&["- [backup, copy]\n", "- [key, lock]\n", "[]\n"])),
            16 => self.wrote("content/pages/plan.txt", random.pick(&["The plan.", "The Plan.", "Another plan."])),
            17 => {
                let name = random.pick(&["Single sign-on", "Backups encrypted", "Price"]);
                self.wrote("capabilities.yaml", &capabilities(name, random.pick(&["ga", "beta", "planned"])))
            }
            _ => self.touch_made(random),
        }
    }

    fn wrote(&self, path: &str, text: &str) -> Edit {
        write(&self.folder, path, text);
        Edit::Wrote(path.to_owned())
    }

    fn edit_entry(&self, random: &mut Random) -> Edit {
        let (one, other) = (random.below(7), random.below(7));
        let path = format!("content/pages/p{one}.md");
        let full = self.folder.join(&path);
        match random.below(18) {
            0..=2 => self.wrote(&path, &page(&format!("Page {one} of {}", random.below(3)), other, "Words.")),
            3 => self.wrote(&path, &page(&format!("Page {one}"), other, "![A line](line.svg) [plan](plan.txt)")),
            4 if full.is_file() => {
                let text = fs::read_to_string(&full).expect("a text") + "\nOne sentence more.\n";
                self.wrote(&path, &text)
            }
            5 | 6 if full.is_file() => {
                fs::remove_file(&full).expect("removed");
                Edit::Removed(path)
            }
            7 if full.is_file() => {
                let to = format!("content/pages/p{other}.md");
                fs::rename(&full, self.folder.join(&to)).expect("renamed");
                Edit::Renamed(path, to)
            }
            8 => self.wrote("content/answers/keys.md", &answer("Who holds the keys?", random.pick(&CHECKED))),
            9 => self.wrote(&format!("content/answers/a{one}.md"), &answer(&format!("Is it {other}?"), "2026-11-02")),
            10 => self.wrote(
                "content/battlecards/globex.md",
                &card("Against Globex", random.pick(&CHECKED), random.pick(&["internal", "customer"])),
            ),
            12 => self.wrote(
                "content/answers/backup.md",
                &answer("Are backups encrypted?", "2026-11-01")
                    .replace("Yes.", random.pick(&["Yes.", "Always.", "Yes"])),
            ),
            13 => self.wrote(
                "content/battlecards/globex.md",
                &card("Against Globex", "2026-11-01", "internal")
                    .replace("[^n] ", random.pick(&["[^n] ", "[^price] ", "# "])),
            ),
            14 => self.wrote(
                &path,
                &page("A page with a drawing", other, random.pick(&["Words.", DRAWING, "\n```text\nA-->B\n```"])),
            ),
            16 | 17 => {
                let hashed = if random.below(8) == 0 { "" } else { random.pick(&SAID) };
                let card = hashed_card(random.pick(&SAID), hashed, random.pick(&["sso", "audit"]));
                self.wrote("content/battlecards/globex.md", &card)
            }
            15 => self.wrote("content/answers/several.md", &several(random.pick(&["Yes.", "No."]), random.below(2))),
            11 => self.wrote(&path, random.pick(&["---\ntitle: [\n---\nTorn.\n", "", "# Only a heading\n"])),
            _ => Edit::Nothing,
        }
    }

    fn edit_theme(&self, random: &mut Random) -> Edit {
        match random.below(3) {
            0 => self.wrote("themes/own/styles/90-own.css", random.pick(&["a { color: red }", "a { color: tan }"])),
            1 => self.wrote("themes/own/templates/redirect.html", "<p>{{ frame.title }}</p>\n"),
            _ => {
                let path = self.folder.join("themes/own/templates/redirect.html");
                if !path.is_file() {
                    return Edit::Nothing;
                }
                fs::remove_file(&path).expect("removed");
                Edit::Removed("themes/own/templates/redirect.html".to_owned())
            }
        }
    }

    /// Asks for another build from now on.
    fn asked(&mut self, random: &mut Random) -> Edit {
        match random.below(6) {
            0 | 1 => self.options.day = random.pick(&DAYS),
            2 | 3 => self.options.audience = random.pick(&AUDIENCES),
            4 => self.options.gzip = !self.options.gzip,
            _ if random.below(2) == 0 => self.options.is_portable = !self.options.is_portable,
            _ => self.options.program = random.pick(&["one", "two"]),
        }
        Edit::Asked(self.options.clone())
    }

    /// Changes, cuts off, removes or exchanges what builds made: pages, their records and caches.
    fn touch_made(&self, random: &mut Random) -> Edit {
        let mut made: Vec<PathBuf> = Vec::new();
        for below in ["public", ".public.fieldbook", ".fieldbook"] {
            let walk = walkdir::WalkDir::new(self.folder.join(below)).sort_by_file_name().into_iter();
            let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
            let pages = files.map(walkdir::DirEntry::into_path).collect::<Vec<_>>();
            // One of the site is as likely as one of what is beside it.
            if below == "public" && !pages.is_empty() {
                made.push(random.pick(&pages));
            } else if below != "public" {
                made.extend(pages);
            }
        }
        if made.is_empty() {
            return Edit::Nothing;
        }
        let path = random.pick(&made);
        // Without its marker, the folder is not one that a build may replace.
        if path.file_name().is_some_and(|name| name == fieldbook::publish::MARKER) {
            return Edit::Nothing;
        }
        let name = path.strip_prefix(&self.folder).expect("below").display().to_string();
        let bytes = fs::read(&path).expect("read");
        match random.below(4) {
            0 => {
                fs::remove_file(&path).expect("removed");
                return Edit::Removed(name);
            }
            1 => fs::write(&path, bytes.get(..bytes.len() / 2).unwrap_or_default()).expect("written"),
            2 => fs::write(&path, bytes.iter().map(|byte| byte ^ 1).collect::<Vec<_>>()).expect("written"),
            _ => {
                // The same size, as a new file.
                fs::remove_file(&path).expect("removed");
                fs::write(&path, bytes.iter().rev().copied().collect::<Vec<_>>()).expect("written");
            }
        }
        Edit::Wrote(name)
    }
}
