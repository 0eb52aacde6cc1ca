//! From a reader's doubt to a commit: the dialog, its file, `fieldbook inbox`, and the page of the next build.

use crate::access::assert_accessible;
use crate::browser::{Browser, with_browser};
use crate::built::{DOORS, Door};
use crate::server::serve;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use url::Url;

const FILES: [(&str, &str); 4] = [
    ("site.toml", "[site]\ntitle = \"T\"\nissue_url = \"https://git.example.com/new?title={title}\"\n"),
    ("people.yaml", "- {id: ann, name: Ann Arbor, email: ann@example.com}\n"),
    ("content/competitors/globex.md", "---\nname: Globex\nowner: ann\n---\nGlobex.\n"),
    (
        "content/battlecards/globex.md",
        "---\ntitle: Globex\ncompetitor: competitors/globex\nowner: ann\nstatus: approved\nclaims:\n  - id: scim\n    \
         text: Globex offers SCIM on the Enterprise plan only.\n    source: https://docs.globex.example/plans\n    \
         quote: \"SCIM is on Enterprise\"\n    verified: 2026-11-02\n---\n## Why we win\n\nSCIM for all.[^scim]\n\n\
         ## Why we lose\n\nBrand.\n",
    ),
];
const CARD: &str = "battlecards/globex/index.html";
const CLAIM: &str = "claims/battlecards/globex/scim/index.html";

/// A site in a repository, its build, and what a reader downloads.
struct Corrected(PathBuf);

impl Corrected {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("corrections {name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("removed");
        }
        fs::create_dir_all(folder.join("downloads")).expect("made");
        let site = Self(folder);
        for (path, text) in FILES {
            let path = site.0.join("site").join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, text).expect("written");
        }
        site.git(&["init", "-q", "-b", "main"]);
        site.git(&["add", "."]);
        site.git(&["commit", "-qm", "first"]);
        site.build();
        site
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Owner").env(format!("GIT_{role}_EMAIL"), "owner@example.com");
        }
        command.env("SOURCE_DATE_EPOCH", "1795262400").current_dir(self.0.join("site"));
        command.args(arguments).output().expect("it runs")
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git", arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    fn fieldbook(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_fieldbook"), arguments)
    }

    fn build(&self) {
        let output = self.fieldbook(&["build", "--portable", "--output", "../public"]);
        assert!(output.status.success(), "{output:?}");
    }

    fn origin(&self, door: Door) -> String {
        let folder = self.0.join("public");
        match door {
            Door::Served => serve(&folder),
            Door::Disk => Url::from_directory_path(&folder).expect("an absolute path").into(),
        }
    }

    /// Returns the change files that were downloaded, and removes them.
    async fn downloaded(&self, browser: &Browser) -> Vec<(String, Value)> {
        browser.until("/Saved as/.test(document.querySelector('dialog[open] [role=status]').textContent)").await;
        let mut found = Vec::new();
        for _ in 0..100 {
            for item in fs::read_dir(self.0.join("downloads")).expect("a folder") {
                let path = item.expect("an item").path();
                if path.extension().is_some_and(|end| end == "json") {
                    let text = fs::read_to_string(&path).expect("a text");
                    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                    found.push((name, serde_json::from_str(&text).expect("JSON")));
                }
            }
            if !found.is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        found
    }
}

fn text_of(selector: &str, text: &str) -> String {
    let (selector, text) = (json!(selector), json!(text));
    format!("(() => {{ document.querySelector({selector}).value = {text}; return true; }})()")
}

#[test]
fn a_dispute_becomes_a_commit_and_shows_on_the_card() {
    with_browser(async |browser| {
        for door in DOORS {
            let site = Corrected::new(&format!("{door:?}"));
            let downloads = site.0.join("downloads").to_string_lossy().into_owned();
            browser
                .devtools("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": downloads }))
                .await;
            let origin = site.origin(door);
            browser.console().await;
            browser.open(&format!("{origin}{CLAIM}")).await;
            browser.requests().await;
            // Keyboard alone: the button, the second of the radio buttons, the fields, the first button.
            browser.eval("document.querySelector('[data-correct]').focus()").await;
            browser.press(&Key::Enter.to_string()).await;
            browser.until("document.querySelector('dialog.correct-dialog[open]')").await;
            assert!(
                browser.holds("document.activeElement.value === 'edit'").await,
                "{door:?}: the focus is in the dialog"
            );
            browser.press(&Key::Down.to_string()).await;
            assert!(browser.holds("!document.querySelector('[name=text]').checkVisibility()").await);
            browser.press(&format!("{}They have it on Team.", char::from(Key::Tab))).await;
            browser.press(&format!("{}https://docs.globex.example/team", char::from(Key::Tab))).await;
            browser.press(&format!("{}Mia Muster", char::from(Key::Tab))).await;
            browser.press(&format!("{}{}", char::from(Key::Tab), char::from(Key::Enter))).await;
            let files = site.downloaded(browser).await;
            let [(name, change)] = files.as_slice() else { panic!("{door:?}: {files:?}") };
            assert!(name.starts_with("dispute-battlecards-globex-2026-11-21-"), "{name}");
            let (commit, hash) = (change["commit"].clone(), change["base_hash"].clone());
            let expected = json!({
                "schema": "fieldbook/change/1", "change": "dispute", "entry": "battlecards/globex", "claim": "scim",
                "base": "Globex offers SCIM on the Enterprise plan only.", "base_hash": hash,
                "comment": "They have it on Team.", "source": "https://docs.globex.example/team",
                "author": "Mia Muster", "day": "2026-11-21", "commit": commit, "audience": "internal",
            });
            assert_eq!(*change, expected);
            let requests = browser.requests().await;
            // The browser asks for the picture of the site whenever it likes.
            let own = ["assets/corrections-", "assets/favicon-"].map(|name| format!("{origin}{name}"));
            let is_own = |url: &String| url.starts_with("blob:") || own.iter().any(|start| url.starts_with(start));
            assert!(requests.iter().all(is_own), "nothing is sent: {requests:?}");
            assert_eq!(browser.console().await, Vec::<String>::new());

            let output = site.fieldbook(&["inbox", "../downloads"]);
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            let message = site.git(&["log", "-1", "--format=%an: %s (%(trailers:key=Proposed-by,separator=%x2C))"]);
            assert_eq!(message, "Owner: corrections: dispute battlecards/globex#scim (Proposed-by: Mia Muster)\n");
            site.build();
            browser.open(&format!("{}{CARD}", site.origin(door))).await;
            let state = "document.querySelector('details.evidence .state').textContent";
            assert_eq!(browser.eval(state).await, json!("Not proven"));
            assert!(browser.holds("document.body.textContent.includes('They have it on Team.')").await, "the reason");
        }
    });
}

