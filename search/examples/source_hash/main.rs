//! Prints what `.ci/wasm` records beside a WebAssembly module: the hash of this crate's sources, with the path of a file
//! the hash of that file, and with the folders of crates the hash of their sources.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool of the build reads files and prints")]

use std::path::{Path, PathBuf};

mod hash;

fn main() -> std::io::Result<()> {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let hash = match paths.as_slice() {
        [] => hash::source_hash(Path::new(env!("CARGO_MANIFEST_DIR")))?,
        [file] if file.is_file() => blake3::hash(&std::fs::read(file)?).to_hex().to_string(),
        folders => hash::hash_of_crates(folders)?,
    };
    println!("{hash}");
    Ok(())
}
