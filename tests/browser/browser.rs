//! A Chromium of one's own, driven through chromedriver.

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use url::{ParseError, Url};

/// A browser with the driver that it hangs on; both end with it.
pub(crate) struct Browser {
    /// The session.
    pub(crate) client: Client,
    _driver: Driver,
}

/// A chromedriver, ended with the value.
struct Driver(Child);

/// Runs `test` with a new browser and ends it afterwards, whatever happens.
pub(crate) fn with_browser<F>(test: F)
where
    F: AsyncFnOnce(&Browser),
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let browser = Browser::start().await;
        test(&browser).await;
        browser.client.clone().close().await.expect("the session ends");
    });
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    async fn start() -> Self {
        // Only chromedriver on loopback is ever called, but the client wants to know its cryptography; a second call
        // finds it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (driver, port) = start_driver();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--window-size=1366,768",
        ];
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments, "perfLoggingPrefs": { "enableNetwork": true } },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { panic!("capabilities are an object") };
        let client = ClientBuilder::rustls()
            .expect("certificates can be read")
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver starts chromium");
        Self { client, _driver: driver }
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url} opens: {error}"));
    }

    /// Evaluates a script's expression in the page.
    pub(crate) async fn eval(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        self.client.execute(&script, Vec::new()).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Waits until `expression` is true in the page.
    pub(crate) async fn until(&self, expression: &str) {
        for _ in 0..200 {
            if self.eval(&format!("Boolean({expression})")).await == Value::Bool(true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("never became true: {expression}; the page says: {}", self.eval("document.body.innerText").await);
    }

    /// Makes every page opened from now on believe that it is `day` (`YYYY-MM-DD`), at noon UTC.
    pub(crate) async fn set_clock(&self, day: &str) {
        let source = format!(
            "(() => {{ const Real = Date; const shift = Real.UTC({}) - Real.now();
               const Shifted = class extends Real {{
                 constructor(...a) {{ if (a.length === 0) super(Real.now() + shift); else super(...a); }}
                 static now() {{ return Real.now() + shift; }} }};
               globalThis.Date = Shifted; }})();",
            utc_arguments(day)
        );
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }

    /// Calls a method of the `DevTools` protocol.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let command = Extension { path: "goog/cdp/execute", body: json!({ "cmd": method, "params": parameters }) };
        self.client.issue_cmd(command).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Takes what the console said since the last call.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        entries.iter().map(|entry| text_at(entry, "/message").unwrap_or_default().to_owned()).collect()
    }

    /// Takes the addresses that were requested since the last call.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let entries = self.log("performance").await;
        let messages = entries
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(text_at(entry, "/message").unwrap_or_default()).ok());
        messages
            .filter(|message| text_at(message, "/message/method") == Some("Network.requestWillBeSent"))
            .filter_map(|message| text_at(&message, "/message/params/request/url").map(str::to_owned))
            .collect()
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let command = Extension { path: "se/log", body: json!({ "type": kind }) };
        let log = self.client.issue_cmd(command).await.expect("chromedriver hands out its logs");
        log.as_array().cloned().unwrap_or_default()
    }

    /// Fails if the console said anything or a request left `origin` since the last call.
    pub(crate) async fn assert_quiet(&self, origin: &str) {
        assert_eq!(self.console().await, Vec::<String>::new(), "the console is silent");
        let foreign = |url: &String| !url.starts_with(origin) && !url.starts_with("data:") && !url.starts_with("blob:");
        let strangers: Vec<_> = self.requests().await.into_iter().filter(foreign).collect();
        assert_eq!(strangers, Vec::<String>::new(), "no request leaves {origin}");
    }
}

fn utc_arguments(day: &str) -> String {
    let parts: Vec<u32> = day.split('-').map(|part| part.parse().expect("a day")).collect();
    let [year, month, day] = parts.as_slice() else { panic!("a day is YYYY-MM-DD") };
    format!("{year}, {}, {day}, 12", month - 1)
}

/// Returns the text at a JSON pointer.
fn text_at<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

fn start_driver() -> (Driver, u16) {
    let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut driver = Driver(started.expect("chromedriver is installed (Debian: chromium-driver)"));
    let lines = BufReader::new(driver.0.stdout.take().expect("its output is piped")).lines();
    for line in lines.map_while(Result::ok) {
        let port = line.split("port ").last().and_then(|rest| rest.trim_end_matches('.').parse().ok());
        if let (true, Some(port)) = (line.contains("started successfully"), port) {
            return (driver, port);
        }
    }
    panic!("chromedriver ended without naming its port");
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
