//! The `fieldbook` command: an exit code, nothing else.

fn main() -> std::process::ExitCode {
    fieldbook::cli::run()
}
