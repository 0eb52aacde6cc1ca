//! What the commands do: the stages composed, with the disk, Git and the caches between them.

pub(crate) mod amounts;
pub(crate) mod baseline;
pub(crate) mod build;
pub(crate) mod check;
mod check_plan;
pub(crate) mod diagram_store;
mod final_sweep;
mod fix;
mod gzip;
mod history;
pub(crate) mod opportunities;
pub(crate) mod overwrite;
pub mod pipeline;
pub(crate) mod prepare;
pub(crate) mod preview;
mod since;
mod since_cache;
pub mod site_files;
mod staged;
mod up_to_date;
