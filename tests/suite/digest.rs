//! `fieldbook digest`: the form, what comes first, what is new, and what is chosen.

use std::fs;
use std::path::Path;
use std::process::Command;

const OPPORTUNITIES: &str = r#"{
  "schema": "fieldbook/opportunities/1",
  "as_of": "2026-11-20T09:00:00Z",
  "left_out": [{ "id": "opp-9", "name": "Old deal", "reason": "in the trash" }],
  "opportunities": [
    {
      "id": "opp-1", "name": "Globex: core", "customer": "Globex", "stage": "POC", "owner": "Ann Ex",
      "amount": 410000, "currency": "USD", "close_date": "2026-11-19", "competitors": ["Initech"],
      "gaps": ["gaps/sso"], "next_step": "Send the plan.", "first_seen": "2026-08-01T09:00:00Z",
      "last_edited": "2026-11-20T08:00:00Z",
      "stage_changes": [{ "at": "2026-11-18T09:00:00Z", "from": "Demo", "to": "POC" }],
      "activity": {
        "as_of": "2026-11-20T09:00:00Z", "comments_as_of": "2026-11-20T09:00:00Z",
        "todos": ["Send the plan", "Book a room"],
        "comments": [
          { "at": "2026-11-17T09:00:00Z", "author": "Bo Ex", "text": "Who signs?" },
          { "at": "2026-11-19T09:00:00Z", "author": "Ann Ex", "text": "Is the price agreed?" }
        ]
      }
    },
    {
      "id": "opp-2", "name": "Hooli: pilot", "customer": "Hooli", "stage": "Discovery", "owner": "Bo Ex",
      "close_date": "2027-01-15", "first_seen": "2026-11-19T09:00:00Z"
    },
    {
      "id": "opp-3", "name": "Umbra: edge", "customer": "Umbra", "stage": "", "owner": "Bo Ex",
      "close_date": "2027-03-01", "first_seen": "2026-08-01T09:00:00Z"
    },
    {
      "id": "opp-4", "name": "Vandelay: core", "customer": "Vandelay", "stage": "Lost", "owner": "Bo Ex",
      "first_seen": "2026-08-01T09:00:00Z",
      "stage_changes": [{ "at": "2026-11-18T09:00:00Z", "from": "POC", "to": "Lost" }]
    }
  ]
}
"#;

const FILES: [(&str, &str); 7] = [
    (
        "site.toml",
        "[opportunities]\nsource = \"file\"\n[[roots]]\npath = \"content\"\n[[roots]]\npath = \"deals\"\nprivate = true\n",
    ),
    ("opportunities.json", OPPORTUNITIES),
    ("content/pages/hello.md", "---\ntitle: Hello\naudience: customer\nstatus: approved\n---\nText.\n"),
    ("content/competitors/initech.md", "---\nname: Initech\n---\n"),
    (
        "content/gaps/sso.md",
        "---\ntitle: No single sign-on\nowner: ann\nseverity: major\nworkaround: A directory export\n---\nText.\n",
    ),
    ("deals/customers.yaml", "- {key: soylent, names: [Soylent Ltd]}\n- {key: globex, names: [Globex]}\n"),
    (
        "deals/winplans/soylent.md",
        "---\ntitle: Soylent renewal\naudience: internal\ncustomer: soylent\nowner: ann\ncommitments: [A price list by Friday]\nrisks:\n  - {risk: The sponsor leaves}\n---\nText.\n",
    ),
];

/// What the command printed, and what it noted.
fn digest(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["digest", "--today", "2026-11-20"]).args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const GLOBEX: &str = "Globex : POC

TLDR :
- You owe 2 to-dos and 1 answer
- Moved here from Demo on 2026-11-18
- Should have closed on 2026-11-19, for $410k

Todo :
- Set a new close date; 2026-11-19 has passed
- Send the plan
- Book a room
- Answer Bo Ex of 2026-11-17: “Who signs?”

Things to know :
- There is no card about Initech
- Gap: No single sign-on
- Ann Ex waits for an answer since 2026-11-19: “Is the price agreed?”
- Workaround for “No single sign-on”: A directory export
";

const HOOLI: &str = "Hooli : New

TLDR :
- Its stage is Discovery
- Closes on 2027-01-15
";

const LEFT_OUT: &str = "Left out, check :
- Old deal: in the trash
";

#[test]
fn what_is_owed_comes_first_and_nothing_is_there_twice() {
    let folder = site();
    let umbra = "Umbra : No stage\n\nTLDR :\n- Closes on 2027-03-01\n";
    let all = digest(folder.path(), &[]);
    assert_eq!(all, ([GLOBEX, HOOLI, umbra, LEFT_OUT].join("\n\n"), String::new()));
    // Papers about a deal are for those who name its customer.
    let soylent = "Soylent Ltd : New\n\nTLDR :\n- You owe 1 promise\n- There is no opportunity for this customer\n\nTodo :\n\
                   - A price list by Friday\n\nThings to know :\n- Risk: The sponsor leaves\n";
    let named = digest(folder.path(), &["--customer", "soylent"]);
    assert_eq!(named, ([soylent, LEFT_OUT].join("\n\n"), String::new()));
}

#[test]
fn digests_are_chosen_by_customer_owner_and_period() {
    let folder = site();
    let choose = |arguments: &[&str]| digest(folder.path(), arguments);
    assert_eq!(choose(&["--customer", "globex,HOOLI"]).0, [GLOBEX, HOOLI, LEFT_OUT].join("\n\n"));
    assert_eq!(choose(&["--owner", "ann ex"]).0, [GLOBEX, LEFT_OUT].join("\n\n"));
    let wrong = choose(&["--owner", "Anna Ex"]);
    assert_eq!(wrong.1, "fieldbook: --owner: no opportunity has the owner Anna Ex; did you mean Ann Ex?\n");
    let wrong = choose(&["--customer", "Globexx"]);
    assert_eq!(
        wrong.1,
        "fieldbook: --customer: no opportunity is with a customer called Globexx; did you mean Globex?\n"
    );
    // What was closed in the period is there, and what did not change is counted.
    let since = choose(&["--since", "2026-11-18", "--owner", "Bo Ex"]);
    let vandelay = "Vandelay : Lost\n\nTLDR :\n- Moved here from POC on 2026-11-18\n";
    let note = "note: open opportunities without activity since 2026-11-18T00:00:00Z: 1\n";
    assert_eq!(since, ([HOOLI, vandelay, LEFT_OUT].join("\n\n"), note.to_owned()));
}

#[test]
fn each_owner_has_a_page_and_a_customer_sees_none() {
    let folder = site();
    let build = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        assert!(command.arg("build").args(arguments).current_dir(folder.path()).output().unwrap().status.success());
    };
    build(&["--today", "2026-11-20"]);
    let page = |path: &str| fs::read_to_string(folder.path().join("public/opportunities/digest").join(path));
    let all = page("index.html").unwrap();
    assert!(all.contains("href=\"ann-ex/index.html\"") && all.contains("href=\"bo-ex/index.html\""), "{all}");
    assert!(all.contains("Umbra : No stage"));
    let own = page("ann-ex/index.html").unwrap();
    assert!(own.contains("Globex : POC") && !own.contains("Hooli : New"), "{own}");
    build(&["--audience", "customer"]);
    assert!(page("index.html").is_err() && page("ann-ex/index.html").is_err());
    let refused = digest(folder.path(), &["--audience", "customer"]).1;
    let wanted = "fieldbook: readers of the audience customer do not see opportunities; use --audience internal\n";
    assert_eq!(refused, wanted);
}
