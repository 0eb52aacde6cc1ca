//! Why there is no snapshot, and how to fix it.

use std::fmt;

/// Something in Notion with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The id.
    pub id: String,
    /// The visible name.
    pub name: String,
}

/// Why there is no snapshot. Displays the problem, then the fix; never the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The setting `source` contains no id.
    NoId,
    /// The token must not be sent to this address.
    Address(String),
    /// No HTTP client can be created.
    Setup(String),
    /// The token is not accepted (401).
    Unauthorized,
    /// The connection lacks a capability (403).
    Restricted,
    /// Nothing with this id is shared with the connection (404).
    NotFound {
        /// The request.
        call: String,
    },
    /// The request was rejected (400 and other codes), with Notion's code and message.
    Rejected {
        /// The request.
        call: String,
        /// The HTTP status.
        status: u16,
        /// Notion's error code.
        code: String,
        /// Notion's message.
        message: String,
    },
    /// The response redirects to another address, where the token must not be sent.
    Redirected {
        /// The request.
        call: String,
    },
    /// No usable response after all attempts.
    Unavailable {
        /// The request.
        call: String,
        /// Number of attempts.
        attempts: u32,
        /// The failure of the last attempt.
        last: String,
    },
    /// The total time limit was exceeded.
    OutOfTime {
        /// The time, in seconds.
        seconds: u64,
    },
    /// There was no progress for too long.
    Stalled {
        /// The time without progress, in seconds.
        seconds: u64,
    },
    /// A response is larger than the limit.
    Oversize {
        /// The request.
        call: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The page contains no database, or the database no data source.
    NoDataSource,
    /// There are several data sources.
    Several(Vec<Found>),
    /// The database is in the trash.
    Trashed,
    /// The type of the property of a role does not fit.
    UnfitProperty {
        /// The role.
        role: &'static str,
        /// The name of the property.
        property: String,
        /// Its type.
        kind: String,
        /// The types that fit.
        types: &'static [&'static str],
        /// Other properties of a typical type.
        similar: Vec<String>,
    },
    /// A mapped property does not exist.
    MissingProperty {
        /// The role.
        role: &'static str,
        /// The names that were searched.
        wanted: Vec<String>,
        /// The most similar names.
        near: Vec<String>,
    },
    /// A role that had a property at the last sync has none.
    LostProperty {
        /// The role.
        role: &'static str,
        /// The name of the property at the last sync.
        before: String,
        /// The present name of this property, if it still exists.
        renamed: Option<String>,
        /// The most similar names.
        near: Vec<String>,
    },
    /// A related database that could be read at the last sync is not shared any more.
    LostRelation {
        /// The role.
        role: &'static str,
        /// The name of the property.
        property: String,
    },
    /// More rows were created in one minute than a query returns.
    TooDense {
        /// The minute.
        minute: String,
        /// The maximum number of rows of a query.
        window: usize,
    },
    /// The enumeration cannot be finished; the text says why.
    Incomplete(String),
    /// Far fewer rows than in the previous snapshot.
    Shrunk {
        /// Rows before.
        before: usize,
        /// Rows now.
        now: usize,
    },
}

