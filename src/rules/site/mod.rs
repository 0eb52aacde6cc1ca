//! Rules about the site as a whole. Stages above find what they report, while they make pages.

mod taken_address;
mod template_fault;
mod unsafe_picture;

pub use taken_address::TAKEN_ADDRESS;
pub use template_fault::TEMPLATE_FAULT;
pub use unsafe_picture::UNSAFE_PICTURE;
