//! What the environment says of the network.

use super::super::environment::variable;
use crate::config::Settings;
use crate::session::{AGENT, Failure};
use crate::web::{Allowances, ProxyUse};

/// The variable with the hosts that may have private addresses.
const ALLOW: &str = "FIELDBOOK_EVIDENCE_ALLOW";
/// The variable that lets the environment's proxy send the requests.
const PROXY: &str = "FIELDBOOK_EVIDENCE_PROXY";

/// Returns the hosts with private addresses that the environment allows.
pub(super) fn allowances() -> Result<Allowances, Failure> {
    let text = variable(ALLOW).unwrap_or_default();
    Allowances::parse(&text).map_err(|cause| Failure(format!("{ALLOW}: {cause}")))
}

/// Returns whether the environment's proxy sends the requests.
pub(super) fn proxy() -> ProxyUse {
    if variable(PROXY).as_deref() == Some("1") { ProxyUse::Environment } else { ProxyUse::Never }
}

/// Returns how requests name the program and whom to ask.
pub(super) fn user_agent(settings: &Settings) -> String {
    let program = concat!("/", env!("CARGO_PKG_VERSION"));
    let contact = settings.evidence.contact.as_ref().map(|contact| contact.value.as_str());
    let contact: String = contact.unwrap_or_default().chars().filter(char::is_ascii_graphic).collect();
    if contact.is_empty() { format!("{AGENT}{program}") } else { format!("{AGENT}{program} (+{contact})") }
}
