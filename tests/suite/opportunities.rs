//! When commands read Notion, what they do if that fails, and what pages and checks say of it.

use super::corpus::files;
use super::notion::stand_in::{Faults, Listener, Plan, StandIn, TOKEN};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Instant;

/// A site whose opportunities come from a stand-in.
struct Site {
    folder: tempfile::TempDir,
    stand_in: Arc<StandIn>,
    address: String,
}

impl Site {
    fn new(plan: Plan, settings: &str) -> Self {
        let start = Instant::now();
        let stand_in = Arc::new(StandIn::new(plan, Box::new(move || start.elapsed())));
        let address = Listener::start(&stand_in, 0).unwrap().address();
        let folder = tempfile::tempdir().unwrap();
        let (url, card) = (stand_in.database_id(), "---\nname: Company 1\n---\n");
        let text = format!("[opportunities]\nsource = \"notion\"\n{settings}[opportunities.notion]\nurl = \"{url}\"\n");
        for (path, text) in [("site.toml", &*text), ("content/competitors/company-1.md", card)] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder, stand_in, address }
    }

    fn small(settings: &str) -> Self {
        Self::new(Plan { rows: 6, references: vec![1], ..Plan::default() }, settings)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, arguments: &[&str], token: Option<&str>) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.args(arguments).env("FIELDBOOK_NOTION_URL", &self.address).current_dir(self.path());
        match token {
            Some(token) => command.env("FIELDBOOK_NOTION_TOKEN", token),
            None => command.env_remove("FIELDBOOK_NOTION_TOKEN"),
        };
        Ran(command.output().unwrap())
    }

    /// Runs the rules about opportunities and returns the ids of those that find something.
    fn findings(&self, arguments: &[&str]) -> Vec<String> {
        let rules = ["check", "--rule", "opportunities", "--format", "json"];
        let report = self.run(&[&rules, arguments].concat(), None).0.stdout;
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let ids = |value: &serde_json::Value| value.get("rule")?.as_str().map(str::to_owned);
        let ids = report.get("findings").unwrap().as_array().unwrap().iter().filter_map(ids);
        // Values of unknown types, rows in the trash and competitors without an entry are part of every plan.
        let planned = ["skipped-row", "left-out-value", "unknown-stage", "unknown-competitor"];
        ids.filter(|id| !planned.iter().any(|name| id.ends_with(name))).collect()
    }

    fn requests(&self) -> u64 {
        let report = self.stand_in.report();
        let by_route = report.get("requests").unwrap().as_object().unwrap();
        by_route.values().filter_map(serde_json::Value::as_u64).sum()
    }

    /// Makes the snapshot and its attempt older.
    fn age(&self, days: i64) {
        for name in ["opportunities.json", "opportunities.attempt.json"] {
            let path = self.path().join(".fieldbook").join(name);
            let text = fs::read_to_string(&path).unwrap();
            let key = if name.contains("attempt") { "at" } else { "as_of" };
            let mark = format!("\"{key}\": \"");
            let (before, rest) = text.split_once(&mark).unwrap();
            let (time, after) = rest.split_at(20);
            let time = chrono::DateTime::parse_from_rfc3339(time).unwrap() - chrono::Duration::days(days);
            fs::write(&path, format!("{before}{mark}{}{after}", time.format("%Y-%m-%dT%H:%M:%SZ"))).unwrap();
        }
    }
}

/// What a command returned.
struct Ran(Output);

impl Ran {
    fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).unwrap()
}

#[test]
fn only_builds_read_notion_and_not_more_often_than_the_settings_say() {
    let site = Site::small("");
    assert_eq!(site.run(&["build"], Some(TOKEN)).code(), Some(0));
    let first = site.requests();
    assert!(first > 0 && page(&site, "opportunities/index.html").contains("as of <time"));
    for arguments in [&["build"][..], &["check"], &["search", "deal"], &["check", "--since", "HEAD"]] {
        site.run(arguments, Some(TOKEN));
    }
    assert_eq!(site.requests(), first, "within ten minutes nothing is read again");
    site.age(1);
    for arguments in [&["check"][..], &["search", "deal"], &["build", "--offline"]] {
        site.run(arguments, Some(TOKEN));
    }
    assert_eq!(site.requests(), first);
    assert_eq!(site.run(&["build"], Some(TOKEN)).code(), Some(0));
    let second = site.requests();
    assert!(second > first, "the snapshot is a day old");
    assert_eq!(site.run(&["sync"], Some(TOKEN)).code(), Some(0));
    assert!(site.requests() > second, "sync reads always");
}

