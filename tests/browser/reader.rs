//! What a reader does with a browser, the same in Chromium and in Firefox.

use crate::browser::{Browser, LOOK_EVERY, LOOKS};
use crate::paper::{A4, pdf};
use serde_json::Value;

/// Somebody at a keyboard.
pub(crate) trait Reader {
    /// Opens a page and waits until it is loaded.
    async fn open(&self, url: &str);

    /// Evaluates a script's expression in the page.
    async fn eval(&self, expression: &str) -> Value;

    /// Presses keys one after the other; they go wherever the focus is.
    async fn press(&self, keys: &str);

    /// Prints the page on A4; returns a PDF.
    async fn print(&self) -> Vec<u8>;

    /// Takes what a reader of the site at `origin` must not cause: words on the console, requests to elsewhere.
    async fn noise(&self, origin: &str) -> Vec<String>;

    /// Returns whether `expression` is true in the page.
    async fn holds(&self, expression: &str) -> bool {
        self.eval(&format!("Boolean({expression})")).await == Value::Bool(true)
    }

    /// Waits until `expression` is true in the page.
    async fn until(&self, expression: &str) {
        for _ in 0..LOOKS {
            if self.holds(expression).await {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        panic!("never became true: {expression}; the page says: {}", self.eval("document.body.innerText").await);
    }
}

impl Reader for Browser {
    async fn open(&self, url: &str) {
        Self::open(self, url).await;
    }

    async fn eval(&self, expression: &str) -> Value {
        Self::eval(self, expression).await
    }

    async fn press(&self, keys: &str) {
        Self::press(self, keys).await;
    }

    async fn print(&self) -> Vec<u8> {
        pdf(self, A4).await
    }

    async fn noise(&self, origin: &str) -> Vec<String> {
        Self::noise(self, origin).await
    }
}
