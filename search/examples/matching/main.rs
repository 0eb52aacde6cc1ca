//! Measures the matching of questions: `cargo run -p fieldbook-search --example matching -- FOLDER [--fit] [--list]`.
//!
//! FOLDER has `library.jsonl` (id, question, answer, tags and optional alternates), `queries.jsonl` (id, question) and
//! `gold.jsonl` (qid, strong, partial, label: `answer`, `partial` or `none`). `--list` prints each question with what
//! was proposed; `--fit` fits the models again and prints figures of questions that no model was fitted on.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement reads files and prints")]

mod evaluation;
mod figures;
mod fit;
mod listing;

use evaluation::Evaluation;
use fieldbook_search::matching::Matcher;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().find(|argument| !argument.starts_with("--")).ok_or("name a folder")?;
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let evaluation = Evaluation::read(Path::new(folder))?;
    let matcher = Matcher::new(&evaluation.wordings(), &[]);
    let questions = evaluation.judge(&matcher);
    println!("with the coefficients of the code, on {} questions", questions.len());
    println!("{}", figures::of(&questions));
    if has("--list") {
        print!("{}", listing::of(&evaluation, &questions));
    }
    if has("--fit") {
        println!("{}", fit::cross_validated(&questions));
    }
    Ok(())
}
