//! A file of a customer in the page of the tray: opened, its layout decided, its questions listed, and filled with what a
//! person chose.
//!
//! What is written follows the rules of the command line: only planned cells, only answers that may be sent on the day
//! and have not changed since they were picked. What is not written is listed with its reasons.

pub mod choice;
mod choice_decision;
pub mod decided_choice;
pub mod decisions;
pub mod layout_choice;
pub mod listed_texts;
pub mod opened_file;
pub mod outline;
pub mod planned_row;
