//! What went over the wire.

use crate::browser::Browser;
use serde_json::Value;

/// What was fetched.
pub(crate) struct Traffic {
    /// The addresses.
    pub(crate) urls: Vec<String>,
    /// Heads and bodies, as they went over the wire.
    pub(crate) bytes: u64,
}

impl Traffic {
    /// Takes what was fetched since the last call.
    pub(crate) async fn take(browser: &Browser) -> Self {
        let messages = browser.network().await;
        let method = |message: &Value, name: &str| message.get("method").and_then(Value::as_str) == Some(name);
        let sent = messages.iter().filter(|message| method(message, "Network.requestWillBeSent"));
        let urls =
            sent.filter_map(|message| message.pointer("/params/request/url")?.as_str().map(str::to_owned)).collect();
        let ended = messages.iter().filter(|message| method(message, "Network.loadingFinished"));
        let bytes = ended.filter_map(|message| message.pointer("/params/encodedDataLength")?.as_f64()).sum::<f64>();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes")]
        Self { urls, bytes: bytes as u64 }
    }

    /// Returns what belongs to the search.
    pub(crate) fn of_search(&self) -> Vec<&String> {
        self.urls.iter().filter(|url| url.contains("/search/index/") || url.contains("/assets/engine-")).collect()
    }
}
