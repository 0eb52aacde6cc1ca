//! A Firefox of one's own, driven through `WebDriver` `BiDi` (W3C working draft): Debian has no geckodriver.

use crate::browser::{DAY, clock_script};
use crate::reader::Reader;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket, connect};

/// The longest that Firefox may take for one command.
const LONGEST_COMMAND: Duration = Duration::from_mins(2);

/// The window, as large as Chromium's in the other tests.
const WINDOW: (u32, u32) = (1366, 768);

/// A browser.
pub(crate) struct Firefox {
    link: RefCell<Link>,
    /// The window.
    context: String,
}

/// The connection, and what came without being asked for.
struct Link {
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    last: u64,
    events: Vec<Value>,
}

/// A process and its profile, both ended with the value.
struct Process {
    child: Child,
    profile: TempDir,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It ends by itself once its session is closed; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs `test` with a new Firefox, which ends afterwards, whether the test passed or not.
pub(crate) fn with_firefox<F>(test: F)
where
    F: AsyncFnOnce(&Firefox),
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (process, address) = start();
    let firefox = Firefox::connect(&address);
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&firefox))));
    firefox.command("browser.close", &json!({}));
    drop(process);
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Starts Firefox with an empty profile, which is its home too; returns the address of its session.
fn start() -> (Process, String) {
    let profile = tempfile::tempdir().expect("a folder");
    let child = Command::new("firefox-esr")
        .args(["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"])
        .arg(profile.path())
        .env("HOME", profile.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("firefox-esr is installed (Debian: firefox-esr)");
    let mut process = Process { child, profile };
    let mut lines = BufReader::new(process.child.stderr.take().expect("its errors are piped"));
    let address = listening(&mut lines);
    let address = address.unwrap_or_else(|| panic!("Firefox with {:?} names no address", process.profile));
    // What it says further is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.lines().map_while(Result::ok).count());
    (process, address)
}

fn listening(lines: &mut BufReader<ChildStderr>) -> Option<String> {
    let line = lines.lines().map_while(Result::ok).find(|line| line.contains("WebDriver BiDi listening on"))?;
    line.split_whitespace().find(|word| word.starts_with("ws://")).map(|address| format!("{address}/session"))
}

impl Firefox {
    fn connect(address: &str) -> Self {
        let (socket, _) = connect(address).unwrap_or_else(|error| panic!("{address}: {error}"));
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(LONGEST_COMMAND)).expect("a limit of time");
        }
        let link = Link { socket, last: 0, events: Vec::new() };
        let mut firefox = Self { link: RefCell::new(link), context: String::new() };
        firefox.command("session.new", &json!({ "capabilities": {} }));
        firefox.command("session.subscribe", &json!({ "events": ["log.entryAdded", "network.beforeRequestSent"] }));
        // The first window never gets the focus, and keys press no button there.
        let window = firefox.command("browsingContext.create", &json!({ "type": "window" }));
        let context = window.get("context").and_then(Value::as_str);
        context.expect("a window").clone_into(&mut firefox.context);
        let (width, height) = WINDOW;
        let viewport = json!({ "width": width, "height": height });
        firefox.command("browsingContext.setViewport", &json!({ "context": firefox.context, "viewport": viewport }));
        let clock = format!("() => {{ {} }}", clock_script(DAY));
        firefox.command("script.addPreloadScript", &json!({ "functionDeclaration": clock }));
        firefox
    }

    /// Calls a method and waits for its result; what comes in between is kept.
    fn command(&self, method: &str, parameters: &Value) -> Value {
        let mut link = self.link.borrow_mut();
        link.last += 1;
        let id = link.last;
        let text = json!({ "id": id, "method": method, "params": parameters }).to_string();
        link.socket.send(Message::text(text)).unwrap_or_else(|error| panic!("{method}: {error}"));
        loop {
            let message = link.socket.read().unwrap_or_else(|error| panic!("{method}: {error}"));
            let Ok(text) = message.to_text() else { continue };
            let Ok(mut message) = serde_json::from_str::<Value>(text) else { continue };
            if message.get("id").and_then(Value::as_u64) != Some(id) {
                link.events.push(message);
                continue;
            }
            let result = message.get_mut("result").map(Value::take);
            return result.unwrap_or_else(|| panic!("{method}: {message}"));
        }
    }
}

impl Reader for Firefox {
    async fn open(&self, url: &str) {
        let parameters = json!({ "context": self.context, "url": url, "wait": "complete" });
        self.command("browsingContext.navigate", &parameters);
    }

    async fn eval(&self, expression: &str) -> Value {
        let expression = format!("(async () => JSON.stringify((await ({expression})) ?? null))()");
        let target = json!({ "context": self.context });
        let parameters = json!({ "expression": expression, "target": target, "awaitPromise": true });
        let result = self.command("script.evaluate", &parameters);
        let text = result.pointer("/result/value").and_then(Value::as_str);
        let text = text.unwrap_or_else(|| panic!("{expression}: {result}"));
        serde_json::from_str(text).expect("JSON")
    }

    async fn press(&self, keys: &str) {
        let strokes =
            keys.chars().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })));
        let strokes: Vec<Value> = strokes.collect();
        let keyboard = json!([{ "type": "key", "id": "keyboard", "actions": strokes }]);
        self.command("input.performActions", &json!({ "context": self.context, "actions": keyboard }));
    }

    async fn print(&self) -> Vec<u8> {
        // Centimetres; ISO 216.
        let page = json!({ "width": 21.0, "height": 29.7 });
        let printed = self.command("browsingContext.print", &json!({ "context": self.context, "page": page }));
        STANDARD.decode(printed.get("data").and_then(Value::as_str).expect("a PDF")).expect("base64")
    }

    async fn noise(&self, origin: &str) -> Vec<String> {
        let is_own = |url: &str| [origin, "data:", "blob:", "about:"].iter().any(|begin| url.starts_with(begin));
        let text = |event: &Value, pointer: &str| event.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let heard = |event: Value| match event.get("method").and_then(Value::as_str)? {
            "log.entryAdded" => Some(format!("console: {}", text(&event, "/params/text")?)),
            "network.beforeRequestSent" => {
                text(&event, "/params/request/url").filter(|url| !is_own(url)).map(|url| format!("request: {url}"))
            }
            _ => None,
        };
        // A command and its answer come after everything that happened before.
        self.eval("0").await;
        let events = std::mem::take(&mut self.link.borrow_mut().events);
        events.into_iter().filter_map(heard).collect()
    }
}
