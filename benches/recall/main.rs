//! How much the secret scan finds, and how much it reports that is none, on texts that are written here.
//!
//! ```text
//! cargo bench --bench recall -- [--family NAME]… [--missed] [--draws N]
//! cargo bench --bench recall -- --planted N
//! ```
//!
//! Each credential of each family is written in every form. A text counts as found if the scan reports an error
//! anywhere in it. A third of the forms is kept aside: they were left out while the patterns were written. `--missed`
//! prints what was not found instead of the table. `--planted` writes a site with N credentials in every place and encoding, and
//! looks for them in everything that the program prints and writes. Every value is random and belongs to no account.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its table")]

mod credentials;
#[expect(clippy::expect_used, reason = "a template is written here, and wrong ones must end the run")]
#[path = "../../tests/suite/secrets/draw.rs"]
mod draw;
mod forms;
mod harmless;
mod options;
#[expect(clippy::indexing_slicing, reason = "an index is below the length")]
#[expect(clippy::disallowed_methods, reason = "a benchmark writes its site and starts the command")]
mod planted;
mod tally;
mod vendors;
mod whole;

use credentials::{Credential, credentials};
use draw::drawn;
use forms::{FORMS, Form, PLACES};
use options::Options;
use std::process::ExitCode;
use tally::{Tally, is_reported};

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)) {
        Ok(options) => match options.planted.map(planted::measure) {
            None => {
                measure(&options);
                ExitCode::SUCCESS
            }
            Some(Ok(())) => ExitCode::SUCCESS,
            Some(Err(error)) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn measure(options: &Options) {
    let mut tally = Tally::default();
    for (number, credential) in (0..).zip(credentials()).filter(|(_, credential)| options.wants(credential.family)) {
        let forms = if credential.stem.is_empty() { PLACES } else { FORMS };
        for form in forms {
            for draw in 0..options.draws {
                let value = drawn(credential.template, number * 1_000 + draw);
                let text = form.written(credential, &value);
                let is_found = is_reported(&text);
                tally.add(credential, form, is_found);
                if options.missed && !is_found {
                    print_missed(credential, form, &text);
                }
            }
        }
    }
    if !options.missed {
        print!("{}{}", tally.table(), harmless::table(options.draws));
    }
}

fn print_missed(credential: &Credential, form: &Form, text: &str) {
    println!("{} | {} | {}", credential.family, form.name, text.trim_end().replace('\n', "⏎"));
}