#[test]
fn a_new_reading_of_the_same_changes_one_page() {
    let site = Site::small("");
    let build = || {
        assert_eq!(site.run(&["build", "--today", "2026-11-21"], Some(TOKEN)).code(), Some(0));
        files(&site.path().join("public"))
    };
    let first = build();
    let path = site.path().join(".fieldbook/opportunities.json");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("\"as_of\": \"").unwrap();
    let (time, after) = rest.split_at(20);
    // Another minute of the same day.
    let other = if time.contains("T00:00") { "T00:01" } else { "T00:00" };
    fs::write(&path, format!("{before}\"as_of\": \"{}{other}{}{after}", &time[..10], &time[16..])).unwrap();
    let second = build();
    let changed: Vec<&String> =
        second.iter().filter(|(path, bytes)| first.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert_eq!(changed, ["about/build/index.html"]);
}

#[test]
fn a_wrong_token_is_a_finding_until_notion_is_read() {
    let site = Site::small("");
    assert_eq!(site.findings(&[]), ["opportunities/missing-snapshot"]);
    assert_eq!(site.run(&["sync"], Some(TOKEN)).code(), Some(0));
    assert_eq!(site.findings(&[]), Vec::<String>::new());
    let snapshot = fs::read(site.path().join(".fieldbook/opportunities.json")).unwrap();
    site.age(1);
    let built = site.run(&["build", "--strict"], Some("ntn_wr0ngt0ken"));
    assert_eq!(built.code(), Some(1), "{}", built.said());
    assert!(built.said().contains("Notion rejected the token (401). Copy the token again"), "{}", built.said());
    assert_eq!(site.findings(&[]), ["opportunities/refresh-failed"]);
    let shown = page(&site, "competitors/company-1/index.html");
    assert!(shown.contains("Opportunities are not current: the last refresh failed: Notion rejected the token (401)."));
    assert!(!shown.contains("wr0ng") && !built.said().contains("wr0ng"));
    let synced = site.run(&["sync"], Some("none"));
    assert_eq!(
        (synced.code(), synced.said().trim_end()),
        (
            Some(2),
            "fieldbook: the value of FIELDBOOK_NOTION_TOKEN is not a token. Copy the token from the connection's page in Notion.",
        )
    );
    assert_eq!(site.findings(&[]), ["opportunities/refresh-failed"]);
    assert_eq!(site.run(&["build", "--strict"], Some(TOKEN)).code(), Some(0), "the right token is tried at once");
    assert_eq!(site.findings(&[]), Vec::<String>::new());
    assert_eq!(fs::read(site.path().join(".fieldbook/opportunities.json")).unwrap().len(), snapshot.len());
}

#[test]
fn old_opportunities_are_a_finding_and_the_policy_decides_what_is_built() {
    let site = Site::small("");
    assert_eq!(site.run(&["sync"], Some(TOKEN)).code(), Some(0));
    site.age(9);
    assert_eq!(site.findings(&[]), ["opportunities/stale-snapshot"]);
    let (settings, card) = (site.path().join("site.toml"), "competitors/company-1/index.html");
    let with = |policy: &str| {
        let text = fs::read_to_string(&settings).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("policy"));
        let text =
            lines.collect::<Vec<_>>().join("\n").replacen("source", &format!("policy = \"{policy}\"\nsource"), 1);
        fs::write(&settings, text).unwrap();
        site.run(&["build"], None)
    };
    assert_eq!(with("stale").code(), Some(0));
    assert!(page(&site, card).contains("open opportunit") && page(&site, card).contains("older than 7d"));
    assert_eq!(with("omit").code(), Some(0));
    assert!(!page(&site, card).contains("open opportunit"));
    assert!(page(&site, card).contains("Opportunities are not shown: they are older than 7d."));
    let home = page(&site, "index.html");
    assert!(home.contains("Opportunities are left out: they are older than 7d.") && !home.contains("No open"));
    let held = with("fail");
    assert_eq!(held.code(), Some(1));
    let wanted = "held by stale-opportunities: `policy` is \"fail\" and the opportunities are not current: they are older than 7d";
    assert!(held.said().contains(wanted), "{}", held.said());
    assert!(page(&site, card).contains("not shown"), "the old site stays");
}

#[test]
fn a_snapshot_that_git_tracks_is_a_finding() {
    let site = Site::small("");
    assert_eq!(site.run(&["sync"], Some(TOKEN)).code(), Some(0));
    let git = |arguments: &[&str]| {
        assert!(Command::new("git").args(arguments).current_dir(site.path()).output().unwrap().status.success());
    };
    git(&["init", "-q"]);
    assert_eq!(site.findings(&[]), Vec::<String>::new());
    git(&["add", ".fieldbook/opportunities.json"]);
    assert_eq!(site.findings(&[]), ["opportunities/tracked-snapshot"]);
    // The titles of related pages are names too.
    git(&["add", "-f", ".fieldbook/cache/notion-titles.json"]);
    assert_eq!(site.findings(&[]), ["opportunities/tracked-snapshot", "opportunities/tracked-snapshot"]);
}

