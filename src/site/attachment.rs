//! Files beside the content that pages show.

/// A file beside the content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The width and height of a picture in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// Returns where the attachment at `path`, beside the settings, is published, below the site.
pub fn attachment_path(path: &str) -> String {
    format!("files/{path}")
}
