//! Prints what `.ci/wasm` records beside the WebAssembly module: the hash of this crate's sources, or with a file's path
//! as an argument, the hash of that file.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool of the build reads files and prints")]

use std::path::Path;

mod hash;

fn main() -> std::io::Result<()> {
    let hash = match std::env::args().nth(1) {
        Some(file) => blake3::hash(&std::fs::read(file)?).to_hex().to_string(),
        None => hash::source_hash(Path::new(env!("CARGO_MANIFEST_DIR")))?,
    };
    println!("{hash}");
    Ok(())
}