#[test]
fn after_an_outage_builds_wait_for_the_interval() {
    let site = Site::small("");
    assert_eq!(site.run(&["sync"], Some(TOKEN)).code(), Some(0));
    let path = site.path().join(".fieldbook/opportunities.attempt.json");
    let text = fs::read_to_string(&path).unwrap();
    let failed = |retry_at_once: bool| {
        let failure = format!(
            ",\n  \"failure\": {{\"message\": \"down\", \"help\": \"Wait.\", \"retry_at_once\": {retry_at_once}}}\n}}\n"
        );
        fs::write(&path, text.replace("\n}\n", &failure)).unwrap();
        let before = site.requests();
        site.run(&["build"], Some(TOKEN));
        site.requests() > before
    };
    assert_eq!([failed(false), failed(true)], [false, true]);
}

#[test]
fn the_setup_is_checked_before_the_first_build() {
    let faults = Faults::parse("no_comments=1,unshared_accounts=1").unwrap();
    let site = Site::new(Plan { rows: 8, accounts: 3, references: vec![1], faults, ..Plan::default() }, "");
    let check = |token| {
        let ran = site.run(&["notion", "check"], token);
        let ids = [site.stand_in.data_source_ids().remove(0), site.stand_in.database_id()];
        let text = [&ran.0.stdout[..], &ran.0.stderr].concat();
        let text = ids.iter().fold(String::from_utf8(text).unwrap(), |text, id| text.replace(id, "ID"));
        (ran.code(), text)
    };
    let (code, text) = check(Some(TOKEN));
    assert_eq!(code, Some(1), "{text}");
    let wanted = "\
token        ok     accepted, of the connection Stand-in in Example
data source  ok     Deals (ID)
content      ok     can be read
customer     ok     Customer (relation)
domains      none   no property; looked for Domains, Domain, Website
                    Name a property of the database in `properties` of [opportunities.notion].
stage        ok     Stage (status)
amount       ok     Amount (number)
currency     none   no property; looked for Currency
                    Name a property of the database in `properties` of [opportunities.notion].
close_date   ok     Close date (date)
owner        ok     Owner (people)
competitors  ok     Competitors (relation)
products     ok     Products (multi_select)
gaps         ok     Gaps (rich_text)
next_step    ok     Next step (rich_text)
features     none   no property; looked for Features, Feature requests
                    Name a property of the database in `properties` of [opportunities.notion].
related      error  the database behind `Customer` is not shared with the connection
                    Open the related database in Notion, then ••• at the top right, Connections, and add the connection.
related      ok     the database behind `Competitors` can be read
comments     none   cannot be read; the rest works without them
                    Switch on `Read comments` under Capabilities on the connection's page.
";
    let (lines, sample) = text.split_once("customer     none   left out in the newest row: the page ").unwrap();
    assert_eq!(lines, wanted);
    assert!(sample.contains("\nthe newest row, as it is read:\nname         Deal "), "{sample}");
    assert!(!site.path().join(".fieldbook").exists(), "nothing is written");
    let (code, text) = check(Some("ntn_an0ther"));
    assert_eq!((code, text.lines().next()), (Some(1), Some("token        error  Notion rejected the token (401)")));
    assert_eq!(
        check(None),
        (Some(2), "fieldbook: there is no token; set FIELDBOOK_NOTION_TOKEN to the connection's secret\n".to_owned(),)
    );
    let fine = Site::small("").run(&["notion", "check"], Some(TOKEN)).code();
    assert_eq!(fine, Some(0));
}

#[test]
fn what_is_left_out_is_on_the_pages_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let deals = "id,customer,stage,amount,currency\na,Acme,Open,\"$120,000\",USD\nb,Globex,Open,5000,USD\nc,Hooli,Open,7,000,USD\n";
    let settings = "[opportunities]\nsource = \"file\"\nfile = \"deals.csv\"\n";
    for (path, text) in
        [("site.toml", settings), ("deals.csv", deals), ("content/pages/a.md", "---\ntitle: A\n---\nText.\n")]
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let built = command.args(["build", "--offline"]).current_dir(folder.path()).output().unwrap();
    let page = fs::read_to_string(folder.path().join("public/opportunities/index.html"));
    let page = page.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&built.stderr)));
    let section = page.split("Left out, check").nth(1).unwrap().split("</section>").next().unwrap();
    let text: String = section.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    assert_eq!(
        text.trim(),
        "2c: line 4 has 6 cells and the header has 5Acme, amount: it is not written as `1234.56`; set `number_format` in [opportunities]"
    );
    assert!(page.contains("Rows and values left out: 2.") && page.contains("$5k"), "{page}");
}

