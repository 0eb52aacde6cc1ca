//! What a save costs under `serve`: the time until the page shows it, and the processor time until all pages are made.

use super::cases::Bench;
use super::options::Options;
use super::percentiles::Percentiles;
use super::preview::Preview;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The name of the time from a save to the page.
const PAGE: &str = "serve, save to page";
/// The name of the cost of a save until the preview is quiet.
const QUIET: &str = "serve, save to quiet";
/// How often the page is fetched until it has the new words.
const POLL: Duration = Duration::from_millis(2);
/// How long a save may take.
const LONGEST: Duration = Duration::from_mins(2);

/// An entry that is saved again and again, and its page.
struct Saved<'a> {
    preview: &'a Preview,
    path: PathBuf,
    text: String,
    address: String,
    turn: usize,
}

/// Prints both measures, if they are wanted.
///
/// # Errors
/// The preview does not start, or does not show a save in time.
pub(crate) fn measure(bench: &Bench, options: &Options) -> Result<(), Box<dyn Error>> {
    if !options.wants(PAGE) && !options.wants(QUIET) {
        return Ok(());
    }
    bench.build()?;
    let preview = Preview::start(&mut bench.command(&["serve", "--port", "0"]))?;
    let path = bench.prepared.edited()?.to_owned();
    let id = path.strip_prefix(bench.prepared.site.join("content"))?.with_extension("");
    let address = format!("/{}/", id.to_str().ok_or("the entry has an odd name")?);
    let text = fs::read_to_string(&path)?;
    let mut saved = Saved { preview: &preview, path, text, address, turn: 0 };
    // Makes what the first save of a preview makes once.
    saved.until_shown()?;
    preview.until_quiet(Instant::now())?;
    if options.wants(PAGE) {
        let times = (0..options.saves).map(|_| saved.time_to_page()).collect::<Result<_, _>>()?;
        println!("{PAGE:<28} ms {}; {} saves", in_words(times)?, options.saves);
    }
    if options.wants(QUIET) {
        saved.measure_quiet(options.saves.div_ceil(5))?;
    }
    Ok(())
}

fn in_words(times: Vec<f64>) -> Result<Percentiles, String> {
    Percentiles::of(times, 1).ok_or_else(|| "there is no measure".to_owned())
}

impl Saved<'_> {
    /// Saves the entry with other words and returns when it began.
    fn save(&mut self) -> Result<Instant, Box<dyn Error>> {
        self.turn += 1;
        let text = format!("{}\n{}\n", self.text, self.words());
        let begin = Instant::now();
        fs::write(&self.path, text)?;
        Ok(begin)
    }

    fn words(&self) -> String {
        format!("Saved in turn {} of the measurement.", self.turn)
    }

    /// Saves and waits until the page has the new words; returns the time in milliseconds.
    fn until_shown(&mut self) -> Result<f64, Box<dyn Error>> {
        let begin = self.save()?;
        let words = self.words();
        loop {
            let answer = self.preview.get(&self.address)?;
            if memchr::memmem::find(&answer, words.as_bytes()).is_some() {
                return Ok(begin.elapsed().as_secs_f64() * 1e3);
            }
            if begin.elapsed() > LONGEST {
                let head = String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned();
                return Err(format!("{} does not show what was saved: {head}", self.address).into());
            }
            std::thread::sleep(POLL);
        }
    }

    /// Returns the milliseconds from a save to the page; the next save waits until all pages are made.
    fn time_to_page(&mut self) -> Result<f64, Box<dyn Error>> {
        let time = self.until_shown()?;
        self.preview.until_quiet(Instant::now())?;
        Ok(time)
    }

    /// Prints the processor time of a save. Requests cost some too, so there are none meanwhile.
    fn measure_quiet(&mut self, saves: usize) -> Result<(), Box<dyn Error>> {
        let before = self.preview.processor_s()?;
        let mut times = Vec::with_capacity(saves);
        for _ in 0..saves {
            let begin = self.save()?;
            times.push(self.preview.until_quiet(begin)?);
        }
        let each = (self.preview.processor_s()? - before) / f64::from(u32::try_from(saves)?);
        let answer = self.preview.get(&self.address)?;
        memchr::memmem::find(&answer, self.words().as_bytes())
            .ok_or("the preview was quiet before it showed a save")?;
        let peak = self.preview.peak_mib().ok_or("the preview has ended")?;
        let times = in_words(times)?;
        println!("{QUIET:<28} CPU s {each:.3} for each save; ms {times}; {saves} saves; peak {peak:.1} MiB");
        Ok(())
    }
}