#[test]
fn wording_and_new_claims_are_checked_copied_and_mailed() {
    with_browser(async |browser| {
        let site = Corrected::new("forms");
        let origin = site.origin(Door::Served);
        browser.run_first(crate::access::axe()).await;
        let phone = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true });
        browser.devtools("Emulation.setDeviceMetricsOverride", phone).await;
        browser.open(&format!("{origin}{CARD}#~correct-note")).await;
        browser.until("document.querySelector('dialog.correct-dialog[open]')").await;
        assert!(browser.holds("document.documentElement.scrollWidth <= 320").await, "nothing is beside the page");
        assert!(browser.holds("document.querySelector('dialog[open]').scrollWidth <= document.querySelector('dialog[open]').clientWidth").await);
        assert_accessible(browser, "the dialog").await;
        let act = |name: &str| format!("document.querySelector('[data-act={name}]').click()");
        let fault = "document.querySelector('.correct-fault').textContent";
        browser.eval(&act("copy")).await;
        assert_eq!(browser.eval(fault).await, json!("Change the text first."));
        browser.eval(&text_of("[name=text]", "Globex offers SCIM on every plan.")).await;
        browser.eval(&text_of("[name=source]", "globex.example")).await;
        browser.eval(&act("copy")).await;
        assert_eq!(browser.eval(fault).await, json!("An address begins with https://."));
        browser.eval(&text_of("[name=source]", "")).await;
        // What would leave the page is caught.
        browser.eval("(window.out = [], window.fieldbook.copy = (text) => window.out.push(text), HTMLAnchorElement.prototype.click = function () { window.out.push(this.href); })").await;
        for name in ["copy", "mail", "issue"] {
            browser.eval(&act(name)).await;
        }
        let out = browser.eval("window.out").await;
        let copied: Value = serde_json::from_str(out[0].as_str().expect("a text")).expect("JSON");
        assert_eq!((&copied["change"], &copied["text"]), (&json!("edit"), &json!("Globex offers SCIM on every plan.")));
        let address = |index: usize| Url::parse(out[index].as_str().expect("an address")).expect("an address");
        assert_eq!((address(1).scheme(), address(1).path()), ("mailto", "ann@example.com"));
        let parts: Vec<(String, String)> = address(1).query_pairs().into_owned().collect();
        assert_eq!(parts[0], ("subject".to_owned(), "edit: battlecards/globex#scim".to_owned()));
        assert_eq!(serde_json::from_str::<Value>(&parts[1].1).expect("JSON"), copied);
        let parts: Vec<(String, String)> = address(2).query_pairs().into_owned().collect();
        assert_eq!(parts[0], ("title".to_owned(), "edit: battlecards/globex#scim".to_owned()));
        assert!(parts[1].0 == "body" && parts[1].1.contains("\"fieldbook/change/1\""), "{parts:?}");
        browser.eval("document.querySelector('[value=claim]').click()").await;
        assert_eq!(
            browser.eval("document.querySelector('[name=text]').value").await,
            json!("Globex offers SCIM on every plan.")
        );
        browser.press(&Key::Escape.to_string()).await;
        browser.until("!document.querySelector('dialog[open]')").await;
    });
}

#[test]
fn without_scripts_the_page_says_whom_to_tell() {
    with_browser(async |browser| {
        let site = Corrected::new("plain");
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        for page in [CARD, CLAIM] {
            browser.open(&format!("{}{page}", site.origin(Door::Disk))).await;
            let note = "document.getElementById('~correct-note').innerText";
            assert_eq!(
                browser.eval(note).await,
                json!("Is something wrong here? Tell Ann Arbor what, and where you read it.")
            );
            assert!(
                browser.holds("document.querySelector('#\\\\~correct-note a').href === 'mailto:ann@example.com'").await
            );
            assert!(
                browser
                    .holds("![...document.querySelectorAll('[data-correct]')].some((one) => one.checkVisibility())")
                    .await
            );
        }
    });
}
