//! Customers that opportunities name are in no build for others: their names and domains are looked for in entries and in the
//! opportunities of another customer, and a build that cannot look for them publishes nothing.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::fs;
use std::path::Path;
use std::process::Command;

const SETTINGS: &str = "[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n\
                        [opportunities]\nsource = \"file\"\n";
const CUSTOMERS: &str = "- {key: initech, names: [Initech Inc]}\n- {key: target, names: [Target]}\n";

/// A site with one page for customers, and the deals of Initech and of another customer.
struct Site {
    folder: tempfile::TempDir,
}

/// How a build ended, and what it said.
struct Built {
    code: Option<i32>,
    said: String,
}

impl Site {
    fn new(page: &str, deals: &str) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        site.write("site.toml", SETTINGS);
        site.write("deals/customers.yaml", CUSTOMERS);
        site.write(
            "content/pages/terms.md",
            &format!("---\ntitle: Terms\nowner: ann\naudience: customer\nstatus: approved\nsummary: Our terms.\n---\n{page}\n"),
        );
        site.write("opportunities.json", &snapshot(deals));
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Builds for the team of Initech, or for `arguments`.
    fn build(&self, arguments: &[&str]) -> Built {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        let command = command.args(["build", "--offline", "--today", "2026-11-21"]).args(arguments);
        let output = command.current_dir(self.path()).output().expect("it runs");
        let said = [&output.stdout[..], &output.stderr].concat();
        Built { code: output.status.code(), said: String::from_utf8_lossy(&said).into_owned() }
    }
}

const INITECH: &[&str] = &["--customer", "initech"];
const OUTSIDERS: &[&str] = &["--audience", "customer"];

fn snapshot(deals: &str) -> String {
    format!(
        "{{\"schema\": \"fieldbook/opportunities/1\", \"as_of\": \"2026-11-10T09:00:00Z\", \"opportunities\": [{deals}]}}"
    )
}

fn deals(next_step: &str) -> String {
    format!(
        "{{\"id\": \"1\", \"name\": \"Core\", \"customer\": \"Initech Inc\", \"stage\": \"Demo\", \"next_step\": \"{next_step}\"}},
         {{\"id\": \"2\", \"name\": \"Second\", \"customer\": \"Hooli GmbH\", \"stage\": \"Demo\", \"domains\": [\"hl-group.example\"]}},
         {{\"id\": \"3\", \"name\": \"Copperwyne Mills: pilot\", \"stage\": \"Demo\"}}"
    )
}

#[test]
fn another_customer_in_the_next_step_of_a_deal_holds_the_build_for_its_customer() {
    for (next_step, named) in [
        ("Same terms as Hooli GmbH", "`Hooli GmbH` in next_step of the opportunity `1`"),
        ("same terms as the Hoolis", "`Hooli GmbH` in next_step of the opportunity `1`"),
        ("Ask ann@portal.hl-group.example", "`hl-group.example`, a name of the customer `Hooli GmbH` in next_step"),
        ("As for Copperwyne Mills", "`Copperwyne Mills` in next_step"),
        ("as agreed with Target", "`Target`, a name of the customer `target` in next_step"),
    ] {
        let site = Site::new("Text.", &deals(next_step));
        let built = site.build(INITECH);
        assert_eq!(built.code, Some(1), "{next_step}: {}", built.said);
        assert!(built.said.contains(&format!("error[audience/other-customer] names {named}")), "{}", built.said);
        assert!(built.said.contains("nothing was published") && !site.path().join("public").exists());
    }
    // The controls: the customer's own name, a word, and the whole company.
    for next_step in ["Initech signs", "Target a decision in May"] {
        let built = Site::new("Text.", &deals(next_step)).build(INITECH);
        assert_eq!(built.code, Some(0), "{next_step}: {}", built.said);
    }
    assert_eq!(Site::new("Text.", &deals("As for Hooli GmbH")).build(&[]).code, Some(0));
}

#[test]
fn a_domain_of_an_opportunity_in_an_entry_holds_a_build_for_outsiders() {
    for (page, code) in [
        ("See the case at hl-group.example.", 1),
        ("Copperwyne Mills signed.", 1),
        ("See the case at group.example.", 0),
        ("A mill signed.", 0),
    ] {
        let built = Site::new(page, &deals("Call")).build(OUTSIDERS);
        assert_eq!(built.code, Some(code), "{page}: {}", built.said);
    }
}

#[test]
fn a_build_for_others_says_that_customers_are_not_known() {
    let site = Site::new("Text.", &deals("Call"));
    fs::remove_file(site.path().join("opportunities.json")).expect("removed");
    for arguments in [INITECH, OUTSIDERS] {
        let built = site.build(arguments);
        assert_eq!(built.code, Some(1), "{}", built.said);
        let expected =
            "error[audience/unknown-customers] `opportunities.json` could not be read, so this build is not searched";
        assert!(built.said.contains(expected), "{}", built.said);
    }
    assert!(!site.build(&[]).said.contains("unknown-customers"), "the company may read every name");
    site.write("opportunities.json", "not JSON");
    let built = site.build(OUTSIDERS);
    assert!(
        built.code == Some(1) && built.said.contains("`opportunities.json` could not be read, so this"),
        "{}",
        built.said
    );
    let lines = "id,name,customer,stage\n1,Core,Initech Inc,Demo\n2,Second,Hooli, GmbH,Demo\n";
    site.write("deals.csv", lines);
    site.write("site.toml", &format!("{SETTINGS}file = \"deals.csv\"\n"));
    let built = site.build(OUTSIDERS);
    let expected =
        "warning[audience/unknown-customers] 1 rows or names of customers of the opportunities were left out";
    assert!(built.said.contains(expected), "{}", built.said);
}

#[test]
fn opportunities_that_are_left_out_since_they_are_old_are_looked_for() {
    let site = Site::new("As for Hooli GmbH.", &deals("Call"));
    site.write("site.toml", &format!("{SETTINGS}policy = \"omit\"\nmax_stale = \"1d\"\n"));
    let built = site.build(OUTSIDERS);
    assert!(built.code == Some(1) && built.said.contains("names `Hooli GmbH`"), "{}", built.said);
    site.write(
        "content/pages/terms.md",
        "---\ntitle: Terms\nowner: ann\naudience: customer\nstatus: approved\n---\nNone.\n",
    );
    let built = site.build(OUTSIDERS);
    assert_eq!(built.code, Some(0), "{}", built.said);
}
