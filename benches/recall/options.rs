//! Command-line arguments of the measurement.

/// The arguments.
#[derive(Debug)]
pub(crate) struct Options {
    /// The families to measure; all if empty.
    families: Vec<String>,
    /// Whether the texts in which nothing was found are printed instead of the table.
    pub(crate) missed: bool,
    /// How many values of each credential are drawn.
    pub(crate) draws: u64,
    /// How many credentials are planted in a site, to see whether the program repeats one; `None` for the table.
    pub(crate) planted: Option<usize>,
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// An unknown argument, or one without its value.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { families: Vec::new(), missed: false, draws: 2, planted: None };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                // Cargo passes this to every benchmark.
                "--bench" => {}
                "--family" => options.families.push(value()?),
                "--missed" => options.missed = true,
                "--draws" => options.draws = value()?.parse().map_err(|_| "--draws needs a number".to_owned())?,
                "--planted" => {
                    let count = value()?.parse().map_err(|_| "--planted needs a number".to_owned())?;
                    options.planted = Some(count);
                }
                _ => return Err(format!("unknown argument {argument}")),
            }
        }
        Ok(options)
    }

    /// Returns whether `family` is to be measured.
    pub(crate) fn wants(&self, family: &str) -> bool {
        self.families.is_empty() || self.families.iter().any(|name| name == family)
    }
}
