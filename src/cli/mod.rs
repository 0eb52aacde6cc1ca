//! The command line: one file per command; the calendar day, the environment, and the only place that prints.
//!
//! Exit codes: 0 all is well, 1 the content has faults, 2 the run could not be done. Reports go to standard output,
//! progress and complaints to standard error; a closed pipe ends the run quietly.

mod ahead;
mod arguments;
mod baseline;
mod build;
mod candidates;
mod check;
mod check_arguments;
mod clock;
mod completions;
mod console;
mod day;
mod days;
mod digest;
mod doctor;
mod due;
mod due_list;
mod due_look;
mod environment;
mod evidence;
mod exit;
mod explain;
mod export;
mod folder;
mod import;
mod import_arguments;
mod inbox;
mod init;
mod intervals;
mod invocation;
mod keys;
mod licenses;
mod new;
mod notion;
mod paths;
mod programs;
mod progress;
mod report_values;
mod rfp;
mod run;
mod schema;
mod scope_arguments;
mod search;
mod serve;
mod since;
mod sync;
mod timings;
mod verify;
mod verify_arguments;

pub use run::run;
