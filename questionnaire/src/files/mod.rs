//! The files of a questionnaire: workbooks, delimited files and text, read into grids of cells, and written with only
//! the planned cells changed.
//!
//! Knows cells, not questions: what a column is for is found in `layout`.

pub mod archive;
pub mod area_list;
pub mod cell;
mod cell_values;
mod cell_xml;
pub mod delimited;
pub mod fill;
pub mod format;
pub mod grid;
pub mod lines;
mod markdown_cell;
pub mod markdown_tables;
mod new_archive;
pub mod new_document;
pub mod new_workbook;
pub mod overlay;
mod recalculation;
pub mod sheet_xml;
mod splice;
mod word_container;
pub mod word_document;
mod word_field;
mod word_protection;
mod word_slot;
mod word_walk;
pub mod workbook;
mod xml_attribute;
mod xml_events;
mod zip_directory;
mod zip_records;
mod zip_writer;
