//! Exports of answer libraries.

use super::{pieces, source, text_of};
use fieldbook::config::default_settings;
use fieldbook::entry::{Context, read_entries};
use fieldbook::importing::{AnswerPerson, AnswerSite, ColumnChoice, Import, import_answer_library};
use fieldbook::source::SourceFile;

fn imported(name: &str, text: &str, columns: &[&str]) -> Import {
    let person = AnswerPerson {
        id: "ann".to_owned(),
        name: "Ann Example".to_owned(),
        email: Some("ann@example.com".to_owned()),
    };
    let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
    let columns = ColumnChoice::read(&columns).expect("columns");
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let site = AnswerSite { people: &[person], columns: &columns, today };
    import_answer_library(&source(name, text), site).expect("it can be read").expect("it is a library")
}

/// With the words of the headers of a Loopio library.
const STACKS: &str = "Library export\n\
Stack,Category,Question,Alternate Questions,Compliance,Answer,Tags,Entry Owner,Last Reviewed Date,Review Cycle,Attachments,Last Updated\n\
Trust,Security,Is data encrypted at rest?,Do you encrypt stored data?; Encryption?,Yes,\"<p>With <b>AES-256</b>.</p><h2>More</h2><ul><li>disks</li></ul><script>x()</script>\",\"aes, storage\",Ann Example,2026-02-03,6 months,soc2.pdf,2026-03-04\n\
Trust,Legal,Is there an SLA?,,No,Not yet * really,,Ana Example,03/02/2026,often,,\n\
Trust,Security,is data encrypted at rest,,,See above.,,,2027-01-01,,,\n\
,,,,,Orphan answer,,,,,,\n";

const TRUST: &str = "---
kind: answers
title: Trust
status: unreviewed
---

## Is data encrypted at rest?

```yaml
short_answer: yes
alternates:
  - Do you encrypt stored data?
  - Encryption?
tags: [trust, aes, storage]
owner: ann
verified: 2026-02-03
review_every: 6mo
topics: [security]
# attachments: soc2.pdf
# Last Updated: 2026-03-04
```

With **AES-256**.

**More**

- disks

## Is there an SLA?

```yaml
short_answer: no
tags: [trust]
topics: [legal]
# owner: Ana Example
# verified: 03/02/2026
# review cycle: often
```

Not yet \\* really

## is data encrypted at rest

```yaml
id: is-data-encrypted-at-rest-2
tags: [trust]
topics: [security]
# verified: 2027-01-01
```

See above.
";

#[test]
fn a_library_becomes_answers_with_owners_reviews_and_tags() {
    let import = imported("library.csv", STACKS, &[]);
    assert_eq!(text_of(&import, "trust.md"), TRUST);
    let expected = [
        "left out: text above the header (row 1 of CSV): Library export",
        "left out: script (row 3 of CSV): ",
        "left out: attachment (row 3 of CSV): soc2.pdf",
        "changed: unknown owner (row 4 of CSV): Ana Example, kept as a comment; the nearest is Ann Example",
        "changed: unclear date (row 4 of CSV): verified: 03/02/2026, kept as a comment",
        "changed: unclear review cycle (row 4 of CSV): often, kept as a comment",
        "changed: review in the future (row 5 of CSV): 2027-01-01, kept as a comment",
        "changed: duplicate question (row 5 of CSV): the same question as row 3 of CSV; both are there",
        "left out: row without a question (row 6 of CSV): Orphan answer",
    ];
    assert_eq!(pieces(&import), expected);
    let settings = default_settings();
    let root = settings.roots.first().expect("there is a root");
    let file = SourceFile::new("content/answers/trust.md", TRUST.to_owned());
    let read = read_entries(&file, Context { settings: &settings, root });
    assert_eq!(read.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(read.entries.len(), 4);
}

#[test]
fn other_headers_are_found_or_named_by_a_person() {
    // With the words of the headers of a Responsive library.
    let collections = "Question,Answer,Tags,Collection,Owner,Moderator,Review Cycle,Last Reviewed On,Status\nWhere?,\"Here.\n- a\n- b\",geo,Hosting,ann@example.com,Bob,Quarterly,2026-01-02 10:00:00,Approved\n";
    let import = imported("content.csv", collections, &[]);
    let expected = "---\nkind: answers\ntitle: Hosting\nstatus: unreviewed\n---\n\n## Where?\n\n```yaml\ntags: [hosting, geo]\nowner: ann\nverified: 2026-01-02\nreview_every: 3mo\nstatus: approved\n# Moderator: Bob\n```\n\nHere.\n\n- a\n- b\n";
    assert_eq!(text_of(&import, "hosting.md"), expected);
    let plain = "Q,A,Lead\nWhere?,Here.,Ann Example\n";
    let import = imported("plain.csv", plain, &["question=Q", "answer=A", "owner=Lead"]);
    assert!(text_of(&import, "plain.md").contains("owner: ann\n"));
    let fault = ColumnChoice::read(&["ownr=Lead".to_owned()]).expect_err("no role");
    assert_eq!(fault, "\"ownr\" is not a role of a column; did you mean owner?");
}
