//! What the settings say of a file of opportunities.

use crate::config::OpportunitySettings;
use crate::opportunity::stages::Stages;
use crate::opportunity::written::Written;
use std::collections::BTreeMap;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileForm {
    /// What is known of stages besides what the file says.
    pub stages: Stages,
    /// How numbers and days are written.
    pub written: Written,
    /// The columns of a CSV file by role, each with alternatives; a role that is not among them has a column of its own name.
    pub columns: BTreeMap<String, Vec<String>>,
}

impl FileForm {
    /// Returns how the settings say that the file is read.
    pub fn of_settings(settings: &OpportunitySettings) -> Self {
        Self {
            stages: Stages::of_settings(settings),
            written: Written::of_settings(settings),
            columns: settings.columns.clone(),
        }
    }
}
