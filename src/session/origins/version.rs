//! What one version of a file says.

use crate::library::DatedStatement;
use std::sync::Arc;

/// The dated parts of one version of a file.
pub(super) type Version = Arc<Vec<DatedStatement>>;

/// The hash of a content, and the path of the site at which it is read.
pub(super) type VersionKey = (String, String);