impl Failure {
    /// Returns the fix, as one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoId => "Paste the link of the database (Share, Copy link) as `source`.",
            Self::Address(_) => "Unset FIELDBOOK_NOTION_URL, or set it to a loopback address.",
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
            Self::Redirected { .. } => "Check that no proxy or login page intercepts the connection to Notion.",
            Self::Unavailable { .. } | Self::OutOfTime { .. } | Self::Stalled { .. } => {
                "Try again later, or build with `--offline` from the last snapshot."
            }
            Self::Oversize { .. } => "Report this message; a smaller page size may be needed.",
            Self::NoDataSource => {
                "Set `source` to the page that contains the database itself, not a linked view of it."
            }
            Self::Several(_) => {
                "Set `source` to `collection://` and the id of the one that contains the opportunities."
            }
            Self::Trashed => "Restore the database in Notion, or set `source` to another one.",
            Self::MissingProperty { .. } => {
                "Set the property in the mapping of site.toml; `id:` and its id still matches after a rename."
            }
            Self::UnfitProperty { .. } => {
                "Set another property in `properties` of [opportunities.notion], set the role to `[]` if there is none, or \
                 change the type of the property in Notion."
            }
            Self::LostProperty { .. } => {
                "Set the property in `properties` of [opportunities.notion], or set the role to `[]` if there is none."
            }
            Self::LostRelation { .. } => {
                "Open the related database in Notion, then ••• at the top right, Connections, and add the connection."
            }
            Self::TooDense { .. } => {
                "Move some of the rows that were imported in this minute to a data source of their own."
            }
            Self::Incomplete(_) => "Try again; if it fails again, report this message.",
            Self::Shrunk { .. } => {
                "Check that the database is still shared with this connection and the token is the right one; if the rows \
                 are really gone, run `fieldbook sync --accept-shrink`."
            }
        }
    }

    /// Returns the problem, without the fix.
    pub fn message(&self) -> String {
        Problem(self).to_string()
    }

    /// Returns whether a person removes the cause, as that of a wrong token, so that waiting does not help.
    pub fn is_for_a_person(&self) -> bool {
        !matches!(
            self,
            Self::Setup(_)
                | Self::Rejected { .. }
                | Self::Redirected { .. }
                | Self::Unavailable { .. }
                | Self::OutOfTime { .. }
                | Self::Stalled { .. }
                | Self::Oversize { .. }
                | Self::TooDense { .. }
                | Self::Incomplete(_)
                | Self::Shrunk { .. }
        )
    }

    /// Returns whether the cursor has expired, so that the window has to be restarted.
    pub(super) fn is_dead_cursor(&self) -> bool {
        matches!(self, Self::Rejected { status: 400, code, message, .. }
            if code == "validation_error" && message.contains("start_cursor"))
    }

    fn what(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoId => write!(formatter, "`source` contains no id of 32 hexadecimal digits"),
            Self::Address(text) => write!(formatter, "`{text}` is not a loopback address"),
            Self::Setup(text) => write!(formatter, "cannot create an HTTP client: {text}"),
            Self::Unauthorized => write!(formatter, "Notion rejected the token (401)"),
            Self::Restricted => write!(formatter, "the connection lacks a capability (403 restricted_resource)"),
            Self::NotFound { call } => {
                write!(formatter, "{call}: nothing with this id is shared with the connection (404 object_not_found)")
            }
            Self::Rejected { call, status, code, message } => {
                write!(formatter, "{call}: Notion rejected the request ({status} {code}): {message}")
            }
            Self::Redirected { call } => {
                write!(formatter, "{call}: the response is a redirect; the token is not sent there")
            }
            Self::Unavailable { call, attempts, last } => {
                write!(formatter, "{call}: no usable response after {attempts} attempts; last failure: {last}")
            }
            Self::OutOfTime { seconds } => write!(formatter, "Notion took longer than {seconds} seconds in total"),
            Self::Stalled { seconds } => write!(formatter, "Notion sent nothing new for {seconds} seconds"),
            Self::Oversize { call, limit } => write!(formatter, "{call}: the response is larger than {limit} bytes"),
            Self::NoDataSource => write!(formatter, "there is no data source behind `source`"),
            Self::Several(found) => {
                write!(formatter, "there are {} data sources behind `source`:", found.len())?;
                found.iter().try_for_each(|found| write!(formatter, " {} ({})", found.name, found.id))
            }
            Self::Trashed => write!(formatter, "the database is in the trash"),
            Self::MissingProperty { role, wanted, near } => {
                write!(formatter, "no property for `{role}`: looked for {}", wanted.join(", "))?;
                similar(formatter, near)
            }
            Self::UnfitProperty { role, property, kind, types, similar } => {
                let types = types.join(", ");
                write!(
                    formatter,
                    "`{role}` cannot be read from the property `{property}` of the type {kind}; types that fit: {types}"
                )?;
                let names: Vec<String> = similar.iter().map(|name| format!("`{name}`")).collect();
                if names.is_empty() { Ok(()) } else { write!(formatter, "; properties that fit: {}", names.join(", ")) }
            }
            Self::LostProperty { role, before, renamed, near } => {
                write!(formatter, "`{role}` was read from the property `{before}`, ")?;
                match renamed {
                    Some(name) => write!(formatter, "which is now called `{name}`"),
                    None => write!(formatter, "which does not exist any more").and_then(|()| similar(formatter, near)),
                }
            }
            Self::LostRelation { role, property } => {
                let what = "is not shared with the connection any more";
                write!(formatter, "`{role}` cannot be read: the database behind `{property}` {what}")
            }
            Self::TooDense { minute, window } => {
                write!(formatter, "more than {window} rows were created at {minute}, more than a query returns")
            }
            Self::Incomplete(text) => write!(formatter, "cannot read all rows: {text}"),
            Self::Shrunk { before, now } => {
                write!(formatter, "the data source has {now} rows, the previous snapshot had {before}")
            }
        }
    }
}

/// The problem alone.
struct Problem<'a>(&'a Failure);

impl fmt::Display for Problem<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.what(formatter)
    }
}

/// Writes which names are similar, if there are any.
fn similar(formatter: &mut fmt::Formatter<'_>, near: &[String]) -> fmt::Result {
    let names: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { Ok(()) } else { write!(formatter, "; similar names: {}", names.join(", ")) }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what(formatter)?;
        write!(formatter, ". {}", self.help())
    }
}

impl std::error::Error for Failure {}
