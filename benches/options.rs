//! Command-line arguments of the benchmark.

use std::path::PathBuf;

/// The default number of entries, as in the README.
pub(crate) const ENTRIES: usize = 10_000;

/// The default number of saves under `serve`.
const SAVES: usize = 50;
/// The largest number of saves; each takes about a second.
const MOST_SAVES: usize = 1_000;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The commands on the corpus.
    Commands,
    /// The search for credentials.
    Scan,
    /// Questionnaires.
    Questionnaires,
    /// The worst texts.
    Pathological,
    /// A cold build and Hugo, in turn.
    AgainstHugo,
}

/// The arguments.
#[derive(Debug)]
pub(crate) struct Options {
    /// Numbers of entries; each is measured separately.
    pub(crate) entries: Vec<usize>,
    /// Substrings of the names to measure; all names if empty.
    pub(crate) only: Vec<String>,
    /// Number of runs of each command.
    pub(crate) runs: usize,
    /// Number of saves under `serve`.
    pub(crate) saves: usize,
    /// Hugo's program; the one in `PATH` if it is not named.
    pub(crate) hugo: Option<PathBuf>,
    /// What is measured.
    pub(crate) subject: Subject,
    /// Sizes of the worst texts, in bytes; the usual ones if there are none.
    pub(crate) sizes: Vec<usize>,
    /// Whether the stages within one process are measured too.
    pub(crate) stage: bool,
    /// Where to write the corpus, without measuring.
    pub(crate) write: Option<PathBuf>,
    /// The site whose stages this process measures, for its parent process.
    pub(crate) stages_of: Option<PathBuf>,
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// An unknown argument, or one without its value.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            entries: Vec::new(),
            only: Vec::new(),
            runs: 5,
            saves: SAVES,
            hugo: None,
            subject: Subject::Commands,
            sizes: Vec::new(),
            stage: false,
            write: None,
            stages_of: None,
        };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                // Cargo passes this to every benchmark.
                "--bench" => {}
                "--entries" => options.entries.push(number(&value()?)?),
                "--only" => options.only.push(value()?),
                "--runs" => options.runs = number(&value()?)?,
                "--saves" => options.saves = number(&value()?)?,
                "--against" => options.subject = against(&value()?)?,
                "--hugo" => options.hugo = Some(value()?.into()),
                "--scan" => options.subject = Subject::Scan,
                "--questionnaires" => options.subject = Subject::Questionnaires,
                "--pathological" => options.subject = Subject::Pathological,
                "--size" => options.sizes.push(number(&value()?)?),
                "--stage" => options.stage = true,
                "--write" => options.write = Some(value()?.into()),
                "--stages-of" => options.stages_of = Some(value()?.into()),
                _ => return Err(format!("unknown argument {argument}")),
            }
        }
        if options.saves > MOST_SAVES {
            return Err(format!("--saves must be at most {MOST_SAVES}"));
        }
        if options.hugo.is_some() && options.subject != Subject::AgainstHugo {
            return Err("--hugo needs --against hugo".to_owned());
        }
        if options.entries.is_empty() {
            options.entries.push(ENTRIES);
        }
        Ok(options)
    }

    /// Returns whether `name` is to be measured.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|part| name.contains(part.as_str()))
    }
}

fn against(name: &str) -> Result<Subject, String> {
    if name == "hugo" { Ok(Subject::AgainstHugo) } else { Err(format!("--against must be hugo, not {name}")) }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}
