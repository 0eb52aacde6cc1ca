//! Why there is no snapshot, and what to do about it.

use std::fmt;

/// Something in Notion with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The id.
    pub id: String,
    /// The name as people see it.
    pub name: String,
}

/// Why there is no snapshot. Shows as what is, then what to do; never with the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The setting `source` holds no id.
    NoId,
    /// The address is not one that the token may go to.
    Address(String),
    /// No HTTP client can be made.
    Setup(String),
    /// The token is not accepted (401).
    Unauthorized,
    /// The connection lacks a capability (403).
    Restricted,
    /// Nothing with this id is shared with the connection (404).
    NotFound {
        /// What was asked.
        call: String,
    },
    /// The request is not understood (400 and other refusals), with Notion's code and message.
    Rejected {
        /// What was asked.
        call: String,
        /// The HTTP status.
        status: u16,
        /// Notion's error code.
        code: String,
        /// Notion's message.
        message: String,
    },
    /// The answer sends us elsewhere, where the token must not go.
    Redirected {
        /// What was asked.
        call: String,
    },
    /// No usable answer after every attempt.
    Unavailable {
        /// What was asked.
        call: String,
        /// How often.
        attempts: u32,
        /// What the last attempt met.
        last: String,
    },
    /// The time for the whole is used up.
    OutOfTime {
        /// The time, in seconds.
        seconds: u64,
    },
    /// An answer is larger than the limit.
    Oversize {
        /// What was asked.
        call: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The page holds no database, or the database no data source.
    NoDataSource,
    /// There are several to choose from.
    Several(Vec<Found>),
    /// The database is in the trash.
    Trashed,
    /// A mapped property is not there.
    MissingProperty {
        /// The role.
        role: &'static str,
        /// The alternatives that were looked for.
        wanted: Vec<String>,
        /// The nearest name there is.
        near: Option<String>,
    },
    /// More rows were created in one minute than a query returns.
    TooDense {
        /// The minute.
        minute: String,
        /// The rows a query returns.
        window: usize,
    },
    /// The enumeration cannot be finished; the text says why.
    Incomplete(String),
    /// Far fewer rows than in the snapshot before.
    Shrunk {
        /// Rows before.
        before: usize,
        /// Rows now.
        now: usize,
    },
}

impl Failure {
    /// Returns what to do about it, as one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoId => "Paste the link of the database (Share, Copy link) as `source`.",
            Self::Address(_) => "Unset FIELDBOOK_NOTION_URL, or let it name a server on this machine.",
            Self::Setup(_) => "Check the certificates and proxy settings of this machine.",
            Self::Unauthorized => {
                "Copy the token again from the connection's page under notion.so/profile/integrations; it may have been \
                 renewed or revoked."
            }
            Self::Restricted => {
                "Switch on `Read content` under Capabilities on the connection's page (`Read comments` is separate and \
                 off by default)."
            }
            Self::NotFound { .. } => {
                "Open the database in Notion, then ••• at the top right, Connections, and add the connection; sharing a \
                 parent page shares what is below it."
            }
            Self::Rejected { .. } => "Check `source` and the mapping; if both are right, report this message.",
            Self::Redirected { .. } => "Check that no proxy or login page stands between this machine and Notion.",
            Self::Unavailable { .. } | Self::OutOfTime { .. } => {
                "Try again later, or build with `--offline` from the last snapshot."
            }
            Self::Oversize { .. } => "Report this message; a smaller page size may be needed.",
            Self::NoDataSource => "Let `source` name the page that holds the database itself, not a linked view of it.",
            Self::Several(_) => "Let `source` be `collection://` and the id of the one that holds the opportunities.",
            Self::Trashed => "Restore the database in Notion, or let `source` name another.",
            Self::MissingProperty { .. } => {
                "Name the property in the mapping of site.toml; `id:` and its id survives renames."
            }
            Self::TooDense { .. } => {
                "Move some of the rows that were imported in this minute to a data source of their own."
            }
            Self::Incomplete(_) => "Try again; if it stays, report this message.",
            Self::Shrunk { .. } => {
                "Check that the database is still shared with this connection and the token is the right one; if the rows \
                 are really gone, delete the snapshot and try again."
            }
        }
    }

    /// Returns whether a cursor is no longer good, so that the window has to begin again.
    pub(super) fn is_dead_cursor(&self) -> bool {
        matches!(self, Self::Rejected { status: 400, code, message, .. }
            if code == "validation_error" && message.contains("start_cursor"))
    }

    fn what(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoId => write!(formatter, "`source` holds no id of 32 hexadecimal digits"),
            Self::Address(text) => write!(formatter, "`{text}` is no address on this machine"),
            Self::Setup(text) => write!(formatter, "cannot make an HTTP client: {text}"),
            Self::Unauthorized => write!(formatter, "Notion does not accept the token (401)"),
            Self::Restricted => write!(formatter, "the connection lacks a capability (403 restricted_resource)"),
            Self::NotFound { call } => {
                write!(formatter, "{call}: nothing with this id is shared with the connection (404 object_not_found)")
            }
            Self::Rejected { call, status, code, message } => {
                write!(formatter, "{call}: Notion refuses the request ({status} {code}): {message}")
            }
            Self::Redirected { call } => write!(formatter, "{call}: the answer redirects, and the token stays here"),
            Self::Unavailable { call, attempts, last } => {
                write!(formatter, "{call}: no usable answer after {attempts} attempts, the last: {last}")
            }
            Self::OutOfTime { seconds } => write!(formatter, "Notion took longer than {seconds} seconds in all"),
            Self::Oversize { call, limit } => write!(formatter, "{call}: the answer is larger than {limit} bytes"),
            Self::NoDataSource => write!(formatter, "there is no data source behind `source`"),
            Self::Several(found) => {
                write!(formatter, "there are {} data sources behind `source`:", found.len())?;
                found.iter().try_for_each(|found| write!(formatter, " {} ({})", found.name, found.id))
            }
            Self::Trashed => write!(formatter, "the database is in the trash"),
            Self::MissingProperty { role, wanted, near } => {
                write!(formatter, "no property for `{role}`: looked for {}", wanted.join(", "))?;
                near.iter().try_for_each(|near| write!(formatter, "; did you mean `{near}`?"))
            }
            Self::TooDense { minute, window } => {
                write!(formatter, "more than {window} rows were created at {minute}, more than a query returns")
            }
            Self::Incomplete(text) => write!(formatter, "cannot read all rows: {text}"),
            Self::Shrunk { before, now } => {
                write!(formatter, "the data source has {now} rows, the snapshot before had {before}")
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what(formatter)?;
        write!(formatter, ". {}", self.help())
    }
}

impl std::error::Error for Failure {}
