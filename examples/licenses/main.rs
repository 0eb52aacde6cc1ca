//! Writes the licences of the packages in the binary, or checks that the committed list is current.
//!
//! ```text
//! cargo run --example licenses -- write   # writes THIRD-PARTY-LICENSES.md and its compressed copy for the binary
//! cargo run --example licenses -- check   # fails if one of them is not current
//! ```

#![expect(clippy::disallowed_methods, reason = "a tool of the build reads files and starts Cargo")]

mod graph;
mod page;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::error::Error;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

const PAGE: &str = "THIRD-PARTY-LICENSES.md";
const COMPRESSED: &str = "src/cli/licenses.md.gz";

fn main() -> ExitCode {
    let mode = std::env::args().nth(1).unwrap_or_default();
    match run(Path::new(env!("CARGO_MANIFEST_DIR")), &mode) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(std::io::stderr(), "licenses: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path, mode: &str) -> Result<(), Box<dyn Error>> {
    let page = page::page(&graph::packages(root)?);
    match mode {
        "write" => {
            fs::write(root.join(PAGE), &page)?;
            // Without a name and a time in its head, the same page gives the same bytes.
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(page.as_bytes())?;
            fs::write(root.join(COMPRESSED), encoder.finish()?)?;
            Ok(())
        }
        "check" => {
            let mut embedded = String::new();
            GzDecoder::new(fs::File::open(root.join(COMPRESSED))?).read_to_string(&mut embedded)?;
            let is_current = fs::read_to_string(root.join(PAGE))? == page && embedded == page;
            let help = format!("{PAGE} is not current: run `cargo run --example licenses -- write`");
            if is_current { Ok(()) } else { Err(help.into()) }
        }
        _ => Err("usage: cargo run --example licenses -- write|check".into()),
    }
}
