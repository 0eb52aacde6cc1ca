//! Command-line arguments of the benchmark.

use std::path::PathBuf;

/// The default number of entries, as in the README.
pub(crate) const ENTRIES: usize = 10_000;

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

fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}
