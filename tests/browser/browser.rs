//! A Chromium of one's own, driven through chromedriver.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use url::{ParseError, Url};

/// The day on which the sample shows every state; each browser believes that it is today.
pub(crate) const DAY: &str = "2026-11-21";
/// How often, and after which time each, a condition is looked at before a test gives up.
pub(crate) const LOOKS: usize = 600;
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The keys that change what the others mean while they are down.
const MODIFIERS: [Key; 4] = [Key::Shift, Key::Control, Key::Alt, Key::Meta];

/// How long a page's script may take: the engine answers hundreds of queries in one, also on a busy machine.
const LONGEST_SCRIPT: Duration = Duration::from_mins(3);

/// A browser.
pub(crate) struct Browser {
    /// The session.
    pub(crate) client: Client,
    /// The script that sets the clock.
    clock: RefCell<Option<Value>>,
}

/// A chromedriver, ended with the value.
struct Driver(Child);

/// Runs `test` with a new browser. Session and driver end afterwards, whether it passed or not.
pub(crate) fn with_browser<F>(test: F)
where
    F: AsyncFnOnce(&Browser),
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (driver, port) = start_driver();
    let browser = runtime.block_on(Browser::start(port));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            browser.set_clock(DAY).await;
            test(&browser).await;
        });
    }));
    // Chromium ends with its session; ending the driver alone would leave it behind.
    let closed = runtime.block_on(browser.client.close());
    drop(driver);
    match outcome {
        Err(panic) => resume_unwind(panic),
        Ok(()) => closed.expect("the session ends"),
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    async fn start(port: u16) -> Self {
        // Only chromedriver on loopback is ever called, but the client wants to know its cryptography; a second call
        // finds it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
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
            "timeouts": { "script": LONGEST_SCRIPT.as_millis() },
        });
        let Value::Object(capabilities) = capabilities else { panic!("capabilities are an object") };
        let client = ClientBuilder::rustls()
            .expect("certificates can be read")
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver starts chromium");
        Self { client, clock: RefCell::new(None) }
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url} opens: {error}"));
        // On a busy machine, the driver may say so before the page is parsed.
        self.until("document.readyState === 'complete'").await;
    }

    /// Evaluates a script's expression in the page.
    pub(crate) async fn eval(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        self.client.execute(&script, Vec::new()).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// Returns whether `expression` is true in the page.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        self.eval(&format!("Boolean({expression})")).await == Value::Bool(true)
    }

    /// Presses keys one after the other, as a keyboard does: they go wherever the focus is, also where it is on an
    /// element that was just hidden. Modifiers stay down until the end.
    pub(crate) async fn press(&self, keys: &str) {
        let mut held = Vec::new();
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value });
            if MODIFIERS.map(char::from).contains(&value) {
                held.push(value);
            } else {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        actions = held.into_iter().rev().fold(actions, |actions, value| actions.then(KeyAction::Up { value }));
        self.client.perform_actions(actions).await.unwrap_or_else(|error| panic!("{keys:?} can be pressed: {error}"));
    }

    /// Makes pages believe that their reader prefers this: names and values of media features.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Waits until `expression` is true in the page.
    pub(crate) async fn until(&self, expression: &str) {
        for _ in 0..LOOKS {
            if self.holds(expression).await {
                return;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        panic!("never became true: {expression}; the page says: {}", self.eval("document.body.innerText").await);
    }

    /// Makes every page opened from now on believe that it is `day` (`YYYY-MM-DD`), at noon UTC.
    pub(crate) async fn set_clock(&self, day: &str) {
        let script = self.run_first(&clock_script(day)).await;
        if let Some(former) = self.clock.replace(Some(script)) {
            self.devtools("Page.removeScriptToEvaluateOnNewDocument", former).await;
        }
    }

    /// Runs `source` in every page opened from now on, before its own scripts; returns what takes it back.
    pub(crate) async fn run_first(&self, source: &str) -> Value {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await
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

    /// Takes the messages of the network since the last call.
    pub(crate) async fn network(&self) -> Vec<Value> {
        let entries = self.log("performance").await;
        entries
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(text_at(entry, "/message")?).ok())
            .filter_map(|message| message.get("message").cloned())
            .collect()
    }

    /// Takes the addresses that were requested since the last call.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let messages = self.network().await;
        let sent = messages.iter().filter(|message| text_at(message, "/method") == Some("Network.requestWillBeSent"));
        sent.filter_map(|message| text_at(message, "/params/request/url").map(str::to_owned)).collect()
    }

    /// Takes what a reader of the site at `origin` must not cause: words on the console, requests to elsewhere. What a page of another
    /// site still asks of that site while it is left is not of this one; that this one leads elsewhere is.
    pub(crate) async fn noise(&self, origin: &str) -> Vec<String> {
        let is_own = |url: &str| ["data:", "blob:", origin].iter().any(|start| url.starts_with(start));
        let said = self.console().await.into_iter().map(|line| format!("console: {line}"));
        let messages = self.network().await;
        let sent = messages.iter().filter(|message| text_at(message, "/method") == Some("Network.requestWillBeSent"));
        let requests = sent.filter_map(|message| {
            let of = |place| text_at(message, place).unwrap_or_default();
            let url = of("/params/request/url");
            let left = of("/params/type") != "Document" && !is_own(of("/params/documentURL"));
            (!is_own(url) && !left).then(|| format!("request: {url}"))
        });
        said.chain(requests).collect()
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let command = Extension { path: "se/log", body: json!({ "type": kind }) };
        let log = self.client.issue_cmd(command).await.expect("chromedriver hands out its logs");
        log.as_array().cloned().unwrap_or_default()
    }

    /// Fails if there was any [noise](Self::noise) since the last call.
    pub(crate) async fn assert_quiet(&self, origin: &str) {
        assert_eq!(self.noise(origin).await, Vec::<String>::new(), "silence, and no request that leaves {origin}");
    }
}

/// Returns the script that makes a page believe that it is `day`, at noon UTC.
pub(crate) fn clock_script(day: &str) -> String {
    format!(
        "(() => {{ const Real = Date; const shift = Real.UTC({}) - Real.now();
           const Shifted = class extends Real {{
             constructor(...a) {{ if (a.length === 0) super(Real.now() + shift); else super(...a); }}
             static now() {{ return Real.now() + shift; }} }};
           globalThis.Date = Shifted; }})();",
        utc_arguments(day)
    )
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

/// How often a chromedriver is started before a test gives up: it picks a free port for one address family and ends
/// when somebody has the same port in the other.
const STARTS: usize = 5;

fn start_driver() -> (Driver, u16) {
    let mut said = Vec::new();
    for _ in 0..STARTS {
        let command = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut driver = Driver(command.expect("chromedriver is installed (Debian: chromium-driver)"));
        let lines = BufReader::new(driver.0.stdout.take().expect("its output is piped")).lines();
        for line in lines.map_while(Result::ok) {
            let port = line.split("port ").last().and_then(|rest| rest.trim_end_matches('.').parse().ok());
            if let (true, Some(port)) = (line.contains("started successfully"), port) {
                return (driver, port);
            }
            said.push(line);
        }
    }
    panic!("{STARTS} chromedrivers ended without naming a port; they said: {}", said.join("\n"));
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
