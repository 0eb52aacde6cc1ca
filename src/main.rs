//! The `fieldbook` command: an exit code, nothing else.

/// A build makes and drops many small texts; this allocator spends less time on them than the system's.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    fieldbook::cli::run()
}
