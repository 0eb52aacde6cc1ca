//! Values with a prefix or a structure of their own, a row each; by area.

pub(super) mod business;
pub(super) mod cloud;
mod row;
pub(super) mod services;