#[test]
fn a_terminal_stage_that_matches_nothing_is_a_finding_also_without_a_list_of_stages() {
    let folder = tempfile::tempdir().unwrap();
    let found = |terminal: &str, stages: &str| {
        let settings =
            format!("[opportunities]\nsource = \"file\"\nfile = \"d.csv\"\nterminal_stages = {terminal}\n{stages}");
        fs::write(folder.path().join("site.toml"), settings).unwrap();
        fs::create_dir_all(folder.path().join("content/pages")).unwrap();
        fs::write(folder.path().join("content/pages/a.md"), "---\ntitle: A\n---\nText.\n").unwrap();
        let deals = "id,customer,stage\na,Acme,Demo\nb,Globex,Gewonnen (neu!)\n";
        fs::write(folder.path().join("d.csv"), deals).unwrap();
        let arguments = ["check", "--rule", "opportunities", "--format", "concise", "--offline"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
    };
    let right = r#"["Gewonnen (neu!)"]"#;
    assert_eq!(found(right, ""), (Some(0), String::new()));
    assert_eq!(
        found(r#"["Gewonnen (neu!)", "Absage (alt!)"]"#, ""),
        (
            Some(0),
            "site.toml:4:39: warning[opportunities/unknown-terminal-stage] no opportunity is in the stage `Absage (alt!)`, and \
             nothing lists the stages; there are Demo, Gewonnen (neu!)"
                .to_owned()
        )
    );
    let listed = "stages = [\"Demo\", \"Gewonnen (neu!)\", \"Absage\"]\n";
    assert_eq!(found(r#"["Gewonnen (neu!)", "Absage"]"#, listed), (Some(0), String::new()));
    let (code, text) = found(r#"["Gewonnen (nue!)"]"#, "");
    assert_eq!(code, Some(1));
    assert!(text.contains("has no stage `Gewonnen (nue!)`; did you mean `Gewonnen (neu!)`?"), "{text}");
}

#[test]
fn a_workflow_goes_on_if_notion_cannot_be_read_and_its_check_says_so() {
    let site = Site::small("");
    let synced = site.run(&["sync", "--optional"], Some("ntn_wr0ngt0ken"));
    assert_eq!(synced.code(), Some(0), "{}", synced.said());
    assert!(synced.said().contains("this is recorded, and `fieldbook check` reports it"), "{}", synced.said());
    assert!(site.findings(&[]).contains(&"opportunities/refresh-failed".to_owned()));
    // What is not recorded is an error: nobody would learn of it.
    fs::write(site.path().join(".fieldbook/opportunities.json"), "notes of a person").unwrap();
    let refused = site.run(&["sync", "--optional"], Some(TOKEN));
    assert_eq!(refused.code(), Some(2), "{}", refused.said());
    assert!(refused.said().contains("is not a snapshot of opportunities"), "{}", refused.said());
    // The control.
    fs::remove_file(site.path().join(".fieldbook/opportunities.json")).unwrap();
    assert_eq!(site.run(&["sync", "--optional"], Some(TOKEN)).code(), Some(0));
    assert_eq!(site.findings(&[]), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_read_holds_the_build_if_the_policy_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let build = |policy: &str| {
        write("site.toml", &format!("[opportunities]\nsource = \"file\"\nfile = \"d.csv\"\npolicy = \"{policy}\"\n"));
        let built =
            Command::new(env!("CARGO_BIN_EXE_fieldbook")).arg("build").current_dir(folder.path()).output().unwrap();
        (built.status.code(), String::from_utf8_lossy(&built.stderr).into_owned())
    };
    write("content/pages/a.md", "---\ntitle: A\n---\nText.\n");
    write("d.csv", "id,customer,stage,amount,currency\na,Acme,Open,5000,USD\n");
    assert_eq!(build("fail").0, Some(0));
    let page = || fs::read_to_string(folder.path().join("public/opportunities/index.html")).unwrap();
    assert!(page().contains("$5k"));
    write("d.csv", "id,customer,\"stage\na,Acme,Open\n");
    let (code, said) = build("fail");
    assert!(code == Some(1) && said.contains("their file cannot be read"), "{said}");
    assert!(page().contains("$5k"), "the old site stays");
    assert_eq!(build("stale").0, Some(0));
    assert!(page().contains("Not shown: their file cannot be read.") && !page().contains("No open opportunities"));
}
